package playground

import (
	"math/rand/v2"
	"net/url"
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
		s.Weights = AllWeights[random.IntN(len(AllWeights))]
		s.Pin(random.IntN(s.Timesteps+1), random.IntN(s.HiddenSize))
		s.Terms = []Terms{TermsGiven, TermsBySize, TermsExact}[random.IntN(3)]
		s.Panel = []Panel{TablePanel, PrintoutPanel}[random.IntN(2)]
		s.Lang = []Lang{"", Korean, English}[random.IntN(3)]
		for _, link := range []string{s.Link(), "#" + s.Link()} {
			got, notices := ParseLink(link)
			if got != s || len(notices) != 0 {
				t.Fatalf("ParseLink(%q) = %+v, %v; want %+v", link, got, notices, s)
			}
		}
	}
}

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
	}
	for _, c := range cases {
		got, notices := ParseLink(c.link)
		if got != c.want || len(notices) != c.notices {
			t.Errorf("ParseLink(%q) = %+v and %d notices %v; want %+v and %d",
				c.link, got, len(notices), notices, c.want, c.notices)
		}
		for _, n := range notices {
			for _, lang := range []Lang{Korean, English} {
				if text := StringsIn(lang).ExplainLink(n); text == "" || strings.Contains(text, "{") {
					t.Errorf("ParseLink(%q): notice %q", c.link, text)
				}
			}
		}
	}
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
	for _, link := range []string{"", "#v=1&timesteps=10", "seed=%31&lang=ko", "t=4&panel=printout", "&&==%%"} {
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
