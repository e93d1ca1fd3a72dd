package playground

import (
	"math"
	"strconv"
)

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
// become bands: all of them, the middle half, and the median. Where A is compared
// with B, each line of B is beside that of A; of many units the medians.
func (r *Run) Lines(columns int) string {
	out, scale := openLines(make([]byte, 0, 4096)), r.linesScale()
	if r.Other == nil {
		out = r.appendPaths(out, columns, scale)
	} else {
		out = r.appendPaths(append(out, `<g class="a">`...), columns, scale)
		out = append(r.Other.appendPaths(append(out, `</g><g class="b">`...), columns, scale), `</g>`...)
	}
	return string(append(out, `</svg>`...))
}

// linesScale is the end of the axis of the lines, which those of A and of B share.
func (r *Run) linesScale() float64 {
	scale := r.StateScale()
	if r.Other != nil {
		scale = max(scale, r.Other.StateScale())
	}
	return scale
}

// appendPaths draws the lines or bands of one run. Those that were gathered stand
// for any number of columns.
func (r *Run) appendPaths(dst []byte, columns int, scale float64) []byte {
	if r.paths != nil && r.paths.scale == scale {
		return r.paths.append(dst)
	}
	columns = min(max(columns, 1), r.Timesteps)
	if r.LinesFit() {
		for unit := range r.HiddenSize {
			dst = r.appendLine(dst, unit, columns, scale)
		}
		return dst
	}
	p := r.startPaths(columns, scale)
	p.step(math.Inf(1))
	return p.append(dst)
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

func (r *Run) appendLine(dst []byte, unit, columns int, scale float64) []byte {
	dst = append(dst, `<path class="line" d="`...)
	t := r.Timesteps
	if t == 1 {
		dst = appendPoint(dst, true, loneLeft, r.At(1, unit)/scale)
		dst = appendPoint(dst, false, loneRight, r.At(1, unit)/scale)
	} else if columns == t {
		for step := 1; step <= t; step++ {
			dst = appendPoint(dst, step == 1, columnX(step-1, columns), r.At(step, unit)/scale)
		}
	} else {
		for column := range columns {
			low, high := r.rangeOf(unit, column*t/columns, (column+1)*t/columns)
			x := columnX(column, columns)
			dst = appendPoint(dst, column == 0, x, low/scale)
			dst = appendPoint(dst, false, x, high/scale)
		}
	}
	return append(dst, `"/>`...)
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

// columnX is the middle of a column, where the heatmap has its cell too.
func columnX(column, columns int) int { return (2*column + 1) * lineWidth / (2 * columns) }

// appendPoint adds a point at v of the scale. What left all numbers stands at its end.
func appendPoint(dst []byte, first bool, x int, v float64) []byte {
	if !(v <= 1) {
		v = 1
	}
	v = max(v, -1)
	if first {
		dst = append(dst, 'M')
	} else {
		dst = append(dst, 'L')
	}
	dst = strconv.AppendInt(dst, int64(x), 10)
	dst = append(dst, ' ')
	return strconv.AppendInt(dst, int64((1-v)*lineHeight/2+0.5), 10)
}

// valueLabels are those of the axis of the lines.
func (r *Run) valueLabels() string {
	end := significantShort(r.linesScale())
	long := longTexts("−" + end)
	return `<text` + long + ` x="100%" y="3.7%" dy="8">` + end + `</text><text x="100%" y="50%" dy="5">0</text><text` + long + ` x="100%" y="96.3%" dy="2">−` + end + `</text>`
}
