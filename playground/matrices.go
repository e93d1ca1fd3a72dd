package playground

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/rnn-playground/rnn-playground/numpy"
	"github.com/rnn-playground/rnn-playground/rnn"
)

// Matrices are the pictures of Wx, Wh, b and h_0, row by row beside each other:
// row j of all of them makes unit j. Each has a scale of its own, for in a large
// network Wh is far smaller than Wx.
func (r *Run) Matrices() [4]Picture {
	d, rows := r.digested(), r.Rows()
	initial := r.H0
	if rows > len(initial) { // a gate has none
		initial = append(slices.Clone(initial), missing(rows-len(initial))...)
	}
	picture := func(tensor Tensor, values []float64, columns int, reach span) Picture {
		return Picture{
			ID: string(tensor), Values: values, ByRow: true,
			Steps: columns, Rows: rows, Scale: niceScale(reach.size()), atOnce: r.gradient, gathered: r.of(string(tensor), values),
		}
	}
	return [4]Picture{
		picture(WxTensor, r.Wx, r.InputSize, d.wx), picture(WhTensor, r.Wh, r.HiddenSize, d.wh),
		picture(BTensor, r.B, 1, d.b), picture(H0Tensor, initial, 1, d.h0),
	}
}

// niceScale is the end of a scale for values of at most that size: rounded up to
// a number that is easily said, of one digit where a power of ten follows it.
func niceScale(largest float64) float64 {
	if !(largest > 0) {
		return 1
	}
	unit := math.Pow(10, math.Floor(math.Log10(largest)))
	for _, m := range [...]float64{1, 1.5, 2, 3, 4, 5, 6, 8} {
		if m*unit >= largest && (m != 1.5 || isPlain(m*unit)) {
			return min(m*unit, math.MaxFloat64)
		}
	}
	return min(10*unit, math.MaxFloat64)
}

// mostCellNumbers is how many values of one matrix are written into its cells.
const mostCellNumbers = 600

// Numbers are the values of a matrix for its cells, column by column, with as many digits as there is room for in width × height CSS
// pixels. light tells by a byte each which are white, '1', for that stands out
// more from their cell than black, '0'. Where there is no room, both are empty.
func (r *Run) Numbers(p *Picture, width, height float64, palette *Palette) (numbers []string, light string) {
	column, row := width/float64(p.Steps), height/float64(p.Rows)
	digits := min(int((column-4)/digitWidth)-2, 3) // sign and point come before
	if len(p.Values) > mostCellNumbers || row < 16 || digits < 1 {
		return nil, ""
	}
	table := palette.table()
	numbers = make([]string, len(p.Values))
	inks := make([]byte, len(p.Values))
	for i := range numbers {
		v := p.at(i/p.Rows, i%p.Rows)
		if math.IsNaN(v) {
			inks[i] = '0'
			continue
		}
		numbers[i] = string(appendTight(nil, v, digits))
		inks[i] = '0'
		if table[p.level(v)].luminance() < whiteBelow {
			inks[i] = '1'
		}
	}
	return numbers, string(inks)
}

// Edited frames the cells of a matrix that were set by hand.
func (r *Run) Edited(p *Picture) string {
	edited := r.editedIn(r.Part.Of(Tensor(p.ID)))
	if len(edited) == 0 {
		return ""
	}
	out := []byte(`<svg>`)
	for _, place := range edited {
		out = append(out, `<rect x="`...)
		out = appendPercent(out, float64(place.Column)/float64(p.Steps))
		out = append(out, `" y="`...)
		out = appendPercent(out, float64(place.Row)/float64(p.Rows))
		out = append(out, `" width="`...)
		out = appendPercent(out, 1/float64(p.Steps))
		out = append(out, `" height="`...)
		out = appendPercent(out, 1/float64(p.Rows))
		out = append(out, `"/>`...)
	}
	return string(append(out, `</svg>`...))
}

// The pictures of the matrices in CSS pixels.
const (
	MatrixAxis   = 16  // the unit numbers before them
	MatrixGap    = 12  // between two
	MatrixHead   = 24  // name and scale over each
	matrixCell   = 46  // the widest cell of Wx and Wh
	matrixRow    = 26  // the highest
	leastMatrix  = 52  // of Wx and Wh
	leastVector  = 56  // of b and h_0
	leastOutside = 120 // beside the cells, where the room is scrolled
	mostOutside  = 90
	mostScrolled = 760
)

