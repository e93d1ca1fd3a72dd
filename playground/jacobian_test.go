package playground

import (
	"math"
	"testing"
)

// The influence of h_s on h_t, and of c where there is one, has the norm of the Jacobian
// that runs from slightly other initial states give, for every cell and both directions.
func TestInfluenceOfEveryCell(t *testing.T) {
	for _, cell := range AllCells {
		for _, reverse := range []bool{false, true} {
			s := networkState(cell, 1, 1, true)
			s.Reverse, s.Timesteps, s.InputSize, s.HiddenSize = reverse, 4, 2, 3
			r := compute(t, s)
			in := influence(t, r)
			// state is h, and c after it, of the k-th step.
			state := func(s State, k int) []float64 {
				of := compute(t, s)
				at := (of.taken(k) - 1) * s.HiddenSize
				values := append([]float64(nil), of.H[at:][:s.HiddenSize]...)
				if of.C != nil {
					values = append(values, of.C[at:][:s.HiddenSize]...)
				}
				return values
			}
			for k := 1; k <= s.Timesteps; k++ {
				sum := 0.0
				for _, base := range []Tensor{H0Tensor, C0Tensor} {
					if base == C0Tensor && cell != LSTMCell {
						continue
					}
					for unit := range s.HiddenSize {
						const step = 1e-5
						up, down := s, s
						place := Place{r.Of(base), unit, 0}
						if up.Edit(place, step) != nil || down.Edit(place, -step) != nil {
							t.Fatal("not set")
						}
						above, below := state(up, k), state(down, k)
						for i := range above {
							d := (above[i] - below[i]) / (2 * step)
							sum += d * d
						}
					}
				}
				if got, want := math.Pow(10, in.Onto(in.ColumnOf(k))[0]), math.Sqrt(sum); math.Abs(got-want) > 1e-7*max(want, 1e-3) {
					t.Errorf("%s, reverse %t: ‖∂h_%d/∂h_0‖ is %v, want %v", cell, reverse, k, got, want)
				}
			}
		}
	}
}
