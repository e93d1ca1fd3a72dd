package rnn

import (
	"math"
	"strconv"
)

// ArgumentError reports an argument that cannot be used: a size out of range,
// or a slice whose length does not follow from the sizes. Its text names the
// argument, what it was, and what is allowed:
//
//	rnn: hidden size 0: want at least 1
//	rnn: Wx has 31 values: want hidden size × input size = 8 × 4 = 32
type ArgumentError struct {
	Name  string // as in the documentation of the package: "hidden size", "Wx"
	Value int    // the size or, where Slice is set, the number of values
	Slice bool   // whether the argument is a slice and Value its length
	Want  string // what is allowed
}

func (e *ArgumentError) Error() string {
	value := " " + strconv.Itoa(e.Value)
	if e.Slice {
		value = " has" + value + " value"
		if e.Value != 1 {
			value += "s"
		}
	}
	return "rnn: " + e.Name + value + ": want " + e.Want
}

// A dim is one dimension of a tensor, with the name an error text gives it.
type dim struct {
	name string
	size int
}

// checkSize returns an error unless d is at least 1.
func checkSize(d dim) error {
	if d.size < 1 {
		return &ArgumentError{Name: d.name, Value: d.size, Want: "at least 1"}
	}
	return nil
}

// checkVector returns an error unless length is d.
func checkVector(name string, length int, d dim) error {
	if length == d.size {
		return nil
	}
	return &ArgumentError{name, length, true, d.name + " = " + strconv.Itoa(d.size)}
}

// checkMatrix returns an error unless length is rows × columns, each at least 1.
// A product that no int can hold is nobody's length, and refused as well.
func checkMatrix(name string, length int, rows, columns dim) error {
	fits := rows.size <= math.MaxInt/columns.size
	if fits && length == rows.size*columns.size {
		return nil
	}
	want := rows.name + " × " + columns.name +
		" = " + strconv.Itoa(rows.size) + " × " + strconv.Itoa(columns.size)
	if fits {
		want += " = " + strconv.Itoa(rows.size*columns.size)
	} else {
		want += ", more than a slice can hold"
	}
	return &ArgumentError{name, length, true, want}
}

// refuse is the error of a slice of that many values.
//
//go:noinline
func refuse(name string, length int, want string) error {
	return &ArgumentError{name, length, true, want}
}

// checkShape returns an error unless length is that of a tensor of these sizes, each
// at least 1, which are called by names: "timesteps, batch, hidden size".
func checkShape(name string, length int, names string, sizes ...int) error {
	shape, product, fits := "", 1, true
	for i, size := range sizes {
		if i > 0 {
			shape += ", "
		}
		shape += strconv.Itoa(size)
		if fits = fits && product <= math.MaxInt/size; fits {
			product *= size
		}
	}
	if fits && length == product {
		return nil
	}
	want := "more than a slice can hold"
	if fits {
		want = strconv.Itoa(product)
	}
	if len(sizes) == 1 {
		shape += ","
	}
	return refuse(name, length, "("+names+") = ("+shape+"), "+want)
}
