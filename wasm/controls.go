//go:build js && wasm

package main

import (
	"math/rand/v2"
	"strconv"
	"syscall/js"

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
		p.host.listen(number, "input", func(js.Value) { p.typed(par) })
		// Not at once: when an error goes, what stands below it moves, and the click
		// that took the focus away would miss.
		left := "left-" + par.Key
		p.host.on(left, func([]js.Value) { p.leave(par) })
		p.host.listen(number, "focusout", func(js.Value) {
			if p.painted[par.Key+"-error"] == "" {
				p.paintControl(par)
			} else {
				p.host.call("later", left, 300)
			}
		})
		p.host.listen(number, "keydown", func(e js.Value) {
			if key := e.Get("key").String(); key == "Escape" || key == "Enter" {
				if key == "Enter" {
					e.Call("preventDefault")
				}
				if key == "Escape" || p.painted[par.Key+"-error"] == "" {
					p.paintControl(par)
				}
			}
		})
		if par.Slider {
			slider := p.element(par.Key)
			p.host.listen(slider, "input", func(js.Value) {
				position, _ := strconv.Atoi(value(slider))
				p.choose(par, int64(playground.NotchAt(position)))
			})
		}
	}
	weights := p.element("weights")
	p.host.listen(weights, "change", func(js.Value) { p.weigh(playground.Weights(value(weights))) })
	p.host.listen(p.element("try-weights"), "click", func(js.Value) { p.weigh(p.otherWeights()) })
	p.host.listen(p.element("dice"), "click", func(js.Value) {
		// Short enough to be read out to a class.
		p.choose(playground.ParameterByKey("seed"), int64(rand.IntN(10_000)))
	})
	p.host.listen(p.element("reset"), "click", func(js.Value) { p.change(p.wanted.Tutorial()) })
	p.host.listen(p.element("cancel"), "click", func(js.Value) { p.cancel() })
	p.host.listen(p.element("controls"), "submit", func(e js.Value) { e.Call("preventDefault") })
	p.host.listen(p.element("language"), "click", func(js.Value) {
		next := p.wanted
		next.Lang = playground.English
		if p.lang() == playground.English {
			next.Lang = playground.Korean
		}
		p.change(next)
	})
}

// weigh draws the weights another way, with the same seed.
func (p *page) weigh(weights playground.Weights) {
	next := p.wanted
	next.Weights = weights
	p.change(next)
}

// otherWeights are those that are one click away.
func (p *page) otherWeights() playground.Weights {
	if p.wanted.Weights == playground.PyTorchWeights {
		return playground.TutorialWeights
	}
	return playground.PyTorchWeights
}

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

// leave tidies a field that is no longer being typed in.
func (p *page) leave(par *playground.Parameter) {
	if p.active() != field(par) {
		p.paintControl(par)
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
	active := p.active()
	for _, par := range playground.Parameters {
		if field(par) != active {
			p.paintControl(par)
			continue
		}
		// What was refused stays to be corrected, whatever else happens.
		v, err := par.Parse(value(p.element(active)))
		if err == nil && v != par.Get(&p.wanted) && p.painted[par.Key+"-error"] == "" {
			p.paintControl(par)
		}
		p.paintSlider(par)
	}
	p.choice("weights", string(p.wanted.Weights))
	p.choice("terms", string(p.wanted.Terms))
	p.set("try-weights", p.texts["weights.try."+string(p.otherWeights())])
}

// active is the id of the element that has the keyboard.
func (p *page) active() string {
	if e := js.Global().Get("document").Get("activeElement"); e.Truthy() {
		return e.Get("id").String()
	}
	return ""
}

// choice shows what is chosen in a select.
func (p *page) choice(id, chosen string) {
	if e := p.element(id); value(e) != chosen {
		e.Underlying().Set("value", chosen)
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
