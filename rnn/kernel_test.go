package rnn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// kernels are all there are to test. The build tag simd adds that of wasm/simd.
var kernels = []Kernel{Plain{}}

func forEachKernel(t *testing.T, f func(t *testing.T, k Kernel)) {
	for _, k := range kernels {
		t.Run(fmt.Sprintf("%T", k), func(t *testing.T) { f(t, k) })
	}
}

func TestPack(t *testing.T) {
	for m := 1; m < 20; m++ {
		for n := 1; n < 6; n++ {
			w := make([]float64, m*n)
			for i := range w {
				w[i] = float64(i + 1)
			}
			if got, want := PackedLen(m, n), (m+7)/8*8*n; got != want {
				t.Fatalf("PackedLen(%d, %d) = %d, want %d", m, n, got, want)
			}
			packed, check := guarded(t, PackedLen(m, n))
			Pack(packed, w, m, n)
			check()
			want := make([]float64, len(packed))
			for j := range m {
				for k := range n {
					want[(j/8*n+k)*8+j%8] = w[j*n+k]
				}
			}
			wantSame(t, fmt.Sprintf("(%d, %d)", m, n), packed, want)
		}
	}
}

// packed is w packed.
func packed(w []float64, m, n int) []float64 {
	p := make([]float64, PackedLen(m, n))
	Pack(p, w, m, n)
	return p
}

// Every number of rows and columns around the blocks of the kernels, for one x
// and for several. With the product rounded here, a kernel that is compiled to
// fused multiply-adds fails on machines that have them (amd64: GOAMD64=v3).
func TestProduct(t *testing.T) {
	forEachKernel(t, func(t *testing.T, k Kernel) {
		for m := 1; m < 36; m++ {
			for n := 1; n < 14; n++ {
				for rows := range 6 {
					checkProduct(t, k, uint64(m*100+n), rows, m, n, rows%2 == 1)
					checkProduct(t, k, uint64(m*100+n), rows, m, n, rows%2 == 0)
				}
			}
		}
		// More rows than are worked on at a time, and panels larger than a cache.
		checkProduct(t, k, 1, 67, 9, 600, false)
		checkProduct(t, k, 2, 5, 17, 9000, false)
		checkProduct(t, k, 3, 4, 2, 20000, true)
	})
}

func checkProduct(t *testing.T, k Kernel, seed uint64, rows, m, n int, special bool) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, uint64(rows)))
	w, x, start := draw(r, m*n, 1, special), draw(r, rows*n, 1, special), draw(r, rows*m, 1, special)
	want := slices.Clone(start)
	for i := range rows {
		for j := range m {
			for k := range n {
				want[i*m+j] += float64(w[j*n+k] * x[i*n+k])
			}
		}
	}
	got, check := guarded(t, rows*m)
	copy(got, start)
	k.Product(got, packed(w, m, n), x, m, n)
	check()
	wantSame(t, fmt.Sprintf("%d rows, (%d, %d)", rows, m, n), got, want)
}

// Zeros for signs of zero show where the sum is zero, and -0 is lost in +0 only.
func TestProductOfZeros(t *testing.T) {
	negZero := math.Copysign(0, -1)
	forEachKernel(t, func(t *testing.T, k Kernel) {
		for _, tt := range []struct{ y, w, x, want float64 }{
			{0, 1, negZero, 0}, {negZero, 1, negZero, negZero}, {negZero, -1, 0, negZero}, {negZero, 1, 0, 0},
		} {
			for m := 1; m < 20; m++ {
				y := slices.Repeat([]float64{tt.y}, m)
				k.Product(y, packed(slices.Repeat([]float64{tt.w}, m*3), m, 3), slices.Repeat([]float64{tt.x}, 3), m, 3)
				wantSame(t, fmt.Sprint(tt), y, slices.Repeat([]float64{tt.want}, m))
			}
		}
	})
}

func TestRecurrence(t *testing.T) {
	forEachKernel(t, func(t *testing.T, k Kernel) {
		for H := 1; H < 36; H++ {
			for T := range 4 {
				for _, special := range []bool{false, true} {
					r := rand.New(rand.NewPCG(uint64(H), uint64(T)))
					w := draw(r, H*H, math.Sqrt(3/float64(H)), special)
					start, h0 := draw(r, T*H, 1, special), draw(r, H, 1, special)

					wantA, wantH := slices.Clone(start), make([]float64, T*H)
					before := h0
					for t := range T {
						for j := range H {
							for k := range H {
								wantA[t*H+j] += float64(w[j*H+k] * before[k])
							}
							wantH[t*H+j] = math.Tanh(wantA[t*H+j])
						}
						before = wantH[t*H:][:H]
					}
					what := fmt.Sprintf("T = %d, H = %d", T, H)
					a, checkA := guarded(t, T*H)
					h, checkH := guarded(t, T*H)
					copy(a, start)
					k.Recurrence(h, a, h0, packed(w, H, H))
					wantSame(t, what+": a", a, wantA)
					wantSame(t, what+": h", h, wantH)
					copy(a, start)
					k.Recurrence(a, a, h0, packed(w, H, H))
					wantSame(t, what+": h in place of a", a, wantH)
					checkA()
					checkH()
				}
			}
		}
	})
}

