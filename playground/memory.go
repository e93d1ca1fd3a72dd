package playground

import (
	"math"
	"strconv"
	"strings"
)

// mostBars is how many bars a strip has; more units or steps are averaged.
const mostBars = 400

// Bars draw two measures of units or steps in a strip of lineHeight: the share of
// pinned states as bars, and the mean slope as a line over them.
func Bars(share, slope []float64) string {
	n := len(share)
	columns := min(n, mostBars)
	mean := func(values []float64, column int) float64 {
		from, to, sum := column*n/columns, (column+1)*n/columns, 0.0
		for _, v := range values[from:to] {
			sum += v
		}
		return sum / float64(to-from)
	}
	y := func(v float64) int64 { return int64(math.Round((1 - v) * lineHeight)) }
	out := append(openSVG(make([]byte, 0, 64*columns), lineWidth, lineHeight), `<path class="share" d="`...)
	gap := lineWidth / columns / 16
	for column := range columns {
		left, right := column*lineWidth/columns, (column+1)*lineWidth/columns
		out = append(strconv.AppendInt(append(out, 'M'), int64(left+gap), 10), " 1000V"...)
		out = append(strconv.AppendInt(out, y(mean(share, column)), 10), 'H')
		out = append(strconv.AppendInt(out, int64(right-gap), 10), "V1000z"...)
	}
	out = append(out, `"/><path class="slope" d="`...)
	for column := range columns {
		left, right := column*lineWidth/columns, (column+1)*lineWidth/columns
		out = strconv.AppendInt(append(out, "ML"[min(column, 1)]), int64(left), 10)
		out = append(strconv.AppendInt(append(out, ' '), y(mean(slope, column)), 10), 'H')
		out = strconv.AppendInt(out, int64(right), 10)
	}
	return string(append(out, `"/></svg>`...))
}

// NumberAxis draws the labels of columns 0 … n-1 over a plot of width CSS pixels.
func NumberAxis(n, width int) string {
	if width <= 0 {
		width = narrowPlot
	}
	label := len(groupDigits(int64(n)))*digitWidth + labelGap
	step := niceStep(n, max(width/label, 2))
	var out []byte
	for j := 0; j < n; j += step {
		out = append(out, `<text x="`...)
		out = appendPercent(out, float64(2*j+1)/float64(2*n))
		out = append(out, `" y="17">`...)
		out = append(out, groupDigits(int64(j))...)
		out = append(out, `</text>`...)
	}
	return string(out)
}

// At says what arrives at step t of a change at s, where a picture of width
// columns and rows shares is pointed at.
func (in *Influence) At(across, down float64, texts Strings) string {
	column := min(int(across*float64(in.Columns)), in.Columns-1)
	row := min(int(down*float64(in.Sources)), in.Sources-1)
	if in.of.Reverse {
		column, row = in.Columns-1-column, in.Sources-1-row
	}
	t, s := in.StepAt(column), row*in.Stride
	shown, from := subscript(in.of.taken(t)), subscript(s)
	if s > 0 {
		from = subscript(in.of.taken(s))
	}
	if s > t {
		return texts.Format("influence.future", from, shown)
	}
	return texts.Format("influence.at", in.state("‖∂h"+shown+"/∂h"+from+"‖"), fromLog(in.Onto(column)[row]))
}

// StepAcross is the step that is pointed at.
func (in *Influence) StepAcross(across float64) int {
	column := min(int(across*float64(in.Columns)), in.Columns-1)
	if in.of.Reverse {
		column = in.Columns - 1 - column
	}
	return in.of.taken(in.StepAt(column))
}

// AcrossTo is the column that a step is in, from the left of the picture.
func (in *Influence) AcrossTo(step int) int {
	column := in.ColumnOf(in.of.taken(step))
	if in.of.Reverse {
		column = in.Columns - 1 - column
	}
	return column
}

// state puts h and c in the place of h in a text about an LSTM.
func (in *Influence) state(text string) string {
	if in.of.C0 == nil {
		return text
	}
	return strings.ReplaceAll(text, "∂h", "∂(h,c)")
}

// UnitAndStep says the saturation of a unit and of a step in words.
func (n *Saturations) UnitAndStep(unit, t int, texts Strings) string {
	return texts.Format("saturation.unit", strconv.Itoa(unit), shareText(n.UnitShare[unit]), significant(n.UnitSlope[unit]),
		groupDigits(int64(t)), shareText(n.StepShare[t-1]), significant(n.StepSlope[t-1]), n.slope)
}

// RadiusText says how large the spectral radius of Wh is, and what that means.
func RadiusText(radius float64, texts Strings) string {
	key := "radius.below"
	switch {
	case math.Abs(radius-1) < 0.01:
		key = "radius.one"
	case radius > 1:
		key = "radius.above"
	}
	return texts.Format(key, significant(radius))
}
