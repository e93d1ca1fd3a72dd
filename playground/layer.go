package playground

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rnn-playground/rnn-playground/rnn"
)

// T timesteps, N batch, I input size, H hidden size, L layers, D directions.

// LayerSpec is what runLayer is asked for: one of PyTorch's recurrent layers, and
// what goes in.
type LayerSpec struct {
	rnn.Spec
	Timesteps int
	Batch     int
	Seed      uint32
	Init      Weights // how weights that are not given are drawn, one of [LayerSpec.Inits]

	// Given are the tensors that are given, by their names, see [LayerSpec.Tensors];
	// all weights or none. gradOutput has the gradients computed.
	Given map[string][]float64
}

// NewLayerSpec has the defaults of everything that need not be given.
func NewLayerSpec() *LayerSpec {
	return &LayerSpec{Spec: rnn.Spec{Layers: 1, Bias: true}, Batch: 1, Init: PyTorchWeights, Given: map[string][]float64{}}
}

// LayerFields are the names of what runLayer is given, with their defaults.
var LayerFields = []string{
	"cell", "timesteps", "batch = 1", "inputSize", "hiddenSize", "numLayers = 1", "bidirectional = false", "bias = true",
	"seed = 0", "init = pytorch", "weights", "input", "h0", "c0", "gradOutput",
}

// IsLayerField reports whether runLayer is given something of this name.
func IsLayerField(name string) bool {
	for _, field := range LayerFields {
		if field == name || strings.HasPrefix(field, name+" = ") {
			return true
		}
	}
	return false
}

// LayerNumber is a whole number that runLayer is given.
type LayerNumber struct {
	*Parameter
	Optional bool
	Put      func(*LayerSpec, int64)
}

// LayerNumbers in the order of [LayerFields]. What a run of the page has too has the
// same range.
var LayerNumbers = []LayerNumber{
	{ParameterByKey("timesteps"), false, func(s *LayerSpec, v int64) { s.Timesteps = int(v) }},
	{&Parameter{Arg: "batch", Min: 1, Max: 4096}, true, func(s *LayerSpec, v int64) { s.Batch = int(v) }},
	{ParameterByKey("input-size"), false, func(s *LayerSpec, v int64) { s.InputSize = int(v) }},
	{ParameterByKey("hidden-size"), false, func(s *LayerSpec, v int64) { s.HiddenSize = int(v) }},
	{&Parameter{Arg: "numLayers", Min: 1, Max: 64}, true, func(s *LayerSpec, v int64) { s.Layers = int(v) }},
	{ParameterByKey("seed"), true, func(s *LayerSpec, v int64) { s.Seed = uint32(v) }},
}

// FieldError says which field of a [LayerSpec] was refused, what it was and what is
// allowed. Its text reads
//
//	h0 has 31 values: want a Float64Array of shape (4, 2, 4), 32 values
type FieldError struct {
	Field string // h0
	Is    string // has 31 values
	Want  string // a Float64Array of shape (4, 2, 4), 32 values
	Kind  bool   // it is of another type, is missing, or should not be there
}

func (e *FieldError) Error() string { return e.Field + " " + e.Is + ": want " + e.Want }

// Type reports whether JavaScript would call this a TypeError; the rest are
// RangeErrors.
func (e *FieldError) Type() bool { return e.Kind }

//go:noinline
func fieldError(field, is, want string, kind bool) error { return &FieldError{field, is, want, kind} }

// WrongType refuses a field for what it is, in words; "" if it is missing.
func WrongType(field, words, want string) error {
	if words == "" {
		words = "missing"
	}
	return fieldError(Shorten(field), "is "+words, want, true)
}

// UnknownField refuses a field that there is not.
func UnknownField(name string) error {
	return fieldError(Shorten(name), "is no field", strings.Join(LayerFields, ", "), true)
}

// Cells are the names of what runLayer computes, PyTorch's.
var Cells = []string{"RNN_TANH", "RNN_RELU", "LSTM", "GRU"}

