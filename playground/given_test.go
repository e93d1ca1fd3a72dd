package playground

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// tensorsOf are all tensors that s has.
func tensorsOf(s *State) (all []Tensor) {
	for layer := range s.Layers {
		for d := range s.Directions() {
			for n := range s.Batch {
				for _, base := range AllTensors {
					tensor := Part{Layer: layer, Reverse: d == 1, Sequence: n}.Of(base)
					if s.ShapeOf(tensor) != nil && !slices.Contains(all, tensor) && PartOf(string(tensor)).Of(base) == tensor {
						all = append(all, tensor)
					}
				}
			}
		}
	}
	return all
}

// Tensors that were brought in stand in the link to the last bit, as far as they fit.
func TestGivenInTheLink(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 3))
	for range 200 {
		s := Default()
		s.Cell, s.Layers, s.Batch, s.Bidirectional = oneOf(random, AllCells), 1+random.IntN(3), 1+random.IntN(3), random.IntN(2) == 0
		s.Timesteps, s.InputSize, s.HiddenSize = 1+random.IntN(60), 1+random.IntN(6), 1+random.IntN(9)
		for _, tensor := range tensorsOf(&s) {
			if shape := s.ShapeOf(tensor); random.IntN(2) == 0 {
				s.Given = s.Given.With(tensor, odd(random, volume(shape)), shape...)
			}
		}
		again, notices := ParseLink(s.Link())
		if again != s || len(notices) > 0 {
			t.Fatalf("%+v becomes %+v, %v", s, again, notices)
		}
		linked := 0
		for _, g := range again.Given.All() {
			if g.Key == "" {
				linked += len(g.Values)
			}
		}
		if linked > MostLinked || len(again.Link()) > 16<<10 {
			t.Errorf("%d values in a link of %d bytes", linked, len(again.Link()))
		}
	}
}

// odd values, as they may be in a file.
func odd(random *rand.Rand, n int) []float64 {
	values := make([]float64, n)
	for i := range values {
		values[i] = oneOf(random, []float64{0, math.Copysign(0, -1), 5e-324, 1e9, -1e9, 0.1, random.NormFloat64()})
	}
	return values
}

// A link whose values are elsewhere says so, and shows what is drawn.
func TestAbsentValues(t *testing.T) {
	values := slices.Repeat([]float64{0.25}, 40*40)
	s := Default()
	s.HiddenSize = 40
	s.Given = s.Given.With(WhTensor, values, 40, 40).With(BTensor, values[:40], 40)
	link := s.Link()
	if len(Absent(link)) != 0 {
		t.Fatal(Absent(link))
	}
	Forget(s.Link())
	if again, _ := ParseLink(link); again != s {
		t.Error("what is needed was forgotten")
	}
	Forget()
	keys := Absent(link)
	again, notices := ParseLink(link)
	if len(keys) != 1 || len(notices) != 1 || again.Given != s.Given.Without(WhTensor) {
		t.Fatalf("%v, %v, %s", keys, notices, again.Given)
	}
	for _, texts := range []Strings{korean, english} {
		if text := texts.ExplainLink(notices[0]); !strings.Contains(text, "Wh (40, 40)") {
			t.Error(text)
		}
	}
	if key := Keep(values); key != keys[0] {
		t.Errorf("kept as %s, wanted as %s", key, keys[0])
	}
	if again, notices := ParseLink(link); again != s || len(notices) > 0 {
		t.Error(notices)
	}
	// Another shape of the same values is another tensor, one of others is none.
	wrong := strings.Replace(link, "Wh:40x40", "Wh:40x41", 1)
	if _, notices := ParseLink(wrong); len(notices) != 1 {
		t.Error(notices)
	}
}

