package playground

import (
	"slices"
	"strconv"
	"strings"
)

// outline is what the lines of a template depend on: which of them stand in a program,
// and what stands in them.
type outline struct {
	tokens []string // of the sentence that enters
	alone  bool     // one pass over one sequence: what goes in is as the page has it
	marks  string   // what is so, by the letters below
	fields []string // $name, value, $name, value …: a value may have names that come after it
}

// The marks.
//
//	t e c g  the cell: tanh, ReLU, LSTM (with its c), GRU;  y  it has gates
//	p  the tutorial's layer           b  gradients of L
//	o  one pass;  m  alone            s z a  L is a state, the last states, a pattern
//	l  several layers;  j  two        i  initial states are written
//	u  layers above are left out      x  the states are a part of the output
//	d  both directions                h k  in NumPy, in Keras
//	r  the reverse one is shown       1 … 6  the weights, in the order of AllWeights
//	n  several sequences              v w f  biases are constant, zero, 1 to forget
//	q  b_hn was brought in
const cellMarks = "tecg"

// fill gives the lines of a template. One that has marks before a bar stands in the
// program where all of them are true; a capital says that its mark is not.
//
//	oB|one pass, and no gradients
//
//go:noinline
func (p *program) fill(template string) (lines []string) {
	for line := range strings.SplitSeq(template, "\n") {
		if marks, text, ok := strings.Cut(line, "|"); ok {
			if line = text; !p.all(marks) {
				continue
			}
		}
		for i := 0; i < len(p.fields); i += 2 {
			line = strings.ReplaceAll(line, p.fields[i], p.fields[i+1])
		}
		lines = append(lines, line)
	}
	return lines
}

// line is a template of one line.
//
//go:noinline
func (p *program) line(template string) string { return p.fill(template)[0] }

// all reports whether all marks are true.
//
//go:noinline
func (p *program) all(marks string) bool {
	for _, mark := range []byte(marks) {
		capital := 'A' <= mark && mark <= 'Z'
		if (strings.IndexByte(p.marks, mark|0x20) >= 0) == capital {
			return false
		}
	}
	return true
}

// define takes fields from a table of lines $name=value, with marks.
func (p *program) define(table string) {
	for _, line := range p.fill(table) {
		name, value, _ := strings.Cut(line, "=")
		p.fields = append(p.fields, name, value)
	}
}

