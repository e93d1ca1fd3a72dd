package rnn

import (
	"math"
	"testing"
)

// One unit with one input, one step: a = b + wx x + wh h0, followed by hand.
func TestForwardAtTheEdgesOfFloat64(t *testing.T) {
	var (
		inf, nan = math.Inf(1), math.NaN()
		negZero  = math.Copysign(0, -1)
		max      = math.MaxFloat64
		least    = math.SmallestNonzeroFloat64
	)
	tests := []struct {
		name             string
		wx, x, wh, h0, b float64
		wantPre, wantH   float64
	}{
		{"zero", 0, 0, 0, 0, 0, 0, 0},
		{"saturated", 1, 20, 0, 0, 0, 20, 1},
		{"saturated, negative", 1, -20, 0, 0, 0, -20, -1},
		{"far beyond", 1, 1e300, 0, 0, 0, 1e300, 1},
		{"least value", 1, least, 0, 0, 0, least, least},
		{"negative zeros all over", 1, negZero, 1, negZero, negZero, negZero, negZero},
		{"one positive zero among them", 1, 0, 1, negZero, negZero, 0, 0},
		{"negative zero from negative weights", -1, 0, -1, 0, negZero, negZero, negZero},
		{"lost in b", 1, 1e-17, 1, 1e-17, 1, 1, math.Tanh(1)},
		{"x before h: b is lost in x before h takes x back", 1, 0x1p53, 1, -0x1p53, 1, 0, 0},
		{"product rounded before it is added", 1 + 0x1p-30, 1 + 0x1p-30, 0, 0, -1 - 0x1p-29, 0, 0},
		{"product of the state rounded", 0, 0, 1 + 0x1p-30, 1 + 0x1p-30, -1 - 0x1p-29, 0, 0},
		{"overflow to infinity", 2, max, 0, 0, 0, inf, 1},
		{"sum overflows", 1, max, 1, max, 0, inf, 1},
		{"overflow that another term cannot take back", 2, max, 2, -max, 0, nan, nan},
		{"infinite input", 1, inf, 0, 0, 0, inf, 1},
		{"infinite input, negative", -1, inf, 0, 0, 0, -inf, -1},
		{"infinity times zero", 0, inf, 0, 0, 0, nan, nan},
		{"infinite weight of a zero state", 0, 0, inf, 0, 0, nan, nan},
		{"infinity less infinity", 1, inf, 1, -inf, 0, nan, nan},
		{"infinite bias", 0, 0, 0, 0, -inf, -inf, -1},
		{"NaN input", 1, nan, 0, 0, 0, nan, nan},
		{"NaN input times zero", 0, nan, 0, 0, 0, nan, nan},
		{"NaN state", 0, 0, 0, nan, 0, nan, nan},
		{"NaN weight of a zero state", 0, 0, nan, 0, 0, nan, nan},
		{"NaN bias", 0, 0, 0, 0, nan, nan, nan},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := run{
				timesteps: 1,
				layer:     &Layer{1, 1, []float64{tt.wx}, []float64{tt.wh}, []float64{tt.b}},
				x:         []float64{tt.x},
				h0:        []float64{tt.h0},
			}
			starts := [][]float64{r.h0}
			if same(tt.h0, 0) {
				starts = append(starts, nil)
			}
			for _, h0 := range starts {
				for _, f := range forwards() {
					h, pre := r.do(t, f, true, h0)
					wantSame(t, "pre", pre, []float64{tt.wantPre})
					wantSame(t, "h", h, []float64{tt.wantH})
				}
			}
			checkForward(t, r, 0)
		})
	}
}

// A NaN reaches the units it is weighted into, at once or through a state, and
// no other.
func TestNaNSpreadsAlongWeightsOnly(t *testing.T) {
	l := &Layer{1, 2, []float64{1, 1}, []float64{0, 1, 0, 1}, []float64{0, math.NaN()}}
	h := make([]float64, 4)
	if err := l.Forward(h, nil, []float64{1, 1}, nil); err != nil {
		t.Fatal(err)
	}
	wantSame(t, "h", h, []float64{math.Tanh(1), math.NaN(), math.NaN(), math.NaN()})
}
