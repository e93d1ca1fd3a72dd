package playground

// RadiusJob finds the spectral radius of a run's Wh in slices: the size of its
// largest eigenvalue.
type RadiusJob struct{}

// StartRadius is nil for a Wh that is too large.
func (r *Run) StartRadius() *RadiusJob { return nil }

func (j *RadiusJob) Step(budget float64)     {}
func (j *RadiusJob) Done() bool              { return true }
func (j *RadiusJob) Radius() (float64, bool) { return 0, false }
