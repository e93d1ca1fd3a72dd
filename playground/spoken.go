package playground

import (
	"math"
	"strconv"
	"strings"

	"github.com/rnn-playground/rnn-playground/rnn"
)

// What one who sees a picture would say of it, for one who does not: one to three
// sentences, computed from the numbers. They stand beside the pictures, where a screen
// reader finds them, and follow when a change has settled.

// mostSpoken is how many values of a picture are looked at for that. Of more only what
// is known of them as a whole is said.
const mostSpoken = 200_000

// alike is how far states may be from where they end to be called quiet.
const alike = 0.05

// extremes are the ends of values, each with the place where it stands first.
type extremes struct {
	least, most      float64
	leastAt, mostAt  int
	zeros, negatives int
	sum              float64
}

//go:noinline
func extremesOf(values []float64) extremes {
	e := extremes{least: math.Inf(1), most: math.Inf(-1)}
	for i, v := range values {
		if v < e.least {
			e.least, e.leastAt = v, i
		}
		if v > e.most {
			e.most, e.mostAt = v, i
		}
		if v == 0 {
			e.zeros++
		} else if v < 0 {
			e.negatives++
		}
		e.sum += v
	}
	return e
}

// ends are the least and the largest, each with its column and row in values by rows of so
// many columns; rows count from first.
func (e *extremes) ends(columns, first int) []float64 {
	column, row := func(at int) float64 { return float64(at % columns) }, func(at int) float64 { return float64(at/columns + first) }
	return []float64{e.least, column(e.leastAt), row(e.leastAt), e.most, column(e.mostAt), row(e.mostAt)}
}

// say fills a text with numbers.
//
//go:noinline
func (s Strings) say(key string, numbers ...float64) string {
	values := make([]string, len(numbers))
	for i, v := range numbers {
		values[i] = plain(v)
	}
	return s.Format(key, values...)
}

// Spoken describes the pictures over the time axis, by the elements that say it: those
// of s where r is what its pictures show. What is not among them has no words.
func (r *Run) Spoken(s State, texts Strings) []Fragment {
	_, unit := s.Cursor()
	inputs, sums, states, other, difference := "", "", "", "", ""
	lines := r.spokenLines(unit, texts)
	switch {
	case r.Other != nil:
		states, other = r.spokenStates(texts), r.Other.spokenStates(texts)
		difference = r.spokenDifference(texts)
		lines = "A: " + lines + " B: " + r.Other.spokenLines(unit, texts)
	case r.gradient:
		inputs = spokenGradient(r.X, r.InputSize, texts)
		states = spokenGradient(r.H, r.HiddenSize, texts)
		if sums = r.spokenGates(texts); r.Gates == nil {
			sums = spokenGradient(r.A, r.HiddenSize, texts)
		}
	default:
		inputs, sums, states = r.spokenInputs(texts), r.spokenSums(texts), r.spokenStates(texts)
		if len(r.Passes) > 1 {
			states = r.spokenPasses(texts)
		}
	}
	return []Fragment{
		{"inputs-said", inputs}, {"sums-said", sums}, {"heatmap-said", escapeHTML(states)},
		{"other-said", escapeHTML(other)}, {"difference-said", difference}, {"lines-said", lines},
	}
}

// spokenInputs says what enters.
func (r *Run) spokenInputs(texts Strings) string {
	all, rows := len(r.X), r.InputSize
	if all > mostSpoken {
		return r.spokenLarge(rows, r.LargestInput, texts)
	}
	e := extremesOf(r.X)
	switch {
	case e.zeros == all:
		return texts.say("spoken.zero", float64(all))
	case e.least == e.most:
		return texts.say("spoken.same", float64(all), e.most)
	case e.zeros == all-r.Timesteps && r.oneHot():
		return texts.say("spoken.onehot", float64(r.Timesteps), float64(rows))
	}
	text := texts.say("spoken.inputs", append([]float64{float64(rows), float64(r.Timesteps)}, e.ends(rows, 1)...)...)
	if e.negatives > 0 {
		text += " " + texts.say("spoken.negative", float64(e.negatives), float64(all))
	} else {
		text += " " + texts["spoken.positive"]
	}
	if e.zeros == 0 {
		return text
	}
	from, to := 0, 0
	for i, v := range r.X {
		if v != 0 {
			if to = i/rows + 1; from == 0 {
				from = to
			}
		}
	}
	switch {
	case from == 1 && to == r.Timesteps:
		return text + " " + texts.say("spoken.zeros", float64(e.zeros), float64(all))
	case from == to:
		return text + " " + texts.say("spoken.once", float64(from))
	}
	return text + " " + texts.say("spoken.only", float64(from), float64(to))
}

