//go:build js && wasm

package main

import (
	"strings"
	"syscall/js"

	"github.com/rnn-playground/rnn-playground/playground"
)

// wireBring listens to what web/bring.js tells of files, which another program reads, and
// of what was brought in.
func (p *page) wireBring() {
	p.host.on("bring-ask", func(args []js.Value) {
		args[0].Set("link", p.wanted.Link())
		args[0].Set("lang", string(p.lang()))
	})
	p.host.on("bring-notice", func(args []js.Value) { p.notify(args[0].String(), true) })
	p.host.on("bring-text", func(args []js.Value) {
		args[0].Set("text", p.texts.Format(args[1].String(), args[2].String()))
	})
	p.host.on("bring-took", func(args []js.Value) { p.bring(args[0].String(), args[1].String(), args[2].Bool()) })
	p.host.on("given-drop", func(args []js.Value) {
		next := p.wanted
		next.Given = next.Given.Dropping(args[0].String())
		p.changeWhole(next)
	})
	p.host.on("tensor-unkept", func([]js.Value) { p.notify(p.texts["bring.notkept"], true) })
	p.host.on("tensors-sought", func([]js.Value) { p.openLink() })
	p.host.listen(p.element("given-all"), "click", func(js.Value) {
		next := p.wanted
		next.Given = ""
		p.changeWhole(next)
		p.element("bring-open").Focus() // the button goes
	})
}

// bring goes to the state of a link that was made of a file; whole, where that is of a
// page that was saved.
func (p *page) bring(link, said string, whole bool) {
	p.fetchTensors(link)
	next, notices := playground.ParseLink(link)
	if whole {
		if next.Tour = 0; next.Lang == "" {
			next.Lang = p.wanted.Lang
		}
	} else {
		next = next.SeenAs(p.wanted)
	}
	p.inParts(func() { p.changeWhole(next) })
	if p.wanted.Setting != next.Setting {
		return // it was refused, in a notice
	}
	for _, n := range notices {
		p.notify(p.texts.ExplainLink(n), true)
	}
	p.notify(said, false)
}

// changeWhole changes more than single values, as one step that can be taken back.
func (p *page) changeWhole(next playground.State) {
	before := p.wanted
	p.change(next)
	if p.wanted.Setting == before.Setting {
		return
	}
	p.rememberAs("#" + before.Link())
	playground.Forget(append(append([]string{string(p.wanted.Given), string(p.state.Given)}, p.undone...), p.redone...)...)
}

// fetchTensors gets values that a link needs from the host, and gives the keys of those
// that it has not at hand.
func fetchTensors(link string, get func(key string) js.Value) []string {
	return playground.Fetch(link, func(key string) []float64 {
		bytes := get(key)
		if !bytes.Truthy() {
			return nil
		}
		values := make([]float64, bytes.Length()/8)
		js.CopyBytesToGo(rawBytes(values), bytes)
		return values
	})
}

func (p *page) fetchTensors(link string) []string {
	return fetchTensors(link, func(key string) js.Value { return p.host.call("tensor", key) })
}

// paintGiven lists what was brought in.
func (p *page) paintGiven() {
	s := &p.wanted
	p.set("given", s.GivenList(p.texts))
	p.show("given-field", s.Given != "")
	p.show("given-all", strings.Contains(string(s.Given), ","))
	for id, shown := range map[string]bool{
		"weights-given": s.HoldsAll(playground.WxTensor) && s.HoldsAll(playground.WhTensor),
		"bias-given":    s.HoldsAll(playground.BTensor), "inputs-given": s.HoldsAll(playground.XTensor),
	} {
		p.show(id, shown)
		p.flag(id, "disabled", !shown)
	}
}
