package rnn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// A run is a layer with what Forward reads.
type run struct {
	timesteps int
	layer     *Layer
	x, h0     []float64
}

func (r run) String() string {
	return fmt.Sprintf("T = %d, I = %d, H = %d", r.timesteps, r.layer.InputSize, r.layer.HiddenSize)
}

// newRun draws a run whose units are mostly unsaturated. With special, one value
// in eight is a zero, an extreme, an infinity or NaN.
func newRun(seed uint64, timesteps, inputSize, hiddenSize int, special bool) run {
	r := rand.New(rand.NewPCG(seed, 0))
	draw := func(n int, scale float64) []float64 { return draw(r, n, scale, special) }
	I, H := inputSize, hiddenSize
	// A value in ±√3 has variance 1, so a_t has about the variance of x and h.
	scale := func(n int) float64 { return math.Sqrt(3 / float64(n)) }
	return run{
		timesteps: timesteps,
		layer:     &Layer{I, H, draw(H*I, scale(I)), draw(H*H, scale(H)), draw(H, 0.1)},
		x:         draw(timesteps*I, 1),
		h0:        draw(H, 1),
	}
}

// draw gives n values in ±scale. With special, one in eight is another one.
func draw(r *rand.Rand, n int, scale float64, special bool) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = scale * (2*r.Float64() - 1)
		if special && r.IntN(8) == 0 {
			v[i] = specials[r.IntN(len(specials))]
		}
	}
	return v
}

var specials = []float64{
	0, math.Copysign(0, -1), 1, -1, 1e300, -1e300, 1e-300, math.MaxFloat64, math.SmallestNonzeroFloat64,
	math.Inf(1), math.Inf(-1), math.NaN(),
}

// forward is a way to compute a pass.
type forward func(l *Layer, h, pre, x, h0 []float64) error

// forwards are all ways: the naive loops, Forward, and each kernel.
func forwards() []forward {
	all := []forward{(*Layer).ForwardNaive, (*Layer).Forward}
	for _, k := range kernels {
		all = append(all, packedFor(k))
	}
	return all
}

func packedFor(k Kernel) forward {
	return func(l *Layer, h, pre, x, h0 []float64) error {
		p, err := l.Pack(k)
		if err != nil {
			return err
		}
		return p.Forward(h, pre, x, h0)
	}
}

// do returns the results of f, in fresh slices full of NaN so that a value not
// written is seen. It fails the test if f writes anywhere else.
func (r run) do(t *testing.T, f forward, withPre bool, h0 []float64) (h, pre []float64) {
	t.Helper()
	n := r.timesteps * r.layer.HiddenSize
	h, checkH := guarded(t, n)
	if withPre {
		var checkPre func()
		pre, checkPre = guarded(t, n)
		defer checkPre()
	}
	l := r.layer
	read := [][]float64{l.Wx, l.Wh, l.B, r.x, h0}
	var before [][]float64
	for _, v := range read {
		before = append(before, slices.Clone(v))
	}
	if err := f(l, h, pre, r.x, h0); err != nil {
		t.Fatal(err)
	}
	for i, name := range []string{"Wx", "Wh", "b", "x", "h0"} {
		wantSame(t, name+" afterwards", read[i], before[i])
	}
	checkH()
	return h, pre
}

// guarded returns n NaNs in the middle of a larger array, and a function that
// fails the test when the rest of that array has changed.
func guarded(t *testing.T, n int) (v []float64, check func()) {
	const margin, guard = 16, 12345
	all := slices.Repeat([]float64{guard}, margin+n+margin)
	v = all[margin : margin+n]
	for i := range v {
		v[i] = math.NaN()
	}
	return v, func() {
		t.Helper()
		for i, g := range all {
			if (i < margin || i >= margin+n) && g != guard {
				t.Fatalf("wrote %v at %d of a slice of %d", g, i-margin, n)
			}
		}
	}
}

// same reports whether a and b have the same bits, or are both NaN: IEEE 754
// leaves open which NaN an operation gives.
func same(a, b float64) bool {
	return math.Float64bits(a) == math.Float64bits(b) || a != a && b != b
}

func wantSame(t *testing.T, what string, got, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", what, len(got), len(want))
	}
	for i := range got {
		if !same(got[i], want[i]) {
			t.Fatalf("%s[%d] = %v (%#x), want %v (%#x)", what, i,
				got[i], math.Float64bits(got[i]), want[i], math.Float64bits(want[i]))
		}
	}
}

// checkForward compares every way to compute a run with the naive loops: with
// and without pre-activations, with and without an h0, at once and cut in two.
func checkForward(t *testing.T, r run, cut int) {
	t.Helper()
	zeros := make([]float64, r.layer.HiddenSize)
	for _, h0 := range [][]float64{r.h0, nil} {
		explicit := h0
		if explicit == nil {
			explicit = zeros
		}
		wantH, wantPre := r.do(t, (*Layer).ForwardNaive, true, explicit)
		for _, f := range append(forwards(), inChunks(cut)...) {
			h, pre := r.do(t, f, true, h0)
			wantSame(t, r.String()+": pre", pre, wantPre)
			wantSame(t, r.String()+": h", h, wantH)
			h, _ = r.do(t, f, false, h0)
			wantSame(t, r.String()+": h without pre", h, wantH)
		}
	}
}

