package playground

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rnn-playground/rnn-playground/numpy"
)

// Figure names a picture that can be taken along.
type Figure string

const (
	StatesFigure    Figure = "states"    // what stands over the axis of time: x, a or the gates, h
	LinesFigure     Figure = "lines"     // a line for each unit
	WeightsFigure   Figure = "weights"   // Wx, Wh, b, h_0
	InfluenceFigure Figure = "influence" // what arrives of each step in each later one, and where it is flat
	GatesFigure     Figure = "gates"     // of one of the cells that are compared
	GradientFigure  Figure = "gradient"  // on its way back through each of them
)

// AllFigures in the order in which they are offered.
var AllFigures = []Figure{StatesFigure, LinesFigure, WeightsFigure, InfluenceFigure, GatesFigure, GradientFigure}

// Heights of plots.
const (
	inputsHigh  = 88
	statesHigh  = 184
	linesHigh   = 240
	bandHigh    = 56 // of a gate, or of one of several layers
	weightsHigh = 320
	influenceHi = 320
	barsHigh    = 48
)

// figureRoom is the room of figures in pixels, twice as many as in their lengths.
var figureRoom = Room{
	Columns: 2 * figureWide, Rows: [3]int{2 * inputsHigh, 2 * statesHigh, 2 * statesHigh},
	Matrices: [4]int{figureWide, figureWide, 2 * leastMatrixWide, 2 * leastMatrixWide}, High: 2 * weightsHigh,
}

// FigureTitle is what one is called, of a run as s looks at it.
func (r *Run) FigureTitle(which Figure, s State, texts Strings) string {
	back := r.Pictured(s).gradient
	switch {
	case which == GatesFigure:
		return texts.Format("figure.gates", strings.ToUpper(string(s.Gates)))
	case which == StatesFigure && r.Other != nil:
		return texts["figure.states.compare"]
	case which == StatesFigure && back:
		return texts["figure.states.backward"]
	case which == StatesFigure && r.Gates != nil:
		return texts["figure.states.gates"]
	case which == LinesFigure && back:
		return texts["figure.lines.backward"]
	case which == WeightsFigure && back:
		return texts["figure.weights.backward"]
	}
	return texts["figure."+string(which)]
}

// FigureFile is an .svg file of a picture.
func (r *Run) FigureFile(which Figure, s State, theme Theme, texts Strings) *File {
	f := &File{Name: r.Setting.FileName() + "-" + string(which) + ".svg", Type: "image/svg+xml"}
	s = State{Setting: r.Setting}.SeenAs(s)
	// What is gathered for it is for another room than that on the page: it is kept apart.
	apart := *r
	apart.blocks = slices.Clone(r.blocks)
	if r.Other != nil {
		other := *r.Other
		apart.Other = &other
	}
	panel := s
	panel.Panel = map[Figure]Panel{WeightsFigure: WeightsPanel, InfluenceFigure: MemoryPanel}[which]
	if g := apart.Gather(panel, figureRoom); g != nil {
		f.all += g.cost
		f.stages = append(f.stages, func(budget float64) (float64, bool) {
			before := g.spent
			done := g.Step(budget)
			return g.spent - before, done
		})
	}
	draw := func(to func(*figure)) {
		f.stages = append(f.stages, func(float64) (float64, bool) {
			figure := apart.newFigure(apart.FigureTitle(which, s, texts), &theme, texts)
			to(figure)
			f.next = content(figure.text())
			return partCost, true
		})
	}
	look := apart.Pictured(s)
	switch which {
	case StatesFigure:
		draw(func(to *figure) { to.states(&apart, look, s, texts) })
	case LinesFigure:
		draw(func(to *figure) { to.lines(&apart, look, texts) })
	case WeightsFigure:
		draw(func(to *figure) { to.weights(look) })
	case InfluenceFigure:
		apart.influenceStages(f, func(in *Influence) {
			draw(func(to *figure) { to.influence(&apart, in, texts) })
		})
	default:
		apart.cellsStages(f, s, func(c *ThreeCells) {
			if which == GatesFigure {
				draw(func(to *figure) { to.gates(c, s.Gates, texts) })
			} else {
				draw(func(to *figure) { to.gradient(c, s.Gates, texts) })
			}
		})
	}
	return f
}

// FigureError is why there is no such picture of r, or nil.
func (r *Run) FigureError(which Figure, s State) error {
	switch which {
	case InfluenceFigure:
		if !r.MemoryWaits() {
			_, err := r.StartInfluence()
			return err
		}
	case GatesFigure, GradientFigure:
		_, err := StartCells(State{Setting: r.Setting}.SeenAs(s), r, r.target(s))
		return err
	}
	return nil
}

// target is what is gone back from in the comparison of the cells: the pinned state, or
// else the sum of the last ones.
func (r *Run) target(s State) Target {
	if s.Step > 0 {
		return Target{Step: s.Step, Unit: s.Unit}
	}
	return Target{Step: r.Timesteps, Unit: -1}
}

