//go:build js && wasm

package main

import (
	"strconv"
	"strings"
	"syscall/js"

	"github.com/rnn-playground/rnn-playground/playground"
)

// embedding is what the author of a lesson has chosen in the dialog so far.
type embedding struct {
	chosen  playground.Embedding
	theme   playground.Theme
	height  int
	element bool
}

// wireSnippet makes the dialog with the markup for other pages.
func (p *page) wireSnippet() {
	d := &p.embedding
	d.height = int(playground.HeightRange.Default)
	d.chosen = playground.Embedding{Embed: true, Show: "heatmap,lines,player,inspector"}
	p.host.listen(p.element("embed-open"), "click", func(js.Value) {
		p.openSnippet()
		p.element("embedding").Underlying().Call("showModal")
		p.paintSnippet()
	})
	p.host.listen(p.element("embedding"), "click", func(e js.Value) {
		if e.Get("target").Equal(p.element("embedding").Underlying()) {
			p.element("embedding").Underlying().Call("close")
		}
	})
	p.host.listen(p.element("embedding"), "close", func(js.Value) { p.host.call("preview", "", 0) })
	p.host.listen(p.element("embed-form"), "submit", func(e js.Value) { e.Call("preventDefault") })
	p.host.listen(p.element("embedding"), "input", func(e js.Value) { p.chooseSnippet(e.Get("target")) })
	p.copies("embed-copy", "embed-copy-label", func() { p.set("embed-copy-label", p.texts["copy.code"]) }, func() string { return p.snippet(true).HTML(p.texts) })
}

// openSnippet shows what is chosen in the boxes and fields.
func (p *page) openSnippet() {
	d := &p.embedding
	p.set("embed-boxes", d.chosen.SnippetForm(p.texts))
	p.attribute("embed-height", "min", strconv.FormatInt(playground.HeightRange.Min, 10))
	p.attribute("embed-height", "max", strconv.FormatInt(playground.HeightRange.Max, 10))
	if height := p.element("embed-height"); value(height) == "" {
		height.Underlying().Set("value", d.height)
	}
}

// chooseSnippet takes one choice.
func (p *page) chooseSnippet(input js.Value) {
	d := &p.embedding
	name, text, checked := input.Get("name").String(), input.Get("value").String(), input.Get("checked").Truthy()
	if piece, ok := strings.CutPrefix(name, "show-"); ok {
		if d.chosen.Show.Has("controls") && !checked && strings.HasPrefix(piece, "set-") {
			for _, other := range playground.Pieces { // all of them but this one
				if strings.HasPrefix(other, "set-") {
					d.chosen.Show = d.chosen.Show.With(other, true, playground.Pieces)
				}
			}
			d.chosen.Show = d.chosen.Show.With("controls", false, playground.Pieces)
		}
		d.chosen.Show = d.chosen.Show.With(piece, checked, playground.Pieces)
		if d.chosen.Show == "" {
			d.chosen.Show = playground.DefaultPieces
		}
		p.showBoxes()
	} else if key, ok := strings.CutPrefix(name, "lock-"); ok {
		d.chosen.Lock = d.chosen.Lock.With(key, checked, playground.Locks)
	}
	switch input.Get("id").String() {
	case "embed-as-iframe", "embed-as-element":
		d.element = text == "element"
	case "embed-theme":
		d.theme = playground.Theme(text)
	case "embed-height":
		height, err := playground.HeightRange.Parse(text)
		p.attribute("embed-height", "aria-invalid", strconv.FormatBool(err != nil))
		if err == nil {
			d.height = int(height)
		}
	case "embed-origin":
		text = strings.TrimSuffix(strings.TrimSpace(text), "/")
		message := ""
		if d.chosen.Origin = ""; text == "" || playground.ValidOrigin(text) {
			d.chosen.Origin = text
		} else {
			message = p.texts["embed.origin.error"]
		}
		p.attribute("embed-origin", "aria-invalid", strconv.FormatBool(message != ""))
		p.set("embed-origin-error", message)
	}
	p.paintSnippet()
}

// showBoxes checks the boxes of what can be set, which hang together.
func (p *page) showBoxes() {
	form := p.element("embed-form").Underlying().Get("elements")
	for _, piece := range playground.Pieces {
		form.Get("show-"+piece).Set("checked", p.embedding.chosen.Shows(piece))
	}
}

// snippet is the markup that is chosen; what visits it has a theme only if one is chosen.
func (p *page) snippet(markup bool) playground.Snippet {
	d := &p.embedding
	page, _, _ := strings.Cut(js.Global().Get("location").Get("href").String(), "#")
	state := p.state
	state.Embedding, state.Theme, state.Lang, state.Tour = d.chosen, d.theme, p.lang(), 0
	if !markup {
		state.Origin = "" // the preview has nobody to talk to
	}
	return playground.Snippet{Page: page, State: state.Settled(), Height: d.height, Element: d.element}
}

// paintSnippet shows the markup and, in a frame, what it gives.
func (p *page) paintSnippet() {
	code := p.element("embed-code")
	if text := p.snippet(true).HTML(p.texts); p.differs("embed-code", "text", text) {
		code.SetTextContent(text)
	}
	p.host.call("preview", "#"+p.snippet(false).State.Link(), p.embedding.height)
}
