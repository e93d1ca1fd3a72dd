package playground

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzEdits reads anything as a list of values set by hand: what is taken is in order,
// each place once, no more than there may be, and reads back as it is.
func FuzzEdits(f *testing.F) {
	f.Add("Wx:5:2:0.25,h0:1:0:-1e-9", "Wx:5:2", "0,5")
	f.Add("b:1:0:-1,Wx:5:2:1,Wx:5:2:0.25,2rn3.h0:0:0:-0", "1r.b:0:0", "-1e6")
	f.Add("Wx:5:2:NaN,b:1:1:3,W:1:1:1,x:0:1:1,h0:-1:0:1,Wh:0:0:1e7,,:::", "c0:1048575:0", "−½")
	f.Add("x:1:8191:0x1p-3,1.Wx:0:0:1,01.b:0:0:1,n0.x:1:0:1,rn2.x:1:0:1", "x:0:0", "1_0")
	f.Fuzz(func(t *testing.T, text, key, typed string) {
		edits, whole := ParseEdits(text)
		again, all := ParseEdits(string(edits))
		if edits != "" && (again != edits || !all) {
			t.Fatalf("%q is %q, and that is %q", text, edits, again)
		}
		if whole && strings.Count(text, ",") < MostEdits && edits == "" {
			t.Fatalf("%q: nothing of it was taken, and nothing refused", text)
		}
		list := edits.All()
		if len(list) > MostEdits {
			t.Fatalf("%d edits", len(list))
		}
		for i, e := range list {
			if i > 0 && comparePlaces(list[i-1].Place, e.Place) >= 0 {
				t.Fatalf("%q: %v does not follow %v", edits, e, list[i-1])
			}
			if !(math.Abs(e.Value) <= LargestEdit) || e.Row < 0 || e.Column < 0 || e.Name() == "" {
				t.Fatalf("%q: %+v", edits, e)
			}
			if place, ok := ParsePlace(e.Key()); !ok || place != e.Place {
				t.Fatalf("%+v has the key %q, which is %+v", e.Place, e.Key(), place)
			}
		}
		place, ok := ParsePlace(key)
		if !ok {
			return
		}
		v, err := ParseValue(place, typed)
		if err != nil {
			for _, lang := range []Lang{Korean, English} {
				if said := StringsIn(lang).Explain(err); !strings.Contains(said, place.Name()) {
					t.Fatalf("%q does not name %s", said, place.Name())
				}
			}
			return
		}
		with := edits.With(place, v)
		if !slices.ContainsFunc(with.All(), func(e Edit) bool {
			return e.Place == place && math.Float64bits(e.Value) == math.Float64bits(v)
		}) {
			t.Fatalf("%q with %s = %v is %q", edits, place.Key(), v, with)
		}
		if without := with.Without(place); without != edits.Without(place) {
			t.Fatalf("%q, and without %s it is %q", with, place.Key(), without)
		}
	})
}

// FuzzSentence enters any text as characters and as words: the tokens are all of it,
// the sizes are theirs, one-hot vectors are that, and nothing of it becomes HTML.
func FuzzSentence(f *testing.F) {
	for _, text := range append(slices.Clone(hostile), "", " ", "hello, RNN", "안녕하세요", "👩‍👧‍👦👍🏽🇰🇷", "각 각", strings.Repeat("가", 500), "a\r\nb\tc") {
		f.Add(text, false)
		f.Add(text, true)
	}
	f.Fuzz(func(t *testing.T, text string, words bool) {
		s := Default()
		s.HiddenSize, s.Inputs = 2, CharacterInputs
		if words {
			s.Inputs = WordInputs
		}
		s.SetText(text)
		if again := s; !utf8.ValidString(s.Text) || func() bool { again.SetText(s.Text); return again != s }() {
			t.Fatalf("%q is cut to %q, and that to %q", text, s.Text, again.Text)
		}
		if back, notices := ParseLink(s.Link()); back != s || len(notices) > 0 {
			t.Fatalf("%q comes back as %q, %v", s.Text, back.Text, notices)
		}
		tokens := s.tokens()
		joined := strings.Join(tokens, "")
		if want := s.Text; words && joined != strings.Join(strings.Fields(want), "") || !words && joined != want {
			t.Fatalf("%q has the tokens %q", s.Text, tokens)
		}
		r := compute(t, s)
		if r.Timesteps != max(len(tokens), 1) || !words && r.InputSize != max(len(r.Vocabulary), 1) {
			t.Fatalf("%q: %d × %d, vocabulary %q", s.Text, r.Timesteps, r.InputSize, r.Vocabulary)
		}
		for at, token := range tokens {
			x := r.X[at*r.InputSize:][:r.InputSize]
			if !words && (x[slices.Index(r.Vocabulary, token)] != 1 || sumOf(x) != 1) {
				t.Fatalf("%q, step %d: %v", s.Text, at+1, x)
			}
			if first := slices.Index(tokens, token); !slices.Equal(x, r.X[first*r.InputSize:][:r.InputSize]) {
				t.Fatalf("%q: step %d is not step %d", s.Text, at+1, first+1)
			}
		}
		texts := StringsIn(Korean)
		for what, part := range map[string]string{
			"axis": r.StepAxis(600), "inputs": r.InputAxis(600), "now": Reading{Step: 1}.HTML(r, Rest, texts),
			"handout": r.Handout(s, texts, s.Text), "listing": ListingHTML(NumPyCode, r.Listing(s, texts)),
		} {
			checkHTML(t, what, part)
		}
	})
}

