package playground

import (
	"math"
	"slices"

	"github.com/rnn-playground/rnn-playground/rnn"
)

// InfluenceJob computes an Influence in slices, as Job does a Run.
//
// It goes through time once and takes all sources along. For each it has the
// transposed Jacobian (∂h_t/∂h_s)ᵀ, a row for each unit of h_s: then a step is
// the same product for all rows, with J = diag(1 − h_t²) Wh. A unit whose slope
// is exactly zero has a row of zeros in J, and a column of zeros in what comes
// before the next one; it is left out of both, which changes no bit. Where all
// units are pinned at ±1 to the last digit, little or nothing is left to do.
type InfluenceJob struct {
	in  *Influence
	run *Run

	active []int32 // (T+1,) how many units have a slope that is not zero

	// The step that is worked on. Sources first … end-1 have to be brought to it;
	// source is the next of them, with row rows done.
	t                       int
	first, end, source, row int
	column                  int       // of step t, -1 if it is not kept
	now, before             []int32   // units with a slope, at t and t-1
	jac                     []float64 // (now, before) padded with zeros, as rnn.Pack has it
	jacobians               []scaled  // (S,)
	spare                   []float64 // the next product goes here
	free                    [][]float64

	// What step t needs before that: its Jacobian, unless no source needs that, and
	// the source before it, newest, unless that has none. -1 stands for neither.
	newest      int
	gathered    int // rows of jac
	started     int // units of newest
	preparing   bool
	spent, cost float64
}

// scaled is a matrix times 2^exponent.
type scaled struct {
	values   []float64
	exponent int
}

// StartInfluence plans the work. The error is an *InfluenceTooLarge.
func (r *Run) StartInfluence() (*InfluenceJob, error) {
	T, H := r.Timesteps, r.stateSize()
	active := r.active
	if active == nil {
		r.countingActive(&active)(math.Inf(1))
	}
	// Costs of the products of step 2 … t of a source that has them all, and where
	// each source ends.
	products := make([]float64, T+1)
	ends := make([]int32, T+1)
	for t := 2; t <= T; t++ {
		products[t] = products[t-1] + productCost(H, int(active[t]), int(active[t-1]))
	}
	end := T
	for s := T; s >= 0; s-- {
		ends[s] = int32(end)
		if active[s] == 0 {
			end = s
		}
	}
	plan, ok := planInfluence(T, func(s int) float64 {
		if s == T || active[s+1] == 0 {
			return 0
		}
		return firstCost(H, int(active[s+1])) + products[ends[s]] - products[s+1]
	})
	if !ok {
		each := H / r.HiddenSize
		return nil, &InfluenceTooLarge{
			Timesteps: T, HiddenSize: r.HiddenSize,
			FitTimesteps: mostThatFit(T, func(t int) bool { return influenceFits(t, H) }),
			FitHidden:    mostThatFit(r.HiddenSize, func(h int) bool { return influenceFits(T, h*each) }),
		}
	}
	for t := 1; t <= T; t++ {
		plan.cost += scanCost*float64(H) + gatherCost*float64(active[t])*float64(active[t-1])
	}
	perColumn := niceStep(T, mostKept)
	in := &Influence{
		Timesteps: T, HiddenSize: H, of: r,
		Stride: plan.stride, Sources: plan.sources, Columns: (T + perColumn - 1) / perColumn,
		Lifetime: make([]int, plan.sources), Zero: make([]int, plan.sources),
	}
	in.Log = make([]float64, in.Columns*in.Sources)
	for column := range in.Columns {
		t := in.StepAt(column)
		for row, log := range in.Onto(column) {
			switch s := row * in.Stride; {
			case t < s:
				log = math.NaN()
			case t == s:
				log = in.Start()
			default:
				log = math.Inf(-1) // until there is a norm
			}
			in.Onto(column)[row] = log
		}
	}
	for row := range in.Lifetime {
		in.Lifetime[row] = 1
	}
	return &InfluenceJob{in: in, run: r, active: active, jacobians: make([]scaled, plan.sources), cost: plan.cost}, nil
}

