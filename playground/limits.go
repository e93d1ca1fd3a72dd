package playground

import (
	"slices"
	"strconv"
)

// MaxValues bounds all tensors of one run together (inputs, Wx, Wh, b and the
// hidden states): 2^25 float64 are 256 MiB.
const MaxValues = 1 << 25

// Parameter is one whole number of the State that a user sets. The table below
// is the only place where ranges and defaults are written down: the controls,
// the link, the command line, runRNN and every error text come from it.
type Parameter struct {
	Key     string // in the link, the document and the command line
	Arg     string // as an argument of runRNN
	Min     int64
	Max     int64
	Default int64
	Slider  bool // drawn as a range input over Notches

	get func(*State) int64
	set func(*State, int64)
}

// Get reads the parameter's value out of s.
//
//go:noinline
func (p *Parameter) Get(s *State) int64 { return p.get(s) }

// Put writes a value that Check has accepted into s. Unlike Set it does not look
// at the other sizes.
func (p *Parameter) Put(s *State, v int64) { p.set(s, v) }

// Parameters in the order in which runRNN takes them.
var Parameters = []*Parameter{
	{
		Key: "timesteps", Arg: "timesteps", Min: 1, Max: 100_000, Default: 10, Slider: true,
		get: func(s *State) int64 { return int64(s.Timesteps) },
		set: func(s *State, v int64) { s.Timesteps = int(v) },
	},
	{
		Key: "input-size", Arg: "inputSize", Min: 1, Max: 4096, Default: 4, Slider: true,
		get: func(s *State) int64 { return int64(s.InputSize) },
		set: func(s *State, v int64) { s.InputSize = int(v) },
	},
	{
		Key: "hidden-size", Arg: "hiddenSize", Min: 1, Max: 4096, Default: 8, Slider: true,
		get: func(s *State) int64 { return int64(s.HiddenSize) },
		set: func(s *State, v int64) { s.HiddenSize = int(v) },
	},
	{
		Key: "seed", Arg: "seed", Min: 0, Max: 1<<32 - 1, Default: 0,
		get: func(s *State) int64 { return int64(s.Seed) },
		set: func(s *State, v int64) { s.Seed = uint32(v) },
	},
}

// LayerParameters are those of a network beyond the tutorial's layer.
var LayerParameters = []*Parameter{
	{
		Key: "num-layers", Arg: "numLayers", Min: 1, Max: 4, Default: 1,
		get: func(s *State) int64 { return int64(s.Layers) },
		set: func(s *State, v int64) { s.Layers = int(v) },
	},
	{
		Key: "batch", Arg: "batch", Min: 1, Max: 16, Default: 1,
		get: func(s *State) int64 { return int64(s.Batch) },
		set: func(s *State, v int64) { s.Batch = int(v) },
	},
}

// AllParameters are Parameters and LayerParameters.
var AllParameters = append(slices.Clone(Parameters), LayerParameters...)

// Amount is one number of the State, not a whole one, that a user sets.
type Amount struct {
	Key     string // in the link, the document and the command line
	Min     float64
	Max     float64
	Default float64
	Step    float64 // of the arrow keys

	get func(*State) float64
	set func(*State, float64)
}

// Get reads the amount's value out of s.
func (a *Amount) Get(s *State) float64 { return a.get(s) }

// Amounts that some ways to draw have.
var Amounts = []*Amount{
	{
		Key: "gain", Min: 0, Max: 10, Default: 1, Step: 0.05,
		get: func(s *State) float64 { return s.Gain },
		set: func(s *State, v float64) { s.Gain = v },
	},
	{
		Key: "bias-value", Min: -10, Max: 10, Default: 0, Step: 0.1,
		get: func(s *State) float64 { return s.BiasValue },
		set: func(s *State, v float64) { s.BiasValue = v },
	},
	{
		Key: "level", Min: -10, Max: 10, Default: 1, Step: 0.1,
		get: func(s *State) float64 { return s.Level },
		set: func(s *State, v float64) { s.Level = v },
	},
}

// AmountByKey finds an amount of the table, or nil.
func AmountByKey(key string) *Amount {
	for _, a := range Amounts {
		if a.Key == key {
			return a
		}
	}
	return nil
}

// ParameterByKey finds a parameter of the table, or nil.
func ParameterByKey(key string) *Parameter {
	for _, p := range AllParameters {
		if p.Key == key {
			return p
		}
	}
	return nil
}

// Notches are the values a slider stops at: every whole number up to ten, then
// a few per octave up to 1,000, so that the first third of the track covers
// 1 to 12. Position p of the range input (1-based) stands for Notches[p-1];
// up to ten the position is the value.
var Notches = []int{
	1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
	12, 14, 16, 18, 20, 24, 28, 32, 40, 48, 56, 64, 80, 100,
	128, 160, 200, 256, 320, 400, 512, 640, 800, 1000,
}

// NotchAt is the value at a slider's position, which is clamped to the track.
func NotchAt(position int) int {
	return Notches[min(max(position, 1), len(Notches))-1]
}

// NotchPosition is the slider's position nearest below or at value.
func NotchPosition(value int) int {
	position := 1
	for i, n := range Notches {
		if n <= value {
			position = i + 1
		}
	}
	return position
}

// Values counts the float64 of all tensors of a run:
//
//	T·I + H·I + H·H + H + T·H
//
// and of a network those of all its passes.
func (s *State) Values() int64 {
	if !s.Plain() {
		return s.networkValues()
	}
	t, i, h := int64(s.Timesteps), int64(s.InputSize), int64(s.HiddenSize)
	return t*i + h*i + h*h + h + t*h
}

// Megabytes are bytes in words, rounded up.
func Megabytes(bytes int64) string { return groupDigits((bytes + 999_999) / 1_000_000) }

// groupDigits writes n with a comma between thousands: 100,000.
func groupDigits(n int64) string {
	digits := strconv.FormatInt(n, 10)
	var out []byte
	for i := 0; i < len(digits); i++ {
		if left := len(digits) - i; i > 0 && left%3 == 0 && digits[i-1] != '-' {
			out = append(out, ',')
		}
		out = append(out, digits[i])
	}
	return string(out)
}
