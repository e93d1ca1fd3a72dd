package playground

// View is what a picture has to know about its screen. The zero View is a page
// that is not on a screen yet: it is drawn for the narrowest one.
type View struct {
	PlotWidth int         // width of the plots in CSS pixels
	Columns   int         // the same in device pixels
	Rows      int         // height of the state picture in device pixels
	Window    TableWindow // what of the table is in the document
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
	return []Fragment{
		{"shapes", s.Shapes()},
		{"summary", r.Summary(texts)},
		{"time-axis", TimeAxis(r.Timesteps, v.PlotWidth)},
		{"unit-axis", UnitAxis(r.HiddenSize)},
		{"heatmap-grid", HeatmapGrid(r.Timesteps, r.HiddenSize)},
		{"lines", r.Lines(v.Columns)},
		{"lines-note", r.LinesNote(texts)},
		{"table-head", r.TableHead(v.Window)},
		{"table-body", r.TableBody(v.Window, s.Step)},
	}
}
