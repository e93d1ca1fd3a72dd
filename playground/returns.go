package playground

import "math"

// nearCost is what it takes to hold one state against another, in multiply-adds.
const nearCost = 6

// row has the states of step t, from 1.
func (r *Run) row(t int) []float64 { return r.H[(t-1)*r.HiddenSize:][:r.HiddenSize] }

// near reports whether each of a is within so much of its counterpart in b, and
// what it took to find out.
func near(a, b []float64, within float64) (bool, float64) {
	for i, v := range a {
		if !(math.Abs(v-b[i]) <= within) {
			return false, nearCost * float64(i+1)
		}
	}
	return true, nearCost * float64(len(a))
}

// staying looks from the end for the first step from which on no state is farther
// than within from its last value.
type staying struct {
	run    *Run
	within float64
	from   int
}

func (s *staying) step(budget float64) (spent float64, done bool) {
	last := s.run.row(s.run.Timesteps)
	for s.from > 1 {
		if spent >= budget {
			return spent, false
		}
		same, cost := near(s.run.row(s.from-1), last, s.within)
		if spent += cost; !same {
			break
		}
		s.from--
	}
	return spent, true
}

// result is that step, or 0 unless there are three or more.
func (s *staying) result() int {
	if s.from > s.run.Timesteps-2 {
		return 0
	}
	return s.from
}

// cycling looks for the fewest steps after which the states come back to within
// sameState, three times at least up to the end, and for the step from which on
// they do. Both are 0 for a run that does not, or where nothing moves by then.
type cycling struct {
	run         *Run
	steps, from int

	moves int // from this step on nothing does
	p, t  int // steps that are tried, and how far back they are; 0 before the first
}

func (c *cycling) step(budget float64) (spent float64, done bool) {
	r, T := c.run, c.run.Timesteps
	for c.p == 0 {
		if spent >= budget {
			return spent, false
		}
		same := false
		if c.moves > 1 && T-c.moves < longCycle {
			var cost float64
			same, cost = near(r.row(c.moves-1), r.row(T), smallest)
			spent += cost
		}
		if same {
			c.moves--
		} else {
			c.p, c.t = 2, T
		}
	}
	for c.p <= min(T/3, longCycle) {
		// First what is quick: a run that is still comes back after any number of steps.
		for T-c.p+1 < c.moves && c.t > c.p {
			if spent >= budget {
				return spent, false
			}
			same, cost := near(r.row(c.t), r.row(c.t-c.p), sameState)
			if spent += cost; !same {
				break
			}
			c.t--
		}
		from := c.t - c.p + 1 // of the first that comes back
		if T-c.p+1 < c.moves && T-from+1 >= 3*c.p {
			c.steps, c.from = c.p, from
			return spent, true
		}
		c.p, c.t = c.p+1, T
	}
	return spent, true
}
