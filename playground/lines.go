package playground

import "strconv"

// Lines are drawn in a box of lineWidth × lineHeight units that stretches over
// the plot; a value v stands at (1-v)·lineHeight/2.
const (
	lineWidth  = 10_000
	lineHeight = 1_000
	lineMargin = 40 // so that a line at ±1 is not cut

	// A single step has no line: it is a dash this wide in its column.
	loneLeft, loneRight = 3_500, 6_500
)

// mostLines is how many units have a line of their own; more are shown as bands.
const mostLines = 32

// LinesFit reports whether each unit has its own line.
func (r *Run) LinesFit() bool { return r.HiddenSize <= mostLines }

// Lines draws the hidden states over time as an SVG of at most columns points
// across. Up to 32 units each get a line; where a column holds several steps,
// the line goes through their smallest and their largest value. More units
// become bands: all of them, the middle half, and the median.
func (r *Run) Lines(columns int) string {
	if r.Other != nil {
		return r.comparedLines(columns)
	}

	columns = min(max(columns, 1), r.Timesteps)
	out := openLines(make([]byte, 0, 4096))
	if r.LinesFit() {
		for unit := range r.HiddenSize {
			out = append(out, `<path class="line" d="`...)
			out = r.appendLine(out, unit, columns)
			out = append(out, `"/>`...)
		}
	} else {
		out = r.appendBands(out, columns)
	}
	return string(append(out, `</svg>`...))
}

// comparedLines draws each unit's line of B beside that of A; of many units the
// medians.
func (r *Run) comparedLines(columns int) string {
	columns = min(max(columns, 1), r.Timesteps)
	out := append(openLines(nil), `<g class="a">`...)
	for i, run := range [...]*Run{r, r.Other} {
		if i > 0 {
			out = append(out, `</g><g class="b">`...)
		}
		if run.LinesFit() {
			for unit := range run.HiddenSize {
				out = append(out, `<path class="line" d="`...)
				out = append(run.appendLine(out, unit, columns), `"/>`...)
			}
		} else {
			out = run.appendBands(out, columns)
		}
	}
	return string(append(out, `</g></svg>`...))
}

// openLines begins a picture of lines.
func openLines(out []byte) []byte {
	out = append(out, `<svg viewBox="0 `...)
	out = strconv.AppendInt(out, -lineMargin, 10)
	out = append(out, ' ')
	out = strconv.AppendInt(out, lineWidth, 10)
	out = append(out, ' ')
	out = strconv.AppendInt(out, lineHeight+2*lineMargin, 10)
	return append(out, `" preserveAspectRatio="none">`...)
}

func (r *Run) appendLine(dst []byte, unit, columns int) []byte {
	t := r.Timesteps
	if t == 1 {
		dst = appendPoint(dst, true, loneLeft, r.At(1, unit))
		return appendPoint(dst, false, loneRight, r.At(1, unit))
	}
	if columns == t {
		for step := 1; step <= t; step++ {
			dst = appendPoint(dst, step == 1, columnX(step-1, columns), r.At(step, unit))
		}
	} else {
		for column := range columns {
			low, high := r.rangeOf(unit, column*t/columns, (column+1)*t/columns)
			x := columnX(column, columns)
			dst = appendPoint(dst, column == 0, x, low)
			dst = appendPoint(dst, false, x, high)
		}
	}
	return dst
}

// rangeOf gives the smallest and largest state of a unit over steps from … to-1,
// counted from 0.
func (r *Run) rangeOf(unit, from, to int) (low, high float64) {
	low, high = r.H[from*r.HiddenSize+unit], r.H[from*r.HiddenSize+unit]
	for at := from; at < to; at++ {
		v := r.H[at*r.HiddenSize+unit]
		if v < low { // faster in WebAssembly than min and max
			low = v
		}
		if v > high {
			high = v
		}
	}
	return low, high
}

// histogramBins over -1 … 1 tell quantiles to less than a pixel.
const histogramBins = 512

// appendBands draws the spread over all units, and over all steps of a column.
func (r *Run) appendBands(dst []byte, columns int) []byte {
	t, h := r.Timesteps, r.HiddenSize
	quantiles := make([][5]float64, columns) // smallest, 25 %, median, 75 %, largest
	var counts [histogramBins]int32
	for column := range columns {
		values := r.H[column*t/columns*h : (column+1)*t/columns*h]
		clear(counts[:])
		low, high := values[0], values[0]
		for _, v := range values {
			if v < low {
				low = v
			}
			if v > high {
				high = v
			}
			counts[min(int((v+1)/2*histogramBins), histogramBins-1)]++
		}
		q := &quantiles[column]
		q[0], q[4] = low, high
		seen, bin := 0, -1
		for i := 1; i <= 3; i++ {
			for seen*4 < len(values)*i {
				bin++
				seen += int(counts[bin])
			}
			middle := (float64(bin)+0.5)/histogramBins*2 - 1
			q[i] = min(max(middle, low), high)
		}
	}
	at := func(column int) int { return columnX(column, columns) }
	if columns == 1 {
		quantiles = append(quantiles, quantiles[0])
		at = func(column int) int { return [...]int{loneLeft, loneRight}[column] }
	}
	band := func(class string, lower, upper int) {
		dst = append(dst, `<path class="`...)
		dst = append(dst, class...)
		dst = append(dst, `" d="`...)
		for column := range quantiles {
			dst = appendPoint(dst, column == 0, at(column), quantiles[column][upper])
		}
		if lower != upper {
			for column := len(quantiles) - 1; column >= 0; column-- {
				dst = appendPoint(dst, false, at(column), quantiles[column][lower])
			}
			dst = append(dst, 'z')
		}
		dst = append(dst, `"/>`...)
	}
	band("band all", 0, 4)
	band("band half", 1, 3)
	band("median", 2, 2)
	return dst
}

// columnX is the middle of a column, where the heatmap has its cell too.
func columnX(column, columns int) int { return (2*column + 1) * lineWidth / (2 * columns) }

func appendPoint(dst []byte, first bool, x int, v float64) []byte {
	if first {
		dst = append(dst, 'M')
	} else {
		dst = append(dst, 'L')
	}
	dst = strconv.AppendInt(dst, int64(x), 10)
	dst = append(dst, ' ')
	return strconv.AppendInt(dst, int64((1-v)*lineHeight/2+0.5), 10)
}
