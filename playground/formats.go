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
				return &FieldError{Text: name + " is not finite, and JSON has no such number: want smaller weights or inputs"}
			}
		}
	}
	out := &writer{to: w}
	out.text(`{"timesteps":`)
	out.integer(int64(r.Timesteps))
	out.text(`,"inputSize":`)
	out.integer(int64(r.InputSize))
	out.text(`,"hiddenSize":`)
	out.integer(int64(r.HiddenSize))
	out.text(`,"seed":`)
	out.integer(int64(r.Seed))
	out.text(`,"inputs":`)
	out.matrix(r.X, r.InputSize)
	out.text(`,"Wx":`)
	out.matrix(r.Wx, r.InputSize)
	out.text(`,"Wh":`)
	out.matrix(r.Wh, r.HiddenSize)
	out.text(`,"b":`)
	out.row(r.B)
	out.text(`,"hiddenStates":`)
	out.matrix(r.H, r.HiddenSize)
	out.text("}\n")
	return out.flush()
}

// WriteCSV writes the hidden states, a line for each step: t, then every unit,
// with all digits. What is not finite is inf, -inf or nan, as NumPy reads and writes
// them; a + before it would make a formula of the cell in a spreadsheet.
func (r *Run) WriteCSV(w io.Writer) error {
	out := &writer{to: w}
	out.text("t")
	for unit := range r.HiddenSize {
		out.text(",h[")
		out.integer(int64(unit))
		out.text("]")
	}
	out.text("\n")
	for step := 1; step <= r.Timesteps; step++ {
		out.integer(int64(step))
		for unit := range r.HiddenSize {
			out.text(",")
			switch v := r.At(step, unit); {
			case v != v:
				out.text("nan")
			case v-v != 0 && v > 0:
				out.text("inf")
			case v-v != 0:
				out.text("-inf")
			default:
				out.float(v)
			}
		}
		out.text("\n")
	}
	return out.flush()
}

// writer gathers text and remembers the first error.
type writer struct {
	to     io.Writer
	buffer []byte
	err    error
}

//go:noinline
func (w *writer) text(s string) {
	if len(w.buffer) >= flushAt {
		w.flush()
	}
	w.buffer = append(w.buffer, s...)
}

//go:noinline
func (w *writer) integer(v int64) { w.buffer = strconv.AppendInt(w.buffer, v, 10) }

func (w *writer) float(v float64) { w.buffer = strconv.AppendFloat(w.buffer, v, 'g', -1, 64) }

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

func (w *writer) matrix(values []float64, width int) {
	w.text("[")
	for at := 0; at < len(values); at += width {
		if at > 0 {
			w.text(",")
		}
		w.row(values[at : at+width])
	}
	w.text("]")
}

func (w *writer) flush() error {
	if w.err == nil {
		_, w.err = w.to.Write(w.buffer)
	}
	w.buffer = w.buffer[:0]
	return w.err
}