// inChunks returns forwards that stop after cut steps and go on from the state
// that lies there: one that packs again, and for each kernel one that does not.
func inChunks(cut int) []forward {
	all := []forward{func(l *Layer, h, pre, x, h0 []float64) error {
		return cutInTwo(l, cut, h, pre, x, h0, l.Forward)
	}}
	for _, k := range kernels {
		all = append(all, func(l *Layer, h, pre, x, h0 []float64) error {
			p, err := l.Pack(k)
			if err != nil {
				return err
			}
			return cutInTwo(l, cut, h, pre, x, h0, p.Forward)
		})
	}
	return all
}

func cutInTwo(l *Layer, cut int, h, pre, x, h0 []float64, forward func(h, pre, x, h0 []float64) error) error {
	I, H := l.InputSize, l.HiddenSize
	if cut <= 0 || cut*I >= len(x) {
		return forward(h, pre, x, h0)
	}
	var preHead, preTail []float64
	if pre != nil {
		preHead, preTail = pre[:cut*H], pre[cut*H:]
	}
	if err := forward(h[:cut*H], preHead, x[:cut*I], h0); err != nil {
		return err
	}
	return forward(h[cut*H:], preTail, x[cut*I:], h[(cut-1)*H:cut*H])
}

func TestForwardHasTheBitsOfTheNaiveLoops(t *testing.T) {
	tests := []struct {
		name     string
		T, I, H  int
		numSeeds uint64
	}{
		{"smallest", 1, 1, 1, 20},
		{"one step", 1, 4, 8, 5},
		{"one input", 5, 1, 8, 5},
		{"one unit", 5, 4, 1, 5},
		{"tutorial", 10, 4, 8, 5},
		{"fewer columns than a kernel takes", 4, 3, 3, 5},
		{"as many", 4, 4, 4, 5},
		{"one column more", 4, 5, 5, 5},
		{"a panel less one row", 4, 7, 7, 5},
		{"a panel", 4, 6, 8, 5},
		{"a panel and one row", 4, 9, 9, 5},
		{"two panels", 4, 8, 16, 5},
		{"two panels and one row", 4, 9, 17, 5},
		{"three panels less one row", 4, 9, 23, 5},
		{"odd", 17, 9, 33, 2},
		{"large", 7, 129, 67, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for seed := range tt.numSeeds {
				for _, special := range []bool{false, true} {
					checkForward(t, newRun(seed, tt.T, tt.I, tt.H, special), tt.T/2)
				}
			}
		})
	}
}

func TestForwardOverRandomShapes(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for seed := range uint64(200) {
		T, I, H := 1+r.IntN(6), 1+r.IntN(40), 1+r.IntN(40)
		checkForward(t, newRun(seed, T, I, H, seed%2 == 1), r.IntN(T))
	}
}

func FuzzForward(f *testing.F) {
	f.Add(uint64(0), uint8(9), uint8(3), uint8(7), uint8(5), false)
	f.Add(uint64(1), uint8(0), uint8(0), uint8(0), uint8(0), true)
	f.Add(uint64(2), uint8(3), uint8(16), uint8(34), uint8(1), true)
	f.Fuzz(func(t *testing.T, seed uint64, T, I, H, cut uint8, special bool) {
		timesteps := 1 + int(T)%16
		r := newRun(seed, timesteps, 1+int(I)%64, 1+int(H)%64, special)
		checkForward(t, r, int(cut)%timesteps)
	})
}

func TestPackedForwardAllocatesNothing(t *testing.T) {
	forEachKernel(t, func(t *testing.T, k Kernel) {
		r := newRun(0, 10, 5, 7, false)
		p, err := r.layer.Pack(k)
		if err != nil {
			t.Fatal(err)
		}
		h, pre := make([]float64, 70), make([]float64, 70)
		for name, f := range map[string]func() error{
			"h0":         func() error { return p.Forward(h, nil, r.x, r.h0) },
			"no h0":      func() error { return p.Forward(h, nil, r.x, nil) },
			"pre":        func() error { return p.Forward(h, pre, r.x, r.h0) },
			"pre, no h0": func() error { return p.Forward(h, pre, r.x, nil) },
		} {
			allocs := testing.AllocsPerRun(10, func() {
				if err := f(); err != nil {
					t.Fatal(err)
				}
			})
			if allocs != 0 {
				t.Errorf("%s: %v allocations, want none", name, allocs)
			}
		}
	})
}

// A packed layer has the weights it had; the layer has those it has now.
func TestWeightsChangedAfterPack(t *testing.T) {
	r := newRun(0, 5, 4, 9, false)
	before, _ := r.do(t, (*Layer).ForwardNaive, false, r.h0)
	p, err := r.layer.Pack(nil)
	if err != nil {
		t.Fatal(err)
	}
	r.layer.Wx[0]++
	r.layer.Wh[1]++
	r.layer.B[2]++
	after, _ := r.do(t, (*Layer).ForwardNaive, false, r.h0)
	got, _ := r.do(t, (*Layer).Forward, false, r.h0)
	wantSame(t, "layer", got, after)
	got, _ = r.do(t, func(_ *Layer, h, pre, x, h0 []float64) error { return p.Forward(h, pre, x, h0) }, false, r.h0)
	wantSame(t, "packed", got, before)
}

func TestNewLayerKeepsTheSlices(t *testing.T) {
	Wx, Wh, b := []float64{1}, []float64{2}, []float64{3}
	l, err := NewLayer(1, 1, Wx, Wh, b)
	if err != nil {
		t.Fatal(err)
	}
	if &l.Wx[0] != &Wx[0] || &l.Wh[0] != &Wh[0] || &l.B[0] != &b[0] {
		t.Error("the layer has copies")
	}
}
