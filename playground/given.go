package playground

import (
	"encoding/binary"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/rnn-playground/rnn-playground/numpy"
	"github.com/rnn-playground/rnn-playground/numpy/npz"
)

// Given are whole tensors that a user has brought in, as they stand in the link:
//
//	Wx:8x4:mpmZmZmZ…,b:8:~5q0Wc…
//
// tensor, shape, values; the values as base64url (RFC 4648, section 5, without =) of
// their little-endian float64, row by row, or, of more than a link should carry, ~ and
// the key under which [Keep] has them. Each tensor is there once, in the order of
// AllTensors. As a string they leave State comparable. A tensor whose shape is not that
// which the sizes ask for rests until it is.
type Given string

// MostLinked is how many values the tensors of a link may have in it, all together: that
// are 11 kB of text.
const MostLinked = 1024

// mostGiven bounds how many tensors there are. An LSTM of four layers in both directions
// over sixteen sequences has 16 of x, 24 weights and 256 initial states, 296 in all.
const mostGiven = 320

// GivenTensor is one that was brought in.
type GivenTensor struct {
	Tensor Tensor // with its part, as in Edits
	Shape  []int
	Key    string    // under which Keep has the values; "" where the link has them
	Values []float64 // nil where they are not at hand
}

// kept are the values of tensors that are too large for a link, by key. They are never
// changed. A browser keeps them beyond the life of the program.
var kept = map[string][]float64{}

// Keep keeps the values of a tensor for as long as the program runs and gives the key for
// them, which is made from their bits.
func Keep(values []float64) (key string) {
	key = keyOf(values)
	if _, ok := kept[key]; !ok {
		kept[key] = slices.Clone(values)
	}
	return key
}

// Forget lets go of all values but those that one of some links or lists needs.
func Forget(but ...string) {
	for key := range kept {
		if !slices.ContainsFunc(but, func(text string) bool { return strings.Contains(text, key) }) {
			delete(kept, key)
		}
	}
}

// keyOf is 22 characters for the bits of values: FNV-1a of two words of 64 bits each, the
// second beginning elsewhere. It tells files apart that nobody made to be confused.
func keyOf(values []float64) string {
	const prime = 1099511628211
	a, b := uint64(14695981039346656037), uint64(len(values))
	for _, v := range values {
		bits := math.Float64bits(v)
		for range 8 {
			a = (a ^ bits&255) * prime
			bits >>= 8
		}
		b = (b ^ a>>32 ^ math.Float64bits(v)) * prime
	}
	return string(appendBase64(nil, binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, a), b)))
}

const keyLength = 22

// All lists them.
func (g Given) All() (all []GivenTensor) {
	if g == "" {
		return nil
	}
	for text := range strings.SplitSeq(string(g), ",") {
		if t, ok := parseGiven(text); ok {
			all = append(all, t)
		}
	}
	return all
}

// parseGiven reads one of a list. It is not one when its values cannot be: of a key that
// nothing is kept under they are merely not at hand.
func parseGiven(text string) (t GivenTensor, ok bool) {
	name, rest, _ := strings.Cut(text, ":")
	shape, data, ok := strings.Cut(rest, ":")
	t.Tensor = Tensor(name)
	part, base := t.Tensor.split()
	n := 1
	for size := range strings.SplitSeq(shape, "x") {
		v, err := strconv.ParseUint(size, 10, 17)
		if err != nil || v == 0 || size[0] == '0' || n > MaxValues/int(v) {
			return t, false
		}
		n *= int(v)
		t.Shape = append(t.Shape, int(v))
	}
	if !ok || !slices.Contains(AllTensors, base) || part.Of(base) != t.Tensor || len(t.Shape) != 1+b2i(isMatrix(base)) {
		return t, false
	}
	if key, isKey := strings.CutPrefix(data, "~"); isKey {
		t.Key, t.Values = key, kept[key]
		return t, len(key) == keyLength && strings.Trim(key, base64Alphabet) == "" && (t.Values == nil || len(t.Values) == n)
	}
	if n > MostLinked || len(data) != (64*n+5)/6 {
		return t, false
	}
	bytes, ok := parseBase64(data)
	if !ok {
		return t, false
	}
	t.Values = make([]float64, n)
	for i := range t.Values {
		v := math.Float64frombits(binary.LittleEndian.Uint64(bytes[8*i:]))
		if !(math.Abs(v) <= npz.LargestValue) {
			return t, false
		}
		t.Values[i] = v
	}
	return t, true
}

