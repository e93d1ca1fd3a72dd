package playground

// View is what a picture has to know about its screen. The zero View is a page
// that is not on a screen yet: it is drawn for the narrowest one.
type View struct {
	PlotWidth int         // width of the plots in CSS pixels
	Columns   int         // the same in device pixels
	Window    TableWindow // what of the table is in the document

	// Where the pictures lie, and their whole width and height.
	Width                 float64
	Rows                  [3]Row
	CellWidth, CellHeight float64
}

// Fragment is the inside of one element of the page.
type Fragment struct{ ID, HTML string }

// Fragments is everything on the page that is made of text and shapes. The
// build writes it into index.html, and the page writes it again on each change,
// so both are the same.
func (r *Run) Fragments(s State, texts Strings, v View) []Fragment {
	if v.Columns <= 0 {
		v.Columns = narrowPlot
	}
	if v.Window == (TableWindow{}) {
		v.Window = r.FirstWindow()
	}
	step, unit := s.Cursor()
	look := r.Pictured(s)
	fragments := []Fragment{
		{"shapes", s.Shapes(texts)},
		{"time-axis", r.StepAxis(v.PlotWidth)},
		{"inputs-scale", look.ends(look.InputScale(), s.Colors)},
		{"sums-scale", look.sumLabels(s.Colors)},
		{"inputs-name", look.inputName()},
		{"sums-name", look.sumName()},
		{"state-name", look.stateName()},
		{"lines", look.Lines(v.Columns)},
		{"lines-note", r.LinesNote(texts)},
		{"value-axis", look.valueLabels()},
		{"table-head", r.TableHead(v.Window)},
		{"table-body", r.TableBody(v.Window)},
		{"draw-note", r.DrawNote(texts)},
		{"inputs-note", r.InputsNote(texts)},
		{"summary", escapeHTML(r.TwoSentences(texts))},
		{"saturation", r.Saturation()},
		{"equation", s.Equation(s.Step)},
		{"now", Reading{Step: step, Row: unit, Gate: s.Gate}.HTML(look, Rest, texts)},
		{"inspector", r.Opened(s, r, step, unit, s.Gate, texts)},
	}
	pictures := look.Shown(s.Colors)
	beside := r.Other != nil
	fragments = append(fragments, Fragment{"heatmap-scale", look.stateLabels(s.Colors, !beside && s.Colors != ColorsByLog)})
	if beside {
		fragments = append(fragments,
			Fragment{"other-scale", r.Other.stateLabels(s.Colors, false)},
			Fragment{"difference-scale", ScaleLabels(pictures[2].Scale)},
			Fragment{"compare-note", r.ComparedNote(texts)},
			Fragment{"compare-summary", escapeHTML(r.OtherSummary(texts))})
	}
	for i, p := range pictures {
		axis := p.ID + "-axis"
		if p.ID == "heatmap" {
			axis = "unit-axis"
		}
		most := axisLabels[p.ID]
		if beside {
			most = axisLabels["other"]
		}
		if high := v.Rows[i].Height; high > 0 {
			most = min(most, max(int(high/labelHeight), 1))
		}
		labels, grid := UnitAxis(p.Rows, most), p.Grid()
		if p.ID == "inputs" {
			labels = r.InputAxis(most)
		} else if bands := look.Bands(p.ID, s.Colors); bands != nil {
			labels, grid = bands.NameAxis(), ""
		}
		fragments = append(fragments,
			Fragment{axis, labels},
			Fragment{p.ID + "-grid", grid})
	}
	return fragments
}

// Prerendered is what takes the place of the pixels and of what is written later
// on a page that has no script yet.
func (r *Run) Prerendered() []Fragment {
	fragments := []Fragment{{"printout", r.PrintoutHTML(r.Printout())}}
	for _, p := range r.Pictures(ColorsByValue) {
		fragments = append(fragments, Fragment{p.ID + "-cells", p.Cells()})
	}
	return fragments
}

// ScaleLabels are the ends of a scale of its own.
func ScaleLabels(scale float64) string {
	end := significantShort(scale)
	return scaleTexts(end, "0", "−"+end)
}
