package playground

import (
	"strconv"
	"strings"
)

// What fits onto one printed page of A4 or Letter. The lengths are those of
// print.css, in CSS pixels.
const (
	handoutLines      = 28 // of a program
	handoutLine       = 80 // characters
	handoutUnits      = 8
	handoutScientific = 6   // units, of more digits
	handoutHeight     = 500 // of the terms or the program, and the steps below
	handoutStep       = 14
	handoutBand       = 18 // of gates, or of stacked states, where there are some
	handoutSums       = 56
	handoutStates     = 88
)

// HandoutWidth is how wide the plots are on a printed page, in CSS pixels.
const HandoutWidth = 560

// Handout is what a printed page has beside the pictures, the arithmetic of one
// state and what is seen: what was chosen, a program that gives the same numbers,
// the numbers around the cursor, and the link.
func (r *Run) Handout(s State, texts Strings, link string) string {
	var out strings.Builder
	out.WriteString(`<p class="handout-setting number">` + r.setting(texts) + `</p>`)
	height := 161 + 15*(min(r.InputSize+r.HiddenSize, mostTerms)+1)
	for _, code := range []Code{s.Code, NumPyCode} {
		s.Code = code
		listing := r.Listing(s, texts)
		if lines := printedLines(listing); lines <= handoutLines {
			height = max(height, 88+12*lines)
			out.WriteString(`<pre class="handout-code listing">` + ListingHTML(code, listing) + `</pre>`)
			break
		}
	}
	if r.Other != nil {
		height += 40 // what is said of B
	}
	inside, stacked := r.BandCounts()
	height += max(0, inside*handoutBand-handoutSums) + max(0, stacked*handoutBand-handoutStates)
	step, unit := s.Cursor()
	w := r.handoutWindow(step, unit, (handoutHeight-height)/handoutStep)
	out.WriteString(`<table class="handout-states number"><caption>` + r.handoutCaption(w, texts) + `</caption><thead>` +
		r.TableHead(w) + `</thead><tbody>` + r.TableBody(w) + `</tbody></table>`)
	out.WriteString(`<p class="handout-link">` + escapeHTML(link) + `</p>`)
	return out.String()
}

// printedLines counts the lines of a listing; a long one takes several.
func printedLines(listing string) int {
	n := 0
	for line := range strings.Lines(listing) {
		n += 1 + (len(line)-1)/handoutLine
	}
	return n
}

// setting is what was chosen, in one paragraph.
func (r *Run) setting(texts Strings) string {
	s := &State{Setting: r.Setting}
	var parts []string
	add := func(name, value string) { parts = append(parts, `<span>`+name+` <b>`+value+`</b></span>`) }
	for _, p := range AllParameters {
		if v := p.Get(s); p.Key != "num-layers" && p.Key != "batch" || v > 1 {
			add(texts["name."+p.Key], strconv.FormatInt(v, 10))
		}
	}
	if s.Cell != TanhCell {
		add(texts["cell"], texts["cell."+string(s.Cell)])
	}
	if s.Bidirectional {
		parts = append(parts, `<span>`+texts["bidirectional"]+`</span>`)
	}
	amount := func(key, name string) {
		add(texts[name], strconv.FormatFloat(AmountByKey(key).Get(s), 'f', -1, 64))
	}
	add(texts["inputs"], texts["inputs."+string(s.Inputs)])
	switch {
	case s.Inputs.HasLevel():
		amount("level", "name.level")
	case s.Inputs.Reads():
		add(texts["name.text"], escapeHTML(s.Text))
	}
	add(texts["weights"], texts["weights."+string(s.Weights)])
	if s.Weights.HasGain() {
		amount("gain", "name.gain."+string(s.Weights))
	}
	add(texts["bias"], texts["bias."+string(s.Bias)])
	if s.Bias == ConstantBias {
		amount("bias-value", "name.bias-value")
	}
	if given := s.holding(); len(given) > 0 {
		names := ""
		for i := range given {
			names += ", " + given[i].Name()
		}
		add(texts["given"], strings.TrimPrefix(names, ", "))
	}
	if n := r.EditCount(); n > 0 {
		parts = append(parts, `<span>`+texts.Format("edit.count", groupDigits(int64(n)))+`</span>`)
	}
	return strings.Join(parts, " ")
}

// handoutWindow is the part of the states that is printed: from the beginning, or
// around a cell that would not be in it.
func (r *Run) handoutWindow(step, unit, steps int) TableWindow {
	part := func(at, most, n int) (from, to int) {
		if at >= most {
			from = min(at-most/2, max(n-most, 0))
		}
		return from, min(from+most, n) - 1
	}
	first, last := part(step-1, min(max(steps, 3), 12), r.Timesteps)
	units := handoutUnits
	if r.Scientific {
		units = handoutScientific
	}
	left, right := part(unit, units, r.HiddenSize)
	return TableWindow{FirstStep: first + 1, LastStep: last + 1, FirstUnit: left, LastUnit: right}
}

// handoutCaption says what part of the states that is.
func (r *Run) handoutCaption(w TableWindow, texts Strings) string {
	if w == (TableWindow{1, r.Timesteps, 0, r.HiddenSize - 1}) {
		return texts["table.caption"]
	}
	n := func(v int) string { return groupDigits(int64(v)) }
	return texts.Format("handout.part", n(w.FirstStep), n(w.LastStep), n(r.Timesteps), n(w.FirstUnit), n(w.LastUnit), n(r.HiddenSize))
}
