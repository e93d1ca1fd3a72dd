package playground

import (
	"slices"
	"strconv"
	"strings"
)

// Tensors that were brought in, in the listings: what fits into a link is written out, to
// the last bit; what does not is loaded from the file that the page saves.

// saved is the name of that file.
func (p *program) saved() string { return p.r.Setting.FileName() + ".npz" }

// collectGiven finds the tensors that the program has; N is how many sequences.
func (p *program) collectGiven(N int) {
	p.given, p.givenPasses = map[Tensor][]GivenTensor{}, make([][]GivenTensor, len(p.passes))
	s := State{Setting: p.r.Setting}
	for _, t := range s.holding() {
		part, base := t.Tensor.split()
		at := p.at(part)
		weight := isWeight(base)
		switch {
		case at >= len(p.passes) || part.Sequence >= N:
		case weight && len(p.passes) > 1:
			p.givenPasses[at] = append(p.givenPasses[at], t)
		case weight || p.code != NumPyCode || part.Sequence == p.r.Sequence:
			p.given[base] = append(p.given[base], t)
		}
	}
}

// isWeight reports whether each pass has its own.
func isWeight(base Tensor) bool {
	return base == WxTensor || base == WhTensor || base == BTensor || base == BhnTensor
}

// isBrought reports whether a tensor is the one that was brought in, as a whole, so that
// nothing of what is drawn for it is in it.
func (p *program) isBrought(name Tensor) bool {
	return len(p.given[name]) > 0 && (p.alone || name == XTensor && p.single())
}

// single reports whether the inputs are those of one sequence.
func (p *program) single() bool { return p.code == NumPyCode || p.all("N") }

// isLoaded reports whether such a tensor is too large to be written out.
func (p *program) isLoaded(name Tensor) bool {
	return p.isBrought(name) && len(p.given[name][0].Values) > MostLinked
}

// brought says what was brought in.
func (p *program) brought(given []GivenTensor) string {
	text := ""
	for i := range given {
		text += ", " + given[i].Tensor.Name()
	}
	return p.texts.Format("listing.given", strings.TrimPrefix(text, ", "))
}

// savedAs is the name of a tensor in the file that the page saves, as [program] has it,
// and what of it is meant, by indices.
func (p *program) savedAs(t GivenTensor) (name string, at []int) {
	part, base := t.Tensor.split()
	if p.s.Plain() {
		name = map[Tensor]string{XTensor: "inputs", H0Tensor: "h_0"}[base]
		if name == "" {
			name = string(base)
		}
		return name, nil
	}
	suffix := "_l" + strconv.Itoa(part.Layer)
	if part.Reverse {
		suffix += "_reverse"
	}
	pass := p.at(part)
	switch base {
	case XTensor:
		return "input", []int{-1, part.Sequence}
	case WxTensor:
		return "weight_ih" + suffix, nil
	case WhTensor:
		return "weight_hh" + suffix, nil
	case BTensor:
		return "bias_ih" + suffix, nil
	case BhnTensor:
		return "bias_hh" + suffix, nil
	case C0Tensor:
		return "c_0", []int{pass, part.Sequence}
	}
	return "h_0", []int{pass, part.Sequence}
}

// loaded is what reads a tensor in Python.
func (p *pythonProgram) loaded(t GivenTensor) string {
	name, at := p.savedAs(t)
	text := `np.load("` + p.saved() + `")["` + name + `"]`
	_, base := t.Tensor.split()
	if base == BhnTensor {
		return text + "[2 * hidden_size:]"
	}
	if at == nil {
		return text
	}
	if at[0] < 0 {
		return text + "[:, " + strconv.Itoa(at[1]) + "]"
	}
	return text + "[" + strconv.Itoa(at[0]) + ", " + strconv.Itoa(at[1]) + "]"
}

// bring sets a tensor where it is a part of another one, or of a pass.
func (p *pythonProgram) bring(t GivenTensor) []string {
	part, base := t.Tensor.split()
	into := p.name(base)
	switch {
	case isWeight(base) || base == XTensor && p.single():
		into += "[:]"
	case base == XTensor:
		into += "[:, " + strconv.Itoa(part.Sequence) + "]"
	case p.code == NumPyCode || p.all("NK"):
		into += "[" + strconv.Itoa(p.at(part)) + "]"
	default:
		into += "[" + strconv.Itoa(p.at(part)) + ", " + strconv.Itoa(part.Sequence) + "]"
	}
	if len(t.Values) > MostLinked {
		return []string{into + " = " + p.loaded(t)}
	}
	return p.literal(into+" = np.array([", t.Values, t.Shape)
}

