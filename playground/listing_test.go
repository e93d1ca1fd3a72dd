package playground

import (
	"go/format"
	"html"
	"math"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Sentences with what could end a literal too early, or be read as code.
var sentences = []string{
	"",
	" ",
	"hello, RNN",
	"나는 밥을 먹고 나는 학교에 간다",
	`he said "no" and 'yes' \n \x41 \ """ ''' # // {0}`,
	"math. slices. strings. bound gain radius timesteps input_size math. uniform( normal(",
	"가족 👨‍👩‍👧 👨‍👩‍👧 가족 é\u0301 \u1112\u1161\u11ab",
	"\u202egnitirw\u202c a\u00a0b \u2028 \u2029 \ufeff \x00 \U0010ffff \ufffe \u200b",
	"\xff\xfe a \xed\xa0\x80",
	strings.Repeat("시점마다 같은 가중치를 씁니다. ", 30),
	strings.Repeat("x", 400),
	strings.Repeat("👩‍💻", 90),
}

type listed struct {
	state State
	run   *Run
}

// listingOf is the program of r as it is looked at by default.
func listingOf(r *Run, code Code, texts Strings) string {
	s := Default()
	s.Code = code
	return r.Listing(s, texts)
}

// listedStates has each way to draw weights with each bias and each input, half
// of them with edits, at random sizes at which rounding does not grow.
func listedStates(t testing.TB) []listed {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	var all []listed
	for _, weights := range AllWeights {
		for _, bias := range AllBiases {
			for _, inputs := range AllInputs {
				s := Default()
				s.Timesteps, s.InputSize, s.HiddenSize = 1+random.IntN(30), 1+random.IntN(12), 1+random.IntN(20)
				s.Seed = random.Uint32()
				s.Weights, s.Bias, s.Inputs = weights, bias, inputs
				s.Gain = []float64{1, 0.5, 1.25, 0.1 + random.Float64()}[random.IntN(4)]
				s.BiasValue = []float64{0, -1, 0.1, random.NormFloat64()}[random.IntN(4)]
				s.Level = []float64{1, -1, 0.1, random.NormFloat64()}[random.IntN(4)]
				if inputs.Reads() {
					s.SetText(sentences[len(all)/2%len(sentences)])
				}
				if len(all)%2 == 1 {
					setByHand(t, &s, random)
				}
				run, err := Compute(s)
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, listed{s, run})
			}
		}
	}
	return all
}

// setByHand sets values of some tensors, and one that s does not reach.
func setByHand(t testing.TB, s *State, random *rand.Rand) {
	T, I, H := s.Timesteps, s.InputSize, s.HiddenSize
	values := []float64{0, math.Copysign(0, -1), 1, -0.25, 1e-7, 123456.5, 1. / 3, random.NormFloat64()}
	places := []Place{{WxTensor, H, 0}}
	for range 1 + random.IntN(8) {
		places = append(places, []Place{
			{XTensor, 1 + random.IntN(T), random.IntN(I)},
			{WxTensor, random.IntN(H), random.IntN(I)},
			{WhTensor, random.IntN(H), random.IntN(H)},
			{BTensor, random.IntN(H), 0},
			{H0Tensor, random.IntN(H), 0},
		}[random.IntN(5)])
	}
	for _, place := range places {
		if err := s.Edit(place, values[random.IntN(len(values))]); err != nil {
			t.Fatal(err)
		}
	}
}

func TestListingsAreReadable(t *testing.T) {
	var written, assigned int
	for _, l := range listedStates(t) {
		for _, code := range AllCodes {
			for _, texts := range []Strings{korean, english} {
				text := listingOf(l.run, code, texts)
				at := string(code) + " of " + l.state.Link()
				for line := range strings.Lines(text) {
					line = strings.TrimSuffix(line, "\n")
					if width(line) > listingWidth || strings.TrimRight(line, " \t") != line {
						t.Errorf("%s: line of %d columns: %q", at, width(line), line)
					}
				}
				if code == GoCode {
					formatted, err := format.Source([]byte(text))
					if err != nil {
						t.Errorf("%s: %v", at, err)
					} else if string(formatted) != text {
						t.Fatalf("%s: not as gofmt would have it:\n%s", at, text)
					}
				}
				for _, r := range text {
					if !strconv.IsPrint(r) && r != '\n' && r != '\t' {
						t.Errorf("%s: %U", at, r)
					}
				}
				if strings.Contains(text, " = np.array([") {
					written++
				}
				if strings.Contains(text, "Wh[0, 0] = ") || strings.Contains(text, "] = 123456.5\n") {
					assigned++
				}
			}
		}
	}
	if written == 0 || assigned == 0 {
		t.Errorf("%d listings with arrays written out, %d with values assigned: want some", written, assigned)
	}
}

