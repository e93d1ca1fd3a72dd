package playground

import (
	"math"

	"github.com/rnn-playground/rnn-playground/numpy"
)

// Costs in multiply-adds for each value that is looked at: to keep the largest, to
// take a difference, and to keep all that seen says of a state.
const (
	spanCost       = 3
	differenceCost = 5
	watchCost      = 24
	clearCost      = 2 // of memory for a value
)

// digestion estimates the work of a digest.
func (s *State) digestion() float64 {
	t, i, h := float64(s.Timesteps), float64(s.InputSize), float64(s.HiddenSize)
	return spanCost*(t*i+h*i+h*h+t*h) + watchCost*t*h
}

// span is what values reach to on both sides of zero: low ≤ 0 ≤ high.
type span struct{ low, high float64 }

//go:noinline
func (s *span) add(values []float64) {
	low, high := s.low, s.high
	for _, v := range values {
		if v < low { // faster in WebAssembly than min and max
			low = v
		}
		if v > high {
			high = v
		}
	}
	s.low, s.high = low, high
}

// size is the largest |v|.
func (s span) size() float64 { return max(-s.low, s.high) }

// spanOf is the span of all values.
//
//go:noinline
func spanOf(values []float64) (s span) {
	s.add(values)
	return s
}

// digest is what is said of a run as a whole. No text, table or picture looks at
// all values again for it.
type digest struct {
	x, wx, wh, b, h0, a, difference span

	sumSize float64 // of all |a|
	seen    seen
}

// digesting are the stages that sum up a run whose tensors are all there.
func (r *Run) digesting() []stage {
	d := new(digest)
	w := r.watching()
	return []stage{
		scan(&r.X, spanCost, d.x.add), scan(&r.Wx, spanCost, d.wx.add), scan(&r.Wh, spanCost, d.wh.add),
		scan(&r.A, spanCost, func(part []float64) {
			d.a.add(part)
			sum := d.sumSize
			for _, v := range part {
				sum += math.Abs(v)
			}
			d.sumSize = sum
		}),
		w.step, w.still.step, w.settled.step, w.cycle.step,
		func(float64) (float64, bool) {
			d.b, d.h0 = spanOf(r.B), spanOf(r.H0)
			d.seen = w.result()
			r.LargestInput, r.LargestSum = d.x.size(), d.a.size()
			r.SaturatedCount, r.Negative, r.SlopeSum = d.seen.high+d.seen.low, d.seen.least < 0, w.slopes
			r.Scientific = w.magnitudes.Scientific()
			r.digest = d
			return 1, true
		},
	}
}

// digested is the digest of r; one that was not computed by a Job has it made.
func (r *Run) digested() *digest {
	if r.digest != nil {
		return r.digest
	}
	d := &digest{
		x: spanOf(r.X), wx: spanOf(r.Wx), wh: spanOf(r.Wh), b: spanOf(r.B), h0: spanOf(r.H0), a: spanOf(r.A),
		difference: r.differenceSpan(),
	}
	for _, v := range r.A {
		d.sumSize += math.Abs(v)
	}
	if r.gradient {
		for _, gate := range r.Gates {
			d.a.add(gate)
		}
		d.a.add(r.C)
		return d
	}
	d.seen = *r.see()
	return d
}

// differing are the stages that take B - A once both are there.
func (r *Run) differing() []stage {
	at, all := 0, r.Timesteps*r.HiddenSize
	return []stage{
		room(&r.difference, all),
		func(budget float64) (float64, bool) {
			n := atMost(all-at, budget/differenceCost)
			part := r.difference[at:][:n]
			subtract(part, r.Other.H[at:][:n], r.H[at:][:n])
			r.digest.difference.add(part)
			at += n
			return differenceCost * float64(n), at == all
		},
	}
}

// subtract b from a: dst[i] = a[i] - b[i].
func subtract(dst, a, b []float64) {
	for i := range dst {
		dst[i] = a[i] - b[i]
	}
}

// scan is the stage that looks at values from the front.
//
//go:noinline
func scan(values *[]float64, cost float64, with func([]float64)) stage {
	at := 0
	return func(budget float64) (float64, bool) {
		n := atMost(len(*values)-at, budget/cost)
		with((*values)[at:][:n])
		at += n
		return cost * float64(n), at == len(*values)
	}
}

