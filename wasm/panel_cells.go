//go:build js && wasm

package main

import (
	"math"
	"strings"
	"syscall/js"

	"github.com/rnn-playground/rnn-playground/playground"
)

// comparison is what is known of the cells beside a run, while their panel is open.
// What was known stays until there is something newer.
type comparison struct {
	run      *playground.Run   // that it is of, or will be
	target   playground.Target // the same
	job      *playground.CellsJob
	cells    *playground.ThreeCells
	tooLarge *playground.CellsTooLarge

	memories memories

	bands *playground.Bands // of a cell of cells
	of    playground.Gates
	whose *playground.ThreeCells
}

// memories are how far each cell remembers.
type memories struct {
	run   *playground.Run // that they are of, or will be
	jobs  [3]*playground.InfluenceJob
	found [3]*playground.Influence
}

// begin plans them, for the cells of a run.
func (m *memories) begin(cells *playground.ThreeCells) {
	if m.run == cells.Run {
		return
	}
	*m = memories{run: cells.Run}
	for i, cell := range cells.All {
		m.jobs[i], _ = cell.StartInfluence() // what is too large has no picture
	}
}

// step works off about budget multiply-adds and reports whether there is more.
func (m *memories) step(budget float64) bool {
	for i, job := range m.jobs {
		if job != nil {
			if m.found[i] = job.Step(budget); m.found[i] != nil {
				m.jobs[i] = nil
			}
			return true
		}
	}
	return false
}

// target is what is gone back from: the pinned state, or the sum of the last.
func (p *page) target() playground.Target {
	if p.state.Step > 0 {
		return playground.Target{Step: p.state.Step, Unit: p.state.Unit}
	}
	return playground.Target{Step: p.run.Timesteps, Unit: -1}
}

func (p *page) wireCells() {
	for _, gates := range playground.AllGates {
		p.host.listen(p.element("gates-"+string(gates)), "change", func(js.Value) {
			next := p.wanted
			next.Gates = gates
			p.change(next)
		})
	}
}

// paintCells shows the panel of cells, and begins what it does not know yet.
func (p *page) paintCells() {
	if p.state.Panel != playground.CellsPanel {
		p.comparison = nil
		return
	}
	c := p.comparison
	if c == nil {
		c = &comparison{}
		p.comparison = c
	}
	for _, gates := range playground.AllGates {
		p.element("gates-"+string(gates)).Underlying().Set("checked", gates == p.state.Gates)
	}
	if target := p.target(); c.run != p.run || c.target != target {
		c.job, c.tooLarge = nil, nil
		if c.run == p.run && c.cells != nil && c.cells.Run == p.run {
			c.job = c.cells.Retarget(target)
		} else if job, err := playground.StartCells(p.state, p.run, target); err != nil {
			c.tooLarge, _ = err.(*playground.CellsTooLarge)
		} else {
			c.job = job
		}
		c.run, c.target = p.run, target
		// Little is done at once; of more the frame of the change comes first.
		if c.job != nil && p.state.Cost() <= instantly/100 {
			c.step(instantly / 2)
		}
		p.host.call("later", "slice", studyAfter)
	}
	p.paintCompared()
}

// step works off a part of the job.
func (c *comparison) step(budget float64) {
	if cells := c.job.Step(budget); cells != nil {
		c.cells, c.job = cells, nil
		c.memories.begin(cells)
	}
}

// goOnComparing works off a slice.
func (p *page) goOnComparing() {
	c := p.comparison
	if c == nil || c.run != p.run {
		return
	}
	for c.job != nil && p.hasTime() {
		c.step(chunk)
	}
	more := true
	for c.job == nil && more && p.hasTime() {
		more = c.memories.step(chunk)
	}
	if more {
		p.goOn()
		if c.job != nil {
			return
		}
	}
	p.measureCells()
	p.paintCompared()
	if !more {
		p.describe()
	}
	if p.state.Tour > 0 {
		p.paintTour() // it tells of them
	}
}

// measureCells reads how high the bands are.
func (p *page) measureCells() {
	p.bandsHeight = p.element("bands").Underlying().Get("clientHeight").Float()
}

// paintCompared shows what is known so far.
func (p *page) paintCompared() {
	c := p.comparison
	p.show("cell-bands", c.tooLarge == nil)
	switch {
	case c.tooLarge != nil:
		p.set("cells-words", c.tooLarge.Words(p.texts))
	case c.cells == nil || c.cells.Run != p.run && c.job == nil:
		p.set("cells-words", p.texts["cells.running"])
	default:
		gates := p.state.Gates
		if c.whose != c.cells || c.of != gates {
			c.bands, c.whose, c.of = c.cells.Bands(gates), c.cells, gates
		}
		if p.bandsHeight == 0 { // it has only just been shown
			p.measureCells()
		}
		p.blit(&c.bands.Picture, p.view.Columns, int(math.Round(p.bandsHeight*p.ratio)))
		p.set("bands-names", c.bands.NameAxis())
		p.set("bands-scales", c.bands.ScaleAxis())
		p.set("gradient-lines", c.cells.GradientLines(gates, p.view.Columns))
		p.set("gradient-names", c.cells.GradientNames(gates))
		p.set("gradient-scale", c.cells.GradientScale())
		p.set("cells-words", c.cells.Words(gates, p.texts))
		p.paintMemories()
	}
	p.markCells()
}

// paintMemories draws how far each cell remembers, on one scale.
func (p *page) paintMemories() {
	m := &p.comparison.memories
	if m.run != p.run {
		return
	}
	scale := 0.0
	for _, in := range m.found {
		if in != nil {
			scale = max(scale, in.Scale())
		}
	}
	for i, gates := range playground.AllGates {
		if in := m.found[i]; in != nil {
			picture := in.Picture()
			picture.ID, picture.Scale = "memory-"+string(gates), scale
			p.blit(&picture, p.view.Columns/3, int(math.Round(memoriesHeight*p.ratio)))
		}
	}
	if scale > 0 {
		p.set("memories-scale", playground.DecadeLabels(scale))
	}
}

// memoriesHeight is that of the pictures of memory in CSS pixels, as in cells.css.
const memoriesHeight = 96

// markCells shows and says what is looked at.
func (p *page) markCells() {
	c := p.comparison
	if c == nil {
		return
	}
	marks, now := "", ""
	if c.cells != nil && c.cells.Run == p.run && c.bands != nil {
		at := p.looked()
		marks = c.bands.Marks(at.step, at.unit)
		if now = c.cells.At(at.step, at.unit, p.state.Gates, p.texts); p.memoryNow != "" && p.hover != (cell{}) {
			now = p.memoryNow
		}
	}
	p.set("bands-marks", marks)
	p.set("cells-now", now)
}

// pointCells is the cell under the pointer in the panel of cells.
func (p *page) pointCells(where string, x, y float64) (at cell) {
	at.step, at.unit = p.state.Cursor()
	at.step = min(int(x*float64(p.state.Timesteps)), p.state.Timesteps-1) + 1
	for i, gates := range playground.AllGates {
		if where == "memory-"+string(gates) && p.comparison != nil && p.comparison.memories.found[i] != nil {
			in := p.comparison.memories.found[i]
			at.step = min(in.StepAcross(x), p.state.Timesteps)
			p.memoryNow = strings.ToUpper(string(gates)) + ": " + in.At(x, y, p.texts)
			return at
		}
	}
	if c := p.comparison; where == "bands" && c != nil && c.bands != nil {
		at.unit = min(c.bands.UnitAt(y), p.state.HiddenSize-1)
	}
	return at
}
