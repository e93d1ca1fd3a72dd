package playground

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// Tensor is one that can be set by hand, named as in the equation; of another pass than
// the first with a part before it, see [Part.Of].
type Tensor string

const (
	XTensor   Tensor = "x"   // x_t[i]: row t = 1 … T, column i
	WxTensor  Tensor = "Wx"  // row j, column i
	WhTensor  Tensor = "Wh"  // row j, column k
	BTensor   Tensor = "b"   // row j, column 0
	H0Tensor  Tensor = "h0"  // row j, column 0
	C0Tensor  Tensor = "c0"  // row j, column 0; of LSTM
	BhnTensor Tensor = "bhn" // row j, column 0; of GRU, once it was brought in: b_hn, which its reset gate scales
)

// AllTensors in the order of the equation.
var AllTensors = []Tensor{XTensor, WxTensor, WhTensor, BTensor, H0Tensor, C0Tensor, BhnTensor}

// Place is one value of a tensor.
type Place struct {
	Tensor      Tensor
	Row, Column int
}

// Edit is a value set by hand.
type Edit struct {
	Place
	Value float64
}

// Edits are values set by hand, as they stand in the link:
//
//	Wx:5:2:0.25,h0:3:0:-1
//
// tensor, row, column, value, with the fewest digits that read back as the same
// float64; in the order of AllTensors, rows and columns, each place once. As a
// string they leave State comparable. Places that the sizes do not reach rest
// until they do.
type Edits string

// MostEdits bounds the length of a link.
const MostEdits = 400

// LargestEdit is the largest size of a value set by hand.
const LargestEdit = 1e6

// All lists them.
func (e Edits) All() []Edit {
	if e == "" {
		return nil
	}
	var all []Edit
	for text := range strings.SplitSeq(string(e), ",") {
		if edit, ok := parseEdit(text); ok {
			all = append(all, edit)
		}
	}
	return all
}

func parseEdit(text string) (Edit, bool) {
	parts := strings.Split(text, ":")
	if len(parts) != 4 {
		return Edit{}, false
	}
	row, err1 := strconv.ParseUint(parts[1], 10, 20)
	column, err2 := strconv.ParseUint(parts[2], 10, 13)
	value, err3 := strconv.ParseFloat(parts[3], 64)
	edit := Edit{Place{Tensor(parts[0]), int(row), int(column)}, value}
	part, base := edit.Tensor.split()
	known := slices.Contains(AllTensors, base) && part.Of(base) == edit.Tensor
	narrow := base == XTensor || base == WxTensor || base == WhTensor || column == 0
	positive := base != XTensor || row > 0
	return edit, err1 == nil && err2 == nil && err3 == nil && known && narrow && positive && math.Abs(value) <= LargestEdit
}

// ParseEdits reads what stands in a link. Of a place given twice the last
// counts. What is no edit is left out; whole reports whether nothing was.
func ParseEdits(text string) (edits Edits, whole bool) {
	whole = true
	var all []Edit
	for part := range strings.SplitSeq(text, ",") {
		edit, ok := parseEdit(part)
		if !ok || len(all) >= 4*MostEdits {
			whole = false
			continue
		}
		all = append(all, edit)
	}
	edits = joinEdits(all)
	if cut := edits.All(); len(cut) > MostEdits {
		return joinEdits(cut[:MostEdits]), false
	}
	return edits, whole
}

// joinEdits sorts edits and keeps the last of each place.
func joinEdits(all []Edit) Edits {
	// Of package sort, whose code serves all types; slices would have it once for each.
	sort.SliceStable(all, func(i, j int) bool { return comparePlaces(all[i].Place, all[j].Place) < 0 })
	out := make([]byte, 0, 24*len(all))
	for i, edit := range all {
		if i+1 < len(all) && all[i+1].Place == edit.Place {
			continue
		}
		if len(out) > 0 {
			out = append(out, ',')
		}
		out = append(append(out, edit.Tensor...), ':')
		out = append(strconv.AppendInt(out, int64(edit.Row), 10), ':')
		out = append(strconv.AppendInt(out, int64(edit.Column), 10), ':')
		// -0 is a value of its own: 0 · -0 has a sign.
		out = strconv.AppendFloat(out, edit.Value, 'g', -1, 64)
	}
	return Edits(out)
}

func comparePlaces(a, b Place) int {
	_, baseA := a.Tensor.split()
	_, baseB := b.Tensor.split()
	return cmp.Or(cmp.Compare(slices.Index(AllTensors, baseA), slices.Index(AllTensors, baseB)), strings.Compare(string(a.Tensor), string(b.Tensor)),
		cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column))
}

// With sets a place.
func (e Edits) With(place Place, v float64) Edits { return joinEdits(append(e.All(), Edit{place, v})) }

