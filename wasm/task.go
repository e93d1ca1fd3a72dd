//go:build js && wasm

package main

import (
	"syscall/js"
	"time"
	"unsafe"

	"github.com/rnn-playground/rnn-playground/playground"
)

// What the program does in a worker: it computes the run of one link and hands its
// numbers over, piece by piece, each when the one before has been taken.

// piece is how many values go at a time: few enough for the page to take one
// between two frames.
const piece = 1 << 18

// tick is how often progress is told.
const tick = 40 * time.Millisecond

// serve computes the run that the worker is there for (web/worker.js).
func serve(task js.Value) {
	link := task.Get("link").String()
	fetchTensors(link, func(key string) js.Value { return task.Call("tensor", key) })
	state, _ := playground.ParseLink(link)
	job, err := playground.Start(state)
	if err != nil {
		task.Call("failed", err.Error())
		return
	}
	budget := float64(instantly)
	for {
		began := time.Now()
		if job.Compute(budget) {
			break
		}
		task.Call("progress", job.Progress())
		if spent := time.Since(began); spent > 0 {
			budget = min(max(budget*float64(tick)/float64(spent), budget/2, instantly/10), 2*budget)
		}
	}
	tensors := job.Tensors()
	tensor, from := 0, 0
	task.Set("next", js.FuncOf(func(_ js.Value, args []js.Value) any {
		for tensor < len(tensors) && from == len(tensors[tensor]) {
			tensor, from = tensor+1, 0
		}
		if tensor == len(tensors) {
			task.Call("done", bytesOf(job.Drawn()))
			return nil
		}
		values := tensors[tensor][from:]
		values = values[:min(piece, len(values))]
		var array js.Value
		if len(args) > 0 && args[0].Truthy() && args[0].Length() == 8*len(values) {
			array = args[0]
			js.CopyBytesToJS(array, rawBytes(values))
		} else {
			array = bytesOf(values)
		}
		task.Call("values", tensor, from, array)
		from += len(values)
		return nil
	}))
	task.Call("computed")
	select {}
}

// bytesOf copies values into a Uint8Array of their own.
func bytesOf(values []float64) js.Value {
	array := js.Global().Get("Uint8Array").New(8 * len(values))
	js.CopyBytesToJS(array, rawBytes(values))
	return array
}

// rawBytes are those of values, where they lie.
func rawBytes(values []float64) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(values))), 8*len(values))
}
