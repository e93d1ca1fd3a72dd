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

// enter puts what enters in the place of the random inputs.
func (s *State) enter(r *Run) {
	s.name(r)
	T, I := r.Timesteps, r.InputSize
	if s.Inputs == RandomInputs {
		return
	}
	if s.Inputs == WordInputs {
		s.enterWords(r)
		return
	}
	clear(r.X)
	row := func(t int) []float64 { return r.X[(t-1)*I:][:I] }
	level := func(t int) {
		for i := range row(t) {
			row(t)[i] = s.Level
		}
	}
	switch s.Inputs {
	case ImpulseInputs:
		level(1)
	case StepInputs:
		for t := T/2 + 1; t <= T; t++ {
			level(t)
		}
	case SineInputs:
		for t := 1; t <= T; t++ {
			for i := range I {
				turns := float64(t-1)/sinePeriod + float64(i)/float64(I)
				row(t)[i] = s.Level * math.Sin(2*math.Pi*turns)
			}
		}
	case ConstantInputs:
		for t := 1; t <= T; t++ {
			level(t)
		}
	case CharacterInputs:
		codes, _ := firsts(r.Tokens)
		for at, code := range codes {
			row(at + 1)[code] = 1
		}
	}
}

// enterWords makes the random numbers of the step at which a word first stands
// its vector, 2u - 1, and enters that wherever the word stands again.
func (s *State) enterWords(r *Run) {
	I := r.InputSize
	codes, first := firsts(r.Tokens)
	for i, u := range r.X {
		r.X[i] = 2*u - 1
	}
	for at, code := range slices.Backward(codes) {
		copy(r.X[at*I:][:I], r.X[first[code]*I:][:I])
	}
	if len(codes) == 0 {
		clear(r.X)
	}
}
