package playground

import (
	"math"
	"slices"

	"github.com/rnn-playground/rnn-playground/rnn"
)

// ThreeCells are three layers over the same inputs, from the same h_0: an Elman layer, an
// LSTM and a GRU of one size, whose weights are drawn in the same way from the same seed.
// The one that is the page's is the page's run itself.
//
// And they are gone back through: from a number L, a state h_t[j] or the sum of the
// last state, to its gradients by every state before.
type ThreeCells struct {
	Run    *Run
	Target Target
	All    [3]*CellPass // RNN, LSTM, GRU
}

// Target is the number L that is gone back from.
type Target struct {
	Step int // t
	Unit int // j, or -1 for the sum over all
}

// CellPass is what one of the cells computes.
type CellPass struct {
	*Run
	Parameters int       // how many weights it has
	DH, DC     []float64 // (T, H) ∂L/∂h_t and ∂L/∂c_t; not a number behind the target
	LogH, LogC []float64 // (T,) log10 ‖∂L/∂h_t‖ and log10 ‖∂L/∂c_t‖

	state State
}

// cellsOf are the kinds of ThreeCells.All.
var cellsOf = [3]Cell{TanhCell, LSTMCell, GRUCell}

// Pass is the one that g names.
func (c *ThreeCells) Pass(g Gates) *CellPass {
	return c.All[max(slices.Index(AllGates, g), 0)]
}

// The comparison is kept small enough to be made on the side: LSTM's weights, and
// the states of one layer.
const (
	mostCellWeights = 1 << 20
	mostCellStates  = 1 << 19
)

// CellsTooLarge is the error of a run that is not compared.
type CellsTooLarge struct{ Weights, States int64 }

func (e *CellsTooLarge) Error() string { return "playground: too large to compare cells" }

// Words say what is too large, and what is not.
func (e *CellsTooLarge) Words(texts Strings) string {
	return texts.Format("cells.toolarge", groupDigits(e.Weights), groupDigits(e.States), groupDigits(mostCellWeights), groupDigits(mostCellStates))
}

// CellsJob makes ThreeCells, a slice at a time.
type CellsJob struct {
	cells  *ThreeCells
	stages []stage
}

// StartCells plans the comparison of r's layer, of the state s, and the way back
// from a target.
func StartCells(s State, r *Run, target Target) (*CellsJob, error) {
	weights := int64(rnn.LSTM.Gates()) * int64(s.HiddenSize) * int64(s.InputSize+s.HiddenSize)
	tooLarge := &CellsTooLarge{weights, int64(len(r.H))}
	if tooLarge.States > mostCellStates || weights > mostCellWeights {
		return nil, tooLarge
	}
	j := &CellsJob{cells: &ThreeCells{Run: r, Target: target}}
	s.Compare = ""
	for i, cell := range cellsOf {
		p := &CellPass{state: s}
		p.state.Network = Network{Cell: cell, Layers: 1, Batch: s.Batch, Part: Part{Sequence: s.Sequence}}
		if cell != s.Cell || len(r.Passes) > 1 {
			p.state.Edits, p.state.Given = s.Edits.only(XTensor, H0Tensor), s.Given.only(XTensor, H0Tensor)
			job, err := Start(p.state)
			if err != nil {
				return nil, tooLarge
			}
			j.stages = append(j.stages, func(budget float64) (float64, bool) {
				before := job.spent
				p.Run = job.Step(budget)
				return max(job.spent-before, 1), p.Run != nil
			})
		} else {
			p.Run = r
		}
		j.cells.All[i] = p
		j.stages = append(j.stages, p.goBack(target)...)
	}
	return j, nil
}

// Retarget plans the way back from another target, over what c computed.
func (c *ThreeCells) Retarget(target Target) *CellsJob {
	next := &ThreeCells{Run: c.Run, Target: target}
	j := &CellsJob{cells: next}
	for i, p := range c.All {
		again := *p
		next.All[i] = &again
		j.stages = append(j.stages, again.goBack(target)...)
	}
	return j
}

// Step works off about budget multiply-adds and gives the ThreeCells once they are done.
func (j *CellsJob) Step(budget float64) *ThreeCells {
	if _, done := workOff(&j.stages, budget); !done {
		return nil
	}
	return j.cells
}

// pieceCost is about that of a piece of a pass, between two looks at the clock.
const pieceCost = 2e6

// goBack goes from the target to the first step.
func (p *CellPass) goBack(target Target) []stage {
	var job *GradientJob
	var g *Gradients
	return []stage{
		func(float64) (float64, bool) {
			s := p.state
			s.Goal = GoalLast
			if s.Pin(target.Step, target.Unit); target.Unit >= 0 {
				s.Goal = GoalState
			}
			p.Parameters = len(p.Wx) + len(p.Wh) + len(p.B)
			job = p.Run.gradientJob(s, false)
			return 1, true
		},
		func(float64) (float64, bool) {
			g = job.Step(1) // a piece
			return pieceCost, g != nil
		},
		func(float64) (float64, bool) {
			H, T := p.HiddenSize, p.Timesteps
			p.DH, p.DC, p.LogH, p.LogC = g.H, g.C, missing(T), missing(len(g.C)/H)
			norms(p.LogH, p.DH[:target.Step*H], H)
			norms(p.LogC, p.DC[:min(target.Step*H, len(p.DC))], H)
			for _, behind := range [...][]float64{p.DH[target.Step*H:], p.DC[min(target.Step*H, len(p.DC)):]} {
				for i := range behind {
					behind[i] = math.NaN()
				}
			}
			return clearCost * float64(len(p.H)), true
		},
	}
}

// missing are n values that are not there.
func missing(n int) []float64 {
	values := make([]float64, n)
	for i := range values {
		values[i] = math.NaN()
	}
	return values
}

// norms puts log10 of the norm of each row of v (…, size) into logs. The largest is
// taken out first: squares of what is very small would be zero.
func norms(logs, v []float64, size int) {
	for r := range len(v) / size {
		row := v[r*size:][:size]
		largest, sum := 0.0, 0.0
		for _, x := range row {
			largest = max(largest, math.Abs(x))
		}
		for _, x := range row {
			x /= largest
			sum += x * x
		}
		logs[r] = math.Log10(largest) + math.Log10(sum)/2
		if largest == 0 || math.IsInf(largest, 1) {
			logs[r] = math.Log10(largest)
		}
	}
}
