package playground

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// tourAnchors are the elements that the stops of the tour talk about.
var tourAnchors = [TourStops]string{"equation", "shapes", "inspector", "heatmap", "saturated", "try-weights", "gradient-plot", "bands", "gradient-plot"}

// Offer is something a stop of the tour does when it is asked to.
type Offer string

const (
	OfferPlay    Offer = "play"    // the steps, one after the other
	OfferWeights Offer = "pytorch" // PyTorch's weights, with the same seed
)

// TourCard is what a stop of the tour says of the run on the page.
type TourCard struct {
	Anchor      string // the id of the element it talks about
	Title, Text string // HTML
	Offer       Offer  // "" for none
}

// AtStop goes to a stop of the tour and pins the cell that it talks about; 0 ends it. The
// numbers stay as they are, but for a network that is not the tutorial's layer.
func (s State) AtStop(stop int) State {
	s.Tour = stop
	if stop > 0 {
		s.Network, s.Way = Default().Network, Forward
		s.settle()
	}
	switch stop {
	case 1, 3:
		s.Pin(1, 0)
	case 4, 5:
		s.Pin(s.Timesteps, 0)
	case 7, 8, 9: // of the way back from the last state
		s.Pin(0, 0)
		s.Panel, s.Gates = CellsPanel, LSTMGates
		if stop == 7 {
			s.Gates = RNNGates
		}
	}
	return s
}

// OpenLink is ParseLink for a link that is followed: one written by hand, which only
// names a stop of the tour, need not say what that talks about. What the page writes
// says all there is, a stop whose cell was let go of too.
func OpenLink(fragment string) (State, []LinkNotice) {
	state, notices := ParseLink(fragment)
	if _, written := splitLink(fragment)["v"]; state.Tour > 0 && state.Step == 0 && !written {
		state = state.AtStop(state.Tour)
	}
	state.settle()
	return state, notices
}

// TourBefore is the run that the sixth stop compares PyTorch's weights with: the
// tutorial's, with the same seed. ok is false where it compares nothing.
func (s State) TourBefore() (before State, ok bool) {
	ok = s.Tour == 6 && s.Weights == PyTorchWeights
	ok = ok && s.Given.only(WxTensor, WhTensor, BTensor) == ""
	s.Weights, s.Compare = TutorialWeights, ""
	return s, ok
}

// TourCard is the card of s's stop. before is the run of TourBefore, or nil; cells
// are the three of r, gone back through from the last state, or nil where they are
// not known.
func (r *Run) TourCard(s State, before *Run, cells *ThreeCells, texts Strings) TourCard {
	card := TourCard{Anchor: tourAnchors[s.Tour-1]}
	count := func(n int) string { return groupDigits(int64(n)) }
	T, I, H := count(r.Timesteps), count(r.InputSize), count(r.HiddenSize)
	zero := !slices.ContainsFunc(r.H0, func(v float64) bool { return v != 0 })
	all, pinned, slope := count(len(r.H)), count(r.SaturatedCount), r.meanSlope()
	switch s.Tour {
	case 1:
		card.Title, card.Text = texts["tour.zero"], texts.Format("tour.zero.text", H)
		if !zero {
			card.Text = texts["tour.zero.set"]
		}
	case 2:
		h := r.HiddenSize
		card.Title = texts["tour.shapes"]
		card.Text = texts.Format("tour.shapes.text", I, H, count(h*r.InputSize+h*h+h))
	case 3:
		at, fromInput, fromState := r.Inspect(1, 0), 0.0, 0.0
		for _, term := range at.Terms {
			if term.Input {
				fromInput += term.Product()
			} else {
				fromState += term.Product()
			}
		}
		key := "tour.step.text"
		if !zero {
			key = "tour.step.set"
		}
		card.Title = texts["tour.step"]
		card.Text = texts.Format(key, I, fourDigits(fromInput), fourDigits(at.Bias), fourDigits(at.Sum), fourDigits(at.State), fourDigits(fromState))
	case 4:
		card.Title, card.Text = texts.Format("tour.steps", T), texts["tour.steps.one"]
		if r.Timesteps > 1 {
			card.Text = texts.Format("tour.steps.text", T, fourDigits(r.At(1, 0)), fourDigits(r.At(r.Timesteps, 0)))
			card.Offer = OfferPlay
		}
	case 5:
		key := "tour.saturation.some"
		switch {
		case r.SaturatedCount == 0:
			key = "tour.saturation.none"
		case 2*r.SaturatedCount >= len(r.H):
			key = "tour.saturation.most"
		}
		card.Title = texts["tour.saturation"]
		card.Text = texts.Format(key, pinned, all, fourDigits(r.digested().sumSize/float64(len(r.A))), slope)
		if r.SaturatedCount > 0 && r.positive() {
			card.Text += " " + texts["tour.saturation.positive"]
		}
	case 6:
		bound := fourDigits(1 / math.Sqrt(float64(r.HiddenSize)))
		card.Title = texts["tour.change"]
		switch {
		case r.Setting.Weights != PyTorchWeights || r.Setting.Given.only(WxTensor, WhTensor, BTensor) != "":
			card.Text, card.Offer = texts.Format("tour.change.text", bound), OfferWeights
		case before == nil:
			card.Text = texts.Format("tour.change.done", pinned, all, slope)
		default:
			card.Text = texts.Format("tour.change.compared", pinned, all, slope, count(before.SaturatedCount), before.meanSlope())
		}
	case 7:
		card.Title, card.Text = texts["tour.gradient"], texts["tour.gradient.plain"]
		if cells.leadsBack() {
			card.Text = texts.Format("tour.gradient.text", T, cells.left(cells.All[0].LogH))
		}
	case 8:
		h := r.HiddenSize
		one := h*r.InputSize + h*h + h
		card.Title, card.Text = texts["tour.gates"], texts.Format("tour.gates.text", count(4*one), count(one))
	case 9:
		card.Title, card.Text = texts["tour.carried"], texts["tour.carried.plain"]
		if cells.leadsBack() {
			lstm := cells.Pass(LSTMGates)
			card.Text = texts.Format("tour.carried.text", lstm.meanGate(1), cells.left(lstm.LogC), cells.left(cells.All[0].LogH))
		}
	}
	return card
}

// meanSlope of tanh where the states are.
func (r *Run) meanSlope() string { return significant(r.SlopeSum / float64(len(r.H))) }

// positive reports whether no term of a sum can cancel another.
func (r *Run) positive() bool {
	d := r.digested()
	return d.x.low == 0 && d.wx.low == 0 && d.wh.low == 0 && d.b.low == 0 && d.h0.low == 0
}

// fourDigits writes v with four digits after the point and a true minus sign, but zero without.
func fourDigits(v float64) string {
	text := strconv.FormatFloat(v, 'f', 4, 64)
	if strings.Trim(text, "-0.") == "" {
		return "0.0000"
	}
	return strings.Replace(text, "-", "−", 1)
}
