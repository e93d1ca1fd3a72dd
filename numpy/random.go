package numpy

// Random is NumPy's legacy generator, np.random.RandomState: one stream that
// every kind of draw advances. Make one with [NewRandom]; the zero value is not
// seeded. A Random is not safe for concurrent use.
//
// The words come from the Mersenne Twister MT19937 (Matsumoto and Nishimura,
// "Mersenne Twister: a 623-dimensionally equidistributed uniform pseudo-random
// number generator", ACM TOMACS 8, 1998). NumPy has frozen this stream (NEP 19,
// "Random number generator policy"), so it will not change under us.
type Random struct {
	stream twister // of which an even number of words is always taken

	// The polar method makes normal values in pairs; the second waits here.
	spare    float64
	hasSpare bool
}

// NewRandom returns the stream that np.random.seed(seed) starts.
func NewRandom(seed uint32) *Random {
	r := new(Random)
	r.stream.seed(seed)
	return r
}

// Random returns the next value of np.random.random(), a multiple of 2⁻⁵³ in
// [0, 1). Two 32-bit words a and b, drawn in this order, give its 53 bits:
//
//	((a>>5) 2²⁶ + (b>>6)) / 2⁵³
func (r *Random) Random() float64 {
	t := &r.stream
	if t.taken == twisterN {
		t.refill()
	}
	t.taken += 2
	return fraction(t.words[t.taken-2], t.words[t.taken-1])
}

// fraction is the value of two words of the stream.
func fraction(a, b uint32) float64 {
	// From a signed integer the conversion is one instruction.
	return float64(int64(tempered(a)>>5)<<26|int64(tempered(b)>>6)) * 0x1p-53
}

// FillRandom fills dst as np.random.random(shape) fills an array of that many
// values, in row-major order.
func (r *Random) FillRandom(dst []float64) {
	t := &r.stream
	for len(dst) > 0 {
		if t.taken == twisterN {
			t.refill()
		}
		n := min(len(dst), (twisterN-t.taken)/2)
		fractions(dst[:n], t.words[t.taken:])
		t.taken += 2 * n
		dst = dst[n:]
	}
}

// fractions are the values of pairs of words. It is called for few of them at a
// time: an engine of WebAssembly that compiles a function better does so from one
// call to the next.
//
//go:noinline
func fractions(dst []float64, words []uint32) {
	words = words[:2*len(dst)]
	for i := range dst {
		pair := (*[2]uint32)(words[2*i:])
		dst[i] = fraction(pair[0], pair[1])
	}
}

// FillUniform fills dst as np.random.uniform(low, high, shape) fills an array
// of that many values, in row-major order:
//
//	low + (high-low) random()
//
// Rounding can make it high itself. NumPy refuses a high-low that is not finite.
func (r *Random) FillUniform(dst []float64, low, high float64) {
	r.FillRandom(dst)
	width := high - low
	for i, u := range dst {
		// Rounded twice, as NumPy does on x86-64. Without the conversion Go may fuse
		// the product into the sum on other architectures, and round once.
		dst[i] = low + float64(width*u)
	}
}
