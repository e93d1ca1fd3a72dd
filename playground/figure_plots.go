package playground

import (
	"strconv"
	"strings"

	"github.com/rnn-playground/rnn-playground/numpy"
)

// What each figure draws, from the top.

// states draws the pictures over the axis of time.
func (f *figure) states(r, look *Run, s State) {
	for i, p := range look.Shown(s.Colors) {
		high := float64(statesHigh)
		if i == 0 && r.Other == nil {
			high = inputsHigh
		}
		axis, scale, bands := "", "", look.Bands(p.ID, s.Colors)
		switch {
		case bands != nil:
			axis, high = bands.NameAxis(), max(high, float64(bandHigh*len(bands.Names)))
		case p.ID == "inputs":
			axis = look.InputAxis(inputsHigh / 17)
		default:
			axis = UnitAxis(p.Rows, statesHigh/17)
		}
		switch p.ID {
		case "sums":
			scale = look.sumLabels(s.Colors)
		case "heatmap":
			scale = look.stateLabels(s.Colors, r.Other == nil && s.Colors != ColorsByLog)
		case "other":
			scale = r.Other.stateLabels(s.Colors, false)
		default:
			scale = look.ends(p.Scale, s.Colors)
		}
		f.row(look.rowCaption(p.ID, f.texts), &p, high, axis, scale)
		m := p.heatmap(2*figureWide, int(2*high))
		if note := m.Note(f.texts); note != "" && p.Steps*p.Rows > mostDrawnCells {
			f.y += figureLine
			f.label(softText, note, figureLeft, f.y)
		}
	}
	f.steps(r)
}

// rowCaption says what a picture over the axis of time is.
func (r *Run) rowCaption(id string, texts Strings) string {
	name, key := r.stateName(), "legend.h"
	switch {
	case id == "other":
		return "B: " + r.Other.Setting.differs(r.Setting.Compare, texts)
	case id == "difference":
		return "B − A"
	case r.Other != nil:
		return "A: " + r.Setting.differs(r.Setting.Compare, texts)
	case id == "inputs":
		name = r.inputName()
		if r.Layer == 0 {
			key = "legend.x"
		}
	case id == "sums" && r.Gates != nil:
		return texts["figure.inside"]
	case id == "sums":
		name, key = r.sumName(), "figure.sums"
	}
	return withoutTags(name) + " · " + texts[key]
}

// lines draws the states as lines.
func (f *figure) lines(r, look *Run) {
	if r.Other == nil {
		f.caption(look.stateName() + " · " + r.LinesNote(f.texts))
	} else {
		f.caption("")
		f.label(softText+` fill="~H"`, look.rowCaption("heatmap", f.texts), figureLeft, f.y-9)
		f.label(softText+` fill="~B"`, look.rowCaption("other", f.texts), figureLeft+figureWide/2, f.y-9)
	}
	const top, bottom = -lineMargin, lineHeight + lineMargin
	const share = float64(linesHigh) / (bottom - top)
	f.rule(lineRule, f.y-top*share)
	f.rule(edgeRule, f.y+linesHigh/2)
	f.rule(lineRule, f.y+linesHigh+top*share)
	f.outline(look.Lines(2*figureWide), top, bottom, linesHigh, func(classes string) string {
		i := 0
		for ; i < 3 && !strings.HasSuffix(classes, [...]string{"all", "half", "median"}[i]); i++ {
		}
		return bandStyles[2*i+b2i(classes[0] == 'b')]
	})
	f.sides(linesHigh, look.valueLabels(), "", false)
	f.y += linesHigh
	f.steps(r)
}

// bandStyles are of all units, of the middle half, of the median and of a line; of A and of
// B.
var bandStyles = [...]string{
	`fill-opacity="0.16" fill="~H"`, `fill-opacity="0.16" fill="~B"`,
	`fill-opacity="0.32" fill="~H"`, `fill-opacity="0.32" fill="~B"`,
	`fill="none" stroke-width="2" stroke="~H"`, `fill="none" stroke-width="2" stroke="~B"`,
	`fill="none" stroke-width="1.25" stroke-opacity="0.55" stroke="~H"`, `fill="none" stroke-width="1.25" stroke-opacity="0.55" stroke="~B"`,
}

// leastMatrixWide is how wide a vector is drawn.
const leastMatrixWide = 48