// program of what s shows of r.
func (r *Run) program(s State, texts Strings) *program {
	layers, D, N := r.Layer+1, s.Directions(), max(s.Batch, 1)
	P := layers * D
	p := &program{r: r, s: &r.Setting, code: s.Code, texts: texts, edits: map[Tensor][]Edit{}, passes: make([][]Edit, P)}
	p.alone = P == 1 && (N == 1 || s.Code == NumPyCode)
	p.tokens = r.Tokens
	p.collect(N)
	p.collectGiven(N)
	back, plain, drawn := s.Way == Backward, s.Plain(), s.Bias == BiasAsWeights
	edited := p.edits[H0Tensor] != nil || p.edits[C0Tensor] != nil || p.given[H0Tensor] != nil || p.given[C0Tensor] != nil
	hasBhn := p.given[BhnTensor] != nil
	for _, given := range p.givenPasses {
		hasBhn = hasBhn || slices.ContainsFunc(given, func(t GivenTensor) bool { return PartOf(string(t.Tensor)).Of(BhnTensor) == t.Tensor })
	}
	keras := s.Weights == KerasWeights
	p.marks = cellMarks[r.Kind:][:1] + strconv.Itoa(1+slices.Index(AllWeights, s.Weights))
	for i, is := range [...]bool{
		plain, P == 1, p.alone, layers > 1, layers == 2, layers < s.Layers, D > 1, r.Reverse, N > 1, r.Gates != nil, back,
		s.Goal == GoalState, s.Goal == GoalLast, s.Goal == GoalPattern, D > 1 || N > 1, s.Code == NumPyCode, s.Code == KerasCode,
		edited || s.Code == NumPyCode || s.Code == PyTorchCode && (back || plain),
		s.Bias == ConstantBias, s.Bias == ZeroBias || drawn && (keras || s.Weights == IdentityWeights), drawn && keras && r.Kind.HasC(), hasBhn,
	} {
		if is {
			p.marks += "pomljudrnybszaxhkivwfq"[i:][:1]
		}
	}

	names := ""
	for at := range P {
		names += " l" + strconv.Itoa(at/D)
		if at%D == 1 {
			names += "_reverse"
		}
	}
	literal, fields := decimal, pythonFields
	if s.Code == GoCode {
		literal, fields = goLiteral, goFields
	}
	p.define(fields)
	for _, key := range strings.Fields("above bias transposed order sequence both gradients through") {
		p.fields = append(p.fields, "$"+key, texts["listing."+key]) // which may have fields in it
	}
	p.define(layerFields)
	level := literal(s.Level)
	p.fields = append(p.fields, "$names", names[1:], "$level", level, "$factor", times(level), "$value", literal(s.BiasValue))
	step, unit := s.Cursor()
	numbers := []int{P, P - D + b2i(r.Reverse), P - D, layers, s.Layers, D, N, r.Kind.Gates(), r.Sequence, step - 1, step, unit, sinePeriod, r.Timesteps}
	for i, name := range strings.Fields("$passes $pass $after $shown $layers $D $N $G $chosen $step $time $unit $period $length") {
		p.fields = append(p.fields, name, strconv.Itoa(numbers[i]))
	}
	return p
}

const layerFields = `t|$class=RNN
e|$class=RNN
c|$class=LSTM
g|$class=GRU
t|$lower=rnn
e|$lower=rnn
c|$lower=lstm
g|$lower=gru`

// at is which pass of the program a part is.
func (p *program) at(part Part) int { return p.s.placeOf(part) }

// collect finds the edits that the program reaches: those of passes that it has, in the
// sequences that it computes.
func (p *program) collect(N int) {
	for _, e := range p.s.Edits.All() {
		part, base := e.Tensor.split()
		at, pass := p.at(part), p.r
		place := e.Place
		if pass.Passes != nil {
			if at >= len(p.passes) || part.Reverse && !p.s.Bidirectional || part.Sequence >= N {
				continue
			}
			pass = pass.Passes[at]
			place.Tensor = pass.Of(base) // of the sequence that it has
		}
		weight := isWeight(base)
		switch {
		case pass.value(place) == nil:
		case weight && len(p.passes) > 1:
			p.passes[at] = append(p.passes[at], e)
		case weight || p.code != NumPyCode || part.Sequence == p.r.Sequence:
			p.edits[base] = append(p.edits[base], e)
		}
	}
}

// inPasses sets what is set by hand in the weights of passes; open, with the number of
// a pass and a bracket after it, is what that begins with.
func (p *program) inPasses(open string, to statements) (lines []string) {
	for at, edits := range p.passes {
		given := p.givenPasses[at]
		if len(given)+len(edits) > 0 && open != "" {
			lines = append(lines, open+strconv.Itoa(at)+"]")
		}
		lines = append(lines, p.setBrought(given, to)...)
		for i, e := range edits {
			if i == 0 {
				lines = append(lines, to.comment(p.named(edits)))
			}
			lines = append(lines, to.assign(e))
		}
	}
	return lines
}

// values of a tensor of a program that is alone, and how many columns it has.
func (p *program) values(name Tensor) ([]float64, int) {
	r := p.r
	if name == XTensor && r.Passes != nil {
		r = r.Passes[0] // others read the states below
	}
	return r.tensor(r.Of(name))
}

// indent puts a tab of a language before lines.
//
//go:noinline
func indent(tab string, lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		if out[i] = line; line != "" {
			out[i] = tab + line
		}
	}
	return out
}
