package playground

import (
	"math"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rnn-playground/rnn-playground/rnn"
)

// The listed terms, added in the order of the sum, are the pre-activation, and
// its tanh is the state: exactly, for any state of any run.
func TestTermsAddUp(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		s := Default()
		s.Timesteps, s.InputSize, s.HiddenSize = 1+random.IntN(30), 1+random.IntN(40), 1+random.IntN(40)
		s.Seed = random.Uint32()
		randomRest(t, random, &s)
		run := compute(t, s)
		step, unit := 1+random.IntN(s.Timesteps), random.IntN(s.HiddenSize)
		if run.Kind.Gates() > 1 {
			testGatesAddUp(t, run, step, unit)
			continue
		}
		at := run.Inspect(step, unit)
		if len(at.Terms) != run.InputSize+s.HiddenSize {
			t.Fatalf("%s: %d terms", s.Link(), len(at.Terms))
		}
		sum := at.Bias
		for _, term := range at.Terms {
			sum += term.Product()
		}
		if sum != at.Sum || at.activation.f(sum) != at.State || at.State != run.At(step, unit) {
			t.Errorf("%s, h_%d[%d]: terms add up to %v, a is %v; %s %v, h is %v", s.Link(), step, unit, sum, at.Sum, at.activation.name, at.activation.f(sum), at.State)
		}
	}
}

// The terms of each gate add up to what its function makes the gate of, and the gates
// make the state.
func testGatesAddUp(t *testing.T, r *Run, step, unit int) {
	t.Helper()
	value := map[Gate]float64{}
	for _, gate := range r.Setting.Cell.Gates() {
		at := r.InspectGate(step, unit, gate)
		if value[gate] = at.State; gate == "c" {
			continue
		}
		sum := at.Bias
		for _, term := range at.Terms {
			sum += term.Product()
		}
		size := math.Abs(at.Bias)
		for _, term := range at.Terms {
			size += math.Abs(term.Product())
		}
		if math.Abs(sum-at.Sum) > 1e-13*size {
			t.Errorf("%s, %s: terms add up to %v, want %v", r.Setting.Cell, at.name(), sum, at.Sum)
		}
		want := at.Sum
		if at.activation.f != nil {
			want = at.activation.f(at.Sum)
		}
		if math.Abs(want-at.State) > 1e-14*max(1, math.Abs(want)) {
			t.Errorf("%s, %s: %v of %v is %v, the gate is %v", r.Setting.Cell, at.name(), at.activation.name, at.Sum, want, at.State)
		}
	}
	place := (step-1)*r.HiddenSize + unit
	want := 0.0
	if r.Kind == rnn.LSTM {
		c := value["f"]*r.valueBefore(r.C, r.C0, step, unit) + value["i"]*value["g"]
		if math.Abs(c-value["c"]) > 1e-14*max(1, math.Abs(c)) || value["c"] != r.C[place] {
			t.Errorf("c is %v, want %v", value["c"], c)
		}
		want = value["o"] * math.Tanh(c)
	} else {
		want = (1-value["z"])*value["n"] + value["z"]*r.valueBefore(r.H, r.H0, step, unit)
	}
	if got := r.InspectGate(step, unit, "").State; math.Abs(got-want) > 1e-14*max(1, math.Abs(want)) || got != r.H[place] {
		t.Errorf("%s of %s: h is %v, want %v", r.Setting.Cell, r.Setting.Cell, got, want)
	}
}

var (
	tags      = regexp.MustCompile(`<[^>]*>`)
	listedRow = regexp.MustCompile(`<tr class="(\w+)"><th scope="row"(?: colspan="2")?>([^<]*?) ?<.*?<td data-value="([^"]*)"><span>([^<]*)</span></td>`)
)

