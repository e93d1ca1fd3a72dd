package playground

import (
	"math"
	"slices"
	"strings"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// Inputs is what enters the network, x (T, I). The tutorial's random inputs are
// drawn whatever enters, so that Wx, Wh and b are the same for the same seed and
// sizes.
type Inputs string

const (
	RandomInputs    Inputs = "random"     // np.random.random
	ImpulseInputs   Inputs = "impulse"    // Level at t = 1, then 0
	StepInputs      Inputs = "step"       // 0 in the first half, then Level
	SineInputs      Inputs = "sine"       // Level · sin(2π ((t-1)/10 + i/I))
	ConstantInputs  Inputs = "constant"   // Level
	CharacterInputs Inputs = "characters" // Text, one step a character, one-hot
	WordInputs      Inputs = "words"      // Text, one step a word, each word a random vector in [-1, 1)
)

// AllInputs in the order in which they are offered.
var AllInputs = []Inputs{RandomInputs, ImpulseInputs, StepInputs, SineInputs, ConstantInputs, CharacterInputs, WordInputs}

// sinePeriod is how many steps a wave of SineInputs takes.
const sinePeriod = 10

// MostText is how many characters of a sentence are read.
const MostText = 400

// HasLevel reports whether i depends on the level.
func (i Inputs) HasLevel() bool {
	return i == ImpulseInputs || i == StepInputs || i == SineInputs || i == ConstantInputs
}

// Reads reports whether i reads the sentence.
func (i Inputs) Reads() bool { return i == CharacterInputs || i == WordInputs }

// tokens cuts the sentence into what enters one after the other: characters as a
// reader counts them, grapheme clusters of UAX #29, so that a syllable of Hangul
// or an emoji is one however many code points it has; or words between blanks.
func (s *State) tokens() []string {
	switch s.Inputs {
	case CharacterInputs:
		var tokens []string
		for all := graphemes.FromString(s.Text); all.Next(); {
			tokens = append(tokens, all.Value())
		}
		return tokens
	case WordInputs:
		return strings.Fields(s.Text)
	}
	return nil
}

// firsts numbers tokens in the order in which they first occur. codes has the
// number of each token, first the place of each number's first token.
//
//go:noinline
func firsts(tokens []string) (codes, first []int) {
	codes = make([]int, len(tokens))
	numbers := map[string]int{}
	for at, token := range tokens {
		number, ok := numbers[token]
		if !ok {
			number = len(first)
			numbers[token] = number
			first = append(first, at)
		}
		codes[at] = number
	}
	return codes, first
}

// Fit gives s the sizes that its sentence has: a step for each character or word
// and, one-hot, an input for each different character. An empty sentence is one
// step.
func (s *State) Fit() {
	if !s.Inputs.Reads() {
		return
	}
	tokens := s.tokens()
	s.Timesteps = max(len(tokens), 1)
	if s.Inputs == CharacterInputs {
		_, first := firsts(tokens)
		s.InputSize = max(len(first), 1)
	}
	s.Pin(s.Step, s.Unit)
}

// SetText sets the sentence, cut to what is read of one.
func (s *State) SetText(text string) {
	s.Text = cutText(text)
	s.Fit()
}

// cutText cuts a sentence between characters, and makes blanks of line ends.
func cutText(text string) string {
	valid := []byte(strings.ToValidUTF8(text, "\uFFFD"))
	for i, c := range valid {
		if c < ' ' || c == 0x7f {
			valid[i] = ' '
		}
	}
	text = string(valid)
	all := graphemes.FromString(text)
	for n := 0; all.Next(); n++ {
		if n == MostText || all.End() > 16*MostText {
			return text[:all.Start()]
		}
	}
	return text
}

// name tells r what its steps and inputs are called.
func (s *State) name(r *Run) {
	if !s.Inputs.Reads() {
		return
	}
	r.Tokens, r.Vocabulary = s.tokens(), nil
	if s.Inputs == CharacterInputs {
		_, first := firsts(r.Tokens)
		for _, at := range first {
			r.Vocabulary = append(r.Vocabulary, r.Tokens[at])
		}
	}
}

// enterCost is what it takes to enter a value, in multiply-adds.
const enterCost = 30

// entering is the stage that puts what enters in the place of the random inputs.
func (s *State) entering(r *Run) stage {
	s.name(r)
	T, I := r.Timesteps, r.InputSize
	step := s.enterStep(r)
	t := 0 // steps that are done
	return func(budget float64) (float64, bool) {
		n := atMost(T-t, budget/enterCost/float64(I))
		for range n {
			t++
			step(t, r.X[(t-1)*I:][:I])
		}
		if t == T && s.Inputs == WordInputs {
			s.enterWords(r)
		}
		return enterCost * float64(n) * float64(I), t == T
	}
}

// enterStep gives what writes the inputs of step t over the random ones.
func (s *State) enterStep(r *Run) func(t int, x []float64) {
	level := func(on bool, x []float64) {
		v := 0.0
		if on {
			v = s.Level
		}
		for i := range x {
			x[i] = v
		}
	}
	switch s.Inputs {
	case ImpulseInputs:
		return func(t int, x []float64) { level(t == 1, x) }
	case StepInputs:
		return func(t int, x []float64) { level(t > r.Timesteps/2, x) }
	case SineInputs:
		return func(t int, x []float64) {
			for i := range x {
				turns := float64(t-1)/sinePeriod + float64(i)/float64(len(x))
				x[i] = s.Level * math.Sin(2*math.Pi*turns)
			}
		}
	case CharacterInputs:
		codes, _ := firsts(r.Tokens)
		return func(t int, x []float64) {
			clear(x)
			if t <= len(codes) {
				x[codes[t-1]] = 1
			}
		}
	case WordInputs:
		return func(t int, x []float64) {
			for i, u := range x {
				x[i] = 2*u - 1
			}
		}
	}
	return func(t int, x []float64) { level(true, x) } // ConstantInputs
}

// enterWords enters the vector of the step at which a word first stands, which is
// 2u - 1 of its random numbers, wherever the word stands again.
func (s *State) enterWords(r *Run) {
	I := r.InputSize
	codes, first := firsts(r.Tokens)
	for at, code := range slices.Backward(codes) {
		copy(r.X[at*I:][:I], r.X[first[code]*I:][:I])
	}
	if len(codes) == 0 {
		clear(r.X)
	}
}