// edges are where a formula begins or ends, or a result does, in tanh and sigmoid.
var edges = []float64{
	0, math.SmallestNonzeroFloat64, 0x1p-1022, 0x1p-1022 - 0x1p-1074, 1e-300, 1e-160, 0x1p-54, 0x1p-53, 0x1p-28, 0x1p-27,
	0.3125, 0.34657359027997264, 0.5, 0.625, 1, math.Ln2, 1.0397207708399179, 17, 18.714973875118524, 19, 19.06154746539849, 20,
	36.04365338911715, 36.7368005696771, 37, 40, 44, 44.014845965556526, 60, 88.02969193111305, 700, 708.3964185322641,
	709, 709.782712893384, 710, 745.1332191019411, 745.1332191019412, 746, 1e10, 0x1p52, 0x1p53, 1e300, math.MaxFloat64,
	math.Inf(1), math.NaN(),
}

// elementwise are the functions of a kernel and what they have to give.
var elementwise = []struct {
	name  string
	of    func(k Kernel) func(dst, src []float64)
	naive func(x float64) float64
}{
	{"tanh", func(k Kernel) func(dst, src []float64) { return k.Tanh }, math.Tanh},
	{"sigmoid", func(k Kernel) func(dst, src []float64) { return gate(k, 1) }, sigmoid},
	{"bend", func(k Kernel) func(dst, src []float64) { return gate(k, 2) }, bend},
}

// gate is the function of a gate of an LSTM, by its number, for any number of values:
// two at a time are a sequence of two units, the weights are zeros that change no sum.
func gate(k Kernel, number int) func(dst, src []float64) {
	return func(dst, src []float64) {
		size := min(len(src), 2)
		if size == 0 {
			return
		}
		n := (len(src) + size - 1) / size
		w := slices.Repeat([]float64{math.Copysign(0, -1)}, PackedLen(4*size, size))
		gates, zeros := make([]float64, 4*n*size), make([]float64, n*size)
		for i, x := range src {
			gates[(i/size*4+number)*size+i%size] = x
		}
		k.LSTM(gates, make([]float64, n*size), make([]float64, n*size), zeros, zeros, w, size, false)
		for i := range dst {
			dst[i] = gates[(i/size*4+number)*size+i%size]
		}
	}
}

func forEachFunction(t *testing.T, test func(t *testing.T, f func(dst, src []float64), naive func(x float64) float64)) {
	forEachKernel(t, func(t *testing.T, k Kernel) {
		for _, e := range elementwise {
			t.Run(e.name, func(t *testing.T) { test(t, e.of(k), e.naive) })
		}
	})
}

// Two values that share a vector may need different formulas.
func TestFunctionsAtEveryPairOfEdges(t *testing.T) {
	var values []float64
	for _, e := range edges {
		for _, v := range []float64{e, math.Nextafter(e, 0), math.Nextafter(e, math.Inf(1))} {
			values = append(values, v, -v)
		}
	}
	var pairs []float64
	for _, a := range values {
		for _, b := range values {
			pairs = append(pairs, a, b)
		}
	}
	forEachFunction(t, func(t *testing.T, f func(dst, src []float64), naive func(x float64) float64) {
		checkFunction(t, f, naive, pairs)
		checkFunction(t, f, naive, pairs[1:])
	})
}

func TestFunctionsOfEveryLength(t *testing.T) {
	forEachFunction(t, func(t *testing.T, f func(dst, src []float64), naive func(x float64) float64) {
		for n := range 20 {
			checkFunction(t, f, naive, draw(rand.New(rand.NewPCG(uint64(n), 0)), n, 3, n%2 == 1))
		}
	})
}

// Bit patterns from anywhere, mostly out of all proportion, and values where the
// functions bend.
func TestFunctionsOfRandomValues(t *testing.T) {
	blocks := 1000
	if testing.Short() {
		blocks = 50
	}
	r := rand.New(rand.NewPCG(3, 4))
	src := make([]float64, 1000)
	for range blocks {
		for i := range src {
			switch i / 8 % 4 {
			case 0:
				src[i] = math.Float64frombits(r.Uint64())
			case 1:
				src[i] = 4 * (2*r.Float64() - 1)
			case 2:
				src[i] = 50 * (2*r.Float64() - 1)
			default:
				src[i] = math.Ldexp(2*r.Float64()-1, r.IntN(64)-50)
			}
		}
		forEachValue := func(k Kernel) {
			for _, e := range elementwise {
				checkFunction(t, e.of(k), e.naive, src)
			}
		}
		for _, k := range kernels {
			forEachValue(k)
		}
	}
}

func checkFunction(t *testing.T, f func(dst, src []float64), naive func(x float64) float64, src []float64) {
	t.Helper()
	dst, check := guarded(t, len(src))
	f(dst, src)
	check()
	for i, x := range src {
		if want := naive(x); !same(dst[i], want) {
			t.Fatalf("of %v (%#x), %d of %d: %v (%#x), want %v (%#x)", x, math.Float64bits(x), i, len(src),
				dst[i], math.Float64bits(dst[i]), want, math.Float64bits(want))
		}
	}
	again := slices.Clone(src)
	f(again, again)
	wantSame(t, "in place", again, dst)
}
