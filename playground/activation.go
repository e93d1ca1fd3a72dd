package playground

import (
	"math"
	"strconv"

	"github.com/rnn-playground/rnn-playground/rnn"
)

// Geometry of the curve in CSS pixels.
const (
	curveWidth  = 240
	curveHeight = 56
	curvePoints = 60
)

// activation is the function that makes a state, or a gate, of a sum.
type activation struct {
	name  string // as it is written
	slope string // how the slope is written
	f     func(a float64) float64
	df    func(h float64) float64        // the slope where the function is h
	share func(h, reach float64) float64 // where h stands between the ends of the picture, -1 … 1
	steep float64                        // the largest slope
}

var (
	tanhActivation = activation{"tanh", "1 − h²", math.Tanh, Slope, func(h, _ float64) float64 { return h }, 1}
	reluActivation = activation{"relu", "relu′", func(a float64) float64 { return max(a, 0) },
		func(h float64) float64 { return float64(b2i(h > 0)) }, func(h, reach float64) float64 { return h / reach }, 1}
	sigmaActivation = activation{"σ", "σ·(1 − σ)", func(a float64) float64 { return 1 / (1 + math.Exp(-a)) },
		func(h float64) float64 { return h * (1 - h) }, func(h, _ float64) float64 { return 2*h - 1 }, 0.25}
)

// activationOf is that of a cell without gates.
func activationOf(cell rnn.Cell) activation {
	if cell == rnn.RNNReLU {
		return reluActivation
	}
	return tanhActivation
}

// spoken says where the point (a, h) stands on the curve.
func (of *activation) spoken(a, h float64, texts Strings) string {
	const small, large = 0.1, 0.8 // of the steepest
	slope, key := of.df(h), "spoken.curve"
	switch {
	case slope < small*of.steep:
		key = "spoken.curve.flat"
	case slope > large*of.steep:
		key = "spoken.curve.steep"
	}
	return texts.Format(key, plain(a), of.name, plain(h), plain(slope))
}

// curve draws the function with the point (a, h) and the tangent there, and says its
// slope. What is beyond all numbers has no place in a picture.
func (w *inspectorWriter) curve(of activation, a, h float64, texts Strings) {
	if of.f == nil {
		return
	}
	reach := max(3, math.Ceil(math.Abs(a)*1.15)) // a's to the left and right
	x := func(a float64) float64 { return (a/reach + 1) / 2 * curveWidth }
	y := func(h float64) float64 { return (1-of.share(h, reach))*(curveHeight-8)/2 + 4 }
	point := func(op string, a, h float64) {
		w.add(op)
		w.out = strconv.AppendFloat(w.out, x(a), 'f', 1, 64)
		w.add(" ")
		w.out = strconv.AppendFloat(w.out, y(h), 'f', 1, 64)
	}
	slope := of.df(h)
	if math.IsInf(2*reach, 0) || math.IsNaN(reach) {
		w.slope(of, slope, texts)
		return
	}
	w.add(`<svg class="curve" viewBox="0 0 240 56" role="img" aria-label="`, texts.Format("inspector.curve", of.name), " ", of.spoken(a, h, texts), `"><path class="axis" d="M0 28H240M120 0V56"/><path class="tanh" d="`)
	for i := range curvePoints + 1 {
		a := reach * (2*float64(i)/curvePoints - 1)
		point([]string{"L", "M"}[b2i(i == 0)], a, of.f(a))
	}
	w.add(`"/><path class="tangent" d="`)
	// A tangent as long on the screen whatever its slope.
	dx, dy := curveWidth/(2*reach), (of.share(1, reach)-of.share(0, reach))*(curveHeight-8)/2*slope
	along := 36 / math.Hypot(dx, dy)
	point("M", a-along, h-slope*along)
	point("L", a+along, h+slope*along)
	w.add(`"/><circle r="4.5" cx="`)
	w.out = strconv.AppendFloat(w.out, x(a), 'f', 1, 64)
	w.add(`" cy="`)
	w.out = strconv.AppendFloat(w.out, y(h), 'f', 1, 64)
	w.add(`"/></svg>`)
	w.slope(of, slope, texts)
}

func (w *inspectorWriter) slope(of activation, slope float64, texts Strings) {
	w.add(`<p class="slope number"><span>`, texts["inspector.slope"], ` `, of.slope, `</span> <span id="inspected-slope" data-value="`)
	w.out = strconv.AppendFloat(w.out, slope, 'g', -1, 64)
	w.add(`">`)
	w.add(significant(slope))
	w.add(`</span></p>`)
}
