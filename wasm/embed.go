//go:build js && wasm

package main

import (
	"strings"
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
}

// ask takes what a message sets together with what others before it do; "answer" goes
// to it. Of what is refused answer tells the field, its value and what is allowed.
func (p *page) ask(keys, values, answer js.Value) {
	next := p.wanted
	if p.asked != nil {
		next = *p.asked
	}
	set := make([]playground.Setter, keys.Length())
	for i := range set {
		set[i] = playground.Setter{Key: keys.Index(i).String(), Value: values.Index(i).String()}
	}
	if refused := next.Told(set); refused != nil {
		answer.Set("field", refused.Field)
		answer.Set("value", refused.Value)
		answer.Set("allowed", refused.Allowed)
		return
	}
	answer.Set("taken", true)
	p.asked = &next
}

// tell tells the embedding page what is on this one.
func (p *page) tell() {
	if p.state.Embedded() && p.job == nil && !p.away {
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
			answer.Set("most", mostNumbers)
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
	if p.differs("", "frame", string(s.Embedding)+string(s.Theme)) {
		p.host.call("frame", s.Embedded(), string(s.Shown()), string(s.Theme), s.Origin())
		p.readPalette()
	}
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

// lockable are the controls of keys, beside those that are turned off for other reasons
// too: the key, then the ids.
const lockable = "hidden-size hidden-size hidden-size-value,seed seed dice,cell cell-kind,num-layers num-layers,batch batch," +
	"bidirectional bidirectional,inputs inputs-kind,text text,level level,weights weights try-weights,gain gain,bias bias," +
	"bias-value bias-value,compare compare compare-weights,terms terms,numbers reset"

// paintLocks turns off the controls of what is locked: they show its value.
func (p *page) paintLocks() {
	s := &p.wanted
	if !p.differs("", "locks", string(s.Lock())+" "+string(s.Panel)) {
		return
	}
	for _, line := range strings.Split(lockable, ",") {
		names := strings.Split(line, " ")
		p.enable(p.free(names[0]), names[1:]...)
	}
	for _, panel := range panels {
		p.enable(p.free("panel") || panel == s.Panel, "tab-"+string(panel))
	}
	document := js.Global().Get("document")
	fields := document.Call("querySelectorAll", "[data-set]")
	for i := range fields.Length() {
		field := fields.Index(i)
		key := field.Get("dataset").Get("set").String()
		field.Call("toggleAttribute", "data-locked", !p.free(key))
	}
	document.Get("documentElement").Get("classList").Call("toggle", "lock-edits", !p.free("edits"))
}
