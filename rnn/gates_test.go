package rnn

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
)

// N sequences of T steps, forward and in reverse, of every size around the blocks of
// the kernels: the bits of Plain, and nothing beside them written.
func TestGatedRecurrences(t *testing.T) {
	const sizes = 40
	for _, k := range kernels {
		for size := 1; size <= sizes; size++ {
			for i := range 16 {
				special, reverse := i%2 == 1, i/2%2 == 1
				r := rand.New(rand.NewPCG(uint64(size), uint64(i)))
				checkGated(t, k, r, r.IntN(4), 1+r.IntN(4), size, special, reverse)
			}
		}
	}
}

func checkGated(t *testing.T, k Kernel, r *rand.Rand, T, N, size int, special, reverse bool) {
	t.Helper()
	what := fmt.Sprintf("T = %d, N = %d, H = %d, special %v, reverse %v: ", T, N, size, special, reverse)
	values := func(n int) []float64 { return draw(r, n, 1, special) }
	h0, c0 := values(N*size), values(N*size)
	w := func(gates int) []float64 {
		return packed(draw(r, gates*size*size, 2/math.Sqrt(float64(size)), special), gates*size, size)
	}

	sums, w4 := values(T*N*4*size), w(4)
	wantGates, wantC, wantH := slices.Clone(sums), make([]float64, T*N*size), make([]float64, T*N*size)
	Plain{}.LSTM(wantGates, wantC, wantH, c0, h0, w4, size, reverse)
	gates, checkGates := guarded(t, len(sums))
	c, checkC := guarded(t, T*N*size)
	h, checkH := guarded(t, T*N*size)
	copy(gates, sums)
	k.LSTM(gates, c, h, c0, h0, w4, size, reverse)
	wantSame(t, what+"gates of LSTM", gates, wantGates)
	wantSame(t, what+"c", c, wantC)
	wantSame(t, what+"h of LSTM", h, wantH)

	sums, b, w3 := values(T*N*3*size), values(3*size), w(3)
	wantGates = slices.Clone(sums)
	Plain{}.GRU(wantGates, wantC, wantH, h0, w3, b, make([]float64, N*3*size), size, reverse)
	gates3, checkGates3 := guarded(t, len(sums))
	spare, checkSpare := guarded(t, N*3*size)
	copy(gates3, sums)
	k.GRU(gates3, c, h, h0, w3, b, spare, size, reverse)
	wantSame(t, what+"gates of GRU", gates3, wantGates)
	wantSame(t, what+"q", c, wantC)
	wantSame(t, what+"h of GRU", h, wantH)
	for _, check := range []func(){checkGates, checkC, checkH, checkGates3, checkSpare} {
		check()
	}
}

// The functions of gates against ones with 40 digits, in units of the last place.
func TestGateFunctions(t *testing.T) {
	const most = 4
	r := rand.New(rand.NewPCG(1, 2))
	xs := slices.Concat(edges, []float64{708, 707.9, 1e-5, 1e-8, 0.17, 0.18})
	for i := range 4000 {
		xs = append(xs, math.Ldexp(1+r.Float64(), i%22-12))
	}
	largest := map[string]float64{}
	for _, x := range xs {
		for _, x := range []float64{x, -x} {
			if math.IsNaN(x) || math.Abs(x) > 708 {
				continue // below
			}
			// 1 + e^-x and, as e^-2x - 1 has to keep its digits, (e^x - e^-x) / (e^x + e^-x).
			up, down := bigExp(x), bigExp(-x)
			one := big.NewFloat(1)
			for name, f := range map[string]struct {
				got  float64
				want *big.Float
			}{
				"sigmoid": {sigmoid(x), new(big.Float).Quo(one, new(big.Float).Add(one, down))},
				"bend":    {bend(x), new(big.Float).Quo(new(big.Float).Sub(up, down), new(big.Float).Add(up, down))},
			} {
				want, _ := f.want.Float64()
				difference, _ := new(big.Float).Sub(big.NewFloat(f.got), f.want).Float64()
				unit := math.Nextafter(math.Abs(want), math.Inf(1)) - math.Abs(want)
				if math.Abs(want) >= 1 {
					unit /= 2 // as below 1
				}
				if off := math.Abs(difference) / unit; !(off <= most) {
					t.Fatalf("%s(%v) = %v, want %v: %.2f units off", name, x, f.got, want, off)
				} else {
					largest[name] = max(largest[name], off)
				}
			}
		}
	}
	t.Logf("units of the last place, at most: %.2v", largest)

	inf, nan, zero := math.Inf(1), math.NaN(), math.Copysign(0, -1)
	for _, tt := range []struct{ x, sigmoid, bend float64 }{
		{inf, 1, 1}, {-inf, 0, -1}, {nan, nan, nan}, {0, 0.5, 0}, {zero, 0.5, zero}, {1e300, 1, 1}, {-1e300, 0, -1},
		{708.5, 1, 1}, {-708.5, 0, -1}, {math.SmallestNonzeroFloat64, 0.5, math.SmallestNonzeroFloat64}, {-1e-310, 0.5, -1e-310},
	} {
		if got := sigmoid(tt.x); !same(got, tt.sigmoid) {
			t.Errorf("sigmoid(%v) = %v, want %v", tt.x, got, tt.sigmoid)
		}
		if got := bend(tt.x); !same(got, tt.bend) {
			t.Errorf("bend(%v) = %v, want %v", tt.x, got, tt.bend)
		}
	}
}

// bigExp is e^x, by the power series of x / 2^10.
func bigExp(x float64) *big.Float {
	const precision = 1200 // enough for e^x - e^-x of small x
	small := new(big.Float).SetPrec(precision).SetMantExp(big.NewFloat(x), -10)
	sum, term := new(big.Float).SetPrec(precision).SetInt64(1), new(big.Float).SetPrec(precision).SetInt64(1)
	for n := int64(1); n < 60 && term.Sign() != 0; n++ {
		term.Mul(term, small)
		term.Quo(term, new(big.Float).SetPrec(precision).SetInt64(n))
		sum.Add(sum, term)
	}
	for range 10 {
		sum.Mul(sum, sum)
	}
	return sum
}
