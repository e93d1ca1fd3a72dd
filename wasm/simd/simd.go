//go:build js && wasm

// Package simd computes with WebAssembly SIMD what package rnn asks of a kernel.
// The arithmetic is in kernel.ts, a module of its own that works on the memory of
// this program; web/kernel.js compiles it and connects the two. A program that
// imports this package needs the functions of the import module "kernel" from its
// loader.
package simd

import "unsafe"

// Available reports whether the machine has WebAssembly SIMD, so that [Kernel] may
// be used.
func Available() bool { return available() != 0 }

// Kernel is an rnn.Kernel. It holds nothing. A slice that is too short panics,
// before anything is read or written beyond its end.
type Kernel struct{}

func (Kernel) Product(y, w, x []float64, m, n int) {
	rows := len(x) / n
	if rows == 0 {
		return
	}
	_ = y[rows*m-1]
	_ = w[(m+7)/8*8*n-1]
	product(pointer(y), pointer(w), pointer(x), int32(m), int32(n), int32(rows))
}

func (Kernel) Recurrence(h, a, h0, w []float64) {
	size := len(h0)
	steps := len(h) / size
	if steps == 0 {
		return
	}
	_ = a[steps*size-1]
	_ = w[(size+7)/8*8*size-1]
	recurrence(pointer(h), pointer(a), pointer(h0), pointer(w), int32(steps), int32(size))
}

func (Kernel) Tanh(dst, src []float64) {
	if len(src) == 0 {
		return
	}
	_ = dst[len(src)-1]
	tanh(pointer(dst), pointer(src), int32(len(src)))
}

func (Kernel) LSTM(gates, c, h, c0, h0, w []float64, size int, reverse bool) {
	steps := len(h) / len(h0)
	if steps == 0 {
		return
	}
	_ = gates[4*len(h)-1]
	_, _ = c[len(h)-1], c0[len(h0)-1]
	_ = w[(4*size+7)/8*8*size-1]
	lstm(pointer(gates), pointer(c), pointer(h), pointer(c0), pointer(h0), pointer(w), int32(steps), int32(len(h0)/size), int32(size), reverse)
}

func (Kernel) GRU(gates, q, h, h0, w, b, spare []float64, size int, reverse bool) {
	steps := len(h) / len(h0)
	if steps == 0 {
		return
	}
	_ = gates[3*len(h)-1]
	_, _, _ = q[len(h)-1], b[3*size-1], spare[3*len(h0)-1]
	_ = w[(3*size+7)/8*8*size-1]
	gru(pointer(gates), pointer(q), pointer(h), pointer(h0), pointer(w), pointer(b), pointer(spare), int32(steps), int32(len(h0)/size), int32(size), reverse)
}

// constants are those of the functions, which the kernel writes down by itself.
var constants [60]float64

func init() {
	if Available() {
		prepare(pointer(constants[:]))
	}
}

func pointer(values []float64) unsafe.Pointer { return unsafe.Pointer(unsafe.SliceData(values)) }

// The functions of kernel.ts. All but prepare keep no pointer.

//go:wasmimport kernel available
func available() int32

//go:wasmimport kernel prepare
func prepare(constants unsafe.Pointer)

//go:wasmimport kernel product
//go:noescape
func product(y, w, x unsafe.Pointer, m, n, rows int32)

//go:wasmimport kernel recurrence
//go:noescape
func recurrence(h, a, h0, w unsafe.Pointer, steps, size int32)

//go:wasmimport kernel tanh
//go:noescape
func tanh(dst, src unsafe.Pointer, n int32)

//go:wasmimport kernel lstm
//go:noescape
func lstm(gates, c, h, c0, h0, w unsafe.Pointer, steps, batch, size int32, reverse bool)

//go:wasmimport kernel gru
//go:noescape
func gru(gates, q, h, h0, w, b, spare unsafe.Pointer, steps, batch, size int32, reverse bool)
