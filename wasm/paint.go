//go:build js && wasm

package main

import (
	"math"
	"strconv"
	"syscall/js"

	"github.com/rnn-playground/rnn-playground/playground"
)

// instantPrintout is how many steps' printout is written with every change; a
// longer one follows when the change has settled.
const instantPrintout = 1000

// remains is what is still to be painted around the pictures.
type remains int

const (
	nothing remains = iota
	ofSame          // of the run that is on the page
	ofFresh         // of a new one
)

// paint draws all of state and run. fresh says that the run is a new one.
func (p *page) paint(fresh bool) {
	if p.away {
		return
	}
	parted, left := p.parted, max(p.left, ofSame)
	if fresh {
		left = ofFresh
	}
	p.parted, p.left = false, nothing // what this sets off, such as a focus that moves, paints nothing
	p.element("plots").Underlying().Get("classList").Call("toggle", "comparing", p.run.Other != nil)
	p.prepareGradient()
	p.breathe()
	inside, stacked := p.run.BandCounts()
	p.property("--inside", inside)
	p.property("--stacked", stacked)
	p.paintHeader()
	p.breathe()
	p.paintPanels()
	p.breathe()
	// A new run leaves the room as it is, but where texts of it stand over a picture;
	// to ask for it would lay out the page.
	texts := p.state.Panel == playground.MemoryPanel || p.state.Panel == playground.CellsPanel
	sizing := p.sizing()
	if p.measured {
		p.sized = sizing
	} else if !fresh || texts || p.sized != sizing || p.table.row == 0 {
		p.sized = sizing
		p.measure()
	}
	p.measured = false
	p.table.fit(p)
	p.breathe()
	if p.state.Panel == playground.WeightsPanel {
		p.fitMatrices()
	}
	p.hover, p.over = cell{}, pointed{} // it was over another picture; Fragments show what is pinned
	if fresh {
		p.pause()
		p.player.phase = playground.Rest
	}
	p.run.EachFragment(p.state, p.texts, p.view, func(id, html string) {
		p.set(id, html)
		p.breathe()
	})
	for _, label := range p.pictured().Labels(p.texts) {
		p.attribute(label.ID, "aria-label", label.HTML)
	}
	p.paintPixels()
	p.breathe()
	p.paintControls()
	p.breathe()
	if p.left = left; parted {
		p.goOn()
	} else {
		p.paintLeft()
	}
}

// paintLeft draws what stands around the pictures, if that is still to be done.
func (p *page) paintLeft() {
	fresh := p.left == ofFresh
	if p.left == nothing {
		return
	}
	p.left = nothing
	p.paintMatrices()
	p.breathe()
	p.paintCode()
	p.breathe()
	p.paintFiles()
	p.paintMemory()
	p.breathe()
	p.paintCells()
	p.paintEdits()
	p.breathe()
	p.paintPlayer()
	p.paintTour()
	p.breathe()
	if fresh {
		p.printout, p.typing = "", nil
		if p.run.Timesteps <= instantPrintout {
			p.writePrintout()
		}
	}
	p.breathe()
	p.paintCursor()
	p.breathe()
	p.gatherMore()
}

// property sets a number that the style sheet lays the pictures out by; 0 for one that
// it is not told of: all that is in the pictures would be styled anew.
func (p *page) property(name string, v int) {
	text := strconv.Itoa(v)
	if !p.differs("plots", name, text) {
		return
	}
	if style := p.element("plots").Style(); v != 0 || style.GetPropertyValue(name) != "" {
		style.SetProperty(name, text, "")
	}
}

// sizing is what of the state may change how much room there is, when the host does
// not tell so.
func (p *page) sizing() playground.State {
	s := p.state
	s.Timesteps, s.InputSize, s.HiddenSize, s.Seed, s.Weights, s.Given, s.Edits = 0, 0, 0, 0, "", "", ""
	return s
}

// measure reads how large the plots are. It comes before anything is written:
// reading a size after that makes the browser lay out the page at once.
func (p *page) measure() {
	p.ratio = js.Global().Get("devicePixelRatio").Float() * p.scale()
	p.view.Width = 0
	for i, picture := range p.pictured().Shown(p.state.Colors) {
		plot := p.element(picture.ID).Underlying()
		width, height := plot.Get("clientWidth").Float(), plot.Get("clientHeight").Float()
		p.across(width)
		p.rows[i] = max(int(math.Round(height*p.ratio)), 1)
		p.view.Rows[i] = playground.Row{Top: plot.Get("offsetTop").Float(), Height: height}
	}
	if p.state.Embedded() && p.view.Width == 0 { // none of them is shown
		for _, id := range [...]string{"lines-plot", "influence", "bands"} {
			p.across(p.element(id).Underlying().Get("clientWidth").Float())
		}
	}
	first, last := p.view.Rows[0].Top, len(p.view.Rows)-1
	for i := range p.view.Rows {
		p.view.Rows[i].Top -= first
	}
	p.view.CellWidth = p.element("plots").Underlying().Get("clientWidth").Float()
	p.view.CellHeight = p.view.Rows[last].Top + p.view.Rows[last].Height
	p.table.measure(p)
	switch p.state.Panel {
	case playground.WeightsPanel:
		p.measureMatrices()
	case playground.MemoryPanel:
		p.measureMemory()
	case playground.CellsPanel:
		p.measureCells()
	}
}

