// Package strconv has what takes the place of pow10tab.go in Go's internal/strconv,
// in the program of the page, by -overlay in the Makefile. There the 11 kB of the
// table are written out, which no compressor makes smaller; here they are computed
// as the program starts, in half a millisecond.
package strconv

import "math/bits"

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
	// Only words that are not 0 are worked on: this code runs once, before a browser
	// has compiled it well.
	const size = 31
	var up, down [size]uint32
	up[0], down[size-1] = 1, 1
	top := 0
	for e := range pow10Max + 1 {
		table[e-pow10Min] = first128(up[:top+1])
		carry := uint64(0)
		for i, word := range up[:top+1] {
			carry += 5 * uint64(word)
			up[i] = uint32(carry)
			carry >>= 32
		}
		if carry > 0 {
			top++
			up[top] = uint32(carry)
		}
	}
	top = size - 1
	for e := -1; e >= pow10Min; e-- {
		rest := uint64(0)
		for i := top; i >= 0; i-- {
			rest = rest<<32 | uint64(down[i])
			down[i] = uint32(rest / 5)
			rest %= 5
		}
		if down[top] == 0 {
			top--
		}
		table[e-pow10Min] = first128(down[:top+1])
	}
	return table
}

// first128 is a number, whose last word is not 0, from its highest bit that is not 0 on.
func first128(number []uint32) uint128 {
	word := func(i int) uint64 { // of 32 bits, the i-th from the top
		if i >= len(number) {
			return 0
		}
		return uint64(number[len(number)-1-i])
	}
	hi, lo, next := word(0)<<32|word(1), word(2)<<32|word(3), word(4)
	if zeros := uint(bits.LeadingZeros64(hi)); zeros > 0 {
		hi = hi<<zeros | lo>>(64-zeros)
		lo = lo<<zeros | next>>(32-zeros)
	}
	return uint128{hi, lo}
}
