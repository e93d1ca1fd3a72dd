package playground

import (
	"math"

	"github.com/rnn-playground/rnn-playground/rnn"
)

// Gradients are ∂L by everything that a pass is made of, in the places of the values: a Run
// whose tensors are gradients. Its A, or Gates, are those of the sums before a function, and
// its H those of the states, through all that follows from them. Passes that L does not
// depend on have zeros.
type Gradients struct {
	*Run
	Of   *Run
	Loss float64
	goal goal
	own  []float64 // (T, H) what L says of the states of its pass directly
}

// goal is what a State says of L.
type goal struct {
	Goal
	step, unit int // of those that depend on it
}

// goalOf is the L of s.
func (s *State) goalOf() goal {
	g := goal{Goal: s.Goal}
	if s.Goal != GoalLast {
		g.step, g.unit = s.Cursor()
	}
	if s.Goal == GoalPattern {
		g.step = 0
	}
	return g
}

// SameGoal reports whether L is the same in a and b.
func (s State) SameGoal(other State) bool { return s.goalOf() == other.goalOf() }

// Gradient is what was found for s, or for what was asked before, and whether it is for s.
func (r *Run) Gradient(s State) (g *Gradients, ok bool) {
	return r.gradients, r.gradients != nil && r.gradients.goal == s.goalOf()
}

// Pictured is the run whose tensors the pictures show.
func (r *Run) Pictured(s State) *Run {
	if s.Way == Backward && r.Other == nil && r.gradients != nil {
		return r.gradients.Run
	}
	return r
}

// GradientTooLarge is the error of a run that is not gone back through.
type GradientTooLarge struct{ Values int64 }

func (e *GradientTooLarge) Error() string { return "playground: too large to go back through" }

// Words say so.
func (e *GradientTooLarge) Words(texts Strings) string {
	return texts.Format("gradient.toolarge", groupDigits(e.Values), groupDigits(mostNetworkValues))
}

// GradientJob goes back through time, a slice at a time.
type GradientJob struct {
	g      *Gradients
	stages []stage
}

// StartGradient plans the way back from L of s through r and the passes below it.
func (r *Run) StartGradient(s State) (*GradientJob, error) {
	if n := s.Values(); n > mostNetworkValues {
		return nil, &GradientTooLarge{n}
	}
	j := r.gradientJob(s, true)
	j.stages = append(j.stages, func(float64) (float64, bool) {
		r.gradients = j.g
		return 1, true
	})
	return j, nil
}

// gradientJob is StartGradient for a run of any size, which does not keep what is found;
// without all it is of the states of r alone.
func (r *Run) gradientJob(s State, all bool) *GradientJob {
	passes := r.Passes
	if passes == nil {
		passes = []*Run{r}
	}
	g := &Gradients{Of: r, goal: s.goalOf()}
	j := &GradientJob{g: g}
	parts := make([]*Run, len(passes))
	for at, pass := range passes {
		of := *pass // sizes, cell and part
		of.Passes, of.gradient, of.inside, of.stacked, of.stateScale = parts, true, nil, nil, 0
		of.gathered, of.digest, of.gradients, of.drawn, of.difference = gathered{}, nil, nil, nil, nil
		of.Hidden = make([]float64, len(pass.Hidden))
		of.A, of.C, of.H, of.X = nil, make([]float64, len(pass.C)), make([]float64, len(pass.H)), make([]float64, len(pass.X))
		of.Wx, of.Wh, of.B = make([]float64, len(pass.Wx)), make([]float64, len(pass.Wh)), make([]float64, len(pass.B))
		of.H0, of.C0 = make([]float64, len(pass.H0)), make([]float64, len(pass.C0))
		if pass.Gates == nil {
			of.A = make([]float64, len(pass.H))
		} else {
			of.Gates = make([][]float64, len(pass.Gates))
			for gate := range of.Gates {
				of.Gates[gate] = make([]float64, len(pass.H))
			}
		}
		parts[at] = &of
		if pass == r {
			g.Run = &of
		}
	}
	if r.Passes == nil {
		g.Run.Passes = nil
	}
	g.own = make([]float64, len(r.H))
	j.stages = append(j.stages, func(float64) (float64, bool) {
		g.Loss = r.lossOf(g.goal, g.own)
		copy(g.Run.H, g.own)
		return float64(len(r.H)), true
	})
	for at := len(passes) - 1; at >= 0; at-- {
		if pass := passes[at]; pass == r || pass.Layer < r.Layer {
			j.stages = append(j.stages, pass.back(parts[at], parts, all)...)
		}
	}
	j.stages = append(j.stages, func(float64) (float64, bool) {
		if len(parts) > 1 && parts[1].Layer == 0 { // both directions read the same inputs
			for i, v := range parts[1].X {
				parts[0].X[i] += v
			}
			parts[1].X = parts[0].X
		}
		d := g.Run.digested()
		g.Run.LargestInput, g.Run.LargestSum = d.x.size(), d.a.size()
		return float64(len(r.X)), true
	})
	return j
}

