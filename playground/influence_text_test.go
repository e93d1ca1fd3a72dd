package playground

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// readLog reads log10 of a number that may be too large or too small for one.
func readLog(t *testing.T, text string) float64 {
	t.Helper()
	mantissa, exponent, found := strings.Cut(text, " × 10")
	if !found {
		return math.Log10(readNumber(t, text))
	}
	n, err := strconv.Atoi(ordinary.Replace(exponent))
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return math.Log10(readNumber(t, mantissa)) + float64(n)
}

// The words against norms of plain loops.
func TestInfluenceWords(t *testing.T) {
	pattern := regexp.MustCompile(`^(Vanishing: |Exploding: |)‖∂h([₀₁₂₃₄₅₆₇₈₉]+)/∂h₀‖ = ` + numberPattern + `, from √(\d+) [=≈] ([\d.]+) at the start: × ` + numberPattern +
		` per step on average\. (?:From t = ` + numberPattern + ` on less than 1 % is left\.|A small change in h₀ becomes ` + numberPattern + ` times as large\.|Of a change in h₀ ` + numberPattern + ` % is left\.)$`)
	zero := regexp.MustCompile(`^‖∂h[₀-₉]+/∂h₀‖ is exactly 0, from t = (\d+) on: of a change in h₀ nothing arrives\.$`)
	said := map[string]int{}
	for seed := range uint32(120) {
		T, H := []int{1, 2, 7, 30, 60}[seed%5], 1+int(seed)%7
		scale := []float64{1, 0.2, 3, 10, 0, 1e-30, 1.5}[seed%7]
		r := scaledRun(t, T, H, seed, AllWeights[seed/5%2], scale)
		if seed%3 == 0 { // near 0, where nothing stops the growth
			for _, v := range [][]float64{r.Wx, r.B} {
				for i := range v {
					v[i] *= 1e-30
				}
			}
			forward(t, r)
		}
		in := influence(t, r)
		text := in.Words(english)
		last := naiveInfluence(r, 0, T)
		left := last - math.Log10(float64(H))/2
		if math.IsInf(last, -1) {
			match := zero.FindStringSubmatch(text)
			if match == nil {
				t.Errorf("zero: %s", text)
				continue
			}
			said["zero"]++
			from := int(readNumber(t, match[1]))
			if !math.IsInf(naiveInfluence(r, 0, from), -1) || from > 1 && math.IsInf(naiveInfluence(r, 0, from-1), -1) {
				t.Errorf("not from %d on: %s", from, text)
			}
			continue
		}
		match := pattern.FindStringSubmatch(text)
		if match == nil {
			t.Errorf("10^%g left: %s", left, text)
			continue
		}
		said[match[1]]++
		is := func(what, text string, log float64) {
			t.Helper()
			if got := readLog(t, text); math.Abs(got-log) > 0.0023 { // half of the last of three digits
				t.Errorf("%s is 10^%g, want 10^%g: %s", what, got, log, match[0])
			}
		}
		if match[2] != subscript(T) || match[4] != strconv.Itoa(H) {
			t.Errorf("T = %d, H = %d: %s", T, H, text)
		}
		is("the norm", match[3], last)
		is("the root", match[5], math.Log10(float64(H))/2)
		is("the factor", match[6], left/float64(T))
		switch {
		case match[7] != "":
			from := int(readNumber(t, match[7]))
			for step := 1; step <= T; step++ {
				if below := naiveInfluence(r, 0, step)-in.Start() < -2; step >= from && !below || step == from-1 && below {
					t.Errorf("T = %d, H = %d, step %d: %s", T, H, step, text)
				}
			}
			if match[1] != "Vanishing: " || left > -2 {
				t.Errorf("10^%g left: %s", left, text)
			}
		case match[8] != "":
			is("the growth", match[8], left)
			if match[1] != "Exploding: " || left < 2 {
				t.Errorf("10^%g left: %s", left, text)
			}
		default:
			is("what is left", match[9], left+2)
			if match[1] != "" || math.Abs(left) > 2 {
				t.Errorf("10^%g left: %s", left, text)
			}
		}
		digits := regexp.MustCompile(`[\d.]*\d|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[₀₁₂₃₄₅₆₇₈₉]+`)
		ours, theirs := digits.FindAllString(text, -1), digits.FindAllString(in.Words(korean), -1)
		slices.Sort(ours)
		slices.Sort(theirs)
		if !slices.Equal(ours, theirs) {
			t.Errorf("%s\n%s", text, in.Words(korean))
		}
	}
	for _, regime := range []string{"zero", "", "Vanishing: ", "Exploding: "} {
		if said[regime] < 3 {
			t.Errorf("%q is said %d times", regime, said[regime])
		}
	}
	t.Log(said)
}

