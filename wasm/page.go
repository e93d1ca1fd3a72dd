//go:build js && wasm

package main

import (
	"syscall/js"
	"time"

	"github.com/rnn-playground/rnn-playground/playground"
)

// instantly is the work, in multiply-adds, that is done before the next frame;
// a larger run is done in slices of about that size, with the page alive in
// between. Measured: some 10 ms.
const instantly = 2e7

// patience is how long a run may take before its progress is shown.
const patience = 150 * time.Millisecond

// page is the page on the screen. Everything on it follows from state and run,
// which change in one place, change.
type page struct {
	host     *host
	elements map[string]element // by id, looked up once
	painted  map[string]string  // the inside of elements, as last set
	spoken   playground.Lang
	texts    playground.Strings // in that language

	state playground.State
	run   *playground.Run

	// A run under way, and the state it is for.
	job     *playground.Job
	wanted  playground.State
	started time.Time

	view     playground.View
	palette  playground.Palette
	table    table
	printout string // of run, once it is on the page

	reveal    int             // a step that came with a link and is not in view yet
	repairing bool            // painting again after a panic
	announced *playground.Run // the last run that a screen reader was told of
}

func newPage(h *host) *page {
	return &page{host: h, elements: map[string]element{}, painted: map[string]string{}}
}

// start shows the state of the link.
func (p *page) start() {
	p.host.failed = p.panicked
	p.state, p.wanted = playground.Default(), playground.Default()
	p.speak()
	p.wireControls()
	p.wirePanels()
	p.table.wire(p)
	p.host.on("slice", func([]js.Value) { p.slice() })
	p.host.on("settled", func([]js.Value) { p.settled() })
	p.host.on("resized", func([]js.Value) { p.resized() })
	p.host.on("themed", func([]js.Value) { p.themed() })
	p.host.on("linked", func([]js.Value) { p.openLink() })
	p.host.call("watch", "heatmap", "table-scroll")
	p.element("fields").RemoveAttribute("disabled")
	p.element("find-step").RemoveAttribute("disabled")
	p.element("copy").RemoveAttribute("disabled")
	p.themed()
	p.openLink()
}

// element finds an element once: a look-up costs more than everything that is
// usually done with it.
func (p *page) element(id string) element {
	e, ok := p.elements[id]
	if !ok {
		e = find(id)
		p.elements[id] = e
	}
	return e
}

// set writes the inside of an element unless it is there already.
func (p *page) set(id, html string) {
	if old, ok := p.painted[id]; !ok || old != html {
		p.element(id).SetInnerHTML(html)
		p.painted[id] = html
	}
}

func (p *page) show(id string, visible bool) { p.element(id).Underlying().Set("hidden", !visible) }

// openLink takes over what stands in the page's address.
func (p *page) openLink() {
	state, notices := playground.ParseLink(p.host.call("link").String())
	p.reveal = state.Step
	p.change(state)
	for _, n := range notices {
		p.notify(p.texts.ExplainLink(n), true)
	}
}

// change is the one way to another state. A state with other numbers is run: at
// once when that is quick, in slices otherwise, and then the last result stays
// on the page until the new one is there. A later change drops a run under way.
func (p *page) change(next playground.State) {
	if p.run != nil && playground.SameRun(next, p.state) {
		p.job = nil
		p.adopt(next, p.run)
		return
	}
	if p.job != nil && playground.SameRun(next, p.wanted) {
		p.wanted = next
		p.paintControls()
		return
	}
	job, err := playground.Start(next)
	if err != nil {
		p.notify(p.texts.Explain(err), true)
		p.paintControls()
		return
	}
	p.job, p.wanted, p.started = job, next, time.Now()
	if next.Cost() <= instantly {
		p.slice()
		return
	}
	p.paintControls()
	p.host.call("nextSlice")
}

// slice goes on with the run under way.
func (p *page) slice() {
	if p.job == nil {
		return
	}
	run := p.job.Step(1.25 * instantly)
	if run == nil {
		if time.Since(p.started) > patience {
			p.show("running", true)
			p.element("run-progress").Underlying().Set("value", p.job.Progress())
		}
		p.host.call("nextSlice")
		return
	}
	p.job = nil
	p.adopt(p.wanted, run)
}

// cancel drops the run under way and shows the state of the picture again.
func (p *page) cancel() {
	if p.job == nil {
		return
	}
	p.job, p.wanted = nil, p.state
	p.show("running", false)
	p.paintControls()
	p.host.call("replaceLink", p.state.Link())
	p.notify(p.texts["cancelled"], false)
}

// adopt makes state and run the page's. If they cannot be painted, those before
// are there again.
func (p *page) adopt(state playground.State, run *playground.Run) {
	oldState, oldRun := p.state, p.run
	done := false
	defer func() {
		if !done && oldRun != nil {
			p.state, p.wanted, p.run = oldState, oldState, oldRun
		}
	}()
	p.show("running", false)
	fresh := run != oldRun
	p.state, p.wanted, p.run = state, state, run
	if p.speak() {
		p.set("announce", "")
	}
	p.paint(fresh)
	p.showStep()
	done = true
	if oldRun == nil {
		p.host.call("replaceLink", p.state.Link())
		p.host.call("ready")
	}
	p.host.call("later", "settled", 150)
}

// settled does what need not be done in the frame of a change: the address, the
// announcement, and a long printout.
func (p *page) settled() {
	p.host.call("replaceLink", p.state.Link())
	p.paintPrintout()
	if p.announced != nil && p.announced != p.run {
		p.set("announce", p.run.Announcement(p.texts))
	}
	p.announced = p.run // the first one is what the page came with
}

// lang is the language of the state, or else of the browser.
func (p *page) lang() playground.Lang {
	if p.state.Lang != "" {
		return p.state.Lang
	}
	return playground.Lang(p.host.call("browserLanguage").String())
}

// speak makes the page speak its language, and reports whether that is another
// one than before.
func (p *page) speak() bool {
	lang := p.lang()
	changed := p.spoken != "" && p.spoken != lang
	p.spoken, p.texts = lang, playground.StringsIn(lang)
	p.host.call("translate", string(lang))
	return changed
}

func (p *page) notify(message string, problem bool) {
	p.host.call("notice", message, p.texts["close"], problem)
}

// panicked says that something went wrong. The state and its picture are those
// from before, and the page goes on.
func (p *page) panicked(message string) {
	p.job = nil
	if p.run != nil && !p.repairing {
		// Nobody knows how much of another picture is on the page by now.
		p.repairing = true
		clear(p.painted)
		p.table, p.printout = table{scroll: p.table.scroll}, ""
		p.host.safely(func() { p.paint(true) })
		p.repairing = false
	}
	js.Global().Get("console").Call("warn", "caught in Go: "+message)
	p.notify(p.texts.Format("error.other", message), true)
}
