package rnn

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// A problem is a network with all that goes in, forward and back.
type problem struct {
	Spec
	T, N     int
	tensors  map[string][]float64 // weights by name, then x, h0, c0
	toOutput []float64            // ∂L/∂Output, and so on
	toHN     []float64
	toCN     []float64
}

func newProblem(seed uint64, s Spec, T, N int, special bool) problem {
	r := rand.New(rand.NewPCG(seed, 0))
	D := s.Directions()
	p := problem{Spec: s, T: T, N: N, tensors: map[string][]float64{}}
	parameters, err := Parameters(s)
	if err != nil {
		panic(err)
	}
	for _, q := range parameters {
		p.tensors[q.Name] = draw(r, q.Len(), 1/float64(1+s.HiddenSize/4), special)
	}
	p.tensors["x"] = draw(r, T*N*s.InputSize, 1, special)
	p.tensors["h0"] = draw(r, s.Layers*D*N*s.HiddenSize, 1, special)
	p.toOutput = draw(r, T*N*D*s.HiddenSize, 1, special)
	p.toHN = draw(r, len(p.tensors["h0"]), 1, special)
	if s.Cell.HasC() {
		p.tensors["c0"] = draw(r, len(p.tensors["h0"]), 1, special)
		p.toCN = draw(r, len(p.tensors["h0"]), 1, special)
	}
	return p
}

func (p problem) String() string { return fmt.Sprintf("%+v T=%d N=%d", p.Spec, p.T, p.N) }