// isMatrix reports whether a tensor has two dimensions.
func isMatrix(base Tensor) bool { return base == XTensor || base == WxTensor || base == WhTensor }

// joinGiven writes a list. Of a tensor given twice the last counts. Where the values of
// all are too many for a link, those of the largest are kept instead.
func joinGiven(all []GivenTensor) Given {
	// Of package sort, whose code serves all types.
	sort.SliceStable(all, func(i, j int) bool {
		return comparePlaces(Place{Tensor: all[i].Tensor}, Place{Tensor: all[j].Tensor}) < 0
	})
	linked := 0
	var last []GivenTensor
	for i, t := range all {
		if i+1 < len(all) && all[i+1].Tensor == t.Tensor {
			continue
		}
		last = append(last, t)
		if t.Key == "" {
			linked += len(t.Values)
		}
	}
	for linked > MostLinked {
		largest := -1
		for i, t := range last {
			if t.Key == "" && (largest < 0 || len(t.Values) > len(last[largest].Values)) {
				largest = i
			}
		}
		last[largest].Key = Keep(last[largest].Values)
		linked -= len(last[largest].Values)
	}
	var out []byte
	for i, t := range last {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(append(out, t.Tensor...), ':')
		for d, size := range t.Shape {
			if d > 0 {
				out = append(out, 'x')
			}
			out = strconv.AppendInt(out, int64(size), 10)
		}
		out = append(out, ':')
		if t.Key != "" {
			out = append(append(out, '~'), t.Key...)
			continue
		}
		bytes := make([]byte, 0, 8*len(t.Values))
		for _, v := range t.Values {
			bytes = binary.LittleEndian.AppendUint64(bytes, math.Float64bits(v))
		}
		out = appendBase64(out, bytes)
	}
	return Given(out)
}

// ParseGiven reads what stands in a link. What is no tensor is left out; whole reports
// whether nothing was. absent are those whose values are not at hand: they are left out
// too.
func ParseGiven(text string) (given Given, absent []GivenTensor, whole bool) {
	whole = true
	var all []GivenTensor
	linked := 0
	for part := range strings.SplitSeq(text, ",") {
		t, ok := parseGiven(part)
		switch {
		case !ok || len(all) == mostGiven:
			whole = false
		case t.Values == nil:
			absent = append(absent, t)
		default:
			if t.Key == "" {
				linked += len(t.Values)
			}
			if linked > MostLinked {
				whole = false
				continue
			}
			all = append(all, t)
		}
	}
	return joinGiven(all), absent, whole
}

// Absent are the keys in a link whose values are not at hand.
func Absent(link string) (keys []string) {
	if text, ok := splitLink(link)["given"]; ok {
		_, absent, _ := ParseGiven(text)
		for _, t := range absent {
			keys = append(keys, t.Key)
		}
	}
	return keys
}

// Fetch keeps the values that a link needs and get has, and gives the keys of the others.
func Fetch(link string, get func(key string) []float64) (missing []string) {
	for _, key := range Absent(link) {
		values := get(key)
		if values == nil || Keep(values) != key {
			missing = append(missing, key)
		}
	}
	return missing
}

// With gives a tensor, in the place of one of the same name.
func (g Given) With(tensor Tensor, values []float64, shape ...int) Given {
	return joinGiven(append(g.All(), GivenTensor{Tensor: tensor, Values: values, Shape: shape}))
}

// Without gives a tensor back to the seed.
func (g Given) Without(tensor Tensor) Given {
	return joinGiven(slices.DeleteFunc(g.All(), func(t GivenTensor) bool { return t.Tensor == tensor }))
}

// only keeps some tensors.
func (g Given) only(tensors ...Tensor) Given {
	if g == "" {
		return g
	}
	return joinGiven(slices.DeleteFunc(g.All(), func(t GivenTensor) bool {
		_, base := t.Tensor.split()
		return !slices.Contains(tensors, base)
	}))
}

