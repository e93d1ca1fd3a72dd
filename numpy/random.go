package numpy

import "gonum.org/v1/gonum/mathext/prng"

// Random is NumPy's legacy generator, np.random.RandomState: one stream that
// every kind of draw advances. Make one with [NewRandom]; the zero value is not
// seeded. A Random is not safe for concurrent use.
//
// The words come from the Mersenne Twister MT19937 (Matsumoto and Nishimura,
// "Mersenne Twister: a 623-dimensionally equidistributed uniform pseudo-random
// number generator", ACM TOMACS 8, 1998). NumPy has frozen this stream (NEP 19,
// "Random number generator policy"), so it will not change under us.
type Random struct {
	words prng.MT19937

	// The polar method makes normal values in pairs; the second waits here.
	spare    float64
	hasSpare bool
}

// NewRandom returns the stream that np.random.seed(seed) starts.
//
// NumPy seeds with a single integer by Knuth's linear recurrence, which is also
// what gonum's Seed does:
//
//	s[0] = seed
//	s[i] = 1812433253 (s[i-1] ^ s[i-1]>>30) + i
func NewRandom(seed uint32) *Random {
	r := new(Random)
	r.words.Seed(uint64(seed))
	return r
}

// Random returns the next value of np.random.random(), a multiple of 2⁻⁵³ in
// [0, 1). Two 32-bit words a and b, drawn in this order, give its 53 bits:
//
//	((a>>5) 2²⁶ + (b>>6)) / 2⁵³
func (r *Random) Random() float64 {
	a := r.words.Uint32() >> 5
	b := r.words.Uint32() >> 6
	// From a signed integer the conversion is one instruction.
	return float64(int64(a)<<26|int64(b)) * 0x1p-53
}

// FillRandom fills dst as np.random.random(shape) fills an array of that many
// values, in row-major order.
func (r *Random) FillRandom(dst []float64) {
	for i := range dst {
		dst[i] = r.Random()
	}
}

// Uniform returns the next value of np.random.uniform(low, high):
//
//	low + (high-low) random()
//
// Rounding can make it high itself. NumPy refuses a high-low that is not finite.
func (r *Random) Uniform(low, high float64) float64 {
	return scale(low, high-low, r.Random())
}

// FillUniform fills dst as np.random.uniform(low, high, shape) fills an array
// of that many values, in row-major order.
func (r *Random) FillUniform(dst []float64, low, high float64) {
	width := high - low
	for i := range dst {
		dst[i] = scale(low, width, r.Random())
	}
}

// scale rounds twice, as NumPy does on x86-64. Without the conversion Go may
// fuse the product into the sum on other architectures, and round once.
func scale(low, width, u float64) float64 {
	return low + float64(width*u)
}
