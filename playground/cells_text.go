package playground

import (
	"math"
	"strconv"
	"strings"

	"github.com/rnn-playground/rnn-playground/rnn"
)

// Name of the target: h₉[3], or Σh₁₀.
func (t Target) Name() string {
	if t.Unit < 0 {
		return "Σh" + subscript(t.Step)
	}
	return "h" + subscript(t.Step) + "[" + strconv.Itoa(t.Unit) + "]"
}

// leadsBack reports whether a way leads from the target to another step.
func (c *ThreeCells) leadsBack() bool { return c != nil && c.Target.Step > 1 }

// left is by how much a gradient has been multiplied at the first step.
func (c *ThreeCells) left(logs []float64) string {
	if math.IsInf(logs[0], 1) {
		return "∞"
	}
	return fromLog(logs[0] - logs[c.Target.Step-1])
}

// meanGate is a gate's mean over all steps and units.
func (p *CellPass) meanGate(gate int) string { return meanOf(p.Gates[gate]) }

func meanOf(values []float64) string {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return significant(sum / float64(len(values)))
}

// Words say what is left of the gradient at the first step in each of the cells, and
// what the gates of one do on average.
func (c *ThreeCells) Words(chosen Gates, texts Strings) string {
	text := texts.Format("cells.first", c.Target.Name())
	if c.leadsBack() {
		text = texts.Format("cells.left", c.Target.Name(), c.left(c.All[0].LogH), c.left(c.All[1].LogH), c.left(c.All[2].LogH))
	}
	p := c.Pass(chosen)
	count := groupDigits(int64(p.Parameters))
	switch p.Kind {
	case rnn.LSTM:
		return text + " " + texts.Format("cells.lstm", p.meanGate(1), count)
	case rnn.GRU:
		return text + " " + texts.Format("cells.gru", p.meanGate(1), count)
	}
	return text + " " + texts.Format("cells.rnn", c.All[0].meanSlope(), count)
}

// At is the arithmetic of one unit at one step, with its numbers.
func (c *ThreeCells) At(step, unit int, chosen Gates, texts Strings) string {
	p, H := c.Pass(chosen), c.Run.HiddenSize
	at := (step-1)*H + unit
	before := func(values, initial []float64) float64 {
		if step > 1 {
			return values[at-H]
		}
		return initial[unit]
	}
	name := func(letter string, t int) string { return letter + subscript(t) + "[" + strconv.Itoa(unit) + "]" }
	var text string
	switch p.Kind {
	case rnn.LSTM:
		i, f, g, o := p.Gates[0][at], p.Gates[1][at], p.Gates[2][at], p.Gates[3][at]
		text = name("c", step) + " = f·c" + subscript(step-1) + " + i·g = " + fourDigits(f) + "·" + bracketed(before(p.C, p.C0)) + " + " + fourDigits(i) + "·" + bracketed(g) + " = " + fourDigits(p.C[at]) +
			", " + name("h", step) + " = o·tanh(c) = " + fourDigits(o) + "·" + bracketed(math.Tanh(p.C[at])) + " = " + fourDigits(p.H[at])
	case rnn.GRU:
		r, z, n := p.Gates[0][at], p.Gates[1][at], p.Gates[2][at]
		text = name("h", step) + " = (1 − z)·n + z·h" + subscript(step-1) + " = " + fourDigits(1-z) + "·" + bracketed(n) + " + " + fourDigits(z) + "·" + bracketed(before(p.H, p.H0)) + " = " + fourDigits(p.H[at]) + ", r = " + fourDigits(r)
	default:
		text = name("h", step) + " = tanh(" + fourDigits(p.A[at]) + ") = " + fourDigits(p.H[at])
	}
	if step > c.Target.Step {
		return text + " · " + texts.Format("cells.behind", c.Target.Name())
	}
	return text + " · ∂L/∂" + name("h", step) + " = " + gradientDigits(p.DH[at])
}

// bracketed is fourDigits of a second factor.
func bracketed(v float64) string {
	text := fourDigits(v)
	if strings.HasPrefix(text, "−") {
		return "(" + text + ")"
	}
	return text
}

// gradientDigits writes v with three digits that count, however small it is.
func gradientDigits(v float64) string {
	if v < 0 {
		return "−" + significant(-v)
	}
	return significant(v)
}
