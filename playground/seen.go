package playground

import (
	"math"
	"strconv"

	"github.com/rnn-playground/rnn-playground/rnn"
)

// What counts as seen.
const (
	sameState = 1e-6 // states this near to each other are called the same
	smallest  = 0.01 // the least movement that is called one, where it repeats
	straight  = 0.1  // up to this |h| tanh is called a straight line
	flat      = 0.1  // a mean slope below it is called small
	longCycle = 500  // the longest that is looked for
)

// seen is what stands out in a run, as numbers. Steps count from 1; 0 is none.
type seen struct {
	high, low   int     // states > Saturated and < -Saturated
	least, most float64 // of all h
	peak        float64 // of all |h|, at peakStep
	peakStep    int

	pinnedFrom  int   // all states are pinned from this step on
	alwaysUnits []int // units pinned at all steps
	often       int   // the unit pinned at most steps,
	oftenSteps  int   // and how many these are
	jumps       int   // times a state goes from one pinned end to the other in a step

	mover             int     // the unit with the widest range,
	moveLow, moveHigh float64 // and that range

	still   int // from this step on no state changes at all
	settled int // … none is farther than sameState from its last value
	cycle   int // each state is that of so many steps before, to within sameState,
	cycleAt int // for all steps that have one from this step on

	lateFrom int     // the first step of the last quarter,
	late     float64 // and the largest |h| from it on
}

// see looks at the states, unless that was done.
func (r *Run) see() *seen {
	if r.digest != nil {
		return &r.digest.seen
	}
	w := r.watching()
	for _, look := range [...]stage{w.step, w.still.step, w.settled.step, w.cycle.step} {
		look(math.Inf(1))
	}
	s := w.result()
	return &s
}

// TwoSentences say what is to be seen in the states: where they are pinned, and
// what they do over time.
func (r *Run) TwoSentences(s Strings) string {
	seen := r.see()
	first, second := r.whereTheyAre(seen, s), ""
	if seen.peak > 0 && r.Kind != rnn.RNNReLU {
		second = " " + r.whatTheyDo(seen, s)
	}
	return first + second
}

func (r *Run) whereTheyAre(n *seen, s Strings) string {
	count := func(n int) string { return groupDigits(int64(n)) }
	pinned, states := n.high+n.low, len(r.H)
	all := count(states)
	switch {
	case states == 1 && (n.peak <= 1 || r.Kind == rnn.RNNReLU):
		return r.theOnlyOne(n, s)
	case r.Kind == rnn.RNNReLU:
		return r.relus(n, s)
	case n.peak == 0:
		return s.Format("seen.zero", all)
	case n.peak > 1: // of GRU alone
		return s.Format("seen.beyond", hundredths(n.least, math.Floor), hundredths(n.most, math.Ceil))
	case pinned == 0 && n.peak < straight:
		return s.Format("seen.small", all, upTo(n.peak))
	case pinned == 0:
		return s.Format("seen.range", all, hundredths(n.least, math.Floor), hundredths(n.most, math.Ceil))
	case n.high == states:
		return s.Format("seen.all.high", all)
	case n.low == states:
		return s.Format("seen.all.low", all)
	case pinned == states:
		return s.Format("seen.all.both", all, count(n.high), count(n.low))
	}
	share, detail := percent(pinned, states), r.whichUnits(n, s)
	switch {
	case n.low == 0:
		return s.Format("seen.some.high", all, count(pinned), share, detail)
	case n.high == 0:
		return s.Format("seen.some.low", all, count(pinned), share, detail)
	}
	return s.Format("seen.some.both", all, count(pinned), share, count(n.high), count(n.low), detail)
}

// theOnlyOne says where the state is of a run that has one.
func (r *Run) theOnlyOne(n *seen, s Strings) string {
	switch {
	case n.peak == 0:
		return s["seen.only.zero"]
	case r.Kind == rnn.RNNReLU: // which has no end to be pinned at
	case n.high == 1:
		return s["seen.only.high"]
	case n.low == 1:
		return s["seen.only.low"]
	}
	return s.Format("seen.only", plain(r.H[0]))
}

