//go:build js && wasm

package main

import (
	"strconv"
	"strings"
	"syscall/js"
)

func (p *page) wireHeader() {
	p.copies("copy-link", "copy-link-label", func() { p.set("copy-link-label", p.texts["link.copy"]) }, p.address)
	p.host.listen(p.element("projector"), "click", func(js.Value) {
		next := p.wanted
		next.Projector = !next.Projector
		p.change(next)
	})
	p.host.listen(p.element("unfold"), "click", func(js.Value) {
		p.unfolded = !p.unfolded
		p.paint(false)
	})
}

// address is that of what is on the screen, in its language.
func (p *page) address() string {
	page, _, _ := strings.Cut(js.Global().Get("location").Get("href").String(), "#")
	shown := p.state
	shown.Embedding = ""
	shown.Lang = p.lang()
	return page + "#" + shown.Link()
}

// copies makes a button copy what text gives, and tell on its label how that went;
// name puts the button's own name there again.
func (p *page) copies(button, label string, name func(), text func() string) {
	again := "label-" + button
	p.host.listen(p.element(button), "click", func(js.Value) {
		if !p.away {
			p.host.call("copy", button, text())
		}
	})
	p.host.on("copied-"+button, func(args []js.Value) {
		if !args[0].Bool() {
			p.notify(p.texts["copy.failed"], true)
			return
		}
		p.set(label, p.texts["copied"])
		p.element(button).SetAttribute("data-done", "")
		p.set("announce", "") // so that it is said every time
		p.set("announce", p.texts["copied"])
		p.host.call("later", again, 2000)
	})
	p.host.on(again, func([]js.Value) {
		name()
		p.element(button).RemoveAttribute("data-done")
	})
}

// paintHeader shows the mode; what is measured after it depends on it.
func (p *page) paintHeader() {
	p.paintFrame()
	on := p.state.Projector && !p.state.Embedded()
	p.unfolded = p.unfolded && on
	document := js.Global().Get("document")
	// Not by :focus, which WebKit knows nothing of in a window that is behind others.
	inControls := p.element("controls").Underlying().Call("contains", document.Get("activeElement")).Bool()
	classes := document.Get("documentElement").Get("classList")
	classes.Call("toggle", "projector", on)
	classes.Call("toggle", "wall", p.state.Projector && !on)
	classes.Call("toggle", "unfolded", p.unfolded)
	p.attribute("projector", "aria-pressed", strconv.FormatBool(on))
	p.attribute("unfold", "aria-expanded", strconv.FormatBool(p.unfolded))
	if !on && p.active() == "unfold" {
		p.element("projector").Focus()
	}
	p.show("unfold", on)
	if inControls && on && !p.unfolded {
		p.element("unfold").Focus() // they are folded away
	}
}

// scale is how much larger the style sheet draws everything below the header.
func (p *page) scale() float64 {
	if v, err := strconv.ParseFloat(p.host.call("color", "--scale").String(), 64); err == nil {
		return v
	}
	return 1
}
