package playground

import "math"

// How large the picture of the influence gets.
const (
	influenceBudget = 1.5e9 // multiply-adds of the whole: about a second
	mostSources     = 200   // rows
	leastSources    = 4     // fewer rows are no picture, unless there are no more steps
	mostKept        = 400   // columns
)

// Influence is how much of a change in h_s arrives in h_t: the Frobenius norms
//
//	‖∂h_t/∂h_s‖   0 ≤ s ≤ t ≤ T
//	∂h_t/∂h_{t-1} = diag(1 − h_t²) Wh
//
// and ∂h_t/∂h_s the product of the steps between. A change in a random direction
// is, in root mean square, multiplied by ‖∂h_t/∂h_s‖/√H; at t = s the norm is √H.
type Influence struct {
	Timesteps, HiddenSize int // H, of LSTM 2·H: its state is h and c

	of *Run

	Stride  int       // s = 0, Stride, 2·Stride …: the sources
	Sources int       // S, how many these are
	Columns int       // C, how many steps t are kept; see StepAt
	Log     []float64 // (C, S) log10 of the norm; -Inf for zero, NaN where t < s

	Lifetime []int // (S,) from s+Lifetime on under 1 % of √H is left; -1 if more is left at T
	Zero     []int // (S,) the step from which on the norm is exactly zero; 0 for none
}

// StepAt is the step, from 1, whose norms are in a column. The columns divide the
// time axis evenly, and each has the last of its steps, so that T has one.
func (in *Influence) StepAt(column int) int { return (column + 1) * in.Timesteps / in.Columns }

// ColumnOf is the column in which step t is.
func (in *Influence) ColumnOf(t int) int {
	return min(max((t*in.Columns-1)/in.Timesteps, 0), in.Columns-1)
}

// Start is log10 of the norm at t = s, of √H.
//
//go:noinline
func (in *Influence) Start() float64 { return math.Log10(float64(in.HiddenSize)) / 2 }

// Onto has, for each source s, log10 ‖∂h_t/∂h_s‖ for the step t of a column: a
// part of Log.
func (in *Influence) Onto(column int) []float64 {
	return in.Log[column*in.Sources : (column+1)*in.Sources]
}

// InfluenceTooLarge is the error for a run whose influence is too much work. With
// the same hidden size, FitTimesteps would do whatever the weights are; with the
// same number of steps, FitHidden.
type InfluenceTooLarge struct {
	Timesteps, HiddenSize   int
	FitTimesteps, FitHidden int
}

func (e *InfluenceTooLarge) Error() string {
	return "influence over " + groupDigits(int64(e.Timesteps)) + " steps of hidden size " + groupDigits(int64(e.HiddenSize)) +
		": want at most " + groupDigits(int64(e.FitTimesteps)) + " steps, or hidden size " + groupDigits(int64(e.FitHidden))
}

// influencePlan is which sources there are, and what they cost.
type influencePlan struct {
	stride, sources int
	cost            float64
}

// planInfluence takes as many sources as there is a budget for; costFrom is what
// the one at s costs.
func planInfluence(timesteps int, costFrom func(s int) float64) (plan influencePlan, ok bool) {
	for most := mostSources; most >= min(leastSources, timesteps+1); {
		plan = influencePlan{stride: niceStep(timesteps+1, most)}
		for s := 0; s <= timesteps; s += plan.stride {
			plan.cost += costFrom(s)
			plan.sources++
		}
		if plan.sources < min(leastSources, timesteps+1) {
			break
		}
		if plan.cost <= influenceBudget {
			return plan, true
		}
		most = plan.sources - 1
	}
	return plan, false
}

// padded is n up to a multiple of 4, as sumOfSquares wants it.
func padded(n int) int { return (n + 3) &^ 3 }

// Costs in multiply-adds, once for a step: to look at a slope, and to write down
// one number of the Jacobian.
const (
	scanCost   = 2
	gatherCost = 4
)

// Costs in multiply-adds for each source: of its first step, which needs no
// product, and of one more step, from before to now units with a slope.
func firstCost(hidden, now int) float64 { return 8 * float64(hidden) * float64(padded(now)) }

func productCost(hidden, now, before int) float64 {
	return float64(hidden+hidden%2)*float64(padded(now))*float64(padded(before)+4) + 100
}

// influenceFits reports whether the influence can be computed whatever the
// weights and slopes are.
func influenceFits(timesteps, hidden int) bool {
	_, ok := planInfluence(timesteps, func(s int) float64 {
		if s == timesteps {
			return 0
		}
		return firstCost(hidden, hidden) + float64(timesteps-s-1)*productCost(hidden, hidden, hidden)
	})
	return ok
}

// mostThatFit is the largest n in 1 … limit for which fits holds, found as if it
// held for all smaller ones; it does for 1.
func mostThatFit(limit int, fits func(n int) bool) int {
	low, high := 1, limit+1 // fits, does not
	for high-low > 1 {
		if middle := (low + high) / 2; fits(middle) {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}
