package playground

import (
	"math"
	"testing"
)

// TestSound: each note is as high as the state of its step, on a scale of octaves.
func TestSound(t *testing.T) {
	r := handMade(2, 0, 0.5, -0.5, 0.5, 0.25, 0.5)
	s := r.Sound(0)
	for i, want := range []float64{440, 220, 440 * math.Sqrt2} {
		if math.Abs(s.Pitches[i]-want) > 1e-9 || s.StepOf(i) != i+1 {
			t.Errorf("note %d: %g Hz at step %d, want %g at step %d", i, s.Pitches[i], s.StepOf(i), want, i+1)
		}
	}
	if s.Seconds != 0.25 || s.Every != 1 || len(s.Pitches) != 3 {
		t.Errorf("%+v", s)
	}
	for texts, want := range map[*Strings]string{
		&english: "Unit 0, t = 1 to 3: 110 Hz is −1, 440 Hz is 0, 1,760 Hz is 1",
		&korean:  "유닛 0, t = 1에서 3까지: 110 Hz는 −1, 440 Hz는 0, 1,760 Hz는 1",
	} {
		if got := s.Words(*texts); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestSoundIsBounded: of many steps every so many is heard, for ten seconds at most, and
// the words say which.
func TestSoundIsBounded(t *testing.T) {
	for T, want := range map[int]struct{ notes, every int }{1: {1, 1}, 40: {40, 1}, 200: {200, 1}, 201: {101, 2}, 10_000: {200, 50}, 99_999: {200, 500}} {
		states := make([]float64, T)
		for i := range states {
			states[i] = math.Sin(float64(i))
		}
		s := handMade(1, states...).Sound(0)
		all := s.Seconds * float64(len(s.Pitches))
		if len(s.Pitches) != want.notes || s.Every != want.every || all > longest+1e-9 || T >= 40 && all < 5 {
			t.Errorf("%d steps: %d notes, every %d, in %g s", T, len(s.Pitches), s.Every, all)
		}
		for i, pitch := range s.Pitches {
			if h := states[s.StepOf(i)-1]; math.Abs(math.Log2(pitch/440)/2-h) > 1e-12 {
				t.Errorf("%d steps, note %d: %g Hz for %g", T, i, pitch, h)
			}
		}
	}
	s := handMade(1, make([]float64, 10_000)...).Sound(0)
	if got, want := s.Words(english), "Unit 0, every 50 steps from t = 1 to 9,951: 110 Hz is −1, 440 Hz is 0, 1,760 Hz is 1"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestSoundOfOtherScales: of relu and of gradients the ends are those of the picture, and
// what is not finite is a rest.
func TestSoundOfOtherScales(t *testing.T) {
	r := &Run{Timesteps: 3, HiddenSize: 1, H: []float64{4, 0, -2}, gradient: true}
	s := r.Sound(0)
	if s.Pitches[0] != 1760 || s.Pitches[1] != 440 || s.Pitches[2] != 220 {
		t.Error(s.Pitches)
	}
	if got, want := s.Words(english), "Unit 0, t = 1 to 3: 110 Hz is −4, 440 Hz is 0, 1,760 Hz is 4"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	r.H[1] = math.NaN()
	if r.Sound(0).Pitches[1] != 0 {
		t.Error("NaN is heard")
	}
}