// countingActive is the stage that counts the units that have a slope, step by step.
func (r *Run) countingActive(active *[]int32) stage {
	T, H := r.Timesteps, r.stateSize()
	counts := make([]int32, T+1)
	counts[0] = int32(H)
	t := 0
	return func(budget float64) (float64, bool) {
		n := atMost(T-t, budget/(scanCost*float64(H)))
		for range n {
			t++
			for unit := range H {
				if r.leadsOn(r.taken(t), unit) {
					counts[t]++
				}
			}
		}
		if t == T {
			*active = counts
		}
		return scanCost * float64(H) * float64(n), t == T
	}
}

// Step works off about budget multiply-adds and gives the Influence once it is
// done, nil before.
func (j *InfluenceJob) Step(budget float64) *Influence {
	limit := j.spent + budget
	for first := true; first || j.spent < limit; first = false {
		switch {
		case j.preparing:
			j.prepare(limit)
		case j.source < j.end:
			j.multiply(limit)
		case j.t < j.in.Timesteps:
			j.advance()
		default:
			for row, lifetime := range j.in.Lifetime {
				if row*j.in.Stride+lifetime > j.in.Timesteps {
					j.in.Lifetime[row] = -1
				}
			}
			return j.in
		}
	}
	return nil
}

// Progress is the share of the work that is done, 0 … 1.
func (j *InfluenceJob) Progress() float64 { return min(j.spent/j.cost, 1) }

// advance goes on to the next step: its Jacobian, and the source before it, whose
// product is that Jacobian alone.
func (j *InfluenceJob) advance() {
	j.t++
	r, H := j.run, j.run.stateSize()
	j.before, j.now = j.now, j.before[:0]
	for unit := range H {
		if r.leadsOn(r.taken(j.t), unit) {
			j.now = append(j.now, int32(unit))
		}
	}
	if j.column = j.in.ColumnOf(j.t); j.in.StepAt(j.column) != j.t {
		j.column = -1
	}
	j.end = min((j.t-2)/j.in.Stride+1, j.in.Sources) // s ≤ t-2 have a product
	if j.t == 1 {
		j.end = 0
	}
	newest := -1
	if (j.t-1)%j.in.Stride == 0 {
		newest = (j.t - 1) / j.in.Stride
	}
	m := padded(len(j.now))
	if m == 0 {
		for j.first <= max(j.end-1, newest) {
			if j.in.Zero[j.first] == 0 {
				j.in.Zero[j.first] = j.t
			}
			j.drop()
		}
	}
	j.spent += scanCost * float64(H)
	j.source, j.row = j.first, 0
	j.gathered, j.started, j.newest, j.preparing = len(j.now), 0, -1, false
	if j.source < j.end {
		j.gathered, j.preparing = 0, true
		j.jac = zeros(j.jac, rnn.PackedLen(m, padded(len(j.before))))
		j.spent += clearCost * float64(len(j.jac))
	}
	if newest >= j.first && newest >= 0 {
		j.newest, j.preparing = newest, true
		start := zeros(j.take(), (H+H%2)*m)
		j.spent += clearCost * float64(len(start))
		j.jacobians[newest] = scaled{values: start}
	}
}

// prepare goes on with what step t needs.
func (j *InfluenceJob) prepare(limit float64) {
	r, H, m, n := j.run, j.run.stateSize(), padded(len(j.now)), padded(len(j.before))
	t := r.taken(j.t)
	for j.gathered < len(j.now) {
		a, unit := j.gathered, j.now[j.gathered]
		row, of := j.jac[a/8*8*n+a%8:], r.jacobianAt(t, int(unit))
		if r.Gates == nil {
			slope, weights := of.by[0], r.Wh[int(unit)*H:][:H]
			for b, from := range j.before {
				row[8*b] = float64(slope * weights[from])
			}
		} else {
			for b, from := range j.before {
				row[8*b] = r.entry(&of, int(unit), int(from))
			}
		}
		j.spent += gatherCost * float64(len(j.before))
		if j.gathered++; j.spent >= limit {
			return
		}
	}
	if j.newest >= 0 {
		start := j.jacobians[j.newest].values
		for j.started < len(j.now) {
			// A few columns of it side by side, for its rows are far from each other.
			units := j.now[j.started:min(j.started+8, len(j.now))]
			var rows [8]jacobian
			for a, unit := range units {
				rows[a] = r.jacobianAt(t, int(unit))
			}
			for from := range H {
				for a, unit := range units {
					start[from*m+j.started+a] = r.entry(&rows[a], int(unit), from)
				}
			}
			j.started += len(units)
			if j.spent += 8 * float64(H) * float64(len(units)); j.spent >= limit {
				return
			}
		}
		j.measure(j.newest)
	}
	j.preparing = false
}

