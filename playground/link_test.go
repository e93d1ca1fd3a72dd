package playground

import (
	"math"
	"math/rand/v2"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestLinkOfTheDefault(t *testing.T) {
	if got, want := Default().Link(), "v=1&timesteps=10&input-size=4&hidden-size=8&seed=0"; got != want {
		t.Errorf("Link() = %q, want %q", got, want)
	}
}

func TestLinkRoundTrip(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		s := Default()
		for _, p := range Parameters {
			most := p.Max
			if p.Slider {
				most = 2000
			}
			if err := s.Set(p, p.Min+random.Int64N(most-p.Min+1)); err != nil {
				t.Fatal(err)
			}
		}
		randomRest(t, random, &s)
		for _, link := range []string{s.Link(), "#" + s.Link()} {
			got, notices := ParseLink(link)
			if got != s || len(notices) != 0 {
				t.Fatalf("ParseLink(%q) = %+v, %v; want %+v", link, got, notices, s)
			}
		}
	}
}

// randomRest chooses everything beside the sizes and the seed.
func randomRest(t *testing.T, random *rand.Rand, s *State) {
	t.Helper()
	s.Weights = oneOf(random, AllWeights)
	s.Compare = oneOf(random, append(slices.Clone(AllCompares), "", ""))
	s.Cell = oneOf(random, AllCells)
	s.Layers, s.Batch, s.Bidirectional = 1+random.IntN(4), 1+random.IntN(4), random.IntN(2) == 0
	s.Layer, s.Sequence, s.Reverse = random.IntN(s.Layers), random.IntN(s.Batch), s.Bidirectional && random.IntN(2) == 0
	s.Bias = oneOf(random, AllBiases)
	s.Inputs = oneOf(random, AllInputs)
	for _, a := range Amounts {
		if err := s.SetAmount(a, a.Min+(a.Max-a.Min)*random.Float64()); err != nil {
			t.Fatal(err)
		}
	}
	s.SetText(oneOf(random, []string{"", "hello, RNN", "안녕하세요 & 50% 👩‍👧‍👦+1", "a=b#c", "각 각"}))
	if s.CheckTotal() != nil {
		s.Timesteps, s.InputSize, s.HiddenSize = 1+random.IntN(100), 1+random.IntN(100), 1+random.IntN(100)
		s.Fit()
	}
	for range random.IntN(4) {
		base := oneOf(random, AllTensors)
		place := Place{Tensor: s.Part.Of(base), Row: 1 + random.IntN(20)}
		if base == WxTensor || base == WhTensor || base == XTensor {
			place.Column = random.IntN(20)
		}
		if err := s.Edit(place, random.NormFloat64()*math.Pow(10, float64(random.IntN(9)-4))); err != nil {
			t.Fatal(err)
		}
	}
	for range random.IntN(3) {
		base := oneOf(random, AllTensors)
		shape := []int{1 + random.IntN(9)}
		if isMatrix(base) {
			shape = append(shape, 1+random.IntN(9))
		}
		s.Given = s.Given.With(s.Part.Of(base), odd(random, volume(shape)), shape...)
	}
	s.Pin(random.IntN(s.Timesteps+1), random.IntN(s.HiddenSize))
	if gates := s.Cell.Gates(); s.Step > 0 && gates != nil {
		s.Gate = oneOf(random, append(gates, ""))
	}
	s.Terms = oneOf(random, AllTerms)
	s.Way, s.Goal = oneOf(random, []Way{Forward, Backward}), oneOf(random, AllGoals)
	s.Panel = oneOf(random, AllPanels)
	s.Code = oneOf(random, AllCodes)
	s.Drawing = oneOf(random, []Drawing{Unrolled, Folded})
	s.Colors = oneOf(random, []Colors{ColorsByValue, ColorsByLog})
	s.Speed = oneOf(random, AllSpeeds)
	s.Projector = random.IntN(2) == 0
	s.Tour = random.IntN(TourStops + 1)
	s.Lang = oneOf(random, []Lang{"", Korean, English})
	s.Theme = oneOf(random, []Theme{"", Light, Dark})
	if random.IntN(3) == 0 {
		s.Embedding = Embed(Names("").With(oneOf(random, Pieces), true, Pieces), Names("").With(oneOf(random, Locks), true, Locks), oneOf(random, []string{"", "null", "https://a.example:8080"}))
		s.settleEmbedding()
	}
}

