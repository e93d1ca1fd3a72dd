package playground

import (
	"math"
	"slices"
	"sort"
	"strconv"

	"github.com/rnn-playground/rnn-playground/rnn"
)

// Bands are the values of one cell over the time axis, a band of H rows each, from
// the gates to the state and its gradient. They are one picture: what a value stands
// at is a share of its band's scale, and between two bands there is nothing. The
// gradient stands on a logarithmic scale on either side of zero.
type Bands struct {
	Picture
	Names  []string // of each band
	Scales []string // how far each goes
	height int      // rows from one band to the next
	units  int
}

// gateNames are PyTorch's, in its order.
var gateNames = map[rnn.Cell][]string{rnn.LSTM: {"i", "f", "g", "o"}, rnn.GRU: {"r", "z", "n"}}

// Bands of the cell that gates names.
func (c *ThreeCells) Bands(gates Gates) *Bands {
	p, units := c.Pass(gates), c.Run.HiddenSize
	low, high := c.decades()
	b := &Bands{units: units, height: units + (units+7)/8}
	tensors := slices.Clone(p.Gates)
	b.Names = slices.Clone(gateNames[p.Cell])
	if p.Cell.HasC() {
		tensors, b.Names = append(tensors, p.C), append(b.Names, "c")
	}
	tensors, b.Names = append(tensors, p.H, p.DH), append(b.Names, "h", "∂L/∂h")
	steps, rows := len(p.H)/units, len(tensors)*b.height-(b.height-units)
	b.Picture = Picture{ID: "bands", Values: missing(steps * rows), Steps: steps, Rows: rows, Scale: 1}
	for i, tensor := range tensors {
		scale, gradient := 1.0, b.Names[i] == "∂L/∂h"
		if b.Names[i] == "c" {
			scale = niceScale(largestOf(tensor))
		}
		if gradient {
			b.Scales = append(b.Scales, "log")
		} else {
			b.Scales = append(b.Scales, "±"+significantShort(scale))
		}
		for t := range steps {
			to := b.Values[t*rows+i*b.height:]
			for j, v := range tensor[t*units:][:units] {
				if gradient {
					share := (math.Log10(math.Abs(v)) - float64(low)) / float64(high-low)
					v = math.Copysign(min(max(share, 0), 1), v)
				}
				to[j] = v / scale
			}
		}
	}
	return b
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

// middle of a band, as a share of the picture.
func (b *Bands) middle(band int) float64 {
	return (float64(band*b.height) + float64(b.units)/2) / float64(b.Rows)
}

// NameAxis draws the names beside their bands, ScaleAxis the ends of their scales.
func (b *Bands) NameAxis() string {
	var out []byte
	for i, name := range b.Names {
		out = appendText(out, "100%", b.middle(i), name)
	}
	return string(out)
}

func (b *Bands) ScaleAxis() string {
	var out []byte
	for i, scale := range b.Scales {
		out = appendText(out, "0", b.middle(i), scale)
	}
	return string(out)
}

func appendText(dst []byte, x string, y float64, text string) []byte {
	dst = append(append(append(dst, `<text x="`...), x...), `" y="`...)
	dst = appendPercent(dst, y)
	return append(append(append(dst, `">`...), text...), `</text>`...)
}

// significantShort writes the end of a scale, which has one digit or two that count.
func significantShort(v float64) string {
	if v >= 1e-3 && v < 1e4 {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	mantissa := strconv.FormatFloat(v, 'e', -1, 64)
	at := slices.Index([]byte(mantissa), 'e')
	exponent, _ := strconv.Atoi(mantissa[at+1:])
	if mantissa[:at] == "1" {
		return powerOfTen(exponent)
	}
	return mantissa[:at] + "·" + powerOfTen(exponent)
}

// UnitAt is the unit in the place of a picture, at a share from its top.
func (b *Bands) UnitAt(down float64) int {
	row := min(int(down*float64(b.Rows)), b.Rows-1)
	return min(row%b.height, b.units-1)
}

// Marks frame a unit in every band at a step.
func (b *Bands) Marks(step, unit int) string {
	out := []byte(nil)
	for i := range b.Names {
		out = append(out, `<rect x="`...)
		out = appendPercent(out, float64(step-1)/float64(b.Steps))
		out = append(out, `" width="`...)
		out = appendPercent(out, 1/float64(b.Steps))
		out = append(out, `" y="`...)
		out = appendPercent(out, float64(i*b.height+unit)/float64(b.Rows))
		out = append(out, `" height="`...)
		out = appendPercent(out, 1/float64(b.Rows))
		out = append(out, `"/>`...)
	}
	return string(out)
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
