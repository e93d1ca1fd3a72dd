package playground

import (
	"regexp"
	"strings"
	"testing"
)

// What is read is the value that is pointed at, whoever's it is.
func TestReading(t *testing.T) {
	s := Default()
	r := compute(t, s)
	s.Compare = Compare(PyTorchWeights)
	both := compute(t, s)
	for _, c := range []struct {
		run   *Run
		at    Reading
		phase Phase
		want  string
	}{
		{r, Reading{Step: 3, Row: 5}, Rest, "t = 3 of 10 · h₃[5] = 0.99999447"},
		{r, Reading{Picture: "heatmap", Step: 3, Row: 5}, Land, "t = 3 of 10 · h₃[5] = 0.99999447"},
		{r, Reading{Picture: "heatmap", Step: 3, Row: 5}, Enter, "t = 3 of 10 · h₃[5] = …"},
		{r, Reading{Picture: "heatmap", Step: 3, Row: 5}, Bend, "t = 3 of 10 · a₃[5] = 6.39899235"},
		{r, Reading{Picture: "sums", Step: 3, Row: 5}, Rest, "t = 3 of 10 · a₃[5] = 6.39899235"},
		{r, Reading{Picture: "sums", Step: 3, Row: 5}, Enter, "t = 3 of 10 · a₃[5] = …"},
		{r, Reading{Picture: "inputs", Step: 1, Row: 3}, Enter, "t = 1 of 10 · x₁[3] = 0.54488318"},
		{both, Reading{Picture: "heatmap", Step: 3, Row: 5}, Rest, "t = 3 of 10 · A: h₃[5] = 0.99999447"},
		{both, Reading{Picture: "other", Step: 3, Row: 5}, Rest, "t = 3 of 10 · B: h₃[5] = −0.54452993"},
		{both, Reading{Picture: "difference", Step: 3, Row: 5}, Rest, "t = 3 of 10 · B−A: h₃[5] = −1.5445244"},
	} {
		if got := tags.ReplaceAllString(c.at.HTML(c.run, c.phase, english), ""); got != c.want {
			t.Errorf("%v in %q: %s, not %s", c.at, c.phase, got, c.want)
		}
	}
}

// A step that is looked at stands in the equation, in signs and in words.
func TestEquation(t *testing.T) {
	s := Default()
	s.Timesteps = 2000
	for step, want := range map[int][2]string{
		0:    {"ht=tanh(Wxxt+Whht−1+b)", "h t equals"},
		1:    {"h1=tanh(Wxx1+Whh0+b)", "h 1 equals tanh of Wx times x 1, plus Wh times h 0,"},
		1200: {"h1,200=tanh(Wxx1,200+Whh1,199+b)", "h 1,200 equals"},
	} {
		if got := tags.ReplaceAllString(s.Equation(step), ""); got != want[0] {
			t.Errorf("step %d: %s", step, got)
		}
		if got := s.EquationSpoken(step, english); !strings.HasPrefix(got, want[1]) {
			t.Errorf("step %d: %s", step, got)
		}
	}
}

// A pass that goes back reads the state of the step after.
func TestEquationOfAReversePass(t *testing.T) {
	for _, cell := range AllCells {
		s := networkState(cell, 1, 1, true)
		s.Reverse = true
		en, ko := s.EquationSpoken(0, english), s.EquationSpoken(0, korean)
		if strings.Contains(en, "t minus") || !strings.Contains(en, "h t plus 1") || strings.Contains(ko, "t 빼기") || !strings.Contains(ko, "h t 더하기 1") {
			t.Errorf("%s: %s\n%s", cell, en, ko)
		}
	}
}

// While a step is played the equation shows what enters: the state before it too, wherever
// that is read.
func TestEquationEnters(t *testing.T) {
	entering := regexp.MustCompile(`<mrow class="indexed[^"]*part-enter[^"]*"><mtext>(.)</mtext>.*?>((?:<m[on]>[^<]*</m[on]>)+)</mpadded>`)
	for cell, want := range map[Cell]string{
		TanhCell: "x3 h2", LSTMCell: "x3 h2 c2", GRUCell: "x3 h2 x3 h2 h2",
	} {
		s := Default()
		s.Cell = cell
		var got []string
		for _, m := range entering.FindAllStringSubmatch(s.Equation(3), -1) {
			got = append(got, m[1]+tags.ReplaceAllString(m[2], ""))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v enter, not %s", cell, got, want)
		}
	}
}
