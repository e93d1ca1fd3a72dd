// Package npz writes the files of np.save and np.savez, which np.load reads, and reads
// them. It is not part of package numpy so that only programs with files carry it.
package npz

import (
	"io"
	"math"
	"slices"
	"strconv"

	"github.com/rnn-playground/rnn-playground/numpy"
)

// The .npy format, version 1.0, as numpy.lib.format documents it
// (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html):
//
//	"\x93NUMPY"      six bytes
//	1, 0             the version
//	n                two bytes, little-endian: the length of what follows
//	header           n bytes: a Python literal of a dict, blanks, a newline
//	values           in the order of memory
//
// Blanks fill the header until the values begin at a multiple of 64 bytes, so that
// the file can be mapped into memory.
const (
	npyMagic = "\x93NUMPY\x01\x00"
	npyAlign = 64
)

// AppendHeader appends what comes before the values of a float64 array of this
// shape, row-major and little-endian, in a .npy file.
func AppendHeader(dst []byte, shape ...int) []byte {
	header := append([]byte(`{'descr': '<f8', 'fortran_order': False, 'shape': `), numpy.FormatShape(shape...)...)
	header = append(header, `, }`...)
	size := len(npyMagic) + 2 + len(header) + len("\n")
	for range -size & (npyAlign - 1) {
		header = append(header, ' ')
	}
	header = append(header, '\n')
	if len(header) > math.MaxUint16 {
		panic("npz: " + strconv.Itoa(len(shape)) + " dimensions are more than a .npy file of version 1 holds")
	}
	dst = append16(append(dst, npyMagic...), uint16(len(header)))
	return append(dst, header...)
}

// WriteArray writes what np.save writes of the float64 array that has these values, in
// row-major order, and this shape. It panics unless the values fill the shape.
func WriteArray(w io.Writer, a []float64, shape ...int) error {
	CheckVolume(a, shape)
	if _, err := w.Write(AppendHeader(nil, shape...)); err != nil {
		return err
	}
	return writeValues(w, a)
}

// writeValues writes the eight bytes of each value, in little-endian order.
func writeValues(w io.Writer, a []float64) error {
	var buffer []byte
	for len(a) > 0 {
		part := a[:min(len(a), PartValues)]
		a = a[len(part):]
		buffer = AppendValues(buffer[:0], part)
		if _, err := w.Write(buffer); err != nil {
			return err
		}
	}
	return nil
}

// CheckVolume panics unless a fills a shape.
func CheckVolume(a []float64, shape []int) {
	size := 1
	if slices.Contains(shape, 0) {
		size = 0
	}
	for _, n := range shape {
		// Division, because a product might overflow into the right size.
		if n < 0 || n > 0 && size > len(a)/n {
			size = -1
			break
		}
		size *= n
	}
	if size != len(a) {
		panic("npz: shape " + numpy.FormatShape(shape...) + " does not hold " + strconv.Itoa(len(a)) + " values")
	}
}
