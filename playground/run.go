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

	Other *Run // B, what this run is compared with; nil for nothing

	drawn map[Place]float64 // what the seed gave where a value was set by hand
}

// Slope of tanh where it is h: 1 - h². Written so, it keeps its digits near 1.
func Slope(h float64) float64 { return (1 - h) * (1 + h) }

// At is h_t[unit], t counting from 1.
func (r *Run) At(t, unit int) float64 { return r.H[(t-1)*r.HiddenSize+unit] }

// kernel does the arithmetic of all runs.
var kernel rnn.Kernel = rnn.Plain{}

// Accelerate has a faster kernel do the arithmetic from now on. No number depends
// on it. It is for the start of a program: nothing may be computing.
func Accelerate(k rnn.Kernel) { kernel = k }

// Cost of one piece of work, in multiply-adds: what a draw from the random
// stream and a tanh were measured to cost beside one under WebAssembly.
const (
	drawCost = 20
	tanhCost = 60
)

// Cost estimates the work of a run in multiply-adds.
func (s *State) Cost() float64 {
	t, i, h := float64(s.Timesteps), float64(s.InputSize), float64(s.HiddenSize)
	drawn := t*i + h*i
	if s.Weights != IdentityWeights {
		drawn += h * h
	}
	if s.Bias == BiasAsWeights {
		drawn += h
	}
	cost := drawCost*drawn + t*h*(i+h+tanhCost) + s.decomposition()
	if s.Compare != "" {
		b := s.B()
		cost += b.Cost()
	}
	return cost
}

// Job is a run under way. It is worked off in slices, so that a page can stay
// alive during a long one and drop it when the user has moved on. The numbers
// do not depend on the slices.
type Job struct {
	run      *Run
	state    State
	layer    *rnn.Layer
	packed   *rnn.Packed // layer, once its weights are drawn
	undone   []stage     // what is still to be drawn, in the tutorial's order
	t        int         // steps computed
	spent    float64
	cost     float64
	b        *Job // the run to compare with, or nil
	measured bool
	bare     bool // nothing is wanted but the tensors
	done     bool
}

// check returns the error of Start.
func (s *State) check() error {
	for _, p := range Parameters {
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

// Start checks the sizes and allocates everything the run needs.
func Start(s State) (*Job, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	r := s.bareRun()
	sizes := r.sizes()
	for at, tensor := range r.tensors() {
		*tensor = make([]float64, sizes[at])
	}
	layer, err := rnn.NewLayer(r.InputSize, r.HiddenSize, r.Wx, r.Wh, r.B)
	if err != nil {
		return nil, err
	}
	j := &Job{run: r, state: s, layer: layer, undone: s.stages(r, numpy.NewRandom(s.Seed)), cost: s.Cost()}
	if s.Compare != "" {
		if j.b, err = Start(s.B()); err != nil {
			return nil, err
		}
	}
	return j, nil
}

// Step works off about budget multiply-adds and gives the Run once it is done,
// nil before.
func (j *Job) Step(budget float64) *Run {
	limit := j.spent + budget
	for len(j.undone) > 0 && j.spent < limit {
		spent, done := j.undone[0](limit - j.spent)
		j.spent += spent
		if !done {
			continue
		}
		if j.undone = j.undone[1:]; len(j.undone) == 0 {
			j.state.enter(j.run)
			j.run.edit(j.state.Edits.All())
		}
	}
	if len(j.undone) > 0 {
		return nil
	}
	r := j.run
	perStep := float64(r.HiddenSize) * float64(r.InputSize+r.HiddenSize+tanhCost)
	if n := atMost(r.Timesteps-j.t, (limit-j.spent)/perStep); n > 0 {
		i, h := r.InputSize, r.HiddenSize
		previous := r.H0
		if j.t > 0 {
			previous = r.H[(j.t-1)*h : j.t*h]
		}
		var err error
		if j.packed == nil {
			j.packed, err = j.layer.Pack(kernel)
		}
		if err == nil {
			err = j.packed.Forward(r.H[j.t*h:(j.t+n)*h], r.A[j.t*h:(j.t+n)*h], r.X[j.t*i:(j.t+n)*i], previous)
		}
		if err != nil {
			panic(err) // Start made all sizes agree
		}
		j.spent += float64(n) * perStep
		if j.t += n; j.t == r.Timesteps {
			j.packed = nil
		}
	}
	if j.t < r.Timesteps {
		return nil
	}
	if !j.bare && !j.measured {
		r.measure()
		j.measured = true
	}
	if j.b != nil && r.Other == nil {
		if j.spent >= limit {
			return nil
		}
		before := j.b.spent
		j.b.bare = j.bare
		r.Other = j.b.Step(limit - j.spent)
		j.spent += j.b.spent - before
		if r.Other == nil {
			return nil
		}
	}
	j.done = true
	return r
}

// measure sums up what is said of the run as a whole.
func (r *Run) measure() {
	r.LargestInput, r.LargestSum = largest(r.X), largest(r.A)
	for _, v := range r.H {
		if math.Abs(v) > Saturated {
			r.SaturatedCount++
		}
		r.Negative = r.Negative || v < 0
		r.SlopeSum += Slope(v)
	}
	r.Scientific = numpy.Scientific(r.H)
}

// largest size of the values; 0 of none.
func largest(values []float64) float64 {
	most := 0.0
	for _, v := range values {
		if size := math.Abs(v); size > most { // faster in WebAssembly than max
			most = size
		}
	}
	return most
}

// Before is h_{t-1}, t counting from 1.
func (r *Run) Before(t int) []float64 {
	if t == 1 {
		return r.H0
	}
	return r.H[(t-2)*r.HiddenSize:][:r.HiddenSize]
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
	if j.done {
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
