package playground

// decomposition estimates the work that drawing Wh takes beyond its random
// numbers, in multiply-adds.
func (s *State) decomposition() float64 {
	n := float64(s.HiddenSize)
	switch s.Weights {
	case KerasWeights:
		return 2 * n * n * n
	case RadiusWeights:
		return 12 * n * n * n
	}
	return 0
}

func orthogonal(r *Run) stage { return func(float64) (float64, bool) { return 0, true } }

func rescaled(r *Run, radius float64) stage {
	return func(float64) (float64, bool) { return 0, true }
}