func (p problem) network(t testing.TB, k Kernel) *Network {
	t.Helper()
	weights := maps.Clone(p.tensors)
	for _, name := range []string{"x", "h0", "c0"} {
		delete(weights, name)
	}
	n, err := NewNetwork(p.Spec, weights, k)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func (p problem) forward(t testing.TB, k Kernel) *Trace {
	t.Helper()
	trace, err := p.network(t, k).Forward(p.tensors["x"], p.N, p.tensors["h0"], p.tensors["c0"])
	if err != nil {
		t.Fatal(err)
	}
	return trace
}

func (p problem) backward(t testing.TB, trace *Trace, window int) *Gradients {
	t.Helper()
	g, err := trace.Backward(p.toOutput, p.toHN, p.toCN, window)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// byName are gradients by the names of a problem's tensors.
func (g *Gradients) byName() map[string][]float64 {
	all := maps.Clone(g.Weights)
	all["x"], all["h0"] = g.Input, g.H0
	if g.C0 != nil {
		all["c0"] = g.C0
	}
	return all
}

// everything is each tensor of a pass forward and back.
func everything(trace *Trace, g *Gradients) map[string][]float64 {
	all := map[string][]float64{"output": trace.Output, "hN": trace.HN, "cN": trace.CN}
	for name, v := range g.byName() {
		all["d "+name] = v
	}
	for i, p := range trace.Passes {
		for name, v := range map[string][]float64{
			"gates": p.Gates, "h": p.H, "c": p.C, "hidden": p.Hidden, "d gates": g.Passes[i].Gates,
			"d hidden": g.Passes[i].Hidden, "d h": g.Passes[i].H, "d c": g.Passes[i].C,
		} {
			all[fmt.Sprint(name, " of pass ", i)] = v
		}
	}
	return all
}

// specs are every cell in one direction and both, with biases and without.
func specs(inputSize, hiddenSize, layers int) (all []Spec) {
	for _, cell := range AllCells {
		for _, both := range []bool{false, true} {
			for _, bias := range []bool{true, false} {
				all = append(all, Spec{cell, inputSize, hiddenSize, layers, both, bias})
			}
		}
	}
	return all
}

// Infinities and NaN flow in the same way too.
func TestKernelsGiveTheSameBitsForNetworks(t *testing.T) {
	for i, size := range [][4]int{{1, 1, 1, 1}, {4, 2, 3, 5}, {3, 3, 9, 8}, {5, 1, 7, 17}, {40, 4, 33, 40}} {
		for _, s := range specs(size[2], size[3], 2) {
			for _, special := range []bool{false, true} {
				p := newProblem(uint64(i), s, size[0], size[1], special)
				var want map[string][]float64
				for _, k := range kernels {
					trace := p.forward(t, k)
					got := everything(trace, p.backward(t, trace, 2))
					if want == nil {
						want = got
					}
					for name := range want {
						wantSame(t, fmt.Sprintf("%v, %T: %s", p, k, name), got[name], want[name])
					}
				}
			}
		}
	}
}

// A batch is as many single runs, bit for bit: forward, and back to the inputs and
// states.
func TestBatchHasTheBitsOfSingleRuns(t *testing.T) {
	forEachKernel(t, func(t *testing.T, k Kernel) {
		for _, s := range specs(3, 9, 2) {
			p := newProblem(7, s, 5, 3, false)
			trace := p.forward(t, k)
			whole := everything(trace, p.backward(t, trace, 0))
			for i := range p.N {
				one := p
				one.N, one.tensors = 1, maps.Clone(p.tensors)
				for _, name := range []string{"x", "h0", "c0"} {
					one.tensors[name] = sequence(p, name, p.tensors[name], i)
				}
				one.toOutput = sequence(p, "output", p.toOutput, i)
				one.toHN, one.toCN = sequence(p, "hN", p.toHN, i), sequence(p, "cN", p.toCN, i)
				trace := one.forward(t, k)
				for name, got := range everything(trace, one.backward(t, trace, 0)) {
					if !strings.Contains(name, "weight") && !strings.Contains(name, "bias") {
						wantSame(t, fmt.Sprintf("%v: %s of sequence %d", p, name, i), got, sequence(p, name, whole[name], i))
					}
				}
			}
		}
	})
}

// sequence is what sequence i of a batch has in v, a tensor (…, N, …) of that name;
// nil for nil.
func sequence(p problem, name string, v []float64, i int) (part []float64) {
	outer := p.T
	if strings.HasSuffix(name, "N") || strings.HasSuffix(name, "h0") || strings.HasSuffix(name, "c0") {
		outer = p.Layers * p.Directions()
	}
	width := len(v) / outer / p.N
	for ; len(v) > 0; v = v[p.N*width:] {
		part = append(part, v[i*width:][:width]...)
	}
	return part
}

// One layer of tanh in one direction is a Layer, whose bias is the sum of the two.
func TestElmanNetworkHasTheBitsOfALayer(t *testing.T) {
	p := newProblem(3, Spec{RNNTanh, 5, 9, 1, false, true}, 6, 1, false)
	b := slices.Clone(p.tensors["bias_ih_l0"])
	add(b, p.tensors["bias_hh_l0"])
	l := &Layer{5, 9, p.tensors["weight_ih_l0"], p.tensors["weight_hh_l0"], b}
	want := make([]float64, 6*9)
	if err := l.ForwardNaive(want, nil, p.tensors["x"], p.tensors["h0"]); err != nil {
		t.Fatal(err)
	}
	forEachKernel(t, func(t *testing.T, k Kernel) { wantSame(t, "output", p.forward(t, k).Output, want) })
}

// Nothing that is given is changed, and a trace can be gone back through again.
func TestTraceIsOnlyRead(t *testing.T) {
	for _, s := range specs(3, 4, 2) {
		p := newProblem(1, s, 4, 2, false)
		given := map[string][]float64{"toOutput": slices.Clone(p.toOutput), "toHN": slices.Clone(p.toHN)}
		for name, v := range p.tensors {
			given[name] = slices.Clone(v)
		}
		trace := p.forward(t, nil)
		first := everything(trace, p.backward(t, trace, 0))
		for name, v := range first {
			first[name] = slices.Clone(v)
		}
		for name, v := range everything(trace, p.backward(t, trace, 0)) {
			wantSame(t, name, v, first[name])
		}
		wantSame(t, "toOutput", p.toOutput, given["toOutput"])
		wantSame(t, "toHN", p.toHN, given["toHN"])
		for name, v := range p.tensors {
			wantSame(t, name, v, given[name])
		}
	}
}

// nil stands for zeros, of states and of gradients.
func TestNilIsZeros(t *testing.T) {
	for _, s := range specs(2, 3, 2) {
		p := newProblem(1, s, 3, 2, false)
		zeros := make([]float64, len(p.tensors["h0"]))
		p.tensors["h0"], p.toHN, p.toOutput = zeros, zeros, make([]float64, len(p.toOutput))
		p.toHN[0] = 0
		if s.Cell.HasC() {
			p.tensors["c0"], p.toCN = zeros, zeros
		}
		trace := p.forward(t, nil)
		want := everything(trace, p.backward(t, trace, 0))
		p.tensors["h0"], p.tensors["c0"], p.toHN, p.toCN, p.toOutput = nil, nil, nil, nil, nil
		trace = p.forward(t, nil)
		for name, v := range everything(trace, p.backward(t, trace, 0)) {
			wantSame(t, name, v, want[name])
		}
	}
}

// More steps make tensors longer, and no more of them.
func TestStepsAllocateNothing(t *testing.T) {
	forEachKernel(t, func(t *testing.T, k Kernel) {
		for _, s := range specs(3, 4, 2) {
			var allocations [2]float64
			for i, T := range []int{2, 60} {
				p := newProblem(1, s, T, 2, false)
				n := p.network(t, k)
				allocations[i] = testing.AllocsPerRun(3, func() {
					trace, _ := n.Forward(p.tensors["x"], p.N, nil, nil)
					p.backward(t, trace, 7)
				})
			}
			if allocations[1] > allocations[0] {
				t.Errorf("%v: %v allocations for few and many steps", s, allocations)
			}
		}
	})
}

func TestSwapBatch(t *testing.T) {
	src := []float64{111, 112, 121, 122, 131, 132, 211, 212, 221, 222, 231, 232}
	dst, back := make([]float64, 12), make([]float64, 12)
	SwapBatch(dst, src, 2, 3, 2)
	wantSame(t, "swapped", dst, []float64{111, 112, 211, 212, 121, 122, 221, 222, 131, 132, 231, 232})
	SwapBatch(back, dst, 3, 2, 2)
	wantSame(t, "back", back, src)
}

func TestNetworkRefuses(t *testing.T) {
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
		_, err := trace.Backward(tt.output, tt.hN, tt.cN, tt.window)
		wantRefusal(t, err, tt.want)
	}

	gru := newProblem(1, with(func(s *Spec) { s.Cell = GRU }), 5, 2, false)
	_, err = gru.network(t, nil).Forward(gru.tensors["x"], 2, nil, values(32))
	wantRefusal(t, err, "rnn: c0 has 32 values: want none: only LSTM has a c")
	_, err = gru.forward(t, nil).Backward(nil, nil, values(32), 0)
	wantRefusal(t, err, "rnn: gradCN has 32 values: want none: only LSTM has a c")
}

func wantRefusal(t *testing.T, err error, want string) {
	t.Helper()
	var refused *ArgumentError
	if !errors.As(err, &refused) || err.Error() != want {
		t.Errorf("error %v, want %q", err, want)
	}
}