func TestInfluencePictures(t *testing.T) {
	r := scaledRun(t, 12, 6, 4, PyTorchWeights, 1)
	in := influence(t, r)
	picture := in.Picture()
	m := picture.Pixels(100, 100, &bluered)
	if m.Columns != 12 || m.Rows != 13 {
		t.Fatalf("%d × %d", m.Columns, m.Rows)
	}
	for column := range m.Columns {
		for row := range m.Rows {
			opaque := m.RGBA[4*(row*m.Columns+column)+3]
			if want := uint8(255 * b2i(column+1 >= row)); opaque != want {
				t.Errorf("s = %d, t = %d: opacity %d", row, column+1, opaque)
			}
		}
	}
	if n := strings.Count(picture.Cells(), "<rect "); n != 12*13/2+12 {
		t.Errorf("%d cells", n)
	}

	// With fewer rows and columns than steps.
	r = scaledRun(t, 1001, 2, 4, PyTorchWeights, 1)
	in = influence(t, r)
	if in.Stride == 1 || in.Columns == 1001 {
		t.Fatalf("every step of 1001 is there")
	}
	if note := in.Note(english); note != "a row for every 10 steps s, a column for every 5 steps t" {
		t.Error(note)
	}
	if !strings.Contains(in.SourceAxis(3), ">500<") {
		t.Error(in.SourceAxis(3))
	}
}

func TestInfluenceScale(t *testing.T) {
	inf, nan := math.Inf(-1), math.NaN()
	for _, c := range []struct {
		logs []float64
		want float64
		ends string
	}{
		{[]float64{0, nan}, 1, "10 10⁻¹"}, {[]float64{inf, 0.4}, 1, "10 10⁻¹"}, {[]float64{-1.1, 1}, 2, "10² 10⁻²"},
		{[]float64{-4.2, nan}, 6, "10⁶ 10⁻⁶"}, {[]float64{11, -3}, 12, "10¹² 10⁻¹²"}, {[]float64{-800}, 16, "10¹⁶ 10⁻¹⁶"},
	} {
		in := &Influence{Log: c.logs, of: &Run{}}
		if got := in.Scale(); got != c.want {
			t.Errorf("%v: %g, want %g", c.logs, got, c.want)
		}
		for _, end := range strings.Fields(c.ends) {
			if !strings.Contains(in.ScaleLabels(), ">"+end+"<") {
				t.Errorf("%v: no %s in %s", c.logs, end, in.ScaleLabels())
			}
		}
	}
}

func TestFromLog(t *testing.T) {
	for log, want := range map[float64]string{
		math.Inf(-1): "0", 0: "1.00", 2: "100", -2: "0.0100", math.Log10(0.0123): "0.0123", -30: "1.00 × 10⁻³⁰",
		math.Log10(3.25) + 400: "3.25 × 10⁴⁰⁰", math.Log10(9.999) - 8: "1.00 × 10⁻⁷", math.Log10(12345): "12345",
	} {
		if got := fromLog(log); got != want {
			t.Errorf("10^%g: %s, want %s", log, got, want)
		}
	}
}

// Too large says what would fit.
func TestInfluenceTooLargeWords(t *testing.T) {
	r := flatRun(1000, 200, 0.5)
	r.Wh = make([]float64, 200*200)
	_, err := r.StartInfluence()
	large, ok := err.(*InfluenceTooLarge)
	if !ok {
		t.Fatal(err)
	}
	for _, texts := range []Strings{english, korean} {
		words := large.Words(texts)
		for _, n := range []int{1000, 200, large.FitTimesteps, large.FitHidden} {
			if !strings.Contains(words, groupDigits(int64(n))) {
				t.Errorf("no %d in %s", n, words)
			}
		}
	}
	t.Log(large.Words(english))
}

// What would fit is said of the hidden size, of which the state of an LSTM has twice as many.
func TestInfluenceTooLargeForAnLSTM(t *testing.T) {
	s := Default()
	s.Cell, s.Weights, s.Timesteps, s.HiddenSize = LSTMCell, PyTorchWeights, 400, 64
	_, err := compute(t, s).StartInfluence()
	large, ok := err.(*InfluenceTooLarge)
	if !ok || large.HiddenSize != 64 || !influenceFits(400, 2*large.FitHidden) || influenceFits(400, 2*large.FitHidden+2) {
		t.Errorf("%+v", large)
	}
}

// A reverse pass begins with the last step.
func TestInfluenceWordsOfAReversePass(t *testing.T) {
	s := Default()
	s.Bidirectional, s.Reverse = true, true
	in := influence(t, compute(t, s))
	if words, from := in.Words(english), 11-in.Lifetime[0]; !strings.HasPrefix(words, "Vanishing: ‖∂h₁/∂h₀‖") || !strings.Contains(words, "From t = "+strconv.Itoa(from)+" on") {
		t.Errorf("%d: %s", from, words)
	}
	s.Weights, s.Gain = IdentityWeights, 0
	in = influence(t, compute(t, s))
	if words := in.Words(english); !strings.Contains(words, "is exactly 0, from t = 10 on") {
		t.Error(words)
	}
}
