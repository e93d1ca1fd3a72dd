package playground

import (
	"strconv"
	"strings"

	"github.com/rnn-playground/rnn-playground/numpy"
)

// Printout is what the tutorial's program prints for this run: the zero state,
// the shapes of Wx, Wh and b, the shape of the stack after every step, and the
// stack itself. NumPy 1.24 and later print the same bytes. Of a network it is that of the
// pass that is looked at.
func (r *Run) Printout() string {
	out := make([]byte, 0, 128+16*r.Timesteps+13*min(len(r.H), mostNumbers))
	out = r.appendHead(out)
	for step := 1; step <= r.Timesteps; step++ {
		out = r.appendShape(out, step)
	}
	return string(r.appendStack(out))
}

func (r *Run) appendHead(dst []byte) []byte {
	i, h, rows := r.InputSize, r.HiddenSize, r.Rows()
	dst = append(numpy.AppendArray(dst, r.H0, h), '\n')
	for _, shape := range [][]int{{rows, i}, {rows, h}, {rows}} {
		dst = append(numpy.AppendShape(dst, shape...), '\n')
	}
	return dst
}

// appendShape is that of the stack after a step.
//
//go:noinline
func (r *Run) appendShape(dst []byte, step int) []byte {
	return append(numpy.AppendShape(dst, step, r.HiddenSize), '\n')
}

//go:noinline
func (r *Run) appendStack(dst []byte) []byte {
	return append(numpy.AppendArray(dst, r.H, r.Timesteps, r.HiddenSize), '\n')
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
	h := typed{out: make([]byte, 0, len(printout)+64+min(len(r.H), mostNumbers)*36)}
	h.out = append(h.out, `<i class="line" hidden></i>`...)
	stack := strings.LastIndex(printout, "[[") // of the zero state there is one bracket
	h.lines(printout[:stack])
	h.stack(r, printout[stack:])
	return string(append(h.out, `</span>`...))
}

// typed is a printout in blocks.
type typed struct {
	out    []byte
	open   int // lines of the block that is open
	closed int // how much of out is before it
}

// block adds text of so many lines to the block that is open, or to the next.
//
//go:noinline
func (h *typed) block(text string, count int) {
	if h.open > 0 && h.open+count > blockLines {
		h.out = append(h.out, `</span>`...)
		h.open, h.closed = 0, len(h.out)
	}
	if h.open == 0 {
		h.out = append(h.out, `<span class="block">`...)
	}
	h.open += count
	h.out = append(h.out, text...)
}

// lines adds what comes before the stack.
func (h *typed) lines(text string) {
	for text != "" {
		end := strings.IndexByte(text, '\n') + 1
		h.block(text[:end], 1)
		text = text[end:]
	}
}

// stack adds the stack of all states.
func (h *typed) stack(r *Run, text string) {
	var rows []string
	for rest := text; rest != ""; {
		end := strings.IndexByte(rest, ']') + 1
		if end == 0 || end == len(rest) || rest[end] == ']' {
			end = len(rest)
		} else {
			end++ // the line's end
		}
		rows, rest = append(rows, rest[:end]), rest[end:]
	}
	step := 0
	for _, row := range rows {
		if _, after, ok := strings.Cut(row, "...\n"); ok && strings.HasPrefix(row, " ...\n") {
			h.block(" ...\n", 1)
			row, step = after, r.Timesteps-edgeRows
		}
		step++
		h.block("", strings.Count(row, "\n"))
		h.out = append(h.out, `<span class="row" data-t="`...)
		h.out = strconv.AppendInt(h.out, int64(step), 10)
		h.out = append(h.out, `">`...)
		if len(r.H) <= mostNumbers {
			h.out = appendNumbers(h.out, row)
		} else {
			h.out = append(h.out, row...)
		}
		h.out = append(h.out, `</span>`...)
	}
}

// A Typing is a printout under way, for one of many lines.
type Typing struct {
	run  *Run
	step int // whose shape was the last
	text []byte
	html typed
}

// StartPrintout has Printout and PrintoutHTML come in pieces.
func (r *Run) StartPrintout() *Typing {
	t := &Typing{run: r, text: make([]byte, 0, 128+16*r.Timesteps+13*mostNumbers)}
	t.html.out = append(t.html.out, `<i class="line" hidden></i>`...)
	return t
}

// Of reports whether t types r's.
func (t *Typing) Of(r *Run) bool { return t != nil && t.run == r }

// Step types the shapes of some steps more, and gives the HTML that they complete:
// whole blocks. All pieces together are PrintoutHTML.
func (t *Typing) Step(steps int) (html string, done bool) {
	from := len(t.text)
	if from == 0 {
		t.text = t.run.appendHead(t.text)
	}
	for range min(steps, t.run.Timesteps-t.step) {
		t.step++
		t.text = t.run.appendShape(t.text, t.step)
	}
	t.html.lines(string(t.text[from:]))
	if t.step == t.run.Timesteps {
		from = len(t.text)
		t.text = t.run.appendStack(t.text)
		t.html.stack(t.run, string(t.text[from:]))
		return string(append(t.html.out, `</span>`...)), true
	}
	html = string(t.html.out[:t.html.closed])
	t.html.out = append(t.html.out[:0], t.html.out[t.html.closed:]...)
	t.html.closed = 0
	return html, false
}

// Text is the printout, once it is done.
func (t *Typing) Text() string { return string(t.text) }

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
