//go:build js && wasm && whole

package main

import "github.com/rnn-playground/rnn-playground/wasm/reading"

// Built with the tag whole, the page's program reads files itself: for a page that is to
// be a single file.
func init() { reading.Register() }