// influenceStages find the influence out, and go on with what is made of it; nil where it
// is too large.
func (r *Run) influenceStages(f *File, then func(*Influence)) {
	var job *InfluenceJob
	f.stages = append(f.stages, func(budget float64) (float64, bool) {
		if job == nil {
			var err error
			if job, err = r.StartInfluence(); err != nil {
				then(nil)
				return partCost, true
			}
			f.all += job.cost
			return partCost, false
		}
		in := job.Step(budget)
		if in == nil {
			return budget, false
		}
		then(in)
		return budget, true
	})
}

// cellsStages are the same for the cells that are compared.
func (r *Run) cellsStages(f *File, s State, then func(*ThreeCells)) {
	job, err := StartCells(s, r, r.target(s))
	f.all += 12 * s.Cost()
	f.stages = append(f.stages, func(budget float64) (float64, bool) {
		if err != nil {
			then(nil)
			return partCost, true
		}
		cells := job.Step(budget)
		if cells == nil {
			return budget, false
		}
		then(cells)
		return budget, true
	})
}

// states draws the pictures over the axis of time.
func (f *figure) states(r, look *Run, s State, texts Strings) {
	for i, p := range look.Shown(s.Colors) {
		high, most := float64(statesHigh), statesHigh/17
		if i == 0 && r.Other == nil {
			high, most = inputsHigh, inputsHigh/17
		}
		axis := UnitAxis(p.Rows, most)
		if p.ID == "inputs" {
			axis = look.InputAxis(most)
		}
		if bands := look.Bands(p.ID, s.Colors); bands != nil {
			axis = bands.NameAxis()
			high = max(high, float64(bandHigh*len(bands.Names)))
		}
		scale := look.ends(p.Scale, s.Colors)
		switch p.ID {
		case "sums":
			scale = look.sumLabels(s.Colors)
		case "heatmap":
			scale = look.stateLabels(s.Colors, r.Other == nil && s.Colors != ColorsByLog)
		case "other":
			scale = r.Other.stateLabels(s.Colors, false)
		case "difference":
			scale = ScaleLabels(p.Scale)
		}
		f.row(look.rowCaption(p.ID, texts), &p, high, axis, scale, true)
		f.noted(&p, high, texts)
	}
	f.under(r.StepAxis(figureWide), texts["axis.time"])
}

// noted says what a block of a picture is, where there is not a cell for every value.
func (f *figure) noted(p *Picture, height float64, texts Strings) {
	m := p.heatmap(2*figureWide, int(2*height))
	if note := m.Note(texts); note != "" && p.Steps*p.Rows > mostDrawnCells {
		f.y += figureLine
		f.label(figureLeft, f.y, note, "")
	}
}

// rowCaption says what a picture over the axis of time is.
func (r *Run) rowCaption(id string, texts Strings) string {
	switch id {
	case "other":
		return "B: " + r.Other.Setting.differs(r.Setting.Compare, texts)
	case "difference":
		return "B − A"
	case "heatmap":
		if r.Other != nil {
			return "A: " + r.Setting.differs(r.Setting.Compare, texts)
		}
		return r.stateName() + " · " + texts["legend.h"]
	case "inputs":
		if r.Layer > 0 {
			return withoutTags(r.inputName()) + " · " + texts["legend.h"]
		}
		return withoutTags(r.inputName()) + " · " + texts["legend.x"]
	}
	if name := withoutTags(r.sumName()); name != "" {
		return name + " · " + texts["figure.sums"]
	}
	return texts["figure.inside"]
}

// lines draws the states as lines.
func (f *figure) lines(r, look *Run, texts Strings) {
	f.caption(look.stateName() + " · " + r.LinesNote(texts))
	const top, bottom = -lineMargin, lineHeight + lineMargin
	share := func(v float64) float64 { return f.y + linesHigh*(v-top)/(bottom-top) }
	f.rule(share(0), f.theme.Line)
	f.rule(share(lineHeight/2), f.theme.Edge)
	f.rule(share(lineHeight), f.theme.Line)
	f.outline(look.Lines(2*figureWide), top, bottom, linesHigh, func(group, class string) string {
		color, opacity := f.theme.H, "0.55"
		if group != "" {
			opacity = "0.4"
		}
		if group == "b" {
			color = f.theme.B
		}
		switch class {
		case "band all":
			return `stroke="none" fill-opacity="0.16" fill="` + color + `"`
		case "band half":
			return `stroke="none" fill-opacity="0.32" fill="` + color + `"`
		case "median":
			return `fill="none" stroke-width="2" stroke="` + color + `"`
		}
		return `fill="none" stroke-width="1.25" stroke-opacity="` + opacity + `" stroke="` + color + `"`
	})
	f.sides(linesHigh, look.valueLabels(), "", false)
	f.y += linesHigh
	f.under(r.StepAxis(figureWide), texts["axis.time"])
}

// leastMatrixWide is how wide a vector is drawn.
const leastMatrixWide = 48

