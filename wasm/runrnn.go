//go:build js && wasm

package main

import (
	"math"
	"syscall/js"

	"github.com/rnn-playground/rnn-playground/playground"
)

// exportRunRNN makes runRNN callable. A Go function cannot throw, so it answers
// with {error: {type, message}} and web/runrnn.js throws; there the flat tensors
// are cut into rows as well.
func exportRunRNN(h *host) {
	h.export("playgroundRunRNN", func(args []js.Value) any {
		state, err := decodeArguments(args)
		if err != nil {
			return refusal(err)
		}
		job, err := playground.Start(state)
		if err != nil {
			return refusal(err)
		}
		clean(job.Bytes())
		if !h.fits(job.Bytes()) {
			return noRoom(job.Bytes())
		}
		run := job.Step(math.Inf(1))
		return map[string]any{
			"timesteps":    run.Timesteps,
			"inputSize":    run.InputSize,
			"hiddenSize":   run.HiddenSize,
			"seed":         float64(run.Seed),
			"inputs":       float64Array(run.X),
			"Wx":           float64Array(run.Wx),
			"Wh":           float64Array(run.Wh),
			"b":            float64Array(run.B),
			"hiddenStates": float64Array(run.H),
		}
	}, func(message string) any { return failure("Error", message) })
}

// noRoom answers that there is no memory for so many bytes.
func noRoom(bytes int64) any {
	return failure("RangeError", "not enough memory for "+playground.Megabytes(bytes)+" MB")
}

// decodeArguments reads the four numbers; what is no number arrives as a text
// that describes it. js.Value.Int would cut 3.9 to 3 and make NaN 0, so
// finiteness and integrality are checked first.
func decodeArguments(args []js.Value) (playground.State, error) {
	state := playground.Default()
	for i, p := range playground.Parameters {
		switch {
		case i >= len(args) || args[i].IsUndefined():
			return state, &playground.ArgumentError{Parameter: p, Problem: playground.Missing}
		case args[i].Type() != js.TypeNumber:
			return state, &playground.ArgumentError{Parameter: p, Problem: playground.NotNumber, Value: args[i].String()}
		}
		v, err := p.Check(args[i].Float())
		if err != nil {
			return state, err
		}
		p.Put(&state, v)
	}
	return state, state.CheckTotal()
}

// refusal answers with what a caller did wrong, by JavaScript's kinds of errors.
func refusal(err error) any {
	kind, message := "Error", err.Error()
	if refused, ok := err.(interface{ Type() bool }); ok {
		kind = "RangeError"
		if refused.Type() {
			kind = "TypeError"
		}
	}
	if refused, ok := err.(*playground.ArgumentError); ok {
		message = refused.Text(func(p *playground.Parameter) string { return p.Arg })
	}
	return failure(kind, message)
}

func failure(kind, message string) any {
	return map[string]any{"error": map[string]any{"type": kind, "message": message}}
}

// float64Array copies values into a Float64Array of their own: a view of the
// program's memory would be detached when that grows.
func float64Array(values []float64) js.Value {
	array := js.Global().Get("Float64Array").New(len(values))
	bytes := js.Global().Get("Uint8Array").New(array.Get("buffer"))
	js.CopyBytesToJS(bytes, rawBytes(values))
	return array
}
