package playground

import (
	"math"
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
		return texts.say("spoken.band", float64(H), first[2], last[2], float64(T), last[1], last[3]) + " " + r.spokenLine(unit, texts)
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

// quartiles of the states at a step, with their ends, as the bands of the lines have them.
func (r *Run) quartiles(t int) [5]float64 {
	p := paths{run: r, quantiles: make([][5]float64, 1)}
	p.count(0, t-1, t-1, t)
	p.quantile(0, r.HiddenSize)
	return p.quantiles[0]
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
