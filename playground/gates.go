package playground

import (
	"math"
	"slices"
	"strconv"

	"github.com/rnn-playground/rnn-playground/rnn"
)

// openGate finds the row of the weights and the value of the gate that is opened. It
// is false where that is not one of the gates with rows of their own but a combination
// of them.
func (at *Inspection) openGate() bool {
	r := at.run
	gate := slices.Index(r.Setting.Cell.Gates(), at.Gate)
	value := (at.Step-1)*r.HiddenSize + at.Unit
	switch {
	case at.Gate == WhGate:
		gate, at.State = 2, r.Hidden[value]
	case at.Gate == "c":
		at.State = r.C[value]
		return false
	case gate < 0:
		return false
	default:
		at.State = r.Gates[gate][value]
	}
	at.row = gate*r.HiddenSize + at.Unit
	return true
}

// resets reports whether it is GRU's n, in which r scales the product of Wh.
func (at *Inspection) resets() bool { return at.run.Kind == rnn.GRU && at.Gate == "n" }

// sumGate adds up the sum of a gate as package rnn does: LSTM's in one sum, GRU's in
// two, for x and for h, of which each begins with its bias.
func (at *Inspection) sumGate() {
	sum, apart := at.Bias, 0.0
	if at.Gate == WhGate {
		sum, apart = 0, at.Bias
	}
	for _, term := range at.Terms {
		if at.run.Kind == rnn.GRU && !term.Input {
			apart += term.Product()
		} else {
			sum += term.Product()
		}
	}
	at.Sum = sum + apart
	switch at.Gate {
	case WhGate:
	case "g", "n":
		at.activation = tanhActivation
	default:
		at.activation = sigmaActivation
	}
}

// gateName is what is written for a gate, or for the state.
func gateName(gate Gate) string {
	switch gate {
	case "":
		return "h"
	case WhGate:
		return "Wh·h"
	}
	return string(gate)
}

// Name of the value that is opened: h₂[0], f₂[0].
func (at *Inspection) name() string {
	return gateName(at.Gate) + at.run.above() + subscript(at.Step) + "[" + strconv.Itoa(at.Unit) + "]"
}

// sumName is that of the sum before its function.
func (at *Inspection) sumName() string {
	name := "a"
	switch at.Gate {
	case "":
	case WhGate:
		return "Wh·h"
	default:
		name += "(" + string(at.Gate) + ")"
	}
	return name + at.run.above() + subscript(at.Step) + "[" + strconv.Itoa(at.Unit) + "]"
}

// below is the state that an input of a layer is.
func (r *Run) below(input int) (part Part, unit int) {
	part = r.Part
	part.Layer, part.Reverse = r.Layer-1, input >= r.HiddenSize
	return part, input % r.HiddenSize
}

// beforeName is that of a state of the step before t, of a reverse pass the one after.
func (r *Run) beforeName(letter string, t, unit int) string {
	step, ok := r.Earlier(t)
	if !ok {
		step = 0
	}
	return letter + r.above() + subscript(step) + "[" + strconv.Itoa(unit) + "]"
}

// begin writes the value that is opened and the head of the table, of the terms of sum.
func (w *inspectorWriter) begin(name, sum string, t, unit int, v float64) {
	w.add(`<p class="result number"><output id="inspected" data-t="`, strconv.Itoa(t), `" data-unit="`, strconv.Itoa(unit), `" data-value="`)
	w.out = strconv.AppendFloat(w.out, v, 'g', -1, 64)
	if !w.exact {
		w.add(`" data-short="`)
	}
	w.add(`">`)
	w.number(v)
	w.add(`</output> <span>= `, name, `</span></p>`)
	w.add(`<table class="terms number`, map[bool]string{true: " whole"}[w.exact], map[bool]string{true: " long"}[w.long], w.gated, `"><caption class="spoken">`, w.texts["inspector.terms"], ` `, sum, `</caption><thead><tr><th scope="col"><span class="spoken">`, w.texts["inspector.order"], `</span></th><th scope="col">`, w.texts[map[bool]string{false: "inspector.factors", true: "inspector.gated"}[w.gated != ""]], `</th><th scope="col">`, w.texts["inspector.product"], `</th><td></td></tr></thead><tbody>`)
}

// rest of the terms, which are not listed one by one.
func (w *inspectorWriter) rest(n int, sum float64, order Terms) {
	w.add(`<tr class="rest"><th scope="row" colspan="2">`, w.texts.Format("inspector.rest", groupDigits(int64(n))))
	if order != TermsAll {
		w.add(` <button type="button" id="all-terms" tabindex="-1">`, w.texts["inspector.all"], `</button>`)
	}
	w.add(`</th>`)
	w.product(sum)
}

// total ends the terms and begins the foot of the table with their sum.
func (w *inspectorWriter) total(name string, sum float64) {
	w.add(`</tbody><tfoot><tr><th scope="row" colspan="2">`, name, `</th><td id="inspected-sum" data-value="`)
	w.out = strconv.AppendFloat(w.out, sum, 'g', -1, 64)
	w.add(`"><span>`)
	w.number(sum)
	w.add(`</span></td><td></td></tr>`)
}

