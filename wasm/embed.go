//go:build js && wasm

package main

import (
	"strconv"
	"syscall/js"

	"github.com/rnn-playground/rnn-playground/playground"
)

// The page in a frame of another page: what it shows, what is locked, and messages.
// web/embed.js receives and sends these.

func (p *page) wireEmbedding() {
	p.host.on("ask", func(args []js.Value) { p.ask(args[0], args[1], args[2]) })
	p.host.on("answer", func([]js.Value) {
		if p.asked != nil {
			next := *p.asked
			p.asked = nil
			p.pause()
			p.take(next)
		}
		if p.job == nil {
			p.tell()
		}
	})
	p.host.on("numbers", func(args []js.Value) { p.giveNumbers(args[0], args[1]) })
	p.host.on("hidden", func([]js.Value) { p.stop() })
	p.wireSnippet()
}

// ask takes what a message sets together with what others before it do; "answer" goes
// to it. Of what is refused answer tells the field, its value and what is allowed.
func (p *page) ask(keys, values, answer js.Value) {
	from := p.wanted
	if p.asked != nil {
		from = *p.asked
	}
	var set []playground.Setter
	for i := range keys.Length() {
		f := playground.Setter{Key: keys.Index(i).String(), Usual: true}
		if v := values.Index(i); !v.IsNull() {
			f.Value, f.Usual = v.String(), false
		}
		set = append(set, f)
	}
	next, refused := from.Told(set)
	answer.Set("taken", refused == nil)
	if refused != nil {
		answer.Set("field", refused.Field)
		answer.Set("value", refused.Value)
		answer.Set("allowed", refused.Allowed)
		return
	}
	p.asked = &next
}

// tell tells the embedding page what is on this one.
func (p *page) tell() {
	if p.state.Embed && p.job == nil && !p.away {
		s := p.state
		s.Lang = p.lang()
		p.host.call("told", s.Keys())
	}
}

// mostNumbers is how many values a message may ask for, 32 MB.
const mostNumbers = 1 << 22

// giveNumbers puts tensors of the run on the page into answer, each with its shape. It
// says that it is busy while another run is on its way.
func (p *page) giveNumbers(names, answer js.Value) {
	if p.job != nil || p.away {
		answer.Set("busy", true)
		return
	}
	r, total := p.run, 0
	for i := range names.Length() {
		name := names.Index(i).String()
		values, columns := r.Tensor(name)
		if values == nil {
			answer.Set("refused", name)
			return
		}
		if total += len(values); total > mostNumbers {
			answer.Set("many", float64(total))
			return
		}
		shape := []any{len(values)}
		if columns > 0 {
			shape = []any{len(values) / columns, columns}
		}
		answer.Get("tensors").Set(name, float64Array(values))
		answer.Get("shapes").Set(name, shape)
	}
}

// paintFrame shows the pieces that the state has, in its theme.
func (p *page) paintFrame() {
	s := &p.state
	what := strconv.FormatBool(s.Embed) + " " + string(s.Show) + " " + string(s.Theme) + " " + s.Origin
	if !p.differs("", "frame", what) {
		return
	}
	p.host.call("frame", s.Embed, string(s.Show), string(s.Theme), s.Origin)
	p.readPalette()
}

// free reports whether none of the keys is locked.
func (p *page) free(keys ...string) bool {
	for _, key := range keys {
		if p.wanted.Locked(key) {
			return false
		}
	}
	return true
}

// lockable are the controls of keys, beside those that paintControls turns off anyway.
var lockable = []struct {
	key string
	ids []string
}{
	{"hidden-size", []string{"hidden-size", "hidden-size-value"}},
	{"seed", []string{"seed", "dice"}},
	{"cell", []string{"cell-kind"}},
	{"num-layers", []string{"num-layers"}},
	{"batch", []string{"batch"}},
	{"bidirectional", []string{"bidirectional"}},
	{"inputs", []string{"inputs-kind"}},
	{"text", []string{"text"}},
	{"level", []string{"level"}},
	{"weights", []string{"weights", "try-weights"}},
	{"gain", []string{"gain"}},
	{"bias", []string{"bias"}},
	{"bias-value", []string{"bias-value"}},
	{"compare", []string{"compare", "compare-weights"}},
	{"terms", []string{"terms"}},
}

// paintLocks turns off the controls of what is locked: they show its value.
func (p *page) paintLocks() {
	s := &p.wanted
	if !p.differs("", "locks", strconv.FormatBool(s.Embed)+string(s.Lock)) {
		return
	}
	for _, l := range lockable {
		p.enable(p.free(l.key), l.ids...)
	}
	for _, panel := range panels {
		p.enable(p.free("panel") || panel == s.Panel, "tab-"+string(panel))
	}
	p.enable(!s.Locked("numbers"), "reset")
	document := js.Global().Get("document")
	fields := document.Call("querySelectorAll", "[data-set]")
	for i := range fields.Length() {
		field := fields.Index(i)
		key := field.Get("dataset").Get("set").String()
		field.Call("toggleAttribute", "data-locked", !p.free(key))
	}
	document.Get("documentElement").Get("classList").Call("toggle", "lock-edits", !p.free("edits"))
}
