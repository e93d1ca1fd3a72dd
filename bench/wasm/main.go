//go:build js && wasm

// Command wasm is the program that is timed: the layer with the SIMD kernel, in
// plain Go and by the naive loops, tanh, and NumPy's random stream, each repeated
// inside, so that the call from JavaScript is no part of what is measured. It is
// not the page's program, which carries nothing of it.
//
// All functions are exported by go:wasmexport. They work on the one case that
// prepare made; address tells where its tensors lie in the program's memory.
package main

import (
	"math"
	"unsafe"

	"github.com/rnn-playground/rnn-playground/numpy"
	"github.com/rnn-playground/rnn-playground/rnn"
	"github.com/rnn-playground/rnn-playground/wasm/simd"
)

// What forward and tanh are computed with.
const (
	byKernel = iota // SIMD
	byPlain         // the packed layout in Go
	byNaive         // the definition, in Go
)

// How weights are drawn.
const (
	tutorial    = iota // U[0, 1), which saturates nearly every state
	unsaturated        // signed and scaled, mean |h| about a half
)

// T timesteps, I input size, H hidden size; all matrices are row-major.

// current is the case that is timed. Every slice is kept here: JavaScript reads
// where they lie.
var current struct {
	layer         *rnn.Layer
	kernel, plain *rnn.Packed
	x, h0, h      []float64 // (T, I), (H,), (T, H)
}

// values are what tanh and draw work on.
var values, results []float64

func main() { select {} }

// available is 1 where the machine has SIMD, else 0.
//
//go:wasmexport available
func available() int32 {
	if simd.Available() {
		return 1
	}
	return 0
}

// prepare draws inputs, Wx, Wh and b in this order from NumPy's stream with seed 0
// and packs the weights. It is not timed.
//
// Unsaturated sums have a standard deviation of about 0.85, most of which enters
// with x. What is left of h_{t-1} gets smaller from step to step, and a difference
// of rounding with it: float32 and float64 stay comparable over 1000 steps.
//
//go:wasmexport prepare
func prepare(timesteps, inputSize, hiddenSize, weights int32) {
	T, I, H := int(timesteps), int(inputSize), int(hiddenSize)
	stream := numpy.NewRandom(0)
	draw := func(n int, deviation float64) []float64 {
		v := make([]float64, n)
		if weights == tutorial {
			stream.FillRandom(v)
		} else {
			bound := math.Sqrt(3) * deviation
			stream.FillUniform(v, -bound, bound)
		}
		return v
	}
	current.x = draw(T*I, 1)
	Wx := draw(H*I, 0.8/math.Sqrt(float64(I)))
	Wh := draw(H*H, 0.5/math.Sqrt(float64(H)))
	layer, err := rnn.NewLayer(I, H, Wx, Wh, draw(H, 0.1))
	if err != nil {
		panic(err)
	}
	current.layer = layer
	current.kernel, current.plain = nil, pack(rnn.Plain{})
	if simd.Available() {
		current.kernel = pack(simd.Kernel{})
	}
	current.h0, current.h = make([]float64, H), make([]float64, T*H)
}

func pack(k rnn.Kernel) *rnn.Packed {
	p, err := current.layer.Pack(k)
	if err != nil {
		panic(err)
	}
	return p
}

// address is where x, Wx, Wh, b and h lie, by their number in this order.
//
//go:wasmexport address
func address(tensor int32) unsafe.Pointer {
	l := current.layer
	return unsafe.Pointer(unsafe.SliceData([][]float64{current.x, l.Wx, l.Wh, l.B, current.h}[tensor]))
}

// forward runs the layer over x that many times, and leaves the states in h.
//
//go:wasmexport forward
func forward(by, times int32) {
	pass := current.layer.ForwardNaive
	switch by {
	case byKernel:
		pass = current.kernel.Forward
	case byPlain:
		pass = current.plain.Forward
	}
	for range times {
		if err := pass(current.h, nil, current.x, current.h0); err != nil {
			panic(err)
		}
	}
}

// fill makes room for n values and draws them in ±2, where tanh bends most.
//
//go:wasmexport fill
func fill(n int32) unsafe.Pointer {
	values, results = make([]float64, n), make([]float64, n)
	numpy.NewRandom(0).FillUniform(values, -2, 2)
	return unsafe.Pointer(unsafe.SliceData(values))
}

// tanh takes tanh of each of the values that many times, with the kernel or with
// math.Tanh.
//
//go:wasmexport tanh
func tanh(by, times int32) {
	var k rnn.Kernel = rnn.Plain{}
	if by == byKernel {
		k = simd.Kernel{}
	}
	for range times {
		k.Tanh(results, values)
	}
}

var stream = numpy.NewRandom(0)

// draw fills the values from NumPy's stream that many times.
//
//go:wasmexport draw
func draw(times int32) {
	for range times {
		stream.FillRandom(results)
	}
}
