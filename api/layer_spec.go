package api

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/rnn-playground/rnn-playground/playground"
)

// decodeLayer reads a spec as wasm/runlayer.go does, with the same refusals in the same
// order, but for limits on the whole that are narrower here.
func decodeLayer(body []byte) (*playground.LayerSpec, error) {
	names, f, err := object(body)
	if err != nil {
		return nil, &refusal{status: http.StatusBadRequest, detail: "the body is no JSON object: " + err.Error()}
	}
	s, err := readSpec(names, f)
	if err == nil || errors.As(err, new(*refusal)) {
		return s, err
	}
	return nil, wrongField(err)
}

// wrongField refuses what playground does, with the names of the fields.
func wrongField(err error) error {
	e := &refusal{status: http.StatusUnprocessableEntity, detail: err.Error()}
	var number *playground.ArgumentError
	var field *playground.FieldError
	switch {
	case errors.As(err, &number):
		e.detail = number.Text(func(p *playground.Parameter) string { return p.Arg })
		e.parameter, e.value, e.allowed = number.Parameter.Arg, number.Was(), number.Want()
	case errors.As(err, &field):
		e.parameter, e.value, e.allowed = field.Field, strings.TrimPrefix(field.Is, "is "), field.Want
	}
	return e
}

func readSpec(names []string, f fields) (*playground.LayerSpec, error) {
	for _, name := range names {
		if !playground.IsLayerField(name) {
			return nil, &refusal{
				status: http.StatusUnprocessableEntity, detail: playground.UnknownField(name).Error(),
				parameter: playground.Shorten(name), value: f.words(name), known: playground.LayerFields,
			}
		}
	}
	s := playground.NewLayerSpec()
	var cell string
	if !f.has("cell") || !f.scalar("cell", &cell) {
		return nil, f.wrong("cell", playground.OneOf(playground.Cells))
	}
	if err := s.SetCell(cell); err != nil {
		return nil, err
	}
	if err := readNumbers(s, f); err != nil {
		return nil, err
	}
	for _, flag := range []struct {
		name string
		to   *bool
	}{{"bidirectional", &s.Bidirectional}, {"bias", &s.Bias}} {
		if f.has(flag.name) && !f.scalar(flag.name, flag.to) {
			return nil, f.wrong(flag.name, "true or false")
		}
	}
	var init string
	if f.has("init") {
		if !f.scalar("init", &init) {
			return nil, f.wrong("init", playground.OneOf(s.Inits()))
		}
		if err := s.SetInit(init); err != nil {
			return nil, err
		}
	}
	if err := affordableLayer(s, f.has("gradOutput")); err != nil {
		return nil, err
	}
	return s, readTensors(s, f)
}

func readNumbers(s *playground.LayerSpec, f fields) error {
	for _, n := range playground.LayerNumbers {
		var v float64
		switch {
		case f.has(n.Arg) && f.scalar(n.Arg, &v):
			checked, err := n.Check(v)
			if err != nil {
				return err
			}
			n.Put(s, checked)
		case f.has(n.Arg):
			return &playground.ArgumentError{Parameter: n.Parameter, Problem: playground.NotNumber, Value: f.words(n.Arg)}
		case !n.Optional:
			return &playground.ArgumentError{Parameter: n.Parameter, Problem: playground.Missing}
		}
	}
	return nil
}

// affordableLayer refuses what takes too much memory or time, before either is taken. As
// the limits stand, no layer with few enough values takes too long.
func affordableLayer(s *playground.LayerSpec, gradients bool) error {
	if err := s.CheckTotal(gradients); err != nil {
		return tooMuch(err.Error())
	}
	n := s.Values(gradients)
	if n > MaxValues {
		return tooMuch("this layer has " + strconv.FormatInt(n, 10) + " values, with the gates and states of every step and, twice, with gradients: want at most " +
			strconv.Itoa(MaxValues) + " in one request")
	}
	return cheap("this layer", s.Cost(gradients)+writeCost*float64(n))
}

func readTensors(s *playground.LayerSpec, f fields) error {
	if f.has("c0") && !s.Cell.HasC() {
		return f.wrong("c0", "none, as only LSTM has a c")
	}
	weights := f.has("weights")
	if weights && f.words("weights") != "an object" {
		return f.wrong("weights", "an object of "+s.WeightNames())
	}
	for _, p := range s.Tensors(weights) {
		if !f.has(p.Name) && !strings.HasPrefix(p.Name, playground.WeightsOf) {
			continue
		}
		values, err := f.tensor(p)
		if err != nil {
			return err
		}
		s.Given[p.Name] = values
	}
	var unknown []string
	for name := range f {
		if strings.HasPrefix(name, playground.WeightsOf) && s.Given[name] == nil {
			unknown = append(unknown, name)
		}
	}
	if len(unknown) > 0 {
		return playground.WrongType(slices.Min(unknown), "no weight of this layer", s.WeightNames())
	}
	return nil
}
