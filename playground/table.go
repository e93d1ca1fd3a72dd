package playground

import (
	"strconv"

	"github.com/rnn-playground/rnn-playground/numpy"
)

// fractionDigits are the digits NumPy prints after the point.
const fractionDigits = 8

// TableWindow is the part of the table that is in the document: steps
// FirstStep … LastStep (from 1) and units FirstUnit … LastUnit (from 0).
type TableWindow struct {
	FirstStep, LastStep int
	FirstUnit, LastUnit int
}

// spareRows and spareColumns are kept in the document beyond those in view, on each
// side; scrolling shows them before the next are made.
const (
	spareRows    = 16
	spareColumns = 4
)

// WindowAround is the window for a view that shows rows rows from the one with
// index row, and columns columns from index column.
func (r *Run) WindowAround(row, rows, column, columns int) TableWindow {
	first, last := spread(row, rows, spareRows, r.Timesteps)
	left, right := spread(column, columns, spareColumns, r.HiddenSize)
	return TableWindow{FirstStep: first + 1, LastStep: last + 1, FirstUnit: left, LastUnit: right}
}

// spread widens count items from first by spare on both sides, within 0 … n-1.
func spread(first, count, spare, n int) (from, to int) {
	from = min(max(first-spare, 0), n-1)
	to = min(max(first+count+spare, 0), n-1)
	return from, max(from, to)
}

// fewCells are quickly drawn.
const fewCells = 256

// WindowOver is the window for a view that is drawn again and again: of a large
// table it has nothing around what is seen.
func (r *Run) WindowOver(row, rows, column, columns int) TableWindow {
	if len(r.H) <= fewCells {
		return r.WindowAround(row, rows, column, columns)
	}
	first, last := spread(row, rows, 0, r.Timesteps)
	left, right := spread(column, columns, 0, r.HiddenSize)
	return TableWindow{FirstStep: first + 1, LastStep: last + 1, FirstUnit: left, LastUnit: right}
}

// FirstWindow is the window of a table that has not been scrolled.
func (r *Run) FirstWindow() TableWindow { return r.WindowAround(0, 16, 0, 12) }

// Holds reports whether everything from row to row+rows and column to
// column+columns (clipped to the run) is inside w.
func (w TableWindow) Holds(r *Run, row, rows, column, columns int) bool {
	return row+1 >= w.FirstStep && min(row+rows, r.Timesteps) <= w.LastStep &&
		column >= w.FirstUnit && min(column+columns-1, r.HiddenSize-1) <= w.LastUnit
}

// TableHead is the row of column heads of a window.
func (r *Run) TableHead(w TableWindow) string {
	out := make([]byte, 0, 64*(w.LastUnit-w.FirstUnit+2))
	out = append(out, `<tr aria-rowindex="1"><th scope="col" aria-colindex="1">t</th>`...)
	for unit := w.FirstUnit; unit <= w.LastUnit; unit++ {
		out = append(out, `<th scope="col" aria-colindex="`...)
		out = strconv.AppendInt(out, int64(unit+2), 10)
		out = append(out, `">h[`...)
		out = strconv.AppendInt(out, int64(unit), 10)
		out = append(out, `]</th>`...)
	}
	return string(append(out, `</tr>`...))
}

// TableBody is the rows of a window. Each cell shows its hidden state with the
// digits NumPy prints, and carries the step, the unit and all its digits:
//
//	<td data-t="1" data-unit="0" data-value="0.911701180297855">0.91170118</td>
func (r *Run) TableBody(w TableWindow) string {
	units := w.LastUnit - w.FirstUnit + 1
	out := make([]byte, 0, (w.LastStep-w.FirstStep+1)*(units*96+64))
	for step := w.FirstStep; step <= w.LastStep; step++ {
		out = append(out, `<tr aria-rowindex="`...)
		out = strconv.AppendInt(out, int64(step+1), 10)
		out = append(out, `"><th scope="row" aria-colindex="1">`...)
		out = strconv.AppendInt(out, int64(step), 10)
		out = append(out, `</th>`...)
		for unit := w.FirstUnit; unit <= w.LastUnit; unit++ {
			v := r.At(step, unit)
			out = append(out, `<td data-t="`...)
			out = strconv.AppendInt(out, int64(step), 10)
			out = append(out, `" data-unit="`...)
			out = strconv.AppendInt(out, int64(unit), 10)
			out = append(out, `" data-value="`...)
			out = strconv.AppendFloat(out, v, 'g', -1, 64)
			out = append(out, `">`...)
			out = appendCell(out, v, r.Scientific)
			out = append(out, `</td>`...)
		}
		out = append(out, `</tr>`...)
	}
	return string(out)
}

// appendCell writes v as NumPy prints it, with a true minus sign, and fills the
// missing digits with figure spaces so that the points stand under each other.
func appendCell(dst []byte, v float64, scientific bool) []byte {
	var scratch [32]byte
	text := numpy.AppendElement(scratch[:0], v, scientific)
	fraction := -1 // digits after the point
	for _, c := range text {
		switch {
		case c == '-':
			dst = append(dst, "−"...)
			continue
		case c == '.':
			fraction = 0
		case fraction >= 0:
			fraction++
		}
		dst = append(dst, c)
	}
	if !scientific && fraction >= 0 {
		for ; fraction < fractionDigits; fraction++ {
			dst = append(dst, "\u2007"...)
		}
	}
	return dst
}
