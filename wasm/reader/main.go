//go:build js && wasm

// Command reader is the program that reads what is brought to the page. Most visits bring
// nothing: so it is one of its own, which the page asks for when something comes.
package main

import "github.com/rnn-playground/rnn-playground/wasm/reading"

func main() {
	reading.Register()
	select {} // the page calls from now on
}
