package playground

import (
	"math"
	"strconv"
	"strings"
)

// goProgram is a listing for this project's own packages.
type goProgram struct{ *program }

const module = "github.com/rnn-playground/rnn-playground"

func (p *goProgram) comment(text string) string { return "// " + text }

// goLiteral writes v as an expression. There is no constant -0 in Go.
func goLiteral(v float64) string {
	if v == 0 && math.Signbit(v) {
		return "math.Copysign(0, -1)"
	}
	return decimal(v)
}

// assign sets a value. Sequences lie beside each other in a step, and initial states of
// passes one after the other.
func (p *goProgram) assign(e Edit) string {
	part, base := e.Tensor.split()
	row, column := e.Row, "+"+strconv.Itoa(e.Column)
	width := "*hiddenSize"
	N := max(p.s.Batch, 1)
	switch base {
	case XTensor:
		row, width = (row-1)*N+part.Sequence, "*inputSize"
	case WxTensor:
		if part.Layer == 0 {
			width = "*inputSize"
		} else if p.s.Bidirectional {
			width = "*2*hiddenSize"
		}
	case WhTensor:
	case BTensor:
		width, column = "", ""
	case BhnTensor:
		if width, column = "", ""; len(p.passes) > 1 {
			width = "+2*hiddenSize"
		}
	default:
		if width, column = "", ""; !p.alone {
			width, column = "*hiddenSize", "+"+strconv.Itoa(row)
			row = p.at(part)*N + part.Sequence
		}
	}
	return p.goName(part, base) + "[" + strconv.Itoa(row) + width + column + "] = " + goLiteral(e.Value)
}

// goName is that of a tensor, or of the weights of one of several passes.
func (p *goProgram) goName(part Part, base Tensor) string {
	kind := map[Tensor]string{WxTensor: "weight_ih_", WhTensor: "weight_hh_", BTensor: "bias_ih_", BhnTensor: "bias_hh_"}[base]
	if kind == "" || len(p.passes) == 1 {
		return string(base)
	}
	return `weights["` + kind + strings.Fields(p.line("$names"))[p.at(part)] + `"]`
}

func (p *goProgram) array(t Tensor) []string {
	if p.isLoaded(t) {
		return []string{string(t) + " := " + p.loaded(p.given[t][0])}
	}
	values, columns := p.values(t)
	begin := string(t) + " := []float64{"
	if columns == 1 && t != XTensor && t != WxTensor && t != WhTensor {
		columns = len(values)
		if line := begin + strings.Join(rows(values, columns, goLiteral)[0], ", ") + "}"; width(line) < listingWidth-4 {
			return []string{line}
		}
	}
	lines := []string{begin}
	for _, row := range rows(values, columns, goLiteral) {
		for _, line := range wrap("\t\t", "\t\t", row) {
			lines = append(lines, line[1:]) // main will put its tab before it
		}
		lines[len(lines)-1] += ","
	}
	return append(lines, "}")
}

func (p *goProgram) text() string {
	body, drawn, random := p.making(goInputs, goRepeat, goWeights, p)
	if p.all("O") {
		drawn = append(append(p.fill(goPasses), indent("\t", drawn)...), p.fill(goNamed)...)
		drawn = append(drawn, p.inPasses("", p)...)
	}
	body = append(body, drawn...)
	for _, t := range AllTensors[4:6] {
		given := "nil"
		if p.edits[t] != nil || p.given[t] != nil {
			given = string(t)
			body = append(body, p.edited(t, p.fill(given+" := make([]float64, $state)"), p)...)
		}
		p.fields = append(p.fields, "$"+string(t), given)
	}
	layer := goNetwork
	if p.all("pB") {
		layer = goLayer
	}
	body = append(append(append(append(p.generators(body, random), p.loading(body)...), body...), p.fill(layer)...), goPrint)
	if p.all("b") {
		body = append(body, p.fill(goGradients)...)
	}

	sentence := p.sentence()
	lines := []string{"package main", "", "import (", "\t\"fmt\"", "\t\"log\""}
	for _, name := range []string{"math", "os", "slices", "strings"} {
		if mentions(body, name+".") || mentions(sentence, "= "+name+".") {
			lines = append(lines, "\t\""+name+"\"")
		}
	}
	lines = append(lines, "", "\t\""+module+"/numpy\"")
	if mentions(body, "npz.Read") {
		lines = append(lines, "\t\""+module+"/numpy/npz\"")
	}
	lines = append(lines, "\t\""+module+"/rnn\"", ")", "")
	lines = append(append(lines, p.constants(body)...), "")
	if len(sentence) > 0 {
		lines = append(append(lines, sentence...), "")
	}
	lines = append(lines, "func main() {")
	for _, line := range body {
		if line != "" {
			line = "\t" + line
		}
		lines = append(lines, line)
	}
	return strings.Join(append(lines, "}"), "\n") + "\n"
}

// constants gives those of the sizes and amounts that are needed.
func (p *goProgram) constants(body []string) []string {
	lines := []string{"const ("}
	for _, setting := range [][2]string{
		{"timesteps ", strconv.Itoa(p.r.Timesteps)},
		{"batch     ", strconv.Itoa(p.s.Batch)},
		{"inputSize ", strconv.Itoa(p.s.InputSize)},
		{"hiddenSize", strconv.Itoa(p.r.HiddenSize)},
		{"gain      ", decimal(p.s.Gain)},
		{"radius    ", decimal(p.s.Gain)},
	} {
		if mentions(body, strings.TrimSpace(setting[0])) {
			lines = append(lines, "\t"+setting[0]+" = "+setting[1])
		}
	}
	return append(lines, ")")
}

// generators gives the stream of random numbers and those ways to draw from it
// that are needed.
func (p *goProgram) generators(body []string, random bool) []string {
	if !random {
		return nil
	}
	lines := []string{"random := numpy.NewRandom(" + strconv.FormatUint(uint64(p.s.Seed), 10) + ")"}
	if mentions(body, "uniform(") {
		lines = append(lines,
			"uniform := func(n int, low, high float64) []float64 {",
			"\tvalues := make([]float64, n)",
			"\trandom.FillUniform(values, low, high)",
			"\treturn values",
			"}")
	}
	if mentions(body, "normal(") {
		lines = append(lines,
			"normal := func(n int, scale float64) []float64 {",
			"\tvalues := make([]float64, n)",
			"\trandom.FillStandardNormal(values)",
			"\tfor i := range values {",
			"\t\tvalues[i] *= scale",
			"\t}",
			"\treturn values",
			"}")
	}
	return append(lines, "")
}

// sentence declares the tokens of the sentence.
func (p *goProgram) sentence() []string {
	if !p.isRead() {
		return nil
	}
	declare := func(separator, tokens string) []string {
		lines := quoted(strings.Join(p.tokens, separator))
		if len(lines) > 1 {
			lines = append([]string{`""`}, lines...)
		}
		lines[0] = "const sentence = " + lines[0]
		return []string{strings.Join(lines, " +\n\t"), "", tokens}
	}
	if p.s.Inputs == WordInputs {
		return declare(" ", "var words = strings.Fields(sentence)")
	}
	if single(p.tokens) {
		return declare("", `var characters = strings.Split(sentence, "")`)
	}
	items := make([]string, len(p.tokens))
	for i, token := range p.tokens {
		items[i] = strings.Join(quoted(token), " + ")
	}
	lines := append([]string{"var characters = []string{"}, wrap("\t", "\t", items)...)
	lines[len(lines)-1] += ","
	return append(lines, "}")
}