// gate is a gate at the same step and unit, which can be opened.
func (w *inspectorWriter) gate(at *Inspection, gate Gate, v float64) {
	w.source("", opened{at.run.Part, at.Step, at.Unit, gate}, v)
}

// before is a state before step t, which can be opened, or an initial one, which can be
// set.
func (w *inspectorWriter) before(t, unit int, gate Gate, v float64) {
	r := w.run
	if step, ok := r.Earlier(t); ok {
		w.source("", opened{r.Part, step, unit, gate}, v)
		return
	}
	tensor := H0Tensor
	if gate == "c" {
		tensor = C0Tensor
	}
	w.factor(Place{r.Of(tensor), unit, 0}, v)
}

// valueBefore is that of a state before step t.
func (r *Run) valueBefore(values, initial []float64, t, unit int) float64 {
	if step, ok := r.Earlier(t); ok {
		return values[(step-1)*r.HiddenSize+unit]
	}
	return initial[unit]
}

// combined lists how the gates make the state,
//
//	c = f c' + i g, h = o tanh(c)   of LSTM
//	h = (1 - z) n + z h'            of GRU
func (at *Inspection) combined(order Terms, texts Strings) string {
	r, t, j := at.run, at.Step, at.Unit
	gate := func(g int) float64 { return r.Gates[g][(t-1)*r.HiddenSize+j] }
	w := &inspectorWriter{out: make([]byte, 0, 4096), run: r, texts: texts, exact: order == TermsExact}
	lstm := r.Kind == rnn.LSTM
	names, before, initial := [2]Gate{"f", "c"}, r.C, r.C0
	w.gated = " gated"
	keep, share, fresh := 0.0, 0.0, 0.0
	if lstm {
		keep, share, fresh = gate(1), gate(0), gate(2)
	} else {
		names, before, initial = [2]Gate{"z", ""}, r.H, r.H0
		w.gated = " gated lands"
		keep, share, fresh = gate(1), 1-gate(1), gate(2)
	}
	old := r.valueBefore(before, initial, t, j)
	first, second := float64(keep*old), float64(share*fresh)
	w.signed, w.largest = first < 0 || second < 0, max(math.Abs(first), math.Abs(second))
	letter := gateName(names[1])
	total := letter + r.above() + subscript(t) + "[" + strconv.Itoa(j) + "]"
	w.begin(at.name(), total, t, j, at.State)
	step, ok := r.Earlier(t)
	if !ok {
		step = 0
	}
	w.row("h", string(names[0])+"·"+letter+r.above()+subscript(step), first, func() {
		w.gate(at, names[0], keep)
		w.add(`×`)
		w.before(t, j, names[1], old)
	})
	if lstm {
		w.row("x", "i·g", second, func() {
			w.gate(at, "i", share)
			w.add(`×`)
			w.gate(at, "g", fresh)
		})
	} else {
		w.row("x", "(1−z)·n", second, func() {
			w.source("1 − ", opened{r.Part, t, j, "z"}, share)
			w.add(`×`)
			w.gate(at, "n", fresh)
		})
	}
	sum := at.State
	if lstm {
		sum = r.C[(t-1)*r.HiddenSize+j]
	}
	w.total(texts["inspector.sum"]+" "+total, sum)
	if lstm && at.Gate == "" {
		o := gate(3)
		w.add(`<tr class="after"><th scope="row">o·tanh c</th><td class="factors">`)
		w.gate(at, "o", o)
		w.add(`×`)
		w.short(math.Tanh(sum))
		w.add(`</td>`)
		w.add(`<td><span>`)
		w.number(at.State)
		w.add(`</span></td><td></td></tr>`)
	}
	w.add(`</tfoot></table>`)
	if lstm && at.Gate == "" {
		of := tanhActivation
		of.slope = "1 − tanh²(c)"
		w.curve(of, sum, math.Tanh(sum), texts)
	}
	return string(w.out)
}

// Rows is how many rows Wx, Wh and b have: those of each gate, one after the other.
func (r *Run) Rows() int { return r.Kind.Gates() * r.HiddenSize }

// RowsOf is how many a tensor has.
func (r *Run) RowsOf(base Tensor) int {
	if base == H0Tensor || base == C0Tensor {
		return r.HiddenSize
	}
	return r.Rows()
}

// UnitOf is the unit, and the gate, that a row of the weights makes.
func (r *Run) UnitOf(row int) (unit int, gate Gate) {
	if r.Gates == nil {
		return row, ""
	}
	return row % r.HiddenSize, r.Setting.Cell.Gates()[row/r.HiddenSize]
}

// RowOf is the first row of the weights that makes a unit, or a gate of it.
func (r *Run) RowOf(unit int, gate Gate) int {
	at := slices.Index(r.Setting.Cell.Gates(), gate)
	if at < 0 || at >= r.Kind.Gates() {
		return unit
	}
	return at*r.HiddenSize + unit
}

// RowAxis draws the labels of the rows of the weights, at most most: units, or the gates of
// a cell that has some.
func (r *Run) RowAxis(most int) string {
	if r.Gates == nil {
		return UnitAxis(r.HiddenSize, most)
	}
	var out []byte
	for g := range r.Gates {
		out = appendText(out, "100%", (float64(g)+0.5)/float64(len(r.Gates)), string(r.Setting.Cell.Gates()[g]))
	}
	return string(out)
}
