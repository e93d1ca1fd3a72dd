package numpy

import (
	"bytes"
	"math"
	"strconv"
)

// precision is NumPy's default print option: the most digits after the point.
const precision = 8

// Scientific reports whether NumPy would print all of a (that is, with
// threshold=inf) in scientific notation. It does so when, among the absolute
// values that are finite and not zero,
//
//	max ≥ 10⁸  or  min < 10⁻⁴  or  max/min > 1000
func Scientific(a []float64) bool {
	var m Magnitudes
	m.Add(a)
	return m.Scientific()
}

// Magnitudes is the range of the absolute values that are finite and not zero: for
// an array that is looked at in parts. The zero Magnitudes has seen none.
type Magnitudes struct{ min, max float64 }

// Add takes in values.
func (m *Magnitudes) Add(a []float64) {
	for _, v := range a {
		v = math.Abs(v)
		if v == 0 || !(v <= math.MaxFloat64) {
			continue
		}
		if m.max == 0 {
			m.min, m.max = v, v
		}
		if v < m.min {
			m.min = v
		}
		if v > m.max {
			m.max = v
		}
	}
}

// Scientific is [Scientific] of all values so far.
func (m *Magnitudes) Scientific() bool {
	return m.max != 0 && (m.max >= 1e8 || m.min < 1e-4 || m.max/m.min > 1000)
}

// AppendElement appends v as it stands in a printed array, but not padded to a
// common width: 0.5 or 1. in positional notation, 5.00000000e-01 in scientific.
// An array prints fewer digits than these 8 when none of its elements needs
// more, and a third digit in every exponent when one of them does.
//
// It is for a view that shows parts of a large array and asks [Scientific] once.
func AppendElement(dst []byte, v float64, scientific bool) []byte {
	switch {
	case !finite(v):
		return appendNonFinite(dst, v)
	case scientific:
		return appendScientific(dst, v, precision, 2)
	}
	return appendPositional(dst, v)
}

func finite(v float64) bool { return math.Abs(v) <= math.MaxFloat64 }

func appendNonFinite(dst []byte, v float64) []byte {
	switch {
	case v > 0:
		return append(dst, "inf"...)
	case v < 0:
		return append(dst, "-inf"...)
	}
	return append(dst, "nan"...)
}

// appendPositional appends the shortest decimal that only v rounds to, or where
// that has more than 8 decimals, v itself rounded to 8 (a tie goes to the even
// digit). Zeros at the end are dropped; the point stays.
func appendPositional(dst []byte, v float64) []byte {
	// Below 2²⁶ neighbours are nearer than 10⁻⁸, so a decimal of at most 8
	// places that only v rounds to is also v rounded to 8 places.
	if math.Abs(v) < 1<<26 {
		return trimZeros(strconv.AppendFloat(dst, v, 'f', precision, 64))
	}
	// From there on they are farther apart, so 8 places always suffice.
	start := len(dst)
	dst = strconv.AppendFloat(dst, v, 'f', -1, 64)
	if bytes.IndexByte(dst[start:], '.') < 0 {
		dst = append(dst, '.')
	}
	return dst
}

// trimZeros drops zeros at the end of b, which has a point to stop at.
func trimZeros(b []byte) []byte {
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	return b
}

// appendScientific appends v rounded to the given number of digits after the
// point, all of them kept, its exponent padded with zeros to exponentDigits.
func appendScientific(dst []byte, v float64, fraction, exponentDigits int) []byte {
	start := len(dst)
	dst = strconv.AppendFloat(dst, v, 'e', fraction, 64)
	e := start + bytes.IndexByte(dst[start:], 'e')

	// The exponent is a sign and two or three digits.
	var exponent [4]byte
	n := copy(exponent[:], dst[e+1:])
	dst = dst[:e]
	if fraction == 0 {
		dst = append(dst, '.')
	}
	dst = append(dst, 'e', exponent[0])
	for range exponentDigits - (n - 1) {
		dst = append(dst, '0')
	}
	return append(dst, exponent[1:n]...)
}

// scientificDigits returns how many digits v needs after the point, at most 8,
// and in its exponent.
func scientificDigits(v float64) (fraction, exponent int) {
	var buf [32]byte
	digits := precision
	if math.Abs(v) < 0x1p-1022 {
		// Subnormal neighbours can be so far apart that fewer digits than v has
		// name it: 5e-324 is 4.94065646e-324. Any other v has 15 good digits.
		digits = -1
	}
	b := strconv.AppendFloat(buf[:0], v, 'e', digits, 64)
	e := bytes.IndexByte(b, 'e')
	point := bytes.IndexByte(b[:e], '.')
	exponent = len(b) - e - 2
	if point < 0 {
		return 0, exponent
	}
	if e-point-1 > precision {
		b = strconv.AppendFloat(buf[:0], v, 'e', precision, 64)
		e = bytes.IndexByte(b, 'e')
	}
	return len(trimZeros(b[:e])) - point - 1, exponent
}
