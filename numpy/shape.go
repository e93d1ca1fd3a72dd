package numpy

import "strconv"

// FormatShape returns a shape as Python prints that tuple: (8,) or (8, 4).
func FormatShape(shape ...int) string {
	return string(AppendShape(nil, shape...))
}

// AppendShape appends what [FormatShape] returns.
func AppendShape(dst []byte, shape ...int) []byte {
	dst = append(dst, '(')
	for i, n := range shape {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		dst = strconv.AppendInt(dst, int64(n), 10)
	}
	// Without the comma (8) is a number in brackets.
	if len(shape) == 1 {
		dst = append(dst, ',')
	}
	return append(dst, ')')
}

// matrix returns the rows and columns of a shape, one row if it has one
// dimension. It panics unless the shape has one or two and holds size values.
func matrix(shape []int, size int) (rows, columns int) {
	switch len(shape) {
	case 1:
		rows, columns = 1, shape[0]
	case 2:
		rows, columns = shape[0], shape[1]
	default:
		panic("numpy: shape " + FormatShape(shape...) + ": want 1 or 2 dimensions")
	}
	// Division, because a product might overflow into the right size.
	fits := rows >= 0 && columns >= 0
	if rows == 0 || columns == 0 {
		fits = fits && size == 0
	} else {
		fits = fits && size%columns == 0 && size/columns == rows
	}
	if !fits {
		panic("numpy: shape " + FormatShape(shape...) + " does not hold " + strconv.Itoa(size) + " values")
	}
	return rows, columns
}
