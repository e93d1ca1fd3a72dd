package playground

import (
	"strconv"
	"strings"
)

// pythonProgram is a listing for NumPy, or for a library whose weights NumPy draws.
type pythonProgram struct {
	*program
	code Code
}

func (p *pythonProgram) comment(text string) string { return "# " + text }

// name of a tensor in the program.
func (p *pythonProgram) name(t Tensor) string {
	switch {
	case t == XTensor:
		return "inputs"
	case t == H0Tensor && p.code == NumPyCode:
		return "hidden_state_t"
	case t == H0Tensor:
		return "h_0"
	}
	return string(t)
}

func (p *pythonProgram) assign(e Edit) string {
	row, column := e.Row, ", "+strconv.Itoa(e.Column)
	switch e.Tensor {
	case XTensor:
		row--
	case BTensor, H0Tensor:
		column = ""
	}
	return p.name(e.Tensor) + "[" + strconv.Itoa(row) + column + "] = " + decimal(e.Value)
}

func (p *pythonProgram) array(t Tensor) []string {
	values, columns := p.r.tensor(t)
	begin := p.name(t) + " = np.array(["
	if t == BTensor || t == H0Tensor {
		items := rows(values, len(values), decimal)[0]
		if line := begin + strings.Join(items, ", ") + "])"; width(line) <= listingWidth {
			return []string{line}
		}
		lines := wrap("    ", "    ", items)
		lines[len(lines)-1] += ","
		return append(append([]string{begin}, lines...), "])")
	}
	lines := []string{begin}
	for _, row := range rows(values, columns, decimal) {
		lines = append(lines, wrap("    [", "     ", row)...)
		lines[len(lines)-1] += "],"
	}
	return append(lines, "])")
}

func (p *pythonProgram) text() string {
	weights, bound := p.weights()
	blocks, random := p.make(append([]recipe{p.inputs()}, weights...), p)
	var body []string
	if random {
		body = append(body, "np.random.seed("+strconv.FormatUint(uint64(p.s.Seed), 10)+")")
	}
	body = append(body, blocks[0]...)
	var drawn []string
	for _, block := range blocks[1:] {
		drawn = append(drawn, block...)
	}
	if mentions(drawn, "bound") {
		body = append(body, "bound = "+bound)
	}
	body = append(append(body, drawn...), "")
	// SimpleRNN begins with zeros by itself.
	if p.code != KerasCode || p.edits[H0Tensor] != nil {
		body = append(body, p.edited(H0Tensor, []string{p.name(H0Tensor) + " = np.zeros((hidden_size,))"}, p)...)
	}
	body = append(body, p.layer()...)

	var lines []string
	switch p.code {
	case PyTorchCode:
		lines = []string{"import numpy as np", "import torch", "from torch import nn", ""}
	case KerasCode:
		lines = []string{"import keras", "import numpy as np", ""}
	default:
		lines = []string{"import numpy as np", ""}
	}
	lines = append(append(append(lines, p.settings(body)...), ""), body...)
	return strings.Join(lines, "\n") + "\n"
}

