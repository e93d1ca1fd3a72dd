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

// name of a tensor in the program.
func (p *goProgram) name(t Tensor) string { return string(t) }

// literal writes v as an expression. There is no constant -0 in Go.
func (p *goProgram) literal(v float64) string {
	if v == 0 && math.Signbit(v) {
		return "math.Copysign(0, -1)"
	}
	return decimal(v)
}

func (p *goProgram) assign(e Edit) string {
	row, column := e.Row, "+"+strconv.Itoa(e.Column)
	width := "*hiddenSize"
	switch e.Tensor {
	case XTensor:
		row, width = row-1, "*inputSize"
	case WxTensor:
		width = "*inputSize"
	case BTensor, H0Tensor:
		width, column = "", ""
	}
	return p.name(e.Tensor) + "[" + strconv.Itoa(row) + width + column + "] = " + p.literal(e.Value)
}

func (p *goProgram) array(t Tensor) []string {
	values, columns := p.r.tensor(t)
	begin := p.name(t) + " := []float64{"
	if t == BTensor || t == H0Tensor {
		columns = len(values)
		if line := begin + strings.Join(rows(values, columns, p.literal)[0], ", ") + "}"; width(line) < listingWidth-4 {
			return []string{line}
		}
	}
	lines := []string{begin}
	for _, row := range rows(values, columns, p.literal) {
		for _, line := range wrap("\t\t", "\t\t", row) {
			lines = append(lines, line[1:]) // main will put its tab before it
		}
		lines[len(lines)-1] += ","
	}
	return append(lines, "}")
}

