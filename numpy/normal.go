package numpy

import "math"

// StandardNormal returns the next value of np.random.standard_normal(), by
// Marsaglia's polar method (Marsaglia and Bray, "A convenient method for
// generating normal variables", SIAM Review 6, 1964) in NumPy's order: a point
// (x, y), uniform in the unit disc without its centre, gives two values
//
//	y f  now, and  x f  for the next call, with  f = √(-2 ln(s) / s),  s = x² + y²
//
// It agrees with NumPy on x86-64 Linux to the last bit in all but about one
// value in a thousand, and there to 3 units in the last place: NumPy takes the
// logarithm from whichever C library it was built on.
//
// The value that waits stays across calls of the other methods, which draw from
// the same stream, as it does in NumPy.
func (r *Random) StandardNormal() float64 {
	if r.hasSpare {
		r.hasSpare = false
		return r.spare
	}
	for {
		x := float64(2*r.Random()) - 1
		y := float64(2*r.Random()) - 1
		s := float64(x*x) + float64(y*y)
		if s >= 1 || s == 0 {
			continue
		}
		f := math.Sqrt(-2 * log(s) / s)
		r.spare, r.hasSpare = float64(f*x), true
		return float64(f * y)
	}
}

// FillStandardNormal fills dst as np.random.standard_normal(shape) fills an
// array of that many values, in row-major order. np.random.randn(2, 3) is
// standard_normal((2, 3)) with the shape as arguments, so it is this too.
func (r *Random) FillStandardNormal(dst []float64) {
	for i := range dst {
		dst[i] = r.StandardNormal()
	}
}
