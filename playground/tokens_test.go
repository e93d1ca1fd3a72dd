package playground

import (
	"slices"
	"strings"
	"testing"
)

// A character is what a reader calls one, however many code points it has.
func TestTokens(t *testing.T) {
	for _, c := range []struct {
		inputs Inputs
		text   string
		want   []string
	}{
		{CharacterInputs, "안녕", []string{"안", "녕"}},
		{CharacterInputs, "한글", []string{"한", "글"}}, // conjoining jamo
		{CharacterInputs, "a👩‍👧‍👦b", []string{"a", "👩‍👧‍👦", "b"}},
		{CharacterInputs, "👍🏽🇰🇷", []string{"👍🏽", "🇰🇷"}},
		{CharacterInputs, "é e", []string{"é", " ", "e"}},
		{CharacterInputs, "", nil},
		{WordInputs, "  나는  학교에 간다 ", []string{"나는", "학교에", "간다"}},
		{WordInputs, "", nil},
		{RandomInputs, "anything", nil},
	} {
		s := Default()
		s.Inputs = c.inputs
		s.SetText(c.text)
		if got := s.tokens(); !slices.Equal(got, c.want) {
			t.Errorf("%s %q: %q, want %q", c.inputs, c.text, got, c.want)
		}
		run := compute(t, s)
		if c.inputs != RandomInputs && run.Timesteps != max(len(c.want), 1) {
			t.Errorf("%s %q: %d timesteps", c.inputs, c.text, run.Timesteps)
		}
	}
}

// One-hot: each character is 1 in the row that it has from its first place on.
func TestCharactersAreOneHot(t *testing.T) {
	s := Default()
	s.Inputs = CharacterInputs
	s.SetText("banana")
	run := compute(t, s)
	if run.Timesteps != 6 || run.InputSize != 3 || strings.Join(run.Vocabulary, "") != "ban" {
		t.Fatalf("%d × %d, vocabulary %q", run.Timesteps, run.InputSize, run.Vocabulary)
	}
	for at, code := range []int{0, 1, 2, 1, 2, 1} {
		for i, v := range run.X[at*3:][:3] {
			if want := float64(b2i(i == code)); v != want {
				t.Errorf("x_%d[%d] = %v, want %v", at+1, i, v, want)
			}
		}
	}
}

// A word has the same vector wherever it stands; the weights are those of the seed.
func TestWordsKeepTheirVectors(t *testing.T) {
	s := Default()
	random := compute(t, s)
	s.Inputs = WordInputs
	s.SetText("a b a c b d e f g h") // ten words, as the tutorial has steps
	run := compute(t, s)
	row := func(r *Run, t int) []float64 { return r.X[(t-1)*4:][:4] }
	for _, pair := range [][2]int{{1, 3}, {2, 5}} {
		if !slices.Equal(row(run, pair[0]), row(run, pair[1])) {
			t.Errorf("steps %v: %v and %v", pair, row(run, pair[0]), row(run, pair[1]))
		}
	}
	for i, v := range row(run, 4) {
		if want := 2*row(random, 4)[i] - 1; v != want {
			t.Errorf("c[%d] = %v, want %v", i, v, want)
		}
	}
	if !slices.Equal(run.Wx, random.Wx) || !slices.Equal(run.Wh, random.Wh) || !slices.Equal(run.B, random.B) {
		t.Error("other weights")
	}
}

// An edit changes its value and no other number that was drawn.
func TestAnEditChangesNothingElse(t *testing.T) {
	s := Default()
	before := compute(t, s)
	for _, place := range []Place{{XTensor, 3, 1}, {WxTensor, 5, 2}, {WhTensor, 7, 0}, {BTensor, 2, 0}, {H0Tensor, 4, 0}} {
		edited := s
		if err := edited.Edit(place, -0.25); err != nil {
			t.Fatal(err)
		}
		after := compute(t, edited)
		changed := 0
		for _, name := range AllTensors {
			was, _ := before.tensor(name)
			is, _ := after.tensor(name)
			for i := range was {
				changed += b2i(was[i] != is[i])
			}
		}
		v, ok := after.Value(place)
		drawn, _ := before.Value(place)
		if changed != 1 || v != -0.25 || !ok || !after.IsEdited(place) || after.Drawn(place) != drawn {
			t.Errorf("%s: %d changed, value %v, drawn %v", place.Name(), changed, v, after.Drawn(place))
		}
		edited.Edits = edited.Edits.Without(place)
		if again := compute(t, edited); edited != s || !slices.Equal(again.H, before.H) {
			t.Errorf("%s: taken back, it is %q", place.Name(), edited.Edits)
		}
	}
}

func TestTextOnTheAxisIsNoMarkup(t *testing.T) {
	s := Default()
	s.Inputs = CharacterInputs
	s.SetText(`<b>&"`)
	run := compute(t, s)
	for _, html := range []string{run.StepAxis(800), run.InputAxis(9)} {
		if strings.Contains(html, "<b>") || !strings.Contains(html, "&lt;") || !strings.Contains(html, "&amp;") {
			t.Errorf("%s", html)
		}
	}
	s.SetText(strings.Repeat("긴 문장 ", 40))
	if html := compute(t, s).StepAxis(700); !strings.Contains(html, ">100<") || strings.Contains(html, "긴") {
		t.Errorf("no numbers where characters have no room: %s", html)
	}
}

// Every pass over a sentence has its characters on the axis of time, in their order, and the
// note under the inputs is of what enters the network.
func TestEveryPassHasTheTokens(t *testing.T) {
	s := Default()
	s.Inputs, s.Layers, s.Bidirectional, s.Way = CharacterInputs, 2, true, Backward
	s.SetText("abca")
	for _, part := range parts(s) {
		s.Part = part
		r, g := gradientsIn(t, s)
		for _, run := range []*Run{r, g.Run} {
			if text := tags.ReplaceAllString(run.StepAxis(800), ""); text != "abca" {
				t.Errorf("%+v: steps %q", part, text)
			}
			if text, want := tags.ReplaceAllString(run.InputAxis(16), ""), []string{"abc", "0123456789101112131415"}[part.Layer]; text != want {
				t.Errorf("%+v: inputs %q, want %q", part, text, want)
			}
		}
		if note := r.InputsNote(english); !strings.Contains(note, "(4)") || !strings.Contains(note, "(3)") {
			t.Errorf("%+v: %s", part, note)
		}
	}
}
