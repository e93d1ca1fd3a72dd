//go:build js && wasm

// Command wasm is the page's program: it decodes what the browser hands over,
// calls playground, and shows the answer. What a number or a picture is made of
// is decided there, not here.
package main

import (
	"syscall/js"

	"github.com/rnn-playground/rnn-playground/playground"
	"github.com/rnn-playground/rnn-playground/wasm/simd"
	_ "github.com/rnn-playground/rnn-playground/wasm/turn"
)

func main() {
	if simd.Available() {
		playground.Accelerate(simd.Kernel{})
	}
	if task := js.Global().Get("playgroundTask"); task.Truthy() {
		serve(task)
		return
	}
	host := connect()
	exportRunRNN(host)
	exportRunLayer(host)
	p := newPage(host)
	host.safely(p.start)
	select {} // the page calls from now on
}
