//go:build js && wasm

package main

import (
	"strconv"
	"syscall/js"

	"github.com/rnn-playground/rnn-playground/playground"
)

var panels = playground.AllPanels

func (p *page) wirePanels() {
	for i, panel := range panels {
		tab := p.element("tab-" + string(panel))
		p.host.listen(tab, "click", func(js.Value) { p.open(panel) })
		p.host.listen(tab, "keydown", func(e js.Value) {
			if modified(e) {
				return
			}
			next, by, n := i, 1, len(panels)
			switch e.Get("key").String() {
			case "ArrowRight":
				next++
			case "ArrowLeft":
				next, by = next+n-1, n-1
			case "Home":
				next = 0
			case "End":
				next, by = n-1, n-1
			default:
				return
			}
			for next %= n; !p.state.Shows(string(panels[next])); {
				next = (next + by) % n // a frame may have only some of them
			}
			e.Call("preventDefault")
			p.open(panels[next])
			p.element("tab-" + string(panels[next])).Focus()
		})
	}
	p.copies("copy", "copy", p.labelCopy, p.copiable)
	p.host.listen(p.element("find-step"), "input", func(js.Value) { p.find(false) })
	p.host.listen(p.element("find"), "submit", func(e js.Value) {
		e.Call("preventDefault")
		p.find(true)
	})
}

// open shows one of the panels.
func (p *page) open(panel playground.Panel) {
	next := p.wanted
	next.Panel = panel
	p.change(next)
}

func (p *page) paintPanels() {
	for _, panel := range panels {
		chosen := panel == p.state.Panel
		tab := "tab-" + string(panel)
		p.attribute(tab, "aria-selected", strconv.FormatBool(chosen))
		p.attribute(tab, "tabindex", map[bool]string{true: "0", false: "-1"}[chosen])
		p.show("panel-"+string(panel), chosen)
	}
	p.show("find", p.state.Panel == playground.TablePanel)
	p.show("code", p.state.Panel == playground.CodePanel)
	p.show("copy", p.state.Panel == playground.PrintoutPanel || p.state.Panel == playground.CodePanel)
	p.labelCopy()
	find := p.element("find-step")
	p.attribute("find-step", "max", strconv.Itoa(p.findable().Timesteps))
	step := ""
	if p.state.Step > 0 {
		step = strconv.Itoa(p.state.Step)
	}
	if p.active() != "find-step" && p.reveal == 0 && value(find) != step {
		find.Underlying().Set("value", step)
		p.attribute("find-step", "aria-invalid", "false")
	}
}

// showStep brings a step that is asked for into view, once its run is there.
func (p *page) showStep() {
	if p.reveal == 0 {
		return
	}
	find := p.element("find-step")
	if typed, err := p.findable().ParseStep(value(find)); err != nil || typed != p.reveal {
		find.Underlying().Set("value", strconv.Itoa(p.reveal))
	}
	if p.state.Step == p.reveal {
		p.table.reveal(p, p.reveal)
	}
	if p.job == nil {
		p.reveal = 0
	}
}

// findable is the state in which a step can be found: during a run the longer one
// of that which is shown and that which is wanted.
func (p *page) findable() *playground.State {
	if p.wanted.Timesteps > p.state.Timesteps {
		return &p.wanted
	}
	return &p.state
}

// find marks a step and brings it into view. While it is being typed, what is
// not a step is only marked as such; when it is sent, the reason is given.
func (p *page) find(sent bool) {
	input := p.element("find-step")
	text := value(input)
	next := p.wanted
	next.Step = 0
	if text != "" {
		step, err := p.findable().ParseStep(text)
		p.attribute("find-step", "aria-invalid", strconv.FormatBool(err != nil))
		if err != nil {
			if sent {
				p.notify(p.texts.Explain(err), true)
			}
			return
		}
		next.Step = step
	} else {
		p.attribute("find-step", "aria-invalid", "false")
	}
	p.reveal = next.Step
	p.change(next)
}
