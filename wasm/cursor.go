//go:build js && wasm

package main

import (
	"strconv"
	"syscall/js"
)

// cell is a step and a unit; the zero cell is none.
type cell struct{ step, unit int }

// beat is how long a step stays while playing, in milliseconds.
const beat = 700

func (p *page) wireCursor() {
	p.host.on("point", func(args []js.Value) {
		if kind := args[0].String(); kind == "leave" {
			p.look(cell{})
		} else if at := p.pointed(args[1].String(), args[2].Float(), args[3].Float()); kind == "pin" {
			p.pause()
			p.pin(at)
		} else {
			p.look(at)
		}
	})
	p.host.call("watchPointer")
	p.host.listen(p.element("plots"), "keydown", p.key)
	scrub := p.element("scrub")
	p.host.listen(scrub, "input", func(js.Value) {
		p.pause()
		step, _ := strconv.Atoi(value(scrub))
		_, unit := p.state.Cursor()
		p.pin(cell{step, unit})
	})
	p.host.listen(p.element("back"), "click", func(js.Value) { p.move(-1, 0) })
	p.host.listen(p.element("forward"), "click", func(js.Value) { p.move(1, 0) })
	p.host.listen(p.element("play"), "click", func(js.Value) { p.play() })
	p.host.on("beat", func([]js.Value) { p.beat() })
}

// pointed is the cell under the pointer: shares across and down a plot, or a cell
// of the table itself.
func (p *page) pointed(where string, x, y float64) cell {
	t, h := p.state.Timesteps, p.state.HiddenSize
	if where == "table" {
		return cell{int(x), int(y)}
	}
	if where == "influence" || where == "step-saturation" || where == "unit-saturation" {
		return p.pointMemory(where, x, y)
	}
	at := cell{min(int(x*float64(t)), t-1) + 1, min(int(y*float64(h)), h-1)}
	switch where {
	case "inputs":
		_, at.unit = p.state.Cursor()
	case "lines-plot":
		at.unit = p.run.NearestUnit(at.step, 1-2*y)
	}
	return at
}

// look shows a cell for as long as the pointer is over it.
func (p *page) look(at cell) {
	if p.hover != at {
		p.hover = at
		p.paintCursor()
	}
}

// pin keeps a cell; the zero cell lets go.
func (p *page) pin(at cell) {
	next := p.wanted
	next.Step, next.Unit = at.step, at.unit
	if next.Step != p.state.Step || next.Unit != p.state.Unit {
		p.reveal = 0
		p.change(next)
	}
}

// move goes on from the cell that is looked at.
func (p *page) move(steps, units int) {
	p.pause()
	at := p.looked()
	if p.state.Step > 0 || p.hover != (cell{}) {
		at.step, at.unit = at.step+steps, at.unit+units
	}
	at.step = min(max(at.step, 1), p.state.Timesteps)
	at.unit = min(max(at.unit, 0), p.state.HiddenSize-1)
	p.pin(at)
	p.table.follow(p, at.step)
}

// looked is the cell that is looked at: under the pointer, pinned, or the usual.
func (p *page) looked() cell {
	if p.hover != (cell{}) {
		return p.hover
	}
	step, unit := p.state.Cursor()
	return cell{step, unit}
}

func (p *page) key(e js.Value) {
	if e.Get("ctrlKey").Bool() || e.Get("metaKey").Bool() || e.Get("altKey").Bool() {
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
		p.pause()
		p.hover = cell{}
		p.pin(cell{})
	default:
		return
	}
	e.Call("preventDefault")
}

// play walks from the pinned step to the last; at the end it begins again.
func (p *page) play() {
	if p.playing {
		p.pause()
		return
	}
	step, unit := p.state.Step, p.state.Unit
	if step == 0 || step == p.state.Timesteps {
		step = 1
	}
	p.playing = true
	p.host.call("playing", true, p.texts["pause"])
	p.host.call("later", "beat", beat)
	p.pin(cell{step, unit})
	p.mark()
}

func (p *page) beat() {
	if !p.playing {
		return
	}
	if p.state.Step == 0 || p.state.Step >= p.state.Timesteps {
		p.pause()
		return
	}
	p.host.call("later", "beat", beat)
	p.pin(cell{p.state.Step + 1, p.state.Unit})
	p.table.follow(p, p.state.Step)
}

func (p *page) pause() {
	if p.playing {
		p.playing = false
		p.host.call("playing", false, p.texts["play"])
		p.mark()
	}
}

// paintCursor shows the cell that is looked at in every view.
func (p *page) paintCursor() {
	at := p.looked()
	p.set("inspector", p.run.Inspect(at.step, at.unit).HTML(p.state.Terms, p.texts))
	p.set("now", p.state.Now(at.step, p.texts))
	p.mark()
}

// mark marks it in pictures, lines and table, and on the scrubber.
func (p *page) mark() {
	at := p.looked()
	scrub := p.element("scrub")
	scrub.SetAttribute("max", strconv.Itoa(p.state.Timesteps))
	scrub.Underlying().Set("value", at.step)
	p.lightMatrices()
	p.paintSaturations()
	kept := p.hover != (cell{}) || p.state.Step > 0
	p.host.call("mark", at.step, at.unit, p.state.Timesteps, p.state.HiddenSize, kept, p.playing)
}
