package numpy

import (
	"bytes"
	"iter"
	"math"
)

// layout is what the elements of one printed array share: the notation, and a
// width with the decimal points below each other.
type layout struct {
	scientific bool
	left       int // characters before the point, a sign among them
	right      int // characters after the point, an exponent among them

	// Digits after the point and in the exponent, in scientific notation.
	fraction, exponent int
}

// newLayout is made from the values that are printed and no others: values that
// a summary leaves out change neither its notation nor its width.
func newLayout(shown iter.Seq[[]float64]) layout {
	var m Magnitudes
	for part := range shown {
		m.Add(part)
	}
	f := layout{scientific: m.Scientific()}
	named := 0 // the width of nan, inf or -inf
	for part := range shown {
		for _, v := range part {
			switch {
			case !finite(v):
				var buf [4]byte
				named = max(named, len(appendNonFinite(buf[:0], v)))
			case f.scientific:
				f.includeScientific(v)
			default:
				f.includePositional(v)
			}
		}
	}
	f.left = max(f.left, named-1-f.right)
	return f
}

func (f *layout) includePositional(v float64) {
	var buf [elementSize]byte
	b := appendPositional(buf[:0], v)
	point := bytes.IndexByte(b, '.')
	f.left = max(f.left, point)
	f.right = max(f.right, len(b)-point-1)
}

func (f *layout) includeScientific(v float64) {
	fraction, exponent := scientificDigits(v)
	f.left = max(f.left, scientificLeft(v))
	f.fraction = max(f.fraction, fraction)
	f.exponent = max(f.exponent, exponent)
	f.right = f.fraction + len("e+") + f.exponent
}

// scientificLeft returns the length of v's sign and its digit before the point.
func scientificLeft(v float64) int {
	if math.Signbit(v) {
		return 2
	}
	return 1
}

// elementSize is room for an element: below 10⁸ and with 8 decimals, or with 9
// digits and an exponent.
const elementSize = 24

func (f *layout) width() int { return f.left + 1 + f.right }

// appendElement appends v padded to the common width.
func (f *layout) appendElement(dst []byte, v float64) []byte {
	var buf [elementSize]byte
	switch {
	case !finite(v):
		b := appendNonFinite(buf[:0], v)
		return append(appendSpaces(dst, f.width()-len(b)), b...)
	case f.scientific:
		dst = appendSpaces(dst, f.left-scientificLeft(v))
		return appendScientific(dst, v, f.fraction, f.exponent)
	}
	b := appendPositional(buf[:0], v)
	point := bytes.IndexByte(b, '.')
	dst = append(appendSpaces(dst, f.left-point), b...)
	return appendSpaces(dst, f.right-(len(b)-point-1))
}
