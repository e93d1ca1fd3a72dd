package playground

import (
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// Bands of the cell that gates names.
func (c *ThreeCells) Bands(gates Gates) *Bands {
	p, units := c.Pass(gates), c.Run.HiddenSize
	low, high := c.decades()
	bands := gateBands(p.Kind, p.Gates, p.C)
	bands = append(bands, band{name: "h", values: p.H, scale: 1}, band{name: "∂L/∂h", values: p.DH, place: func(v float64) float64 {
		share := (math.Log10(math.Abs(v)) - float64(low)) / float64(high-low)
		return math.Copysign(min(max(share, 0), 1), v)
	}})
	return newBands("bands", c.Run.Timesteps, units, bands)
}

// largestOf is the largest size of the values that are there.
func largestOf(values []float64) float64 {
	largest := 0.0
	for _, v := range values {
		if size := math.Abs(v); size > largest && size <= math.MaxFloat64 {
			largest = size
		}
	}
	return largest
}

func appendText(dst []byte, x string, y float64, text string) []byte {
	dst = append(append(append(dst, `<text x="`...), x...), `" y="`...)
	dst = appendPercent(dst, y)
	return append(append(append(dst, `">`...), text...), `</text>`...)
}

// isPlain tells whether significantShort writes v without a power of ten.
func isPlain(v float64) bool { return v >= 1e-3 && v < 1e4 }

// significantShort writes the end of a scale, which has one digit or two that count.
func significantShort(v float64) string {
	if isPlain(v) {
		return strconv.FormatFloat(v, 'g', 4, 64)
	}
	mantissa := strconv.FormatFloat(v, 'e', 1, 64)
	at := slices.Index([]byte(mantissa), 'e')
	exponent, _ := strconv.Atoi(mantissa[at+1:])
	if mantissa = strings.TrimSuffix(mantissa[:at], ".0"); mantissa == "1" {
		return powerOfTen(exponent)
	}
	return mantissa + "·" + powerOfTen(exponent)
}

// gradientLine is the size of a gradient over time.
type gradientLine struct {
	name  string
	class string
	logs  []float64
}

func (c *ThreeCells) gradientLines(chosen Gates) (lines []gradientLine) {
	add := func(name string, gates Gates, more string, logs []float64) {
		class := "line" + more
		if gates == chosen {
			class += " picked"
		}
		lines = append(lines, gradientLine{name, class, logs})
	}
	add("RNN", RNNGates, "", c.All[0].LogH)
	add("LSTM", LSTMGates, "", c.All[1].LogH)
	add("c", LSTMGates, " carried", c.All[1].LogC)
	add("GRU", GRUGates, "", c.All[2].LogH)
	return lines
}

// decades are the ends of the scale of gradients, in powers of ten: 16 apart at the
// most, and not less than 2.
func (c *ThreeCells) decades() (low, high int) {
	least, most := math.Inf(1), math.Inf(-1)
	for _, line := range c.gradientLines("") {
		for _, log := range line.logs {
			if log == log && !math.IsInf(log, 0) {
				least, most = min(least, log), max(most, log)
			}
		}
	}
	if most < least {
		return -1, 1
	}
	high = int(math.Ceil(most))
	return min(max(int(math.Floor(least)), high-farthest), high-2), high
}

// GradientLines draw the size of the gradient at every step, on a logarithmic scale,
// for all cells.
func (c *ThreeCells) GradientLines(chosen Gates, columns int) string {
	low, high := c.decades()
	out := openLines(make([]byte, 0, 2048))
	for _, line := range c.gradientLines(chosen) {
		T := len(line.logs)
		columns := min(max(columns, 1), T)
		out = append(append(append(out, `<path class="`...), line.class...), `" d="`...)
		drawn := false
		for column := range columns {
			from, to := column*T/columns, (column+1)*T/columns
			least, most := math.Inf(1), math.Inf(-1)
			for _, log := range line.logs[from:to] {
				if log >= float64(low) && !math.IsInf(log, 1) {
					least, most = min(least, log), max(most, log)
				}
			}
			if most < least {
				drawn = false
				continue
			}
			height := func(log float64) float64 { return 2*(log-float64(low))/float64(high-low) - 1 }
			x := columnX(column, columns)
			if T == 1 {
				out = appendPoint(out, true, loneLeft, height(most))
				x = loneRight
			} else {
				out = appendPoint(out, !drawn, x, height(least))
			}
			if most > least || T == 1 || !drawn {
				out = appendPoint(out, false, x, height(most))
			}
			drawn = true
		}
		out = append(out, `"/>`...)
	}
	return string(append(out, `</svg>`...))
}

// GradientNames stand beside the first step, each as near to its line as the others
// leave it room.
func (c *ThreeCells) GradientNames(chosen Gates) string {
	const apart = 0.25 // of the height, for a line of text
	low, high := c.decades()
	type label struct {
		name, class string
		at          float64
	}
	var labels []label
	for _, line := range c.gradientLines(chosen) {
		at := (float64(high) - max(line.logs[0], float64(low))) / float64(high-low)
		if !(at >= 0) { // no way leads back
			at = 1
		}
		labels = append(labels, label{line.name, line.class, at})
	}
	sort.SliceStable(labels, func(i, j int) bool { return labels[i].at < labels[j].at })
	next := 0.09
	for i := range labels {
		labels[i].at = max(labels[i].at, next)
		next = labels[i].at + apart
	}
	last := 0.93
	for i := len(labels) - 1; i >= 0; i-- {
		labels[i].at = min(labels[i].at, last)
		last = labels[i].at - apart
	}
	var out []byte
	for _, l := range labels {
		out = append(append(append(out, `<text class="`...), l.class...), `" x="100%" y="`...)
		out = appendPercent(out, l.at)
		out = append(append(append(out, `">`...), l.name...), `</text>`...)
	}
	return string(out)
}

// GradientScale are the ends of the scale.
func (c *ThreeCells) GradientScale() string {
	low, high := c.decades()
	return string(appendText(appendText(nil, "0", 0.09, powerOfTen(high)), "0", 0.91, powerOfTen(low)))
}