// The tutorial's program, as short as it can be.
func TestListingOfTutorial(t *testing.T) {
	run, _ := Compute(Default())
	want := `import numpy as np

timesteps = 10
input_size = 4
hidden_size = 8

np.random.seed(0)
inputs = np.random.random((timesteps, input_size))
Wx = np.random.random((hidden_size, input_size))
Wh = np.random.random((hidden_size, hidden_size))
b = np.random.random((hidden_size,))

hidden_state_t = np.zeros((hidden_size,))
total_hidden_states = []
for input_t in inputs:
    hidden_state_t = np.tanh(np.dot(Wx, input_t) + np.dot(Wh, hidden_state_t) + b)
    total_hidden_states.append(hidden_state_t)

total_hidden_states = np.stack(total_hidden_states, axis=0)
print(total_hidden_states)
`
	if got := listingOf(run, NumPyCode, english); got != want {
		t.Errorf("%s", got)
	}
}

// What is not there to be drawn is not drawn, and what comes after it is.
func TestListingDrawsWhatItMust(t *testing.T) {
	for _, c := range []struct {
		name, link string
		want, not  []string
	}{
		{"the last tensor edited", "edits=b:0:0:1", []string{"b = np.array([\n    1.0, "}, []string{"\nnp.random.random(", "# not used"}},
		{"the first tensor edited", "edits=x:1:0:1", []string{"# not used", "\nnp.random.random((timesteps, input_size))\n"}, nil},
		{"a large tensor edited", "hidden-size=9&edits=Wh:1:2:0.5", []string{"\nWh[1, 2] = 0.5\n"}, []string{"Wh = np.array"}},
		{"everything edited", "edits=x:1:0:1,Wx:0:0:1,Wh:0:0:1,b:0:0:1",
			nil, []string{"random", "timesteps", "input_size"}},
		{"nothing drawn after the inputs", "inputs=impulse&edits=Wx:0:0:1,Wh:0:0:1,b:0:0:1", nil, []string{"random"}},
		{"B is left out", "compare=pytorch", nil, []string{"uniform"}},
		{"an edit out of reach", "edits=Wx:8:0:1", nil, []string{"array"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, notices := ParseLink(c.link)
			if len(notices) > 0 {
				t.Fatal(notices)
			}
			run, err := Compute(s)
			if err != nil {
				t.Fatal(err)
			}
			text := listingOf(run, NumPyCode, english)
			for _, part := range c.want {
				if !strings.Contains(text, part) {
					t.Errorf("no %q in\n%s", part, text)
				}
			}
			for _, part := range c.not {
				if strings.Contains(text, part) {
					t.Errorf("%q in\n%s", part, text)
				}
			}
		})
	}
}

// -0 is a value of its own, and neither 0 nor -0.0 in Go.
func TestListingKeepsNegativeZero(t *testing.T) {
	s, _ := ParseLink("edits=b:0:0:-0")
	run, _ := Compute(s)
	for code, want := range map[Code]string{NumPyCode: "\n    -0.0, ", GoCode: "\t\tmath.Copysign(0, -1), "} {
		if text := listingOf(run, code, english); !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

func TestListingInKerasTransposes(t *testing.T) {
	s, _ := ParseLink("edits=h0:1:0:0.5")
	run, _ := Compute(s)
	text := listingOf(run, KerasCode, english)
	for _, part := range []string{
		`keras.layers.SimpleRNN(hidden_size, return_sequences=True, dtype="float64")`,
		"rnn.set_weights([Wx.T, Wh.T, b])",
		"initial_state=h_0[np.newaxis]",
	} {
		if !strings.Contains(text, part) {
			t.Errorf("no %q in\n%s", part, text)
		}
	}
}

// The marked listing reads as the listing, and marks what it should.
func TestListingHTML(t *testing.T) {
	tags := regexp.MustCompile(`<span class="[csnk]">|</span>`)
	for _, l := range listedStates(t) {
		for _, code := range AllCodes {
			text := listingOf(l.run, code, korean)
			marked := ListingHTML(code, text)
			plain := tags.ReplaceAllString(marked, "")
			if strings.ContainsAny(plain, `<>"`) {
				t.Errorf("%s of %s: not escaped: %s", code, l.state.Link(), plain)
			}
			if got := html.UnescapeString(plain); got != text {
				t.Errorf("%s of %s: reads\n%s", code, l.state.Link(), got)
			}
		}
	}
	for _, c := range []struct {
		code       Code
		text, want string
	}{
		{NumPyCode, "for h_0 in x1:  # a < 2", `<span class="k">for</span> h_0 <span class="k">in</span> x1:  <span class="c"># a &lt; 2</span>`},
		{NumPyCode, `w = "a \" # 1" + 1e-07 - -0.5`,
			`w = <span class="s">&#34;a \&#34; # 1&#34;</span> + <span class="n">1e-07</span> - -<span class="n">0.5</span>`},
		{GoCode, "if n // for 1\nx[2*k+10]", `<span class="k">if</span> n <span class="c">// for 1</span>` + "\n" + `x[<span class="n">2</span>*k+<span class="n">10</span>]`},
		{GoCode, "import as 1e+06+2", `<span class="k">import</span> as <span class="n">1e+06</span>+<span class="n">2</span>`},
	} {
		if got := ListingHTML(c.code, c.text); got != c.want {
			t.Errorf("%s\n%s, want\n%s", c.text, got, c.want)
		}
	}
}
