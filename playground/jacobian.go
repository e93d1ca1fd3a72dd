package playground

import (
	"math"

	"github.com/rnn-playground/rnn-playground/rnn"
)

// stateSize is how many numbers a step hands to the next: h, and of LSTM h and c.
func (r *Run) stateSize() int { return r.HiddenSize + len(r.C0) }

// jacobian is a row of that of a step, ∂(h_t, c_t)[unit] by the state before,
//
//	Σ_g by[g] Wh[g·H + j, k]   for h before, and
//	direct                     at one more place of the state, for what does not go through Wh
//
// where j is the unit, or for c the unit less H.
type jacobian struct {
	by     [4]float64 // a factor for each gate
	direct float64
	column int // -1 for none
}

// jacobianAt is the row of a unit of the state at step t: of an Elman cell
// diag(slope) Wh, and of LSTM and GRU what their equations give (see package rnn).
func (r *Run) jacobianAt(t, unit int) jacobian {
	H := r.HiddenSize
	at := (t-1)*H + unit%H
	switch r.Kind {
	case rnn.RNNTanh:
		return jacobian{by: [4]float64{Slope(r.H[at])}, column: -1}
	case rnn.RNNReLU:
		return jacobian{by: [4]float64{float64(b2i(r.H[at] > 0))}, column: -1}
	case rnn.GRU:
		reset, z, n := r.Gates[0][at], r.Gates[1][at], r.Gates[2][at]
		into := (1 - z) * Slope(n)
		before := r.valueBefore(r.H, r.H0, t, unit)
		return jacobian{
			by:     [4]float64{into * r.Hidden[at] * reset * (1 - reset), (before - n) * z * (1 - z), into * reset},
			direct: z, column: unit,
		}
	}
	i, f, g, o := r.Gates[0][at], r.Gates[1][at], r.Gates[2][at], r.Gates[3][at]
	before := r.valueBefore(r.C, r.C0, t, unit%H)
	row := jacobian{by: [4]float64{g * i * (1 - i), before * f * (1 - f), i * Slope(g)}, direct: f, column: H + unit%H}
	if unit < H { // h = o tanh(c)
		bent := math.Tanh(r.C[at])
		slope := o * Slope(bent)
		for gate := range row.by {
			row.by[gate] *= slope
		}
		row.direct *= slope
		row.by[3] = bent * o * (1 - o)
	}
	return row
}

// leadsOn reports whether anything of the state before goes into a unit of that of step t.
func (r *Run) leadsOn(t, unit int) bool {
	if r.Kind == rnn.RNNTanh {
		return Slope(r.H[(t-1)*r.HiddenSize+unit]) != 0
	}
	row := r.jacobianAt(t, unit)
	return row.by != [4]float64{} || row.direct != 0
}

// entry is the derivative of a unit by a number of the state before.
func (r *Run) entry(j *jacobian, unit, from int) float64 {
	H, v := r.HiddenSize, 0.0
	if from < H {
		v = float64(j.by[0] * r.Wh[unit%H*H+from])
		for gate := 1; gate < r.Kind.Gates(); gate++ {
			v += j.by[gate] * r.Wh[(gate*H+unit%H)*H+from]
		}
	}
	if from == j.column {
		v += j.direct
	}
	return v
}

// taken is the step that a pass takes as its k-th, from 1.
func (r *Run) taken(k int) int {
	if r.Reverse {
		return r.Timesteps + 1 - k
	}
	return k
}
