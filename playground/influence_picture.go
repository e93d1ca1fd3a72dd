package playground

import (
	"math"
	"strconv"
	"unicode/utf8"
)

// farthest is the end of a scale in decades: a share of 10⁻¹⁶ of a float64 is less
// than its last digit.
const farthest = 16

// Picture of the influence: a row for each source s, from the top, and time to the
// right. The middle of the scale is a norm of 1. There is nothing where t < s.
func (in *Influence) Picture() Picture {
	values := in.Log
	if in.of.Reverse { // time goes to the right there too
		values = reversed(values, 1)
	}
	return Picture{ID: "influence", Values: values, Steps: in.Columns, Rows: in.Sources, Scale: in.Scale()}
}

// Scale is the end of the scale in decades: the largest |log10| of all norms that
// are not zero, rounded up to a number that is easily said, 16 at the most.
//
//go:noinline
func (in *Influence) Scale() float64 {
	largest := 0.0
	for _, log := range in.Log {
		if size := math.Abs(log); size <= math.MaxFloat64 {
			largest = max(largest, size)
		}
	}
	for _, decades := range [...]float64{1, 2, 3, 4, 6, 8, 10, 12} {
		if decades >= largest {
			return decades
		}
	}
	return farthest
}

// ScaleLabels are those of Scale: 10⁸, 1 and 10⁻⁸.
func (in *Influence) ScaleLabels() string { return DecadeLabels(in.Scale()) }

// DecadeLabels are those of a scale of so many decades on either side of 1.
func DecadeLabels(scale float64) string {
	end := int(scale)
	return scaleTexts(powerOfTen(end), "1", powerOfTen(-end))
}

// SourceAxis draws the labels of the sources, at most most.
func (in *Influence) SourceAxis(most int) string {
	if in.of.Reverse {
		return ""
	}
	return rowAxis(in.Sources, most, in.Stride)
}

// scaleTexts stand beside a scale, evenly from its top to its bottom.
func scaleTexts(texts ...string) string {
	long := longTexts(texts...)
	var out []byte
	for i, text := range texts {
		share := float64(i) / float64(len(texts)-1)
		out = append(append(append(out, `<text`...), long...), ` x="20" y="`...)
		out = appendPercent(out, share)
		out = append(out, `" dy="`...) // so that the ends are inside
		out = strconv.AppendFloat(out, math.Floor(11-11*share), 'f', -1, 64)
		out = append(append(append(out, `">`...), text...), `</text>`...)
	}
	return string(out)
}

// longTexts is the class of texts that have to be set closer for the room beside a picture
// on a phone: −1.5·10⁸.
func longTexts(texts ...string) string {
	for _, text := range texts {
		if utf8.RuneCountInString(text) > 5 {
			return ` class="long"`
		}
	}
	return ""
}

// powerOfTen writes 10ⁿ.
func powerOfTen(n int) string {
	switch n {
	case 0:
		return "1"
	case 1:
		return "10"
	}
	return "10" + superscript(strconv.Itoa(n))
}

// fromLog writes 10^log with three digits that count.
func fromLog(log float64) string {
	if math.IsInf(log, -1) {
		return "0"
	}
	if log > -4 && log < 5 {
		return significant(math.Pow(10, log))
	}
	exponent := math.Floor(log)
	mantissa := strconv.FormatFloat(math.Pow(10, log-exponent), 'f', 2, 64)
	if mantissa == "10.00" {
		mantissa, exponent = "1.00", exponent+1
	}
	return mantissa + " × " + powerOfTen(int(exponent))
}
