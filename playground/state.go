// Package playground is the page's model: what a user has chosen (State), what
// comes out of it (Run), and every text and picture as a function of the two.
// It knows no browser, so the command line, the build, the tests and the page
// itself say the same.
//
// Dimensions, here and in every file of the package:
//
//	T  timesteps    t = 1 … T counts steps; h_0 is the initial state
//	I  input size   i = 0 … I-1
//	H  hidden size  j = 0 … H-1 counts units
package playground

import "slices"

// State is everything a user has chosen. It is small, comparable and plain: it
// comes from the link, changes through Set and the page's one change function,
// and goes back to the link.
type State struct {
	Setting
	Look
}

// Setting is what the numbers follow from.
type Setting struct {
	Timesteps  int
	InputSize  int
	HiddenSize int
	Seed       uint32
	Weights    Weights // how Wx, Wh and b are drawn
	Gain       float64 // of the ways to draw that have one
	Bias       Bias    // where b comes from
	BiasValue  float64 // of a constant bias
	Inputs     Inputs  // what enters
	Level      float64 // how large that is, where it is not drawn
	Text       string  // the sentence of the inputs that read one
	Given      Given   // whole tensors that were brought in
	Edits      Edits   // single values set by hand
	Compare    Compare // what B has beside this A; "" for no B
	Network            // the layer's cell, and what it is a part of
}

// Look is how the numbers are looked at.
type Look struct {
	Step      int     // the pinned step, 1 … T; 0 for none
	Unit      int     // the pinned unit, 0 … H-1; 0 where no step is pinned
	Gate      Gate    // the gate of it that is opened; "" for the state itself
	Terms     Terms   // how the inspector lists its terms
	Lang      Lang    // "" means what the browser asks for
	Panel     Panel   // what stands below the picture
	Gates     Gates   // the cell whose gates are shown
	Way       Way     // whether the pictures show the states or the gradients
	Goal      Goal    // the number L that is gone back from
	Code      Code    // the language of the listing
	Drawing   Drawing // the network unrolled in time or folded to a loop
	Colors    Colors  // what the colours of h stand for
	Speed     Speed   // of playing
	Projector bool    // for a wall
	Tour      int     // the stop of the guided tour, from 1; 0 for none
	Theme     Theme   // "" means what the browser asks for
	Embedding         // what of the page a frame shows
}

// Theme is the colours of the page.
type Theme string

const (
	Light Theme = "light"
	Dark  Theme = "dark"
)

// Lang is a language of the page.
type Lang string

const (
	Korean  Lang = "ko"
	English Lang = "en"
)

// Panel names one of the views below the picture.
type Panel string

const (
	TablePanel    Panel = "table"
	WeightsPanel  Panel = "weights"
	MemoryPanel   Panel = "memory"
	CellsPanel    Panel = "cells"
	PrintoutPanel Panel = "printout"
	CodePanel     Panel = "code"
	FilesPanel    Panel = "files"
)

// AllPanels in the order of their tabs.
var AllPanels = []Panel{TablePanel, WeightsPanel, MemoryPanel, CellsPanel, PrintoutPanel, CodePanel, FilesPanel}

// Gates names one of the cells that are compared.
type Gates string

const (
	RNNGates  Gates = "rnn"
	LSTMGates Gates = "lstm"
	GRUGates  Gates = "gru"
)

// AllGates in the order in which they are offered.
var AllGates = []Gates{RNNGates, LSTMGates, GRUGates}

// Way is which way through time the pictures and the weights show.
type Way string

const (
	Forward  Way = "forward"  // the values
	Backward Way = "backward" // ∂L by each of them, in the same places
)

// Goal is the number L that gradients are of. It is made of the states of the pass that
// is shown.
type Goal string

const (
	GoalState   Goal = "state"   // L = h_t[j], the pinned one; where none is, that of the cursor
	GoalLast    Goal = "last"    // L = Σ_j h[j] of the state that the pass ends with
	GoalPattern Goal = "pattern" // L = ½ Σ_t (h_t[j] - sin(2π (t-1)/10))², for the unit of the cursor
)

// AllGoals in the order in which they are offered.
var AllGoals = []Goal{GoalState, GoalLast, GoalPattern}

// Code is a language or library of a listing.
type Code string

const (
	NumPyCode   Code = "numpy"
	PyTorchCode Code = "pytorch"
	KerasCode   Code = "keras"
	GoCode      Code = "go"
)

