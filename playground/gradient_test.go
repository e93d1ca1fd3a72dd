package playground

import (
	"math"
	"strconv"
	"strings"
	"testing"
)

// gradientsIn are those of a state, all of it.
func gradientsIn(t *testing.T, s State) (*Run, *Gradients) {
	t.Helper()
	r := compute(t, s)
	job, err := r.StartGradient(s)
	if err != nil {
		t.Fatal(err)
	}
	g := job.Step(math.Inf(1))
	if got, ok := r.Gradient(s); !ok || got != g || r.Pictured(s) == r != (s.Way == Forward) {
		t.Fatal("the run does not have its gradients")
	}
	return r, g
}

// lossAt is L with one value set by hand.
func lossAt(t *testing.T, s State, place Place, v float64) float64 {
	t.Helper()
	if err := s.Edit(place, v); err != nil {
		t.Fatal(err)
	}
	r := compute(t, s)
	return r.lossOf(s.goalOf(), make([]float64, len(r.H)))
}

// eachGradient are networks, what of them is looked at, and goals.
func eachGradient(t *testing.T, test func(t *testing.T, s State)) {
	eachNetwork(t, func(t *testing.T, s State) {
		s.Timesteps, s.InputSize, s.HiddenSize, s.Way = 5, 2, 3, Backward
		all := parts(s)
		for at, goal := range AllGoals {
			s.Goal, s.Part = goal, all[(at*5+3)%len(all)]
			s.Pin(4, 1)
			test(t, s)
			s.Pin(0, 0)
		}
	})
}

// Every gradient is the slope of L: by central differences of a run that is computed
// anew, for values of all tensors of all passes that L may depend on.
func TestGradientsAreSlopes(t *testing.T) {
	eachGradient(t, func(t *testing.T, s State) {
		r, g := gradientsIn(t, s)
		passes, all := []*Run{r}, []*Run{g.Run}
		if r.Passes != nil {
			passes, all = r.Passes, g.Run.Passes
		}
		for at, pass := range passes {
			for n, base := range []Tensor{XTensor, WxTensor, WhTensor, BTensor, H0Tensor, C0Tensor} {
				if base == XTensor && pass.Layer > 0 || base == C0Tensor && pass.C0 == nil {
					continue
				}
				place := Place{pass.Of(base), 1 + (at+n)%2, 0}
				if values, columns := pass.tensor(place.Tensor); len(values) == 0 || columns > 1 {
					place.Column = (at + n) % columns
				}
				v, ok := pass.Value(place)
				got, _ := all[at].Value(place)
				if !ok {
					t.Fatalf("no %s", place.Key())
				}
				const step = 1e-5
				want := (lossAt(t, s, place, v+step) - lossAt(t, s, place, v-step)) / (2 * step)
				if math.Abs(got-want) > 1e-8*max(1, math.Abs(want)) {
					t.Errorf("%s, L = %s of %+v: ∂L/∂%s is %v, want %v", s.Link(), s.Goal, s.Part, place.Key(), got, want)
				}
			}
		}
	})
}

// What is listed of a gradient adds up to it.
func TestPartsOfGradientsAddUp(t *testing.T) {
	eachGradient(t, func(t *testing.T, s State) {
		r, g := gradientsIn(t, s)
		passes, all := []*Run{r}, []*Run{g.Run}
		if r.Passes != nil {
			passes, all = r.Passes, g.Run.Passes
		}
		sum := func(parts []part) (v float64) {
			for _, p := range parts {
				v += p.product()
			}
			return v
		}
		for at, pass := range passes {
			if pass != r && pass.Layer >= r.Layer {
				continue
			}
			for step := 1; step <= s.Timesteps; step++ {
				for unit := range s.HiddenSize {
					if got, want := sum(g.partsOf(pass, all[at], step, unit)), all[at].At(step, unit); math.Abs(got-want) > 1e-13*max(1, math.Abs(want)) {
						t.Fatalf("%s: parts of ∂L/∂h_%d[%d] of %+v are %v, want %v", s.Link(), step, unit, pass.Part, got, want)
					}
					for _, gate := range s.Cell.Gates() {
						if got, want := sum(partsOfGate(pass, all[at], step, unit, gate)), all[at].gateAt(gate, step, unit); math.Abs(got-want) > 1e-13*max(1, math.Abs(want)) {
							t.Fatalf("%s: parts of ∂L/∂%s_%d[%d] of %+v are %v, want %v", s.Link(), gate, step, unit, pass.Part, got, want)
						}
					}
					for _, gate := range append(s.Cell.Gates(), "") {
						if html := g.HTML(pass, step, unit, gate, TermsGiven, english); html == "" {
							t.Fatal("nothing is written")
						}
					}
				}
			}
		}
	})
}

func TestGradientsInSlices(t *testing.T) {
	s := networkState(LSTMCell, 2, 1, true)
	s.Timesteps, s.InputSize, s.HiddenSize, s.Way = 700, 16, 64, Backward
	_, want := gradientsIn(t, s)
	r := compute(t, s)
	job, err := r.StartGradient(s)
	if err != nil {
		t.Fatal(err)
	}
	slices, g := 0, (*Gradients)(nil)
	for ; g == nil; slices++ {
		g = job.Step(1)
	}
	for i, v := range g.Wh {
		if math.Abs(v-want.Wh[i]) > 0 {
			t.Fatal("other numbers in slices")
		}
	}
	if slices < 20 {
		t.Errorf("%d slices", slices)
	}
	s = networkState(LSTMCell, 1, 1, false)
	s.Timesteps, s.InputSize, s.HiddenSize, s.Way = 2, 4, 1000, Backward // one step of which is much
	if job, err = compute(t, s).StartGradient(s); err != nil {
		t.Fatal(err)
	}
	for slices = 0; job.Step(1) == nil; slices++ {
	}
	if slices < 15 {
		t.Errorf("%d slices of four million weights", slices)
	}
	s.InputSize, s.HiddenSize = 16, 64
	s.Timesteps, s.Layers, s.Cell, s.Bidirectional = 60000, 1, TanhCell, false
	if _, err := compute(t, s).StartGradient(s); err == nil {
		t.Error("any size is gone back through")
	}
}

// Of many parts the largest are listed, in the order of the sum unless by size is asked for.
func TestGradientPartsInOrder(t *testing.T) {
	s := Default()
	s.HiddenSize, s.Weights, s.Way = 40, PyTorchWeights, Backward
	s.Pin(5, 1)
	r, g := gradientsIn(t, s)
	rows := listedRow.FindAllStringSubmatch(g.HTML(r, 5, 1, "", TermsGiven, english), -1)
	if len(rows) != mostTerms+1 { // and ∂L/∂a below
		t.Fatalf("%d rows", len(rows))
	}
	unit := func(at int) int {
		_, after, _ := strings.Cut(rows[at][2], "[")
		v, err := strconv.Atoi(strings.TrimSuffix(after, "]"))
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for at := 1; at < mostTerms-1; at++ {
		if unit(at) <= unit(at-1) {
			t.Errorf("%s after %s", rows[at][2], rows[at-1][2])
		}
	}
}
