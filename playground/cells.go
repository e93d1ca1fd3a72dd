package playground

import (
	"math"

	"github.com/rnn-playground/rnn-playground/numpy"
	"github.com/rnn-playground/rnn-playground/rnn"
)

// ThreeCells are three layers over the same inputs, from the same h_0: the Elman layer of
// a run, as it is, and beside it an LSTM and a GRU of its size, whose weights are
// drawn in the same way from the same seed, Wx (G·H, I), Wh (G·H, H) and b (G·H,) in
// the place of Wx, Wh and b. PyTorch's second bias is zero. Keras begins with 1 in
// LSTM's bias of the forget gate where it has zeros else, and so do its weights here.
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
	Cell       rnn.Cell
	Parameters int         // how many weights it has
	Gates      [][]float64 // (T, H) each, after their functions, in PyTorch's order; RNN has none
	C          []float64   // (T, H) of LSTM
	H          []float64   // (T, H)
	DH, DC     []float64   // (T, H) ∂L/∂h_t and ∂L/∂c_t; not a number behind the target
	LogH, LogC []float64   // (T,) log10 ‖∂L/∂h_t‖ and log10 ‖∂L/∂c_t‖

	pieces []*rnn.Trace // consecutive in time
	starts []int        // the step, from 0, that each begins with
	weights
}

// weights of a cell while it is made.
type weights struct {
	drawn   *Run
	network *rnn.Network
}

// cellsOf are the kinds of ThreeCells.All.
var cellsOf = [3]rnn.Cell{rnn.RNNTanh, rnn.LSTM, rnn.GRU}

// Pass is the one that g names.
func (c *ThreeCells) Pass(g Gates) *CellPass {
	for i, name := range AllGates {
		if name == g {
			return c.All[i]
		}
	}
	return c.All[0]
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
	weights := int64(rnn.LSTM.Gates()) * int64(r.HiddenSize) * int64(r.InputSize+r.HiddenSize)
	if states := int64(len(r.H)); weights > mostCellWeights || states > mostCellStates {
		return nil, &CellsTooLarge{weights, states}
	}
	j := &CellsJob{cells: &ThreeCells{Run: r, Target: target}}
	for i, cell := range cellsOf {
		p := &CellPass{Cell: cell}
		j.cells.All[i] = p
		if cell == rnn.RNNTanh {
			p.drawn = r
		} else {
			j.stages = append(j.stages, p.draw(s, r)...)
		}
		j.stages = append(j.stages, p.forward(r)...)
		j.stages = append(j.stages, p.back(r, target)...)
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
		j.stages = append(j.stages, again.back(c.Run, target)...)
	}
	return j
}

// Step works off about budget multiply-adds and gives the ThreeCells once they are done.
func (j *CellsJob) Step(budget float64) *ThreeCells {
	for budget > 0 && len(j.stages) > 0 {
		spent, done := j.stages[0](budget)
		if budget -= spent; done {
			j.stages = j.stages[1:]
		}
	}
	if len(j.stages) > 0 {
		return nil
	}
	return j.cells
}

// draw makes the weights of an LSTM or a GRU.
func (p *CellPass) draw(s State, r *Run) []stage {
	p.drawn = s.bareRun()
	p.drawn.B = make([]float64, p.Cell.Gates()*r.HiddenSize)
	random := numpy.NewRandom(s.Seed)
	inputs := len(r.X) // drawn before the weights, by whatever they were replaced
	spare := make([]float64, min(inputs, 4096))
	stages := []stage{func(budget float64) (float64, bool) {
		n := min(atMost(inputs, budget/drawCost), len(spare))
		random.FillRandom(spare[:n])
		inputs -= n
		return drawCost * float64(n), inputs == 0
	}}
	stages = append(stages, s.drawing(p.drawn, p.Cell.Gates(), random)...)
	if s.Weights == KerasWeights && s.Bias == BiasAsWeights && p.Cell == rnn.LSTM {
		stages = append(stages, func(float64) (float64, bool) {
			for j := range r.HiddenSize {
				p.drawn.B[r.HiddenSize+j] = 1
			}
			return float64(r.HiddenSize), true
		})
	}
	return stages
}

