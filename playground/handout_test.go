package playground

import (
	"strings"
	"testing"
)

func TestHandoutWindow(t *testing.T) {
	for _, c := range []struct {
		name                            string
		timesteps, hiddenSize           int
		step, unit, steps               int
		first, last, leftmost, farthest int
	}{
		{"the tutorial, whole", 10, 8, 2, 0, 11, 1, 10, 0, 7},
		{"from the beginning", 200, 128, 3, 7, 12, 1, 12, 0, 7},
		{"around the cursor", 200, 128, 150, 100, 6, 147, 152, 96, 103},
		{"at the end", 200, 128, 200, 127, 6, 195, 200, 120, 127},
		{"a step beyond what fits", 13, 9, 13, 8, 12, 2, 13, 1, 8},
		{"never fewer than three", 10, 8, 2, 0, -3, 1, 3, 0, 7},
		{"one state", 1, 1, 1, 0, 12, 1, 1, 0, 0},
	} {
		s := Default()
		s.Timesteps, s.HiddenSize = c.timesteps, c.hiddenSize
		r, err := Compute(s)
		if err != nil {
			t.Fatal(err)
		}
		got := r.handoutWindow(c.step, c.unit, c.steps)
		if want := (TableWindow{c.first, c.last, c.leftmost, c.farthest}); got != want {
			t.Errorf("%s: %+v, want %+v", c.name, got, want)
		}
	}
}

func TestHandoutSaysWhatWasChosen(t *testing.T) {
	s := Default()
	s.Weights, s.Gain = NormalWeights, 1.5
	s.Bias, s.BiasValue = ConstantBias, -0.25
	s.Inputs = CharacterInputs
	s.SetText("a<b>&c")
	if err := s.Edit(Place{WxTensor, 0, 0}, 0.5); err != nil {
		t.Fatal(err)
	}
	r, err := Compute(s)
	if err != nil {
		t.Fatal(err)
	}
	page := r.Handout(s, english, `https://example.org/#text=<b>&"`)
	for _, want := range []string{
		"Timesteps T <b>6</b>", "Input size I <b>6</b>", "Hidden size H <b>8</b>", "Seed <b>0</b>",
		"Gain g <b>1.5</b>", "Value of b <b>-0.25</b>", "Sentence <b>a&lt;b&gt;&amp;c</b>", "1 changed by hand",
		english["table.caption"], "https://example.org/#text=&lt;b&gt;&amp;",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the handout has no %q", want)
		}
	}
	if strings.Contains(page, ` id="`) {
		t.Error("an id of the handout may be one of the page")
	}
}

// A program that is too long is not begun: the one in NumPy takes its place, or none.
func TestHandoutHasAWholeProgram(t *testing.T) {
	program := func(s State) string {
		r, err := Compute(s)
		if err != nil {
			t.Fatal(err)
		}
		_, rest, found := strings.Cut(r.Handout(s, english, ""), `<pre class="handout-code listing">`)
		if !found {
			return ""
		}
		code, _, _ := strings.Cut(rest, `</pre>`)
		return code
	}
	s := Default()
	s.Code = PyTorchCode
	if got := program(s); !strings.Contains(got, "nn.RNN") {
		t.Errorf("not the chosen program: %s", got)
	}
	s.Weights, s.Code = KerasWeights, GoCode
	if got := program(s); !strings.Contains(got, "np.linalg.qr") {
		t.Errorf("not the program in NumPy: %s", got)
	}
	s = Default()
	for i := range 40 {
		if err := s.Edit(Place{WhTensor, i / 8, i % 8}, float64(i)); err != nil {
			t.Fatal(err)
		}
	}
	if got := program(s); strings.Count(got, "\n") > handoutLines {
		t.Errorf("%d lines", strings.Count(got, "\n"))
	}
}