// Step works off about budget multiply-adds and gives the Gradients once they are there;
// from then on the run has them.
func (j *GradientJob) Step(budget float64) *Gradients {
	if _, done := workOff(&j.stages, budget); !done {
		return nil
	}
	return j.g
}

// Pattern is what a unit is to follow: sin(2π (t-1)/10).
func Pattern(t int) float64 { return math.Sin(2 * math.Pi * float64(t-1) / sinePeriod) }

// lossOf computes L, and puts ∂L/∂h_t, as far as L has h_t itself, into own (T, H).
func (r *Run) lossOf(g goal, own []float64) (loss float64) {
	switch g.Goal {
	case GoalState:
		own[(g.step-1)*r.HiddenSize+g.unit] = 1
		return r.At(g.step, g.unit)
	case GoalPattern:
		for t := 1; t <= r.Timesteps; t++ {
			off := r.At(t, g.unit) - Pattern(t)
			own[(t-1)*r.HiddenSize+g.unit] = off
			loss += off * off / 2
		}
		return loss
	}
	last := r.Timesteps
	if r.Reverse {
		last = 1
	}
	for unit, h := range r.row(last) {
		own[(last-1)*r.HiddenSize+unit] = 1
		loss += h
	}
	return loss
}

// back are the stages that go back through one pass: forward again in pieces, keeping what
// the way back needs, and then from the last piece to the first. What L says of the states
// is in g.H before; what it says of the inputs is added to the states of the layer below.
func (r *Run) back(g *Run, parts []*Run, all bool) []stage {
	T, I, H, G := r.Timesteps, r.InputSize, r.HiddenSize, r.Kind.Gates()
	perStep := float64(G*H) * float64(I+H+tanhCost)
	var network *rnn.Network
	var way *rnn.WayBack
	var pieces []*rnn.Trace
	var x, of, h, c, dh, dc []float64
	t := 0
	var found *rnn.Gradients // of the piece whose weights are under way
	row := 0
	weights := map[string][]float64{"weight_ih_l0": g.Wx, "weight_hh_l0": g.Wh, "bias_ih_l0": g.B}
	inOrder := func(v []float64, width int) []float64 {
		if r.Reverse {
			return reversed(v, width)
		}
		return v
	}
	return []stage{
		func(float64) (float64, bool) {
			network = r.network()
			x, of, h, c = inOrder(r.X, I), inOrder(g.H, H), r.H0, r.C0
			return packCost * float64(len(r.Wx)+len(r.Wh)), true
		},
		func(float64) (float64, bool) {
			n := atMost(T-t, pieceCost/perStep)
			trace, err := network.Forward(x[t*I:(t+n)*I], 1, h, c)
			if err != nil {
				panic(err)
			}
			pieces, h, c = append(pieces, trace), trace.HN, trace.CN
			t += n
			return float64(n) * perStep, t == T
		},
		func(float64) (float64, bool) {
			way = network.WayBack()
			return packCost * float64(len(r.Wx)+len(r.Wh)), true
		},
		func(float64) (float64, bool) {
			piece := pieces[len(pieces)-1]
			n := piece.Timesteps
			if found != nil { // some rows of its weights: all at once may take long
				rows := atMost(G*H-row, pieceCost/float64((n+2)*(I+H)))
				if err := way.AddWeights(weights, piece, found, row, row+rows); err != nil {
					panic(err)
				}
				if row += rows; row == G*H {
					found, row, pieces = nil, 0, pieces[:len(pieces)-1]
				}
				return float64(rows) * float64((n+2)*(I+H)), len(pieces) == 0
			}
			t -= n
			d, err := way.Through(piece, of[t*H:(t+n)*H], dh, dc, 0, all)
			if err != nil {
				panic(err)
			}
			dh, dc = d.H0, d.C0
			pass := &d.Passes[0]
			for k := range n {
				step := t + k
				if r.Reverse {
					step = T - 1 - step
				}
				copy(g.H[step*H:][:H], pass.H[k*H:])
				if all {
					copy(g.X[step*I:][:I], d.Input[k*I:])
				}
				if g.A != nil {
					copy(g.A[step*H:][:H], pass.Gates[k*H:])
				}
				if len(pass.C) > 0 {
					copy(g.C[step*H:][:H], pass.C[k*H:])
				}
				if len(pass.C) == 0 && G > 1 {
					copy(g.Hidden[step*H:][:H], pass.Hidden[(k*G+2)*H:])
				}
				for gate, values := range g.Gates {
					copy(values[step*H:][:H], pass.Gates[(k*G+gate)*H:])
				}
			}
			if all {
				found = d
			} else {
				pieces = pieces[:len(pieces)-1]
			}
			return 2 * float64(n) * perStep, len(pieces) == 0
		},
		func(float64) (float64, bool) {
			copy(g.H0, dh)
			copy(g.C0, dc)
			if r.Layer > 0 {
				D := r.Setting.Directions()
				for input := range D {
					below := parts[(r.Layer-1)*D+input]
					for t := range T {
						to := below.H[t*H:][:H]
						for unit, v := range g.X[t*I+input*H:][:H] {
							to[unit] += v
						}
					}
				}
			}
			return float64(len(g.X)), true
		},
	}
}
