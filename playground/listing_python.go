package playground

import (
	"strconv"
	"strings"
)

// pythonProgram is a listing for NumPy, or for a library whose weights NumPy draws.
type pythonProgram struct{ *program }

func (p *pythonProgram) comment(text string) string { return "# " + text }

// name of a tensor in the program. In NumPy's, h_0 is what the loop over the steps
// begins with.
func (p *pythonProgram) name(t Tensor) string {
	switch {
	case t == XTensor:
		return "inputs"
	case t == H0Tensor:
		return p.line("ho|hidden_state_t\nh_0")
	case t == C0Tensor:
		return p.line("ho|cell_state_t\nc_0")
	case t == BhnTensor:
		return "b_hn"
	}
	return string(t)
}

// assign sets a value. Sequences have an index beside the step, and initial states one
// of the pass before the unit.
func (p *pythonProgram) assign(e Edit) string {
	part, base := e.Tensor.split()
	at := []int{e.Row, e.Column}
	sequence := []int{part.Sequence}
	if p.code == NumPyCode || p.all("NK") || base == XTensor && p.all("N") {
		sequence = nil
	}
	switch base {
	case XTensor:
		at = append(append([]int{e.Row - 1}, sequence...), e.Column)
	case BTensor, BhnTensor:
		at = at[:1]
	case H0Tensor, C0Tensor:
		if at = at[:1]; !p.alone {
			at = append(append([]int{p.at(part)}, sequence...), e.Row)
		}
	}
	text, before := p.name(base), "["
	for _, i := range at {
		text += before + strconv.Itoa(i)
		before = ", "
	}
	return text + "] = " + decimal(e.Value)
}

func (p *pythonProgram) array(t Tensor) []string {
	values, columns := p.values(t)
	shape := []int{len(values)}
	if isMatrix(t) {
		shape = []int{len(values) / columns, columns}
	}
	if p.isLoaded(t) {
		return []string{p.name(t) + " = " + p.loaded(p.given[t][0])}
	}
	return p.literal(p.name(t)+" = np.array([", values, shape)
}

func (p *pythonProgram) text() string {
	body, drawn, random := p.making(pythonInputs, pythonRepeat, pythonWeights, p)
	if p.all("O") {
		drawn = append(p.fill(pythonPasses), indent("    ", append(drawn, p.line("weights.append(($tuple))")))...)
		drawn = append(drawn, p.inPasses(p.line("$tuple = weights["), p)...)
	}
	body = append(append(body, drawn...), "")
	for i, t := range AllTensors[4:6] {
		if p.all("ic"[:1+i]) {
			body = append(body, p.edited(t, p.fill(p.name(t)+" = np.zeros(($state))"), p)...)
		}
	}
	lines, before := p.fill(pythonImports), []string(nil)
	switch p.code {
	case PyTorchCode:
		body = append(body, p.fill(torchProgram)...)
	case KerasCode:
		body = append(body, p.fill(kerasProgram)...)
	default:
		before = p.fill(numpyFunctions)
		steps := p.fill(numpySteps)
		if p.all("O") {
			before = append(append(before, indent("    ", steps)...), p.fill(numpyReturn)...)
			steps = nil
		}
		body = append(append(body, steps...), p.fill(numpyProgram)...)
	}
	if random {
		before = append(before, "np.random.seed("+strconv.FormatUint(uint64(p.s.Seed), 10)+")")
	}
	body = append(before, body...)
	lines = append(append(append(lines, p.settings(body)...), ""), body...)
	return strings.Join(lines, "\n") + "\n"
}

// settings gives the sentence, and those of the sizes and amounts that are needed.
func (p *pythonProgram) settings(body []string) []string {
	var lines []string
	timesteps, inputSize := strconv.Itoa(p.r.Timesteps), strconv.Itoa(p.s.InputSize)
	if p.isRead() {
		switch p.s.Inputs {
		case CharacterInputs:
			lines = append(p.characters(), "vocabulary = list(dict.fromkeys(characters))", "")
			timesteps, inputSize = "len(characters)", "len(vocabulary)"
		case WordInputs:
			lines = append(sentence("words = ", strings.Join(p.tokens, " "), ".split()"), "")
			timesteps = "len(words)"
		}
	}
	for _, setting := range [][2]string{
		{"timesteps", timesteps},
		{"batch", strconv.Itoa(p.s.Batch)},
		{"input_size", inputSize},
		{"hidden_size", strconv.Itoa(p.r.HiddenSize)},
		{"gain", decimal(p.s.Gain)},
		{"radius", decimal(p.s.Gain)},
	} {
		if mentions(body, setting[0]) {
			lines = append(lines, setting[0]+" = "+setting[1])
		}
	}
	return lines
}

// characters lists those of the sentence.
func (p *pythonProgram) characters() []string {
	if single(p.tokens) {
		text := strings.Join(p.tokens, "")
		if literals := quoted(text); len(literals) == 1 {
			return []string{"characters = list(" + literals[0] + ")"}
		}
		return sentence("characters = list", text, "")
	}
	items := make([]string, len(p.tokens))
	for i, token := range p.tokens {
		items[i] = strings.Join(quoted(token), " ")
	}
	lines := append([]string{"characters = ["}, wrap("    ", "    ", items)...)
	lines[len(lines)-1] += ","
	return append(lines, "]")
}

// sentence writes text as one literal or, in brackets, as one a line.
func sentence(begin, text, end string) []string {
	literals := quoted(text)
	if len(literals) == 1 {
		return []string{begin + literals[0] + end}
	}
	lines := []string{begin + "("}
	for _, literal := range literals {
		lines = append(lines, "    "+literal)
	}
	return append(lines, ")"+end)
}