func (p *goProgram) text() string {
	weights, bound := p.weights()
	blocks, random := p.make(append([]recipe{p.inputs()}, weights...), p)
	body := blocks[0]
	var drawn []string
	for _, block := range blocks[1:] {
		drawn = append(drawn, block...)
	}
	if mentions(drawn, "bound") {
		body = append(body, "bound := "+bound)
	}
	body = append(body, drawn...)
	state := "nil"
	if p.edits[H0Tensor] != nil {
		state = p.name(H0Tensor)
		body = append(body, p.edited(H0Tensor, []string{state + " := make([]float64, hiddenSize)"}, p)...)
	}
	body = append(append(p.generators(body, random), body...), "",
		"layer, err := rnn.NewLayer(inputSize, hiddenSize, Wx, Wh, b)",
		"if err != nil {",
		"\tlog.Fatal(err)",
		"}",
		"h := make([]float64, timesteps*hiddenSize)",
		"if err := layer.Forward(h, nil, x, "+state+"); err != nil {",
		"\tlog.Fatal(err)",
		"}",
		"fmt.Println(numpy.FormatArray(h, timesteps, hiddenSize))")

	sentence, split := p.sentence()
	lines := []string{"package main", "", "import (", "\t\"fmt\"", "\t\"log\""}
	for _, name := range []string{"math", "slices"} {
		if mentions(body, name+".") {
			lines = append(lines, "\t\""+name+"\"")
		}
	}
	if split {
		lines = append(lines, "\t\"strings\"")
	}
	lines = append(lines, "", "\t\""+module+"/numpy\"", "\t\""+module+"/rnn\"", ")", "")
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
		{"inputSize ", strconv.Itoa(p.r.InputSize)},
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

// sentence declares the tokens of the sentence. split reports whether package
// strings makes them of it.
func (p *goProgram) sentence() (lines []string, split bool) {
	if !p.isRead() {
		return nil, false
	}
	declare := func(separator, tokens string) []string {
		lines := quoted(strings.Join(p.r.Tokens, separator))
		if len(lines) > 1 {
			lines = append([]string{`""`}, lines...)
		}
		lines[0] = "const sentence = " + lines[0]
		return []string{strings.Join(lines, " +\n\t"), "", tokens}
	}
	if p.s.Inputs == WordInputs {
		return declare(" ", "var words = strings.Fields(sentence)"), true
	}
	if single(p.r.Tokens) {
		return declare("", `var characters = strings.Split(sentence, "")`), true
	}
	items := make([]string, len(p.r.Tokens))
	for i, token := range p.r.Tokens {
		items[i] = strings.Join(quoted(token), " + ")
	}
	lines = append([]string{"var characters = []string{"}, wrap("\t", "\t", items)...)
	lines[len(lines)-1] += ","
	return append(lines, "}"), false
}

func (p *goProgram) inputs() recipe {
	const size = "timesteps*inputSize"
	rc := recipe{tensor: XTensor, draw: "uniform(" + size + ", 0, 1)"}
	level := p.literal(p.s.Level)
	zeros := "x := make([]float64, " + size + ")"
	switch p.s.Inputs {
	case RandomInputs:
		rc.lines = []string{"x := " + rc.draw}
	case ImpulseInputs:
		rc.lines = []string{zeros, "for i := range inputSize {", "\tx[i] = " + level, "}"}
	case StepInputs:
		rc.lines = []string{zeros, "for n := timesteps / 2 * inputSize; n < len(x); n++ {", "\tx[n] = " + level, "}"}
	case SineInputs:
		rc.lines = []string{
			zeros,
			"for n := range x {",
			"\tturns := float64(n/inputSize)/" + strconv.Itoa(sinePeriod) + " + float64(n%inputSize)/inputSize",
			"\tangle := 2 * math.Pi * turns",
			"\tx[n] = " + times(level) + "math.Sin(angle)",
			"}",
		}
	case ConstantInputs:
		rc.lines = []string{"x := slices.Repeat([]float64{" + level + "}, " + size + ")"}
	case CharacterInputs:
		rc.lines = []string{
			zeros,
			"column := map[string]int{}",
			"for t, character := range characters {",
			"\tif _, ok := column[character]; !ok {",
			"\t\tcolumn[character] = len(column)",
			"\t}",
			"\tx[t*inputSize+column[character]] = 1",
			"}",
		}
	case WordInputs:
		rc.draw = "uniform(" + size + ", -1, 1)"
		rc.lines = []string{
			"x := " + rc.draw,
			"for t, word := range words {",
			"\tcopy(x[t*inputSize:][:inputSize], x[slices.Index(words, word)*inputSize:])",
			"}",
		}
	}
	if p.s.Inputs.Reads() && len(p.r.Tokens) == 0 {
		rc.lines = []string{zeros}
	}
	return rc
}

// weights gives the recipes of Wx, Wh and b, and what the bound in them is.
func (p *goProgram) weights() (recipes []recipe, bound string) {
	const wx, wh, b = "hiddenSize*inputSize", "hiddenSize*hiddenSize", "hiddenSize"
	of := func(name Tensor, draw string, after ...string) recipe {
		return drawn(name, " := ", draw, after...)
	}
	uniform := func(size, low, high string) string { return call("uniform", size, low, high) }
	normal := func(size, scale string) string { return call("normal", size, scale) }
	var biases recipe
	switch p.s.Weights {
	case PyTorchWeights:
		bound = "1 / math.Sqrt(hiddenSize)"
		recipes = []recipe{of(WxTensor, uniform(wx, "-bound", "bound")), of(WhTensor, uniform(wh, "-bound", "bound"))}
		biases = of(BTensor, uniform(b, "-bound", "bound"))
	case KerasWeights:
		bound = "math.Sqrt(6.0 / (inputSize + hiddenSize))"
		recipes = []recipe{
			of(WxTensor, uniform(wx, "-bound", "bound")),
			of(WhTensor, normal(wh, "1"), "numpy.Orthogonalize(Wh, hiddenSize)"),
		}
	case NormalWeights:
		recipes = []recipe{of(WxTensor, normal(wx, "gain/math.Sqrt(inputSize)")), of(WhTensor, normal(wh, "gain/math.Sqrt(hiddenSize)"))}
		biases = of(BTensor, normal(b, "gain/math.Sqrt(hiddenSize)"))
	case IdentityWeights:
		recipes = []recipe{
			of(WxTensor, normal(wx, "1/math.Sqrt(inputSize)")),
			{WhTensor, "", []string{
				"Wh := make([]float64, " + wh + ")",
				"for j := range hiddenSize {",
				"\tWh[j*hiddenSize+j] = gain",
				"}",
			}},
		}
	case RadiusWeights:
		recipes = []recipe{of(WxTensor, uniform(wx, "-1", "1")), of(WhTensor, uniform(wh, "-1", "1"),
			"largest, err := numpy.SpectralRadius(Wh, hiddenSize)",
			"if err != nil {",
			"\tlog.Fatal(err)",
			"}",
			"for i := range Wh {",
			"\tWh[i] *= radius / largest",
			"}")}
		biases = of(BTensor, uniform(b, "-1", "1"))
	default:
		recipes = []recipe{of(WxTensor, uniform(wx, "0", "1")), of(WhTensor, uniform(wh, "0", "1"))}
		biases = of(BTensor, uniform(b, "0", "1"))
	}
	switch {
	case p.s.Bias == ConstantBias:
		biases = recipe{BTensor, "", []string{"b := slices.Repeat([]float64{" + p.literal(p.s.BiasValue) + "}, hiddenSize)"}}
	case p.s.Bias == ZeroBias || biases.draw == "":
		biases = recipe{BTensor, "", []string{"b := make([]float64, hiddenSize)"}}
	}
	return append(recipes, biases), bound
}
