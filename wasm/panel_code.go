//go:build js && wasm

package main

import "github.com/rnn-playground/rnn-playground/playground"

// paintCode writes the program of the run while its panel is open.
func (p *page) paintCode() {
	if p.state.Panel == playground.CodePanel {
		p.set("listing", playground.ListingHTML(p.state.Code, p.run.Listing(p.state, p.texts)))
	}
}

// copiable is the text of the panel that is open.
func (p *page) copiable() string {
	if p.state.Panel == playground.CodePanel {
		return p.run.Listing(p.state, p.texts)
	}
	p.paintPrintout()
	return p.printout
}

// labelCopy says on the button what it copies.
func (p *page) labelCopy() {
	key := "copy"
	if p.state.Panel == playground.CodePanel {
		key = "copy.code"
	}
	p.set("copy", p.texts[key])
}
