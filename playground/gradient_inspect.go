package playground

import (
	"math"
	"strconv"
	"strings"

	"github.com/rnn-playground/rnn-playground/rnn"
)

// part of a gradient: factors that are multiplied, and what is written before them.
type part struct {
	class, name string
	place       Place // of the first factor, where it is a weight
	factors     []float64
}

func (p *part) product() float64 {
	v := 1.0
	for _, f := range p.factors {
		v *= f
	}
	return v
}

// partsOf is what ∂L/∂h_t[unit] of a pass g is the sum of: what L has of it itself, what
// goes through Wh into the next step, and what goes through Wx into the layer above.
//
//	∂L/∂h_t[j] = ∂L/∂h_t[j] of L + Σ_k Wh[k,j] ∂L/∂a_{t+1}[k] + Σ_k Wx¹[k,j] ∂L/∂a¹_t[k]
//
// GRU has a way beside Wh, z_{t+1}[j] ∂L/∂h_{t+1}[j].
func (g *Gradients) partsOf(of, d *Run, t, unit int) (parts []part) {
	H := of.HiddenSize
	if own := g.own[(t-1)*H+unit]; of == g.Of && own != 0 {
		parts = append(parts, part{"b", "L", Place{}, []float64{own}})
	}
	if next, ok := of.later(t); ok {
		at := (next-1)*H + unit
		if of.Kind == rnn.GRU {
			parts = append(parts, part{"h", "z" + subscript(next) + " ∂h", Place{}, []float64{of.Gates[1][at], d.H[at]}})
		}
		for row := range of.Rows() {
			k, gate := of.UnitOf(row)
			value := d.sumAt(row, next)
			if gate == "n" {
				value = d.Hidden[(next-1)*H+k]
			}
			parts = append(parts, part{"h", "∂" + sumLetter(gate) + of.above() + subscript(next) + "[" + strconv.Itoa(k) + "]",
				Place{of.Of(WhTensor), row, unit}, []float64{of.Wh[row*H+unit], value}})
		}
	}
	for at, above := range of.Passes {
		if above.Layer != of.Layer+1 || above.Layer > g.Of.Layer || above.Layer == g.Of.Layer && above != g.Of {
			continue
		}
		column := unit + b2i(of.Reverse)*H
		for row := range above.Rows() {
			k, gate := above.UnitOf(row)
			parts = append(parts, part{"x", "∂" + sumLetter(gate) + above.above() + subscript(t) + "[" + strconv.Itoa(k) + "]",
				Place{above.Of(WxTensor), row, column}, []float64{above.Wx[row*above.InputSize+column], g.Run.Passes[at].sumAt(row, t)}})
		}
	}
	return parts
}

// sumLetter is what the sum of a gate is called in short.
func sumLetter(gate Gate) string {
	if gate == "" {
		return "a"
	}
	return string(gate)
}

// sumAt is a gradient of the sums: of a row of the weights, at step t.
func (r *Run) sumAt(row, t int) float64 {
	unit, at := row%r.HiddenSize, (t-1)*r.HiddenSize
	if r.Gates == nil {
		return r.A[at+unit]
	}
	return r.Gates[row/r.HiddenSize][at+unit]
}

// later is the step that the pass takes after t; ok reports whether there is one.
func (r *Run) later(t int) (step int, ok bool) {
	if r.Reverse {
		return t - 1, t > 1
	}
	return t + 1, t < r.Timesteps
}

// gateGradients say what the gradient of a gate's sum, or of LSTM's c, is the product of.
// What leads to c of the next step is added to that of c.
var gateGradients = map[Cell]map[Gate]string{
	LSTMCell: {"i": "∂c g i(1−i)", "f": "∂c c′ f(1−f)", "g": "∂c i (1−g²)", "o": "∂h tanh(c) o(1−o)", "c": "∂h o (1−tanh²(c))"},
	GRUCell:  {"r": "∂n Wh·h r(1−r)", "z": "∂h (h′−n) z(1−z)", "n": "∂h (1−z) (1−n²)", WhGate: "∂n r"},
}

// partsOfGate is what the gradient of a gate's sum, or of LSTM's c, is made of.
func partsOfGate(of, d *Run, t, unit int, gate Gate) []part {
	at := (t-1)*of.HiddenSize + unit
	factor := func(text string) float64 {
		letter, slope := text, func(v float64) float64 { return v }
		if before, ok := strings.CutSuffix(text, ")"); ok && len(text) > 5 { // i(1−i), (1−g²), (1−z)
			letter = before[len(before)-1:]
			switch {
			case text[0] != '(':
				slope = func(v float64) float64 { return v * (1 - v) }
			case strings.HasSuffix(before, "²"):
				letter, slope = strings.TrimSuffix(strings.TrimPrefix(before, "(1−"), "²"), Slope
			default:
				slope = func(v float64) float64 { return 1 - v }
			}
		}
		switch text {
		case "∂h":
			return d.H[at]
		case "∂c":
			return d.C[at]
		case "∂n":
			return d.Gates[2][at]
		case "c′":
			return of.valueBefore(of.C, of.C0, t, unit)
		case "(h′−n)":
			return of.valueBefore(of.H, of.H0, t, unit) - of.Gates[2][at]
		case "Wh·h":
			return of.Hidden[at]
		case "tanh(c)":
			return math.Tanh(of.C[at])
		case "(1−tanh²(c))":
			return Slope(math.Tanh(of.C[at]))
		}
		return slope(of.gateAt(Gate(letter), t, unit))
	}
	text := gateGradients[of.Setting.Cell][gate]
	p := part{class: "h", name: strings.ReplaceAll(text, " ", "·")}
	for factorText := range strings.FieldsSeq(text) {
		p.factors = append(p.factors, factor(factorText))
	}
	parts := []part{p}
	if next, ok := of.later(t); ok && gate == "c" {
		after := (next-1)*of.HiddenSize + unit
		parts = append(parts, part{"h", "∂c" + subscript(next) + "·f" + subscript(next), Place{}, []float64{d.C[after], of.Gates[1][after]}})
	}
	return parts
}

