//go:build js && wasm

package main

import (
	"math/rand/v2"
	"strconv"
	"syscall/js"

	"github.com/rnn-playground/rnn-playground/playground"
)

// entry is a field that a number is typed into.
type entry struct {
	key   string // of its name in the texts and of its error: key-error
	field string // id of the input
	get   func(*playground.State) string
	set   func(*playground.State, string) error
	par   *playground.Parameter // with a slider beside it, or nil
}

// entries are a field for each parameter and each amount.
func entries() []*entry {
	var all []*entry
	for _, par := range playground.AllParameters {
		e := &entry{
			key: par.Key, field: par.Key, par: par,
			get: func(s *playground.State) string { return strconv.FormatInt(par.Get(s), 10) },
			set: func(s *playground.State, text string) error {
				v, err := par.Parse(text)
				if err != nil {
					return err
				}
				return s.Set(par, v)
			},
		}
		if par.Slider {
			e.field += "-value"
		}
		all = append(all, e)
	}
	for _, a := range playground.Amounts {
		all = append(all, &entry{
			key: a.Key, field: a.Key,
			get: func(s *playground.State) string { return strconv.FormatFloat(a.Get(s), 'f', -1, 64) },
			set: func(s *playground.State, text string) error {
				v, err := a.Parse(text)
				if refused, ok := err.(*playground.ArgumentError); ok {
					refused.State = *s // which says what the amount is called
				}
				if err != nil {
					return err
				}
				return s.SetAmount(a, v)
			},
		})
	}
	return all
}

func (p *page) wireControls() {
	var seed *entry
	for _, e := range p.entries {
		if p.wireEntry(e); e.key == "seed" {
			seed = e
		}
		p.breathe()
	}
	for _, c := range p.choices() {
		p.breathe()
		field := p.element(c.id)
		choose := func() {
			next := p.wanted
			if now := c.get(&next); value(field) == now || !offered(field) {
				p.choice(c.id, now)
				return
			}
			c.set(&next, value(field))
			next.Fit()
			if next.Given != p.wanted.Given {
				p.changeWhole(next)
				return
			}
			p.change(next)
		}
		p.host.listen(field, "change", func(js.Value) { choose() })
		// What a key chose last WebKit does not tell of again, though a link has set another since.
		p.host.listen(field, "keyup", func(js.Value) {
			if value(field) != c.get(&p.wanted) {
				choose()
			}
		})
	}
	p.host.listen(p.element("bidirectional"), "click", func(js.Value) {
		next := p.wanted
		next.Bidirectional = !next.Bidirectional
		next.Pin(next.Step, next.Unit)
		p.change(next)
	})
	text := p.element("text")
	p.host.listen(text, "input", func(js.Value) {
		next := p.wanted
		next.SetText(value(text))
		p.change(next)
	})
	p.host.listen(p.element("try-weights"), "click", func(js.Value) { p.weigh(p.otherWeights()) })
	p.host.listen(p.element("compare"), "click", func(js.Value) {
		next := p.wanted
		if next.Compare = playground.Compare(p.otherWeights()); p.wanted.Compare != "" {
			next.Compare = ""
		}
		next.Drawing = playground.Unrolled
		p.change(next)
	})
	p.host.listen(p.element("dice"), "click", func(js.Value) {
		// Short enough to be read out to a class.
		p.choose(seed, int64(rand.IntN(10_000)))
	})
	p.host.listen(p.element("reset"), "click", func(js.Value) { p.change(p.wanted.Tutorial()) })
	p.host.listen(p.element("cancel"), "click", func(js.Value) { p.cancel() })
	p.host.listen(p.element("language"), "click", func(js.Value) {
		next := p.wanted
		next.Lang = playground.English
		if p.lang() == playground.English {
			next.Lang = playground.Korean
		}
		p.change(next)
	})
}

func (p *page) wireEntry(e *entry) {
	number := p.element(e.field)
	p.host.listen(number, "input", func(js.Value) { p.typed(e) })
	// Not at once: when an error goes, what stands below it moves, and the click
	// that took the focus away would miss.
	left := "left-" + e.key
	p.host.on(left, func([]js.Value) { p.leave(e) })
	p.host.listen(number, "focusout", func(js.Value) {
		if p.painted[e.key+"-error"] == "" {
			p.paintEntry(e)
		} else {
			p.host.call("later", left, 300)
		}
	})
	p.host.listen(number, "keydown", func(event js.Value) {
		if key := event.Get("key").String(); key == "Escape" || key == "Enter" {
			if key == "Enter" {
				event.Call("preventDefault")
			}
			if key == "Escape" || p.painted[e.key+"-error"] == "" {
				p.paintEntry(e)
			}
		}
	})
	if e.par != nil && e.par.Slider {
		slider := p.element(e.key)
		p.host.listen(slider, "input", func(js.Value) {
			position, _ := strconv.Atoi(value(slider))
			p.choose(e, int64(playground.NotchAt(position)))
		})
	}
}

