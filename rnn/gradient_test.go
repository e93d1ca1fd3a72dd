package rnn

import (
	"maps"
	"math"
	"slices"
	"testing"
)

// loss is the number whose gradients a problem asks for.
func (p problem) loss(trace *Trace) float64 {
	dot := func(a, b []float64) (s float64) {
		for i := range a {
			s += a[i] * b[i]
		}
		return s
	}
	return dot(trace.Output, p.toOutput) + dot(trace.HN, p.toHN) + dot(trace.CN, p.toCN)
}

// differences are the central differences of a loss by every tensor of p.
func (p problem) differences(loss func() float64) map[string][]float64 {
	const small = 1e-5
	all := map[string][]float64{}
	for _, name := range slices.Sorted(maps.Keys(p.tensors)) {
		v := p.tensors[name]
		d := make([]float64, len(v))
		for i, was := range v {
			v[i] = was + small
			above := loss()
			v[i] = was - small
			d[i] = (above - loss()) / (2 * small)
			v[i] = was
		}
		all[name] = d
	}
	return all
}

func wantClose(t *testing.T, p problem, got, want map[string][]float64, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%v: %d gradients, want %d", p, len(got), len(want))
	}
	for name := range want {
		largest := 0.0
		for _, v := range want[name] {
			largest = max(largest, math.Abs(v))
		}
		if len(got[name]) != len(want[name]) {
			t.Fatalf("%v: %s has %d values, want %d", p, name, len(got[name]), len(want[name]))
		}
		if d := largestDifference(got[name], want[name]); !(d <= tolerance*max(largest, 1)) {
			t.Errorf("%v: the gradient of %s differs by %.1e of %.1e", p, name, d, largest)
		}
	}
}

func TestGradientsByCentralDifferences(t *testing.T) {
	for _, s := range specs(2, 3, 2) {
		p := newProblem(4, s, 4, 2, false)
		want := p.differences(func() float64 { return p.loss(p.forward(t, nil)) })
		wantClose(t, p, p.backward(t, p.forward(t, nil), 0).byName(), want, 1e-8)
	}
}

// piece is what p asks of its steps from a up to b, from the states that it is
// handed: of the trace base at a border, else p's own.
func (p problem) piece(base *Trace, a, b int) problem {
	q := p
	q.T, q.tensors = b-a, maps.Clone(p.tensors)
	row, out := p.N*p.InputSize, p.N*p.Directions()*p.HiddenSize
	q.tensors["x"], q.toOutput = p.tensors["x"][a*row:b*row], p.toOutput[a*out:b*out]
	size := p.N * p.HiddenSize
	state := func(name string, of func(Pass) []float64, to []float64) (start, ask []float64) {
		for at, pass := range base.Passes {
			whole, before, last := p.tensors[name][at*size:][:size], a-1, b == p.T
			if at%p.Directions() == 1 {
				before, last = b, a == 0
			}
			if before >= 0 && before < p.T {
				whole = of(pass)[before*size:][:size]
			}
			start = append(start, whole...)
			if last {
				ask = append(ask, to[at*size:][:size]...)
			} else {
				ask = append(ask, make([]float64, size)...)
			}
		}
		return start, ask
	}
	q.tensors["h0"], q.toHN = state("h0", func(p Pass) []float64 { return p.H }, p.toHN)
	if p.Cell.HasC() {
		q.tensors["c0"], q.toCN = state("c0", func(p Pass) []float64 { return p.C }, p.toCN)
	}
	return q
}

// With a window the gradients are those of a loss in which the states at the borders
// are held: it is computed here piece by piece, and differentiated by differences.
func TestWindowsByCentralDifferences(t *testing.T) {
	for _, s := range specs(2, 3, 2) {
		for _, window := range []int{1, 2, 3} {
			p := newProblem(5, s, 5, 2, false)
			base := p.forward(t, nil)
			want := p.differences(func() float64 {
				total := 0.0
				for a := 0; a < p.T; a += window {
					q := p.piece(base, a, min(a+window, p.T))
					total += q.loss(q.forward(t, nil))
				}
				return total
			})
			wantClose(t, p, p.backward(t, base, window).byName(), want, 1e-8)
		}
	}
}

// The gradients are those of the pieces, put together.
func TestWindowIsTheSumOfItsPieces(t *testing.T) {
	for _, s := range specs(3, 9, 3) {
		for _, window := range []int{1, 3, 4} {
			p := newProblem(6, s, 8, 3, false)
			base := p.forward(t, nil)
			got := p.backward(t, base, window).byName()
			want := map[string][]float64{"x": nil, "h0": make([]float64, len(p.tensors["h0"]))}
			if s.Cell.HasC() {
				want["c0"] = make([]float64, len(p.tensors["c0"]))
			}
			for a := 0; a < p.T; a += window {
				b := min(a+window, p.T)
				q := p.piece(base, a, b)
				g := q.backward(t, q.forward(t, nil), 0)
				want["x"] = append(want["x"], g.Input...)
				for name, v := range g.Weights {
					if want[name] == nil {
						want[name] = make([]float64, len(v))
					}
					add(want[name], v)
				}
				for at := range base.Passes {
					size := p.N * p.HiddenSize
					reverse := at%s.Directions() == 1
					if reverse && b == p.T || !reverse && a == 0 {
						copy(want["h0"][at*size:], g.H0[at*size:][:size])
						if s.Cell.HasC() {
							copy(want["c0"][at*size:], g.C0[at*size:][:size])
						}
					}
				}
			}
			wantClose(t, p, got, want, 1e-14)
		}
	}
}

// A window as long as the sequence, or longer, changes no bit.
func TestLongWindowIsNone(t *testing.T) {
	for _, s := range specs(3, 4, 2) {
		p := newProblem(8, s, 6, 2, false)
		trace := p.forward(t, nil)
		want := everything(trace, p.backward(t, trace, 0))
		for _, window := range []int{6, 7, math.MaxInt} {
			for name, got := range everything(trace, p.backward(t, trace, window)) {
				wantSame(t, name, got, want[name])
			}
		}
	}
}

// ∂L/∂h_t is what L asks of h_t itself, and the gradient of the initial state of a run
// that goes on from there.
func TestGradientsOfStates(t *testing.T) {
	for _, s := range specs(2, 3, 1) {
		p := newProblem(9, s, 5, 2, false)
		trace := p.forward(t, nil)
		g := p.backward(t, trace, 0)
		for at := range s.Directions() {
			for step := 1; step < p.T; step++ {
				now := trace.time(at, step-1)
				a, b, own := step, p.T, now*p.N*s.Directions()*s.HiddenSize
				if at == 1 {
					a, b = 0, now
				}
				q := p.piece(trace, a, b)
				after := q.backward(t, q.forward(t, nil), 0)
				want := after.H0[at*p.N*s.HiddenSize:][:p.N*s.HiddenSize]
				for r := range p.N {
					add(row(want, r, s.HiddenSize), p.toOutput[own+(r*s.Directions()+at)*s.HiddenSize:][:s.HiddenSize])
				}
				got := trace.step(g.Passes[at].H, now)
				if d := largestDifference(got, want); !(d <= 1e-13) {
					t.Errorf("%v: ∂L/∂h at %d of pass %d differs by %.1e", p, now, at, d)
				}
			}
		}
	}
}
