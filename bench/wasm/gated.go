//go:build js && wasm

package main

import (
	"math"
	"unsafe"

	"github.com/rnn-playground/rnn-playground/numpy"
	"github.com/rnn-playground/rnn-playground/rnn"
	"github.com/rnn-playground/rnn-playground/wasm/simd"
)

// G gates: 4 of an LSTM, 3 of a GRU.

// gated is the LSTM or GRU that is timed.
var gated struct {
	kernel, plain *rnn.Network
	x             []float64    // (T, I)
	weights       [3][]float64 // W_ih (G·H, I), W_hh (G·H, H), b_ih (G·H,)
	trace         rnn.Trace
}

// prepareGated draws inputs, W_ih, W_hh and b_ih in this order, as prepare does
// unsaturated ones, and packs the weights; b_hh is zero.
//
//go:wasmexport prepareGated
func prepareGated(gates, timesteps, inputSize, hiddenSize int32) {
	T, I, H := int(timesteps), int(inputSize), int(hiddenSize)
	spec := rnn.Spec{Cell: rnn.LSTM, InputSize: I, HiddenSize: H, Layers: 1, Bias: true}
	if gates == 3 {
		spec.Cell = rnn.GRU
	}
	stream := numpy.NewRandom(0)
	draw := func(n int, deviation float64) []float64 {
		v := make([]float64, n)
		bound := math.Sqrt(3) * deviation
		stream.FillUniform(v, -bound, bound)
		return v
	}
	rows := int(gates) * H
	gated.x = draw(T*I, 1)
	gated.weights = [...][]float64{draw(rows*I, 0.8/math.Sqrt(float64(I))), draw(rows*H, 0.5/math.Sqrt(float64(H))), draw(rows, 0.1)}
	pack := func(k rnn.Kernel) *rnn.Network {
		w := gated.weights
		n, err := rnn.NewNetwork(spec, map[string][]float64{
			"weight_ih_l0": w[0], "weight_hh_l0": w[1], "bias_ih_l0": w[2], "bias_hh_l0": make([]float64, rows),
		}, k)
		if err != nil {
			panic(err)
		}
		return n
	}
	gated.kernel, gated.plain = nil, pack(rnn.Plain{})
	if simd.Available() {
		gated.kernel = pack(simd.Kernel{})
	}
}

// gatedAddress is where x, W_ih, W_hh, b_ih and h lie, by their number in this order.
//
//go:wasmexport gatedAddress
func gatedAddress(tensor int32) unsafe.Pointer {
	w := gated.weights
	return unsafe.Pointer(unsafe.SliceData([][]float64{gated.x, w[0], w[1], w[2], gated.trace.Output}[tensor]))
}

// gatedForward runs the layer over x that many times. Each pass keeps all that going
// back through it would need, where the one before had it.
//
//go:wasmexport gatedForward
func gatedForward(by, times int32) {
	network := gated.plain
	if by == byKernel {
		network = gated.kernel
	}
	for range times {
		if err := network.ForwardInto(&gated.trace, gated.x, 1, nil, nil); err != nil {
			panic(err)
		}
	}
}
