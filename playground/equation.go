package playground

import (
	"strconv"
	"strings"

	"github.com/rnn-playground/rnn-playground/numpy"
)

// equations of the cells, a sign for each part: H and C are h_t and c_t, K is c_t where it is
// read, h and c those of the step before, X and W the products of Wx and Wh, P a plus between
// the terms of a sum and B the bias in it; S, T and R are σ, tanh and relu.
var equations = map[Cell]string{
	TanhCell: "H=T(XPWPB)",
	ReLUCell: "H=R(XPWPB)",
	LSTMCell: "i,f,o=S(XPWPB) g=T(…)\nC=f∘c+i∘g H=o∘T(K)",
	GRUCell:  "r,z=S(XPWPB)\nn=T(XPBPr∘(W)) H=(1−z)∘n+z∘h",
}

// indexed is a letter with an index. Letters are mtext: an mi would be a slanted sign that
// many a machine has in no font, and WebKit forgets the mathvariant of one that comes into
// the page later. How far an msub lowers an index is in fonts for mathematics only, and
// without one it stays where it is; this is lowered and small everywhere (style.css).
func indexed(class, letter, index string) string {
	return `<mrow class="` + strings.TrimSpace("indexed "+class) + `">` + letter + `<mpadded class="index" voffset="-0.4em" depth="0.65em">` + index + `</mpadded></mrow>`
}

// weighted is a product with a matrix.
func weighted(letter, index string) string {
	return indexed("part-sum", `<mtext class="letter">W</mtext>`, `<mtext class="letter">`+letter+`</mtext>`) + `<mspace width="0.12em"/>` +
		indexed(letter+" part-enter part-sum", `<mtext>`+letter+`</mtext>`, index)
}

// Equation is the inside of the equation in MathML. A step that is looked at
// stands in it as a number; 0 is any step: t. The parts have classes by the phase
// in which they act.
func (s *State) Equation(step int) string {
	const t = `<mtext>t</mtext>`
	now, before := t, t+`<mo>`+[...]string{"−", "+"}[b2i(s.Reverse)]+`</mo><mn>1</mn>`
	if step > 0 {
		now, before = `<mn>`+groupDigits(int64(step))+`</mn>`, `<mn>`+groupDigits(int64(s.before(step)))+`</mn>`
	}
	const row, end = `<mtr><mtd><mrow>`, `</mrow></mtd></mtr>`
	out, sign := "", ""
	for _, part := range equations[s.Cell] {
		switch part {
		case 'H':
			sign = indexed("h part-land", `<mtext>h</mtext>`, now)
		case 'h':
			sign = indexed("h part-enter", `<mtext>h</mtext>`, before)
		case 'C':
			sign = indexed("part-bend", `<mtext>c</mtext>`, now)
		case 'K':
			sign = indexed("", `<mtext>c</mtext>`, now)
		case 'c':
			sign = indexed("part-enter", `<mtext>c</mtext>`, before)
		case 'X':
			sign = weighted("x", now)
		case 'W':
			sign = weighted("h", before)
		case 'P':
			sign = `<mo class="part-sum">+</mo>`
		case 'B':
			sign = `<mtext class="b part-sum">b</mtext>`
		case 'S', 'T', 'R':
			sign = `<mtext class="part-bend">` + map[rune]string{'S': "σ", 'T': "tanh", 'R': "relu"}[part] + `</mtext>`
		case ' ':
			sign = `</mrow><mspace width="1.6em"/><mrow>`
		case '\n':
			sign = end + row
		case '(', ')':
			sign = `<mo stretchy="false">` + string(part) + `</mo>`
		case '1':
			sign = `<mn>1</mn>`
		case '=', '+', '−', '∘', ',', '…':
			sign = `<mo>` + string(part) + `</mo>`
		default:
			sign = `<mtext>` + string(part) + `</mtext>`
		}
		out += sign
	}
	if s.Cell.kind().Gates() > 1 {
		return `<mtable` + [...]string{"", ` class="far"`}[b2i(s.Timesteps >= 1000)] + `>` + row + out + end + `</mtable>`
	}
	return out
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

// EquationSpoken is the same in words. A pass that goes back has the step after where the
// texts have the one before.
func (s *State) EquationSpoken(step int, texts Strings) string {
	key := "equation.label"
	if s.Cell != TanhCell {
		key = "equation.label." + string(s.Cell)
	} else if step > 0 {
		return texts.Format("equation.step", groupDigits(int64(step)), groupDigits(int64(s.before(step))))
	}
	text := texts[key]
	if s.Reverse {
		text = strings.ReplaceAll(strings.ReplaceAll(text, " t minus", " t plus"), " t 빼기", " t 더하기")
	}
	return text
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
	return text + `<span class="dot"> · </span><span class="count">` + texts.Format("parameters", groupDigits(int64(s.ParameterCount()))) + `</span>`
}

// PartOptions are what can be looked at: a pass each.
func (s *State) PartOptions() string {
	out := ""
	for at := range s.passes() {
		pass := Run{Part: s.partAt(at)}
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
	s.Part = s.partAt(at)
	s.settle()
}