// choose finds a text among those that a field may have.
func choose(field, text string, among []string) (int, error) {
	i := slices.Index(among, text)
	if i < 0 {
		return 0, fieldError(field, "is "+strconv.Quote(Shorten(text)), OneOf(among), false)
	}
	return i, nil
}

// OneOf says what a text may be.
func OneOf(texts []string) string { return `one of "` + strings.Join(texts, `", "`) + `"` }

// SetCell sets the cell, one of [Cells].
func (s *LayerSpec) SetCell(name string) error {
	i, err := choose("cell", name, Cells)
	if err == nil {
		s.Cell = rnn.Cell(i)
	}
	return err
}

// SetInit sets how weights are drawn, one of [LayerSpec.Inits].
func (s *LayerSpec) SetInit(name string) error {
	_, err := choose("init", name, s.Inits())
	if err == nil {
		s.Init = Weights(name)
	}
	return err
}

// Tensors are those that s has room for once its sizes are set: input, h0,
// gradOutput, c0 if the cell has one and, where they are asked for, the weights, as
// "weights.weight_ih_l0".
func (s *LayerSpec) Tensors(weights bool) []rnn.Parameter {
	D := s.Directions()
	state := []int{s.Layers * D, s.Batch, s.HiddenSize}
	all := []rnn.Parameter{
		{Name: "input", Shape: []int{s.Timesteps, s.Batch, s.InputSize}},
		{Name: "gradOutput", Shape: []int{s.Timesteps, s.Batch, D * s.HiddenSize}},
		{Name: "h0", Shape: state},
	}
	if s.Cell.HasC() {
		all = append(all, rnn.Parameter{Name: "c0", Shape: state})
	}
	if weights {
		for _, p := range s.Parameters() {
			p.Name = WeightsOf + p.Name
			all = append(all, p)
		}
	}
	return all
}

// WeightsOf begins the name of a weight among [LayerSpec.Tensors].
const WeightsOf = "weights."

// WantedTensor says what a tensor may be.
func WantedTensor(shape []int) string {
	return "a Float64Array of shape " + shapeText(shape) + ", " + strconv.Itoa(volume(shape)) + " values"
}

// CheckLength refuses a tensor that has another number of values than n; want says what it
// may be.
func CheckLength(field string, length, n int, want string) error {
	if length == n {
		return nil
	}
	has := "has " + strconv.Itoa(length) + " value"
	if length != 1 {
		has += "s"
	}
	return fieldError(field, has, want, false)
}

func volume(shape []int) int { return rnn.Parameter{Shape: shape}.Len() }

// shapeText is a shape as Python writes it.
func shapeText(shape []int) string {
	text := ""
	for _, n := range shape {
		text += ", " + strconv.Itoa(n)
	}
	if text = text[len(", "):]; len(shape) == 1 {
		text += ","
	}
	return "(" + text + ")"
}

// Parameters are the weights of s, whose sizes have been checked.
func (s *LayerSpec) Parameters() []rnn.Parameter {
	all, err := rnn.Parameters(s.Spec)
	if err != nil {
		panic(err)
	}
	return all
}

// WeightNames lists the weights of s; of many, the first and the last.
func (s *LayerSpec) WeightNames() string {
	const most = 16
	parameters, text := s.Parameters(), ""
	for i, p := range parameters {
		if len(parameters) <= most || i < most/2 || len(parameters)-i <= most/2 {
			text += ", " + p.Name
		} else if i == most/2 {
			text += ", …"
		}
	}
	return text[len(", "):]
}

// CheckTotal refuses sizes that are each allowed but too large together: what is
// kept of all steps counts, twice with gradients.
func (s *LayerSpec) CheckTotal(gradients bool) error {
	n := s.Values(gradients)
	if n <= MaxValues {
		return nil
	}
	text := ""
	for i, v := range [...]int{s.Timesteps, s.Batch, s.InputSize, s.HiddenSize, s.Layers} {
		text += ", " + LayerNumbers[i].Arg + " " + strconv.Itoa(v)
	}
	return fieldError(text[len(", "):], "make "+strconv.FormatInt(n, 10)+" values", wantInAll, false)
}
