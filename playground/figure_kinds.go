package playground

import (
	"slices"
	"strings"
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
	inputsHigh    = 88
	statesHigh    = 184
	linesHigh     = 240
	bandHigh      = 56 // of a gate, or of one of several layers
	weightsHigh   = 320
	influenceHigh = 320
	barsHigh      = 48
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
func (r *Run) FigureFile(which Figure, s State, theme *FigureColors, texts Strings) *File {
	f := &File{Name: r.Setting.FileName() + "-" + string(which) + ".svg", Type: "image/svg+xml"}
	s = r.lookedAt(s)
	// What is gathered for it is for another room than that on the page: it is kept apart.
	apart := r.apart()
	if apart.Other = r.Other; r.Other != nil {
		apart.Other = r.Other.apart()
	}
	panel := s
	switch panel.Panel = ""; which {
	case WeightsFigure:
		panel.Panel = WeightsPanel
	case InfluenceFigure:
		panel.Panel = MemoryPanel
	}
	if g := apart.Gather(panel, figureRoom); g != nil {
		f.all += g.cost
		f.stages = append(f.stages, func(budget float64) (float64, bool) {
			before := g.spent
			done := g.Step(budget)
			return g.spent - before, done
		})
	}
	var in *Influence
	var cells *ThreeCells
	switch which {
	case InfluenceFigure:
		f.stages = append(f.stages, apart.influencing(f, &in))
	case GatesFigure, GradientFigure:
		if job, err := StartCells(s, apart, apart.target(s)); err == nil {
			f.all += 12 * s.Cost()
			f.stages = append(f.stages, func(budget float64) (float64, bool) {
				cells = job.Step(budget)
				return budget, cells != nil
			})
		}
	}
	f.stages = append(f.stages, func(float64) (float64, bool) {
		title := apart.FigureTitle(which, s, texts)
		to := apart.newFigure(title, theme, texts)
		look := apart.Pictured(s)
		switch {
		case which == StatesFigure:
			to.states(apart, look, s)
		case which == LinesFigure:
			to.lines(apart, look)
		case which == WeightsFigure:
			to.weights(look)
		case which == InfluenceFigure:
			to.influence(apart, in)
		case cells == nil:
		case which == GatesFigure:
			to.gates(cells, s.Gates)
		default:
			to.gradient(cells, s.Gates)
		}
		f.next = content(to.text(title))
		return partCost, true
	})
	return f
}

// apart is r, also among its passes, with what is gathered for its pictures kept apart.
func (r *Run) apart() *Run {
	run := *r
	run.blocks, run.Passes = slices.Clone(r.blocks), slices.Clone(r.Passes)
	for at, pass := range run.Passes {
		if pass == r {
			run.Passes[at] = &run
		}
	}
	return &run
}

// influencing is the stage that finds the influence out; none where it is too large.
func (r *Run) influencing(f *File, in **Influence) stage {
	var job *InfluenceJob
	return func(budget float64) (float64, bool) {
		if job == nil {
			var err error
			if job, err = r.StartInfluence(); err != nil {
				return partCost, true
			}
			f.all += job.cost
		}
		*in = job.Step(budget)
		return budget, *in != nil
	}
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
		_, err := StartCells(r.lookedAt(s), r, r.target(s))
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