// choice is a select with words of the state.
type choice struct {
	id  string
	get func(*playground.State) string
	set func(*playground.State, string)
}

func (p *page) choices() []choice {
	return []choice{
		{"weights", func(s *playground.State) string {
			if s.HoldsAll(playground.WxTensor) && s.HoldsAll(playground.WhTensor) {
				return "given"
			}
			return string(s.Weights)
		}, func(s *playground.State, v string) { s.Draw(playground.Weights(v), false) }},
		{"cell-kind", func(s *playground.State) string { return string(s.Cell) },
			func(s *playground.State, v string) { s.Cell = playground.Cell(v); s.Pin(s.Step, s.Unit) }},
		{"target", func(s *playground.State) string { return string(s.Goal) },
			func(s *playground.State, v string) { s.Goal = playground.Goal(v) }},
		{"part", func(s *playground.State) string { return strconv.Itoa(s.Pass()) },
			func(s *playground.State, v string) { at, _ := strconv.Atoi(v); s.SetPass(at) }},
		{"sequence", func(s *playground.State) string { return strconv.Itoa(s.Sequence) },
			func(s *playground.State, v string) { s.Sequence, _ = strconv.Atoi(v) }},
		{"bias", func(s *playground.State) string {
			if s.HoldsAll(playground.BTensor) {
				return "given"
			}
			return string(s.Bias)
		}, func(s *playground.State, v string) {
			s.Bias, s.Given = playground.Bias(v), s.Given.Dropping("*b").Dropping("*bhn")
		}},
		{"inputs-kind", func(s *playground.State) string {
			if s.HoldsAll(playground.XTensor) {
				return "given"
			}
			return string(s.Inputs)
		},
			func(s *playground.State, v string) {
				if s.HoldsAll(playground.XTensor) {
					s.Given = s.Given.Dropping("*x")
				}
				if s.Inputs = playground.Inputs(v); s.Inputs.Reads() && s.Text == "" {
					s.SetText(p.texts["text.default"])
				}
			}},
		{"compare-weights", func(s *playground.State) string { return string(s.Compare) },
			func(s *playground.State, v string) { s.Compare = playground.Compare(v) }},
		{"colors", func(s *playground.State) string { return string(s.Colors) },
			func(s *playground.State, v string) { s.Colors = playground.Colors(v) }},
		{"speed", func(s *playground.State) string { return string(s.Speed) },
			func(s *playground.State, v string) { s.Speed = playground.Speed(v) }},
		{"terms", func(s *playground.State) string { return string(s.Terms) },
			func(s *playground.State, v string) { s.Terms = playground.Terms(v) }},
		{"code", func(s *playground.State) string { return string(s.Code) },
			func(s *playground.State, v string) { s.Code = playground.Code(v) }},
	}
}

// weigh draws the weights another way, with the same seed.
func (p *page) weigh(weights playground.Weights) {
	next := p.wanted
	if next.Draw(weights, true); next.Given != p.wanted.Given {
		p.changeWhole(next)
		return
	}
	p.change(next)
}

// otherWeights are those that are one click away.
func (p *page) otherWeights() playground.Weights {
	if p.wanted.Weights == playground.TutorialWeights {
		return playground.PyTorchWeights
	}
	return playground.TutorialWeights
}

// typed takes a number while it is being typed. What is refused stays in its
// field with the reason under it, and the page keeps its state.
func (p *page) typed(e *entry) {
	input := p.element(e.field)
	text := value(input)
	// A browser gives "" for text that is no number, and says so.
	bad := input.Underlying().Get("validity").Get("badInput").Bool()
	if text == "" && !bad {
		p.refuse(e, nil) // cleared to type another
		return
	}
	next := p.wanted
	err := e.set(&next, text)
	p.refuse(e, err)
	if err == nil {
		p.change(next)
	}
}

// leave tidies a field that is no longer being typed in.
func (p *page) leave(e *entry) {
	if p.active() != e.field {
		p.paintEntry(e)
	}
}

