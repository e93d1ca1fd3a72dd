package playground

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rnn-playground/rnn-playground/numpy"
	"github.com/rnn-playground/rnn-playground/rnn"
)

// mostInNotebook is how many states of the page stand in a notebook itself; more are read
// from the .npz file beside it.
const mostInNotebook = 4096

// Notebook is a Jupyter notebook (nbformat 4.5) that runs the listings for NumPy and for
// PyTorch, and compares their states with the page's; address is the page's.
//
// https://nbformat.readthedocs.io/en/latest/format_description.html
func (r *Run) Notebook(s State, texts Strings, address string) *File {
	s = r.lookedAt(s)
	b := &notebook{r: r, texts: texts}
	parts := settingParts(r.setting(texts))
	for i := range parts {
		parts[i] = inMarkdown(parts[i])
	}
	b.markdown("# " + texts["title"] + "\n\n- " + strings.Join(parts, "\n- ") + "\n\n[" + texts["notebook.page"] + "](" + address + ")")
	b.markdown(texts["notebook.program"])
	b.listing(s, NumPyCode)
	b.markdown(texts["notebook.numbers"])
	b.numbers()
	b.comparing("np.asarray(total_hidden_states)")
	b.markdown(texts["notebook.pytorch"])
	b.listing(s, PyTorchCode)
	b.comparing("total_hidden_states.detach().numpy()")
	pieces := []piece{literal(`{"cells":[`)}
	for i, cell := range b.cells {
		if i > 0 {
			cell = "," + cell
		}
		pieces = append(pieces, literal(cell))
	}
	pieces = append(pieces, literal(`],"metadata":{"kernelspec":{"display_name":"Python 3","language":"python","name":"python3"},"language_info":{"name":"python"}},"nbformat":4,"nbformat_minor":5}`+"\n"))
	return measured(&File{Name: r.Setting.FileName() + ".ipynb", Type: "application/x-ipynb+json"}, 0, pieces)
}

// notebook is one that is being written.
type notebook struct {
	r     *Run
	texts Strings
	cells []string // as JSON
}

func (b *notebook) cell(kind, rest, source string) {
	out := append([]byte(`{"cell_type":"`), kind...)
	out = append(append(append(out, `","id":"cell-`...), strconv.Itoa(len(b.cells)+1)...), `","metadata":{},`...)
	out = append(append(out, rest...), `"source":[`...)
	separator := ""
	for line := range strings.Lines(source) { // an array of lines is what tools compare by
		out = numpy.AppendJSON(append(out, separator...), line)
		separator = ","
	}
	b.cells = append(b.cells, string(append(out, "]}"...)))
}

//go:noinline
func (b *notebook) markdown(text string) { b.cell("markdown", "", text) }

func (b *notebook) code(text string) {
	b.cell("code", `"execution_count":null,"outputs":[],`, strings.TrimSuffix(text, "\n"))
}

func (b *notebook) listing(s State, code Code) {
	s.Code = code
	b.code(b.r.Listing(s, b.texts))
}

// numbers gives the page's states the name page.
func (b *notebook) numbers() {
	r := b.r
	if len(r.H) > mostInNotebook || r.explodes() {
		name := strconv.Quote(r.Setting.FileName() + ".npz")
		tensor := `["total_hidden_states"]`
		if r.Passes != nil {
			tensor = `["h_` + r.suffix() + `"][:, ` + strconv.Itoa(r.Sequence) + `]`
		}
		b.code("# " + b.texts.Format("notebook.beside", r.Setting.FileName()+".npz") + "\npage = np.load(" + name + ")" + tensor + "\npage.shape")
		return
	}
	lines := []string{"page = np.array(["}
	for _, row := range rows(r.H, r.HiddenSize, decimal) {
		lines = append(lines, wrap("    [", "     ", row)...)
		lines[len(lines)-1] += "],"
	}
	b.code(strings.Join(append(lines, "])"), "\n"))
}

// comparing says how far the states of a program are from the page's; of states beyond 1,
// which only ReLU has, in proportion.
func (b *notebook) comparing(states string) {
	text := "states = " + states + "\n"
	if b.r.explodes() {
		text += "states, page = np.nan_to_num(states), np.nan_to_num(page)\n"
	}
	b.code(text + "difference = np.abs(states - page) / np.maximum(1, np.abs(page))\n" +
		"print(\"" + b.texts["notebook.difference"] + "\", difference.max())")
}

// explodes reports whether states are no numbers any more, which happens to ReLU.
func (r *Run) explodes() bool {
	return r.Kind == rnn.RNNReLU && slices.ContainsFunc(r.H, func(v float64) bool { return v-v != 0 })
}

// withoutTags is HTML without its tags: text as HTML and XML have it.
func withoutTags(html string) string {
	var out strings.Builder
	for html != "" {
		before, rest, _ := strings.Cut(html, "<")
		out.WriteString(before)
		_, html, _ = strings.Cut(rest, ">")
	}
	return out.String()
}

// inMarkdown is text as Markdown has it: nothing in it is taken for a link, a
// formula or a heading, whoever wrote the link it came with.
func inMarkdown(text string) string {
	var out []byte
	for _, c := range []byte(text) {
		switch {
		case c == '\n' || c == '\r':
			c = ' '
		case strings.IndexByte("\\`*_[]$~|", c) >= 0:
			out = append(out, '\\')
		}
		out = append(out, c)
	}
	return string(out)
}
