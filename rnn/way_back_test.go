package rnn

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// A way back whose weights are brought into order once has the bits of one by itself, and
// so have rows of the weights that are added some at a time.
func TestWayBack(t *testing.T) {
	forEachKernel(t, func(t *testing.T, k Kernel) {
		for _, s := range specs(3, 5, 2) {
			p := newProblem(1, s, 6, 2, false)
			trace := p.forward(t, k)
			want := p.backward(t, trace, 4)
			way := trace.network.WayBack()
			r := rand.New(rand.NewPCG(1, 2))
			for range 2 { // the same one again
				got, err := way.Through(trace, p.toOutput, p.toHN, p.toCN, 4, true)
				if err != nil {
					t.Fatal(err)
				}
				if got.Weights != nil {
					t.Errorf("%v: gradients of weights", s)
				}
				sum, left := map[string][]float64{}, ""
				for name, values := range want.Weights {
					if sum[name] = make([]float64, len(values)); left == "" {
						left = name
					}
				}
				delete(sum, left)
				rows := s.Cell.Gates() * s.HiddenSize
				for from := 0; from < rows; {
					to := min(from+r.IntN(7), rows)
					if err := way.AddWeights(sum, trace, got, from, to); err != nil {
						t.Fatal(err)
					}
					from = to
				}
				for name, values := range sum {
					wantSame(t, fmt.Sprintf("%v: %s", s, name), values, want.Weights[name])
				}
				if sum[left] != nil {
					t.Errorf("%v: %s was not asked for", s, left)
				}
				got.Weights = want.Weights
				wants := everything(trace, want)
				for name, values := range everything(trace, got) {
					wantSame(t, fmt.Sprintf("%v: %s", s, name), values, wants[name])
				}
			}
			states, err := way.Through(trace, p.toOutput, p.toHN, p.toCN, 4, false)
			if err != nil || states.Input != nil {
				t.Errorf("%v: %v, inputs %v", s, err, states.Input)
			}
		}
	})
}

func TestWayBackErrors(t *testing.T) {
	s := specs(3, 5, 1)[0]
	p := newProblem(1, s, 6, 2, false)
	trace, other := p.forward(t, Plain{}), p.forward(t, Plain{})
	way := trace.network.WayBack()
	g, err := way.Through(trace, nil, nil, nil, 0, true)
	if err != nil {
		t.Fatal(err)
	}
	refused := func(what string, err error, want string) {
		t.Helper()
		if e, ok := err.(*ArgumentError); !ok || e.Name != want {
			t.Errorf("%s: %v", what, err)
		}
	}
	_, err = way.Through(other, nil, nil, nil, 0, true)
	refused("a trace of another network", err, "timesteps")
	_, err = way.Through(trace, make([]float64, 1), nil, nil, 0, true)
	refused("a gradient of another shape", err, "gradOutput")
	rows := s.Cell.Gates() * s.HiddenSize
	refused("rows before the first", way.AddWeights(nil, trace, g, -1, rows), "from")
	refused("rows after the last", way.AddWeights(nil, trace, g, 0, rows+1), "to")
	refused("rows in no order", way.AddWeights(nil, trace, g, 2, 1), "to")
	refused("a sum of another shape", way.AddWeights(map[string][]float64{"weight_hh_l0": {1}}, trace, g, 0, rows), "weight_hh_l0")
}