// Without gives a place back to the seed.
func (e Edits) Without(place Place) Edits {
	return joinEdits(slices.DeleteFunc(e.All(), func(edit Edit) bool { return edit.Place == place }))
}

// only keeps the edits of some tensors.
func (e Edits) only(tensors ...Tensor) Edits {
	return joinEdits(slices.DeleteFunc(e.All(), func(edit Edit) bool {
		_, base := edit.Tensor.split()
		return !slices.Contains(tensors, base)
	}))
}

// Edit sets a value by hand, or refuses and leaves s as it was.
func (s *State) Edit(place Place, v float64) error {
	if !(math.Abs(v) <= LargestEdit) {
		return &ArgumentError{Place: place, Problem: OutOfRange, Value: formatNumber(v)}
	}
	edits := s.Edits.With(place, v)
	if strings.Count(string(edits), ",") >= MostEdits {
		return &ArgumentError{Place: place, Problem: TooManyEdits, Value: strconv.Itoa(MostEdits + 1)}
	}
	s.Edits = edits
	return nil
}

// ParseValue reads a value for a place as a person types it.
func ParseValue(place Place, text string) (float64, error) {
	v, err := parseNumber(text)
	if err != nil {
		return 0, &ArgumentError{Place: place, Problem: NotNumber, Value: strconv.Quote(Shorten(text))}
	}
	if !(math.Abs(v) <= LargestEdit) {
		return 0, &ArgumentError{Place: place, Problem: OutOfRange, Value: formatNumber(v)}
	}
	return v, nil
}

// tensor gives a tensor's values and how many columns it has. Rows of x count
// from 1, so row says where a place's row is.
//
//go:noinline
func (r *Run) tensor(name Tensor) (values []float64, columns int) {
	part, base := name.split()
	if r.Part.Of(base) != name || base == XTensor && r.Layer != part.Layer {
		return nil, 1 // of another pass
	}
	switch base {
	case XTensor:
		return r.X, r.InputSize
	case WxTensor:
		return r.Wx, r.InputSize
	case WhTensor:
		return r.Wh, r.HiddenSize
	case BTensor:
		return r.B, 1
	case H0Tensor:
		return r.H0, 1
	case C0Tensor:
		return r.C0, 1
	case BhnTensor:
		return r.Bhn, 1
	}
	return nil, 1 // the zero Place is nowhere
}

// value is where a place lies in r, or nil where r does not reach it.
func (r *Run) value(place Place) *float64 {
	values, columns := r.tensor(place.Tensor)
	row := place.Row
	if place.Base() == XTensor {
		row--
	}
	if row < 0 || place.Column >= columns || row >= len(values)/columns {
		return nil
	}
	return &values[row*columns+place.Column]
}

// Value is the value at a place; ok reports whether r has it.
func (r *Run) Value(place Place) (v float64, ok bool) {
	if at := r.value(place); at != nil {
		return *at, true
	}
	return 0, false
}

// IsEdited reports whether a value of r was set by hand.
func (r *Run) IsEdited(place Place) bool {
	_, ok := r.drawn[place]
	return ok
}

// Drawn is the value that the seed gives at a place that was set by hand.
func (r *Run) Drawn(place Place) float64 { return r.drawn[place] }

// EditCount is how many values of r were set by hand.
func (r *Run) EditCount() int { return len(r.drawn) }

// edit puts the values set by hand in the place of the drawn ones.
func (r *Run) edit(edits []Edit) {
	for _, e := range edits {
		if at := r.value(e.Place); at != nil {
			if r.drawn == nil {
				r.drawn = map[Place]float64{}
			}
			r.drawn[e.Place] = *at
			*at = e.Value
		}
	}
}

// Name of a place as it is written on the page: Wx[5,2], x₃[1], h₀[2], b[5].
func (p Place) Name() string {
	row, column := strconv.Itoa(p.Row), strconv.Itoa(p.Column)
	part, base := p.Tensor.split()
	above := part.above()
	switch base {
	case XTensor:
		return "x" + above + subscript(p.Row) + "[" + column + "]"
	case H0Tensor:
		return "h" + above + "₀[" + row + "]"
	case C0Tensor:
		return "c" + above + "₀[" + row + "]"
	case BTensor:
		return "b" + above + "[" + row + "]"
	case BhnTensor:
		return "b_hn" + above + "[" + row + "]"
	}
	return string(base) + above + "[" + row + "," + column + "]"
}

// Key of a place in the document: Wx:5:2.
func (p Place) Key() string {
	return string(p.Tensor) + ":" + strconv.Itoa(p.Row) + ":" + strconv.Itoa(p.Column)
}

// ParsePlace reads a Key.
func ParsePlace(key string) (Place, bool) {
	edit, ok := parseEdit(key + ":0")
	return edit.Place, ok
}