// literal writes values out.
func (p *pythonProgram) literal(begin string, values []float64, shape []int) []string {
	if len(shape) == 1 {
		items := rows(values, len(values), decimal)[0]
		if line := begin + strings.Join(items, ", ") + "])"; width(line) <= listingWidth {
			return []string{line}
		}
		lines := wrap("    ", "    ", items)
		lines[len(lines)-1] += ","
		return append(append([]string{begin}, lines...), "])")
	}
	lines := []string{begin}
	for _, row := range rows(values, shape[1], decimal) {
		lines = append(lines, wrap("    [", "     ", row)...)
		lines[len(lines)-1] += "],"
	}
	return append(lines, "])")
}

// bring sets a tensor where it is a part of another one, or of a pass.
func (p *goProgram) bring(t GivenTensor) []string {
	part, base := t.Tensor.split()
	N := max(p.s.Batch, 1)
	into := p.goName(part, base)
	switch {
	case base == XTensor && N > 1:
		one := "sequence" + strconv.Itoa(part.Sequence+1)
		lines := p.literal(one+" := ", "", t)
		return append(lines, "for t := range timesteps {",
			"\tcopy(x[(t*"+strconv.Itoa(N)+"+"+strconv.Itoa(part.Sequence)+")*inputSize:], "+one+"[t*inputSize:][:inputSize])", "}")
	case base == BhnTensor:
		if len(p.passes) > 1 {
			into += "[2*hiddenSize:]"
		}
	case base == H0Tensor || base == C0Tensor:
		if !p.alone {
			into += "[" + strconv.Itoa(p.at(part)*N+part.Sequence) + "*hiddenSize:]"
		}
	}
	return p.literal("copy("+into+", ", ")", t)
}

// literal writes values out, or what loads them.
func (p *goProgram) literal(begin, end string, t GivenTensor) []string {
	if len(t.Values) > MostLinked {
		return []string{begin + p.loaded(t) + end}
	}
	columns := t.Shape[len(t.Shape)-1]
	if len(t.Shape) == 1 {
		if line := begin + "[]float64{" + strings.Join(rows(t.Values, columns, goLiteral)[0], ", ") + "}" + end; width(line) < listingWidth-4 {
			return []string{line}
		}
	}
	lines := []string{begin + "[]float64{"}
	for _, row := range rows(t.Values, columns, goLiteral) {
		for _, line := range wrap("\t\t", "\t\t", row) {
			lines = append(lines, line[1:]) // main will put its tab before it
		}
		lines[len(lines)-1] += ","
	}
	return append(lines, "}"+end)
}

// loaded is what reads a tensor in Go.
func (p *goProgram) loaded(t GivenTensor) string {
	name, at := p.savedAs(t)
	text := `load("` + name + `")`
	_, base := t.Tensor.split()
	switch {
	case base == BhnTensor:
		return text + "[2*hiddenSize:]"
	case at == nil || max(p.s.Batch, 1) == 1 && at[0] < 0:
		return text
	case at[0] < 0:
		return "ofSequence(" + text + ", " + strconv.Itoa(at[1]) + ")"
	}
	return text + "[" + strconv.Itoa(at[0]*max(p.s.Batch, 1)+at[1]) + "*hiddenSize:][:hiddenSize]"
}

// loading declares what the statements of a body use to load tensors.
func (p *goProgram) loading(body []string) (lines []string) {
	if mentions(body, "load(") {
		lines = append(lines,
			`file, err := os.ReadFile("`+p.saved()+`")`,
			"if err != nil {",
			"\tlog.Fatal(err)",
			"}",
			`saved, err := npz.ReadFile("`+p.saved()+`", file, 1<<26, nil)`,
			"if err != nil {",
			"\tlog.Fatal(err)",
			"}",
			"load := func(name string) []float64 {",
			"\ti := slices.IndexFunc(saved, func(a npz.Read) bool { return a.Name == name })",
			"\treturn saved[i].Values",
			"}")
	}
	if mentions(body, "ofSequence(") {
		lines = append(lines,
			"ofSequence := func(batched []float64, n int) (one []float64) {",
			"\tfor t := range timesteps {",
			"\t\tone = append(one, batched[(t*batch+n)*inputSize:][:inputSize]...)",
			"\t}",
			"\treturn one",
			"}")
	}
	return lines
}

// setBrought gives the statements for what was brought in of a tensor that is made
// otherwise.
func (p *program) setBrought(given []GivenTensor, to statements) (lines []string) {
	if len(given) == 0 {
		return nil
	}
	lines = append(lines, to.comment(p.brought(given)))
	for _, t := range given {
		lines = append(lines, to.bring(t)...)
	}
	return lines
}

// wholly gives the statements that make a tensor of what was brought in.
func (p *program) wholly(name Tensor, to statements) []string {
	lines := append([]string{to.comment(p.brought(p.given[name]))}, to.array(name)...)
	edits := p.edits[name]
	if len(edits) == 0 {
		return lines
	}
	if !p.isLoaded(name) {
		return slices.Insert(lines, 1, to.comment(p.named(edits)))
	}
	lines = append(lines, to.comment(p.named(edits)))
	for _, e := range edits {
		lines = append(lines, to.assign(e))
	}
	return lines
}
