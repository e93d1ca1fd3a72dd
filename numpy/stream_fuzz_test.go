package numpy

import (
	"math"
	"slices"
	"testing"
)

// FuzzStream draws in pieces: however a stream is cut, and whichever way it is drawn
// from, the numbers that follow are those of one piece.
func FuzzStream(f *testing.F) {
	f.Add(uint32(0), uint16(10), uint16(3), -1.0, 1.0)
	f.Add(uint32(math.MaxUint32), uint16(700), uint16(623), 0.0, 0.0)
	f.Add(uint32(1), uint16(1300), uint16(1), math.Inf(-1), 5e-324)
	f.Fuzz(func(t *testing.T, seed uint32, n, cut uint16, low, high float64) {
		size := 1 + int(n)%2000
		at := int(cut) % size
		for name, fill := range map[string]func(r *Random, dst []float64){
			"random":  (*Random).FillRandom,
			"normal":  (*Random).FillStandardNormal,
			"uniform": func(r *Random, dst []float64) { r.FillUniform(dst, low, high) },
		} {
			whole, parts := make([]float64, size), make([]float64, size)
			one, two := NewRandom(seed), NewRandom(seed)
			fill(one, whole)
			fill(two, parts[:at])
			fill(two, parts[at:])
			same := func(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) }
			if !slices.EqualFunc(whole, parts, same) || !same(one.Random(), two.Random()) {
				t.Fatalf("%s: seed %d, %d numbers cut at %d are others", name, seed, size, at)
			}
			for i, v := range whole {
				if name == "random" && !(v >= 0 && v < 1) || name == "normal" && !(math.Abs(v) < 40) {
					t.Fatalf("%s: seed %d, number %d is %v", name, seed, i, v)
				}
			}
		}
	})
}