func oneOf[T any](random *rand.Rand, all []T) T { return all[random.IntN(len(all))] }

// unsaid is the end of a notice for which there is no text.
var unsaid = regexp.MustCompile(`→ no[a-z]+$`)

func TestParseLinkCorrects(t *testing.T) {
	with := func(change func(*State)) State {
		s := Default()
		change(&s)
		return s
	}
	cases := []struct {
		link    string
		want    State
		notices int
	}{
		{"", Default(), 0},
		{"#", Default(), 0},
		{"v=1", Default(), 0},
		{"v=99&timesteps=12", with(func(s *State) { s.Timesteps = 12 }), 0},
		{"timesteps=12&colour=red&=&&x", with(func(s *State) { s.Timesteps = 12 }), 0},
		{"timesteps=0", with(func(s *State) { s.Timesteps = 1 }), 1},
		{"timesteps=-5", with(func(s *State) { s.Timesteps = 1 }), 1},
		{"timesteps=100001", with(func(s *State) { s.Timesteps = 100_000 }), 1},
		{"timesteps=1e999", with(func(s *State) { s.Timesteps = 100_000 }), 1},
		{"timesteps=-1e999", with(func(s *State) { s.Timesteps = 1 }), 1},
		{"timesteps=3.9", Default(), 1},
		{"timesteps=", Default(), 1},
		{"timesteps=NaN&seed=Infinity&hidden-size=0x10", Default(), 3},
		{"timesteps=1e2", with(func(s *State) { s.Timesteps = 100 }), 0},
		{"timesteps=+12", with(func(s *State) { s.Timesteps = 12 }), 0},
		{"timesteps=%31%32", with(func(s *State) { s.Timesteps = 12 }), 0},
		{"timesteps=%zz", Default(), 1},
		{"timesteps=5&timesteps=6", with(func(s *State) { s.Timesteps = 6 }), 0},
		{"seed=4294967295", with(func(s *State) { s.Seed = 4294967295 }), 0},
		{"seed=4294967296", with(func(s *State) { s.Seed = 4294967295 }), 1},
		{"seed=-1", Default(), 1},
		{"timesteps=100000&hidden-size=4096", Default(), 1},
		{"t=3", with(func(s *State) { s.Step = 3 }), 0},
		{"t=11", Default(), 1},
		{"timesteps=20&t=11", with(func(s *State) { s.Timesteps, s.Step = 20, 11 }), 0},
		{"lang=en&panel=printout", with(func(s *State) { s.Lang, s.Panel = English, PrintoutPanel }), 0},
		{"lang=xx&panel=<img src=x>", Default(), 2},
		{"weights=radius&gain=0,9", with(func(s *State) { s.Weights, s.Gain = RadiusWeights, 0.9 }), 0},
		{"gain=-1&level=1e999&bias-value=x", with(func(s *State) { s.Gain, s.Level = 0, 10 }), 3},
		{"weights=keras&hidden-size=2000", with(func(s *State) { s.Weights = KerasWeights }), 1},
		{"hidden-size=2000&compare=radius", with(func(s *State) { s.Compare = Compare(RadiusWeights) }), 1},
		{"inputs=characters&text=%EA%B0%80%EA%B0%81a+a", with(func(s *State) {
			s.Inputs, s.Text, s.Timesteps, s.InputSize = CharacterInputs, "가각a a", 5, 4
		}), 0},
		{"inputs=words&text=to+be+or+not+to+be&timesteps=99", with(func(s *State) {
			s.Inputs, s.Text, s.Timesteps = WordInputs, "to be or not to be", 6
		}), 0},
		{"text=a%0Ab", with(func(s *State) { s.Text = "a b" }), 1},
		{"edits=Wx:5:2:0.25,b:1:0:-1", with(func(s *State) { s.Edits = "Wx:5:2:0.25,b:1:0:-1" }), 0},
		{"edits=b:1:0:-1,Wx:5:2:1,Wx:5:2:0.25", with(func(s *State) { s.Edits = "Wx:5:2:0.25,b:1:0:-1" }), 0},
		{"edits=Wx:5:2:NaN,b:1:1:3,W:1:1:1,x:0:1:1,h0:-1:0:1,Wh:0:0:1e7,,b:0:0:1", with(func(s *State) { s.Edits = "b:0:0:1" }), 1},
		{"mode=projector&tour=3&colors=log&drawing=folded&code=go&speed=4&panel=code", with(func(s *State) {
			s.Projector, s.Tour, s.Colors, s.Drawing, s.Code, s.Speed, s.Panel = true, 3, ColorsByLog, Folded, GoCode, "4", CodePanel
		}), 0},
		{"mode=wall&tour=99&colors=red", Default(), 3},
		{"theme=pink&lang=xx&compare=x&edits=x&given=x", Default(), 5},
	}
	corrected := 0
	for _, c := range cases {
		got, notices := ParseLink(c.link)
		corrected += len(notices)
		if got != c.want || len(notices) != c.notices {
			t.Errorf("ParseLink(%q) = %+v and %d notices %v; want %+v and %d",
				c.link, got, len(notices), notices, c.want, c.notices)
		}
		for _, n := range notices {
			for _, lang := range []Lang{Korean, English} {
				if text := StringsIn(lang).ExplainLink(n); text == "" || strings.Contains(text, "{") || unsaid.MatchString(text) {
					t.Errorf("ParseLink(%q): notice %q", c.link, text)
				}
			}
		}
	}
	t.Logf("refused: %d %s", corrected, "links")
}

