package playground

import "math"

// Saturations say how far the states of each unit and of each step stand on the
// flat ends of tanh: the share with |h| > Saturated, and the mean slope 1 − h², of
// relu its own.
type Saturations struct {
	UnitShare, UnitSlope []float64 // (H,) over all steps
	StepShare, StepSlope []float64 // (T,) over all units

	slope string // how it is written
}

// Saturations of the run, in one pass over its states unless they were gathered.
func (r *Run) Saturations() Saturations {
	if r.saturations != nil {
		return *r.saturations
	}
	s := r.startSaturations()
	s.step(math.Inf(1))
	return s.Saturations
}

// saturating gathers Saturations.
type saturating struct {
	Saturations
	run *Run
	t   int // steps that have been looked at
}

func (r *Run) startSaturations() saturating {
	T, H := r.Timesteps, r.HiddenSize
	all := make([]float64, 2*(H+T))
	return saturating{run: r, Saturations: Saturations{
		UnitShare: all[:H:H], UnitSlope: all[H:][:H:H],
		StepShare: all[2*H:][:T:T], StepSlope: all[2*H+T:],
		slope: activationOf(r.Kind).slope,
	}}
}

// saturationCost is what it takes to look at a state, in multiply-adds.
const saturationCost = 16

// step is the stage that takes the next steps.
func (s *saturating) step(budget float64) (float64, bool) {
	T, H := s.run.Timesteps, s.run.HiddenSize
	perStep := saturationCost * float64(H)
	n := atMost(T-s.t, budget/perStep)
	for range n {
		pinned, slopes := 0.0, 0.0
		share, sums := s.UnitShare[:H], s.UnitSlope[:H]
		for unit, h := range s.run.H[s.t*H:][:H] {
			slope := s.run.slopeAt(h)
			if math.Abs(h) > Saturated {
				pinned++
				share[unit]++
			}
			slopes += slope
			sums[unit] += slope
		}
		s.StepShare[s.t], s.StepSlope[s.t] = pinned/float64(H), slopes/float64(H)
		s.t++
	}
	if s.t == T {
		for unit := range H {
			s.UnitShare[unit] /= float64(T)
			s.UnitSlope[unit] /= float64(T)
		}
	}
	return float64(n) * perStep, s.t == T
}

// NearOne is how near |tanh a| is to 1 on a logarithmic scale: 0 where 1 − |tanh a|
// is 1, at a = 0, and 1 where it is 10⁻¹⁶ or less. It has the sign of a. In
//
//	1 − |tanh a| = 2/(e^{2|a|} + 1) = 1/(1 + (e^{2|a|} − 1)/2)
//
// nothing is lost, as it is in 1 − |h| for an h that was rounded to ±1.
func NearOne(a float64) float64 {
	size := math.Abs(a)
	if size > 20 { // 1 − |h| is less than 10⁻¹⁶, and e^{2|a|} may be infinite
		return math.Copysign(1, a)
	}
	return math.Copysign(min(math.Log1p(math.Expm1(2*size)/2)/(farthest*math.Ln10), 1), a)
}

// StatesNearOne is the picture of the hidden states with 1 − |h| on a logarithmic
// scale, from the sums a behind them.
func (r *Run) StatesNearOne() Picture {
	return Picture{ID: "heatmap", Values: r.A, Steps: r.Timesteps, Rows: r.HiddenSize, Scale: 1, Place: NearOne, gathered: r.of("heatmap", r.A)}
}

// NearOneLabels are those of its scale, 1 − |h| from the positive end over 1 to the
// negative: with quarters, or only the halves of each side.
func NearOneLabels(quarters bool) string {
	step := farthest / 2
	if quarters {
		step = farthest / 4
	}
	var texts []string
	for decades := -farthest; decades <= farthest; decades += step {
		texts = append(texts, powerOfTen(-max(decades, -decades)))
	}
	return scaleTexts(texts...)
}
