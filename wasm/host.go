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
}

func connect() *host {
	value := js.Global().Get("playgroundHost")
	return &host{value: value, options: value.Call("listening"), failed: func(string) {}}
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
	f()
}

// on registers f under a name in the host, for as long as the program runs.
func (h *host) on(name string, f func(args []js.Value)) {
	h.call("on", name, js.FuncOf(func(_ js.Value, args []js.Value) any {
		h.safely(func() { f(args) })
		return nil
	}))
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

// listen calls f on every event of an element, for as long as the program runs.
// dom/v2's AddEventListener would look up some fifty constructors on each event to
// tell its type.
func (h *host) listen(e element, event string, f func(event js.Value)) {
	e.Underlying().Call("addEventListener", event, js.FuncOf(func(_ js.Value, args []js.Value) any {
		h.safely(func() { f(args[0]) })
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