// weights draws the matrices beside each other, each on a scale of its own.
func (f *figure) weights(r *Run) {
	const gap = 28
	const left = figureWide - 3*gap - 2*leastMatrixWide
	share := min(max(float64(r.InputSize)/float64(r.InputSize+r.HiddenSize), 0.15), 0.85)
	x := float64(figureLeft)
	f.y += figureLine + 9
	for i, p := range r.Matrices() {
		wide := [...]float64{left * share, left * (1 - share), leastMatrixWide, leastMatrixWide}[i]
		f.label(inkText, [...]string{"Wx", "Wh", "b", "h₀"}[i], x, f.y-9)
		if i < 2 {
			f.label(softText, numpy.FormatShape(p.Rows, p.Steps), x+28, f.y-9)
		}
		f.heat(&p, x, f.y, wide, weightsHigh)
		f.label(softText, "±"+strconv.FormatFloat(p.Scale, 'g', 3, 64), x, f.y+weightsHigh+figureLine)
		x += wide + gap
	}
	f.sides(weightsHigh, r.RowAxis(weightsHigh/17), scaleTexts("＋", "0", "−"), true)
	f.y += weightsHigh + figureLine
}

// influence draws what arrives of each step in each later one, and saturation by step and
// by unit.
func (f *figure) influence(r *Run, in *Influence) {
	if in != nil {
		p := in.Picture()
		f.row(in.state("‖∂hₜ/∂hₛ‖"), &p, influenceHigh, in.SourceAxis(influenceHigh/17), in.ScaleLabels())
		f.label(softText+` font-style="italic"`, "s", figureMargin, f.y-influenceHigh+12)
		f.steps(r)
		f.said(in.Words(f.texts))
	}
	n := r.Saturations()
	f.bars("memory.steps", Bars(n.StepShare, n.StepSlope))
	f.bars("memory.units", Bars(n.UnitShare, n.UnitSlope))
	f.under(NumberAxis(r.HiddenSize, figureWide), f.texts["memory.units"])
}

// bars draws the saturation of steps or units.
//
//go:noinline
func (f *figure) bars(key, markup string) {
	f.caption(f.texts[key] + " · " + f.texts["figure.flat"])
	f.outline(markup, 0, lineHeight, barsHigh, func(classes string) string {
		if classes == " share" {
			return `fill-opacity="0.45" fill="~H"`
		}
		return `fill="none" stroke-width="1.5" stroke="~I"`
	})
	f.rule(edgeRule, f.y+barsHigh)
	f.sides(barsHigh, "", `<text x="0" y="0" dy="11">100 %</text><text x="0" y="100%">0</text>`, false)
	f.y += barsHigh
}

// gates draws those of a cell, with its states and their gradient.
func (f *figure) gates(c *ThreeCells, which Gates) {
	bands := c.Bands(which)
	high := float64(bandHigh * len(bands.Names))
	f.caption(f.texts["figure.inside"])
	f.heat(&bands.Picture, figureLeft, f.y, figureWide, high)
	f.sides(high, bands.NameAxis(), "", false)
	const x = FigureWidth - figureRight + 12
	for i, scale := range bands.Scales { // each has one of its own
		top, unit := bands.Place(i, 0)
		f.put(`<rect x="$" y="$" width="12" height="$" fill="url(#scale)"/>`, x, f.y+top*high, unit*float64(bands.units)*high)
		f.label(softText, scale, x+20, f.y+bands.middle(i)*high+5)
	}
	f.y += high
	f.steps(c.Run)
	f.said(c.Words(which, f.texts))
}

// gradient draws how large it is at every step, of each cell.
func (f *figure) gradient(c *ThreeCells, which Gates) {
	f.caption("‖∂L/∂hₜ‖")
	f.rule(lineRule, f.y)
	f.outline(c.GradientLines(which, 2*figureWide), -lineMargin, lineHeight+lineMargin, linesHigh, func(classes string) string {
		style := 2 * b2i(strings.HasSuffix(classes, "picked"))
		return gradientStyles[style+b2i(strings.Contains(classes, "carried"))]
	})
	f.rule(edgeRule, f.y+linesHigh)
	f.sides(linesHigh, c.GradientNames(which), `<g transform="translate(0 5)">`+c.GradientScale()+`</g>`, false)
	f.y += linesHigh
	f.steps(c.Run)
	f.said(c.Words(which, f.texts))
}

// gradientStyles are of h and of c; then of those of the cell that is chosen.
var gradientStyles = [...]string{
	`fill="none" stroke-width="1.5" stroke="~E"`, `fill="none" stroke-width="1.5" stroke="~E" stroke-dasharray="2 4"`,
	`fill="none" stroke-width="2.5" stroke="~H"`, `fill="none" stroke-width="2.5" stroke="~H" stroke-dasharray="2 4"`,
}
