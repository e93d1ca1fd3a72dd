package playground

import "math"

// SpokenSteps and SpokenUnits describe the bars of the saturation.
func (n *Saturations) SpokenSteps(texts Strings) string {
	return spokenShares("step", n.StepShare, n.StepSlope, 1, texts)
}

func (n *Saturations) SpokenUnits(texts Strings) string {
	return spokenShares("unit", n.UnitShare, n.UnitSlope, 0, texts)
}

// spokenShares names the ends of both measures; what they are of counts from first.
func spokenShares(of string, shares, slopes []float64, first int, texts Strings) string {
	share, slope := extremesOf(shares), extremesOf(slopes)
	text := ""
	if share.least == share.most {
		text = texts.Format("spoken.share.same."+of, shareText(share.most))
	} else {
		text = texts.Format("spoken.share."+of, shareText(share.least), grouped(share.leastAt+first), shareText(share.most), grouped(share.mostAt+first))
	}
	if slope.least == slope.most {
		return text
	}
	return text + " " + texts.Format("spoken.slope."+of, significant(slope.most), grouped(slope.mostAt+first), significant(slope.least), grouped(slope.leastAt+first))
}

// Spoken describes the picture of the influence: its ends beside the diagonal, and for how
// long something is left of the beginning.
func (in *Influence) Spoken(texts Strings) string {
	type place struct {
		log  float64
		s, t int // as [Influence.At] names them
	}
	largest, smallest := place{log: math.Inf(-1)}, place{log: math.Inf(1)}
	for column := range in.Columns {
		t := in.StepAt(column)
		for row, log := range in.Onto(column) {
			s := row * in.Stride
			if s >= t {
				break
			}
			if log > largest.log || largest.t == 0 {
				largest = place{log, s, t}
			}
			if log < smallest.log || smallest.t == 0 {
				smallest = place{log, s, t}
			}
		}
	}
	step := func(s int) string {
		if s > 0 {
			s = in.of.taken(s)
		}
		return grouped(s)
	}
	text := texts.Format("spoken.influence", fromLog(in.Start()),
		fromLog(largest.log), step(largest.s), step(largest.t), fromLog(smallest.log), step(smallest.s), step(smallest.t))
	if steps := in.Lifetime[0]; steps >= 0 {
		return text + " " + texts.Format("spoken.influence.lost", grouped(steps))
	}
	return text + " " + texts["spoken.influence.kept"]
}
