package numpy

// NumPy's default print options, with precision.
const (
	lineWidth = 75
	threshold = 1000 // an array of more values is summarised,
	edgeItems = 3    // to so many at each end of each dimension
)

const ellipsis = "..."

// FormatArray returns str(a) of the float64 array that has these values, in
// row-major order, and this shape: what print(a) writes before its newline,
// under NumPy's default print options (numpy.set_printoptions documents them).
//
// The shape has one or two dimensions and the values fill it; FormatArray
// panics otherwise.
func FormatArray(a []float64, shape ...int) string {
	return string(AppendArray(nil, a, shape...))
}

// AppendArray appends what [FormatArray] returns.
func AppendArray(dst []byte, a []float64, shape ...int) []byte {
	rows, columns := matrix(shape, len(a))
	if len(a) == 0 {
		return append(dst, "[]"...) // whatever the shape
	}
	summarise := len(a) > threshold
	down, across := newAxis(rows, summarise), newAxis(columns, summarise)
	f := newLayout(shown(a, down, across))
	if len(shape) == 1 {
		return appendRow(dst, a, across, &f, 1)
	}
	dst = append(dst, '[')
	for i := 0; i < rows; i++ {
		if i > 0 {
			dst = append(dst, "\n "...)
		}
		if down.hides(i) {
			dst = append(dst, ellipsis+"\n "...)
			i = down.tail
		}
		dst = appendRow(dst, a[i*columns:][:columns], across, &f, 2)
	}
	return append(dst, ']')
}

// appendRow appends one row in brackets, in as many lines as it takes. Its
// later lines are indented by as many columns as brackets are open, and every
// line leaves as many free for closing them.
func appendRow(dst []byte, row []float64, across axis, f *layout, brackets int) []byte {
	dst = append(dst, '[')
	column := brackets
	breakBefore := func(width int) {
		// Words are far narrower than a line, so this is never its first one.
		if column+width > lineWidth-brackets {
			dst = append(trimSpaces(dst), '\n')
			dst = appendSpaces(dst, brackets)
			column = brackets
		}
		column += width + 1
	}
	for i := 0; i < len(row); i++ {
		if i > 0 {
			dst = append(dst, ' ')
		}
		if across.hides(i) {
			breakBefore(len(ellipsis))
			dst = append(dst, ellipsis+" "...)
			i = across.tail
		}
		breakBefore(f.width())
		dst = f.appendElement(dst, row[i])
	}
	return append(dst, ']')
}

func trimSpaces(b []byte) []byte {
	for b[len(b)-1] == ' ' {
		b = b[:len(b)-1]
	}
	return b
}

func appendSpaces(dst []byte, n int) []byte {
	for range n {
		dst = append(dst, ' ')
	}
	return dst
}