// settings gives the sentence, and those of the sizes and amounts that are needed.
func (p *pythonProgram) settings(body []string) []string {
	var lines []string
	timesteps, inputSize := strconv.Itoa(p.r.Timesteps), strconv.Itoa(p.r.InputSize)
	if p.isRead() {
		switch p.s.Inputs {
		case CharacterInputs:
			lines = append(p.characters(), "vocabulary = list(dict.fromkeys(characters))", "")
			timesteps, inputSize = "len(characters)", "len(vocabulary)"
		case WordInputs:
			lines = append(sentence("words = ", strings.Join(p.r.Tokens, " "), ".split()"), "")
			timesteps = "len(words)"
		}
	}
	for _, setting := range [][2]string{
		{"timesteps", timesteps},
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
	if single(p.r.Tokens) {
		text := strings.Join(p.r.Tokens, "")
		if literals := quoted(text); len(literals) == 1 {
			return []string{"characters = list(" + literals[0] + ")"}
		}
		return sentence("characters = list", text, "")
	}
	items := make([]string, len(p.r.Tokens))
	for i, token := range p.r.Tokens {
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

func (p *pythonProgram) inputs() recipe {
	const shape = "(timesteps, input_size)"
	rc := recipe{tensor: XTensor, draw: "np.random.random(" + shape + ")"}
	level := decimal(p.s.Level)
	zeros := "inputs = np.zeros(" + shape + ")"
	switch p.s.Inputs {
	case RandomInputs:
		rc.lines = []string{"inputs = " + rc.draw}
	case ImpulseInputs:
		rc.lines = []string{zeros, "inputs[0] = " + level}
	case StepInputs:
		rc.lines = []string{zeros, "inputs[timesteps // 2:] = " + level}
	case SineInputs:
		rc.lines = []string{
			"turns = np.arange(timesteps)[:, np.newaxis] / " + strconv.Itoa(sinePeriod) + " + np.arange(input_size) / input_size",
			"inputs = " + times(level) + "np.sin(2 * np.pi * turns)",
		}
	case ConstantInputs:
		rc.lines = []string{"inputs = np.full(" + shape + ", " + level + ")"}
	case CharacterInputs:
		rc.lines = []string{"inputs = np.eye(input_size)[[vocabulary.index(c) for c in characters]]"}
	case WordInputs:
		rc.draw = "np.random.uniform(-1, 1, " + shape + ")"
		rc.lines = []string{"inputs = " + rc.draw, "inputs = inputs[[words.index(word) for word in words]]"}
	}
	if p.s.Inputs.Reads() && len(p.r.Tokens) == 0 {
		rc.lines = []string{zeros}
	}
	return rc
}

// weights gives the recipes of Wx, Wh and b, and what the bound in them is.
func (p *pythonProgram) weights() (recipes []recipe, bound string) {
	const wx, wh, b = "(hidden_size, input_size)", "(hidden_size, hidden_size)", "(hidden_size,)"
	of := func(name Tensor, before, draw string, after ...string) recipe {
		return drawn(name, " = "+before, draw, after...)
	}
	uniform := func(bound, shape string) string { return call("np.random.uniform", "-"+bound, bound, shape) }
	normal := func(shape string) string { return call("np.random.standard_normal", shape) }
	var biases recipe
	switch p.s.Weights {
	case PyTorchWeights:
		bound = "1 / np.sqrt(hidden_size)"
		recipes = []recipe{of(WxTensor, "", uniform("bound", wx)), of(WhTensor, "", uniform("bound", wh))}
		biases = of(BTensor, "", uniform("bound", b))
	case KerasWeights:
		bound = "np.sqrt(6 / (input_size + hidden_size))"
		recipes = []recipe{of(WxTensor, "", uniform("bound", wx)), {WhTensor, normal(wh), []string{
			"Q, R = np.linalg.qr(" + normal(wh) + ")",
			"Wh = Q * np.sign(np.diag(R))",
		}}}
	case NormalWeights:
		toHidden := "gain / np.sqrt(hidden_size) * "
		recipes = []recipe{of(WxTensor, "gain / np.sqrt(input_size) * ", normal(wx)), of(WhTensor, toHidden, normal(wh))}
		biases = of(BTensor, toHidden, normal(b))
	case IdentityWeights:
		recipes = []recipe{
			of(WxTensor, "1 / np.sqrt(input_size) * ", normal(wx)),
			{WhTensor, "", []string{"Wh = gain * np.eye(hidden_size)"}},
		}
	case RadiusWeights:
		recipes = []recipe{
			of(WxTensor, "", uniform("1", wx)),
			of(WhTensor, "", uniform("1", wh), "Wh *= radius / np.max(np.abs(np.linalg.eigvals(Wh)))"),
		}
		biases = of(BTensor, "", uniform("1", b))
	default:
		draw := func(shape string) string { return "np.random.random(" + shape + ")" }
		recipes = []recipe{of(WxTensor, "", draw(wx)), of(WhTensor, "", draw(wh))}
		biases = of(BTensor, "", draw(b))
	}
	switch {
	case p.s.Bias == ConstantBias:
		biases = recipe{BTensor, "", []string{"b = np.full(" + b + ", " + decimal(p.s.BiasValue) + ")"}}
	case p.s.Bias == ZeroBias || biases.draw == "":
		biases = recipe{BTensor, "", []string{"b = np.zeros(" + b + ")"}}
	}
	return append(recipes, biases), bound
}

// layer gives the statements that run the layer and print its states.
func (p *pythonProgram) layer() []string {
	switch p.code {
	case PyTorchCode:
		return []string{
			"rnn = nn.RNN(input_size, hidden_size, dtype=torch.float64)",
			"with torch.no_grad():",
			"    rnn.weight_ih_l0.copy_(torch.from_numpy(Wx))",
			"    rnn.weight_hh_l0.copy_(torch.from_numpy(Wh))",
			"    rnn.bias_ih_l0.copy_(torch.from_numpy(b))",
			"    rnn.bias_hh_l0.zero_()  # " + p.texts["listing.bias"],
			"    total_hidden_states, h_n = rnn(torch.from_numpy(inputs), torch.from_numpy(h_0[np.newaxis]))",
			"",
			"print(total_hidden_states.numpy())",
		}
	case KerasCode:
		arguments := "inputs[np.newaxis]"
		if p.edits[H0Tensor] != nil {
			arguments += ", initial_state=h_0[np.newaxis]"
		}
		return []string{
			`rnn = keras.layers.SimpleRNN(hidden_size, return_sequences=True, dtype="float64")`,
			"rnn.build((1, timesteps, input_size))",
			"rnn.set_weights([Wx.T, Wh.T, b])  # " + p.texts["listing.transposed"],
			"total_hidden_states = rnn(" + arguments + ")[0]",
			"",
			"print(np.array(total_hidden_states))",
		}
	}
	return []string{
		"total_hidden_states = []",
		"for input_t in inputs:",
		"    hidden_state_t = np.tanh(np.dot(Wx, input_t) + np.dot(Wh, hidden_state_t) + b)",
		"    total_hidden_states.append(hidden_state_t)",
		"",
		"total_hidden_states = np.stack(total_hidden_states, axis=0)",
		"print(total_hidden_states)",
	}
}
