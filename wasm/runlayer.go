//go:build js && wasm

package main

import (
	"strings"
	"syscall/js"

	"github.com/rnn-playground/rnn-playground/playground"
)

// exportRunLayer makes runLayer callable, as exportRunRNN does runRNN.
func exportRunLayer(h *host) {
	h.export("playgroundRunLayer", func(args []js.Value) any {
		f := fields{args[0], args[1], args[2], args[3]}
		spec, err := decodeSizes(f)
		if err != nil {
			return refusal(err)
		}
		bytes := spec.Bytes(f.has("gradOutput"))
		clean(bytes)
		if !h.fits(bytes) {
			return noRoom(bytes)
		}
		if err := decodeTensors(spec, f); err != nil {
			return refusal(err)
		}
		run, err := playground.ComputeLayer(spec)
		if err != nil {
			return refusal(err)
		}
		return encodeLayer(spec, run)
	}, func(message string) any { return failure("Error", message) })
}

// fields are those of the argument, as web/runlayer.js takes it apart: their names and
// those in weights, and by name in values the numbers, booleans, texts and
// Float64Arrays, in words what every one of them is. A field in weights is
// "weights.…" there, and weights itself is true in values. Of what is no object, words
// is the text.
type fields struct{ names, weights, values, words js.Value }

func (f fields) has(name string) bool { return !f.words.Get(name).IsUndefined() }

// wrong refuses a field for what it is.
func (f fields) wrong(name, want string) error {
	words := ""
	if f.has(name) {
		words = f.words.Get(name).String()
	}
	return playground.WrongType(name, words, want)
}

// of gives the value of a field of one type of JavaScript's. It is there if err is
// nil, unless it is optional and was not given.
func (f fields) of(t js.Type, name, want string, optional bool) (v js.Value, there bool, err error) {
	v = f.values.Get(name)
	switch {
	case v.Type() == t:
		return v, true, nil
	case optional && !f.has(name):
		return v, false, nil
	}
	return v, false, f.wrong(name, want)
}

// decodeSizes reads all but the tensors, and checks what these would take together.
func decodeSizes(f fields) (*playground.LayerSpec, error) {
	if f.names.IsUndefined() {
		return nil, playground.WrongType("spec", f.words.String(), "an object of "+strings.Join(playground.LayerFields, ", "))
	}
	for i := range f.names.Length() {
		if name := f.names.Index(i).String(); !playground.IsLayerField(name) {
			return nil, playground.UnknownField(name)
		}
	}
	s := playground.NewLayerSpec()
	cell, _, err := f.of(js.TypeString, "cell", playground.OneOf(playground.Cells), false)
	if err == nil {
		err = s.SetCell(cell.String())
	}
	if err == nil {
		err = decodeLayerNumbers(s, f)
	}
	if err == nil {
		err = decodeFlag(&s.Bidirectional, f, "bidirectional")
	}
	if err == nil {
		err = decodeFlag(&s.Bias, f, "bias")
	}
	if err != nil {
		return nil, err
	}
	init, there, err := f.of(js.TypeString, "init", playground.OneOf(s.Inits()), true)
	if there {
		err = s.SetInit(init.String())
	}
	if err == nil {
		err = s.CheckTotal(f.has("gradOutput"))
	}
	return s, err
}

func decodeLayerNumbers(s *playground.LayerSpec, f fields) error {
	for _, n := range playground.LayerNumbers {
		v := f.values.Get(n.Arg)
		switch {
		case v.Type() == js.TypeNumber:
			checked, err := n.Check(v.Float())
			if err != nil {
				return err
			}
			n.Put(s, checked)
		case f.has(n.Arg):
			return &playground.ArgumentError{Parameter: n.Parameter, Problem: playground.NotNumber, Value: f.words.Get(n.Arg).String()}
		case !n.Optional:
			return &playground.ArgumentError{Parameter: n.Parameter, Problem: playground.Missing}
		}
	}
	return nil
}

func decodeFlag(to *bool, f fields, name string) error {
	v, there, err := f.of(js.TypeBoolean, name, "true or false", true)
	if there {
		*to = v.Bool()
	}
	return err
}

// decodeTensors reads the tensors that are given, of the shapes that follow from the
// sizes.
func decodeTensors(s *playground.LayerSpec, f fields) error {
	if f.has("c0") && !s.Cell.HasC() {
		return f.wrong("c0", "none, as only LSTM has a c")
	}
	_, weights, err := f.of(js.TypeBoolean, "weights", "an object of "+s.WeightNames(), true)
	if err != nil {
		return err
	}
	for _, p := range s.Tensors(weights) {
		weight := strings.HasPrefix(p.Name, playground.WeightsOf)
		want := playground.WantedTensor(p.Shape)
		array, there, err := f.of(js.TypeObject, p.Name, want, !weight)
		if there {
			err = playground.CheckLength(p.Name, array.Length(), p.Len(), want)
		}
		if err != nil {
			return err
		}
		if there {
			s.Given[p.Name] = values(array)
		}
	}
	for i := range f.weights.Length() {
		if name := f.weights.Index(i).String(); s.Given[name] == nil {
			return playground.WrongType(name, "no weight of this layer", s.WeightNames())
		}
	}
	return nil
}

// values copies a Float64Array.
func values(array js.Value) []float64 {
	values := make([]float64, array.Length())
	bytes := js.Global().Get("Uint8Array").New(array.Get("buffer"), array.Get("byteOffset"), array.Get("byteLength"))
	js.CopyBytesToGo(rawBytes(values), bytes)
	return values
}

// encodeLayer makes the object that runLayer returns, its fields in the order in which
// they are documented, weights in PyTorch's.
func encodeLayer(s *playground.LayerSpec, run *playground.LayerRun) any {
	answer := js.Global().Get("Object").New()
	put := func(name string, values []float64) {
		if values != nil {
			answer.Set(name, float64Array(values))
		}
	}
	named := func(name string, tensors map[string][]float64) {
		all := js.Global().Get("Object").New()
		for _, p := range s.Parameters() {
			all.Set(p.Name, float64Array(tensors[p.Name]))
		}
		answer.Set(name, all)
	}
	put("output", run.Output)
	shape := js.Global().Get("Array").New(s.Timesteps, s.Batch, s.Directions()*s.HiddenSize)
	answer.Set("outputShape", shape)
	put("hN", run.HN)
	put("cN", run.CN)
	named("weights", run.Weights)
	put("input", run.Input)
	if g := run.Gradients; g != nil {
		named("grad", g.Weights)
		put("gradInput", g.Input)
		put("gradH0", g.H0)
		put("gradC0", g.C0)
	}
	return answer
}
