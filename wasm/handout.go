//go:build js && wasm

package main

import (
	"syscall/js"

	"github.com/rnn-playground/rnn-playground/playground"
)

// wireHandout makes the page ready for paper, and for the screen again.
func (p *page) wireHandout() {
	p.host.on("printing", func(args []js.Value) {
		if p.printing = args[0].Bool(); p.printing {
			p.print()
		} else {
			p.themed()
			p.paint(false)
		}
	})
}

// print draws the page as its handout: the style sheet lays it out and, by now,
// gives the colours of paper.
func (p *page) print() {
	if p.away {
		return
	}
	p.pause()
	p.player.phase = playground.Rest
	p.hover, p.over = cell{}, pointed{}
	p.paintCursor()
	p.readPalette()
	p.paintPixels()
	p.attribute("plots", "data-drawing", string(playground.Unrolled))
	p.set("time-axis", p.run.StepAxis(playground.HandoutWidth))
	if p.state.Terms != playground.TermsBySize { // with every term or digit it may be longer than a page
		step, unit := p.state.Cursor()
		p.set("inspector", p.run.InspectGate(step, unit, p.state.Gate).HTML(playground.TermsGiven, p.texts))
	}
	p.set("handout", p.run.Handout(p.state, p.texts, p.address()))
}