// choose sets a parameter from a control that cannot be wrong by itself.
func (p *page) choose(e *entry, v int64) {
	next := p.wanted
	if err := next.Set(e.par, v); err != nil {
		p.paintEntry(e)
		p.refuse(e, err)
		return
	}
	p.refuse(e, nil)
	p.change(next)
}

// refuse shows under a field why its value is not taken, or clears that.
func (p *page) refuse(e *entry, err error) {
	text := ""
	if err != nil {
		text = p.texts.Explain(err)
	}
	id := e.key + "-error"
	if p.painted[id] != text {
		p.painted[id] = text
		p.element(id).SetTextContent(text)
	}
	p.attribute(e.field, "aria-invalid", strconv.FormatBool(err != nil))
}

// paintControls shows the wanted state in all controls but the one that is
// being typed in.
func (p *page) paintControls() {
	active := p.active()
	s := &p.wanted
	for _, e := range p.entries {
		p.breathe()
		if e.key == active && p.painted[e.key+"-error"] != "" && value(p.element(e.field)) == e.get(s) {
			p.paintSlider(e) // why it did not go there stays to be read
			continue
		}
		if e.field != active {
			p.paintEntry(e)
			continue
		}
		// What was refused stays to be corrected, whatever else happens.
		var typed playground.State
		err := e.set(&typed, value(p.element(active)))
		if err == nil && e.get(&typed) != e.get(s) && p.painted[e.key+"-error"] == "" {
			p.paintEntry(e)
		}
		p.paintSlider(e)
	}
	p.paintGiven()
	p.set("part", s.PartOptions())
	p.set("sequence", s.SequenceOptions())
	p.show("part-field", s.Bidirectional || s.Layers > 1 || s.Batch > 1)
	p.show("part", s.Bidirectional || s.Layers > 1)
	p.show("sequence", s.Batch > 1)
	p.attribute("bidirectional", "aria-pressed", strconv.FormatBool(s.Bidirectional))
	for _, c := range p.choices() {
		p.breathe()
		p.choice(c.id, c.get(s))
	}
	p.breathe()
	if text := p.element("text"); active != "text" && value(text) != s.Text {
		text.Underlying().Set("value", s.Text)
	}
	bounded := s.Cell != playground.ReLUCell && (p.run == nil || p.run.Bounded())
	p.enable((bounded || s.Way == playground.Backward) && p.free("colors"), "colors")
	drawn := !s.HoldsAll(playground.WxTensor) || !s.HoldsAll(playground.WhTensor)
	p.show("gain-field", s.Weights.HasGain() && drawn)
	if s.Weights.HasGain() {
		p.set("gain-label", p.texts["name.gain."+string(s.Weights)])
	}
	p.show("bias-value-field", s.Bias == playground.ConstantBias && !s.HoldsAll(playground.BTensor))
	p.show("level-field", s.Inputs.HasLevel() && !s.HoldsAll(playground.XTensor))
	p.show("text-field", s.Inputs.Reads())
	p.enable(!s.Inputs.Reads() && p.free("timesteps"), "timesteps", "timesteps-value")
	p.enable(s.Inputs != playground.CharacterInputs && p.free("input-size"), "input-size", "input-size-value")
	p.paintLocks()
	p.attribute("compare", "aria-pressed", strconv.FormatBool(s.Compare != ""))
	p.show("compared", s.Compare != "")
	p.set("try-weights", p.texts["weights.try."+string(p.otherWeights())])
}

func (p *page) enable(enabled bool, ids ...string) {
	for _, id := range ids {
		p.flag(id, "disabled", !enabled)
	}
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

// offered reports whether what a select stands on may be chosen: what was brought in, which
// its option "given" says, can be gone while the menu is open.
func offered(e element) bool {
	option := e.Underlying().Get("selectedOptions").Index(0)
	return option.Truthy() && !option.Get("disabled").Bool()
}

// paintEntry shows a field's value, and clears what was refused.
func (p *page) paintEntry(e *entry) {
	p.refuse(e, nil)
	text := e.get(&p.wanted)
	if input := p.element(e.field); value(input) != text {
		input.Underlying().Set("value", text)
	}
	p.paintSlider(e)
}

func (p *page) paintSlider(e *entry) {
	if e.par == nil || !e.par.Slider {
		return
	}
	v := e.par.Get(&p.wanted)
	slider := p.element(e.key)
	if position := strconv.Itoa(playground.NotchPosition(int(v))); value(slider) != position {
		slider.Underlying().Set("value", position)
	}
	p.attribute(e.key, "aria-valuetext", strconv.FormatInt(v, 10))
}
