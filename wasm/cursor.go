//go:build js && wasm

package main

import (
	"strconv"
	"strings"
	"syscall/js"

	"github.com/rnn-playground/rnn-playground/playground"
)

// cell is a step and a unit; the zero cell is none.
type cell struct{ step, unit int }

// pointed is the picture under the pointer, its row, and what of the network that is of.
type pointed struct {
	picture string
	row     int
	gate    playground.Gate
	pass    int // of the stacked states, from 1; 0 for that which is looked at
}

func (p *page) wireCursor() {
	p.host.on("point", func(args []js.Value) {
		if p.away {
			return
		}
		if kind := args[0].String(); kind == "leave" {
			p.look(cell{}, pointed{})
		} else if at, over := p.pointed(args[1].String(), args[2].Float(), args[3].Float()); kind == "pin" {
			p.pinOver(at, over)
		} else {
			p.look(at, over)
		}
	})
	p.host.call("watchPointer")
	p.host.listen(p.element("plots"), "keydown", p.key)
	scrub := p.element("scrub")
	p.host.listen(scrub, "input", func(js.Value) {
		step, _ := strconv.Atoi(value(scrub))
		_, unit := p.state.Cursor()
		p.pin(cell{step, unit})
		p.follow(cell{step, unit})
	})
}

// pointed is the cell under the pointer, and the row of the picture: shares across
// and down a plot, or in other places the step and the unit themselves.
func (p *page) pointed(where string, x, y float64) (cell, pointed) {
	p.memoryNow = ""
	t, h := p.state.Timesteps, p.state.HiddenSize
	step, unit := p.state.Cursor()
	switch where {
	// The number may be of a run before, which is told when the next one is there.
	case "table", "printout":
		if int(x) <= t {
			step = int(x)
		}
		if y >= 0 {
			unit = min(int(y), h-1)
		}
		return cell{step, unit}, pointed{}
	case "cell":
		return cell{step, min(int(y), h-1)}, pointed{}
	case "cell-input":
		return cell{step, unit}, pointed{picture: "inputs", row: min(int(y), p.run.InputSize-1)}
	}
	if where == "influence" || where == "step-saturation" || where == "unit-saturation" {
		return p.pointMemory(where, x, y), pointed{}
	}
	if where == "bands" || where == "gradient-plot" || strings.HasPrefix(where, "memory-") {
		return p.pointCells(where, x, y), pointed{}
	}
	row := func(n int) int { return min(int(y*float64(n)), n-1) }
	step = min(int(x*float64(t)), t-1) + 1
	switch where {
	case "inputs":
		return cell{step, unit}, pointed{picture: where, row: row(p.run.InputSize)}
	case "lines-plot":
		return cell{step, p.pictured().NearestUnit(step, 1-2*y)}, pointed{}
	}
	over := pointed{picture: where, row: row(h)}
	if bands := p.bands(where); bands != nil {
		band, unit := bands.At(y)
		over.row = unit
		if where == "sums" {
			over.gate = p.state.Cell.Gates()[band]
		} else {
			over.pass = band + 1
		}
	}
	return cell{step, over.row}, over
}

// look shows a cell for as long as the pointer is over it. What is not computed
// yet, while playing, cannot be looked at.
func (p *page) look(at cell, over pointed) {
	if p.player.phase != playground.Rest && at.step > 0 && p.turn(at.step) >= p.turn(p.state.Step) {
		at, over = cell{}, pointed{}
	}
	if p.hover != at || p.over != over {
		p.hover, p.over = at, over
		p.paintCursor()
	}
}

// pin keeps a cell, all of it computed; the zero cell lets go.
func (p *page) pin(at cell) { p.pinOver(at, pointed{}) }

// pinOver keeps a cell and reads it in the picture that the pointer, or a finger,
// is over.
func (p *page) pinOver(at cell, over pointed) {
	p.hover, p.over = cell{}, over
	p.pause()
	p.player.phase = playground.Rest
	next := p.wanted
	next.Step, next.Unit, next.Gate = at.step, at.unit, over.gate
	if over.pass > 0 {
		next.SetPass(over.pass - 1)
	}
	if next != p.state {
		p.reveal = 0
		p.change(next)
	} else {
		p.paintCursor()
	}
}

// move goes on from the cell that is looked at.
func (p *page) move(steps, units int) {
	at := p.looked()
	gate := p.state.Gate
	if p.state.Step > 0 || p.hover != (cell{}) {
		at.step, at.unit = at.step+steps, at.unit+units
	}
	at.step = min(max(at.step, 1), p.state.Timesteps)
	at.unit = min(max(at.unit, 0), p.state.HiddenSize-1)
	p.pinOver(at, pointed{gate: gate})
	p.follow(at)
}

// looked is the cell that is looked at: under the pointer, pinned, or the usual.
func (p *page) looked() cell {
	if p.hover != (cell{}) {
		return p.hover
	}
	step, unit := p.state.Cursor()
	return cell{step, unit}
}

// modified reports whether a key is one of the browser's: Alt and an arrow go back.
func modified(e js.Value) bool {
	return e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool() || e.Get("altKey").Bool()
}

