package playground

import (
	"math"

	"github.com/rnn-playground/rnn-playground/numpy"
	"github.com/rnn-playground/rnn-playground/rnn"
)

// Saturated is the size past which a hidden state counts as pinned.
const Saturated = 0.99

// Run holds every number of one pass through the layer. The slices are flat and
// row-major.
type Run struct {
	Timesteps  int
	InputSize  int
	HiddenSize int
	Seed       uint32
	Setting    Setting // what the numbers follow from

	X  []float64 // (T, I) inputs
	Wx []float64 // (H, I) input weights
	Wh []float64 // (H, H) recurrent weights
	B  []float64 // (H,)   bias
	H0 []float64 // (H,)   initial state, zero unless set by hand
	A  []float64 // (T, H) pre-activations: h_t = tanh(a_t)
	H  []float64 // (T, H) hidden states h_1 … h_T

	LargestInput   float64 // of all |x|
	LargestSum     float64 // of all |a|
	SlopeSum       float64 // of all 1 - h²
	SaturatedCount int     // how many hidden states have |h| > Saturated
	Negative       bool    // whether a hidden state is negative
	Scientific     bool    // whether NumPy would print H in scientific notation

	Tokens     []string // of the sentence: one for each step
	Vocabulary []string // one-hot: the character of each input

	// Of a layer that is not the tutorial's. Wx is then (G·H, I), Wh (G·H, H) and b
	// (G·H,), gate after gate, and A is there only for a cell without gates.
	Kind   rnn.Cell
	Part               // which pass of the network this is
	Passes []*Run      // all of them over the same sequence, this one among them; nil for a single layer of the tutorial
	Gates  [][]float64 // (T, H) each, after their functions, in PyTorch's order
	C      []float64   // (T, H) of LSTM
	C0     []float64   // (H,)
	Hidden []float64   // (T, H) of GRU: the product of Wh in its gate n with Bhn, which r scales
	Bhn    []float64   // (H,) of GRU: what is added to that product; nil for nothing

	Other *Run // B, what this run is compared with; nil for nothing

	drawn           map[Place]float64 // what the seed gave where a value was set by hand
	digest          *digest           // nil unless a Job computed the run
	difference      []float64         // (T, H) B's states less A's, once a Job has them
	gradient        bool              // its tensors are gradients
	gradients       *Gradients        // of the last L that was asked for
	inside, stacked *Bands            // once they were asked for
	insideBy        Colors
	stackedBy       Colors
	stateScale      float64
	gathered        // of a large run, by a Gathering
}

// Slope of tanh where it is h: 1 - h². Written so, it keeps its digits near 1.
func Slope(h float64) float64 { return (1 - h) * (1 + h) }

// slopeAt is that of r's function where it is h: of relu 0 or 1.
func (r *Run) slopeAt(h float64) float64 {
	if r.Kind == rnn.RNNReLU {
		return float64(b2i(h > 0))
	}
	return Slope(h)
}

// Bytes of the tensors that the tutorial's layer has too, with those of B.
func (r *Run) Bytes() (bytes int64) {
	for _, tensor := range r.tensors() {
		bytes += 8 * int64(len(*tensor))
	}
	if r.Other != nil {
		bytes += r.Other.Bytes() + 8*int64(len(r.difference))
	}
	return bytes
}

// GiveAway lets go of these tensors of r and of B, which are all that a run that travels
// has, and of what was found out for their pictures, to make room for another run. What
// is left are its sizes and what they
// follow from: nothing that looks at values, or counts them, may be asked of it.
func (r *Run) GiveAway() {
	for _, tensor := range r.tensors() {
		*tensor = nil
	}
	r.difference, r.gradients, r.gathered = nil, nil, gathered{}
	if r.Other != nil {
		r.Other.GiveAway()
	}
}

// At is h_t[unit], t counting from 1.
func (r *Run) At(t, unit int) float64 { return r.H[(t-1)*r.HiddenSize+unit] }

// kernel does the arithmetic of all runs.
var kernel rnn.Kernel = rnn.Plain{}

// Accelerate has a faster kernel do the arithmetic from now on. No number depends
// on it. It is for the start of a program: nothing may be computing.
func Accelerate(k rnn.Kernel) { kernel = k }

// Costs in multiply-adds of the kernel, three of which take as long as one of plain Go:
// of a tanh, as measured under WebAssembly, and of a draw from the random stream.
const (
	drawCost = 60
	tanhCost = 60
	packCost = 4 // to bring a weight into the kernel's order, or back
)

// Cost estimates the work of a run in multiply-adds.
func (s *State) Cost() float64 {
	if !s.Plain() {
		return s.networkCost()
	}
	t, i, h := float64(s.Timesteps), float64(s.InputSize), float64(s.HiddenSize)
	drawn := t*i + h*i
	if s.Weights != IdentityWeights {
		drawn += h * h
	}
	if s.Bias == BiasAsWeights {
		drawn += h
	}
	cost := drawCost*drawn + t*h*(i+h+tanhCost) + s.decomposition() + s.digestion()
	cost += clearCost*(t*i+h*i+h*h+2*t*h) + 2*packCost*(h*i+h*h)
	if s.Inputs != RandomInputs {
		cost += enterCost * t * i
	}
	if s.Compare != "" {
		b := s.B()
		cost += b.Cost() + (clearCost+differenceCost)*t*h
	}
	return cost
}

// Job is a run under way. It is worked off in slices, so that a page can stay
// alive during a long one and drop it when the user has moved on. The numbers
// do not depend on the slices.
type Job struct {
	run   *Run
	state State
	spent float64
	cost  float64
	b     *Job // the run to compare with, or nil

	// What is left to do. The tensors come first, in the tutorial's order; then what
	// is said of them; then, once B is done, what is said of both.
	tensors, digest, both []stage
}

