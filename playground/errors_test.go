package playground

import (
	"errors"
	"math"
	"strings"
	"testing"
)

func TestCheck(t *testing.T) {
	p := ParameterByKey("timesteps")
	cases := []struct {
		v    float64
		want string // "" when it is accepted
	}{
		{1, ""}, {10, ""}, {100_000, ""},
		{0, "timesteps is 0: want an integer from 1 to 100000"},
		{-1, "timesteps is -1: want an integer from 1 to 100000"},
		{math.Copysign(0, -1), "timesteps is -0: want an integer from 1 to 100000"},
		{3.9, "timesteps is 3.9: want an integer from 1 to 100000"},
		{100_001, "timesteps is 100001: want an integer from 1 to 100000"},
		{1e300, "timesteps is 1e+300: want an integer from 1 to 100000"},
		{1e21, "timesteps is 1e+21: want an integer from 1 to 100000"},
		{1.5e-7, "timesteps is 1.5e-7: want an integer from 1 to 100000"},
		{5e-324, "timesteps is 5e-324: want an integer from 1 to 100000"},
		{5e-324, "timesteps is 5e-324: want an integer from 1 to 100000"},
		{math.NaN(), "timesteps is NaN: want an integer from 1 to 100000"},
		{math.Inf(1), "timesteps is Infinity: want an integer from 1 to 100000"},
		{math.Inf(-1), "timesteps is -Infinity: want an integer from 1 to 100000"},
	}
	for _, c := range cases {
		v, err := p.Check(c.v)
		switch {
		case err == nil && (c.want != "" || float64(v) != c.v):
			t.Errorf("Check(%v) = %d", c.v, v)
		case err != nil && err.Error() != c.want:
			t.Errorf("Check(%v): %q, want %q", c.v, err, c.want)
		}
	}
}

func TestParse(t *testing.T) {
	p := ParameterByKey("hidden-size")
	for text, want := range map[string]int64{"8": 8, " 8 ": 8, "1e3": 1000, "8.0": 8, "+8": 8, "008": 8} {
		if got, err := p.Parse(text); err != nil || got != want {
			t.Errorf("Parse(%q) = %d, %v", text, got, err)
		}
	}
	for text, problem := range map[string]Problem{
		"": Missing, "  ": Missing,
		"abc": NotNumber, "0x8": NotNumber, "inf": NotNumber, "nan": NotNumber, "8,000": NotNumber, "1_0": NotNumber,
		"８": NotNumber, "--1": NotNumber, "e": NotNumber, "8 8": NotNumber, "<b>": NotNumber,
		"8.5": NotInteger, "1e-3": NotInteger,
		"0": OutOfRange, "-8": OutOfRange, "4097": OutOfRange, "1e999": OutOfRange,
	} {
		_, err := p.Parse(text)
		var refused *ArgumentError
		if !errors.As(err, &refused) || refused.Problem != problem {
			t.Errorf("Parse(%q): %v, want problem %d", text, err, problem)
			continue
		}
		for _, lang := range []Lang{Korean, English} {
			said := StringsIn(lang).Explain(err)
			if !strings.Contains(said, "4,096") || strings.Contains(said, "{") {
				t.Errorf("Explain(%q) in %s: %q", text, lang, said)
			}
		}
	}
	_, err := p.Parse(strings.Repeat("9", 500) + "x")
	if len(err.Error()) > 200 {
		t.Errorf("a pasted page makes an error of %d bytes", len(err.Error()))
	}
}

func TestSetLeavesTheStateAlone(t *testing.T) {
	s := Default()
	if err := s.Set(ParameterByKey("timesteps"), 100_000); err != nil {
		t.Fatal(err)
	}
	before := s
	if err := s.Set(ParameterByKey("hidden-size"), 4096); err == nil || s != before {
		t.Errorf("err %v, state %+v", err, s)
	}
	if err := s.Set(ParameterByKey("seed"), -1); err == nil || s != before {
		t.Errorf("err %v, state %+v", err, s)
	}
}

func TestSetDropsAMarkedStepThatIsGone(t *testing.T) {
	s := Default()
	s.Step = 9
	if err := s.Set(ParameterByKey("timesteps"), 9); err != nil || s.Step != 9 {
		t.Errorf("%v, step %d", err, s.Step)
	}
	if err := s.Set(ParameterByKey("timesteps"), 5); err != nil || s.Step != 0 {
		t.Errorf("%v, step %d", err, s.Step)
	}
}

func TestNotches(t *testing.T) {
	for i, n := range Notches {
		if NotchAt(i+1) != n || NotchPosition(n) != i+1 {
			t.Errorf("notch %d: value %d at position %d", n, NotchAt(i+1), NotchPosition(n))
		}
		if n <= 10 && i+1 != n {
			t.Errorf("up to ten, the position is the value: %d at %d", n, i+1)
		}
	}
	if Notches[len(Notches)-1] != 1000 {
		t.Error("1,000 is not reachable")
	}
	if NotchAt(0) != 1 || NotchAt(999) != 1000 || NotchPosition(4096) != len(Notches) || NotchPosition(11) != 10 {
		t.Error("positions beyond the track, or values between notches")
	}
}
