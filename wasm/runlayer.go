//go:build js && wasm

package main

import (
	"strings"
	"syscall/js"
	"unsafe"

	"github.com/rnn-playground/rnn-playground/playground"
	"github.com/rnn-playground/rnn-playground/rnn"
)

// exportRunLayer makes runLayer callable, as exportRunRNN does runRNN. What it is
// given comes from web/runlayer.js as a list of fields, and named tensors go back as
// a list too: neither Go's maps nor js.Value keep an order.
func exportRunLayer(h *host) {
	h.export("playgroundRunLayer", func(args []js.Value) any {
		spec, err := decodeLayer(args[0], args[1].String())
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

// A given is one field: its value, or in words what it is instead of a number, a
// boolean, a text, a Float64Array or, of weights, a list of fields.
type given struct {
	value js.Value
	words string
}

// fields reads a list of [name, value, words].
func fields(list js.Value) (names []string, all map[string]given) {
	all = map[string]given{}
	for i := range list.Length() {
		field := list.Index(i)
		name := field.Index(0).String()
		names, all[name] = append(names, name), given{field.Index(1), field.Index(2).String()}
	}
	return names, all
}

// decodeLayer reads what runLayer was given; what is no object arrives as a text
// that describes it.
func decodeLayer(list js.Value, words string) (*playground.LayerSpec, error) {
	if list.IsUndefined() {
		return nil, playground.WrongType("spec", words, "an object of "+strings.Join(playground.LayerFields, ", "))
	}
	names, all := fields(list)
	for _, name := range names {
		if !known(name) {
			return nil, playground.UnknownField(name)
		}
	}
	s := playground.NewLayerSpec()
	cell, ok := all["cell"]
	if !ok || cell.value.Type() != js.TypeString {
		return nil, playground.WrongType("cell", cell.words, playground.WantedCell())
	}
	if err := s.SetCell(cell.value.String()); err != nil {
		return nil, err
	}
	if err := decodeLayerNumbers(s, all); err != nil {
		return nil, err
	}
	if err := decodeFlag("bidirectional", all, &s.Bidirectional); err != nil {
		return nil, err
	}
	if err := decodeFlag("bias", all, &s.Bias); err != nil {
		return nil, err
	}
	if f, ok := all["init"]; ok {
		if f.value.Type() != js.TypeString {
			return nil, playground.WrongType("init", f.words, s.WantedInit())
		}
		if err := s.SetInit(f.value.String()); err != nil {
			return nil, err
		}
	}
	_, gradients := all["gradOutput"]
	if err := s.CheckTotal(gradients); err != nil {
		return nil, err
	}
	return s, decodeTensors(s, all)
}

func known(name string) bool {
	for _, field := range playground.LayerFields {
		field, _, _ = strings.Cut(field, " ")
		if name == field {
			return true
		}
	}
	return false
}

func decodeFlag(name string, all map[string]given, to *bool) error {
	f, ok := all[name]
	if !ok {
		return nil
	}
	if f.value.Type() != js.TypeBoolean {
		return playground.WrongType(name, f.words, "true or false")
	}
	*to = f.value.Bool()
	return nil
}

func decodeLayerNumbers(s *playground.LayerSpec, all map[string]given) error {
	for _, n := range playground.LayerNumbers {
		f, ok := all[n.Arg]
		switch {
		case !ok && n.Optional:
			continue
		case !ok:
			return &playground.ArgumentError{Parameter: n.Parameter, Problem: playground.Missing}
		case f.value.Type() != js.TypeNumber:
			return &playground.ArgumentError{Parameter: n.Parameter, Problem: playground.NotNumber, Value: f.words}
		}
		v, err := n.Check(f.value.Float())
		if err != nil {
			return err
		}
		n.Put(s, v)
	}
	return nil
}

// decodeTensors reads the tensors that are given, of the shapes that follow from the
// sizes.
func decodeTensors(s *playground.LayerSpec, all map[string]given) (err error) {
	if f, ok := all["c0"]; ok && !s.Cell.HasC() {
		return playground.WrongType("c0", f.words, "none, as only LSTM has a c")
	}
	for _, tensor := range s.Tensors() {
		if f, ok := all[tensor.Name]; ok {
			if *tensor.To, err = decodeTensor(tensor.Name, f, tensor.Shape); err != nil {
				return err
			}
		}
	}
	f, ok := all["weights"]
	if !ok {
		return nil
	}
	parameters := s.Parameters()
	if f.value.IsUndefined() {
		return playground.WrongType("weights", f.words, "an object of "+namesOf(parameters))
	}
	names, weights := fields(f.value)
	s.Weights = map[string][]float64{}
	for _, p := range parameters {
		f := weights[p.Name]
		if s.Weights[p.Name], err = decodeTensor("weights."+p.Name, f, p.Shape); err != nil {
			return err
		}
	}
	for _, name := range names {
		if s.Weights[name] == nil {
			return playground.WrongType("weights."+name, "no weight of this layer", namesOf(parameters))
		}
	}
	return nil
}

// namesOf lists weights; of many layers, the first and the last.
func namesOf(parameters []rnn.Parameter) string {
	const most = 16
	var names []string
	for i, p := range parameters {
		switch left := len(parameters) - i; {
		case len(parameters) <= most || i < most/2 || left <= most/2:
			names = append(names, p.Name)
		case i == most/2:
			names = append(names, "…")
		}
	}
	return strings.Join(names, ", ")
}

func decodeTensor(name string, f given, shape []int) ([]float64, error) {
	if f.value.Type() != js.TypeObject {
		return nil, playground.WrongType(name, f.words, playground.WantedTensor(shape))
	}
	if err := playground.CheckLength(name, f.value.Length(), shape); err != nil {
		return nil, err
	}
	values := make([]float64, f.value.Length())
	bytes := js.Global().Get("Uint8Array").New(f.value.Get("buffer"), f.value.Get("byteOffset"), f.value.Get("byteLength"))
	js.CopyBytesToGo(unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(values))), 8*len(values)), bytes)
	return values, nil
}

func encodeLayer(s *playground.LayerSpec, run *playground.LayerRun) any {
	parameters := s.Parameters()
	named := func(tensors map[string][]float64) []any {
		var list []any
		for _, p := range parameters {
			list = append(list, []any{p.Name, float64Array(tensors[p.Name])})
		}
		return list
	}
	answer := map[string]any{
		"output":      float64Array(run.Output),
		"outputShape": []any{s.Timesteps, s.Batch, s.Directions() * s.HiddenSize},
		"hN":          float64Array(run.HN),
		"weights":     named(run.Weights),
		"input":       float64Array(run.Input),
	}
	if s.Cell.HasC() {
		answer["cN"] = float64Array(run.CN)
	}
	if g := run.Gradients; g != nil {
		answer["grad"] = named(g.Weights)
		answer["gradInput"] = float64Array(g.Input)
		answer["gradH0"] = float64Array(g.H0)
		if s.Cell.HasC() {
			answer["gradC0"] = float64Array(g.C0)
		}
	}
	return answer
}
