package playground

import (
	"math"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rnn-playground/rnn-playground/rnn"
)

func TestSaturations(t *testing.T) {
	for seed := range uint32(30) {
		r := scaledRun(t, 1+int(seed)*3%20, 1+int(seed)*7%13, seed, AllWeights[seed%2], float64(1+seed%4))
		s := r.Saturations()
		check := func(what string, at int, share, slope float64, states []float64) {
			t.Helper()
			pinned, slopes := 0, 0.0
			for _, h := range states {
				pinned += b2i(math.Abs(h) > 0.99)
				slopes += 1 - h*h
			}
			n := float64(len(states))
			if share != float64(pinned)/n || math.Abs(slope-slopes/n) > 1e-15 {
				t.Errorf("seed %d, %s %d: %g and %g, want %g and %g", seed, what, at, share, slope, float64(pinned)/n, slopes/n)
			}
		}
		for unit := range r.HiddenSize {
			var states []float64
			for step := 1; step <= r.Timesteps; step++ {
				states = append(states, r.At(step, unit))
			}
			check("unit", unit, s.UnitShare[unit], s.UnitSlope[unit], states)
		}
		for step := range r.Timesteps {
			check("step", step+1, s.StepShare[step], s.StepSlope[step], r.H[step*r.HiddenSize:(step+1)*r.HiddenSize])
		}
		if len(s.UnitShare) != r.HiddenSize || len(s.UnitSlope) != r.HiddenSize || len(s.StepShare) != r.Timesteps || len(s.StepSlope) != r.Timesteps {
			t.Error("other lengths")
		}
	}
	run := compute(t, Default())
	if n := testing.AllocsPerRun(10, func() { run.Saturations() }); n > 1 {
		t.Errorf("%g allocations", n)
	}
}

// nearOne by e^x as a sum of its terms in 200 bits.
func nearOne(a float64) float64 {
	bits := func(v float64) *big.Float { return new(big.Float).SetPrec(200).SetFloat64(v) }
	x, term, sum := bits(2*math.Abs(a)), bits(1), bits(1)
	for n := 1; n < 400; n++ {
		term.Quo(term.Mul(term, x), bits(float64(n)))
		sum.Add(sum, term)
	}
	// log10 of (e^{2|a|}+1)/2 = 1 + rest
	rest, _ := sum.Quo(sum.Sub(sum, bits(1)), bits(2)).Float64()
	return math.Copysign(min(math.Log1p(rest)/math.Ln10/16, 1), a)
}

func TestNearOne(t *testing.T) {
	largest := 0.0
	for _, a := range []float64{1e-12, 1e-5, 0.001, 0.1, 0.5, 1, 2, 3.7, 8, 12, 17, 18.7, 18.8, 19.9} {
		for _, a := range []float64{a, -a} {
			d := math.Abs(NearOne(a)/nearOne(a) - 1)
			if largest = max(largest, d); d > 1e-14 {
				t.Errorf("%g: %v, want %v", a, NearOne(a), nearOne(a))
			}
			// As long as h has digits for it, the definition itself.
			if h := math.Tanh(a); math.Abs(a) < 2 {
				if want := math.Copysign(-math.Log10(1-math.Abs(h))/16, a); math.Abs(NearOne(a)-want) > 1e-15 {
					t.Errorf("%g: %v, by 1 − |h| %v", a, NearOne(a), want)
				}
			}
		}
	}
	t.Logf("largest relative difference %.2g", largest)
	for a, want := range map[float64]float64{0: 0, 19: 1, -19: -1, 400: 1, 1e308: 1, math.Inf(-1): -1} {
		if got := NearOne(a); got != want {
			t.Errorf("%g: %g, want %g", a, got, want)
		}
	}
	before := -1.0
	for a := -21.0; a < 21; a += 1.0 / 64 {
		if NearOne(a) < before {
			t.Errorf("falls at %g", a)
		}
		before = NearOne(a)
	}
}