func TestInspectorLists(t *testing.T) {
	run := compute(t, Default())
	html := run.Inspect(2, 5).HTML(TermsGiven, english)
	rows := listedRow.FindAllStringSubmatch(html, -1)
	if len(rows) != 1+4+8 {
		t.Fatalf("%d rows, want b, 4 inputs and 8 units", len(rows))
	}
	for i, want := range map[int]string{0: "b[5]", 1: "x₂[0]", 4: "x₂[3]", 5: "h₁[0]", 12: "h₁[7]"} {
		if rows[i][2] != want {
			t.Errorf("row %d is %s, want %s", i, rows[i][2], want)
		}
	}
	sum := 0.0
	for _, row := range rows {
		v, err := strconv.ParseFloat(row[3], 64)
		if err != nil {
			t.Fatal(err)
		}
		shown, _ := strconv.ParseFloat(strings.NewReplacer("−", "-", "\u2007", "").Replace(row[4]), 64)
		if math.Abs(shown-v) > 5.01e-9 {
			t.Errorf("%s shows %s for %v", row[2], row[4], v)
		}
		sum += v
	}
	if want := run.Inspect(2, 5).Sum; sum != want {
		t.Errorf("the listed products add up to %v, want %v", sum, want)
	}

	sizes := listedRow.FindAllStringSubmatch(run.Inspect(2, 5).HTML(TermsBySize, english), -1)
	for i := 2; i < len(sizes); i++ {
		a, _ := strconv.ParseFloat(sizes[i-1][3], 64)
		b, _ := strconv.ParseFloat(sizes[i][3], 64)
		if math.Abs(a) < math.Abs(b) {
			t.Errorf("%s before %s", sizes[i-1][2], sizes[i][2])
		}
	}

	exact := run.Inspect(2, 5).HTML(TermsExact, english)
	at := run.Inspect(2, 5)
	for _, term := range at.Terms {
		for _, v := range []float64{term.Weight, term.Value, term.Product()} {
			if digits := strconv.FormatFloat(v, 'g', -1, 64); !strings.Contains(tags.ReplaceAllString(exact, " "), digits) {
				t.Errorf("every digit wanted, and no %s", digits)
			}
		}
	}
}

// Of many terms the largest are listed, and the rest is one more, with its sum.
func TestInspectorSumsTheRest(t *testing.T) {
	s := Default()
	s.InputSize, s.HiddenSize, s.Weights = 30, 100, PyTorchWeights
	at := compute(t, s).Inspect(7, 99)
	for _, order := range []Terms{TermsGiven, TermsBySize, TermsExact} {
		rows := listedRow.FindAllStringSubmatch(at.HTML(order, english), -1)
		if len(rows) != mostTerms+1 {
			t.Fatalf("%s: %d rows", order, len(rows))
		}
		if last := rows[len(rows)-1]; last[2] != "the other 113" {
			t.Errorf("%s: the last row is %q", order, last[2])
		}
		sum, least := 0.0, math.Inf(1)
		for i, row := range rows {
			v, _ := strconv.ParseFloat(row[3], 64)
			sum += v
			if i > 0 && i < len(rows)-1 {
				least = min(least, math.Abs(v))
			}
		}
		if math.Abs(sum-at.Sum) > 1e-14 {
			t.Errorf("%s: rows add up to %v, want %v", order, sum, at.Sum)
		}
		larger := 0
		for _, term := range at.Terms {
			if math.Abs(term.Product()) > least {
				larger++
			}
		}
		if larger >= mostTerms {
			t.Errorf("%s: %d terms are larger than the least that is listed", order, larger)
		}
	}
}

func TestFirstStepHasNoPast(t *testing.T) {
	for _, term := range compute(t, Default()).Inspect(1, 3).Terms {
		if !term.Input && term.Value != 0 {
			t.Errorf("h_0[%d] is %v", term.Index, term.Value)
		}
	}
}

