package rnn

import "math"

// The functions of gates, σ and tanh, are not those of package math, but cheaper, and
// the same bits on every machine, in WebAssembly SIMD too. They have no cases and one
// division. Both take powers of e in the form
//
//	e^y = 2^n e^r                y ≤ 0, n = y / ln 2 rounded, r = y - n ln 2
//	e^r = (d + r) / (d - r)      d = r / tanh(r/2), a polynomial in r²
//
// and results are within 4 units of the last place, see TestGateFunctions.

// d is 2 + d1 r² + d2 r⁴ + … + d5 r¹⁰: what follows the 2, over r², is equal at the five
// Chebyshev nodes of r² in 0 … (ln 2 / 2)². Between them e^r - 1 is off by 2^-57.
const (
	d1 = 0.1666666666666666
	d2 = -0.002777777777756457
	d3 = 6.613756471707063e-05
	d4 = -1.6534060164712672e-06
	d5 = 4.1437725054231025e-08
)

// ln 2 in two parts, as math/exp.go has it: n times the first, of few bits, is exact.
const (
	ln2High = 6.93147180369123816490e-01
	ln2Low  = 1.90821492927058770002e-10
)

// least is where e^y is about the smallest number that keeps all its digits.
const least = -708

// exp gives 2^n, d and r of e^y for y ≤ 0. What is less than least counts as that.
func exp(y float64) (scale, d, r float64) {
	if y < least {
		y = least
	}
	// A number of this size has no digits behind the point: n is rounded, and its last
	// bits are n and the bias of an exponent, which become that of scale.
	const shift = 0x1.8p52 + 1023
	shifted := float64(y*math.Log2E) + shift
	scale = math.Float64frombits(math.Float64bits(shifted) << 52)
	n := shifted - shift
	r = y - float64(n*ln2High) - float64(n*ln2Low)
	s := float64(r * r)
	t := float64(s * s) // in pairs, which do not wait for each other
	low, high := d2+float64(s*d3), d4+float64(s*d5)
	return scale, 2 + float64(s*d1) + float64(t*(low+float64(t*high))), r
}

// sigmoid is σ(x) = 1 / (1 + e^-x), or for negative x the same as e^x / (1 + e^x). Of
// less than -708 it is 0.
func sigmoid(x float64) float64 {
	scale, d, r := exp(-math.Abs(x))
	one, e := d-r, float64(scale*(d+r))
	up := one
	if x < 0 {
		up = e
	}
	if x < least {
		up = 0
	}
	return up / (one + e)
}

// bend is tanh(x), by (1 - e) / (1 + e) with e = e^(-2|x|).
func bend(x float64) float64 {
	scale, d, r := exp(-math.Abs(x + x))
	up := float64((1-scale)*d) - float64((1+scale)*r)
	return math.Copysign(up/(d-r+float64(scale*(d+r))), x)
}
