package playground

import (
	"go/format"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/rnn-playground/rnn-playground/rnn"
)

// listedNetworks has each cell, in one to three layers, one or both directions, of one
// or three sequences, with every kind of input, half of them with edits anywhere; the
// ways to draw weights, and the pass that is looked at, are mixed into these.
func listedNetworks(t testing.TB) []listed {
	t.Helper()
	random := rand.New(rand.NewPCG(3, 4))
	var all []listed
	for _, cell := range AllCells {
		for n := range 12 * len(AllInputs) {
			s := Default()
			s.Cell, s.Layers, s.Bidirectional, s.Batch = cell, 1+n%3, n/3%2 == 1, 1+n/6%2*2
			s.Timesteps, s.InputSize, s.HiddenSize = 1+random.IntN(12), 1+random.IntN(6), 1+random.IntN(8)
			s.Seed = random.Uint32()
			s.Inputs = AllInputs[n/12]
			s.Weights, s.Bias = oneOf(random, AllWeights), oneOf(random, AllBiases)
			s.Gain, s.Level, s.BiasValue = oneOf(random, []float64{1, 0.5, 1.1}), random.NormFloat64(), random.NormFloat64()
			if s.Inputs.Reads() {
				s.SetText(oneOf(random, []string{"", "hello, RNN", "나는 밥을 먹고 나는 학교에 간다", "a b a c"}))
			}
			s.Part = Part{random.IntN(s.Layers), random.IntN(s.Batch), random.IntN(2) == 1 && s.Bidirectional}
			if n%2 == 1 {
				setAnywhere(t, &s, random)
			}
			all = append(all, listedOf(t, s))
		}
	}
	return all
}

// listedGradients has gradients of each L for networks whose states are not saturated,
// where 1 - h² would lose its digits; and for the tutorial's layer.
func listedGradients(t testing.TB) []listed {
	t.Helper()
	random := rand.New(rand.NewPCG(5, 6))
	var all []listed
	for _, cell := range AllCells {
		for n := range 12 * len(AllGoals) {
			s := networkState(cell, 1+n%3, 1+n/6%2*2, n/3%2 == 1)
			s.Timesteps, s.InputSize, s.HiddenSize = 2+random.IntN(8), 1+random.IntN(5), 1+random.IntN(6)
			s.Seed, s.Gain = random.Uint32(), 0.9
			s.Weights = oneOf(random, AllWeights[1:])
			s.Inputs = oneOf(random, []Inputs{RandomInputs, RandomInputs, SineInputs})
			s.Part = Part{random.IntN(s.Layers), random.IntN(s.Batch), random.IntN(2) == 1 && s.Bidirectional}
			s.Way, s.Goal = Backward, AllGoals[n/12]
			if n%4 > 0 {
				s.Pin(1+random.IntN(s.Timesteps), random.IntN(s.HiddenSize))
			}
			if n%2 == 1 {
				for range 3 {
					part := Part{random.IntN(s.Layers), random.IntN(s.Batch), random.IntN(2) == 1 && s.Bidirectional}
					edit(t, &s, part.Of(H0Tensor), random.IntN(s.HiddenSize), 0, random.NormFloat64())
					edit(t, &s, part.Of(C0Tensor), random.IntN(s.HiddenSize), 0, random.NormFloat64())
				}
			}
			all = append(all, listedOf(t, s))
		}
	}
	return all
}

func listedOf(t testing.TB, s State) listed {
	t.Helper()
	run, err := Compute(s)
	if err != nil {
		t.Fatal(err)
	}
	return listed{s, run}
}

// setAnywhere sets values of some tensors of some passes and sequences, of which there
// may be one too few.
func setAnywhere(t testing.TB, s *State, random *rand.Rand) {
	T, I, H, G := s.Timesteps, s.InputSize, s.HiddenSize, s.Cell.kind().Gates()
	values := []float64{0, 1, -0.25, 1. / 3, random.NormFloat64()}
	for range 2 + random.IntN(8) {
		part := Part{random.IntN(s.Layers + 1), random.IntN(s.Batch + 1), random.IntN(2) == 1}
		base := oneOf(random, AllTensors)
		row, column := random.IntN(G*H), 0
		switch base {
		case XTensor:
			row, column, part.Layer, part.Reverse = 1+random.IntN(T), random.IntN(I), 0, false
		case WxTensor:
			column = random.IntN(s.readBy(part.Layer))
		case WhTensor:
			column = random.IntN(H)
		case H0Tensor, C0Tensor:
			row = random.IntN(H)
		}
		edit(t, s, part.Of(base), row, column, oneOf(random, values))
	}
}

