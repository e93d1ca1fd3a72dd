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

// State is everything a user has chosen. It is small, comparable and plain: it
// comes from the link, changes through Set and the page's one change function,
// and goes back to the link.
type State struct {
	Timesteps  int
	InputSize  int
	HiddenSize int
	Seed       uint32
	Weights    Weights // how Wx, Wh and b are drawn
	Step       int     // the pinned step, 1 … T; 0 for none
	Unit       int     // the pinned unit, 0 … H-1; 0 where no step is pinned
	Terms      Terms   // how the inspector lists its terms
	Lang       Lang    // "" means what the browser asks for
	Panel      Panel   // what stands below the picture
}

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
	PrintoutPanel Panel = "printout"
)

// Terms is how the inspector lists what a hidden state is made of.
type Terms string

const (
	TermsGiven  Terms = "given"  // in the order of the sum
	TermsBySize Terms = "size"   // the largest first
	TermsExact  Terms = "digits" // with both factors and every digit
)

// Default is the tutorial's setting.
func Default() State {
	s := State{Weights: TutorialWeights, Panel: TablePanel, Terms: TermsGiven}
	for _, p := range Parameters {
		p.set(&s, p.Default)
	}
	return s
}

// SameRun reports whether a and b have the same numbers.
func SameRun(a, b State) bool {
	for _, p := range Parameters {
		if p.Get(&a) != p.Get(&b) {
			return false
		}
	}
	return a.Weights == b.Weights
}

// SeenAs gives s's numbers looked at as other is: its language, panel, listing of
// terms, and pinned step and unit if s has them.
func (s State) SeenAs(other State) State {
	s.Lang, s.Panel, s.Terms = other.Lang, other.Panel, other.Terms
	s.Pin(other.Step, other.Unit)
	return s
}

// Pin pins a step and unit, or as much of them as s has.
func (s *State) Pin(step, unit int) {
	if step < 1 || step > s.Timesteps {
		step, unit = 0, 0
	}
	s.Step, s.Unit = step, min(max(unit, 0), s.HiddenSize-1)
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