// What net/url unescapes, unescape unescapes to the same.
func TestUnescapeIsNetURLs(t *testing.T) {
	for _, text := range []string{"", "abc", "a+b", "%41%eb%82%98", "100%25", "a%2Bb%26c%3Dd", "%f0%9f%8e%b2"} {
		want, err := url.QueryUnescape(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := unescape(text); got != want {
			t.Errorf("unescape(%q) = %q, want %q", text, got, want)
		}
	}
	for _, text := range []string{"%", "%4", "%zz", "50%", "%%41"} {
		if got := unescape(text); !strings.HasPrefix(got, "%") && got != "50%" {
			t.Errorf("unescape(%q) = %q lost the percent sign", text, got)
		}
	}
}

func FuzzParseLink(f *testing.F) {
	for _, link := range []string{"", "#v=1&timesteps=10", "seed=%31&lang=ko", "t=4&panel=printout", "&&==%%",
		"inputs=characters&text=%F0%9F%91%A9", "edits=Wx:5:2:0.25,h0:1:0:-1e-9&compare=keras&gain=,5",
		"given=b:1:AAAAAAAAAAA,Wx:2x1:AAAAAAAA8D8AAAAAAAAAQA,2r.Wh:40x40:~AAAAAAAAAAAAAAAAAAAAAA&cell=GRU"} {
		f.Add(link)
	}
	f.Fuzz(func(t *testing.T, link string) {
		s, notices := ParseLink(link)
		for _, p := range Parameters {
			if v := p.Get(&s); v < p.Min || v > p.Max {
				t.Errorf("%s = %d", p.Key, v)
			}
		}
		if s.CheckTotal() != nil || s.Step < 0 || s.Step > s.Timesteps {
			t.Errorf("a state that cannot run: %+v", s)
		}
		again, none := ParseLink(s.Link())
		if again != s || len(none) != 0 {
			t.Errorf("%+v does not survive its own link", s)
		}
		for _, n := range notices {
			StringsIn(Korean).ExplainLink(n)
		}
	})
}