// check returns the error of Start.
func (s *State) check() error {
	for _, p := range AllParameters {
		if _, err := p.Check(float64(p.Get(s))); err != nil {
			return err
		}
	}
	return s.CheckTotal()
}

// bareRun is the run of s without tensors.
func (s *State) bareRun() *Run {
	return &Run{Timesteps: s.Timesteps, InputSize: s.InputSize, HiddenSize: s.HiddenSize, Seed: s.Seed, Setting: s.Setting}
}

// sizes are the lengths of the tensors, in their order.
func (r *Run) sizes() [7]int {
	t, i, h := r.Timesteps, r.InputSize, r.HiddenSize
	return [7]int{t * i, h * i, h * h, h, h, t * h, t * h}
}

// Start checks the sizes. Room for the tensors is made when they are.
func Start(s State) (*Job, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	r, random := s.bareRun(), numpy.NewRandom(s.Seed)
	j := &Job{run: r, state: s, cost: s.Cost()}
	if s.Plain() {
		r.B, r.H0 = make([]float64, s.HiddenSize), make([]float64, s.HiddenSize)
		j.tensors = append(s.stages(r, random), j.forward()...)
	} else {
		passes := s.startPasses()
		r = passes[s.pass()]
		j.run, j.tensors = r, s.networkStages(passes, random)
	}
	j.digest = r.digesting()
	if s.Compare != "" {
		var err error
		if j.b, err = Start(s.B()); err != nil {
			return nil, err
		}
		j.both = r.differing()
	}
	return j, nil
}

// Step works off about budget multiply-adds and gives the Run once it is done,
// nil before.
func (j *Job) Step(budget float64) *Run {
	limit := j.spent + budget
	if !j.work(&j.tensors, limit) || !j.work(&j.digest, limit) {
		return nil
	}
	if j.b != nil && j.run.Other == nil {
		if j.spent >= limit {
			return nil
		}
		before := j.b.spent
		j.run.Other = j.b.Step(limit - j.spent)
		if j.spent += j.b.spent - before; j.run.Other == nil {
			return nil
		}
	}
	if !j.work(&j.both, limit) {
		return nil
	}
	return j.run
}

// work goes on with stages up to a limit, and reports whether none is left.
func (j *Job) work(stages *[]stage, limit float64) bool {
	spent, done := workOff(stages, limit-j.spent)
	j.spent += spent
	return done
}

// workOff goes on with stages by about a budget, and tells what that took and whether
// none is left.
func workOff(stages *[]stage, budget float64) (spent float64, done bool) {
	for len(*stages) > 0 {
		if spent >= budget {
			return spent, false
		}
		cost, ended := (*stages)[0](budget - spent)
		if spent += cost; ended {
			*stages = (*stages)[1:]
		}
	}
	return spent, true
}

// forward are the stages from the weights and inputs to the states.
func (j *Job) forward() []stage {
	r := j.run
	T, I, H := r.Timesteps, r.InputSize, r.HiddenSize
	var weights *rnn.InPlace // a copy would be as much again
	var packed *rnn.Packed
	t := 0 // steps computed
	return []stage{
		func(float64) (float64, bool) {
			layer, err := rnn.NewLayer(I, H, r.Wx, r.Wh, r.B)
			if err == nil {
				weights, err = layer.InPlace(kernel)
			}
			if err != nil {
				panic(err) // stages have made the tensors that Start was asked for
			}
			return 1, true
		},
		func(budget float64) (float64, bool) {
			n := atMost(weights.Rows(), budget/packCost/float64(I+H))
			packed = weights.Pack(n)
			return packCost * float64(n) * float64(I+H), packed != nil
		},
		room(&r.A, T*H), room(&r.H, T*H),
		func(budget float64) (float64, bool) {
			perStep := float64(H) * float64(I+H+tanhCost)
			n := atMost(T-t, budget/perStep)
			err := packed.Forward(r.H[t*H:(t+n)*H], r.A[t*H:(t+n)*H], r.X[t*I:(t+n)*I], r.Before(t+1))
			if err != nil {
				panic(err)
			}
			t += n
			return float64(n) * perStep, t == T
		},
		func(budget float64) (float64, bool) {
			n := atMost(H, budget/packCost/float64(I+H))
			return packCost * float64(n) * float64(I+H), weights.Unpack(n)
		},
	}
}

// Earlier is the step that the pass takes before t, t-1 or of a reverse one t+1; ok
// reports whether there is one.
func (r *Run) Earlier(t int) (step int, ok bool) {
	if r.Part.Reverse {
		return t + 1, t < r.Timesteps
	}
	return t - 1, t > 1
}

// Before is the state before step t, t counting from 1: h_{t-1}, of a reverse pass
// h_{t+1}, or h_0.
func (r *Run) Before(t int) []float64 {
	if step, ok := r.Earlier(t); ok {
		return r.row(step)
	}
	return r.H0
}

// atMost is how many of n pieces fit into a budget of so many, at least one.
func atMost(n int, budget float64) int {
	if budget >= float64(n) {
		return n
	}
	return min(n, 1+int(max(budget, 0)))
}

// Progress is the share of the work that is done, 0 … 1. What is left of a
// decomposition depends on the numbers and is not known before.
func (j *Job) Progress() float64 {
	if len(j.tensors)+len(j.digest)+len(j.both) == 0 && (j.b == nil || j.run.Other != nil) {
		return 1
	}
	return min(j.spent/j.cost, 0.999)
}

// Compute runs s to its end.
func Compute(s State) (*Run, error) {
	job, err := Start(s)
	if err != nil {
		return nil, err
	}
	return job.Step(math.Inf(1)), nil
}