func TestSlopeAndSaturation(t *testing.T) {
	run := flatRun(2, 2, 0)
	copy(run.H, []float64{0, 0.5, -0.5, 1})
	want := []float64{1, 0.75, 0.75, 0}
	for i, h := range run.H {
		if got := Slope(h); got != want[i] {
			t.Errorf("slope at h = %v is %v, want %v", h, got, want[i])
		}
	}
	for v, want := range map[float64]string{0: "0", 1: "1.00", 0.703484: "0.703", 0.000762981: "0.000763", 1.1e-5: "0.0000110", 2.5e-9: "2.50 × 10⁻⁹", 1.23e-12: "1.23 × 10⁻¹²", 999_999: "999999", 1.5e9: "1.50 × 10⁹", 3e240: "3.00 × 10²⁴⁰"} {
		if got := significant(v); got != want {
			t.Errorf("significant(%v) = %q, want %q", v, got, want)
		}
	}
}

func TestSumScale(t *testing.T) {
	for largest, want := range map[float64]float64{0: 1, 0.77: 0.8, 1: 1, 1.2: 1.5, 7.3: 8, 8.1: 10, 1234: 1500, math.NaN(): 1} {
		r := &Run{LargestSum: largest}
		if got := r.SumScale(); math.Abs(got-want) > 1e-12*want {
			t.Errorf("scale of %v is %v, want %v", largest, got, want)
		}
	}
}

func TestNearestUnit(t *testing.T) {
	r := flatRun(1, 3, 0)
	copy(r.H, []float64{-0.5, 0.1, 0.9})
	for v, want := range map[float64]int{-1: 0, 0: 1, 0.4: 1, 0.6: 2, 1: 2} {
		if got := r.NearestUnit(1, v); got != want {
			t.Errorf("nearest to %v is unit %d, want %d", v, got, want)
		}
	}
	_, relu := ranFor(t, "cell=RNN_RELU&timesteps=6")
	for unit := range relu.HiddenSize {
		if got := relu.NearestUnit(6, relu.At(6, unit)/relu.StateScale()); got != unit {
			t.Errorf("nearest to the line of unit %d of relu is unit %d", unit, got)
		}
	}
}

// noNumber is where something is drawn at no number.
var noNumber = regexp.MustCompile(` (d|x|y|x1|x2|y1|y2|cx|cy|width|height)="[^"]*(Inf|NaN|922337)[^"]*"`)

// A relu without bounds leaves what a picture can show; the number is said all the same.
func TestInspectorBeyondAllNumbers(t *testing.T) {
	s := Default()
	s.Cell, s.Weights, s.Gain, s.Timesteps = ReLUCell, IdentityWeights, 10, 400
	run := compute(t, s)
	for step := 1; step <= s.Timesteps; step++ {
		html := run.Inspect(step, 0).HTML(TermsGiven, english)
		if d := noNumber.FindString(html); d != "" {
			t.Fatalf("step %d, state %v: %s", step, run.At(step, 0), d)
		}
	}
	if last := run.At(s.Timesteps, 0); math.Abs(last) <= math.MaxFloat64 {
		t.Errorf("the last state is %v", last)
	}
}

// All terms are all of them, up to more than a browser lays out at once.
func TestInspectorBoundsAll(t *testing.T) {
	s := Default()
	s.Timesteps, s.InputSize, s.HiddenSize, s.Terms = 3, 20, 1500, TermsAll
	s.Cell, s.Way = TanhCell, Backward
	run, back := gradientsIn(t, s)
	for name, html := range map[string]string{
		"state":    run.Inspect(2, 5).HTML(TermsAll, english),
		"gradient": back.HTML(run, 2, 5, "", TermsAll, english),
	} {
		if rows := strings.Count(html, "<tr"); rows > 200+6 || !regexp.MustCompile(`the other 1,\d{3}<`).MatchString(html) || strings.Contains(html, "all-terms") {
			t.Errorf("%s: %d rows, and what of the rest?", name, rows)
		}
	}
	s.HiddenSize = 180
	if html := compute(t, s).Inspect(2, 5).HTML(TermsAll, english); strings.Contains(html, "the other") {
		t.Error("of 200 terms some are not listed")
	}
}

