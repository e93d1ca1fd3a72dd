package playground

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/rnn-playground/rnn-playground/rnn"
)

// scaledRun is a run whose weights are multiplied by so much, computed again.
func scaledRun(t *testing.T, timesteps, hidden int, seed uint32, weights Weights, scale float64) *Run {
	t.Helper()
	s := Default()
	s.Timesteps, s.InputSize, s.HiddenSize, s.Seed, s.Weights = timesteps, 3, hidden, seed, weights
	r := compute(t, s)
	for i := range r.Wh {
		r.Wh[i] *= scale
	}
	forward(t, r)
	return r
}

// forward computes the states of r again, from its weights and inputs.
func forward(t *testing.T, r *Run) {
	t.Helper()
	layer, err := rnn.NewLayer(r.InputSize, r.HiddenSize, r.Wx, r.Wh, r.B)
	if err == nil {
		err = layer.Forward(r.H, r.A, r.X, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	r.recount()
}

// recount brings the counts of r up to its states.
func (r *Run) recount() {
	r.SaturatedCount, r.LargestSum, r.SlopeSum, r.Negative = 0, 0, 0, false
	for i, v := range r.H {
		r.SaturatedCount += b2i(math.Abs(v) > Saturated)
		r.LargestSum = max(r.LargestSum, math.Abs(r.A[i]))
		r.SlopeSum += Slope(v)
		r.Negative = r.Negative || v < 0
	}
}

// naiveInfluence is log10 ‖∂h_t/∂h_s‖ by three plain loops, scaled to a largest
// entry near 1 after each step.
func naiveInfluence(r *Run, s, t int) float64 {
	H := r.HiddenSize
	m, next := make([]float64, H*H), make([]float64, H*H)
	for i := range H {
		m[i*H+i] = 1
	}
	exponent := 0
	for step := s + 1; step <= t; step++ {
		for j := range H {
			for i := range H {
				sum := 0.0
				for k := range H {
					sum += float64(float64(Slope(r.At(step, j))*r.Wh[j*H+k]) * m[k*H+i])
				}
				next[j*H+i] = sum
			}
		}
		m, next = next, m
		largest := 0.0
		for _, v := range m {
			largest = max(largest, math.Abs(v))
		}
		if largest == 0 {
			return math.Inf(-1)
		}
		_, e := math.Frexp(largest)
		for i := range m {
			m[i] = math.Ldexp(m[i], -e)
		}
		exponent += e
	}
	sum := 0.0
	for _, v := range m {
		sum += v * v
	}
	return math.Log10(sum)/2 + float64(exponent)*math.Log10(2)
}

// influence does all of the work at once.
func influence(t *testing.T, r *Run) *Influence {
	t.Helper()
	job, err := r.StartInfluence()
	if err != nil {
		t.Fatal(err)
	}
	return job.Step(math.Inf(1))
}

// apart is how far two logarithms are from each other; zero norms only meet zero
// norms.
func apart(a, b float64) float64 {
	if a == b || math.IsNaN(a) && math.IsNaN(b) {
		return 0
	}
	if d := math.Abs(a - b); d >= 0 {
		return d
	}
	return math.Inf(1)
}

func TestInfluenceIsTheNaiveProduct(t *testing.T) {
	largest := 0.0
	for _, c := range []struct {
		timesteps, hidden int
		weights           Weights
		scale             float64
	}{
		{1, 1, TutorialWeights, 1}, {1, 8, PyTorchWeights, 1}, {2, 3, PyTorchWeights, 1}, {10, 8, TutorialWeights, 1},
		{10, 8, PyTorchWeights, 1}, {12, 5, PyTorchWeights, 6}, {9, 33, PyTorchWeights, 1}, {20, 13, PyTorchWeights, 0.01},
		{7, 40, TutorialWeights, 1}, {15, 6, TutorialWeights, 0}, {30, 1, PyTorchWeights, 1e-30}, {25, 4, PyTorchWeights, 1e-200},
		{8, 7, TutorialWeights, 5}, {6, 30, TutorialWeights, 2}, {230, 2, PyTorchWeights, 3}, {450, 1, TutorialWeights, 1},
	} {
		r := scaledRun(t, c.timesteps, c.hidden, 11, c.weights, c.scale)
		in := influence(t, r)
		for column := range in.Columns {
			for row, got := range in.Onto(column) {
				s, step := row*in.Stride, in.StepAt(column)
				if step < s {
					if !math.IsNaN(got) {
						t.Fatalf("%+v: %g for t = %d before s = %d", c, got, step, s)
					}
					continue
				}
				if step > 60 && (row%7 != 0 || column%5 != 0) {
					continue // enough of these
				}
				want := naiveInfluence(r, s, step)
				d := apart(got, want) / max(1, math.Abs(want))
				if math.IsInf(want, -1) {
					d = apart(got, want)
				}
				if largest = max(largest, d); d > 1e-14 {
					t.Fatalf("%+v: s = %d, t = %d: 10^%v, want 10^%v", c, s, step, got, want)
				}
			}
		}
	}
	t.Logf("largest difference of log10: %.2g", largest)
}

// The same norms from the real NumPy, in more digits than float64 has.
func TestInfluenceIsNumPys(t *testing.T) {
	text, err := os.ReadFile("testdata/influence.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Numpy string
		Cases []struct {
			Name                  string
			Timesteps, HiddenSize int
			Wh, States            []float64
			Log10                 [][]*float64
		}
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Cases) < 10 {
		t.Fatalf("only %d goldens of NumPy %s", len(file.Cases), file.Numpy)
	}
	largest := 0.0
	for _, g := range file.Cases {
		in := influence(t, &Run{Timesteps: g.Timesteps, HiddenSize: g.HiddenSize, Wh: g.Wh, H: g.States})
		if in.Sources != g.Timesteps+1 || in.Columns != g.Timesteps || len(g.Log10) != in.Sources {
			t.Fatalf("%s: %d sources, %d columns", g.Name, in.Sources, in.Columns)
		}
		worst := 0.0
		for s, row := range g.Log10 {
			for i, log := range row {
				if s+i == 0 {
					continue // t = 0 is not on the time axis
				}
				want := math.Inf(-1)
				if log != nil {
					want = *log
				}
				got := in.Onto(s + i - 1)[s]
				d := apart(got, want)
				if log != nil {
					d /= max(1, math.Abs(want))
				}
				if worst = max(worst, d); d > 1e-13 {
					t.Errorf("%s: s = %d, t = %d: 10^%v, want 10^%v", g.Name, s, s+i, got, want)
				}
			}
		}
		t.Logf("%-10s largest difference of log10 %.2g", g.Name, worst)
		largest = max(largest, worst)
	}
	t.Logf("all: %.2g", largest)
}

// The norm is that of the differences that a change in h_s really makes. Central
// differences of width 1e-5 are off by rounding, about 1e-11, and that of a norm
// of 1e-3 by 1e-8 of it.
func TestInfluenceIsWhatAChangeMakes(t *testing.T) {
	const width, tolerance = 1e-5, 1e-7
	largest := 0.0
	for _, c := range []struct {
		timesteps, hidden int
		weights           Weights
		scale             float64
	}{{1, 4, PyTorchWeights, 1}, {8, 6, PyTorchWeights, 1}, {12, 5, PyTorchWeights, 2.5}, {3, 3, TutorialWeights, 0.2}} {
		r := scaledRun(t, c.timesteps, c.hidden, 5, c.weights, c.scale)
		layer, err := rnn.NewLayer(r.InputSize, r.HiddenSize, r.Wx, r.Wh, r.B)
		if err != nil {
			t.Fatal(err)
		}
		in, H := influence(t, r), r.HiddenSize
		for s := range r.Timesteps {
			steps := r.Timesteps - s
			squares := make([]float64, steps) // of the differences, by step
			for unit := range H {
				var moved [2][]float64
				for side := range moved {
					h0 := make([]float64, H)
					if s > 0 {
						copy(h0, r.H[(s-1)*H:s*H])
					}
					h0[unit] += width * float64(1-2*side)
					moved[side] = make([]float64, steps*H)
					if err := layer.Forward(moved[side], nil, r.X[s*r.InputSize:], h0); err != nil {
						t.Fatal(err)
					}
				}
				for i := range steps * H {
					d := (moved[0][i] - moved[1][i]) / (2 * width)
					squares[i/H] += d * d
				}
			}
			for i, square := range squares {
				got := math.Pow(10, in.Onto(s + i)[s])
				d := math.Abs(got/math.Sqrt(square) - 1)
				if largest = max(largest, d); !(d <= tolerance) {
					t.Errorf("%+v: s = %d, t = %d: %g, a change makes %g", c, s, s+i+1, got, math.Sqrt(square))
				}
			}
		}
	}
	t.Logf("largest relative difference %.2g", largest)
}

func TestInfluenceDoesNotDependOnSlices(t *testing.T) {
	for _, c := range []struct {
		timesteps, hidden int
		weights           Weights
	}{{30, 9, PyTorchWeights}, {900, 2, PyTorchWeights}, {12, 40, TutorialWeights}, {5, 60, PyTorchWeights}} {
		r := scaledRun(t, c.timesteps, c.hidden, 3, c.weights, 1)
		want := influence(t, r)
		for _, budget := range []float64{0, 1, 777, 40_000, 1e6} {
			job, err := r.StartInfluence()
			if err != nil {
				t.Fatal(err)
			}
			var got *Influence
			calls, progress := 0, 0.0
			for got == nil {
				got = job.Step(budget)
				if p := job.Progress(); p < progress || p > 1 {
					t.Fatalf("progress from %g to %g", progress, p)
				} else {
					progress = p
				}
				calls++
			}
			for i, v := range got.Log {
				if math.Float64bits(v) != math.Float64bits(want.Log[i]) {
					t.Fatalf("%+v in slices of %g: value %d is %g, want %g", c, budget, i, v, want.Log[i])
				}
			}
			if !slices.Equal(got.Lifetime, want.Lifetime) || !slices.Equal(got.Zero, want.Zero) {
				t.Errorf("%+v in slices of %g: other lifetimes", c, budget)
			}
			if budget == 777 && calls < 5 {
				t.Errorf("%+v: %d calls", c, calls)
			}
			if progress < 0.8 {
				t.Errorf("%+v: done at %g", c, progress)
			}
		}
	}
}

// Lifetime and Zero against the norms.
func TestInfluenceLifetimes(t *testing.T) {
	endless, short, zero := 0, 0, 0
	for seed := range uint32(40) {
		weights := AllWeights[seed%2]
		r := scaledRun(t, 25, 1+int(seed)%9*int(seed%3), seed, weights, []float64{1, 0.3, 3}[seed%3])
		in := influence(t, r)
		for row := range in.Sources {
			s := row * in.Stride
			lifetime, first := 1, 0
			for step := max(s, 1); step <= 25; step++ {
				log := in.Onto(step - 1)[row]
				if log >= in.Start()-2 {
					lifetime = step - s + 1
				}
				if first == 0 && math.IsInf(log, -1) {
					first = step
				}
			}
			lifetime = max(lifetime, 1)
			if s+lifetime > 25 {
				lifetime = -1
				endless++
			} else {
				short++
			}
			zero += b2i(first > 0)
			if in.Lifetime[row] != lifetime || in.Zero[row] != first {
				t.Errorf("seed %d, s = %d: lifetime %d, zero from %d; want %d, %d", seed, s, in.Lifetime[row], in.Zero[row], lifetime, first)
			}
		}
	}
	if endless < 100 || short < 100 || zero < 20 {
		t.Errorf("%d endless, %d short, %d zero", endless, short, zero)
	}
}

// Whatever the size: within the budget, and the columns even, or an error that
// names what would fit.
func TestInfluenceSizes(t *testing.T) {
	for _, timesteps := range []int{1, 2, 3, 9, 100, 399, 401, 1000, 12_345, 100_000} {
		for _, hidden := range []int{1, 3, 8, 30, 64, 128, 200} {
			if timesteps*hidden > 1_000_000 {
				continue
			}
			r := flatRun(timesteps, hidden, 0.5)
			r.Wh = make([]float64, hidden*hidden)
			job, err := r.StartInfluence()
			if influenceFits(timesteps, hidden) != (err == nil) {
				t.Fatalf("%d × %d: %v", timesteps, hidden, err)
			}
			if large, ok := err.(*InfluenceTooLarge); ok {
				if large.FitTimesteps >= timesteps || large.FitHidden >= hidden ||
					!influenceFits(large.FitTimesteps, hidden) || !influenceFits(timesteps, large.FitHidden) ||
					influenceFits(large.FitTimesteps+1, hidden) || influenceFits(timesteps, large.FitHidden+1) {
					t.Errorf("%v", err)
				}
				continue
			}
			in := job.in
			if job.cost > 1.1*influenceBudget || in.Sources > mostSources || in.Columns > mostKept {
				t.Errorf("%d × %d: %g multiply-adds, %d × %d", timesteps, hidden, job.cost, in.Columns, in.Sources)
			}
			if (in.Sources-1)*in.Stride > timesteps || in.Sources*in.Stride <= timesteps {
				t.Errorf("%d steps: %d sources, every %d", timesteps, in.Sources, in.Stride)
			}
			if in.StepAt(in.Columns-1) != timesteps {
				t.Errorf("%d steps: the last column is %d", timesteps, in.StepAt(in.Columns-1))
			}
			for step := 1; step <= timesteps; step += 1 + timesteps/1000 {
				column := in.ColumnOf(step)
				if in.StepAt(column) < step || column > 0 && in.StepAt(column-1) >= step {
					t.Fatalf("%d of %d is in column %d", step, timesteps, column)
				}
			}
		}
	}
}

// Where no unit has a slope there is nothing to multiply, so any size fits.
func TestPinnedInfluenceFitsAtAnySize(t *testing.T) {
	r := flatRun(2000, 300, 1)
	r.Wh = make([]float64, 300*300)
	for i := range r.Wh {
		r.Wh[i] = 1
	}
	in := influence(t, r)
	if in.Zero[0] != 1 || !math.IsInf(in.Onto(5)[0], -1) {
		t.Errorf("zero from %d on, %g", in.Zero[0], in.Onto(5)[0])
	}
	// Some units with a slope: the same as with the others counted.
	for step := range 2000 {
		for unit := range 5 {
			r.H[step*300+(unit*37+step)%300] = 0.25
		}
	}
	in = influence(t, r)
	if got, want := in.Onto(in.ColumnOf(10))[0], naiveInfluence(r, 0, in.StepAt(in.ColumnOf(10))); apart(got, want) > 1e-13*math.Abs(want) {
		t.Errorf("10^%v, want 10^%v", got, want)
	}
}

func BenchmarkInfluence(b *testing.B) {
	for _, size := range [][2]int{{10, 8}, {1000, 8}, {100_000, 8}, {100_000, 1}, {200, 64}, {200, 128}, {20, 256}} {
		s := Default()
		s.Timesteps, s.HiddenSize, s.Weights = size[0], size[1], PyTorchWeights
		r, err := Compute(s)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(s.Link(), func(b *testing.B) {
			spent := 0.0
			for b.Loop() {
				job, err := r.StartInfluence()
				if err != nil {
					b.Skip(err)
				}
				job.Step(math.Inf(1))
				spent = job.spent
			}
			b.ReportMetric(spent, "cost")
			b.ReportMetric(spent*float64(b.N)/float64(b.Elapsed().Nanoseconds()), "cost/ns")
		})
	}
}
