package playground

import "unicode/utf8"

// Row is where a picture of the stage lies: pixels from the top of the first.
type Row struct{ Top, Height float64 }

func (r Row) bottom() float64 { return r.Top + r.Height }

// widestTip is the room an arrow needs beside a column, letterWidth that of a letter.
const (
	widestTip   = 16
	letterWidth = 9
)

// Bend is what makes h_t of the rows above it, as the equation has it.
func (c Cell) Bend(step int) string {
	switch c {
	case ReLUCell:
		return "relu"
	case LSTMCell:
		return "o∘tanh(c)"
	case GRUCell:
		return "(1−z)∘n + z∘h" + subscript(step-1)
	}
	return "tanh"
}

// Flow draws how a step comes about, over the pictures of x, a and h (rows, each
// width pixels wide): x_t and h_{t-1} go to a_t, and a_t to h_t, by what bend
// says. At rest all of it is there, quietly.
func Flow(step, timesteps int, phase Phase, bend string, width float64, rows [3]Row) string {
	if width <= 0 {
		return ""
	}
	x, a, h := rows[0], rows[1], rows[2]
	column := width / float64(timesteps)
	left := float64(step-1) * column
	middle := left + column/2
	var s svg
	outline := func(class string, left float64, row Row) {
		s.rect("outline "+class, left, row.Top, max(column, 4), row.Height)
	}
	// cover hides what is uncovered from the top during a phase.
	cover := func(row Row) { s.rect("cover", left, row.Top-1, column+1, row.Height+2) }

	switch phase {
	case Enter:
		outline("x", left, x)
		if step > 1 {
			outline("h", left-column, h)
		}
	case Sum:
		cover(a)
	case Land:
		cover(h)
		outline("h", left, h)
	}
	class := func(acts Phase) string {
		switch {
		case phase == Rest:
			return "still"
		case phase == acts:
			return "on"
		}
		return "done"
	}
	down := func(color string, from, to Row) {
		top, bottom := from.bottom()-min(10, from.Height/4), to.Top+min(12, to.Height/4)
		s.wire(color, drawing("M", middle, top, "V", bottom-3), middle, bottom, 0, 1)
	}
	down("x "+class(Enter), x, a)
	// From the state before, or for h_0 from outside, up and into the sum.
	from, level, into := left-column/2, a.Top+a.Height/2, left+min(column/4, 10)
	bow := max(column/2, widestTip)
	if step == 1 {
		from, bow = -4, 4
	}
	start := h.Top + min(12, h.Height/4)
	s.wire("h "+class(Enter), drawing("M", from, start, "C", left-bow, level, left-bow, level, into-3, level), into, level, 1, 0)
	if phase == Rest || phase >= Bend {
		down("ink "+class(Bend), a, h)
	}
	if phase == Bend {
		at, anchor, room := middle+10, "start", letterWidth*float64(utf8.RuneCountInString(bend))
		if at+room > width {
			at, anchor = max(middle-10, room), "end"
		}
		s.add(`<text class="`, anchor, `" x="`, at, `" y="`, (a.bottom()+h.Top)/2+5, `">`, bend, `</text>`)
	}
	return string(s.out)
}
