package playground

import (
	"strings"

	"github.com/rnn-playground/rnn-playground/numpy"
)

// Printout is what the tutorial's program prints for this run: the zero state,
// the shapes of Wx, Wh and b, the shape of the stack after every step, and the
// stack itself. NumPy 1.24 and later print the same bytes.
func (r *Run) Printout() string {
	t, i, h := r.Timesteps, r.InputSize, r.HiddenSize
	out := make([]byte, 0, 128+16*t+13*min(t*h, 1000))
	out = append(numpy.AppendArray(out, r.H0, h), '\n')
	for _, shape := range [][]int{{h, i}, {h, h}, {h}} {
		out = append(numpy.AppendShape(out, shape...), '\n')
	}
	for step := 1; step <= t; step++ {
		out = append(numpy.AppendShape(out, step, h), '\n')
	}
	out = append(numpy.AppendArray(out, r.H, t, h), '\n')
	return string(out)
}

// blockLines is how many lines of a printout a browser lays out at a time.
const blockLines = 400

// PrintoutHTML is the printout in blocks of some hundred lines, so that a
// browser needs to lay out only those in view. Its text is the printout, byte
// for byte: it holds no character that HTML would need escaped.
func PrintoutHTML(printout string) string {
	var out strings.Builder
	out.Grow(len(printout) + 64)
	for printout != "" {
		end, lines := 0, 0
		for end < len(printout) && lines < blockLines {
			line := strings.IndexByte(printout[end:], '\n') + 1
			if line == 0 {
				line = len(printout) - end
			}
			end += line
			lines++
		}
		out.WriteString(`<span class="block">`)
		out.WriteString(printout[:end])
		out.WriteString(`</span>`)
		printout = printout[end:]
	}
	return out.String()
}
