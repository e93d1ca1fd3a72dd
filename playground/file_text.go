package playground

import (
	"strconv"
	"strings"
)

// About how many bytes a number takes as text, with what separates it from the next.
const numberSize = 20

// mostMeasured is how many numbers are written to know how large their file gets.
const mostMeasured = 2000

// MostCopied is how many numbers are copied for a spreadsheet.
const MostCopied = 200_000

// guardedCell is a text as the cell of a table (RFC 4180). One that a spreadsheet would take
// for a formula has an apostrophe before it, as OWASP has it: what is computed here may
// have been written by whoever made a link.
func guardedCell(text, separator string) string {
	if text != "" && strings.IndexByte("=+-@\t\r\n", text[0]) >= 0 {
		text = "'" + text
	}
	if separator == "\t" { // what is pasted has no way to write these
		return strings.Map(func(r rune) rune {
			if r == '\t' || r == '\n' || r == '\r' || r == '"' {
				return ' '
			}
			return r
		}, text)
	}
	if strings.ContainsAny(text, "\",\r\n") {
		text = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	return text
}

// columns of a table of states: those of the tutorial's layer, or of every pass.
func (r *Run) columns() []column {
	if r.Passes == nil {
		return []column{{"h", r.H, r.HiddenSize}}
	}
	var all []column
	for _, pass := range r.Passes {
		all = append(all, column{"h_" + pass.suffix(), pass.H, pass.HiddenSize})
	}
	return all
}

// TableFile is a .csv file of the states of r, or of all passes of its network over the
// sequence that is shown.
func (r *Run) TableFile() *File {
	name := r.Setting.FileName()
	if r.Setting.Batch > 1 {
		name += "-sequence" + strconv.Itoa(r.Sequence+1)
	}
	words := r.Tokens
	pieces := []piece{table(words, r.columns(), r.Timesteps, ",")}
	if strings.ContainsFunc(strings.Join(words, ""), func(c rune) bool { return c > 0x7f }) {
		pieces = append([]piece{literal("\uFEFF")}, pieces...) // or Excel would not take it for UTF-8
	}
	return measured(&File{Name: name + "-states.csv", Type: "text/csv"}, r.stateCount(), pieces)
}

// TableText is the same for a spreadsheet to paste; "" where there are more numbers than
// [MostCopied].
func (r *Run) TableText() string {
	if r.stateCount() > MostCopied {
		return ""
	}
	out := &writer{}
	lines := table(r.Tokens, r.columns(), r.Timesteps, "\t")
	for ended := false; !ended; {
		part := &writer{}
		ended = lines(part)
		out.buffer = append(out.buffer, part.buffer...)
	}
	return string(out.buffer)
}

// CanCopy reports whether [Run.TableText] gives them.
func (r *Run) CanCopy() bool { return r.stateCount() <= MostCopied }

// stateCount is how many numbers that table has.
func (r *Run) stateCount() int { return max(len(r.Passes), 1) * r.Timesteps * r.HiddenSize }

// measured gives a file its text, and its size: of many numbers about.
func measured(f *File, count int, pieces []piece) *File {
	f.next = inParts(pieces)
	if f.Size = numberSize * int64(count); count > mostMeasured {
		return f
	}
	var all []byte
	for ended := false; !ended; {
		var part []byte
		part, ended = f.next()
		all = append(all, part...)
	}
	f.Size, f.next = int64(len(all)), content(string(all))
	return f
}

// NumberFile is a .json file of r as runRNN returns it; of another network than the
// tutorial's layer as runLayer does, with what it takes.
func (r *Run) NumberFile() *File {
	f := &File{Name: r.Setting.FileName() + ".json", Type: "application/json"}
	if r.Passes == nil {
		return measured(f, r.InputSize*(r.Timesteps+r.HiddenSize)+r.HiddenSize*(r.HiddenSize+1)+len(r.H), r.json())
	}
	var all sequences
	f.stages, f.all = r.gatherSequences(&all)
	f.stages = append(f.stages, func(float64) (float64, bool) {
		f.next = inParts(all.json(&r.Setting))
		return partCost, true
	})
	f.Size = numberSize * (r.tensorSize(inJSON) / 8)
	if len(f.stages) == 1 && f.Size < numberSize*mostMeasured {
		all = sequences{r.Passes}
		f.stages = nil
		return measured(f, 0, all.json(&r.Setting))
	}
	return f
}

// inJSON are the tensors that runLayer is given and answers.
const inJSON = "input h_0 c_0 output h_n c_n weights "

// json are the pieces of a network: what runLayer is given, and what it answers.
func (all sequences) json(s *Setting) []piece {
	head := func(out *writer) bool {
		out.text(`{"cell":"` + string(s.Cell) + `"`)
		for _, n := range []struct {
			name string
			v    int
		}{
			{"timesteps", s.Timesteps}, {"batch", max(s.Batch, 1)}, {"inputSize", all[0][0].InputSize}, {"hiddenSize", s.HiddenSize},
			{"numLayers", max(s.Layers, 1)},
		} {
			out.text(`,"` + n.name + `":`)
			out.integer(int64(n.v))
		}
		out.text(`,"bidirectional":` + strconv.FormatBool(s.Bidirectional) + `,"bias":true,"seed":`)
		out.integer(int64(s.Seed))
		return true
	}
	pieces, weights := []piece{head}, false
	for _, a := range (&tensors{sequences: all, only: inJSON}).list(s) {
		// As PyTorch has it, and JavaScript: h_n, hN.
		name, before := a.Name, ","
		if isWeight := len(name) > len("output"); isWeight != weights {
			before, weights = [...]string{"},", `,"weights":{`}[b2i(isWeight)], isWeight
		}
		if name[1] == '_' {
			name = name[:1] + strings.ToUpper(name[2:])
		}
		pieces = append(pieces, literal(before+`"`+name+`":`), numbers(a.Values))
	}
	return append(pieces, literal("}\n"))
}
