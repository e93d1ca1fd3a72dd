//go:build js && wasm

package main

import (
	"math"
	"time"

	"github.com/rnn-playground/rnn-playground/playground"
)

// hasTime reports whether this slice of time is not over.
func (p *page) hasTime() bool { return time.Since(p.sliced) < slice }

// room is how large the pictures are.
func (p *page) room() playground.Room {
	room := playground.Room{Columns: p.view.Columns, Rows: p.rows}
	if p.state.Panel == playground.WeightsPanel {
		for i, width := range p.matrices.widths {
			room.Matrices[i] = int(math.Round(float64(width) * p.ratio))
		}
		room.High = int(math.Round(float64(p.matrices.rows) * p.ratio))
	}
	return room
}

// gathers goes on with what the pictures of a run that is done need, in the room
// that there is now, and reports whether they have it.
func (p *page) gathers(run *playground.Run) bool {
	if !p.gathering.Of(run) {
		if p.gathering = run.Gather(p.wanted, p.room()); p.gathering == nil {
			return true
		}
	}
	return p.gather()
}

// gather works off a slice of the gathering and reports whether that is done.
func (p *page) gather() bool {
	for !p.gathering.Step(chunk) {
		if !p.hasTime() {
			return false
		}
	}
	return true
}

// gatherMore begins with what the pictures on the page do not have in the room
// that they have now. Until it is there they are drawn from what there is.
func (p *page) gatherMore() {
	if p.job != nil || p.away {
		return
	}
	if p.gathering = p.run.Gather(p.state, p.room()); p.gathering != nil {
		p.goOn()
	}
}

// goOnLooking goes on with what there is to be found out about the run on the page
// and written of it: first what is waited for.
func (p *page) goOnLooking() {
	switch {
	case p.away:
		return
	case p.gathering.Of(p.run):
		if p.gather() {
			p.gathering = nil
			p.paintGathered()
		}
	case p.making != nil && p.making.run != nil:
		p.goOnMaking()
		return
	case p.typing.Of(p.run):
		p.goOnTyping()
	default:
		p.goOnStudying()
		p.goOnComparing()
		p.goOnBack()
		return
	}
	p.goOn()
}

// paintGathered draws again what is drawn of all values.
func (p *page) paintGathered() {
	p.set("lines", p.pictured().Lines(p.view.Columns))
	p.paintPixels()
	p.paintMatrices()
	p.paintMemory()
	p.mark()
}
