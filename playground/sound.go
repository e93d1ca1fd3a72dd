package playground

import "math"

// How a state becomes a note: two octaves up where it is at the end of its scale, two
// down at the other.
const (
	middlePitch = 440.0 // Hz, of 0
	octaves     = 2.0
	mostNotes   = 200
	longest     = 10.0 // seconds of all notes
	slowest     = 0.25 // seconds of one
)

// A Sound is the line of a unit to be heard: a note for each step, or of many for every
// so many.
type Sound struct {
	Unit    int
	Every   int       // steps from one note to the next; the first is that of step 1
	Pitches []float64 // Hz; 0, a rest, for what is not finite
	Seconds float64   // of a note

	low, high string // what the lowest and the highest note stand for
}

// Sound of the line of a unit.
func (r *Run) Sound(unit int) *Sound {
	scale := r.StateScale()
	s := &Sound{Unit: unit, Every: (r.Timesteps + mostNotes - 1) / mostNotes, low: plain(-scale), high: plain(scale)}
	for t := 1; t <= r.Timesteps; t += s.Every {
		pitch := middlePitch * math.Exp2(octaves*r.At(t, unit)/scale)
		if !(pitch <= math.MaxFloat64) {
			pitch = 0
		}
		s.Pitches = append(s.Pitches, pitch)
	}
	s.Seconds = min(longest/float64(len(s.Pitches)), slowest)
	return s
}

// StepOf is the step of a note, from 0.
func (s *Sound) StepOf(note int) int { return 1 + note*s.Every }

// Words say what is heard, and which pitch is which number.
func (s *Sound) Words(texts Strings) string {
	key, last := "sound.each", s.StepOf(len(s.Pitches)-1)
	if s.Every > 1 {
		key = "sound.every"
	}
	pitch := func(octave float64) string { return grouped(int(middlePitch * math.Exp2(octave))) }
	return texts.Format(key, grouped(s.Unit), grouped(last), pitch(-octaves), s.low, pitch(0), pitch(octaves), s.high, grouped(s.Every))
}
