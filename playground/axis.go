package playground

import "strconv"

// The room that labels need in CSS pixels, and the width of a plot on a phone.
const (
	digitWidth   = 9 // one digit of a label at 14 px
	labelGap     = 6 // between two labels of the time axis
	narrowPlot   = 250
	axisBaseline = 17
)

// niceStep is the smallest of 1, 2, 5, 10, 20, 50 … that cuts n into at most
// most parts.
//
//go:noinline
func niceStep(n, most int) int {
	for scale := 1; ; scale *= 10 {
		for _, m := range [...]int{1, 2, 5} {
			if (n+m*scale-1)/(m*scale) <= most {
				return m * scale
			}
		}
	}
}

// TimeAxis draws the labels of the steps 1 … T over a plot of width CSS pixels
// (0: as narrow as on a phone). Positions are percentages, so the picture
// follows its container without a script.
func TimeAxis(timesteps, width int) string {
	if width <= 0 {
		width = narrowPlot
	}
	label := len(groupDigits(int64(timesteps)))*digitWidth + labelGap
	step := niceStep(timesteps, max(width/label, 2))
	out := make([]byte, 0, 1024)
	add := func(t int) {
		out = append(out, `<text x="`...)
		out = appendPercent(out, float64(2*t-1)/float64(2*timesteps))
		out = append(out, `" y="`...)
		out = strconv.AppendInt(out, axisBaseline, 10)
		out = append(out, `">`...)
		out = append(out, groupDigits(int64(t))...)
		out = append(out, `</text>`...)
	}
	if step > 1 {
		add(1)
	}
	for t := step; t <= timesteps; t += step {
		// The label of step 1 needs its room.
		if step > 1 && float64(t-1)/float64(timesteps)*float64(width) < float64(label) {
			continue
		}
		add(t)
	}
	return string(out)
}

// axisLabels is how many labels the axis of a picture has at most. In a frame there may be
// less room for them than style.css gives: labelHeight for each.
var axisLabels = map[string]int{"inputs": 4, "sums": 6, "heatmap": 8, "other": 5}

const labelHeight = 14

// UnitAxis draws the labels of the rows 0 … rows-1, from the top, at most most.
//
//go:noinline
func UnitAxis(rows, most int) string { return rowAxis(rows, most, 1) }

// rowAxis draws the labels of rows that are numbered 0, each, 2·each ….
func rowAxis(rows, most, each int) string {
	step := niceStep(rows, most)
	out := make([]byte, 0, 512)
	for j := 0; j < rows; j += step {
		out = append(out, `<text x="100%" y="`...)
		out = appendPercent(out, float64(2*j+1)/float64(2*rows))
		out = append(out, `">`...)
		out = append(out, groupDigits(int64(j*each))...)
		out = append(out, `</text>`...)
	}
	return string(out)
}

// appendPercent writes a share as a percentage with at most three decimals.
func appendPercent(dst []byte, share float64) []byte {
	dst = strconv.AppendFloat(dst, share*100, 'f', 3, 64)
	for dst[len(dst)-1] == '0' {
		dst = dst[:len(dst)-1]
	}
	if dst[len(dst)-1] == '.' {
		dst = dst[:len(dst)-1]
	}
	return append(dst, '%')
}

// openSVG begins a picture of width × height units that stretches over its box.
func openSVG(dst []byte, width, height int) []byte {
	dst = append(dst, `<svg viewBox="0 0 `...)
	dst = strconv.AppendInt(dst, int64(width), 10)
	dst = append(dst, ' ')
	dst = strconv.AppendInt(dst, int64(height), 10)
	return append(dst, `" preserveAspectRatio="none">`...)
}