// ShapeOf is the shape that s has a tensor in; nil for one that it has not.
func (s *State) ShapeOf(tensor Tensor) []int {
	rows, columns := s.Extent(tensor)
	if rows == 0 {
		return nil
	}
	_, base := tensor.split()
	switch {
	case base == XTensor:
		return []int{rows - 1, columns}
	case isMatrix(base):
		return []int{rows, columns}
	}
	return []int{rows}
}

// Holds reports whether a tensor that was given is in force: it has the shape that the
// sizes ask for. Inputs rest while a sentence enters, whose steps have names.
func (s *State) Holds(t GivenTensor) bool {
	_, base := t.Tensor.split()
	return t.Values != nil && slices.Equal(s.ShapeOf(t.Tensor), t.Shape) && !(base == XTensor && s.Inputs.Reads())
}

// holding are the tensors that are in force.
func (s *State) holding() []GivenTensor {
	return slices.DeleteFunc(s.Given.All(), func(t GivenTensor) bool { return !s.Holds(t) })
}

// HoldsAll reports whether a tensor of each pass that there is was given and is in force:
// of x, of each sequence, of the others, of each layer and direction.
func (s *State) HoldsAll(base Tensor) bool {
	if s.Given == "" {
		return false
	}
	want := s.passes()
	if base == XTensor {
		want = max(s.Batch, 1)
	}
	for _, t := range s.holding() {
		if _, b := t.Tensor.split(); b == base {
			want--
		}
	}
	return want == 0
}

// Draw has the weights drawn another way. Those that were brought in go if they are all of
// them, for else nothing would change, or if anyhow says so.
func (s *State) Draw(weights Weights, anyhow bool) {
	s.Weights = weights
	if anyhow || s.HoldsAll(WxTensor) && s.HoldsAll(WhTensor) {
		s.Given = s.Given.only(XTensor, H0Tensor, C0Tensor)
	}
}

// take puts tensors that were given in the place of the drawn ones, as far as r has them.
func (r *Run) take(given []GivenTensor) {
	for _, t := range given {
		_, base := t.Tensor.split()
		if base == BhnTensor && r.Of(base) == t.Tensor {
			r.Bhn = make([]float64, r.HiddenSize)
		}
		if values, _ := r.tensor(t.Tensor); len(values) == len(t.Values) && r.Of(base) == t.Tensor {
			copy(values, t.Values)
		}
	}
}

// isX reports whether it is what enters.
func (t GivenTensor) isX() bool {
	_, base := t.Tensor.split()
	return base == XTensor
}

// IsGiven reports whether a tensor of r was brought in.
func (r *Run) IsGiven(tensor Tensor) bool {
	s := State{Setting: r.Setting}
	return slices.ContainsFunc(s.Given.All(), func(t GivenTensor) bool { return t.Tensor == tensor && s.Holds(t) })
}

// Name of a tensor with its shape, as it is written on the page: Wx² (8, 16).
func (t *GivenTensor) Name() string { return t.Tensor.Name() + " " + numpy.FormatShape(t.Shape...) }

// Name of a tensor as it is written on the page: Wx², h₀.
func (t Tensor) Name() string {
	part, base := t.split()
	name := string(base)
	switch base {
	case H0Tensor:
		name = "h₀"
	case C0Tensor:
		name = "c₀"
	case BhnTensor:
		name = "b_hn"
	}
	name += part.above()
	if part.Sequence > 0 {
		name += " n" + strconv.Itoa(part.Sequence+1)
	}
	return name
}

// Beside are the tensors that s refers to by their keys: what a page that is saved has to
// have beside its link. They are named as in the tutorial's program, after their part.
func (s *Setting) Beside() (all []npz.Array) {
	for _, t := range s.Given.All() {
		if t.Key == "" {
			continue
		}
		_, base := t.Tensor.split()
		before := strings.TrimSuffix(string(t.Tensor), string(base))
		for _, named := range tutorialNames {
			if named.tensor == base {
				base = Tensor(named.names[0])
			}
		}
		all = append(all, npz.Array{Name: before + string(base), Values: t.Values, Shape: t.Shape})
	}
	return all
}
