package playground

import (
	"fmt"
	"math"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// seenRun is a random run of some kind: what is drawn how large, and whether the
// inputs stay the same or end.
func seenRun(t *testing.T, random *rand.Rand) *Run {
	T, I, H := 1+random.IntN(45), 1+random.IntN(3), 1+random.IntN(12)
	if random.IntN(8) == 0 {
		T = 1 + random.IntN(3)
	}
	if random.IntN(16) == 0 {
		T, H = 1, 1 // the only state
	}
	r := &Run{Timesteps: T, InputSize: I, HiddenSize: H}
	fill := func(n int, low, high float64) []float64 {
		out := make([]float64, n)
		for i := range out {
			out[i] = low + (high-low)*random.Float64()
		}
		return out
	}
	scale := func() float64 { return math.Pow(10, 3*random.Float64()-2) }
	low := float64(-random.IntN(2)) // U[0, s) or U[-s, s)
	w, x, b := scale(), scale(), scale()
	if random.IntN(4) == 0 {
		w = 0
	}
	if random.IntN(4) == 0 {
		b = 0
	}
	r.Wx, r.Wh = fill(H*I, low*x, x), fill(H*H, low*w, w)
	r.B, r.X = fill(H, low*b, b), fill(T*I, 0, 1)
	switch random.IntN(8) {
	case 0: // always the same input
		for i := range r.X {
			r.X[i] = r.X[i%I]
		}
	case 1: // one pulse
		clear(r.X[I:])
		clear(r.B)
	case 2: // nothing
		clear(r.X)
	case 3: // a rotation or a reflection, without noise
		clear(r.Wh)
		for j := range H {
			r.Wh[j*H+(j+1)%H] = -w
		}
		clear(r.X[I:])
	case 4: // all weights negative
		for _, v := range [][]float64{r.Wx, r.Wh, r.B} {
			for i := range v {
				v[i] = -math.Abs(v[i])
			}
		}
	}
	r.A, r.H = make([]float64, T*H), make([]float64, T*H)
	forward(t, r)
	return r
}

// Every claim, by the words in which it is made, and what it says about the states
// looked at one by one. The groups of a pattern are the numbers.
var claims = []struct {
	pattern string
	holds   func(r *Run, n []float64) bool
}{
	{`The only state is (N)\.`, func(r *Run, n []float64) bool {
		return len(r.H) == 1 && math.Abs(r.H[0]) <= 0.99 && within(n[0]/r.H[0], 1, 0.006)
	}},
	{`The only state is exactly (N)\.`, func(r *Run, n []float64) bool { return len(r.H) == 1 && n[0] == 0 && r.H[0] == 0 }},
	{`The only state is pinned at 1 \(h > 0\.99\)\.`, func(r *Run, n []float64) bool { return len(r.H) == 1 && isHigh(r.H[0]) }},
	{`The only state is pinned at −1 \(h < −0\.99\)\.`, func(r *Run, n []float64) bool { return len(r.H) == 1 && isLow(r.H[0]) }},
	{`None of the (N) states has \|h\| > 0\.99: every h is exactly 0\.`, func(r *Run, n []float64) bool {
		return n[0] == float64(len(r.H)) && all(r.H, func(h float64) bool { return h == 0 })
	}},
	{`None of the (N) states has \|h\| > 0\.99: \|h\| is at most (N)\.`, func(r *Run, n []float64) bool {
		return n[0] == float64(len(r.H)) && n[1] < 0.11 && all(r.H, func(h float64) bool { return math.Abs(h) <= n[1]*(1+1e-15) })
	}},
	{`None of the (N) states has \|h\| > 0\.99: h lies between (N) and (N)\.`, func(r *Run, n []float64) bool {
		return n[0] == float64(len(r.H)) && all(r.H, func(h float64) bool { return n[1] <= h && h <= n[2] && math.Abs(h) <= 0.99 }) &&
			within(n[1], slices.Min(r.H), 0.01) && within(n[2], slices.Max(r.H), 0.01)
	}},
	{`All (N) states are pinned at 1 \(h > 0\.99\)\.`, func(r *Run, n []float64) bool {
		return n[0] == float64(len(r.H)) && count(r.H, isHigh) == len(r.H)
	}},
	{`All (N) states are pinned at −1 \(h < −0\.99\)\.`, func(r *Run, n []float64) bool {
		return n[0] == float64(len(r.H)) && count(r.H, isLow) == len(r.H)
	}},
	{`All (N) states are pinned \(\|h\| > 0\.99\), (N) at 1 and (N) at −1\.`, func(r *Run, n []float64) bool {
		return n[0] == float64(len(r.H)) && n[1] == float64(count(r.H, isHigh)) && n[2] == float64(count(r.H, isLow)) && n[1]+n[2] == n[0] && n[1]*n[2] > 0
	}},
	{`(N) of (N) states \((N) %\) got pinned at 1 \(h > 0\.99\)WHICH\.`, func(r *Run, n []float64) bool {
		return someOf(r, n) && n[0] == float64(count(r.H, isHigh)) && count(r.H, isLow) == 0
	}},
	{`(N) of (N) states \((N) %\) got pinned at −1 \(h < −0\.99\)WHICH\.`, func(r *Run, n []float64) bool {
		return someOf(r, n) && n[0] == float64(count(r.H, isLow)) && count(r.H, isHigh) == 0
	}},
	{`(N) of (N) states \((N) %\) got pinned \(\|h\| > 0\.99\), (N) at 1 and (N) at −1WHICH\.`, func(r *Run, n []float64) bool {
		return someOf(r, n) && n[3] == float64(count(r.H, isHigh)) && n[4] == float64(count(r.H, isLow)) && n[3]+n[4] == n[0]
	}},
	{` From t = (N) on h repeats every (N) steps, to within (N)\.`, func(r *Run, n []float64) bool {
		from, p, moves := int(n[0]), int(n[1]), false
		for t := from; t <= r.Timesteps; t++ {
			for j := range r.HiddenSize {
				if t+p <= r.Timesteps && !within(r.At(t, j), r.At(t+p, j), n[2]) {
					return false
				}
				moves = moves || !within(r.At(t, j), r.At(from, j), 0.005)
			}
		}
		return moves && p > 1 && r.Timesteps-from+1 >= 3*p && n[2] < 1e-5
	}},
	{` Then h fades: \|h\| is (N) at t = (N) and at most (N) from t = (N) on\.`, func(r *Run, n []float64) bool {
		peak := 0.0
		for j := range r.HiddenSize {
			peak = max(peak, math.Abs(r.At(int(n[1]), j)))
		}
		return within(n[0]/peak, 1, 0.006) && count(r.H, func(h float64) bool { return math.Abs(h) > peak }) == 0 &&
			n[2] < peak/50 && n[1] < n[3] && n[3] <= float64(r.Timesteps) &&
			all(r.H[(int(n[3])-1)*r.HiddenSize:], func(h float64) bool { return math.Abs(h) <= n[2]*(1+1e-15) })
	}},
	{` From t = (N) on h does not change, not even in its last digit\.`, func(r *Run, n []float64) bool {
		return staysWithin(r, int(n[0]), 0) && int(n[0]) <= r.Timesteps-2 && !(n[0] > 1 && staysWithin(r, int(n[0])-1, 0))
	}},
	{` From t = (N) on every unit stays within (N) of its last value\.`, func(r *Run, n []float64) bool {
		return staysWithin(r, int(n[0]), n[1]) && int(n[0]) <= r.Timesteps-2 && n[1] < 1e-5
	}},
	{` Yet states jump from one end to the other within a step \((N) ×\)\.`, func(r *Run, n []float64) bool {
		jumps := 0.0
		for t := 2; t <= r.Timesteps; t++ {
			for j := range r.HiddenSize {
				if a, b := r.At(t-1, j), r.At(t, j); isHigh(a) && isLow(b) || isLow(a) && isHigh(b) {
					jumps++
				}
			}
		}
		return n[0] == jumps && jumps > 0
	}},
	{` A change in a reaches h at only (N)( %)? of its size on average\.`, func(r *Run, n []float64) bool {
		return slopeIs(r, n) && n[0] < 10
	}},
	{` A change in a reaches h at (N)( %)? of its size on average\.`, slopeIs},
	{` So close to 0 tanh is almost a straight line: h equals a to within (N) %\.`, func(r *Run, n []float64) bool {
		for i, h := range r.H {
			if math.Abs(h-r.A[i]) > n[0]/100*math.Abs(r.A[i])+1e-17 {
				return false
			}
		}
		return n[0] < 0.4
	}},
	{` Unit (N) moves most, between (N) and (N)\.`, func(r *Run, n []float64) bool {
		width := func(unit int) (low, high float64) {
			low, high = math.Inf(1), math.Inf(-1)
			for t := 1; t <= r.Timesteps; t++ {
				low, high = min(low, r.At(t, unit)), max(high, r.At(t, unit))
			}
			return low, high
		}
		low, high := width(int(n[0]))
		for unit := range r.HiddenSize {
			if l, h := width(unit); h-l > high-low {
				return false
			}
		}
		return n[1] <= low && high <= n[2] && within(n[1], low, 0.01) && within(n[2], high, 0.01)
	}},
}

// What is said of the units where some states are pinned.
var whichClaims = []struct {
	pattern string
	holds   func(r *Run, n []float64) bool
}{
	{``, func(*Run, []float64) bool { return true }},
	{`: all units from t = (N) on`, func(r *Run, n []float64) bool {
		from := int(n[0])
		return from > 1 && count(r.H[(from-1)*r.HiddenSize:], isPinned) == len(r.H)-(from-1)*r.HiddenSize &&
			count(r.H[(from-2)*r.HiddenSize:(from-1)*r.HiddenSize], isPinned) < r.HiddenSize
	}},
	{`; unit (N) at every step`, alwaysPinned},
	{`; units (N), (N) at every step`, alwaysPinned},
	{`; units (N), (N), (N) at every step`, alwaysPinned},
	{`; (N) of (N) units at every step`, func(r *Run, n []float64) bool {
		always := 0.0
		for unit := range r.HiddenSize {
			always += float64(b2i(pinnedSteps(r, unit) == r.Timesteps))
		}
		return n[0] == always && n[1] == float64(r.HiddenSize)
	}},
	{`; most often unit (N), at (N) of (N) steps`, func(r *Run, n []float64) bool {
		for unit := range r.HiddenSize {
			if pinnedSteps(r, unit) > int(n[1]) {
				return false
			}
		}
		return pinnedSteps(r, int(n[0])) == int(n[1]) && n[2] == float64(r.Timesteps)
	}},
}

func isHigh(h float64) bool   { return h > 0.99 }
func isLow(h float64) bool    { return h < -0.99 }
func isPinned(h float64) bool { return isHigh(h) || isLow(h) }

func count(values []float64, is func(float64) bool) (n int) {
	for _, v := range values {
		n += b2i(is(v))
	}
	return n
}

func all(values []float64, is func(float64) bool) bool { return count(values, is) == len(values) }

func within(a, b, distance float64) bool { return math.Abs(a-b) <= distance }

func someOf(r *Run, n []float64) bool {
	return n[1] == float64(len(r.H)) && n[0] == float64(count(r.H, isPinned)) && n[0] > 0 && n[0] < n[1] &&
		within(n[2], 100*n[0]/n[1], 0.0501) && n[2] > 0 && n[2] < 100
}

func pinnedSteps(r *Run, unit int) (steps int) {
	for t := 1; t <= r.Timesteps; t++ {
		steps += b2i(isPinned(r.At(t, unit)))
	}
	return steps
}

// alwaysPinned are these units, and no others.
func alwaysPinned(r *Run, units []float64) bool {
	for unit := range r.HiddenSize {
		if slices.Contains(units, float64(unit)) != (pinnedSteps(r, unit) == r.Timesteps) {
			return false
		}
	}
	return true
}

func staysWithin(r *Run, from int, distance float64) bool {
	for t := from; t <= r.Timesteps; t++ {
		for j := range r.HiddenSize {
			if !within(r.At(t, j), r.At(r.Timesteps, j), distance) {
				return false
			}
		}
	}
	return true
}

func slopeIs(r *Run, n []float64) bool {
	sum := 0.0
	for _, h := range r.H {
		sum += 1 - h*h
	}
	want := 100 * sum / float64(len(r.H))
	return within(n[0], want, 0.006*want+1e-13)
}

const numberPattern = `(−?[\d,]*\d(?:\.\d+)?(?: × 10)?(?:⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)`

var ordinary = strings.NewReplacer("⁰", "0", "¹", "1", "²", "2", "³", "3", "⁴", "4", "⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9", "⁻", "-")

// readNumber reads a number as it stands in a sentence.
func readNumber(t *testing.T, text string) float64 {
	t.Helper()
	if strings.ContainsAny(text, "⁰¹²³⁴⁵⁶⁷⁸⁹") {
		at := strings.LastIndex(text, "10")
		mantissa := strings.TrimSuffix(text[:at], " × ")
		if mantissa == "" {
			mantissa = "1"
		}
		text = mantissa + "e" + ordinary.Replace(text[at+2:])
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(strings.ReplaceAll(text, ",", ""), "−", "-"), 64)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return v
}

// Hundreds of runs of every kind: each sentence is one of the claims, and the
// claim holds; the Korean one has the same numbers.
func TestTwoSentencesAreTrue(t *testing.T) {
	compiled := map[string]*regexp.Regexp{}
	expand := func(pattern string) *regexp.Regexp {
		if compiled[pattern] == nil {
			compiled[pattern] = regexp.MustCompile(`^` + strings.NewReplacer("WHICH", "(?P<which>.*?)", "(N)", numberPattern).Replace(pattern) + `$`)
		}
		return compiled[pattern]
	}
	random := rand.New(rand.NewPCG(1, 2))
	said := map[string]int{}
	check := func(r *Run, text string) {
		t.Helper()
		// The first sentence ends before the second begins: at a full stop and a blank.
		first, second, two := strings.Cut(text, ". ")
		parts := []string{text}
		if two {
			parts = []string{first + ".", " " + second}
		}
		for _, part := range parts {
			found := false
			for _, claim := range claims {
				re := expand(claim.pattern)
				match := re.FindStringSubmatch(part)
				if match == nil {
					continue
				}
				found = true
				said[claim.pattern]++
				var numbers []float64
				for i, text := range match[1:] {
					if re.SubexpNames()[i+1] == "which" {
						whichFound := false
						for _, which := range whichClaims {
							if m := expand(which.pattern).FindStringSubmatch(text); m != nil {
								var units []float64
								for _, text := range m[1:] {
									units = append(units, readNumber(t, text))
								}
								whichFound = true
								said["which"+which.pattern]++
								if !which.holds(r, units) {
									t.Errorf("%d × %d: not true: %s", r.Timesteps, r.HiddenSize, part)
								}
								break
							}
						}
						if !whichFound {
							t.Errorf("not a claim: %q", text)
						}
						continue
					}
					if text == " %" {
						continue
					}
					if text == "" { // a share that is no percentage
						numbers[0] *= 100
						continue
					}
					numbers = append(numbers, readNumber(t, text))
				}
				if !claim.holds(r, numbers) {
					t.Errorf("%d × %d: not true: %s", r.Timesteps, r.HiddenSize, part)
				}
				break
			}
			if !found {
				t.Errorf("not a claim: %q", part)
			}
		}
	}
	anyNumber := regexp.MustCompile(`[\d⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:[.,]\d+)*`)
	longest := ""
	for range 1500 {
		r := seenRun(t, random)
		text := r.TwoSentences(english)
		check(r, text)
		numbers := anyNumber.FindAllString(text, -1)
		theirs := anyNumber.FindAllString(r.TwoSentences(korean), -1)
		slices.Sort(numbers)
		slices.Sort(theirs)
		if !slices.Equal(numbers, theirs) {
			t.Errorf("%s\n%s", text, r.TwoSentences(korean))
		}
		if len([]rune(text)) > len([]rune(longest)) {
			longest = text
		}
	}
	for _, claim := range claims {
		if said[claim.pattern] == 0 {
			t.Errorf("never said: %s", claim.pattern)
		}
		t.Logf("%5d  %s", said[claim.pattern], claim.pattern)
	}
	for _, which := range whichClaims {
		if said["which"+which.pattern] == 0 {
			t.Errorf("never said: %s", which.pattern)
		}
		t.Logf("%5d  %s", said["which"+which.pattern], which.pattern)
	}
	if n := len([]rune(longest)); n > 170 {
		t.Errorf("%d characters: %s", n, longest)
	} else {
		t.Logf("the longest, %d characters: %s", n, longest)
	}
}

// The beginning is that of Summary, in which a reader finds both counts.
func TestTwoSentencesHaveTheCounts(t *testing.T) {
	run := compute(t, Default())
	want := fmt.Sprintf("%d of 80 states (%s %%)", run.SaturatedCount, percent(run.SaturatedCount, 80))
	if got := run.TwoSentences(english); !strings.HasPrefix(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestShares(t *testing.T) {
	for share, want := range map[float64]string{0: "0 %", 1: "100 %", 0.9998: "99.9 %", 0.9994: "99.9 %", 0.5: "50.0 %", 1e-7: "1.00 × 10⁻⁷"} {
		if got := shareText(share); got != want {
			t.Errorf("shareText(%v) = %q, want %q", share, got, want)
		}
	}
}

func TestUpTo(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", 0.0421: "0.043", 0.1: "0.10", 0.999: "1.0", 9.99: "10", 12: "12", 123: "130", 0.00031: "0.00031", 0.000001001: "1.1 × 10⁻⁶", 9.95e-8: "1.0 × 10⁻⁷",
	} {
		if got := upTo(v); got != want && !(v == 0.00031 && got == "0.00032") {
			t.Errorf("%g: %s, want %s", v, got, want)
		}
	}
}

func BenchmarkTwoSentences(b *testing.B) {
	s := Default()
	s.Timesteps, s.HiddenSize, s.Weights = 20_000, 64, PyTorchWeights
	run, err := Compute(s)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		run.TwoSentences(english)
	}
}

// Passes of relu that are too many to be looked at one by one are not called pinned.
func TestSpokenPassesOfRelu(t *testing.T) {
	s := networkState(ReLUCell, 2, 1, false)
	s.Timesteps, s.HiddenSize = 2*mostSpoken/100, 100
	if text := compute(t, s).spokenPasses(english); !strings.Contains(text, "are exactly 0; the others") {
		t.Error(text)
	}
}

// Of B the same is said as of A: of gates and of relu not the slope of tanh.
func TestOtherSummary(t *testing.T) {
	s := Default()
	for compare, want := range map[Compare]string{"pytorch": "B (PyTorch): ", "LSTM": "B (LSTM): ", "GRU": "B (GRU): ", "RNN_RELU": "B (RNN, relu): "} {
		s.Compare = compare
		r := compute(t, s)
		text := r.OtherSummary(english)
		if !strings.HasPrefix(text, want) || strings.Contains(text, "mean slope") != (compare == "pytorch") {
			t.Errorf("%s: %s", compare, text)
		}
		if said := r.Other.TwoSentences(english); compare != "pytorch" && text != want+said {
			t.Errorf("%s: %s", compare, text)
		}
	}
}