// across takes how wide a plot is. All are as wide as each other, but for those that are
// not shown.
func (p *page) across(width float64) {
	if width > 0 || p.view.Columns == 0 {
		p.view.Width, p.view.PlotWidth = width, int(width)
		p.view.Columns = max(int(math.Round(width*p.ratio)), 1)
	}
}

// measures are what the page is painted by, as measured.
type measures struct {
	view  playground.View
	rows  [3]int
	seen  view
	other [7]float64
}

func (p *page) measures() measures {
	m, t := &p.matrices, &p.table
	return measures{p.view, p.rows, t.seen, [...]float64{p.ratio, t.row, t.text, m.width, m.height, p.memoryHeight, p.bandsHeight}}
}

// resized draws again what depends on the size of the page, which on paper is not that of
// the screen. What has the size that it was drawn for stays: so it is when the page has
// begun, and is told of each size for the first time.
func (p *page) resized() {
	if p.printing || p.away {
		return
	}
	before := p.measures()
	if p.measure(); p.measures() == before {
		return
	}
	p.measured = true
	p.paint(false)
}

// paintPixels draws the pictures.
func (p *page) paintPixels() {
	for i, picture := range p.pictured().Shown(p.state.Colors) {
		p.breathe()
		m := p.blit(&picture, p.view.Columns, p.rows[i])
		if p.run.Other == nil {
			p.set(picture.ID+"-cells", "") // what index.html came with
		}
		if picture.ID == "heatmap" {
			p.set("heatmap-note", m.Note(p.texts))
		}
	}
}

// pixels is room for the pixels of one picture, on both sides.
type pixels struct {
	rgba  []byte
	array js.Value
}

// blit draws a picture into at most columns × rows pixels of its canvas, which is
// empty for as long as the picture waits for what is gathered.
func (p *page) blit(picture *playground.Picture, columns, rows int) playground.Heatmap {
	if picture.Waits(columns, rows) {
		picture = &playground.Picture{ID: picture.ID, Values: []float64{math.NaN()}, Steps: 1, Rows: 1}
	}
	m := picture.PixelsInto(p.pixels.rgba, columns, rows, &p.palette)
	if len(p.pixels.rgba) < len(m.RGBA) {
		p.pixels = pixels{m.RGBA, js.Global().Get("Uint8ClampedArray").New(len(m.RGBA))}
	}
	js.CopyBytesToJS(p.pixels.array, m.RGBA)
	p.host.call("blit", picture.ID, m.Columns, m.Rows, p.pixels.array)
	return m
}

// themed draws with the colours of another theme.
func (p *page) themed() {
	p.readPalette()
	if p.away {
		return
	}
	p.paintPixels()
	p.paintMatrices()
	p.paintMemory()
	p.paintCells()
}

// readPalette reads the scale's colours from the style sheet, the one place that
// knows light from dark.
func (p *page) readPalette() {
	color := func(token string) (c playground.Color) {
		text := p.host.call("color", token).String()
		if len(text) == 7 {
			for i := range c {
				v, _ := strconv.ParseUint(text[1+2*i:3+2*i], 16, 8)
				c[i] = uint8(v)
			}
		}
		return c
	}
	p.palette = playground.Palette{
		Negative: color("--negative"), Zero: color("--zero"), Positive: color("--positive"),
	}
}

// paintPrintout writes the tutorial's printout, once for a run.
func (p *page) paintPrintout() {
	if p.printout == "" && !p.away {
		p.writePrintout()
		p.mark()
	}
}

func (p *page) writePrintout() {
	p.typing = nil
	p.printout = p.run.Printout()
	p.host.call("write", "printout", p.run.PrintoutHTML(p.printout))
}

// startTyping writes a long printout in slices. The last one stays until it is
// whole.
func (p *page) startTyping() {
	if p.printout == "" && !p.typing.Of(p.run) {
		p.typing = p.run.StartPrintout()
		p.host.call("draft", "")
		p.goOn()
	}
}

// goOnTyping works off a slice of that.
func (p *page) goOnTyping() {
	const steps = 2000 // between two looks at the clock
	for {
		html, done := p.typing.Step(steps)
		p.host.call("draft", html)
		if done {
			break
		}
		if !p.hasTime() {
			return
		}
	}
	p.printout, p.typing = p.typing.Text(), nil
	p.host.call("publish", "printout")
	p.mark()
}
