package playground

import (
	"math"
	"strconv"
)

// Outside these shares of a change in h_0 its influence is called vanishing or
// exploding.
const vanishing, exploding = -2, 2 // log10

// Words say what becomes of a change in h_0 over all steps. How much is left, and
// the factor of a step, are meant in root mean square over all directions:
// ‖∂h_T/∂h_0‖/√H, and its T-th root.
func (in *Influence) Words(s Strings) string { return in.state(in.words(s)) }

func (in *Influence) words(s Strings) string {
	T := in.Timesteps
	last := in.Onto(in.Columns - 1)[0]
	t := subscript(in.of.taken(T))
	if math.IsInf(last, -1) {
		return s.Format("influence.zero", t, grouped(in.of.taken(in.Zero[0])))
	}
	left := last - in.Start()
	start := rootText(in.HiddenSize)
	factor := fromLog(left / float64(T))
	switch {
	case left < vanishing:
		return s.Format("influence.vanishing", t, fromLog(last), start, factor, grouped(in.of.taken(in.Lifetime[0])))
	case left > exploding:
		return s.Format("influence.exploding", t, fromLog(last), start, factor, fromLog(left))
	}
	return s.Format("influence.kept", t, fromLog(last), start, factor, fromLog(left+2))
}

// rootText writes √n and its value.
func rootText(n int) string {
	text := "√" + strconv.Itoa(n)
	if root := math.Sqrt(float64(n)); root == math.Trunc(root) {
		return text + " = " + strconv.Itoa(int(root))
	} else {
		return text + " ≈ " + significant(root)
	}
}

// Note says what a row and a column of the picture are, where they are not one
// step each.
func (in *Influence) Note(s Strings) string {
	rows, columns := groupDigits(int64(in.Stride)), groupDigits(int64((in.Timesteps+in.Columns-1)/in.Columns))
	switch {
	case in.Stride == 1 && in.Columns == in.Timesteps:
		return ""
	case in.Columns == in.Timesteps:
		return s.Format("influence.rows", rows)
	case in.Stride == 1:
		return s.Format("influence.columns", columns)
	}
	return s.Format("influence.blocks", rows, columns)
}

// Words say why there is no picture, and what would fit.
func (e *InfluenceTooLarge) Words(s Strings) string {
	return s.Format("influence.toolarge", groupDigits(int64(e.Timesteps)), groupDigits(int64(e.HiddenSize)),
		groupDigits(int64(e.FitTimesteps)), groupDigits(int64(e.FitHidden)))
}
