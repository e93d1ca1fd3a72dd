package playground

import (
	"cmp"
	"math"
	"sort"
	"strconv"
)

// Term is one product of the sum behind a hidden state, or behind a gate.
type Term struct {
	Input         bool // Wx[j,i]·x_t[i], otherwise Wh[j,k]·h_{t-1}[k]
	Reset         bool // of GRU's n: r[j] times the product of Wh, in the place of that
	Index         int  // i or k
	Weight, Value float64
}

// Product of the two factors, rounded once.
func (t *Term) Product() float64 { return float64(t.Weight * t.Value) }

// Inspection is one hidden state opened up:
//
//	a_t[j] = b[j] + Σ_i Wx[j,i] x_t[i] + Σ_k Wh[j,k] h_{t-1}[k]
//	h_t[j] = tanh(a_t[j])
//
// Of a cell with gates it is one of these, or what they make of the state; see gates.go.
type Inspection struct {
	Step, Unit int
	Gate       Gate
	run        *Run
	row        int // of the weights
	activation activation
	Bias       float64
	Terms      []Term  // in the order of the sum: the inputs, then the units
	Sum        float64 // a_t[j], as it was computed
	State      float64 // h_t[j]
}

// Inspect opens h_t[unit], t counting from 1.
func (r *Run) Inspect(t, unit int) *Inspection { return r.InspectGate(t, unit, "") }

// InspectGate opens a gate of it, or with none the state.
func (r *Run) InspectGate(t, unit int, gate Gate) *Inspection {
	i, h := r.InputSize, r.HiddenSize
	at := &Inspection{Step: t, Unit: unit, Gate: gate, run: r, row: unit, State: r.At(t, unit)}
	if r.Kind.Gates() > 1 && !at.openGate() {
		return at // a combination of gates
	}
	if gate == WhGate && r.Bhn != nil {
		at.Bias = r.Bhn[unit]
	}
	if gate != WhGate {
		at.Bias = r.B[at.row]
		for index, w := range r.Wx[at.row*i:][:i] {
			at.Terms = append(at.Terms, Term{Input: true, Index: index, Weight: w, Value: r.X[(t-1)*i+index]})
		}
	}
	if at.resets() {
		place := (t-1)*h + unit
		at.Terms = append(at.Terms, Term{Reset: true, Weight: r.Gates[0][place], Value: r.Hidden[place]})
	} else {
		before := r.Before(t)
		for index, w := range r.Wh[at.row*h:][:h] {
			at.Terms = append(at.Terms, Term{Index: index, Weight: w, Value: before[index]})
		}
	}
	if r.A != nil {
		at.Sum, at.activation = r.A[(t-1)*h+unit], activationOf(r.Kind)
	} else {
		at.sumGate()
	}
	return at
}

// mostTerms is how many terms are listed one by one; of more, the largest.
const mostTerms = 18

// mostOfAll is that where all are wanted. WebKit on Linux takes a tenth of a second for more,
// which is noticed.
const mostOfAll = 200

// groupOfTerms is how many of them a browser can leave out of what it lays out, while they
// are not in view; of fewer than two groups it is not worth it.
const groupOfTerms = 32

// termsIn is how many terms are listed in an order.
func termsIn(order Terms) int {
	if order == TermsAll {
		return mostOfAll
	}
	return mostTerms
}

// listTerms gives by index which of n terms are listed one by one, in their order or by
// size, and the rest: of more than there is room for, the smallest.
func listTerms(order Terms, n int, product func(i int) float64) (listed, rest []int) {
	for i := range n {
		listed = append(listed, i)
	}
	most := termsIn(order)
	if n > most || order == TermsBySize {
		sort.SliceStable(listed, func(i, j int) bool {
			return cmp.Less(math.Abs(product(listed[j])), math.Abs(product(listed[i])))
		})
	}
	if n > most {
		listed, rest = listed[:most-1], listed[most-1:]
	}
	if order != TermsBySize {
		sort.SliceStable(listed, func(i, j int) bool { return listed[i] < listed[j] })
	}
	return listed, rest
}

