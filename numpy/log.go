package numpy

import "math"

const (
	// ln 2 in two parts: the first is so short that an exponent times it is exact.
	ln2Hi = 0x1.62e42feep-1
	ln2Lo = math.Ln2 - ln2Hi
)

// artanhSeries holds the coefficients of z³, z⁵, … in 2 artanh z, as many as
// z² < 0.0295 needs.
var artanhSeries = [...]float64{
	2. / 3, 2. / 5, 2. / 7, 2. / 9, 2. / 11, 2. / 13, 2. / 15, 2. / 17, 2. / 19, 2. / 21, 2. / 23,
}

// log returns ln s for a normal s > 0, wrong by little more than half a unit
// in the last place.
//
// math.Log may be wrong by 0.75, which makes up to three in a normal value, and
// Go is free to compute it differently on each architecture. The C library
// under NumPy is as accurate as this, so the two round to the same float64 but
// for one value in a thousand, and the page and the server always agree.
//
// With s = 2ᵏ m, √½ ≤ m < √2, and z = (m-1) / (m+1),
//
//	ln s = k ln 2 + 2 artanh z = k ln 2 + 2z + z³ (2/3 + 2/5 z² + 2/7 z⁴ + …)
//
// where k ln 2 and 2z, which carry the weight, are kept in two float64s each.
func log(s float64) float64 {
	m, exponent := math.Frexp(s)
	if m < math.Sqrt2/2 {
		m *= 2
		exponent--
	}
	k := float64(exponent)

	// zHi and dHi have 24 bits, so their product is exact; dLo also takes in
	// what m+1 lost.
	f, d := m-1, m+1
	z := f / d
	zHi, dHi := float64(float32(z)), float64(float32(d))
	dLo := (d - dHi) + (m - (d - 1))
	zLo := (f - float64(zHi*dHi) - float64(zHi*dLo)) / d

	z2 := float64(z * z)
	series := 2. / 25
	for i := len(artanhSeries) - 1; i >= 0; i-- {
		series = float64(series*z2) + artanhSeries[i]
	}

	kLn2 := float64(k * ln2Hi)
	hi := kLn2 + 2*zHi
	lo := 2*zHi - (hi - kLn2)
	lo += float64(float64(z*z2)*series) + 2*zLo + float64(k*ln2Lo)
	return hi + lo
}
