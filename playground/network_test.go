package playground

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rnn-playground/rnn-playground/rnn"
)

// networkState is a small network, every number of which is drawn.
func networkState(cell Cell, layers, batch int, bidirectional bool) State {
	s := Default()
	s.Timesteps, s.InputSize, s.HiddenSize, s.Seed, s.Weights = 7, 3, 5, 4, PyTorchWeights
	s.Cell, s.Layers, s.Batch, s.Bidirectional = cell, layers, batch, bidirectional
	return s
}

// parts are all passes of s over all sequences.
func parts(s State) (all []Part) {
	for layer := range s.Layers {
		for sequence := range s.Batch {
			all = append(all, Part{layer, sequence, false})
			if s.Bidirectional {
				all = append(all, Part{layer, sequence, true})
			}
		}
	}
	return all
}

func eachNetwork(t *testing.T, test func(t *testing.T, s State)) {
	for _, cell := range AllCells {
		for layers := 1; layers <= 3; layers++ {
			for _, batch := range []int{1, 3} {
				for _, both := range []bool{false, true} {
					t.Run(fmt.Sprint(cell, " ", layers, " ", batch, " ", both), func(t *testing.T) {
						test(t, networkState(cell, layers, batch, both))
					})
				}
			}
		}
	}
}

// The passes have the bits of one rnn.Network with the same weights, for each sequence
// and however they are looked at.
func TestNetworkIsThatOfPackageRNN(t *testing.T) {
	eachNetwork(t, func(t *testing.T, s State) {
		if s.Plain() {
			s.Cell = ReLUCell
		}
		named, input := map[string][]float64{}, make([]float64, s.Timesteps*s.Batch*s.InputSize)
		runs := map[Part]*Run{}
		for _, part := range parts(s) {
			s.Part = part
			r, err := Compute(s)
			if err != nil {
				t.Fatal(err)
			}
			if r.Part != part || r.Focus(part) != r {
				t.Fatalf("run of %+v, want %+v", r.Part, part)
			}
			runs[part] = r
			name := fmt.Sprint("_l", part.Layer)
			if part.Reverse {
				name += "_reverse"
			}
			if old := named["weight_ih"+name]; old != nil && !slices.Equal(old, r.Wx) {
				t.Error("sequences have different weights")
			}
			named["weight_ih"+name], named["weight_hh"+name] = r.Wx, r.Wh
			named["bias_ih"+name], named["bias_hh"+name] = r.B, make([]float64, len(r.B))
			if part.Layer == 0 {
				for step := range s.Timesteps {
					copy(input[(step*s.Batch+part.Sequence)*s.InputSize:], r.X[step*s.InputSize:][:s.InputSize])
				}
			}
		}
		network, err := rnn.NewNetwork(rnn.Spec{Cell: s.Cell.kind(), InputSize: s.InputSize, HiddenSize: s.HiddenSize, Layers: s.Layers, Bidirectional: s.Bidirectional, Bias: true}, named, nil)
		if err != nil {
			t.Fatal(err)
		}
		trace, err := network.Forward(input, s.Batch, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		G := s.Cell.kind().Gates()
		for part, r := range runs {
			at := s
			at.Part = part
			pass := trace.Passes[at.pass()]
			same := func(name string, got, all []float64, columns, from, step int) {
				t.Helper()
				for k := range s.Timesteps {
					row := all[(k*s.Batch+part.Sequence)*columns:][from:][:step]
					if !slices.Equal(got[k*step:][:step], row) {
						t.Fatalf("%s of %+v at t = %d is %v, want %v", name, part, k+1, got[k*step:][:step], row)
					}
				}
			}
			same("h", r.H, pass.H, s.HiddenSize, 0, s.HiddenSize)
			if s.Cell.kind().HasC() {
				same("c", r.C, pass.C, s.HiddenSize, 0, s.HiddenSize)
			}
			for g, gate := range r.Gates {
				same(fmt.Sprint("gate ", g), gate, pass.Gates, G*s.HiddenSize, g*s.HiddenSize, s.HiddenSize)
			}
		}
	})
}

func TestTensorsOfPasses(t *testing.T) {
	for _, test := range []struct {
		part Part
		base Tensor
		want Tensor
	}{
		{Part{}, WxTensor, "Wx"}, {Part{Layer: 1}, WxTensor, "2.Wx"}, {Part{Reverse: true}, WhTensor, "1r.Wh"},
		{Part{Layer: 2, Reverse: true, Sequence: 4}, BTensor, "3r.b"}, {Part{Layer: 2, Sequence: 4}, XTensor, "n5.x"},
		{Part{Layer: 1, Reverse: true, Sequence: 2}, H0Tensor, "2rn3.h0"}, {Part{Sequence: 1}, C0Tensor, "n2.c0"},
	} {
		got := test.part.Of(test.base)
		if got != test.want {
			t.Errorf("%+v of %s is %q, want %q", test.part, test.base, got, test.want)
		}
		if part, base := got.split(); base != test.base || part.Of(base) != got {
			t.Errorf("%q is %+v of %q", got, part, base)
		}
	}
	for _, text := range []string{"1.Wx:0:0:1", "r.Wx:0:0:1", "2n3.Wx:0:0:1", "2.x:1:0:1", "99.b:0:0:1", "n1.x:1:0:1", ".b:0:0:1", "2rr.b:0:0:1"} {
		if edits, whole := ParseEdits(text); whole || edits != "" {
			t.Errorf("%q is taken as %q", text, edits)
		}
	}
}

// An edit changes its own pass, and what comes after it, and nothing before.
func TestEditsOfPasses(t *testing.T) {
	s := networkState(GRUCell, 2, 2, true)
	before, _ := Compute(s)
	for _, base := range []Tensor{WxTensor, WhTensor, BTensor, H0Tensor} {
		next := s
		place := Place{Part{Layer: 1, Reverse: true}.Of(base), 2, 0}
		if err := next.Edit(place, 0.75); err != nil {
			t.Fatal(err)
		}
		if back, notices := ParseLink(next.Link()); back != next || len(notices) > 0 {
			t.Fatalf("%q reads as %q, %v", next.Link(), back.Link(), notices)
		}
		after, err := Compute(next)
		if err != nil {
			t.Fatal(err)
		}
		for at, pass := range after.Passes {
			own := pass.Part == Part{Layer: 1, Reverse: true}
			if pass.IsEdited(place) != own {
				t.Errorf("%s is edited in %+v: %t", place.Key(), pass.Part, !own)
			}
			if same := slices.Equal(pass.H, before.Passes[at].H); same == own {
				t.Errorf("%s: the states of %+v are the same: %t", place.Key(), pass.Part, same)
			}
		}
	}
}

func TestNetworkTooLarge(t *testing.T) {
	s, notices := ParseLink("timesteps=2000&input-size=64&hidden-size=512&cell=LSTM&num-layers=4&batch=2")
	if len(notices) != 1 || !strings.Contains(notices[0].Err.Error(), "num-layers 4, batch 2 make") || s.Timesteps != 10 {
		t.Errorf("%q, %v", s.Link(), notices)
	}
	if _, err := Compute(s); err != nil {
		t.Error(err)
	}
	s = networkState(LSTMCell, 2, 1, true)
	if err := s.Set(ParameterByKey("timesteps"), 100_000); err == nil || !strings.Contains(err.Error(), "want at most 4194304") {
		t.Error(err)
	}
}

func TestNetworkInSlices(t *testing.T) {
	s := networkState(LSTMCell, 2, 2, true)
	s.Compare = Compare(GRUCell)
	want, _ := Compute(s)
	job, err := Start(s)
	if err != nil {
		t.Fatal(err)
	}
	var got *Run
	for range 1_000_000 {
		if got = job.Step(100); got != nil {
			break
		}
	}
	if got == nil || !slices.Equal(got.H, want.H) || !slices.Equal(got.Other.H, want.Other.H) || job.Progress() != 1 {
		t.Error("other numbers in slices")
	}
}