// AllCodes in the order in which they are offered.
var AllCodes = []Code{NumPyCode, PyTorchCode, KerasCode, GoCode}

// Terms is how the inspector lists what a hidden state is made of.
type Terms string

const (
	TermsGiven  Terms = "given"  // in the order of the sum
	TermsBySize Terms = "size"   // the largest first
	TermsExact  Terms = "digits" // with both factors and every digit
	TermsAll    Terms = "all"    // every one of them, however many
)

// AllTerms in the order in which they are offered.
var AllTerms = []Terms{TermsGiven, TermsBySize, TermsExact, TermsAll}

// Drawing is how the network is drawn.
type Drawing string

const (
	Unrolled Drawing = "unrolled" // a column for each step
	Folded   Drawing = "folded"   // one cell, its state led back
)

// Colors is what the colours of the hidden states stand for.
type Colors string

const (
	ColorsByValue Colors = "value" // h itself, -1 … 1
	ColorsByLog   Colors = "log"   // how near h is to ±1: 1 - |h|, logarithmic
)

// Speed of playing, beside the usual one.
type Speed string

// AllSpeeds in the order in which they are offered.
var AllSpeeds = []Speed{"0.5", "1", "2", "4", "16"}

// Default is the tutorial's setting.
func Default() State {
	s := State{
		Setting{Weights: TutorialWeights, Bias: BiasAsWeights, Inputs: RandomInputs, Network: Network{Cell: TanhCell}},
		Look{Panel: TablePanel, Gates: LSTMGates, Way: Forward, Goal: GoalLast, Terms: TermsGiven, Code: NumPyCode, Drawing: Unrolled, Colors: ColorsByValue, Speed: "1"},
	}
	for _, p := range AllParameters {
		p.set(&s, p.Default)
	}
	for _, a := range Amounts {
		a.set(&s, a.Default)
	}
	return s
}

// SameRun reports whether a and b have the same numbers.
func SameRun(a, b State) bool { return a.Setting == b.Setting }

// SameView reports whether a and b look the same but for the cell that is pinned.
func SameView(a, b State) bool {
	a.Step, a.Unit = b.Step, b.Unit
	return a == b
}

// SeenAs gives s's numbers looked at as other is, at its pinned step and unit if
// s has them.
func (s State) SeenAs(other State) State {
	s.Look = other.Look
	s.Pin(other.Step, other.Unit)
	return s
}

// Pin pins a step and unit, or as much of them as s has.
//
//go:noinline
func (s *State) Pin(step, unit int) {
	if step < 1 || step > s.Timesteps {
		step, unit = 0, 0
	}
	s.Step, s.Unit = step, min(max(unit, 0), s.HiddenSize-1)
	s.settle()
}

// Cursor is the step and unit that are looked at: the pinned ones, or else the
// second step, the first that remembers anything.
func (s *State) Cursor() (step, unit int) {
	if s.Step > 0 {
		return s.Step, s.Unit
	}
	return min(2, s.Timesteps), 0
}

// Tutorial gives s the tutorial's numbers and leaves how it is looked at alone.
func (s State) Tutorial() State {
	s.Pin(0, 0)
	return Default().SeenAs(s)
}

// Compare is what is different in B: the way in which its weights are drawn, or its
// cell.
type Compare string

// AllCompares in the order in which they are offered.
var AllCompares = []Compare{
	Compare(TutorialWeights), Compare(PyTorchWeights), Compare(KerasWeights), Compare(NormalWeights), Compare(IdentityWeights), Compare(RadiusWeights),
	Compare(TanhCell), Compare(ReLUCell), Compare(LSTMCell), Compare(GRUCell),
}

// B is the state that s is compared with: the same seed, sizes and inputs with
// other weights, or another cell. What was set by hand or brought in of the weights of A
// stays in A.
func (s State) B() State {
	if slices.Contains(AllCells, Cell(s.Compare)) {
		s.Cell = Cell(s.Compare)
	} else {
		s.Weights = Weights(s.Compare)
	}
	s.Compare = ""
	s.Edits, s.Given = s.Edits.only(XTensor, H0Tensor, C0Tensor), s.Given.only(XTensor, H0Tensor, C0Tensor)
	return s
}

// TourStops is how many stops the guided tour has.
const TourStops = 9

var tourRange = &Parameter{Key: "tour", Arg: "tour", Min: 1, Max: TourStops}
