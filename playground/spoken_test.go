package playground

import (
	"math"
	"strings"
	"testing"

	"github.com/rnn-playground/rnn-playground/rnn"
)

// handMade is a run with these states (T, H), and sums that give them.
func handMade(H int, states ...float64) *Run {
	r := &Run{Timesteps: len(states) / H, InputSize: 1, HiddenSize: H, H: states, A: make([]float64, len(states))}
	for i, h := range states {
		r.A[i] = math.Atanh(h)
		r.LargestSum = max(r.LargestSum, math.Abs(r.A[i]))
		r.SaturatedCount += b2i(math.Abs(h) > Saturated)
	}
	r.X = make([]float64, r.Timesteps)
	for t := range r.X {
		r.X[t] = float64(t) - 1
	}
	return r
}

// saidOf is what is said in an element.
func saidOf(said []Fragment, id string) string {
	for _, f := range said {
		if f.ID == id {
			return f.HTML
		}
	}
	return "nothing"
}

// TestSpokenOfTheStates: each picture over the time axis in words, of runs that are small
// enough to be looked at.
func TestSpokenOfTheStates(t *testing.T) {
	mostlyPinned := handMade(4,
		0.995, 0.2, 0.9999, 0.995,
		0.996, 0.995, 0.9999, 0.996,
		0.997, 0.995, 0.9999, 0.41,
		0.998, 0.995, 0.9999, 0.997)
	alternating := handMade(2, 0.5, 0.1, -0.5, 0.1, 0.5, 0.1, -0.5, 0.1)
	quiet := handMade(1, 0.9, 0.3, 0.31, 0.32, 0.32)
	for _, c := range []struct {
		name, id, en, ko string
		run              *Run
		unit             int
	}{
		{"72 of 80 kind", "heatmap-said",
			"14 of 16 states (87.5 %) got pinned at 1 (h &gt; 0.99); units 0, 2 at every step. Lowest is 0.2 (unit 1, t = 1), highest 0.999 (unit 2, t = 1). The states go on changing until the end.",
			"상태 16개 중 14개(87.5 %)가 1에 붙어 있습니다(h &gt; 0.99). 유닛 0, 2에서는 모든 시점에 그렇습니다. 가장 작은 값은 0.2(유닛 1, t = 1), 가장 큰 값은 0.999(유닛 2, t = 1)입니다. 상태가 끝까지 계속 바뀝니다.",
			mostlyPinned, 0},
		{"a unit that falls once", "lines-said",
			"Unit 1 moves most, between 0.2 and 0.995, unit 2 least, between 0.999 and 0.999. Unit 3, which is chosen, goes from 0.995 at t = 1 to 0.997 at t = 4, and turns 1 × on its way.",
			"가장 많이 움직이는 것은 유닛 1(0.2에서 0.995 사이), 가장 적게 움직이는 것은 유닛 2(0.999에서 0.999 사이)입니다. 고른 유닛 3의 선은 t = 1에서 0.995, t = 4에서 0.997입니다. 도중에 방향이 1번 바뀝니다.",
			mostlyPinned, 3},
		{"the sums of it", "sums-said",
			"Lowest is 0.203 (unit 1, t = 1), highest 4.95 (unit 2, t = 1). 14 of 16 lie beyond ±2.65, where tanh is flat.",
			"가장 작은 값은 0.203(유닛 1, t = 1), 가장 큰 값은 4.95(유닛 2, t = 1)입니다. 16개 중 14개가 ±2.65를 넘어, tanh가 평평한 곳에 있습니다.",
			mostlyPinned, 0},
		{"a unit that turns at each step", "lines-said",
			"Unit 0 moves most, between −0.5 and 0.5, unit 1 least, between 0.1 and 0.1. Unit 0, which is chosen, goes from 0.5 at t = 1 to −0.5 at t = 4, and turns 2 × on its way.",
			"", alternating, 0},
		{"a unit that is level", "lines-said",
			"Unit 0 moves most, between −0.5 and 0.5, unit 1 least, between 0.1 and 0.1. Unit 1, which is chosen, goes from 0.1 at t = 1 to 0.1 at t = 4, all but level.",
			"", alternating, 1},
		{"a state that comes to rest", "heatmap-said",
			"None of the 5 states has |h| &gt; 0.99: h lies between 0.30 and 0.90. Lowest is 0.3 (unit 0, t = 2), highest 0.9 (unit 0, t = 1). From t = 2 on each unit stays within 0.05 of where it ends.",
			"", quiet, 0},
		{"one unit that falls, then rises by less than is seen", "lines-said",
			"Unit 0, which is chosen, goes from 0.9 at t = 1 to 0.32 at t = 5, and turns 1 × on its way.", "", quiet, 0},
		{"one state", "lines-said", "Unit 0, which is chosen, is −0.999.", "고른 유닛 0의 값은 −0.999입니다.", handMade(1, -0.99999), 0},
		{"zero states", "heatmap-said", "None of the 2 states has |h| &gt; 0.99: every h is exactly 0.", "", handMade(2, 0, 0), 0},
		{"rising", "lines-said", "Unit 0, which is chosen, goes from 0.1 at t = 1 to 0.3 at t = 3, rising all the way.", "", handMade(1, 0.1, 0.2, 0.3), 0},
		{"falling", "lines-said", "Unit 0, which is chosen, goes from 0.3 at t = 1 to 0.1 at t = 3, falling all the way.", "", handMade(1, 0.3, 0.2, 0.1), 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := State{Look: Look{Step: 1, Unit: c.unit}, Setting: Setting{Timesteps: c.run.Timesteps, HiddenSize: c.run.HiddenSize}}
			for lang, want := range map[Lang]string{English: c.en, Korean: c.ko} {
				if got := saidOf(c.run.Spoken(s, StringsIn(lang)), c.id); want != "" && got != want {
					t.Errorf("%s:\n%s\nwant\n%s", lang, got, want)
				}
			}
		})
	}
}

