package playground

import (
	"io"
	"strconv"
)

// flushAt is how many bytes are gathered before they are written.
const flushAt = 1 << 16

// WriteJSON writes the run as runRNN returns it: the sizes and the seed, then
// inputs, Wx, Wh, b and hiddenStates, matrices as arrays of their rows. Numbers
// have the fewest digits that read back as the same float64. JSON has none for infinity:
// of a run that has one, which only relu lets grow so far, nothing is written, and the
// error is a [*FieldError].
func (r *Run) WriteJSON(w io.Writer) error {
	for i, tensor := range [][]float64{r.X, r.Wx, r.Wh, r.B, r.H} {
		for _, v := range tensor {
			if v-v != 0 { // infinite or NaN
				name := [...]string{"inputs", "Wx", "Wh", "b", "hiddenStates"}[i]
				return &FieldError{Field: name, Is: "is not finite, and JSON has no such number", Want: "smaller weights or inputs"}
			}
		}
	}
	return writeAll(w, r.json())
}

// json are the pieces of that.
func (r *Run) json() []piece {
	return []piece{
		func(out *writer) bool {
			out.text(`{"timesteps":`)
			out.integer(int64(r.Timesteps))
			out.text(`,"inputSize":`)
			out.integer(int64(r.InputSize))
			out.text(`,"hiddenSize":`)
			out.integer(int64(r.HiddenSize))
			out.text(`,"seed":`)
			out.integer(int64(r.Seed))
			out.text(`,"inputs":`)
			return true
		},
		matrix(r.X, r.InputSize), literal(`,"Wx":`), matrix(r.Wx, r.InputSize), literal(`,"Wh":`), matrix(r.Wh, r.HiddenSize),
		literal(`,"b":`), numbers(r.B), literal(`,"hiddenStates":`), matrix(r.H, r.HiddenSize), literal("}\n"),
	}
}

// WriteCSV writes the hidden states, a line for each step: t, then every unit,
// with all digits. What is not finite is inf, -inf or nan, as NumPy reads and writes
// them; a + before it would make a formula of the cell in a spreadsheet.
func (r *Run) WriteCSV(w io.Writer) error {
	return writeAll(w, []piece{table(nil, []column{{"h", r.H, r.HiddenSize}}, r.Timesteps, ",")})
}

// piece goes on with a part of a text, and reports whether it is at its end.
type piece func(out *writer) (ended bool)

// literal is the piece of a text.
//
//go:noinline
func literal(text string) piece {
	return func(out *writer) bool {
		out.text(text)
		return true
	}
}

// matrix is the piece of an array of rows.
//
//go:noinline
func matrix(values []float64, width int) piece {
	at := 0
	return func(out *writer) bool {
		if at == 0 {
			out.text("[")
		}
		for ; at < len(values) && !out.full(); at += width {
			if at > 0 {
				out.text(",")
			}
			out.row(values[at : at+width])
		}
		if at < len(values) {
			return false
		}
		out.text("]")
		return true
	}
}

// numbers is the piece of an array of numbers.
//
//go:noinline
func numbers(values []float64) piece {
	at := 0
	return func(out *writer) bool {
		if at == 0 {
			out.text("[")
		}
		for ; at < len(values) && !out.full(); at++ {
			if at > 0 {
				out.text(",")
			}
			out.float(values[at])
		}
		if at < len(values) {
			return false
		}
		out.text("]")
		return true
	}
}

// column is a tensor (T, width) of a table, a column for each of its width.
type column struct {
	name   string
	values []float64
	width  int
}

// table is the piece of a table: a head, then a line for each step, with all digits.
// Words, if there are some, stand beside the steps.
//
//go:noinline
func table(words []string, columns []column, steps int, separator string) piece {
	t := 0
	return func(out *writer) bool {
		if t == 0 {
			out.text("t")
			if len(words) > 0 {
				out.text(separator + "token")
			}
			for _, c := range columns {
				for unit := range c.width {
					out.text(separator + c.name + "[")
					out.integer(int64(unit))
					out.text("]")
				}
			}
			out.text("\n")
		}
		for ; t < steps && !out.full(); t++ {
			out.integer(int64(t + 1))
			if len(words) > 0 {
				out.text(separator + guardedCell(words[t], separator))
			}
			for _, c := range columns {
				for _, v := range c.values[t*c.width:][:c.width] {
					out.text(separator)
					out.decimal(v)
				}
			}
			out.text("\n")
		}
		return t == steps
	}
}

// writeAll writes pieces, as they come.
func writeAll(w io.Writer, pieces []piece) error {
	next := inParts(pieces)
	for {
		part, ended := next()
		if _, err := w.Write(part); err != nil || ended {
			return err
		}
	}
}

// inParts gives pieces in parts of about flushAt bytes.
func inParts(pieces []piece) func() (part []byte, ended bool) {
	out := &writer{}
	return func() ([]byte, bool) {
		out.buffer = out.buffer[:0]
		for len(pieces) > 0 && !out.full() {
			if pieces[0](out) {
				pieces = pieces[1:]
			}
		}
		return out.buffer, len(pieces) == 0
	}
}

// writer gathers text.
type writer struct{ buffer []byte }

// full reports whether there is enough for a part.
func (w *writer) full() bool { return len(w.buffer) >= flushAt }

//go:noinline
func (w *writer) text(s string) { w.buffer = append(w.buffer, s...) }

//go:noinline
func (w *writer) integer(v int64) { w.buffer = strconv.AppendInt(w.buffer, v, 10) }

// decimal writes the fewest digits that read back as the same float64. What is not finite
// is as in NumPy: a + before inf would make a formula of a cell.
func (w *writer) decimal(v float64) {
	switch {
	case v != v:
		w.text("nan")
	case v-v != 0 && v > 0:
		w.text("inf")
	case v-v != 0:
		w.text("-inf")
	default:
		w.buffer = strconv.AppendFloat(w.buffer, v, 'g', -1, 64)
	}
}

// float is decimal in JSON, which has no name for what is no number: there it is null,
// as JavaScript writes it.
func (w *writer) float(v float64) {
	if v-v != 0 {
		w.text("null")
		return
	}
	w.decimal(v)
}

func (w *writer) row(values []float64) {
	w.text("[")
	for i, v := range values {
		if i > 0 {
			w.text(",")
		}
		w.float(v)
	}
	w.text("]")
}
