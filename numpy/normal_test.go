package numpy

import (
	"math"
	"math/big"
	"testing"
)

// log is compared with a value of 120 bits: the same logarithm as a sum of
// logarithms near 1, whose series converges at once.
func TestLog(t *testing.T) {
	r := NewRandom(1)
	args := []float64{0x1p-1022, 0x1p-104, 0x1p-53, 0.5, 1 - 0x1p-53, 1 - 0x1p-20, 0.25, 1e-9, 1, 2,
		math.Sqrt2 / 2, math.Nextafter(math.Sqrt2/2, 0), math.Nextafter(math.Sqrt2/2, 1)}
	for range 2000 {
		args = append(args, r.Random(), math.Ldexp(r.Random(), -50), 1-r.Random()/1024)
	}
	worst := 0.0
	for _, s := range args {
		got, want := log(s), bigLog(s)
		if nearest, _ := want.Float64(); nearest == 0 && got == 0 {
			continue
		}
		nearest, _ := want.Float64()
		off := new(big.Float).Sub(want, big.NewFloat(got))
		f, _ := off.Float64()
		u := math.Abs(nearest) - math.Nextafter(math.Abs(nearest), 0)
		if worst = max(worst, math.Abs(f)/u); worst > 0.53 {
			t.Fatalf("log(%v) = %v, want %v: %.3f units in the last place off", s, got, nearest, worst)
		}
	}
	t.Logf("at most %.3f units in the last place off", worst)
}

// bigLog returns ln s as 2 artanh((m-1)/(m+1)) + k ln 2, in 120 bits.
func bigLog(s float64) *big.Float {
	const bits = 120
	float := func(v float64) *big.Float { return new(big.Float).SetPrec(bits).SetFloat64(v) }
	artanh2 := func(z *big.Float) *big.Float {
		sum, power, z2 := float(0), float(0).Add(z, z), float(0).Mul(z, z)
		for odd := 1.0; odd < 80; odd += 2 {
			sum.Add(sum, float(0).Quo(power, float(odd)))
			power.Mul(power, z2)
		}
		return sum
	}
	m, k := math.Frexp(s)
	ln2 := artanh2(float(0).Quo(float(1), float(3)))
	z := float(0).Quo(float(0).Sub(float(m), float(1)), float(0).Add(float(m), float(1)))
	return float(0).Add(artanh2(z), float(0).Mul(float(float64(k)), ln2))
}

func BenchmarkFillStandardNormal(b *testing.B) {
	dst := make([]float64, 1_000_000)
	r := NewRandom(0)
	b.SetBytes(int64(8 * len(dst)))
	for b.Loop() {
		r.FillStandardNormal(dst)
	}
}
