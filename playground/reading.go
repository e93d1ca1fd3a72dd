package playground

import (
	"slices"
	"strconv"
)

// Reading is what is pointed at: a value of one of the pictures.
type Reading struct {
	Picture string // its ID; "" for the hidden states
	Step    int
	Row     int
	Gate    Gate // of a cell with gates, in the picture of these
}

// HTML says which step is looked at, and the value there, as far as it has been
// computed: t = 3 of 10 and h₃[5] = 0.99999447. Where A is compared with B it says
// whose it is.
func (at Reading) HTML(r *Run, phase Phase, texts Strings) string {
	sums, states := phase.Computed(at.Step, r.Timesteps)
	symbol, computed, v := "h", at.Step <= states, 0.0
	switch {
	case at.Picture == "inputs":
		symbol, computed, v = "x", true, r.X[(at.Step-1)*r.InputSize+at.Row]
		if r.Layer > 0 {
			part, unit := r.below(at.Row)
			symbol, at.Row = "h"+part.above(), unit
		}
	case r.Gates == nil && (at.Picture == "sums" || phase == Sum || phase == Bend):
		symbol, computed, v = "a", at.Step <= sums, r.A[(at.Step-1)*r.HiddenSize+at.Row]
	case at.Picture == "other":
		symbol, v = "B: h", r.Other.At(at.Step, at.Row)
	case at.Picture == "difference":
		symbol, v = "B−A: h", r.Other.At(at.Step, at.Row)-r.At(at.Step, at.Row)
	case at.Gate != "":
		symbol, v = gateName(at.Gate), r.gateAt(at.Gate, at.Step, at.Row)
	default:
		v = r.At(at.Step, at.Row)
	}
	if symbol != "x" && at.Picture != "inputs" {
		symbol += r.above()
	}
	if r.gradient {
		symbol = "∂" + symbol
	}
	if r.Other != nil && (symbol == "h" || symbol == "a") {
		symbol = "A: " + symbol
	}
	out := []byte(`<span>` + texts.Format("now", groupDigits(int64(at.Step)), groupDigits(int64(r.Timesteps))) +
		`</span><span class="spoken"> · </span><span class="reading">` + symbol + subscript(at.Step) + `[` + strconv.Itoa(at.Row) + `] = `)
	if !computed {
		return string(out) + `…</span>`
	}
	return string(appendValue(out, v)) + `</span>`
}

// gateAt is the value of a gate.
func (r *Run) gateAt(gate Gate, step, unit int) float64 {
	at := (step-1)*r.HiddenSize + unit
	switch gate {
	case "c":
		return r.C[at]
	case WhGate:
		return r.Hidden[at]
	}
	return r.Gates[slices.Index(r.Setting.Cell.Gates(), gate)][at]
}
