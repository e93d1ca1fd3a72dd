package playground

import (
	"math"
	"slices"
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
		first, last := slices.Sorted(slices.Values(r.row(1))), slices.Sorted(slices.Values(r.row(T)))
		return texts.Format("spoken.band", grouped(H), plain(first[H/2]), plain(last[H/2]), grouped(T), plain(last[H/4]), plain(last[3*H/4])) +
			" " + r.spokenLine(unit, texts)
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
			text = texts.Format("spoken.lines", strconv.Itoa(most), plain(low[most]), plain(high[most]),
				strconv.Itoa(least), plain(low[least]), plain(high[least])) + " "
		}
	}
	return text + r.spokenLine(unit, texts)
}

// spokenLine says how the line of a unit goes.
func (r *Run) spokenLine(unit int, texts Strings) string {
	T := r.Timesteps
	first, last := r.At(1, unit), r.At(T, unit)
	if T == 1 {
		return texts.Format("spoken.line.one", strconv.Itoa(unit), plain(last))
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
	shape := texts.Format("spoken.line.turning", grouped(turns))
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
