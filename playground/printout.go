package playground

import (
	"strconv"
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

// mostNumbers is how many values NumPy prints without leaving some out.
const mostNumbers = 1000

// ShapeLine is the line, from 0, of the printout that has the shape of the stack
// after a step.
func (r *Run) ShapeLine(step int) int {
	zeros := string(numpy.AppendArray(nil, r.H0, r.HiddenSize))
	return strings.Count(zeros, "\n") + 4 + step - 1
}

// PrintoutHTML is the printout in blocks of some hundred lines, so that a
// browser needs to lay out only those in view. Each row of the stack is marked
// with its step, and each number with its unit where all of them are printed:
//
//	<span class="row" data-t="1">[<span data-unit="0">0.91170118</span> …]</span>
//
// Its text is the printout, byte for byte: it holds no character that HTML would
// need escaped.
func (r *Run) PrintoutHTML(printout string) string {
	out := make([]byte, 0, len(printout)+64+min(len(r.H), mostNumbers)*36)
	stack := strings.LastIndex(printout, "[[") // of the zero state there is one bracket
	var rows []string
	for rest := printout[stack:]; rest != ""; {
		end := strings.IndexByte(rest, ']') + 1
		if end == 0 || end == len(rest) || rest[end] == ']' {
			end = len(rest)
		} else {
			end++ // the line's end
		}
		rows, rest = append(rows, rest[:end]), rest[end:]
	}

	lines := 0 // of the block that is open
	block := func(text string, count int) {
		if lines > 0 && lines+count > blockLines {
			out = append(out, `</span>`...)
			lines = 0
		}
		if lines == 0 {
			out = append(out, `<span class="block">`...)
		}
		lines += count
		out = append(out, text...)
	}
	for head := printout[:stack]; head != ""; {
		end := strings.IndexByte(head, '\n') + 1
		block(head[:end], 1)
		head = head[end:]
	}
	step := 0
	for _, row := range rows {
		if _, after, ok := strings.Cut(row, "...\n"); ok && strings.HasPrefix(row, " ...\n") {
			block(" ...\n", 1)
			row, step = after, r.Timesteps-edgeRows
		}
		step++
		block("", strings.Count(row, "\n"))
		out = append(out, `<span class="row" data-t="`...)
		out = strconv.AppendInt(out, int64(step), 10)
		out = append(out, `">`...)
		if len(r.H) <= mostNumbers {
			out = appendNumbers(out, row)
		} else {
			out = append(out, row...)
		}
		out = append(out, `</span>`...)
	}
	return `<i class="line" hidden></i>` + string(append(out, `</span>`...))
}

// edgeRows is how many rows are printed at each end where some are left out.
const edgeRows = 3

// appendNumbers marks each number of a row with its unit.
func appendNumbers(dst []byte, row string) []byte {
	unit, inside := 0, false
	for i := range len(row) {
		number := strings.IndexByte(" []\n", row[i]) < 0
		if number && !inside {
			dst = append(dst, `<span data-unit="`...)
			dst = strconv.AppendInt(dst, int64(unit), 10)
			dst = append(dst, `">`...)
			unit++
		} else if !number && inside {
			dst = append(dst, `</span>`...)
		}
		inside = number
		dst = append(dst, row[i])
	}
	return dst
}
