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
	Step       int   // the step that is marked, 1 … T; 0 for none
	Lang       Lang  // "" means what the browser asks for
	Panel      Panel // what stands below the picture
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

// Default is the tutorial's setting.
func Default() State {
	s := State{Panel: TablePanel}
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
	return true
}

// SeenAs gives s's numbers looked at as other is: its language, panel, and marked
// step if s has that step.
func (s State) SeenAs(other State) State {
	s.Lang, s.Panel, s.Step = other.Lang, other.Panel, other.Step
	if s.Step > s.Timesteps {
		s.Step = 0
	}
	return s
}

// Tutorial gives s the tutorial's numbers and leaves how it is looked at alone.
func (s State) Tutorial() State {
	s.Step = 0
	return Default().SeenAs(s)
}
