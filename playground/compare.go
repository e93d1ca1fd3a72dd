package playground

import "math"

// Difference of B's hidden states from A's, (T, H).
func (r *Run) Difference() []float64 {
	out := make([]float64, len(r.H))
	for i, v := range r.Other.H {
		out[i] = v - r.H[i]
	}
	return out
}

// Compared are the pictures of A's states, B's, and B - A, from the top.
func (r *Run) Compared() [3]Picture {
	other := r.Other.States()
	other.ID = "other"
	difference, largest := r.Difference(), 0.0
	for _, v := range difference {
		largest = max(largest, math.Abs(v))
	}
	return [3]Picture{r.States(), other, {"difference", difference, r.Timesteps, r.HiddenSize, niceScale(largest)}}
}

// Shown are the pictures over the time axis for what is asked for.
func (r *Run) Shown() [3]Picture {
	if r.Other != nil {
		return r.Compared()
	}
	return r.Pictures()
}

// ComparedNote says what A and B are.
func (r *Run) ComparedNote(texts Strings) string {
	if r.Other == nil {
		return ""
	}
	return texts.Format("compare.note",
		texts["weights.short."+string(r.Setting.Weights)], texts["weights.short."+string(r.Other.Setting.Weights)])
}

// OtherSummary says of B what Summary and Saturation say of A.
func (r *Run) OtherSummary(texts Strings) string {
	if r.Other == nil {
		return ""
	}
	b := r.Other
	return texts.Format("compare.summary", texts["weights.short."+string(b.Setting.Weights)],
		groupDigits(int64(len(b.H))), groupDigits(int64(b.SaturatedCount)), percent(b.SaturatedCount, len(b.H)),
		significant(b.SlopeSum/float64(len(b.H))))
}