// weights draws the matrices beside each other, each on a scale of its own.
func (f *figure) weights(r *Run) {
	matrices := r.Matrices()
	const gap = 28
	left := float64(figureWide - 3*gap - 2*leastMatrixWide)
	share := min(max(float64(r.InputSize)/float64(r.InputSize+r.HiddenSize), 0.15), 0.85)
	widths := [4]float64{left * share, left * (1 - share), leastMatrixWide, leastMatrixWide}
	f.y += figureLine
	names := [4]string{"Wx", "Wh", "b", "h₀"}
	x := float64(figureLeft)
	for i, p := range matrices {
		f.label(x, f.y, names[i], `fill="`+f.theme.Ink+`"`)
		if i < 2 {
			f.label(x+28, f.y, numpy.FormatShape(p.Rows, p.Steps), "")
		}
		f.heat(&p, x, f.y+9, widths[i], weightsHigh)
		f.label(x, f.y+9+weightsHigh+figureLine, "±"+strconv.FormatFloat(p.Scale, 'g', 3, 64), "")
		x += widths[i] + gap
	}
	f.y += 9
	f.sides(weightsHigh, r.RowAxis(weightsHigh/17), scaleTexts("＋", "0", "−"), true)
	f.y += weightsHigh + figureLine
}

// influence draws what arrives of each step in each later one, and saturation by step and
// by unit.
func (f *figure) influence(r *Run, in *Influence, texts Strings) {
	if in != nil {
		p := in.Picture()
		f.row(in.state("‖∂h")+"ₜ/"+in.state("∂h")+"ₛ‖", &p, influenceHi, in.SourceAxis(influenceHi/17), in.ScaleLabels(), true)
		f.label(figureMargin, f.y-influenceHi+12, "s", `font-style="italic"`)
		f.under(r.StepAxis(figureWide), texts["axis.time"])
		f.note(wrapWords(strings.Fields(withoutTags(in.Words(texts))), " "))
	}
	n := r.Saturations()
	for _, bars := range [...]struct {
		name         string
		share, slope []float64
		axis         string
	}{
		{"memory.steps", n.StepShare, n.StepSlope, ""},
		{"memory.units", n.UnitShare, n.UnitSlope, NumberAxis(r.HiddenSize, figureWide)},
	} {
		f.caption(texts["figure.flat"] + " · " + texts[bars.name])
		f.outline(Bars(bars.share, bars.slope), 0, lineHeight, barsHigh, func(_, class string) string {
			if class == "share" {
				return `fill-opacity="0.45" fill="` + f.theme.H + `"`
			}
			return `fill="none" stroke-width="1.5" stroke="` + f.theme.Ink + `"`
		})
		f.rule(f.y+barsHigh, f.theme.Edge)
		f.sides(barsHigh, "", `<text x="0" y="0" dy="11">100 %</text><text x="0" y="100%">0</text>`, false)
		f.y += barsHigh
		if bars.axis != "" {
			f.under(bars.axis, texts["memory.units"])
		}
	}
}

// gates draws those of a cell, with its states and their gradient.
func (f *figure) gates(c *ThreeCells, which Gates, texts Strings) {
	if c == nil {
		return
	}
	bands := c.Bands(which)
	f.row(texts["figure.inside"], &bands.Picture, float64(bandHigh*len(bands.Names)), bands.NameAxis(), "", true)
	f.nest(FigureWidth-figureRight+32, f.y-float64(bandHigh*len(bands.Names)), figureRight-48, float64(bandHigh*len(bands.Names)), `transform="translate(0 5)"`, bands.ScaleAxis())
	f.under(c.Run.StepAxis(figureWide), texts["axis.time"])
	f.note(wrapWords(strings.Fields(withoutTags(c.Words(which, texts))), " "))
}

// gradient draws how large it is at every step, of each cell.
func (f *figure) gradient(c *ThreeCells, which Gates, texts Strings) {
	if c == nil {
		return
	}
	f.caption("‖∂L/∂hₜ‖")
	const top, bottom = -lineMargin, lineHeight + lineMargin
	f.rule(f.y, f.theme.Line)
	f.outline(c.GradientLines(which, 2*figureWide), top, bottom, linesHigh, func(_, class string) string {
		attributes := `fill="none" stroke-width="1.5" stroke="` + f.theme.Edge + `"`
		if strings.Contains(class, "picked") {
			attributes = `fill="none" stroke-width="2.5" stroke="` + f.theme.H + `"`
		}
		if strings.Contains(class, "carried") {
			attributes += ` stroke-dasharray="2 4"`
		}
		return attributes
	})
	f.rule(f.y+linesHigh, f.theme.Edge)
	f.sides(linesHigh, c.GradientNames(which), `<g transform="translate(0 5)">`+c.GradientScale()+`</g>`, false)
	f.y += linesHigh
	f.under(c.Run.StepAxis(figureWide), texts["axis.time"])
	f.note(wrapWords(strings.Fields(withoutTags(c.Words(which, texts))), " "))
}
