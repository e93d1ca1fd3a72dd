package rnn

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// A dual is a value and how fast it changes when everything that goes in moves in
// one direction: J v beside the result, by the rules of differentiation alone.
type dual struct{ v, d float64 }

func (a dual) plus(b dual) dual  { return dual{a.v + b.v, a.d + b.d} }
func (a dual) minus(b dual) dual { return dual{a.v - b.v, a.d - b.d} }
func (a dual) times(b dual) dual { return dual{a.v * b.v, a.d*b.v + a.v*b.d} }

func (a dual) tanh() dual {
	y := math.Tanh(a.v)
	return dual{y, a.d * (1 - y*y)}
}

func (a dual) sigmoid() dual {
	y := 1 / (1 + math.Exp(-a.v))
	return dual{y, a.d * y * (1 - y)}
}

func (a dual) relu() dual {
	if a.v <= 0 {
		return dual{}
	}
	return a
}

// naive is a network by PyTorch's equations, one value after the other.
type naive struct {
	problem
	towards map[string][]float64 // the direction, by name
}

func (n naive) at(name string, i int) dual {
	v := n.tensors[name]
	if v == nil {
		return dual{}
	}
	return dual{v[i], n.towards[name][i]}
}

// forward gives output, hN and cN.
func (n naive) forward() (output, hN, cN []dual) {
	D, width := n.Directions(), n.InputSize
	in := make([]dual, n.T*n.N*width)
	for i := range in {
		in[i] = n.at("x", i)
	}
	for l := range n.Layers {
		out := make([]dual, n.T*n.N*D*n.HiddenSize)
		for d := range D {
			for b := range n.N {
				h, c := n.pass(l, d, b, in, width, out)
				hN, cN = append(hN, h...), append(cN, c...)
			}
		}
		in, width = out, D*n.HiddenSize
	}
	return in, hN, cN
}

// pass takes sequence b through layer l in direction d, and gives the last h and c.
func (n naive) pass(l, d, b int, in []dual, width int, out []dual) (h, c []dual) {
	H, D := n.HiddenSize, n.Directions()
	for j := range H {
		at := ((l*D+d)*n.N+b)*H + j
		h, c = append(h, n.at("h0", at)), append(c, n.at("c0", at))
	}
	suffix := fmt.Sprint("_l", l) + []string{"", "_reverse"}[d]
	for k := range n.T {
		t := k
		if d == 1 {
			t = n.T - 1 - k
		}
		h, c = n.step(suffix, in[(t*n.N+b)*width:][:width], h, c)
		copy(out[((t*n.N+b)*D+d)*H:], h)
	}
	return h, c
}

func (n naive) step(suffix string, x, h, c []dual) (newH, newC []dual) {
	H := n.HiddenSize
	// input and hidden are the two sums of a gate of unit j.
	input := func(gate, j int) dual {
		s := n.at("bias_ih"+suffix, gate*H+j)
		for i := range x {
			s = s.plus(n.at("weight_ih"+suffix, (gate*H+j)*len(x)+i).times(x[i]))
		}
		return s
	}
	hidden := func(gate, j int) dual {
		s := n.at("bias_hh"+suffix, gate*H+j)
		for i := range h {
			s = s.plus(n.at("weight_hh"+suffix, (gate*H+j)*H+i).times(h[i]))
		}
		return s
	}
	sum := func(gate, j int) dual { return input(gate, j).plus(hidden(gate, j)) }
	for j := range H {
		one, next := dual{v: 1}, dual{}
		switch n.Cell {
		case RNNTanh:
			next = sum(0, j).tanh()
		case RNNReLU:
			next = sum(0, j).relu()
		case LSTM:
			i, f, g, o := sum(0, j).sigmoid(), sum(1, j).sigmoid(), sum(2, j).tanh(), sum(3, j).sigmoid()
			kept := f.times(c[j]).plus(i.times(g))
			newC = append(newC, kept)
			next = o.times(kept.tanh())
		case GRU:
			r, z := sum(0, j).sigmoid(), sum(1, j).sigmoid()
			enters := input(2, j).plus(r.times(hidden(2, j))).tanh()
			next = one.minus(z).times(enters).plus(z.times(h[j]))
		}
		newH = append(newH, next)
	}
	return newH, newC
}

