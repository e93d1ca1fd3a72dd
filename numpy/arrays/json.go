// Package arrays reads arrays of numbers that are written as text: JSON, and tables as
// spreadsheets save and paste them.
package arrays

import (
	"math"
	"strconv"

	"github.com/rnn-playground/rnn-playground/numpy/jsontext"
	"github.com/rnn-playground/rnn-playground/numpy/npz"
)

// JSON reads the arrays of a JSON text with at most most values in all. The text is one
// array of numbers, which may be nested, or an object: its members that are arrays are
// taken by their names, those of objects in it by theirs, and everything else is left out. An
// object with the members "0", "1", … is an array too, for so JSON.stringify writes a
// Float64Array; the outermost one only if these are numbers, else they are names. Errors are npz.FormatErrors.
func JSON(name string, text []byte, most int) (all []npz.Read, err error) {
	c := &collector{file: name, read: jsontext.NewReader(text), left: most, most: most}
	switch c.read.Next() {
	case '[':
		err = c.array(name)
	case '{':
		err = c.object(name, 0)
	default:
		err = &jsontext.Error{At: c.read.At(), Want: "[ or {"}
	}
	if err == nil && !c.read.End() {
		err = &jsontext.Error{At: c.read.At(), Want: "the end"}
	}
	if wrong, ok := err.(*jsontext.Error); ok {
		err = npz.Refuse(npz.Damaged, name, "JSON: "+strconv.Itoa(wrong.At)+": "+wrong.Want)
	}
	if err == nil && len(c.all) == 0 {
		err = npz.Refuse(npz.Empty, name)
	}
	return c.all, err
}

// collector gathers the arrays of a text.
type collector struct {
	file string
	read *jsontext.Reader
	all  []npz.Read
	left int
	most int
}

const (
	mostArrays  = 4096
	mostNesting = 4 // of objects whose members are taken
	mostDims    = 8
)

// object takes the members of an object. One whose first member is "0" is an array.
func (c *collector) object(name string, depth int) error {
	n, index := 0, (*nested)(nil)
	err := c.read.Object(func(key string) error {
		n++
		if n == 1 && key == "0" && (depth > 0 || c.read.Next() == '0') {
			index = &nested{collector: c, name: name, shape: []int{-1}}
		}
		if index != nil {
			index.where[0] = n - 1
			if key != strconv.Itoa(n-1) {
				return npz.Refuse(npz.NotANumber, npz.Shorten(name), index.place(1), npz.Shorten(key))
			}
			return index.value(1)
		}
		switch c.read.Next() {
		case '[':
			return c.array(key)
		case '{':
			if depth < mostNesting {
				return c.object(key, depth+1)
			}
		}
		return c.read.Skip()
	})
	if err == nil && index != nil {
		err = index.end(0, n)
		if err == nil {
			err = index.done()
		}
	}
	return err
}

func (c *collector) array(name string) error {
	a := &nested{collector: c, name: name}
	// An array of words, or of nothing, is none of numbers.
	if err := a.value(0); err != nil {
		return err
	}
	return a.done()
}

func (a *nested) done() error {
	if len(a.values) == 0 || a.words {
		return nil
	}
	if len(a.all) == mostArrays {
		return npz.Refuse(npz.TooMany, a.file, strconv.Itoa(mostArrays))
	}
	if got, want := len(a.values), volume(a.shape); got != want {
		return npz.Refuse(npz.Ragged, npz.Shorten(a.name), "[]", strconv.Itoa(got), strconv.Itoa(want))
	}
	a.all = append(a.all, npz.Read{Array: npz.Array{Name: npz.Shorten(a.name), Values: a.values, Shape: a.shape}, Type: "JSON"})
	return nil
}

func volume(shape []int) int {
	n := 1
	for _, d := range shape {
		n *= d
	}
	return n
}

// nested is one array that is being read.
type nested struct {
	*collector
	name   string
	values []float64
	shape  []int // -1 for what is not known yet
	where  [mostDims]int
	words  bool // it has something else than numbers
}

// value reads a number, or a list of a dimension.
func (a *nested) value(dim int) error {
	switch next := a.read.Next(); {
	case next == '0':
		v, err := a.read.Number()
		if err != nil {
			return err
		}
		if len(a.shape) != dim && len(a.values) > 0 || dim < len(a.shape) {
			return npz.Refuse(npz.Ragged, npz.Shorten(a.name), a.place(dim), "1", "["+"…"+"]")
		}
		if !(math.Abs(v) <= npz.LargestValue) {
			return npz.Refuse(npz.NotFinite, npz.Shorten(a.name), a.place(dim), strconv.FormatFloat(v, 'g', -1, 64))
		}
		if a.left--; a.left < 0 {
			return npz.Refuse(npz.TooLarge, npz.Shorten(a.name), strconv.Itoa(a.most)+"+", strconv.Itoa(a.most))
		}
		a.values = append(a.values, v)
		return nil
	case (next == '[' || next == '{') && dim < mostDims:
		if dim >= len(a.shape) {
			if len(a.values) > 0 {
				return npz.Refuse(npz.Ragged, npz.Shorten(a.name), a.place(dim), "[…]", "1")
			}
			a.shape = append(a.shape, -1)
		}
		n := 0
		item := func() error {
			a.where[dim] = n
			n++
			return a.value(dim + 1)
		}
		var err error
		if next == '[' {
			err = a.read.Array(item)
		} else {
			err = a.read.Object(func(key string) error {
				if key != strconv.Itoa(n) {
					return npz.Refuse(npz.NotANumber, npz.Shorten(a.name), a.place(dim), npz.Shorten(key))
				}
				return item()
			})
		}
		if err != nil {
			return err
		}
		return a.end(dim, n)
	case next == '[' || next == '{':
		return npz.Refuse(npz.TooDeep, npz.Shorten(a.name), a.place(dim))
	case len(a.values) > 0 && words[next] != "":
		return npz.Refuse(npz.NotANumber, npz.Shorten(a.name), a.place(dim), words[next])
	}
	a.words = true
	return a.read.Skip()
}

// end holds the length of a list against the others of its dimension.
func (a *nested) end(dim, n int) error {
	if a.shape[dim] < 0 {
		a.shape[dim] = n
	}
	if a.shape[dim] != n {
		return npz.Refuse(npz.Ragged, npz.Shorten(a.name), a.place(dim), strconv.Itoa(n), strconv.Itoa(a.shape[dim]))
	}
	return nil
}

// words are what else may stand among numbers, by how they begin.
var words = map[byte]string{'n': "null", 't': "true", 'f': "false", '"': `"…"`}

// place writes the indices on the way to a value.
func (a *nested) place(dim int) string {
	text := "["
	for d := range min(dim, mostDims) {
		if d > 0 {
			text += ", "
		}
		text += strconv.Itoa(a.where[d])
	}
	return text + "]"
}