func TestParseGivenRefuses(t *testing.T) {
	refused := 0
	ok := "b:1:" + strings.Repeat("A", 11)
	if given, _, whole := ParseGiven(ok); !whole || string(given) != ok {
		t.Fatal(given)
	}
	nan := string(appendBase64(nil, []byte{0, 0, 0, 0, 0, 0, 0xf8, 0x7f}))
	for _, text := range []string{
		"", ",", "b", "b:1", "b:1:", "b:1:AAAA", "b:2:" + strings.Repeat("A", 11), "b:1:" + strings.Repeat("A", 12), "b:1:AAAAAAAAAAB",
		"b:01:" + strings.Repeat("A", 11), "b:0:", "b:-1:", "b:1x1:" + strings.Repeat("A", 11), "Wx:1:" + strings.Repeat("A", 11),
		"W:1:" + strings.Repeat("A", 11), "9.9.b:1:" + strings.Repeat("A", 11), "1.b:1:" + strings.Repeat("A", 11), "b:1:" + nan,
		"x:99999x99999:~" + strings.Repeat("A", 22), "b:1:~short", "b:1:~" + strings.Repeat("!", 22), "<b>:1:" + strings.Repeat("A", 11),
	} {
		refused++
		if given, absent, whole := ParseGiven(text); whole || given != "" || absent != nil {
			t.Errorf("%q is %q, %v", text, given, absent)
		}
	}
	t.Logf("refused: %d %s", refused, "links")
}

// What is given is in its place, what is not is drawn as ever, edits lie on top, and a
// tensor rests for as long as its shape is another.
func TestGivenTakesThePlace(t *testing.T) {
	s := Default()
	drawn, err := Compute(s)
	if err != nil {
		t.Fatal(err)
	}
	wx := slices.Repeat([]float64{0.125}, 32)
	s.Given = s.Given.With(WxTensor, wx, 8, 4)
	edit(t, &s, WxTensor, 2, 1, -3)
	r, err := Compute(s)
	if err != nil {
		t.Fatal(err)
	}
	wx[2*4+1] = -3
	if !slices.Equal(r.Wx, wx) || !slices.Equal(r.X, drawn.X) || !slices.Equal(r.Wh, drawn.Wh) || !slices.Equal(r.B, drawn.B) || slices.Equal(r.H, drawn.H) {
		t.Error("another tensor than was given is in place")
	}
	place := Place{WxTensor, 2, 1}
	if v := r.Drawn(place); v != 0.125 || !r.IsGiven(WxTensor) || r.IsGiven(WhTensor) {
		t.Errorf("without the edit it is %v", v)
	}
	if label := r.DrawnLabel(place, english); !strings.Contains(label, "0.125") || label == english.Format("edit.drawn", "0.125") {
		t.Error(label)
	}
	rests := s
	rests.HiddenSize, rests.Edits = 9, ""
	other := rests
	other.Given = ""
	a, _ := Compute(rests)
	b, _ := Compute(other)
	if !slices.Equal(a.H, b.H) || !strings.Contains(rests.GivenList(english), "(9, 4)") {
		t.Errorf("it does not rest: %s", rests.GivenList(english))
	}
	if rests.HiddenSize = 8; rests.Given != s.Given {
		t.Error("it is gone")
	}
}

// B has what was brought in of x and h_0, and draws its own weights.
func TestGivenStaysInA(t *testing.T) {
	s := Default()
	s.Compare = Compare(PyTorchWeights)
	s.Given = s.Given.With(WxTensor, make([]float64, 32), 8, 4).With(XTensor, make([]float64, 40), 10, 4)
	r, err := Compute(s)
	if err != nil {
		t.Fatal(err)
	}
	plain := Default()
	plain.Weights = PyTorchWeights
	p, _ := Compute(plain)
	if !slices.Equal(r.Other.Wx, p.Wx) || !slices.Equal(r.Other.X, make([]float64, 40)) || !slices.Equal(r.Wx, make([]float64, 32)) {
		t.Error("not the tensors that belong there")
	}
	s.Given = s.Given.With(WhTensor, make([]float64, 64), 8, 8)
	if r, _ = Compute(s); !strings.Contains(r.ComparedNote(english), "A: yours") {
		t.Error(r.ComparedNote(english))
	}
}