// stepCost is that of a step of a cell, forward.
func (p *CellPass) stepCost(r *Run) float64 {
	return float64(p.Cell.Gates()*r.HiddenSize) * float64(r.InputSize+r.HiddenSize+tanhCost)
}

// pieceCost is about that of a piece of a pass, between two looks at the clock.
const pieceCost = 2e6

// forward computes the states, piece by piece: each begins with the states that the
// one before ends with, which gives the bits of a single pass.
func (p *CellPass) forward(r *Run) []stage {
	T, I, H, G := r.Timesteps, r.InputSize, r.HiddenSize, p.Cell.Gates()
	t, h, c := 0, r.H0, []float64(nil)
	return []stage{
		func(float64) (float64, bool) {
			w := p.drawn
			var err error
			p.network, err = rnn.NewNetwork(rnn.Spec{Cell: p.Cell, InputSize: I, HiddenSize: H, Layers: 1, Bias: true}, map[string][]float64{
				"weight_ih_l0": w.Wx, "weight_hh_l0": w.Wh, "bias_ih_l0": w.B, "bias_hh_l0": make([]float64, G*H),
			}, kernel)
			if err != nil {
				panic(err) // its weights were drawn for it
			}
			p.Parameters = len(w.Wx) + len(w.Wh) + len(w.B)
			p.H = make([]float64, T*H)
			if p.Cell.HasC() {
				p.C = make([]float64, T*H)
			}
			if G > 1 {
				p.Gates = make([][]float64, G)
			}
			for g := range p.Gates {
				p.Gates[g] = make([]float64, T*H)
			}
			return packCost * float64(p.Parameters), true
		},
		func(float64) (float64, bool) {
			n := atMost(T-t, pieceCost/p.stepCost(r))
			trace, err := p.network.Forward(r.X[t*I:(t+n)*I], 1, h, c)
			if err != nil {
				panic(err)
			}
			p.pieces, p.starts = append(p.pieces, trace), append(p.starts, t)
			pass := &trace.Passes[0]
			copy(p.H[t*H:], pass.H)
			copy(p.C[min(t*H, len(p.C)):], pass.C)
			for g := range p.Gates {
				for k := range n {
					copy(p.Gates[g][(t+k)*H:][:H], pass.Gates[(k*G+g)*H:])
				}
			}
			h, c = trace.HN, trace.CN
			if t += n; t == T {
				p.weights = weights{} // the pieces have what they need
			}
			return float64(n) * p.stepCost(r), t == T
		},
	}
}

// back goes from the target to the first step, piece by piece.
func (p *CellPass) back(r *Run, target Target) []stage {
	H := r.HiddenSize
	var dh, dc []float64 // of the states between two pieces
	at := 0
	return []stage{
		func(float64) (float64, bool) {
			p.DH, p.LogH = missing(len(p.H)), missing(r.Timesteps)
			p.DC, p.LogC = missing(len(p.C)), missing(len(p.C)/H)
			for at = len(p.pieces) - 1; p.starts[at] >= target.Step; at-- {
			}
			return clearCost * float64(len(p.H)+len(p.C)), true
		},
		func(float64) (float64, bool) {
			piece, start := p.pieces[at], p.starts[at]
			var of []float64 // ∂L/∂ the piece's states, as L has them
			if last := target.Step - 1 - start; last < piece.Timesteps {
				of = make([]float64, piece.Timesteps*H)
				for j := range H {
					if target.Unit < 0 || target.Unit == j {
						of[last*H+j] = 1
					}
				}
			}
			g, err := piece.BackwardStates(of, dh, dc, 0)
			if err != nil {
				panic(err)
			}
			n := min(piece.Timesteps, target.Step-start)
			pass := &g.Passes[0]
			copy(p.DH[start*H:], pass.H[:n*H])
			norms(p.LogH[start:], pass.H[:n*H], H)
			if len(pass.C) > 0 {
				copy(p.DC[start*H:], pass.C[:n*H])
				norms(p.LogC[start:], pass.C[:n*H], H)
			}
			dh, dc = g.H0, g.C0
			at--
			return 2 * float64(piece.Timesteps) * p.stepCost(r), at < 0
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
