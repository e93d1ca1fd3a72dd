// Package strconv has what takes the place of pow10tab.go in Go's internal/strconv,
// in the program of the page, by -overlay in the Makefile. There the 11 kB of the
// table are written out, which no compressor makes smaller; here they are computed
// as the program starts, in half a millisecond.
package strconv

const (
	pow10Min = -348
	pow10Max = 347
)

// pow10Tab holds the first 128 bits of 10^e for e = pow10Min … pow10Max, the rest
// cut off: those of 5^e, as twos only move them.
var pow10Tab = powersOfTen()

func powersOfTen() (table [pow10Max - pow10Min + 1]uint128) {
	// In words of 32 bits, least first. 5^347 has 806 bits; 2^960 / 5^348 has 152, and
	// it is the same whether a number is divided by 5 n times, each time cutting off
	// the rest, or once by 5^n.
	const size = 31
	var up, down [size]uint32
	up[0], down[size-1] = 1, 1
	for e := range pow10Max + 1 {
		table[e-pow10Min] = first128(up[:])
		carry := uint64(0)
		for i := range up {
			carry += 5 * uint64(up[i])
			up[i] = uint32(carry)
			carry >>= 32
		}
	}
	for e := -1; e >= pow10Min; e-- {
		rest := uint64(0)
		for i := size - 1; i >= 0; i-- {
			rest = rest<<32 | uint64(down[i])
			down[i] = uint32(rest / 5)
			rest %= 5
		}
		table[e-pow10Min] = first128(down[:])
	}
	return table
}

// first128 is a number from its highest bit that is not 0 on.
func first128(number []uint32) uint128 {
	top := len(number) - 1
	for number[top] == 0 {
		top--
	}
	word := func(i int) uint64 { // of 32 bits, the i-th from the top
		if i > top {
			return 0
		}
		return uint64(number[top-i])
	}
	hi, lo, next := word(0)<<32|word(1), word(2)<<32|word(3), word(4)
	for hi>>63 == 0 {
		hi = hi<<1 | lo>>63
		lo = lo<<1 | next>>31&1
		next <<= 1
	}
	return uint128{hi, lo}
}
