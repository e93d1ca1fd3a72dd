package playground

import (
	"math"
	"slices"
	"sort"
	"strconv"
)

// spokenLines says which of the lines moves most and least, and how that of a unit goes;
// of many units how their bands lie.
func (r *Run) spokenLines(unit int, texts Strings) string {
	T, H := r.Timesteps, r.HiddenSize
	if len(r.H) > mostSpoken {
		return r.spokenLine(unit, texts)
	}
	if !r.LinesFit() {
		first, last := r.quartiles(1), r.quartiles(T)
		return texts.say("spoken.band", float64(H), first[1], last[1], float64(T), last[0], last[2]) + " " + r.spokenLine(unit, texts)
	}
	text := ""
	if H > 1 && T > 1 {
		most, least := 0, 0
		low, high := make([]float64, H), make([]float64, H)
		for j := range H {
			low[j], high[j] = r.rangeOf(j, 0, T)
			if high[j]-low[j] > high[most]-low[most] {
				most = j
			}
			if high[j]-low[j] < high[least]-low[least] {
				least = j
			}
		}
		if most != least {
			text = texts.say("spoken.lines", float64(most), low[most], high[most], float64(least), low[least], high[least]) + " "
		}
	}
	return text + r.spokenLine(unit, texts)
}

// quartiles of the states at a step: a quarter of them is at most as large as the first.
func (r *Run) quartiles(t int) (quartiles [3]float64) {
	H := r.HiddenSize
	states := slices.Clone(r.H[(t-1)*H : t*H])
	sort.SliceStable(states, func(i, j int) bool { return states[i] < states[j] })
	for i := range quartiles {
		quartiles[i] = states[((i+1)*H-1)/4]
	}
	return quartiles
}

// spokenLine says how the line of a unit goes.
func (r *Run) spokenLine(unit int, texts Strings) string {
	T := r.Timesteps
	first, last := r.At(1, unit), r.At(T, unit)
	if T == 1 {
		return texts.say("spoken.line.one", float64(unit), last)
	}
	// A turn counts where the line goes on by more than can be seen.
	const seen = 0.01
	turns, way, end := 0, 0, first
	for t := 2; t <= T; t++ {
		h := r.At(t, unit)
		move := h - end
		switch {
		case move > 0 && way > 0 || move < 0 && way < 0:
			end = h
		case math.Abs(move) > seen*r.StateScale():
			turns += b2i(way != 0)
			way, end = 1, h
			if move < 0 {
				way = -1
			}
		}
	}
	shape := texts.say("spoken.line.turning", float64(turns))
	switch {
	case way == 0:
		shape = texts["spoken.line.level"]
	case turns == 0 && way > 0:
		shape = texts["spoken.line.rising"]
	case turns == 0:
		shape = texts["spoken.line.falling"]
	}
	return texts.Format("spoken.line", strconv.Itoa(unit), plain(first), plain(last), grouped(T), shape)
}