// checkAgainstNaive compares the results of p with those of the equations, and the
// way back with the way forward: for every direction v and every u
//
//	⟨J v, u⟩ = ⟨v, Jᵀ u⟩
func checkAgainstNaive(t *testing.T, k Kernel, p problem, seed uint64) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 1))
	n := naive{p, map[string][]float64{}}
	for _, name := range slices.Sorted(maps.Keys(p.tensors)) {
		n.towards[name] = draw(r, len(p.tensors[name]), 1, false)
	}
	output, hN, cN := n.forward()
	trace := p.forward(t, k)
	there, size := 0.0, 0.0
	compare := func(name string, got []float64, want []dual, u []float64) {
		t.Helper()
		if len(got) != len(want) {
			t.Fatalf("%v: %s has %d values, want %d", p, name, len(got), len(want))
		}
		values := make([]float64, len(want))
		for i, w := range want {
			values[i] = w.v
			there += w.d * u[i]
			size += math.Abs(w.d * u[i])
		}
		// Relative to a hundredth where all are smaller: they are sums of terms of about 1
		// that cancel, and have the rounding of the terms.
		if d := min(relativeDifference(got, values), 100*largestDifference(got, values)); !(d <= 1e-13) {
			t.Fatalf("%v: %s differs by %.1e", p, name, d)
		}
	}
	compare("output", trace.Output, output, p.toOutput)
	compare("hN", trace.HN, hN, p.toHN)
	if p.Cell.HasC() {
		compare("cN", trace.CN, cN, p.toCN)
	}

	back := 0.0
	for name, g := range p.backward(t, trace, 0).byName() {
		if len(g) != len(p.tensors[name]) {
			t.Fatalf("%v: the gradient of %s has %d values, want %d", p, name, len(g), len(p.tensors[name]))
		}
		for i, d := range g {
			back += d * n.towards[name][i]
			size += math.Abs(d * n.towards[name][i])
		}
	}
	if d := math.Abs(there - back); !(d <= 1e-13*size) {
		t.Fatalf("%v: ⟨J v, u⟩ = %v, ⟨v, Jᵀ u⟩ = %v, which differ by %.1e of %.1e", p, there, back, d, size)
	}
}

func TestWayBackIsTheAdjoint(t *testing.T) {
	forEachKernel(t, func(t *testing.T, k Kernel) {
		r := rand.New(rand.NewPCG(9, 9))
		for seed := range uint64(20) {
			for _, s := range specs(1+r.IntN(12), 1+r.IntN(12), 1+r.IntN(3)) {
				checkAgainstNaive(t, k, newProblem(seed, s, 1+r.IntN(6), 1+r.IntN(4), false), seed)
			}
		}
	})
}

func FuzzNetwork(f *testing.F) {
	f.Add(uint64(0), uint8(0), uint8(3), uint8(1), uint8(2), uint8(4), uint8(1), true, false)
	f.Add(uint64(1), uint8(1), uint8(0), uint8(0), uint8(0), uint8(0), uint8(0), false, true)
	f.Add(uint64(2), uint8(2), uint8(6), uint8(4), uint8(16), uint8(8), uint8(2), true, true)
	f.Add(uint64(3), uint8(3), uint8(1), uint8(2), uint8(7), uint8(16), uint8(1), true, true)
	f.Fuzz(func(t *testing.T, seed uint64, cell, T, N, I, H, L uint8, both, bias bool) {
		s := Spec{AllCells[cell%4], 1 + int(I)%20, 1 + int(H)%20, 1 + int(L)%3, both, bias}
		p := newProblem(seed, s, 1+int(T)%8, 1+int(N)%5, false)
		for _, k := range kernels {
			checkAgainstNaive(t, k, p, seed)
		}
	})
}