func sumOf(values []float64) (sum float64) {
	for _, v := range values {
		sum += v
	}
	return sum
}

// FuzzNumbers types anything into every field: what is taken is in the field's range
// and is taken again as it is written; what is refused is refused with words.
func FuzzNumbers(f *testing.F) {
	for _, text := range []string{"", " 7 ", "1e2", "+12", "0x10", "1_000", "Infinity", "-0", "0,5", "½", "4294967296", "1e-400", ".5", "5.", "−3", "NaN", "9007199254740993"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		refused := func(err error) {
			for _, lang := range []Lang{Korean, English} {
				if said := StringsIn(lang).Explain(err); said == "" || said == err.Error() {
					t.Errorf("%q: %q", text, said)
				}
			}
			if !strings.Contains(err.Error(), "want") {
				t.Errorf("%q: %v does not say what is allowed", text, err)
			}
		}
		for _, p := range AllParameters {
			v, err := p.Parse(text)
			if err != nil {
				refused(err)
				continue
			}
			if again, err := p.Parse(strconv.FormatInt(v, 10)); v < p.Min || v > p.Max || err != nil || again != v {
				t.Errorf("%s: %q is %d, and that %d, %v", p.Key, text, v, again, err)
			}
		}
		for _, a := range Amounts {
			v, err := a.Parse(text)
			if err != nil {
				refused(err)
				continue
			}
			again, err := a.Parse(strconv.FormatFloat(v, 'g', -1, 64))
			if !(v >= a.Min && v <= a.Max) || err != nil || math.Float64bits(again) != math.Float64bits(v) {
				t.Errorf("%s: %q is %v, and that %v, %v", a.Key, text, v, again, err)
			}
		}
	})
}

// FuzzFragments draws the page of any link that is cheap enough: no panic, and nothing
// but the elements that it is meant to have.
func FuzzFragments(f *testing.F) {
	for _, link := range []string{
		"", "cell=LSTM&t=3&unit=2&gate=f&panel=weights", "cell=GRU&num-layers=2&bidirectional=true&batch=2&layer=2&reverse=true&sequence=2&t=1",
		"timesteps=200&hidden-size=60&colors=log&compare=pytorch&tour=6", "inputs=characters&text=%3Cb%3E+%26amp;&terms=all&t=1&code=keras",
		"cell=RNN_RELU&edits=Wh:0:0:1e6,h0:0:0:1e6&timesteps=100&t=100&terms=digits", "timesteps=1&input-size=1&hidden-size=1&weights=radius&gain=0",
		"inputs=words&text=a&view=backward&target=pattern&drawing=folded&lang=en&bias=constant&bias-value=-10",
	} {
		f.Add(link)
	}
	f.Fuzz(func(t *testing.T, link string) {
		s, _ := ParseLink(link)
		other := s
		if s.Compare != "" {
			other = s.B()
		}
		if s.Values() > 20_000 || s.Cost()+other.Cost() > 1e6 {
			t.Skip("too slow for fuzzing")
		}
		lang := s.Lang
		if lang == "" {
			lang = Korean
		}
		all := everyHTML(t, s, lang)
		for _, what := range slices.Sorted(maps.Keys(all)) {
			checkHTML(t, what, all[what])
		}
	})
}
