package numpy

// The Mersenne Twister MT19937: a word of the stream depends on the word n places
// before it, the one after that, and the one m places after that.
const (
	twisterN = 624
	twisterM = 397
	lowBits  = 1<<31 - 1
	twist    = 0x9908b0df
)

// twister makes the stream n words at a time. A caller takes them from words, from
// taken on; so a whole array costs a call for every n words, not one for each.
type twister struct {
	words [twisterN]uint32
	taken int
}

// seed begins the stream by Knuth's linear recurrence, as NumPy seeds with a single
// integer:
//
//	s[0] = seed
//	s[i] = 1812433253 (s[i-1] ^ s[i-1]>>30) + i
func (t *twister) seed(seed uint32) {
	for i := range t.words {
		t.words[i] = seed
		seed = 1812433253*(seed^seed>>30) + uint32(i+1)
	}
	t.taken = twisterN
}

// refill makes the next n words.
func (t *twister) refill() {
	w := &t.words
	for i := range twisterN - twisterM {
		w[i] = w[i+twisterM] ^ mixed(w[i], w[i+1])
	}
	for i := twisterN - twisterM; i < twisterN-1; i++ {
		w[i] = w[i+twisterM-twisterN] ^ mixed(w[i], w[i+1])
	}
	w[twisterN-1] = w[twisterM-1] ^ mixed(w[twisterN-1], w[0])
	t.taken = 0
}

// mixed is the highest bit of a and the others of b, times the matrix of the twister.
func mixed(a, b uint32) uint32 {
	y := a&^lowBits | b&lowBits
	return y>>1 ^ -(y&1)&twist
}

// tempered is what is drawn for a word.
func tempered(w uint32) uint32 {
	w ^= w >> 11
	w ^= w << 7 & 0x9d2c5680
	w ^= w << 15 & 0xefc60000
	return w ^ w>>18
}
