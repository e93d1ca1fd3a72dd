package playground

import "github.com/rnn-playground/rnn-playground/numpy"

// RadiusJob finds the spectral radius of a run's Wh in slices: the size of its
// largest eigenvalue.
type RadiusJob struct {
	spectrum *numpy.Spectrum
	done     bool
}

// StartRadius is nil for a Wh that is too large, and for one of gates, which is not square.
func (r *Run) StartRadius() *RadiusJob {
	if r.HiddenSize > mostDecomposed || r.Kind.Gates() > 1 {
		return nil
	}
	return &RadiusJob{spectrum: numpy.NewSpectrum(r.Wh, r.HiddenSize)}
}

// Step works off about budget multiply-adds.
func (j *RadiusJob) Step(budget float64) { j.done = j.done || j.spectrum.Step(budget) }

// Done reports whether there is nothing left to do.
func (j *RadiusJob) Done() bool { return j.done }

// Radius is the spectral radius, once it is found.
func (j *RadiusJob) Radius() (radius float64, ok bool) {
	return j.spectrum.Radius(), j.done && j.spectrum.Err() == nil
}