// Drawing the weights another way changes something, whatever was brought in.
func TestDrawingAnotherWay(t *testing.T) {
	s := Default()
	s.Given = s.Given.With(WxTensor, make([]float64, 32), 8, 4).With(H0Tensor, make([]float64, 8), 8)
	one := s
	if one.Draw(KerasWeights, false); one.Given != s.Given || one.Weights != KerasWeights {
		t.Error("one of three is gone")
	}
	s.Given = s.Given.With(WhTensor, make([]float64, 64), 8, 8)
	if s.Draw(KerasWeights, false); s.Given != one.Given.Without(WxTensor) {
		t.Errorf("%s is left", s.Given)
	}
}

// The text lists what is in force and what rests, and escapes nothing less than all.
func TestGivenTexts(t *testing.T) {
	s := Default()
	s.Cell, s.Layers, s.Bidirectional = LSTMCell, 4, true
	for _, tensor := range tensorsOf(&s) {
		shape := s.ShapeOf(tensor)
		s.Given = s.Given.With(tensor, make([]float64, volume(shape)), shape...)
	}
	for _, texts := range []Strings{korean, english} {
		list := s.GivenList(texts)
		if strings.Count(list, "<li>") != 6 || !strings.Contains(list, `data-drop="*Wx"`) {
			t.Error(list)
		}
	}
	if s.Given.Dropping("*Wx").Dropping("*Wh") != s.Given.only(XTensor, BTensor, H0Tensor, C0Tensor) {
		t.Error("not dropped together")
	}
	r, err := Compute(s)
	if err != nil {
		t.Fatal(err)
	}
	if note := r.DrawNote(english); note != "Wx, Wh, b: your own numbers." {
		t.Error(note)
	}
	if note := r.InputsNote(english); !strings.Contains(note, "Your own") {
		t.Error(note)
	}
}

// A run that is computed elsewhere comes back with what was brought in, and with what was
// there where values were set by hand.
func TestGivenTravels(t *testing.T) {
	s := Default()
	s.Compare = Compare(PyTorchWeights)
	s.Given = s.Given.With(XTensor, slices.Repeat([]float64{0.25}, 40), 10, 4).With(WxTensor, slices.Repeat([]float64{-0.5}, 32), 8, 4)
	edit(t, &s, XTensor, 3, 1, 2)
	link, _ := ParseLink(s.Link()) // all that the other program is told
	there, err := Start(link)
	if err != nil {
		t.Fatal(err)
	}
	for !there.Compute(1e4) {
	}
	here, err := Await(s)
	if err != nil {
		t.Fatal(err)
	}
	for i, values := range there.Tensors() {
		copy(here.Room(i, 0, len(values)), values)
	}
	here.Fill(there.Drawn())
	r, want := here.Step(math.Inf(1)), mustCompute(t, s)
	for _, pair := range [][2]*Run{{r, want}, {r.Other, want.Other}} {
		for i, tensor := range pair[0].tensors() {
			if !slices.Equal(*tensor, *pair[1].tensors()[i]) {
				t.Errorf("tensor %d is another", i)
			}
		}
	}
	if v := r.Drawn(Place{XTensor, 3, 1}); v != 0.25 {
		t.Errorf("without the edit it is %v", v)
	}
}

func mustCompute(t *testing.T, s State) *Run {
	t.Helper()
	r, err := Compute(s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// All tensors of the largest network go through a link.
func TestAllTensorsFitIntoALink(t *testing.T) {
	s := Default()
	s.Cell, s.Layers, s.Batch, s.Bidirectional, s.Timesteps, s.InputSize, s.HiddenSize = LSTMCell, 4, 16, true, 1, 1, 1
	named := map[Tensor]bool{}
	for _, part := range parts(s) {
		for _, base := range []Tensor{XTensor, WxTensor, WhTensor, BTensor, H0Tensor, C0Tensor} {
			named[part.Of(base)] = true
		}
	}
	var all []GivenTensor
	for tensor := range named {
		shape := s.ShapeOf(tensor)
		all = append(all, GivenTensor{Tensor: tensor, Shape: shape, Values: make([]float64, volume(shape))})
	}
	s.Given = joinGiven(all)
	if again, _, whole := ParseGiven(string(s.Given)); !whole || again != s.Given || len(all) != 296 {
		t.Errorf("%d of %d tensors are left", len(again.All()), len(all))
	}
}
