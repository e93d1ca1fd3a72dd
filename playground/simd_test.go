//go:build simd && js && wasm

package playground

import "github.com/rnn-playground/rnn-playground/wasm/simd"

// All tests with the kernel in place: see test-wasm in the Makefile.
func init() { Accelerate(simd.Kernel{}) }