// oneHot reports whether there is one 1 at each step. All else is known to be 0.
func (r *Run) oneHot() bool {
	for t := range r.Timesteps {
		ones := 0
		for _, v := range r.X[t*r.InputSize:][:r.InputSize] {
			ones += b2i(v == 1)
		}
		if ones != 1 {
			return false
		}
	}
	return true
}

// spokenSums says where the sums before the function lie, or the gates.
func (r *Run) spokenSums(texts Strings) string {
	if r.Gates != nil {
		return r.spokenGates(texts)
	}
	all := len(r.A)
	if all > mostSpoken {
		return r.spokenLarge(r.HiddenSize, r.LargestSum, texts)
	}
	e := extremesOf(r.A)
	text := e.spoken(r.HiddenSize, texts)
	if r.Kind == rnn.RNNReLU {
		return text + " " + texts.say("spoken.relu", float64(e.negatives), float64(all))
	}
	return text + " " + texts.say("spoken.flat", float64(r.SaturatedCount), float64(all))
}

// spoken names the ends of values of so many units.
func (e *extremes) spoken(units int, texts Strings) string {
	if e.least == e.most {
		return texts.say("spoken.everywhere", e.most)
	}
	return texts.say("spoken.ends", e.ends(units, 1)...)
}

func (r *Run) spokenLarge(rows int, largest float64, texts Strings) string {
	return texts.say("spoken.large", float64(rows), float64(r.Timesteps), largest)
}

// spokenStates says where the states are, which stand out, and from when on they are
// quiet.
func (r *Run) spokenStates(texts Strings) string {
	seen := r.see()
	text := r.whereTheyAre(seen, texts)
	if len(r.H) > mostSpoken || seen.peak == 0 {
		return text
	}
	e := extremesOf(r.H)
	text += " " + e.spoken(r.HiddenSize, texts)
	from, within := r.quietFrom(), alike*r.StateScale()
	switch {
	case r.Timesteps == 1 || r.Reverse:
		return text
	case from == 1:
		return text + " " + texts.say("spoken.still", within)
	case 4*from <= 3*r.Timesteps:
		return text + " " + texts.say("spoken.quiet", float64(from), within)
	}
	return text + " " + texts["spoken.restless"]
}

// quietFrom is the step from which on no state is farther than alike from its last value.
func (r *Run) quietFrom() int {
	last, within := r.row(r.Timesteps), alike*r.StateScale()
	for t := r.Timesteps - 1; t >= 1; t-- {
		for unit, h := range r.row(t) {
			if math.Abs(h-last[unit]) > within {
				return t + 1
			}
		}
	}
	return 1
}

// spokenPasses says of each layer and direction where its states lie.
func (r *Run) spokenPasses(texts Strings) string {
	var parts []string
	for _, pass := range r.Passes {
		if len(pass.H) > mostSpoken {
			return r.whereTheyAre(r.see(), texts)
		}
		e, pinned := extremesOf(pass.H), 0
		for _, h := range pass.H {
			pinned += b2i(math.Abs(h) > Saturated)
		}
		parts = append(parts, texts.Format("spoken.pass", pass.Name(), plain(e.least), plain(e.most), grouped(pinned), grouped(len(pass.H))))
	}
	return strings.Join(parts, "; ") + "."
}

// spokenDifference says how far B is from A.
func (r *Run) spokenDifference(texts Strings) string {
	difference := r.Difference()
	if len(difference) > mostSpoken {
		return r.spokenLarge(r.HiddenSize, r.differenceSpan().size(), texts)
	}
	const far = 0.5
	apart, sizes := 0, 0.0
	for _, d := range difference {
		apart += b2i(math.Abs(d) > far)
		sizes += math.Abs(d)
	}
	e := extremesOf(difference)
	return e.spoken(r.HiddenSize, texts) + " " + texts.say("spoken.apart", float64(apart), float64(len(difference)), sizes/float64(len(difference)))
}

func grouped(n int) string { return groupDigits(int64(n)) }

// plain writes a number as it is said: a count as it is, of a value at most three digits
// that count, but nothing that is not ±1 as 1.
func plain(v float64) string {
	size, sign := math.Abs(v), ""
	if v < 0 {
		sign = "−"
	}
	if !(size <= math.MaxFloat64) {
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	if size >= 1000 && size < 1e15 {
		return sign + groupDigits(int64(math.Round(size)))
	}
	text := significant(size)
	if strings.Contains(text, ".") && !strings.Contains(text, " ") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	if text == "1" && size < 1 {
		text = "0.999"
	}
	return sign + text
}
