//go:build js && wasm

package main

import (
	"math/rand/v2"
	"strconv"

	"honnef.co/go/js/dom/v2"

	"github.com/rnn-playground/rnn-playground/playground"
)

// field is the id of the number input of a parameter.
func field(par *playground.Parameter) string {
	if par.Slider {
		return par.Key + "-value"
	}
	return par.Key
}

func (p *page) wireControls() {
	for _, par := range playground.Parameters {
		number := p.element(field(par))
		p.host.listen(number, "input", func(dom.Event) { p.typed(par) })
		p.host.listen(number, "focusout", func(dom.Event) { p.paintControl(par) })
		p.host.listen(number, "keydown", func(e dom.Event) {
			if key := e.(*dom.KeyboardEvent).Key(); key == "Escape" || key == "Enter" {
				if key == "Enter" {
					e.PreventDefault()
				}
				if key == "Escape" || p.painted[par.Key+"-error"] == "" {
					p.paintControl(par)
				}
			}
		})
		if par.Slider {
			slider := p.element(par.Key)
			p.host.listen(slider, "input", func(dom.Event) {
				position, _ := strconv.Atoi(value(slider))
				p.choose(par, int64(playground.NotchAt(position)))
			})
		}
	}
	p.host.listen(p.element("dice"), "click", func(dom.Event) {
		// Short enough to be read out to a class.
		p.choose(playground.ParameterByKey("seed"), int64(rand.IntN(10_000)))
	})
	p.host.listen(p.element("reset"), "click", func(dom.Event) { p.change(p.wanted.Tutorial()) })
	p.host.listen(p.element("cancel"), "click", func(dom.Event) { p.cancel() })
	p.host.listen(p.element("controls"), "submit", func(e dom.Event) { e.PreventDefault() })
	p.host.listen(p.element("language"), "click", func(dom.Event) {
		next := p.wanted
		next.Lang = playground.English
		if dom.GetWindow().Document().DocumentElement().GetAttribute("lang") == string(playground.English) {
			next.Lang = playground.Korean
		}
		p.change(next)
	})
}

func value(e dom.Element) string { return e.Underlying().Get("value").String() }

// typed takes a number while it is being typed. What is refused stays in its
// field with the reason under it, and the page keeps its state.
func (p *page) typed(par *playground.Parameter) {
	input := p.element(field(par))
	text := value(input)
	// A browser gives "" for text that is no number, and says so.
	bad := input.Underlying().Get("validity").Get("badInput").Bool()
	if text == "" && !bad {
		p.refuse(par, nil) // cleared to type another
		return
	}
	v, err := par.Parse(text)
	next := p.wanted
	if err == nil {
		err = next.Set(par, v)
	}
	p.refuse(par, err)
	if err == nil {
		p.change(next)
	}
}

// choose sets a parameter from a control that cannot be wrong by itself.
func (p *page) choose(par *playground.Parameter, v int64) {
	next := p.wanted
	if err := next.Set(par, v); err != nil {
		p.paintControl(par)
		p.refuse(par, err)
		return
	}
	p.refuse(par, nil)
	p.change(next)
}

// refuse shows under a parameter's field why its value is not taken, or clears
// that.
func (p *page) refuse(par *playground.Parameter, err error) {
	text := ""
	if err != nil {
		text = p.texts.Explain(err)
	}
	id := par.Key + "-error"
	if p.painted[id] != text {
		p.painted[id] = text
		p.element(id).SetTextContent(text)
	}
	p.element(field(par)).SetAttribute("aria-invalid", strconv.FormatBool(err != nil))
}

// paintControls shows the wanted state in all controls but the one that is
// being typed in.
func (p *page) paintControls() {
	var active string
	if e := dom.GetWindow().Document().(dom.HTMLDocument).ActiveElement(); e != nil {
		active = e.ID()
	}
	for _, par := range playground.Parameters {
		if field(par) != active {
			p.paintControl(par)
			continue
		}
		if v, err := par.Parse(value(p.element(active))); err == nil && v != par.Get(&p.wanted) {
			p.paintControl(par)
		}
		p.paintSlider(par)
	}
}

// paintControl shows a parameter's value, and clears what was refused.
func (p *page) paintControl(par *playground.Parameter) {
	p.refuse(par, nil)
	text := strconv.FormatInt(par.Get(&p.wanted), 10)
	if input := p.element(field(par)); value(input) != text {
		input.Underlying().Set("value", text)
	}
	p.paintSlider(par)
}

func (p *page) paintSlider(par *playground.Parameter) {
	if !par.Slider {
		return
	}
	v := par.Get(&p.wanted)
	slider := p.element(par.Key)
	if position := strconv.Itoa(playground.NotchPosition(int(v))); value(slider) != position {
		slider.Underlying().Set("value", position)
	}
	slider.SetAttribute("aria-valuetext", strconv.FormatInt(v, 10))
}
