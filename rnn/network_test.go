package rnn

import (
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
	all := map[string][]float64{"x": g.Input, "h0": g.H0}
	maps.Copy(all, g.Weights)
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

// States and sums alone have the bits that they have among all.
func TestBackwardStates(t *testing.T) {
	forEachKernel(t, func(t *testing.T, k Kernel) {
		for _, s := range specs(3, 5, 2) {
			p := newProblem(1, s, 6, 2, false)
			trace := p.forward(t, k)
			g, err := trace.BackwardStates(p.toOutput, p.toHN, p.toCN, 4)
			if err != nil {
				t.Fatal(err)
			}
			if g.Weights != nil || g.Input != nil {
				t.Errorf("%v: gradients of weights %v, of inputs %v", s, g.Weights, g.Input)
			}
			all := p.backward(t, trace, 4)
			all.Weights, all.Input = nil, nil
			wants := everything(trace, all)
			for name, got := range everything(trace, g) {
				wantSame(t, fmt.Sprintf("%v: %s", s, name), got, wants[name])
			}
			if _, err := trace.BackwardStates(p.toOutput[1:], nil, nil, 0); err == nil {
				t.Error("no error")
			}
		}
	})
}

// A trace that is used again gives what a new one does, after longer passes and shorter.
func TestForwardInto(t *testing.T) {
	forEachKernel(t, func(t *testing.T, k Kernel) {
		for _, s := range specs(3, 5, 2) {
			p := newProblem(1, s, 6, 2, false)
			n := p.network(t, k)
			var again Trace
			for _, size := range [][2]int{{6, 2}, {2, 1}, {3, 4}, {1, 1}, {6, 2}} {
				q := newProblem(uint64(size[0]), s, size[0], size[1], false)
				h0, c0 := q.tensors["h0"], q.tensors["c0"]
				if size[0] == 3 {
					h0, c0 = nil, nil
				}
				want, err := n.Forward(q.tensors["x"], q.N, h0, c0)
				if err != nil {
					t.Fatal(err)
				}
				if err := n.ForwardInto(&again, q.tensors["x"], q.N, h0, c0); err != nil {
					t.Fatal(err)
				}
				wants := everything(want, q.backward(t, want, 0))
				for name, got := range everything(&again, q.backward(t, &again, 0)) {
					wantSame(t, fmt.Sprintf("%v, %v: %s", s, size, name), got, wants[name])
				}
			}
			output := slices.Clone(again.Output)
			if err := n.ForwardInto(&again, p.tensors["x"][1:], p.N, nil, nil); err == nil {
				t.Error("no error")
			}
			wantSame(t, "output after an error", again.Output, output)
			if allocations := testing.AllocsPerRun(3, func() {
				if err := n.ForwardInto(&again, p.tensors["x"], p.N, nil, nil); err != nil {
					t.Fatal(err)
				}
			}); allocations > 0 {
				t.Errorf("%v: %v allocations", s, allocations)
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