func (p *page) key(e js.Value) {
	if modified(e) || !e.Get("target").Equal(e.Get("currentTarget")) {
		return
	}
	const far = 10
	switch e.Get("key").String() {
	case "ArrowLeft":
		p.move(-1, 0)
	case "ArrowRight":
		p.move(1, 0)
	case "ArrowUp":
		p.move(0, -1)
	case "ArrowDown":
		p.move(0, 1)
	case "PageUp":
		p.move(-far, 0)
	case "PageDown":
		p.move(far, 0)
	case "Home":
		p.move(-p.state.Timesteps, 0)
	case "End":
		p.move(p.state.Timesteps, 0)
	case "Enter":
		p.pin(p.looked())
	case " ":
		p.play()
	case "Escape":
		p.pin(cell{})
	default:
		return
	}
	e.Call("preventDefault")
}

// follow keeps a cell in view in what is scrolled.
func (p *page) follow(at cell) {
	p.table.follow(p, at.step, at.unit)
	p.host.call("followPrintout")
}

// paintCursor shows the cell that is looked at in every view, and how far it is
// computed.
func (p *page) paintCursor() {
	if p.away {
		return
	}
	at, phase := p.looked(), p.player.phase
	own := phase != playground.Rest && at.step == p.state.Step
	shown := playground.Rest // of the cell that is looked at
	if own {
		shown = phase
	}
	named := 0
	if p.kept() {
		named = at.step
	}
	p.set("equation", p.state.Equation(named))
	p.attribute("equation", "aria-label", p.state.EquationSpoken(named, p.texts))
	run, gate := p.opened()
	p.set("inspector", p.run.Opened(p.state, run, at.step, at.unit, gate, p.texts))
	reading := playground.Reading{Picture: p.over.picture, Step: at.step, Row: at.unit, Gate: gate}
	if p.over.picture == "inputs" {
		reading.Row = p.over.row
	}
	p.set("now", reading.HTML(p.read(run), shown, p.texts))
	flow, cell := "", ""
	if p.drawing() == playground.Folded {
		cell = p.run.Cell(at.step, shown, at.unit, p.view.CellWidth, p.view.CellHeight, p.state.Colors, p.texts)
	} else if p.run.Other != nil || p.run.Part.Reverse || p.state.Way == playground.Backward {
		flow = "" // between the rows of A and B nothing flows, and a reverse pass goes the other way
	} else if phase != playground.Rest {
		flow = playground.Flow(p.state.Step, p.state.Timesteps, phase, p.state.Cell.Bend(p.state.Step), p.view.Width, p.flowRows())
	} else if p.state.Step > 0 && at.step == p.state.Step {
		flow = playground.Flow(at.step, p.state.Timesteps, phase, p.state.Cell.Bend(at.step), p.view.Width, p.flowRows())
	}
	p.set("flow", flow)
	p.set("cell", cell)
	p.host.call("phase", phase.String(), own, p.pace().Time(phase))
	p.mark()
}

// read is the run whose numbers are read at a place of a pass: in the backward view that of
// its gradients.
func (p *page) read(pass *playground.Run) *playground.Run {
	look := p.pictured()
	if of := look.Focus(pass.Part); look != p.run && of != nil {
		return of
	} else if look != p.run {
		return look
	}
	return pass
}

// flowRows are where x, the sums and the states of the pass lie.
func (p *page) flowRows() [3]playground.Row {
	rows := p.view.Rows
	if bands := p.bands("heatmap"); bands != nil {
		top, height := bands.Place(p.run.Band(), 0)
		rows[2].Top += top * rows[2].Height
		rows[2].Height *= height * float64(p.state.HiddenSize)
	}
	return rows
}

// kept reports whether a cell is pinned or pointed at.
func (p *page) kept() bool { return p.hover != (cell{}) || p.state.Step > 0 }

// mark marks it in pictures, lines, table and printout, and on the scrubber.
func (p *page) mark() {
	at := p.looked()
	scrub := p.element("scrub")
	p.attribute("scrub", "max", strconv.Itoa(p.state.Timesteps))
	scrub.Underlying().Set("value", at.step)
	p.lightMatrices()
	p.paintSaturations()
	p.paintSpot()
	p.paintSound()
	p.markCells()
	sums, states := p.player.phase.Computed(p.turn(p.state.Step), p.state.Timesteps)
	run, gate := p.opened()
	sumsTop, sumsHigh := p.run.PlaceOf("sums", p.state.Colors, at.unit, gate)
	statesTop, statesHigh := run.PlaceOf("heatmap", p.state.Colors, at.unit, "")
	p.host.call("mark", at.step, at.unit, p.state.Timesteps, p.state.HiddenSize, p.kept(), sums, states, p.run.ShapeLine(at.step), []any{sumsTop, sumsHigh, statesTop, statesHigh}, p.leftward())
}

// bands are those of a picture over the time axis, nil for one without.
func (p *page) bands(picture string) *playground.Bands {
	return p.pictured().Bands(picture, p.state.Colors)
}

// opened is the pass and the gate that are looked at: those under the pointer, or else
// what is chosen.
func (p *page) opened() (*playground.Run, playground.Gate) {
	if p.hover == (cell{}) {
		return p.run, p.state.Gate
	}
	if at := p.over.pass - 1; at >= 0 && at < len(p.run.Passes) {
		return p.run.Passes[at], ""
	}
	return p.run, p.over.gate
}