// HTML lists the terms with their bars, the bias, the sum, and where it stands on
// the curve of tanh.
func (at *Inspection) HTML(order Terms, texts Strings) string {
	if at.Terms == nil {
		return at.combined(order, texts)
	}
	listed, rest := listTerms(order, len(at.Terms), func(i int) float64 { return at.Terms[i].Product() })
	others, largest, signed := 0.0, math.Abs(at.Bias), at.Bias < 0
	for _, i := range rest {
		others += at.Terms[i].Product()
	}
	largest, signed = max(largest, math.Abs(others)), signed || others < 0
	for _, i := range listed {
		v := at.Terms[i].Product()
		largest, signed = max(largest, math.Abs(v)), signed || v < 0
	}

	w := &inspectorWriter{out: make([]byte, 0, 8192), run: at.run, texts: texts, exact: order == TermsExact, long: len(listed) > 2*groupOfTerms, signed: signed, largest: largest}
	r := at.run
	w.begin(at.name(), at.sumName(), at.Step, at.Unit, at.State)
	now := subscript(at.Step)
	if at.Gate != WhGate {
		bias := Place{r.Of(BTensor), at.row, 0}
		w.row("b", bias.Name(), at.Bias, func() { w.factor(bias, at.Bias) })
	} else if r.Bhn != nil {
		bias := Place{r.Of(BhnTensor), at.Unit, 0}
		w.row("b", bias.Name(), at.Bias, func() { w.factor(bias, at.Bias) })
	}
	for _, i := range listed {
		term := &at.Terms[i]
		index := strconv.Itoa(term.Index)
		switch {
		case term.Reset:
			w.row("h", "r·Wh·h", term.Product(), func() {
				w.gate(at, "r", term.Weight)
				w.add(`×`)
				w.gate(at, WhGate, term.Value)
			})
		case term.Input && r.Layer > 0:
			part, unit := r.below(term.Index)
			w.row("x", "h"+part.above()+now+"["+strconv.Itoa(unit)+"]", term.Product(), func() {
				w.factor(Place{r.Of(WxTensor), at.row, term.Index}, term.Weight)
				w.add(`×`)
				w.source("", opened{part, at.Step, unit, ""}, term.Value)
			})
		case term.Input:
			w.row("x", "x"+now+"["+index+"]", term.Product(), func() {
				w.factor(Place{r.Of(WxTensor), at.row, term.Index}, term.Weight)
				w.add(`×`)
				w.factor(Place{r.Of(XTensor), at.Step, term.Index}, term.Value)
			})
		default:
			w.row("h", r.beforeName("h", at.Step, term.Index), term.Product(), func() {
				w.factor(Place{r.Of(WhTensor), at.row, term.Index}, term.Weight)
				w.add(`×`)
				w.before(at.Step, term.Index, "", term.Value)
			})
		}
	}
	if len(rest) > 0 {
		w.rest(len(rest), others, order)
	}
	w.total(texts["inspector.sum"]+" "+at.sumName(), at.Sum)
	w.add(`</tfoot></table>`)
	w.curve(at.activation, at.Sum, at.State, texts)
	return string(w.out)
}

// subscript writes n in small low digits.
func subscript(n int) string {
	out := []byte(nil)
	for _, digit := range strconv.Itoa(n) {
		out = append(out, string('₀'+digit-'0')...)
	}
	return string(out)
}

type inspectorWriter struct {
	out     []byte
	run     *Run
	texts   Strings
	gated   string  // classes of what gates make, if they do
	exact   bool    // every digit
	long    bool    // in groups of groupOfTerms
	rows    int     // so far
	small   bool    // of what is very small only four
	signed  bool    // whether something is negative
	largest float64 // what the longest bar stands for
}

//go:noinline
func (w *inspectorWriter) add(texts ...string) {
	for _, text := range texts {
		w.out = append(w.out, text...)
	}
}

// number writes v with eight digits after the point, or with all it has.
func (w *inspectorWriter) number(v float64) {
	if w.exact {
		w.out = appendSigned(w.out, strconv.AppendFloat(nil, v, 'g', -1, 64))
		return
	}
	if w.small && v != 0 && math.Abs(v) < 1e-4 {
		w.out = appendSigned(w.out, strconv.AppendFloat(nil, v, 'e', 3, 64))
		return
	}
	w.out = appendCell(w.out, v, v != 0 && (math.Abs(v) < 1e-4 || math.Abs(v) >= 1e6))
}

// appendSigned writes text with a true minus sign.
func appendSigned(dst, text []byte) []byte {
	if len(text) > 0 && text[0] == '-' {
		dst, text = append(dst, "−"...), text[1:]
	}
	return append(dst, text...)
}

// row of the table: a name, the factors, their product and its bar.
func (w *inspectorWriter) row(class, name string, v float64, factors func()) {
	if w.rows++; w.long && w.rows%groupOfTerms == 1 && w.rows > 1 {
		w.add(`</tbody><tbody>`)
	}
	w.add(`<tr class="`, class, `"><th scope="row">`, name, `</th><td class="factors">`)
	factors()
	w.add(`</td>`)
	w.product(v)
}