// States that all are ±1 to the last digit still differ.
func TestStatesNearOne(t *testing.T) {
	r := &Run{Timesteps: 1, HiddenSize: 4, A: []float64{-17.5, 0, 15, 18.3}, H: []float64{-1, 0, 1, 1}}
	picture := r.StatesNearOne()
	m := picture.Pixels(1, 4, &bluered)
	for row, share := range []float64{-nearOne(17.5), 0, nearOne(15), nearOne(18.3)} {
		end := bluered.Positive
		if share < 0 {
			end = bluered.Negative
		}
		for c, got := range m.at(0, row) {
			zero := float64(bluered.Zero[c])
			if want := zero + (float64(end[c])-zero)*math.Abs(share); math.Abs(float64(got)-want) > 1 {
				t.Errorf("row %d: %v, want %.1f", row, m.at(0, row), want)
			}
		}
	}
	if m.at(0, 2) == m.at(0, 3) {
		t.Error("two states are one colour")
	}
	if cells := picture.Cells(); !strings.Contains(cells, `<rect class="n" x="0" y="0" width="1" height="1" fill-opacity="0.931"/>`) {
		t.Error(cells)
	}
	texts := func(labels string) string {
		var out []string
		for _, m := range regexp.MustCompile(`>([^<]+)<`).FindAllStringSubmatch(labels, -1) {
			out = append(out, m[1])
		}
		return strings.Join(out, " ")
	}
	if got := texts(NearOneLabels(true)); got != "10⁻¹⁶ 10⁻¹² 10⁻⁸ 10⁻⁴ 1 10⁻⁴ 10⁻⁸ 10⁻¹² 10⁻¹⁶" {
		t.Error(got)
	}
	if got := texts(NearOneLabels(false)); got != "10⁻¹⁶ 10⁻⁸ 1 10⁻⁸ 10⁻¹⁶" {
		t.Error(got)
	}
}

// What is not there is transparent, alone and in blocks, and does not hide the rest.
func TestHeatmapWithoutAValue(t *testing.T) {
	nan := math.NaN()
	p := Picture{Values: []float64{nan, 1, math.Inf(-1), nan}, Steps: 2, Rows: 2, Scale: 1}
	m := p.Pixels(10, 10, &bluered)
	for i, want := range []uint8{0, 255, 255, 0} {
		if got := m.RGBA[4*i+3]; got != want { // rows first
			t.Errorf("pixel %d: opacity %d", i, got)
		}
	}
	if m.at(1, 0) != bluered.Negative || m.at(0, 1) != bluered.Positive {
		t.Error("other colours")
	}
	if cells := p.Cells(); strings.Count(cells, "<rect ") != 2 || strings.Count(cells, `fill-opacity="1"`) != 2 {
		t.Error(cells)
	}

	p = Picture{Steps: 400, Rows: 400, Scale: 1, Values: make([]float64, 400*400)}
	for i := range p.Values {
		if i%400 > i/400 {
			p.Values[i] = nan
		}
	}
	p.Values[7*400+3] = math.Inf(-1)
	m = p.Pixels(20, 40, &bluered)
	for column := range 20 {
		for row := range 40 {
			opaque := m.RGBA[4*(row*20+column)+3] == 255
			if want := row/2 <= column; opaque != want {
				t.Errorf("column %d, row %d: there %t", column, row, opaque)
			}
		}
	}
	if m.at(0, 1) != bluered.Negative || m.at(0, 0) != bluered.Zero {
		t.Errorf("the first block is %v over %v", m.at(0, 0), m.at(0, 1))
	}
}

// TestReLUHasItsOwnSlope: 1 − h² is no slope of relu, and where h is large the bars of it
// would be drawn as far as there are numbers.
func TestReLUHasItsOwnSlope(t *testing.T) {
	r := &Run{Kind: rnn.RNNReLU, Timesteps: 2, HiddenSize: 2, H: []float64{0, 1e28, 0.5, 1e29}}
	n := r.Saturations()
	if !slices.Equal(n.UnitSlope, []float64{0.5, 1}) || !slices.Equal(n.StepSlope, []float64{0.5, 1}) {
		t.Errorf("mean slopes %g of units, %g of steps", n.UnitSlope, n.StepSlope)
	}
	if text := n.UnitAndStep(0, 2, english); text != "Bars: share past 0.99, line: mean slope relu′. Unit 0: 0 %, 0.500. Step 2: 50.0 %, 1.00." {
		t.Error(text)
	}
	for _, number := range regexp.MustCompile(`-?\d+`).FindAllString(Bars(n.UnitShare, n.UnitSlope), -1) {
		if len(number) > 5 {
			t.Errorf("drawn to %s", number)
		}
	}
	s, _ := ParseLink("cell=RNN_RELU")
	if r := compute(t, s); r.SlopeSum != 80 {
		t.Errorf("the slopes of 80 states come to %g", r.SlopeSum)
	}
}
