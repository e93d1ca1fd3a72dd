package playground

import (
	"math"
	"strings"
	"testing"
)

// card of a stop, in a language, with the run that the last one compares with.
func card(t *testing.T, s State, stop int, texts Strings) TourCard {
	t.Helper()
	s = s.AtStop(stop)
	run := compute(t, s)
	var other *Run
	if before, ok := s.TourBefore(); ok {
		other = compute(t, before)
	}
	var cells *ThreeCells
	if stop > 6 {
		cells = compareCells(t, s, Target{s.Timesteps, -1}, math.Inf(1))
	}
	return run.TourCard(s, other, cells, texts)
}

// The numbers that the tour tells are those of the tutorial in NumPy, worked out
// there by hand: inputs[0] @ Wx[0], and so on.
func TestTourTellsTheTutorialsNumbers(t *testing.T) {
	for stop, numbers := range [...][]string{
		1: {"8"},
		2: {"4", "8", "104"}, // 8·4 + 8·8 + 8
		3: {"4", "0.9632", "0.5743", "1.5375", "0.9117"},
		4: {"10", "0.9117", "0.9999"},
		5: {"72", "80"},
		6: {"0.3536"}, // 1/√8
		// Of the gradient, and of f, PyTorch's autograd says the same.
		7: {"10", "3.50 × 10⁻²⁹"},
		8: {"416", "104"}, // 4·104
		9: {"0.974", "1.10", "3.50 × 10⁻²⁹"},
	} {
		if stop == 0 {
			continue
		}
		for lang, texts := range map[string]Strings{"en": english, "ko": korean} {
			c := card(t, Default(), stop, texts)
			for _, n := range numbers {
				if !strings.Contains(c.Text, n) {
					t.Errorf("stop %d in %s does not say %s: %s", stop, lang, n, c.Text)
				}
			}
			if strings.Contains(c.Text+c.Title, "{") {
				t.Errorf("stop %d in %s has a gap: %s", stop, lang, c.Text)
			}
		}
	}
}

// The three parts of the sum that the third stop names make the sum it names.
func TestTourSumsUp(t *testing.T) {
	s := Default()
	if err := s.Edit(Place{H0Tensor, 3, 0}, 0.75); err != nil {
		t.Fatal(err)
	}
	r := compute(t, s)
	sum := r.B[0] + 0.75*r.Wh[3]
	for i, x := range r.X[:r.InputSize] {
		sum += r.Wx[i] * x
	}
	text := card(t, s, 3, english).Text
	for _, v := range []float64{sum, 0.75 * r.Wh[3], math.Tanh(sum)} {
		if !strings.Contains(text, fourDigits(v)) {
			t.Errorf("%s is not in: %s", fourDigits(v), text)
		}
	}
	if strings.Contains(text, "is zero") {
		t.Error("h_0 was set by hand")
	}
	if first := card(t, s, 1, english).Text; first != english["tour.zero.set"] {
		t.Errorf("the first stop says: %s", first)
	}
}

func TestTourFollowsWhatIsSeen(t *testing.T) {
	pytorch, one, mixed := Default(), Default(), Default()
	pytorch.Weights = PyTorchWeights
	one.Timesteps = 1
	mixed.Weights, mixed.Gain = NormalWeights, 3
	for _, c := range []struct {
		name  string
		s     State
		stop  int
		has   string
		offer Offer
	}{
		{"ten steps can be played", Default(), 4, "up to t = 10", OfferPlay},
		{"one step hands nothing on", one, 4, "only one step", ""},
		{"the tutorial saturates, and why", Default(), 5, "b is negative, so no term", ""},
		{"PyTorch's weights do not", pytorch, 5, "nothing saturates", ""},
		{"some do", mixed, 5, "The others still move", ""},
		{"what to change", Default(), 6, "between −1/√H and 1/√H", OfferWeights},
		{"and what it was before", pytorch, 6, "the same seed it was 72", ""},
	} {
		got := card(t, c.s, c.stop, english)
		if !strings.Contains(got.Text, c.has) || got.Offer != c.offer {
			t.Errorf("%s: %q, %s", c.name, got.Offer, got.Text)
		}
	}
}

// A stop pins the cell it talks about and changes no number.
func TestTourKeepsTheNumbers(t *testing.T) {
	s := Default()
	s.Timesteps, s.Seed, s.Weights = 25, 9, KerasWeights
	for stop, step := range [...]int{0, 1, 2, 1, 25, 25, 7, 0, 0, 0} {
		s.Pin(stop+1, 2)
		if stop == 2 {
			s.Pin(2, 2)
		}
		at := s.AtStop(stop)
		if !SameRun(s, at) {
			t.Errorf("stop %d changes the numbers", stop)
		}
		if at.Tour != stop || stop > 0 && at.Step != step {
			t.Errorf("stop %d: %d at t = %d, want t = %d", stop, at.Tour, at.Step, step)
		}
	}
}

// A tour that begins beside another network tells of the tutorial's layer, forward.
func TestTourOfTheTutorialsLayer(t *testing.T) {
	for stop := 1; stop <= TourStops; stop++ {
		s := networkState(LSTMCell, 2, 2, true)
		s.Way, s.Part = Backward, Part{1, 1, true}
		if s = s.AtStop(stop); !s.Plain() || s.Way != Forward || s.Part != (Part{}) {
			t.Errorf("stop %d: %s", stop, s.Link())
		}
	}
}

// Who takes another network has left the tour, and keeps it when the tour is ended.
func TestTourIsLeft(t *testing.T) {
	s := Default().AtStop(6)
	s.Cell = LSTMCell
	s.Pin(s.Step, s.Unit)
	if s.Tour != 0 || s.Cell != LSTMCell {
		t.Errorf("with an LSTM: stop %d of %s", s.Tour, s.Cell)
	}
	s = Default().AtStop(6)
	s.Cell, s.Way = GRUCell, Backward
	if s = s.AtStop(0); s.Cell != GRUCell || s.Way != Backward {
		t.Errorf("what was chosen is gone: %s", s.Link())
	}
	if s, _ = OpenLink("v=1&tour=6&cell=GRU&t=3"); s.Tour != 0 || s.Cell != GRUCell {
		t.Errorf("a link written by the page: %s", s.Link())
	}
}

// A link to a stop goes to what that talks about, one of the page's own to what was there.
func TestLinkToAStop(t *testing.T) {
	opened, _ := OpenLink("tour=3&cell=LSTM&view=backward")
	if want := Default().AtStop(3); opened != want {
		t.Errorf("by hand: %s, want %s", opened.Link(), want.Link())
	}
	for stop := 1; stop <= TourStops; stop++ {
		left := Default().AtStop(stop)
		left.Step, left.Unit, left.Way = 0, 0, Backward
		if again, _ := OpenLink(left.Link()); again != left {
			t.Errorf("as the page was: %s, want %s", again.Link(), left.Link())
		}
	}
}

func TestFourDigits(t *testing.T) {
	for v, want := range map[float64]string{0: "0.0000", -1e-5: "0.0000", 1e-5: "0.0000", -0.25: "−0.2500", 12.34567: "12.3457"} {
		if got := fourDigits(v); got != want {
			t.Errorf("%v: %s, want %s", v, got, want)
		}
		if got := bracketed(v); got != want && got != "("+want+")" || strings.HasPrefix(want, "−") != strings.HasPrefix(got, "(") {
			t.Errorf("%v: %s", v, got)
		}
	}
}
