package playground

import (
	"strconv"

	"github.com/rnn-playground/rnn-playground/numpy"
)

// formula writes the equation of a pass in MathML.
type formula struct{ now, before string } // the indices of this step and of the one before

const letterT = `<mi mathvariant="normal">t</mi>`

// indexed is a letter with an index, its parts in the colour of a class.
func indexed(class, letter, index string) string {
	return `<msub class="` + class + `"><mi mathvariant="normal">` + letter + `</mi>` + index + `</msub>`
}

func op(text string) string { return `<mo>` + text + `</mo>` }

func letters(text string) string { return `<mi mathvariant="normal">` + text + `</mi>` }

// product of a matrix and what it multiplies.
func product(w, with string) string {
	return `<msub class="part-sum"><mi class="letter" mathvariant="normal">W</mi><mi class="letter" mathvariant="normal">` + w + `</mi></msub><mspace width="0.12em"/>` + with
}

// sum is Wx x_t + Wh h_{t-1} + b; with something that scales it, Wh h_{t-1} comes last.
func (f formula) sum(scaled string) string {
	x := product("x", indexed("x part-enter part-sum", "x", f.now))
	h := product("h", indexed("h part-enter part-sum", "h", f.before))
	const plus, b = `<mo class="part-sum">+</mo>`, `<mi class="b part-sum" mathvariant="normal">b</mi>`
	if scaled != "" {
		return x + plus + b + plus + letters(scaled) + op("∘") + `<mo stretchy="false">(</mo>` + h + `<mo stretchy="false">)</mo>`
	}
	return x + plus + h + plus + b
}

// of is a function of a sum.
func (f formula) of(function, sum string) string {
	return `<mi class="part-bend">` + function + `</mi><mo stretchy="false">(</mo>` + sum + `<mo stretchy="false">)</mo>`
}

// Equation is the inside of the equation in MathML. A step that is looked at
// stands in it as a number; 0 is any step: t. The parts have classes by the phase
// in which they act.
func (s *State) Equation(step int) string {
	f := formula{letterT, `<mrow>` + letterT + `<mo>` + [...]string{"−", "+"}[b2i(s.Reverse)] + `</mo><mn>1</mn></mrow>`}
	if step > 0 {
		f = formula{`<mn>` + groupDigits(int64(step)) + `</mn>`, `<mn>` + groupDigits(int64(s.before(step))) + `</mn>`}
	}
	h := indexed("h part-land", "h", f.now) + op("=")
	row := func(inside ...string) string {
		text := `<mtr><mtd>`
		for _, part := range inside {
			text += part
		}
		return text + `</mtd></mtr>`
	}
	const space = `<mspace width="1.6em"/>`
	was := indexed("h", "h", f.before)
	switch s.Cell {
	case LSTMCell:
		return `<mtable>` +
			row(letters("i"), op(","), letters("f"), op(","), letters("o"), op("="), f.of("σ", f.sum("")), space, letters("g"), op("="), f.of("tanh", "…")) +
			row(indexed("", "c", f.now), op("="), letters("f"), op("∘"), indexed("", "c", f.before), op("+"), letters("i"), op("∘"), letters("g"), space,
				h, letters("o"), op("∘"), f.of("tanh", indexed("", "c", f.now))) + `</mtable>`
	case GRUCell:
		return `<mtable>` +
			row(letters("r"), op(","), letters("z"), op("="), f.of("σ", f.sum(""))) +
			row(letters("n"), op("="), f.of("tanh", f.sum("r")), space,
				h, `<mo stretchy="false">(</mo><mn>1</mn><mo>−</mo>`, letters("z"), `<mo stretchy="false">)</mo>`, op("∘"), letters("n"), op("+"), letters("z"), op("∘"), was) + `</mtable>`
	case ReLUCell:
		return h + f.of("relu", f.sum(""))
	}
	return h + f.of("tanh", f.sum(""))
}

// before is the step whose state goes into a step: 0 for h_0.
func (s *State) before(step int) int {
	if !s.Reverse {
		return step - 1
	}
	if step == s.Timesteps {
		return 0
	}
	return step + 1
}

// EquationSpoken is the same in words.
func (s *State) EquationSpoken(step int, texts Strings) string {
	key := "equation.label"
	if s.Cell != TanhCell {
		key = "equation.label." + string(s.Cell)
	} else if step > 0 {
		return texts.Format("equation.step", groupDigits(int64(step)), groupDigits(int64(s.before(step))))
	}
	return texts[key]
}

// Shapes writes the equation in shapes, with the parts in their colours:
// (8,) = tanh( (8, 4)(4,) + (8, 8)(8,) + (8,) ). Of a network it adds the shapes of all
// that goes in and comes out.
func (s *State) Shapes(texts Strings) string {
	shape := numpy.FormatShape
	i, h := s.readBy(s.Layer), s.HiddenSize
	rows := s.Cell.kind().Gates() * h
	part := func(class, text string) string { return `<span class="` + class + `">` + text + `</span>` }
	sum := shape(rows, i) + part("x", shape(i)) + " + " +
		shape(rows, h) + part("h", shape(h)) + " + " +
		part("b", shape(rows))
	text := ""
	switch s.Cell {
	case LSTMCell, GRUCell:
		text = shape(rows) + " = " + sum
	case ReLUCell:
		text = part("h", shape(h)) + " = relu( " + sum + " )"
	default:
		text = part("h", shape(h)) + " = tanh( " + sum + " )"
	}
	if s.passes() > 1 || s.Batch > 1 {
		out := shape(s.Timesteps, max(s.Batch, 1), s.Directions()*h)
		text += ` · ` + part("x", "x "+shape(s.Timesteps, max(s.Batch, 1), s.InputSize)) + ` → ` + part("h", "h "+out)
	}
	return text + ` · <span class="count">` + texts.Format("parameters", groupDigits(int64(s.ParameterCount()))) + `</span>`
}

// PartOptions are what can be looked at: a pass each.
func (s *State) PartOptions() string {
	out := ""
	for at := range s.passes() {
		part := Part{Layer: at / s.Directions(), Reverse: at%s.Directions() == 1}
		pass := Run{Part: part}
		pass.Setting.Bidirectional = s.Bidirectional
		out += `<option value="` + strconv.Itoa(at) + `">` + pass.Name() + `</option>`
	}
	return out
}

// SequenceOptions are the sequences of the batch.
func (s *State) SequenceOptions() string {
	out := ""
	for n := range max(s.Batch, 1) {
		out += `<option value="` + strconv.Itoa(n) + `">n = ` + strconv.Itoa(n+1) + `</option>`
	}
	return out
}

// Pass is the place of the pass that is looked at among all, SetPass looks at another.
func (s *State) Pass() int { return s.pass() }

func (s *State) SetPass(at int) {
	s.Layer, s.Reverse = at/s.Directions(), at%s.Directions() == 1
	s.settle()
}
