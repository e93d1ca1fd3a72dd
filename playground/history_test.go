package playground

import "testing"

func TestChanged(t *testing.T) {
	with := func(change func(*State)) State {
		s := Default()
		change(&s)
		return s
	}
	typed := with(func(s *State) { s.Inputs = CharacterInputs; s.SetText("abc") })
	longer := typed
	longer.SetText("abca")
	wider := longer
	wider.SetText("abcad")
	for _, c := range []struct {
		name string
		a, b State
		want string
	}{
		{"nothing", Default(), Default(), ""},
		{"the pinned step", Default(), with(func(s *State) { s.Pin(3, 2) }), ""},
		{"the unit", with(func(s *State) { s.Pin(3, 2) }), with(func(s *State) { s.Pin(4, 0) }), ""},
		{"a size", Default(), with(func(s *State) { s.HiddenSize = 9 }), "hidden-size"},
		{"the seed, and the cell with it", Default(), with(func(s *State) { s.Seed = 7; s.Pin(1, 1) }), "seed"},
		{"a panel", Default(), with(func(s *State) { s.Panel = CodePanel }), "panel"},
		{"back to the default", with(func(s *State) { s.Panel = CodePanel }), Default(), "panel"},
		{"a mode", Default(), with(func(s *State) { s.Projector = true }), "mode"},
		{"a stop of the tour", with(func(s *State) { s.Tour = 1 }), with(func(s *State) { s.Tour = 2; s.Pin(1, 0) }), "tour"},
		{"the language", Default(), with(func(s *State) { s.Lang = English }), "lang"},
		{"a letter that is new to a sentence", longer, wider, "text"},
		{"a letter that is not", typed, longer, "text"},
	} {
		if got := Changed(c.a, c.b); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