// HTML opens a gradient: of the state h_t[unit] of the pass at, or with a gate of the sum of
// that.
func (g *Gradients) HTML(pass *Run, t, unit int, gate Gate, order Terms, texts Strings) string {
	d := g.Run
	for at, other := range g.Of.Passes {
		if other == pass {
			d = g.Run.Passes[at]
		}
	}
	var parts []part
	v := d.At(t, unit)
	if gate == "" {
		parts = g.partsOf(pass, d, t, unit)
	} else {
		parts = partsOfGate(pass, d, t, unit, gate)
		v = d.gateAt(gate, t, unit)
	}
	listed, rest := listTerms(order, len(parts), func(i int) float64 { return parts[i].product() })
	w := &inspectorWriter{out: make([]byte, 0, 8192), run: pass, texts: texts, exact: order == TermsExact, long: len(listed) > 2*groupOfTerms, small: true}
	others := 0.0
	for _, i := range rest {
		others += parts[i].product()
	}
	w.signed, w.largest = others < 0, math.Abs(others)
	for _, i := range listed {
		v := parts[i].product()
		w.signed, w.largest = w.signed || v < 0, max(w.largest, math.Abs(v))
	}
	name := "∂L/∂" + (&Inspection{Step: t, Unit: unit, Gate: gate, run: pass}).name()
	if gate != "" && gate != "c" {
		name = "∂L/∂" + (&Inspection{Step: t, Unit: unit, Gate: gate, run: pass}).sumName()
	}
	w.begin(name, name, t, unit, v)
	for _, i := range listed {
		p := &parts[i]
		w.row(p.class, p.name, p.product(), func() {
			for i, f := range p.factors {
				if i > 0 {
					w.add(`×`)
				}
				if i == 0 && p.place.Tensor != "" {
					w.weight(p.place, f)
				} else {
					w.short(f)
				}
			}
		})
	}
	if len(rest) > 0 {
		w.rest(len(rest), others, order)
	}
	w.total(texts["inspector.sum"]+" "+name, v)
	if gate == "" && pass.Gates == nil {
		of := activationOf(pass.Kind)
		slope := of.df(pass.At(t, unit))
		w.add(`<tr class="after"><th scope="row">∂L/∂a</th><td class="factors">`)
		w.short(v)
		w.add(`×`)
		w.short(slope)
		w.product(d.A[(t-1)*d.HiddenSize+unit])
	}
	w.add(`</tfoot></table><p class="note">`, g.Words(texts), `</p>`)
	return string(w.out)
}

// weight is a factor that can be set by hand, in whichever pass it is.
func (w *inspectorWriter) weight(place Place, v float64) {
	if pass := w.run.Focus(PartOf(string(place.Tensor)).in(w.run.Part)); pass != nil {
		own := w.run
		w.run = pass
		w.factor(place, v)
		w.run = own
		return
	}
	w.factor(place, v)
}

// in gives p the sequence of other.
func (p Part) in(other Part) Part {
	p.Sequence = other.Sequence
	return p
}

// Words say what L is and how large.
func (g *Gradients) Words(texts Strings) string {
	name := "h" + g.Of.above()
	unit := "[" + strconv.Itoa(g.goal.unit) + "]"
	switch g.goal.Goal {
	case GoalState:
		name += subscript(g.goal.step) + unit
	case GoalPattern:
		name = "½ Σₜ (" + name + "ₜ" + unit + " − sin(2π(t − 1)/10))²"
	default:
		last := g.Of.Timesteps
		if g.Of.Reverse {
			last = 1
		}
		name = "Σ " + name + subscript(last)
	}
	return texts.Format("gradient.words", name, gradientDigits(g.Loss))
}

// Opened is what stands in the inspector: a value of a pass, or in the backward view its
// gradient, that which the pictures show.
func (r *Run) Opened(s State, pass *Run, t, unit int, gate Gate, texts Strings) string {
	if g, _ := r.Gradient(s); g != nil && s.Way == Backward && r.Other == nil {
		return g.HTML(pass, t, unit, gate, s.Terms, texts)
	}
	return pass.InspectGate(t, unit, gate).HTML(s.Terms, texts)
}