// multiply brings some rows of a source to step t, or all that are left.
func (j *InfluenceJob) multiply(limit float64) {
	H := j.run.stateSize()
	pairs := (H + 1) / 2
	m, n := padded(len(j.now)), padded(len(j.before))
	at := &j.jacobians[j.source]
	j.spare = resized(j.spare, 2*pairs*m)
	perPair := productCost(H, len(j.now), len(j.before)) / float64(pairs)
	count := atMost(pairs-j.row/2, (limit-j.spent)/perPair)
	// A row is what became of a change in one unit: the rows are worked on apart
	// from each other, a few at a time, and in Jᵀ is a product of J for each.
	out := j.spare[j.row*m:][:2*count*m]
	clear(out)
	kernel.Product(out, j.jac, at.values[j.row*n:][:2*count*n], m, n)
	j.spent += float64(count) * perPair
	if j.row += 2 * count; j.row < 2*pairs {
		return
	}
	at.values, j.spare = j.spare, at.values
	j.measure(j.source)
	j.source, j.row = j.source+1, 0
}

// Sums of squares within these bounds lost nothing that counts.
const leastSquare, largestSquare = 0x1p-200, 0x1p200

// measure takes down the norm of a source at step t. A matrix whose numbers get
// too large or too small is multiplied by a power of two, which rounds nothing.
func (j *InfluenceJob) measure(source int) {
	at := &j.jacobians[source]
	sum := sumOfSquares(at.values)
	if !(sum >= leastSquare && sum <= largestSquare) {
		largest := spanOf(at.values).size()
		if largest == 0 {
			if j.in.Zero[source] == 0 {
				j.in.Zero[source] = j.t
			}
			if source == j.first { // older ones are zero too
				j.drop()
			}
			return
		}
		_, exponent := math.Frexp(largest)
		// As math.Ldexp, in one product or, for no power is above 2^1023, two.
		up := min(-exponent, 1000)
		first, second := math.Ldexp(1, up), math.Ldexp(1, -exponent-up)
		for i, v := range at.values {
			at.values[i] = v * first * second
		}
		at.exponent += exponent
		sum = sumOfSquares(at.values)
	}
	log := math.Log10(sum)/2 + float64(at.exponent)*(math.Ln2/math.Ln10)
	if j.column >= 0 {
		j.in.Onto(j.column)[source] = log
	}
	if log >= j.in.Start()-2 {
		j.in.Lifetime[source] = j.t - source*j.in.Stride + 1
	}
}

// drop takes out the first source, which is exactly zero from here on.
func (j *InfluenceJob) drop() {
	at := &j.jacobians[j.first]
	if at.values != nil {
		j.free = append(j.free, at.values)
	}
	at.values = nil
	j.first++
}

// take gives a matrix that is no longer needed.
func (j *InfluenceJob) take() (values []float64) {
	if n := len(j.free); n > 0 {
		values, j.free = j.free[n-1], j.free[:n-1]
	}
	return values
}

// zeros are n of them, in the memory of values if that is enough: new memory is not
// cleared twice.
func zeros(values []float64, n int) []float64 {
	if cap(values) < n {
		return make([]float64, n)
	}
	values = values[:n]
	clear(values)
	return values
}

// resized has room for n values; what they are is not said.
func resized(values []float64, n int) []float64 {
	return slices.Grow(values[:0], n)[:n]
}

// sumOfSquares of values, a multiple of four, with four sums side by side.
func sumOfSquares(values []float64) float64 {
	var s0, s1, s2, s3 float64
	for ; len(values) >= 4; values = values[4:] {
		v := (*[4]float64)(values)
		s0 += float64(v[0] * v[0])
		s1 += float64(v[1] * v[1])
		s2 += float64(v[2] * v[2])
		s3 += float64(v[3] * v[3])
	}
	return (s0 + s1) + (s2 + s3)
}
