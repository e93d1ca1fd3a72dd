package playground

import "strconv"

// File is a file that a visitor takes along. It is made in parts, so that a page can stay
// alive while it makes a large one.
type File struct {
	Name string
	Type string // its media type
	Size int64  // in bytes; where that is not known before, about

	stages []stage                          // what has to be found out first
	next   func() (part []byte, ended bool) // set by the last stage, if not at once
	took   float64
	all    float64 // multiply-adds of the stages, about
}

// partCost is what a part of a file takes, in multiply-adds: of some 10,000 numbers, in
// binary or in digits.
const partCost = 1e5

// Next works off about budget multiply-adds. It gives the next part of the file, until
// the call after it, or nothing where something has to be found out first; and whether
// that was the last.
func (f *File) Next(budget float64) (part []byte, ended bool) {
	if len(f.stages) > 0 {
		spent, _ := workOff(&f.stages, budget)
		f.took += spent
		return nil, false
	}
	return f.next()
}

// Progress is how much of what has to be found out first is, 0 … 1.
func (f *File) Progress() float64 {
	if len(f.stages) == 0 {
		return 1
	}
	return min(f.took/max(f.all, 1), 1)
}

// content makes a file of a text that is there.
func content(text string) func() ([]byte, bool) {
	return func() ([]byte, bool) { return []byte(text), true }
}

// FileName is what files of s are called, before what they are of it:
// rnn-t10-i4-h8-seed0, lstm-t10-i4-h8-l2-bidirectional-n3-seed0-pytorch.
func (s *Setting) FileName() string {
	name := [...]string{"rnn", "rnn-relu", "lstm", "gru"}[s.Cell.kind()]
	for i, v := range [...]int64{int64(s.Timesteps), int64(s.InputSize), int64(s.HiddenSize), int64(s.Layers), int64(s.Batch), int64(s.Seed)} {
		if letter := "tihln "[i : i+1]; letter == " " {
			name += "-seed" + strconv.FormatInt(v, 10)
		} else if i < 3 || v > 1 {
			name += "-" + letter + strconv.FormatInt(v, 10)
		}
		if i == 3 && s.Bidirectional {
			name += "-bidirectional"
		}
	}
	if s.Weights != TutorialWeights {
		name += "-" + string(s.Weights)
	}
	if s.Inputs != RandomInputs {
		name += "-" + string(s.Inputs)
	}
	if s.Edits != "" {
		name += "-edited"
	}
	return name
}

// SizeText is how large a file is, in powers of ten as systems have it.
func SizeText(bytes int64) string {
	units := [...]string{" B", " kB", " MB", " GB"}
	v, unit := float64(bytes), 0
	for v >= 999.5 && unit < len(units)-1 {
		v, unit = v/1000, unit+1
	}
	digits := 0
	if unit > 0 && v < 9.95 {
		digits = 1
	}
	return strconv.FormatFloat(v, 'f', digits, 64) + units[unit]
}

// lookedAt is the state of r, looked at as s says.
//
//go:noinline
func (r *Run) lookedAt(s State) State { return State{Setting: r.Setting}.SeenAs(s) }
