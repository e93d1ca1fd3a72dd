package rnn

import (
	"errors"
	"maps"
	"strings"
	"testing"
)

func TestNetworkRefuses(t *testing.T) {
	refused := 0
	good := Spec{LSTM, 3, 4, 2, true, true}
	with := func(change func(s *Spec)) Spec {
		s := good
		change(&s)
		return s
	}
	for _, tt := range []struct {
		spec Spec
		want string
	}{
		{with(func(s *Spec) { s.Cell = -1 }), "rnn: cell -1: want one of 4, from 0"},
		{with(func(s *Spec) { s.Cell = 4 }), "rnn: cell 4: want one of 4, from 0"},
		{with(func(s *Spec) { s.InputSize = 0 }), "rnn: input size 0: want 1 to 1048576"},
		{with(func(s *Spec) { s.HiddenSize = -2 }), "rnn: hidden size -2: want 1 to 1048576"},
		{with(func(s *Spec) { s.HiddenSize = 1<<20 + 1 }), "rnn: hidden size 1048577: want 1 to 1048576"},
		{with(func(s *Spec) { s.Layers = 0 }), "rnn: layers 0: want 1 to 1048576"},
	} {
		refused++
		_, err := Parameters(tt.spec)
		wantRefusal(t, err, tt.want)
		_, err = NewNetwork(tt.spec, nil, nil)
		wantRefusal(t, err, tt.want)
	}

	large := with(func(s *Spec) { s.InputSize, s.HiddenSize = 1<<20, 1<<20 })
	_, err := NewNetwork(large, nil, nil)
	wantRefusal(t, err, "rnn: weight_ih_l0 has 0 values: want (4 × hidden size, input size) = (4194304, 1048576), 4398046511104")

	p := newProblem(1, good, 5, 2, false)
	weights := func(name string, v []float64) map[string][]float64 {
		all := maps.Clone(p.tensors)
		maps.DeleteFunc(all, func(name string, _ []float64) bool { return !strings.Contains(name, "_") })
		all[name] = v
		return all
	}
	for _, tt := range []struct {
		name string
		n    int
		want string
	}{
		{"weight_ih_l0", 47, "rnn: weight_ih_l0 has 47 values: want (4 × hidden size, input size) = (16, 3), 48"},
		{"weight_ih_l1", 48, "rnn: weight_ih_l1 has 48 values: want (4 × hidden size, 2 × hidden size) = (16, 8), 128"},
		{"weight_hh_l1_reverse", 0, "rnn: weight_hh_l1_reverse has 0 values: want (4 × hidden size, hidden size) = (16, 4), 64"},
		{"bias_hh_l0", 1, "rnn: bias_hh_l0 has 1 value: want (4 × hidden size) = (16,), 16"},
		{"bias_hh_l2", 16, "rnn: bias_hh_l2 has 16 values: want no weight of this name; there are 16, weight_ih_l0 the first"},
	} {
		refused++
		_, err := NewNetwork(good, weights(tt.name, make([]float64, tt.n)), nil)
		wantRefusal(t, err, tt.want)
	}

	n := p.network(t, nil)
	values := func(n int) []float64 { return make([]float64, n) }
	for _, tt := range []struct {
		x, h0, c0 []float64
		batch     int
		want      string
	}{
		{values(30), nil, nil, 0, "rnn: batch 0: want at least 1"},
		{nil, nil, nil, 2, "rnn: x has 0 values: want (timesteps, batch, input size), a positive multiple of 2 × 3"},
		{values(31), nil, nil, 2, "rnn: x has 31 values: want (timesteps, batch, input size), a positive multiple of 2 × 3"},
		{values(30), values(31), nil, 2, "rnn: h0 has 31 values: want (2 × layers, batch, hidden size) = (4, 2, 4), 32"},
		{values(30), nil, values(0), 2, "rnn: c0 has 0 values: want (2 × layers, batch, hidden size) = (4, 2, 4), 32"},
	} {
		refused++
		_, err := n.Forward(tt.x, tt.batch, tt.h0, tt.c0)
		wantRefusal(t, err, tt.want)
	}

	trace := p.forward(t, nil)
	for _, tt := range []struct {
		output, hN, cN []float64
		window         int
		want           string
	}{
		{values(79), nil, nil, 0, "rnn: gradOutput has 79 values: want (timesteps, batch, 2 × hidden size) = (5, 2, 8), 80"},
		{nil, values(1), nil, 0, "rnn: gradHN has 1 value: want (2 × layers, batch, hidden size) = (4, 2, 4), 32"},
		{nil, nil, values(1), 0, "rnn: gradCN has 1 value: want (2 × layers, batch, hidden size) = (4, 2, 4), 32"},
		{nil, nil, nil, -1, "rnn: window -1: want at least 1, or 0 for none"},
	} {
		refused++
		_, err := trace.Backward(tt.output, tt.hN, tt.cN, tt.window)
		wantRefusal(t, err, tt.want)
	}

	gru := newProblem(1, with(func(s *Spec) { s.Cell = GRU }), 5, 2, false)
	_, err = gru.network(t, nil).Forward(gru.tensors["x"], 2, nil, values(32))
	wantRefusal(t, err, "rnn: c0 has 32 values: want none: only LSTM has a c")
	_, err = gru.forward(t, nil).Backward(nil, nil, values(32), 0)
	wantRefusal(t, err, "rnn: gradCN has 32 values: want none: only LSTM has a c")
	t.Logf("refused: %d %s", refused, "layers")
}

func wantRefusal(t *testing.T, err error, want string) {
	t.Helper()
	var refused *ArgumentError
	if !errors.As(err, &refused) || err.Error() != want {
		t.Errorf("error %v, want %q", err, want)
	}
}
