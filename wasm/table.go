//go:build js && wasm

package main

import (
	"strconv"
	"syscall/js"

	"honnef.co/go/js/dom/v2"

	"github.com/rnn-playground/rnn-playground/playground"
)

// Widths of the table in CSS pixels, for text of the usual size: a column of eight
// digits, one in scientific notation, and what a digit of the step numbers takes.
const (
	columnWidth     = 86
	signedWidth     = 88.4
	scientificWidth = 140
	widest          = 160 // columns farther apart are hard to read across
	stepDigitWidth  = 9
	stepPadding     = 18
	leastWidth      = 724 // of the whole, in web/style.css
	captionWidth    = 160 // of the caption, which grows with the text, there too
	defaultRow      = 24
)

// table keeps the part of the table in the document that is in view, with some
// more around it. The table lies in a box as large as the whole table would be,
// at the place where these rows and columns belong.
type table struct {
	scroll js.Value
	row    float64 // height of a row
	text   float64 // how many times the usual size the text is
	column float64 // width of a column
	steps  float64 // width of the column of steps
	seen   view
	bare   bool // nothing is drawn but what is in view

	// What was last told to the document.
	width, height, shownSteps, left, top, tableWidth float64
}

func (t *table) wire(p *page) {
	t.scroll = p.element("table-scroll").Underlying()
	p.host.listen(p.element("table-scroll"), "scroll", func(js.Value) { t.scrolled(p) })
}

// view is what is seen of the table, in CSS pixels.
type view struct{ top, left, width, height float64 }

// measure reads what is seen, how high a row is and how large the text.
func (t *table) measure(p *page) {
	t.row = defaultRow
	if row := p.element("table-body").Underlying().Get("firstElementChild"); row.Truthy() {
		if height := row.Get("offsetHeight").Float(); height > 0 {
			t.row = height
		}
	}
	t.text = 1
	if width := p.element("table-caption").Underlying().Get("offsetWidth").Float(); width > 0 {
		t.text = width / captionWidth
	}
	t.seen = view{
		t.scroll.Get("scrollTop").Float(), t.scroll.Get("scrollLeft").Float(),
		t.scroll.Get("clientWidth").Float(), t.scroll.Get("clientHeight").Float(),
	}
}

// inView is the first row and column in view, and how many.
func (t *table) inView() (row, rows, column, columns int) {
	row, column = int(t.seen.top/t.row), int(t.seen.left/t.column)
	return row, int(t.seen.height/t.row) + 2, column, int(t.seen.width/t.column) + 2
}

// fit gives the table the size of p's run and chooses its window.
func (t *table) fit(p *page) {
	run := p.run
	t.steps = t.text * max(36, float64(stepPadding+stepDigitWidth*len(strconv.Itoa(run.Timesteps))))
	least := float64(columnWidth)
	switch {
	case run.Scientific:
		least = scientificWidth
	case run.Negative:
		least = signedWidth
	}
	share := (t.seen.width - t.steps) / float64(run.HiddenSize)
	t.column = min(max(t.text*least, share), t.text*widest)
	width, height := t.steps+t.column*float64(run.HiddenSize), t.row*float64(run.Timesteps+1)
	sizer := p.element("table-sizer").Style()
	put(&t.width, sizer, "inline-size", width)
	put(&t.height, sizer, "block-size", height)
	put(&t.shownSteps, sizer, "--step-column", t.steps)
	p.attribute("hidden-states", "class", map[bool]string{true: "number fits", false: "number"}[max(width, t.text*leastWidth) <= t.seen.width])
	// A table that has become smaller is scrolled back as far as it takes, once the
	// browser lays it out.
	seen := t.seen
	t.seen.top = max(min(seen.top, height-seen.height), 0)
	t.seen.left = max(min(seen.left, width-seen.width), 0)
	p.view.Window, t.bare = run.WindowOver(t.inView()), true
	t.seen = seen
	t.place(p)
}

// place lays the table where its window belongs in the whole.
func (t *table) place(p *page) {
	w := p.view.Window
	style := p.element("hidden-states").Style()
	put(&t.top, style, "inset-block-start", t.row*float64(w.FirstStep-1))
	put(&t.left, style, "inset-inline-start", t.column*float64(w.FirstUnit))
	put(&t.tableWidth, style, "inline-size", t.steps+t.column*float64(w.LastUnit-w.FirstUnit+1))
	p.attribute("hidden-states", "aria-rowcount", strconv.Itoa(p.run.Timesteps+1))
	p.attribute("hidden-states", "aria-colcount", strconv.Itoa(p.run.HiddenSize+1))
}

// put sets a length unless the document has it already.
func put(old *float64, style *dom.CSSStyleDeclaration, property string, v float64) {
	if *old != v {
		*old = v
		style.SetProperty(property, strconv.FormatFloat(v, 'f', 2, 64)+"px", "")
	}
}

// scrolled draws the rows and columns that came into view.
func (t *table) scrolled(p *page) {
	if p.away {
		return
	}
	t.measure(p)
	row, rows, column, columns := t.inView()
	if p.view.Window.Holds(p.run, row, rows, column, columns) {
		return
	}
	t.draw(p)
}

// settled draws what a first turn of the wheel will show.
func (t *table) settled(p *page) {
	if t.bare && p.state.Panel == playground.TablePanel {
		t.measure(p)
		t.draw(p)
	}
}

// draw makes the window that of the view, with room around it.
func (t *table) draw(p *page) {
	p.view.Window, t.bare = p.run.WindowAround(t.inView()), false
	t.place(p)
	p.set("table-head", p.run.TableHead(p.view.Window))
	p.set("table-body", p.run.TableBody(p.view.Window))
	p.mark()
}

// follow scrolls as little as it takes to see a step and a unit.
func (t *table) follow(p *page, step, unit int) {
	top, height := t.scroll.Get("scrollTop").Float(), t.scroll.Get("clientHeight").Float()
	if above := t.row * float64(step-1); above < top {
		t.scroll.Set("scrollTop", above)
	} else if below := t.row * float64(step+1); below > top+height {
		t.scroll.Set("scrollTop", below-height)
	}
	start, width := t.scroll.Get("scrollLeft").Float(), t.scroll.Get("clientWidth").Float()
	if before := t.column * float64(unit); before < start {
		t.scroll.Set("scrollLeft", before)
	} else if after := t.steps + t.column*float64(unit+1); after > start+width {
		t.scroll.Set("scrollLeft", after-width)
	}
}

// reveal scrolls a step into the middle of the view.
func (t *table) reveal(p *page, step int) {
	top := t.row*float64(step) - (t.scroll.Get("clientHeight").Float()-t.row)/2
	t.scroll.Set("scrollTop", max(top, 0))
	t.scrolled(p)
}