func TestSpokenOfTheInputs(t *testing.T) {
	for _, c := range []struct {
		name string
		rows int
		x    []float64
		want string
	}{
		{"both signs", 2, []float64{0.5, -1, 2, 0.25}, "2 rows over 2 steps: lowest is −1 (row 1, t = 1), highest 2 (row 0, t = 2). 1 of 4 are negative."},
		{"positive", 1, []float64{0.5, 0.25}, "1 row over 2 steps: lowest is 0.25 (row 0, t = 2), highest 0.5 (row 0, t = 1). None is negative."},
		{"nothing", 2, []float64{0, 0, 0, 0}, "4 values, each exactly 0."},
		{"always the same", 1, []float64{0.7, 0.7}, "2 values, each 0.7."},
		{"an impulse", 2, []float64{1, 2, 0, 0, 0, 0}, "2 rows over 3 steps: lowest is 0 (row 0, t = 2), highest 2 (row 1, t = 1). None is negative. Only t = 1 has anything but 0."},
		{"a step in the middle", 1, []float64{0, 0, 3, 4}, "1 row over 4 steps: lowest is 0 (row 0, t = 1), highest 4 (row 0, t = 4). None is negative. Only from t = 3 to t = 4 there is anything but 0."},
		{"holes", 1, []float64{1, 0, 2}, "1 row over 3 steps: lowest is 0 (row 0, t = 2), highest 2 (row 0, t = 3). None is negative. 1 of 3 are exactly 0."},
		{"characters", 3, []float64{1, 0, 0, 0, 0, 1, 1, 0, 0}, "At each of 3 steps one of 3 rows is 1, and all others are 0."},
	} {
		r := &Run{Timesteps: len(c.x) / c.rows, InputSize: c.rows, X: c.x}
		if got := r.spokenInputs(english); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestSpokenOfGates(t *testing.T) {
	r := &Run{Timesteps: 2, HiddenSize: 2, Kind: rnn.LSTM, Setting: Setting{Network: Network{Cell: LSTMCell}},
		Gates: [][]float64{{0.1, 0.2, 0.3, 0.4}, {0.9, 0.5, 0.7, 0.1}, {-1, 0, 0.5, 0.25}, {0.5, 0.5, 0.5, 0.5}},
		C:     []float64{1, 2, -3, 4}, H: make([]float64, 4)}
	const want = "i is between 0.1 and 0.4, on average 0.25; f is between 0.1 and 0.9, on average 0.55; g is between −1 and 0.5, on average −0.0625; " +
		"o is between 0.5 and 0.5, on average 0.5; c is between −3 and 4, on average 1. Unit 0 keeps most, with a mean f of 0.8, unit 1 least, with 0.3."
	if got := r.spokenSums(english); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	many := &Run{Timesteps: 1, HiddenSize: mostSpoken + 1, Kind: rnn.LSTM, Gates: make([][]float64, 4), C: []float64{2.5}, H: make([]float64, mostSpoken+1)}
	if got := many.spokenGates(english); !strings.HasSuffix(got, "no value larger than 2.5 in size.") {
		t.Error(got)
	}
	r.gradient = true
	r.Gates[2][3] = -1e-9
	if got := r.spokenGates(english); got != "i at most 0.4 in size; f at most 0.9 in size; g at most 1 in size; o at most 0.5 in size; c at most 4 in size." {
		t.Error(got)
	}
}

// Of many units the quartiles are told: here those of 0.01 … 0.4, and of their negatives.
func TestSpokenOfBands(t *testing.T) {
	const H = 40
	states := make([]float64, 2*H)
	for j := range H {
		states[j], states[H+j] = 0.01*float64(H-j), -0.01*float64(j+1)
	}
	const want = "The median of 40 units goes from 0.2 at t = 1 to −0.21 at t = 2, where the middle half lies between −0.31 and −0.11."
	if got := handMade(H, states...).spokenLines(0, english); !strings.HasPrefix(got, want) {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

func TestSpokenOfGradients(t *testing.T) {
	for want, values := range map[string][]float64{
		"Largest is −4 (row 1, t = 3). Over all rows the size is largest at t = 3, 5.00, and smallest at t = 1, 1.00 × 10⁻⁷.":                          {0, 1e-7, 0.1, 0, 3, -4},
		"Largest is 2 (row 0, t = 2). Over all rows the size is largest at t = 2, 2.00, and smallest at t = 1, 1.00. At 1 of 3 steps it is exactly 0.": {1, 0, 2, 0, 0, 0},
		"4 values, each exactly 0.":    {0, 0, 0, 0},
		"Largest is 1 (row 0, t = 1).": {1, 0},
	} {
		if got := spokenGradient(values, 2, english); got != want {
			t.Errorf("%v:\n%s\nwant\n%s", values, got, want)
		}
	}
}

func TestSpokenOfTheDifference(t *testing.T) {
	r := handMade(2, 0.5, 0.9, 0.25, 0.75)
	r.Other = handMade(2, 0.5, -0.9, 0.5, 0.25)
	said := r.Spoken(State{Look: Look{Step: 1, Unit: 1}, Setting: Setting{Timesteps: 2, HiddenSize: 2}}, english)
	for id, want := range map[string]string{
		"difference-said": "Lowest is −1.8 (unit 1, t = 1), highest 0.25 (unit 0, t = 2). 1 of 4 are more than 0.5 apart; the mean difference is 0.637.",
		"other-said":      "None of the 4 states has |h| &gt; 0.99: h lies between −0.90 and 0.50. Lowest is −0.9 (unit 1, t = 1), highest 0.5 (unit 0, t = 1). The states go on changing until the end.",
		"lines-said": "A: Unit 0 moves most, between 0.25 and 0.5, unit 1 least, between 0.75 and 0.9. Unit 1, which is chosen, goes from 0.9 at t = 1 to 0.75 at t = 2, falling all the way." +
			" B: Unit 1 moves most, between −0.9 and 0.25, unit 0 least, between 0.5 and 0.5. Unit 1, which is chosen, goes from −0.9 at t = 1 to 0.25 at t = 2, rising all the way.",
		"inputs-said": "", "sums-said": "",
	} {
		if got := saidOf(said, id); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", id, got, want)
		}
	}
}

func TestSpokenOfMatrices(t *testing.T) {
	for _, c := range []struct {
		columns int
		values  []float64
		want    string
	}{
		{3, []float64{1, -2, 3, 4, 5, 6}, "2 rows, 3 columns: lowest is −2 (row 0, column 1), highest 6 (row 1, column 2). 1 of 6 are negative."},
		{1, []float64{0.5, 0.25}, "2 rows, 1 column: lowest is 0.25 (row 1, column 0), highest 0.5 (row 0, column 0). None is negative."},
		{1, []float64{0, 0, 0}, "3 values, each exactly 0."},
		{1, []float64{0.5, 0.5}, "2 values, each 0.5."},
		{2, []float64{0.9, 0, 0, 0.9}, "Only the 2 on the diagonal are not 0: each is 0.9."},
		{2, []float64{0.9, 0, 0, 0.8}, "2 rows, 2 columns: lowest is 0 (row 0, column 1), highest 0.9 (row 0, column 0). None is negative."},
		{1, make([]float64, mostSpoken+1), "200,001 rows, 1 column, no value larger than 0 in size."},
	} {
		if got := spokenMatrix(c.values, c.columns, english); got != c.want {
			t.Errorf("%s\nwant\n%s", got, c.want)
		}
	}
	s, _ := ParseLink("edits=Wx:0:1:-3,b:1:0:7")
	said := compute(t, s).SpokenMatrices(english)
	if !strings.Contains(said[0].HTML, "lowest is −3 (row 0, column 1)") || !strings.HasSuffix(said[0].HTML, "1 changed by hand.") ||
		!strings.Contains(said[2].HTML, "highest 7 (row 1, column 0)") || said[3].HTML != "8 values, each exactly 0." {
		t.Error(said)
	}
	s, _ = ParseLink("cell=LSTM&hidden-size=3")
	if said := compute(t, s).SpokenMatrices(english); said[3].HTML != "3 values, each exactly 0." || !strings.HasPrefix(said[1].HTML, "12 rows, 3 columns") {
		t.Error(said)
	}
}

func TestSpokenOfSaturation(t *testing.T) {
	r := handMade(2, 0.2, 0.995, 0.999, 0.999)
	n := r.Saturations()
	for got, want := range map[string]string{
		n.SpokenSteps(english): "Of the units 50.0 % are past 0.99 at t = 1, the fewest, and 100 % at t = 2, the most. The mean slope is largest at t = 1, 0.485, and smallest at t = 2, 0.00200.",
		n.SpokenUnits(english): "At 50.0 % of the steps unit 0 is past 0.99, the fewest, and at 100 % unit 1, the most. The mean slope of unit 0 is largest, 0.481, that of unit 1 smallest, 0.00599.",
	} {
		if got != want {
			t.Errorf("%s\nwant\n%s", got, want)
		}
	}
	same := handMade(1, 0.5, 0.5).Saturations()
	if got := same.SpokenSteps(english); got != "At every step 0 % of the units are past 0.99." {
		t.Error(got)
	}
}

// TestSpokenOfTheInfluence: with one unit a product of slopes and weights, by hand.
func TestSpokenOfTheInfluence(t *testing.T) {
	r := handMade(1, 0.5, 0.5, 0.5) // slope 0.75
	r.Wh, r.H0 = []float64{0.1}, []float64{0}
	in := influence(t, r)
	const want = "On the diagonal, s = t, it is 1.00. Beside it the largest is 0.0750, from s = 0 to t = 1, the smallest 0.000422, from s = 0 to t = 3." +
		" Of a change before the first step less than 1 % is left after 2 steps."
	if got := in.Spoken(english); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	r.Wh[0] = 2
	if in = influence(t, r); !strings.HasSuffix(in.Spoken(english), "more than 1 % is left at the end.") {
		t.Error(in.Spoken(english))
	}
}

func TestSpokenOfTheCurve(t *testing.T) {
	for _, c := range []struct {
		of   activation
		a, h float64
		want string
	}{
		{tanhActivation, 3, math.Tanh(3), "At 3 tanh gives 0.995, with slope 0.00987: it is flat there, and hardly any change gets through."},
		{tanhActivation, -0.1, math.Tanh(-0.1), "At −0.1 tanh gives −0.0997, with slope 0.99: that is about as steep as it gets."},
		{tanhActivation, 1, math.Tanh(1), "At 1 tanh gives 0.762, with slope 0.42."},
		{sigmaActivation, 0, 0.5, "At 0 σ gives 0.5, with slope 0.25: that is about as steep as it gets."},
		{reluActivation, -2, 0, "At −2 relu gives 0, with slope 0: it is flat there, and hardly any change gets through."},
	} {
		if got := c.of.spoken(c.a, c.h, english); got != c.want {
			t.Errorf("%s\nwant\n%s", got, c.want)
		}
	}
}

// TestSpokenInEveryState: whatever a link makes, there are words for every picture, and in
// them no number that is none.
func TestSpokenInEveryState(t *testing.T) {
	for _, link := range []string{
		"", "timesteps=1&hidden-size=1&input-size=1", "cell=RNN_RELU&weights=normal&gain=10", "cell=LSTM", "cell=GRU&num-layers=2&bidirectional=true",
		"compare=LSTM", "hidden-size=40&timesteps=50", "inputs=words&text=a+b+a", "inputs=impulse&weights=identity&gain=0", "view=backward",
		"view=backward&cell=LSTM&target=pattern", "cell=GRU&view=backward&num-layers=3&target=state&t=2", "hidden-size=300&timesteps=1000",
	} {
		s, _ := ParseLink(link)
		r := compute(t, s)
		if s.Way == Backward {
			job, err := r.StartGradient(s)
			if err != nil {
				t.Fatal(err)
			}
			for job.Step(math.Inf(1)) == nil {
			}
		}
		for _, lang := range []Lang{Korean, English} {
			texts := StringsIn(lang)
			said := r.Pictured(s).Spoken(s, texts)
			matrices := r.Pictured(s).SpokenMatrices(texts)
			said = append(said, matrices[:]...)
			if target := (Target{r.Timesteps, -1}); !s.Plain() || link == "" {
				if job, err := StartCells(s, r, target); err == nil {
					var cells *ThreeCells
					for cells == nil {
						cells = job.Step(math.Inf(1))
					}
					for _, gates := range AllGates {
						said = append(said, Fragment{"bands " + string(gates), cells.SpokenBands(gates, texts)})
					}
					said = append(said, Fragment{"gradient", cells.SpokenGradient(texts)})
				}
			}
			for _, f := range said {
				compared := f.ID == "other-said" || f.ID == "difference-said"
				shown := compared == (r.Other != nil) || f.ID == "heatmap-said" || f.ID == "lines-said" || !strings.HasSuffix(f.ID, "-said") || len(f.ID) <= len("Wx-said")
				if shown != (f.HTML != "") {
					t.Errorf("%s, %s: %q", link, f.ID, f.HTML)
				}
				if strings.Contains(f.HTML, "NaN") || strings.Contains(f.HTML, "Inf") || strings.Contains(f.HTML, "{") || strings.Contains(f.HTML, "<") {
					t.Errorf("%s, %s: %q", link, f.ID, f.HTML)
				}
				if sentences := strings.Count(f.HTML, ". ") + 1; sentences > 5 && f.ID != "lines-said" || len([]rune(f.HTML)) > 460 {
					t.Errorf("%s, %s says too much: %q", link, f.ID, f.HTML)
				}
			}
		}
	}
}