func edit(t testing.TB, s *State, tensor Tensor, row, column int, v float64) {
	t.Helper()
	if err := s.Edit(Place{tensor, row, column}, v); err != nil {
		t.Fatal(err)
	}
}

// gradientsOf is what package rnn has of the gradients of l's L: of a network of the
// layers up to that which is looked at, with the weights and inputs of its runs.
func gradientsOf(t testing.TB, l listed) *rnn.Gradients {
	t.Helper()
	s, r := l.state, l.run
	T, N, I, H, D := s.Timesteps, s.Batch, s.InputSize, s.HiddenSize, s.Directions()
	P := (r.Layer + 1) * D
	spec := rnn.Spec{Cell: r.Kind, InputSize: I, HiddenSize: H, Layers: r.Layer + 1, Bidirectional: s.Bidirectional, Bias: true}
	parameters, err := rnn.Parameters(spec)
	if err != nil {
		t.Fatal(err)
	}
	x, h0 := make([]float64, T*N*I), make([]float64, P*N*H)
	var c0 []float64
	if r.Kind.HasC() {
		c0 = make([]float64, P*N*H)
	}
	named := map[string][]float64{}
	for sequence := range N {
		of := s
		of.Part = Part{Sequence: sequence}
		run := listedOf(t, of).run
		passes := run.Passes
		if passes == nil {
			passes = []*Run{run}
		}
		for step := range T {
			copy(x[(step*N+sequence)*I:], passes[0].X[step*I:][:I])
		}
		for at, pass := range passes[:P] {
			copy(h0[(at*N+sequence)*H:], pass.H0)
			if c0 != nil {
				copy(c0[(at*N+sequence)*H:], pass.C0)
			}
			for i, w := range [][]float64{pass.Wx, pass.Wh, pass.B, make([]float64, len(pass.B))} {
				named[parameters[4*at+i].Name] = w
			}
		}
	}
	network, err := rnn.NewNetwork(spec, named, nil)
	if err != nil {
		t.Fatal(err)
	}
	trace, err := network.Forward(x, N, h0, c0)
	if err != nil {
		t.Fatal(err)
	}
	of := make([]float64, T*N*D*H)
	add := func(step, unit int, v float64) {
		of[((step-1)*N+s.Sequence)*D*H+b2i(s.Reverse)*H+unit] = v
	}
	step, unit := s.Cursor()
	switch s.Goal {
	case GoalState:
		add(step, unit, 1)
	case GoalLast:
		last := T
		if s.Reverse {
			last = 1
		}
		for j := range H {
			add(last, j, 1)
		}
	case GoalPattern:
		for step := 1; step <= T; step++ {
			add(step, unit, r.At(step, unit)-math.Sin(2*math.Pi*float64(step-1)/10))
		}
	}
	gradients, err := trace.Backward(of, nil, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	return gradients
}

func TestNetworkListingsAreReadable(t *testing.T) {
	for i, l := range append(listedNetworks(t), listedGradients(t)...) {
		for _, code := range AllCodes {
			l.state.Code = code
			text := l.run.Listing(l.state, []Strings{korean, english}[i%2])
			at := string(code) + " of " + l.state.Link()
			for line := range strings.Lines(text) {
				line = strings.TrimSuffix(line, "\n")
				if width(line) > listingWidth || strings.TrimRight(line, " \t") != line {
					t.Errorf("%s: line of %d columns: %q", at, width(line), line)
				}
				if strings.ContainsAny(line, "$|") {
					t.Errorf("%s: not filled: %q", at, line)
				}
			}
			if strings.Contains(text, "\n\n\n\n") {
				t.Errorf("%s: three empty lines\n%s", at, text)
			}
			if code == GoCode {
				if formatted, err := format.Source([]byte(text)); err != nil || string(formatted) != text {
					t.Fatalf("%s: not as gofmt would have it: %v\n%s", at, err, text)
				}
			}
		}
	}
}
