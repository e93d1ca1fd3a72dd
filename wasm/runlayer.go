//go:build js && wasm

package main

import (
	"strings"
	"syscall/js"
	"unsafe"

	"github.com/rnn-playground/rnn-playground/playground"
)

// exportRunLayer makes runLayer callable, as exportRunRNN does runRNN.
func exportRunLayer(h *host) {
	h.export("playgroundRunLayer", func(args []js.Value) any {
		spec, err := decodeLayer(fields{args[0], args[1], args[2]})
		if err != nil {
			return refusal(err)
		}
		run, err := playground.ComputeLayer(spec)
		if err != nil {
			return refusal(err)
		}
		return encodeLayer(spec, run)
	}, func(message string) any { return failure("Error", message) })
}

// fields are those of an object, as web/runlayer.js takes it apart: their names, in
// values by name the numbers, booleans, texts and Float64Arrays, and in words what
// every one of them is. Of what is no object, words is the text.
type fields struct{ names, values, words js.Value }

func (f fields) has(name string) bool { return !f.words.Get(name).IsUndefined() }

// wrong refuses a field for what it is; called is its name with that of the object
// that it is in.
func (f fields) wrong(called, name, want string) error {
	words := ""
	if f.has(name) {
		words = f.words.Get(name).String()
	}
	return playground.WrongType(called, words, want)
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
	return v, false, f.wrong(name, name, want)
}

func decodeLayer(f fields) (*playground.LayerSpec, error) {
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
	if err == nil {
		err = decodeTensors(s, f)
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
func decodeTensors(s *playground.LayerSpec, f fields) (err error) {
	if f.has("c0") && !s.Cell.HasC() {
		return f.wrong("c0", "c0", "none, as only LSTM has a c")
	}
	for _, tensor := range s.Tensors() {
		if f.has(tensor.Name) {
			if *tensor.To, err = decodeTensor(f, "", tensor.Name, tensor.Shape); err != nil {
				return err
			}
		}
	}
	if !f.has("weights") {
		return nil
	}
	parameters := s.Parameters()
	list := f.values.Get("weights")
	if list.IsUndefined() {
		return f.wrong("weights", "weights", "an object of "+playground.NamesOf(parameters))
	}
	w := fields{list.Index(0), list.Index(1), list.Index(2)}
	s.Weights = map[string][]float64{}
	for _, p := range parameters {
		if s.Weights[p.Name], err = decodeTensor(w, "weights.", p.Name, p.Shape); err != nil {
			return err
		}
	}
	for i := range w.names.Length() {
		if name := w.names.Index(i).String(); s.Weights[name] == nil {
			return playground.WrongType("weights."+name, "no weight of this layer", playground.NamesOf(parameters))
		}
	}
	return nil
}

func decodeTensor(f fields, of, name string, shape []int) ([]float64, error) {
	v := f.values.Get(name)
	if v.Type() != js.TypeObject {
		return nil, f.wrong(of+name, name, playground.WantedTensor(shape))
	}
	if err := playground.CheckLength(of+name, v.Length(), shape); err != nil {
		return nil, err
	}
	values := make([]float64, v.Length())
	bytes := js.Global().Get("Uint8Array").New(v.Get("buffer"), v.Get("byteOffset"), v.Get("byteLength"))
	js.CopyBytesToGo(unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(values))), 8*len(values)), bytes)
	return values, nil
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
