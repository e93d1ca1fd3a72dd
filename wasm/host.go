//go:build js && wasm

package main

import (
	"runtime"
	"syscall/js"

	"honnef.co/go/js/dom/v2"
)

// host is the JavaScript side of the page (web/host.js).
type host struct {
	value js.Value
	// options of every listener: it goes with the program.
	options js.Value
	// failed is told of every panic that was caught.
	failed func(message string)
	// before is called before anything that happens is heard.
	before func()
	// starting while the page is not whole; turned is told of the browser's turns then.
	starting bool
	turned   chan struct{}
	// waiting is what the host has told since, in order.
	waiting []func()
}

func connect() *host {
	value := js.Global().Get("playgroundHost")
	return &host{value: value, options: value.Call("listening"), failed: func(string) {}, before: func() {}}
}

func (h *host) call(name string, args ...any) js.Value { return h.value.Call(name, args...) }

// safely runs f and catches its panic: one that reached a js.Func would end the
// program.
func (h *host) safely(f func()) {
	defer func() {
		if v := recover(); v != nil {
			h.failed(panicText(v))
		}
	}()
	h.before()
	f()
}

// on registers f under a name in the host, for as long as the program runs. What is told
// while the page is not whole is heard when it is.
func (h *host) on(name string, f func(args []js.Value)) {
	h.call("on", name, js.FuncOf(func(_ js.Value, args []js.Value) any {
		if h.starting {
			h.waiting = append(h.waiting, func() { f(args) })
		} else {
			h.safely(func() { f(args) })
		}
		return nil
	}))
}

// begin has what happens wait until whole is called.
func (h *host) begin() {
	h.starting, h.turned = true, make(chan struct{}, 1)
	h.call("on", "turn", js.FuncOf(func(js.Value, []js.Value) any {
		h.turned <- struct{}{}
		return nil
	}))
}

// turn lets the browser have one, in the goroutine that calls it.
func (h *host) turn() {
	h.call("nextTurn")
	<-h.turned
}

// callWhole calls once the page is whole: at once where it is.
func (h *host) callWhole(name string) {
	if h.starting {
		h.waiting = append(h.waiting, func() { h.call(name) })
	} else {
		h.call(name)
	}
}

// whole does what has waited, in order.
func (h *host) whole() {
	h.starting = false
	for _, f := range h.waiting {
		h.safely(f)
	}
	h.waiting = nil
}

// element is any element of the page, by dom/v2's concrete type: a call through
// its interfaces would keep that method of every kind of element in the program,
// some 8 kB compressed for each method.
type element = *dom.BasicHTMLElement

// find looks an element up. dom/v2's GetElementByID would wrap it by its kind, and
// so keep the methods of some seventy kinds in the program: 44 kB compressed.
func find(id string) element {
	value := js.Global().Get("document").Call("getElementById", id)
	return &dom.BasicHTMLElement{BasicElement: &dom.BasicElement{BasicNode: &dom.BasicNode{Value: value}}}
}

// value is what stands in an input.
func value(e element) string { return e.Underlying().Get("value").String() }

// listen calls f on every event of an element, for as long as the program runs. Of those
// before the page is whole only clicks count, when it is.
// dom/v2's AddEventListener would look up some fifty constructors on each event to
// tell its type.
func (h *host) listen(e element, event string, f func(event js.Value)) {
	e.Underlying().Call("addEventListener", event, js.FuncOf(func(_ js.Value, args []js.Value) any {
		if !h.starting {
			h.safely(func() { f(args[0]) })
		} else if event == "click" {
			h.waiting = append(h.waiting, func() { f(args[0]) })
		}
		return nil
	}), h.options)
}

// export makes f a global function. After a panic failed gives its result: that
// concerns its caller, not the page.
func (h *host) export(name string, f func(args []js.Value) any, failed func(message string) any) {
	js.Global().Set(name, js.FuncOf(func(_ js.Value, args []js.Value) (result any) {
		defer func() {
			if v := recover(); v != nil {
				result = failed(panicText(v))
			}
		}()
		return f(args)
	}))
}

func panicText(v any) string {
	switch v := v.(type) {
	case runtime.Error:
		return v.Error()
	case error:
		return v.Error()
	case string:
		return v
	}
	return "panic"
}
