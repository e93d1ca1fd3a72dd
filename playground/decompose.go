package playground

import "github.com/rnn-playground/rnn-playground/numpy"

// decomposition estimates the work that drawing Wh takes beyond its random
// numbers, in multiply-adds.
func (s *State) decomposition() float64 {
	n := float64(s.HiddenSize)
	switch s.Weights {
	case KerasWeights:
		return 4 * n * n * n / 3
	case RadiusWeights:
		return 5.3*n*n*n + 120*n*n
	}
	return 0
}

// orthogonal is the stage that makes the Wh that was drawn orthogonal.
func orthogonal(r *Run) stage {
	var job *numpy.Orthogonal
	return func(budget float64) (float64, bool) {
		if job == nil {
			job = numpy.NewOrthogonal(r.Wh, r.HiddenSize)
		}
		return min(budget, job.Cost()), job.Step(budget)
	}
}

// rescaled is the stage that gives the Wh that was drawn a spectral radius. One
// that has none, because all eigenvalues are zero, stays as it is.
func rescaled(r *Run, radius float64) stage {
	var job *numpy.Spectrum
	return func(budget float64) (float64, bool) {
		if job == nil {
			job = numpy.NewSpectrum(r.Wh, r.HiddenSize) // only now is Wh drawn
		}
		spent := min(budget, job.Cost())
		if !job.Step(budget) {
			return spent, false
		}
		if found := job.Radius(); found > 0 {
			for i, w := range r.Wh {
				r.Wh[i] = w * (radius / found)
			}
		}
		return spent, true
	}
}