// MatrixSizes are the widths of the pictures of Wx, Wh, b and h_0 and the height
// that they share, in a room of width × height: in proportion to their columns,
// but none too narrow for its name, and no cell too far from its neighbours. Where
// there is room for less than least CSS pixels a column, the room is scrolled.
func (r *Run) MatrixSizes(width, height, least float64) (widths [4]int, rows int) {
	columns := [4]float64{float64(r.InputSize), float64(r.HiddenSize), 1, 1}
	narrowest := [4]float64{leastMatrix, leastMatrix, leastVector, leastVector}
	all := columns[0] + columns[1] + 2
	width = min(width, all*matrixCell+mostOutside)
	if least > 0 {
		width = max(width, min(all*least+leastOutside, mostScrolled))
	}
	left := width - MatrixAxis - 4*MatrixGap
	var fixed [4]bool
	for again := true; again; { // who gets less than needed has it from the others
		again = false
		for i, share := range columns {
			if !fixed[i] && left*share/all < narrowest[i] {
				widths[i], fixed[i], again = int(narrowest[i]), true, true
				left -= narrowest[i]
				all -= share
				break
			}
		}
	}
	for i, share := range columns {
		if !fixed[i] {
			widths[i] = int(left * share / all)
		}
	}
	return widths, int(min(height-MatrixHead, float64(r.Rows()*matrixRow)))
}

// appendTight writes v in so few digits that the zero before the point goes too.
func appendTight(dst []byte, v float64, digits int) []byte {
	text := strconv.AppendFloat(nil, math.Abs(v), 'f', max(digits-len(strconv.Itoa(int(min(math.Abs(v), LargestEdit))))+1, 0), 64)
	if strings.Trim(string(text), "0.") == "" {
		return append(dst, '0')
	}
	if v < 0 {
		dst = append(dst, "−"...)
	}
	if bytes.HasPrefix(text, []byte("0.")) {
		text = text[1:]
	}
	return append(dst, text...)
}

// editedIn are the places of a tensor that were set by hand.
func (r *Run) editedIn(tensor Tensor) []Place {
	if len(r.drawn) == 0 {
		return nil
	}
	var places []Place
	for _, edit := range r.Setting.Edits.All() {
		if edit.Tensor == tensor && r.IsEdited(edit.Place) {
			places = append(places, edit.Place)
		}
	}
	return places
}

// MatrixNote writes the ends of a matrix's scale, and its shape where there is room.
func MatrixNote(p *Picture) string {
	scale := "±" + strconv.FormatFloat(p.Scale, 'g', 3, 64)
	if p.Steps == 1 && (p.ID == string(BTensor) || p.ID == string(H0Tensor)) {
		return scale
	}
	return scale + ` <span class="shape">` + numpy.FormatShape(p.Rows, p.Steps) + `</span>`
}

// Feeds says what the value v at a place is and what it goes into at step t.
func (r *Run) Feeds(place Place, v float64, t int, texts Strings) string {
	value := string(appendSigned(nil, strconv.AppendFloat(nil, v, 'g', -1, 64)))
	unit, gate := r.UnitOf(place.Row)
	into := "[" + strconv.Itoa(unit) + "]"
	fed := "a" + subscript(t) + into
	if gate == "n" && r.Kind == rnn.GRU && place.Base() == WhTensor {
		gate = WhGate // r scales it before it goes into the sum
	}
	if gate != "" {
		fed = (&Inspection{Step: t, Unit: unit, Gate: gate, run: r}).sumName()
	}
	switch place.Base() {
	case WxTensor:
		from := "x" + subscript(t) + "[" + strconv.Itoa(place.Column) + "]"
		if r.Layer > 0 {
			part, unit := r.below(place.Column)
			from = "h" + part.above() + subscript(t) + "[" + strconv.Itoa(unit) + "]"
		}
		return texts.Format("matrices.weight", place.Name(), value, from, fed)
	case WhTensor:
		return texts.Format("matrices.weight", place.Name(), value, r.beforeName("h", t, place.Column), fed)
	case BTensor:
		if gate != "" {
			return texts.Format("matrices.bias", place.Name(), value, "a("+string(gate)+")"+into)
		}
		return texts.Format("matrices.bias", place.Name(), value, "a"+into)
	}
	return texts.Format("matrices.initial", place.Name(), value, strconv.Itoa(place.Row))
}
