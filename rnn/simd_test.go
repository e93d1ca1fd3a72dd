//go:build simd && js && wasm

package rnn

import "github.com/rnn-playground/rnn-playground/wasm/simd"

// Everything once more with the kernel in place: see test-wasm in the Makefile.
func init() { kernels = append(kernels, simd.Kernel{}) }
