package playground

import (
	"slices"
	"strings"
)

// Difference of B's hidden states from A's, (T, H); nil where there is no B.
func (r *Run) Difference() []float64 {
	if r.difference != nil || r.Other == nil {
		return r.difference
	}
	out := make([]float64, len(r.H))
	subtract(out, r.Other.H, r.H)
	return out
}

// differenceSpan is the span of Difference.
func (r *Run) differenceSpan() span {
	if r.digest != nil {
		return r.digest.difference
	}
	return spanOf(r.Difference())
}

// states is the picture of the hidden states in the colours that are asked for.
func (r *Run) states(colors Colors) Picture {
	if r.gradient {
		states := r.States()
		if colors == ColorsByLog {
			states.Place = decadesBelow(states.Scale, r.decades())
		}
		return states
	}
	switch {
	case colors != ColorsByLog || !r.Bounded():
		return r.States()
	case r.Gates == nil:
		return r.StatesNearOne()
	}
	states := r.States()
	states.Place = stateNearOne
	return states
}

// Shown are the three pictures over the time axis, from the top: x, a and h; or,
// where A is compared with B, the states of A and of B, and B - A.
func (r *Run) Shown(colors Colors) [3]Picture {
	if r.Other == nil {
		pictures := r.Pictures(colors)
		pictures[2] = r.states(colors)
		if stacked := r.Stacked(colors); stacked != nil {
			pictures[2] = stacked.Picture
			pictures[2].gathered = r.of("heatmap", stacked.Values)
		}
		for i := range pictures {
			pictures[i].atOnce = r.gradient
			if r.gradient && colors == ColorsByLog && pictures[i].Place == nil && r.Bands(pictures[i].ID, colors) == nil {
				pictures[i].Place = decadesBelow(pictures[i].Scale, r.decades())
			}
		}
		return pictures
	}
	other := r.Other.states(colors)
	other.ID, other.gathered = "other", r.of("other", other.Values)
	difference := r.Difference()
	return [3]Picture{r.states(colors), other,
		{ID: "difference", Values: difference, Steps: r.Timesteps, Rows: r.HiddenSize, Scale: niceScale(r.differenceSpan().size()),
			gathered: r.of("difference", difference)}}
}

// stateLabels are those of the scale of the hidden states.
func (r *Run) stateLabels(colors Colors, quarters bool) string {
	switch {
	case r.gradient && colors == ColorsByLog:
		return decadeEnds(r.StateScale(), r.decades())
	case r.gradient || !r.Bounded():
		return r.ends(r.StateScale(), colors)
	case colors == ColorsByLog:
		return NearOneLabels(quarters)
	case quarters:
		return scaleTexts("1", "0.5", "0", "−0.5", "−1")
	}
	return scaleTexts("1", "0", "−1")
}

// ComparedNote says what A and B are.
func (r *Run) ComparedNote(texts Strings) string {
	if r.Other == nil {
		return ""
	}
	return texts.Format("compare.note",
		r.Setting.differs(r.Setting.Compare, texts), r.Other.Setting.differs(r.Setting.Compare, texts))
}

// differs is what one of two compared settings is called: by its weights, or its cell.
func (s *Setting) differs(by Compare, texts Strings) string {
	if slices.Contains(AllCells, Cell(by)) {
		return texts["cell."+string(s.Cell)]
	}
	if of := (State{Setting: *s}); of.HoldsAll(WxTensor) && of.HoldsAll(WhTensor) {
		return texts["weights.short.given"]
	}
	return texts["weights.short."+string(s.Weights)]
}

// OtherSummary says of B what TwoSentences say of A; where tanh gives the states of both, how
// many are pinned and how steep it is there.
func (r *Run) OtherSummary(texts Strings) string {
	if r.Other == nil {
		return ""
	}
	b := r.Other
	name := b.Setting.differs(r.Setting.Compare, texts)
	if b.Setting.Cell != TanhCell { // slopes of tanh say nothing there
		head, _, _ := strings.Cut(texts.Format("compare.summary", name), ": ")
		return head + ": " + b.TwoSentences(texts)
	}
	return texts.Format("compare.summary", name,
		groupDigits(int64(len(b.H))), groupDigits(int64(b.SaturatedCount)), percent(b.SaturatedCount, len(b.H)),
		significant(b.SlopeSum/float64(len(b.H))))
}