// product ends a row: a number and its bar.
func (w *inspectorWriter) product(v float64) {
	w.add(`<td data-value="`)
	w.out = strconv.AppendFloat(w.out, v, 'g', -1, 64)
	w.add(`"><span>`)
	w.number(v)
	w.add(`</span></td><td>`)
	w.bar(v)
	w.add(`</td></tr>`)
}

// factor is a number that can be set by hand.
func (w *inspectorWriter) factor(place Place, v float64) {
	w.add(`<button type="button" tabindex="-1" data-place="`, place.Key(), `" aria-label="`, place.Name(), ` = `)
	w.short(v) // as it is seen, so that it can be asked for by what is seen (WCAG 2.5.3)
	if w.run.IsEdited(place) {
		w.add(`" class="edited`)
	}
	w.add(`">`)
	w.short(v)
	w.add(`</button>`)
}

// opened is a value that can be opened: a state, or with a gate that.
type opened struct {
	part       Part
	step, unit int
	gate       Gate
}

// source is a value that goes into this one, and can be opened in turn: itself, or after
// what is written before its name.
func (w *inspectorWriter) source(before string, at opened, v float64) {
	w.add(`<button type="button" tabindex="-1" class="source" data-step="`, strconv.Itoa(at.step), `" data-unit="`, strconv.Itoa(at.unit))
	if key := at.part.Of(H0Tensor); key != H0Tensor {
		w.add(`" data-part="`, string(key))
	}
	if at.gate != "" {
		w.add(`" data-gate="`, string(at.gate))
	}
	w.add(`" aria-label="`, w.texts.Format("inspector.open", before+gateName(at.gate)+at.part.above()+subscript(at.step)+"["+strconv.Itoa(at.unit)+"]"), ` = `)
	w.short(v)
	w.add(`">`)
	w.short(v)
	w.add(`</button>`)
}

// short writes a factor with three digits after the point, or with all it has.
func (w *inspectorWriter) short(v float64) {
	size := math.Abs(v)
	switch {
	case w.exact:
		w.out = appendSigned(w.out, strconv.AppendFloat(nil, v, 'g', -1, 64))
	case v != 0 && (size < 5e-4 || size >= 1e4):
		w.out = appendSigned(w.out, strconv.AppendFloat(nil, v, 'e', 0, 64))
	case v == math.Trunc(v):
		w.out = appendSigned(w.out, strconv.AppendFloat(nil, v, 'f', 0, 64))
	default:
		w.out = appendTight(w.out, v, 3)
	}
}

// bar from zero, to the right for what is positive; zero is in the middle unless
// nothing is negative.
func (w *inspectorWriter) bar(v float64) {
	room := 0.5 // on either side of zero
	from := 0.5
	if !w.signed {
		room, from = 1, 0
	}
	long := 0.0
	if w.largest > 0 {
		long = math.Abs(v) / w.largest * room
	}
	if !(long <= room) { // of what left all numbers
		long = room
	}
	if v < 0 {
		from -= long
	}
	w.add(`<svg class="bar`, map[bool]string{true: " signed"}[w.signed], `" aria-hidden="true"><rect x="`)
	w.out = appendPercent(w.out, from)
	w.add(`" width="`)
	w.out = appendPercent(w.out, long)
	w.add(`" height="100%"/></svg>`)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

var superscriptDigits = [...]string{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"}

// superscript raises a whole number.
func superscript(number string) string {
	raised := ""
	for _, c := range []byte(number) {
		if c == '-' {
			raised += "⁻"
		} else {
			raised += superscriptDigits[c-'0']
		}
	}
	return raised
}

// significant writes a number that is not negative with three digits that count, or all of
// its whole part below a million.
func significant(v float64) string {
	if v == 0 {
		return "0"
	}
	if v < 1e-6 || v >= 1e6 && v <= math.MaxFloat64 {
		return fromLog(math.Log10(v))
	}
	digits := 2 - int(math.Floor(math.Log10(v)))
	return strconv.FormatFloat(v, 'f', max(digits, 0), 64)
}

// NearestUnit is the unit whose line at step t is nearest to a height: 1 is the upper end
// of the axis, -1 the lower.
func (r *Run) NearestUnit(t int, height float64) int {
	nearest, v := 0, height*r.linesScale()
	for unit := range r.HiddenSize {
		if math.Abs(r.At(t, unit)-v) < math.Abs(r.At(t, nearest)-v) {
			nearest = unit
		}
	}
	return nearest
}