// relus say how many states of relu are 0, and what the others grow to.
func (r *Run) relus(n *seen, s Strings) string {
	dead := 0
	for _, h := range r.H {
		dead += b2i(h == 0)
	}
	text := s.Format("seen.dead", groupDigits(int64(dead)), groupDigits(int64(len(r.H))), percent(dead, len(r.H)))
	if n.peak > 0 {
		text += " " + s.Format("seen.blown", significant(n.peak), groupDigits(int64(n.peakStep)))
	}
	return text
}

// whichUnits are pinned, where some states are.
func (r *Run) whichUnits(n *seen, s Strings) string {
	T, always := r.Timesteps, len(n.alwaysUnits)
	count := func(n int) string { return groupDigits(int64(n)) }
	switch {
	case T == 1:
		return ""
	case n.pinnedFrom > 0 && n.pinnedFrom <= T/2+1:
		return s.Format("seen.which.from", count(n.pinnedFrom))
	case always == 1:
		return s.Format("seen.which.unit", strconv.Itoa(n.alwaysUnits[0]))
	case always == 2 || always == 3:
		names := ""
		for i, unit := range n.alwaysUnits {
			if i > 0 {
				names += ", "
			}
			names += strconv.Itoa(unit)
		}
		return s.Format("seen.which.units", names)
	case always > 3:
		return s.Format("seen.which.count", count(always), count(r.HiddenSize))
	case r.HiddenSize > 1 && (n.low == 0 || n.high == 0):
		return s.Format("seen.which.often", strconv.Itoa(n.often), count(n.oftenSteps), count(T))
	}
	return ""
}

func (r *Run) whatTheyDo(n *seen, s Strings) string {
	count := func(n int) string { return groupDigits(int64(n)) }
	pinned, states := n.high+n.low, len(r.H)
	slope := r.SlopeSum / float64(states)
	switch r.Kind { // slopes of tanh say nothing there
	case rnn.LSTM:
		return s.Format("seen.lstm", meanOf(r.Gates[1]))
	case rnn.GRU:
		return s.Format("seen.gru", meanOf(r.Gates[1]))
	}
	switch {
	case n.cycle > 0:
		return s.Format("seen.cycle", count(n.cycleAt), count(n.cycle), powerOfTen(-6))
	case n.late < n.peak/100 && n.lateFrom <= r.Timesteps:
		return s.Format("seen.fade", significant(n.peak), count(n.peakStep), upTo(n.late), count(n.lateFrom))
	case n.still > 0:
		return s.Format("seen.still", count(n.still))
	case n.jumps*100 >= states:
		return s.Format("seen.jumps", count(n.jumps))
	case slope < flat && 2*pinned >= states:
		return s.Format("seen.flat", shareText(slope))
	case n.settled > 0:
		return s.Format("seen.settled", count(n.settled), powerOfTen(-6))
	case n.peak < straight: // |a − tanh a| ≤ |a|³/3
		return s.Format("seen.line", upTo(100*r.LargestSum*r.LargestSum/3))
	case r.HiddenSize > 1 && n.moveLow < n.moveHigh:
		return s.Format("seen.moves", strconv.Itoa(n.mover), hundredths(n.moveLow, math.Floor), hundredths(n.moveHigh, math.Ceil))
	}
	return s.Format("seen.slope", shareText(slope))
}

// hundredths writes v with two digits after the point, rounded by round.
func hundredths(v float64, round func(float64) float64) string {
	v = round(v*100)/100 + 0 // no minus zero
	return string(appendSigned(nil, strconv.AppendFloat(nil, v, 'f', 2, 64)))
}

// upTo writes a bound that is not negative with two digits that count, rounded up.
func upTo(v float64) string {
	if v == 0 {
		return "0"
	}
	exponent := int(math.Floor(math.Log10(v)))
	unit := math.Pow(10, float64(exponent-1))
	tenths := math.Ceil(v / unit)
	if tenths >= 100 {
		tenths, exponent, unit = 10, exponent+1, unit*10
	}
	if exponent >= -4 {
		return strconv.FormatFloat(tenths*unit, 'f', max(1-exponent, 0), 64)
	}
	return strconv.FormatFloat(tenths/10, 'f', 1, 64) + " × " + powerOfTen(exponent)
}

// shareText writes a share of 1, as a percentage unless it is very small. Only all of it is
// 100 %.
func shareText(v float64) string {
	if v < 1 {
		v = min(v, 0.999)
	}
	if v > 0 && v < 1e-6 {
		return significant(v)
	}
	return significant(100*v) + " %"
}
