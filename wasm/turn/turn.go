//go:build js && wasm

// Package turn lets the browser have a turn in the midst of Go's start, which would be one
// task: as soon as Go can wait for the browser, and before what other packages begin with.
package turn

import "syscall/js"

func init() {
	next := js.Global().Get("playgroundTurn")
	if !next.Truthy() { // a worker holds nobody up, and nobody is to see a page between two programs
		return
	}
	turned := make(chan struct{})
	call := js.FuncOf(func(js.Value, []js.Value) any {
		close(turned)
		return nil
	})
	next.Invoke(call)
	<-turned
	call.Release()
}