// A long list is in groups, all of which but the last are as long as style sheets say.
func TestInspectorGroupsTerms(t *testing.T) {
	for terms, want := range map[int][]int{64: {65}, 65: {32, 32, 2}, 95: {32, 32, 32}, 200: {32, 32, 32, 32, 32, 32, 9}} {
		s := Default()
		s.HiddenSize, s.Terms, s.Cell, s.Way = terms-s.InputSize, TermsAll, TanhCell, Backward
		html := compute(t, s).Inspect(2, 0).HTML(TermsAll, english)
		if long := strings.Contains(html, `class="terms number long"`); long != (len(want) > 1) {
			t.Errorf("%d terms: long is %v", terms, long)
		}
		var rows []int
		for _, group := range strings.Split(html, "<tbody>")[1:] {
			group, _, _ = strings.Cut(group, "</tbody>")
			rows = append(rows, strings.Count(group, "<tr"))
		}
		if !slices.Equal(rows, want) { // with the bias
			t.Errorf("%d terms: %v rows, want %v", terms, rows, want)
		}
	}
}

// What GRU lets in of n is 1 − z: so it is called where z is opened by it.
func TestInspectorNamesWhatIsOpened(t *testing.T) {
	s := networkState(GRUCell, 2, 1, false)
	s.Layer = 1
	html := compute(t, s).Inspect(2, 0).HTML(TermsGiven, english)
	for _, want := range []string{`aria-label="open z²₂[0] = `, `aria-label="open 1 − z²₂[0] = `} {
		if strings.Count(html, want) != 1 {
			t.Errorf("no %s in %s", want, html)
		}
	}
}

// The bias is that of its layer.
func TestInspectorNamesTheBias(t *testing.T) {
	s := networkState(GRUCell, 2, 1, false)
	s.Layer, s.Given = 1, Given("").With("2.bhn", []float64{1, 2, 3, 4, 5}, 5)
	r := compute(t, s)
	for gate, want := range map[Gate]string{"z": "b²[6]", WhGate: "b_hn²[1]"} {
		if html := r.InspectGate(2, 1, gate).HTML(TermsGiven, english); !strings.Contains(html, `<th scope="row">`+want+`</th>`) {
			t.Errorf("no %s in %s", want, html)
		}
	}
}

// What a weight goes into is the sum in which the inspector lists it.
func TestFeedsASum(t *testing.T) {
	run := compute(t, networkState(GRUCell, 1, 1, false))
	H := run.HiddenSize
	for place, want := range map[Place]string{{WxTensor, 2*H + 1, 0}: "a(n)₂[1]", {WhTensor, 2*H + 1, 0}: "Wh·h", {WhTensor, 1, 0}: "a(r)₂[1]"} {
		if got := run.Feeds(place, 0.5, 2, english); !strings.HasSuffix(got, want) {
			t.Errorf("%s: %s, want %s", place.Name(), got, want)
		}
	}
}

// Who hears the table is told what its terms add up to.
func TestInspectorSaysTheSum(t *testing.T) {
	for _, test := range []struct {
		cell Cell
		gate Gate
		sum  string
	}{
		{TanhCell, "", "a²₂[1]"},
		{LSTMCell, "f", "a(f)²₂[1]"}, {LSTMCell, "c", "c²₂[1]"}, {LSTMCell, "", "c²₂[1]"},
		{GRUCell, "n", "a(n)²₂[1]"}, {GRUCell, WhGate, "Wh·h"}, {GRUCell, "", "h²₂[1]"},
	} {
		s := networkState(test.cell, 2, 1, false)
		s.Layer = 1
		at := compute(t, s).InspectGate(2, 1, test.gate)
		for texts, want := range map[*Strings]string{&english: "The terms whose sum is " + test.sum, &korean: "이 항들의 합: " + test.sum} {
			if html := at.HTML(TermsGiven, *texts); !strings.Contains(html, `<caption class="spoken">`+want+`</caption>`) {
				t.Errorf("%s, %q: no caption %q in %s", test.cell, test.gate, want, html)
			}
		}
	}
}
