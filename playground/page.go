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
	var all []Fragment
	r.EachFragment(s, texts, v, func(id, html string) { all = append(all, Fragment{id, html}) })
	return all
}

// EachFragment adds them one after the other, each made when the one before has been
// added: together they take a slow phone longer than it may be held up.
func (r *Run) EachFragment(s State, texts Strings, v View, add func(id, html string)) {
	if v.Columns <= 0 {
		v.Columns = narrowPlot
	}
	if v.Window == (TableWindow{}) {
		v.Window = r.FirstWindow()
	}
	step, unit := s.Cursor()
	look := r.Pictured(s)
	add("shapes", s.Shapes(texts))
	add("time-axis", r.StepAxis(v.PlotWidth))
	add("inputs-scale", look.ends(look.InputScale(), s.Colors))
	add("sums-scale", look.sumLabels(s.Colors))
	add("inputs-name", look.inputName())
	add("sums-name", look.sumName())
	add("state-name", look.stateName())
	add("lines", look.Lines(v.Columns))
	add("lines-note", r.LinesNote(texts))
	add("value-axis", look.valueLabels())
	add("table-head", r.TableHead(v.Window))
	add("table-body", r.TableBody(v.Window))
	add("draw-note", r.DrawNote(texts))
	add("inputs-note", r.InputsNote(texts))
	add("summary", escapeHTML(r.TwoSentences(texts)))
	add("saturation", r.Saturation())
	add("equation", s.Equation(s.Step))
	add("now", Reading{Step: step, Row: unit, Gate: s.Gate}.HTML(look, Rest, texts))
	add("inspector", r.Opened(s, r, step, unit, s.Gate, texts))
	pictures := look.Shown(s.Colors)
	beside := r.Other != nil
	add("heatmap-scale", look.stateLabels(s.Colors, !beside && s.Colors != ColorsByLog))
	if beside {
		add("other-scale", r.Other.stateLabels(s.Colors, false))
		add("difference-scale", ScaleLabels(pictures[2].Scale))
		add("compare-note", r.ComparedNote(texts))
		add("compare-summary", escapeHTML(r.OtherSummary(texts)))
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
		labels, grid := UnitAxis(p.Rows, most), p.Grid(v.Rows[i].Height)
		if p.ID == "inputs" {
			labels = r.InputAxis(most)
		} else if bands := look.Bands(p.ID, s.Colors); bands != nil {
			labels, grid = bands.NameAxis(), ""
		}
		add(axis, labels)
		add(p.ID+"-grid", grid)
	}
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