// room is the stage that makes room for n values, all zero.
func room(values *[]float64, n int) stage { return roomWithin(values, n, n) }

//go:noinline
func roomWithin(values *[]float64, n, capacity int) stage {
	at := 0
	return func(budget float64) (float64, bool) {
		if at == 0 {
			*values = bare(capacity)[:n]
		}
		part := atMost(n-at, budget/clearCost)
		clear((*values)[at:][:part])
		at += part
		return clearCost * float64(part), at == n
	}
}

// watching looks at the states step by step.
type watching struct {
	run        *Run
	t          int // steps that were looked at
	seen       seen
	slopes     float64 // sum of 1 - h²
	magnitudes numpy.Magnitudes

	// Of each unit: its range, the steps at which it is pinned, and at which end, 1
	// or -1, it was at the last two.
	low, high    []float64
	steps        []int
	ends, before []int8

	still, settled staying
	cycle          cycling
}

func (r *Run) watching() *watching {
	T, H := r.Timesteps, r.HiddenSize
	bounds, ends := make([]float64, 2*H), make([]int8, 2*H)
	return &watching{
		run:  r,
		seen: seen{least: math.Inf(1), most: math.Inf(-1), pinnedFrom: 1, peakStep: 1, lateFrom: T - T/4 + 1},
		low:  bounds[:H:H], high: bounds[H:], steps: make([]int, H), ends: ends[:H:H], before: ends[H:],
		still:   staying{run: r, within: 0, from: T},
		settled: staying{run: r, within: sameState, from: T},
		cycle:   cycling{run: r, moves: T},
	}
}

// step is the stage that looks at the states of the next steps.
func (w *watching) step(budget float64) (float64, bool) {
	perStep := watchCost * float64(w.run.HiddenSize)
	n := atMost(w.run.Timesteps-w.t, budget/perStep)
	for range n {
		w.t++
		w.look(w.run.H[(w.t-1)*w.run.HiddenSize:][:w.run.HiddenSize])
	}
	return float64(n) * perStep, w.t == w.run.Timesteps
}

// look at the states of step t.
func (w *watching) look(states []float64) {
	s, H := &w.seen, len(states)
	low, high, steps, ends, before := w.low[:H], w.high[:H], w.steps[:H], w.ends[:H], w.before[:H]
	if w.t == 1 {
		copy(low, states)
		copy(high, states)
	}
	largest, pinned, slopes := 0.0, 0, w.slopes
	for unit, h := range states {
		if h < low[unit] {
			low[unit] = h
		}
		if h > high[unit] {
			high[unit] = h
		}
		slopes += w.run.slopeAt(h)
		size := math.Abs(h)
		if size > largest {
			largest = size
		}
		if size <= Saturated {
			ends[unit] = 0
			continue
		}
		pinned++
		if h > 0 {
			s.high++
			ends[unit] = 1
		} else {
			s.low++
			ends[unit] = -1
		}
		steps[unit]++
		if w.t > 1 && ends[unit] == -before[unit] {
			s.jumps++
		}
	}
	w.slopes = slopes
	w.magnitudes.Add(states)
	w.ends, w.before = w.before, w.ends
	if pinned < H {
		s.pinnedFrom = w.t + 1
	}
	if largest > s.peak {
		s.peak, s.peakStep = largest, w.t
	}
	if w.t >= s.lateFrom {
		s.late = max(s.late, largest)
	}
}

// result is what was seen, after the last stage.
func (w *watching) result() seen {
	s, T := w.seen, w.run.Timesteps
	if s.pinnedFrom > T {
		s.pinnedFrom = 0
	}
	for unit, steps := range w.steps {
		s.least, s.most = min(s.least, w.low[unit]), max(s.most, w.high[unit])
		if steps == T {
			s.alwaysUnits = append(s.alwaysUnits, unit)
		}
		if steps > s.oftenSteps {
			s.often, s.oftenSteps = unit, steps
		}
		if w.high[unit]-w.low[unit] > w.high[s.mover]-w.low[s.mover] {
			s.mover = unit
		}
	}
	s.moveLow, s.moveHigh = w.low[s.mover], w.high[s.mover]
	s.still, s.settled = w.still.result(), w.settled.result()
	s.cycle, s.cycleAt = w.cycle.steps, w.cycle.from
	return s
}
