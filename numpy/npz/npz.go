package npz

import (
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"math"
)

// Array is a float64 array with a name: an entry of a .npz file.
type Array struct {
	Name   string // without .npy
	Values []float64
	Shape  []int
}

// A .npz file is a zip archive of .npy files
// (https://numpy.org/doc/stable/reference/generated/numpy.savez.html). np.savez stores
// them without compressing, and so does this: the digits of random numbers do not
// compress. The records and their fields are those of PKWARE's APPNOTE.TXT 6.3, sections
// 4.3.7, 4.3.12 and 4.3.16. archive/zip would bring compression and the file system along,
// which are many for a program that a browser loads.
const (
	zipLocal    = 0x04034b50
	zipCentral  = 0x02014b50
	zipEnd      = 0x06054b50
	zipVersion  = 20      // what it takes to read: 2.0
	zipUTF8     = 1 << 11 // names are UTF-8
	zipNoTime   = 0
	zipFirstDay = 1<<5 | 1 // 1 January 1980, the first there is: the same arrays give the same bytes
)

// ErrTooLarge is what Write refuses: without the extension of Zip64 sizes and offsets
// have 32 bits, the number of arrays and the lengths of names 16.
var ErrTooLarge = errors.New("npz: a .npz file holds at most 4 GiB, 65535 arrays, and names of 65531 bytes")

// Write writes what np.savez writes of these arrays, so that np.load gives them by
// their names. The same arrays give the same bytes. It panics unless the values of each
// fill its shape.
func Write(w io.Writer, arrays ...Array) error {
	file, err := Start(arrays...)
	if err != nil {
		return err
	}
	return file.writeTo(w)
}

// Writing is a file on its way: a program that must not stop for long has it made in
// parts. The arrays must stay as they are meanwhile.
type Writing struct {
	arrays []Array
	size   int64 // of what has been written

	at        int // the array that is being written
	summing   bool
	sum       hash.Hash32
	from      int // the next of its values, to be summed up or written
	buffer    []byte
	directory []byte
}

// Start begins a file of these arrays. It panics unless the values of each fill its
// shape.
func Start(arrays ...Array) (*Writing, error) {
	if Size(arrays...) > math.MaxUint32 || len(arrays) > math.MaxUint16 {
		return nil, ErrTooLarge
	}
	for _, a := range arrays {
		CheckVolume(a.Values, a.Shape)
		if len(a.Name)+len(".npy") > math.MaxUint16 {
			return nil, ErrTooLarge
		}
	}
	return &Writing{arrays: arrays, summing: true, sum: crc32.NewIEEE()}, nil
}

// PartValues is how many values a part has at the most.
const PartValues = 1 << 14

// Next gives the next part of the file, until the call after it. One without bytes is of
// work that has to be done before more can be written. Of the end, done is true.
func (f *Writing) Next() (part []byte, done bool) {
	f.buffer = f.buffer[:0]
	switch {
	case f.at == len(f.arrays):
		f.end()
		done = true
	case f.summing:
		f.addUp()
	default:
		f.values()
	}
	f.size += int64(len(f.buffer))
	return f.buffer, done
}

// addUp goes on with the sum of an array, which stands before it; with all of it, that
// and its header are written.
func (f *Writing) addUp() {
	a := f.arrays[f.at]
	if f.from == 0 {
		f.sum.Reset()
		f.sum.Write(AppendHeader(nil, a.Shape...))
	}
	f.take(a.Values)
	f.sum.Write(f.buffer)
	f.buffer = f.buffer[:0]
	if f.from < len(a.Values) {
		return
	}
	f.from, f.summing = 0, false
	header := AppendHeader(nil, a.Shape...)
	name := a.Name + ".npy"

	// What the two records of a file have in common.
	common := append16(nil, zipVersion)
	common = append16(common, zipUTF8)
	common = append16(common, 0) // stored
	common = append16(common, zipNoTime)
	common = append16(common, zipFirstDay)
	common = append32(common, f.sum.Sum32())
	size := uint32(len(header) + 8*len(a.Values))
	common = append32(common, size) // compressed
	common = append32(common, size)
	common = append16(common, uint16(len(name)))
	common = append16(common, 0) // extra field

	f.directory = append32(f.directory, zipCentral)
	f.directory = append16(f.directory, zipVersion) // made by, on MS-DOS
	f.directory = append(f.directory, common...)
	f.directory = append(f.directory, make([]byte, 2+2+2+4)...) // comment, disk, attributes
	f.directory = append32(f.directory, uint32(f.size))
	f.directory = append(f.directory, name...)

	f.buffer = append32(f.buffer, zipLocal)
	f.buffer = append(append(append(f.buffer, common...), name...), header...)
}

// values writes the next ones of an array.
func (f *Writing) values() {
	a := f.arrays[f.at]
	f.take(a.Values)
	if f.from == len(a.Values) {
		f.at, f.from, f.summing = f.at+1, 0, true
	}
}

// take puts the bytes of the next values into the buffer.
func (f *Writing) take(values []float64) {
	to := min(f.from+PartValues, len(values))
	f.buffer = AppendValues(f.buffer, values[f.from:to])
	f.from = to
}

// end writes the directory.
func (f *Writing) end() {
	end := append(f.buffer, f.directory...)
	end = append32(end, zipEnd)
	end = append(end, 0, 0, 0, 0) // disks
	end = append16(end, uint16(len(f.arrays)))
	end = append16(end, uint16(len(f.arrays)))
	end = append32(end, uint32(len(f.directory)))
	end = append32(end, uint32(f.size))
	f.buffer = append(end, 0, 0) // comment
}

func (f *Writing) writeTo(w io.Writer) error {
	for {
		part, done := f.Next()
		if _, err := w.Write(part); err != nil || done {
			return err
		}
	}
}

// Size is how many bytes [Write] writes. It follows from names and shapes alone.
func Size(arrays ...Array) int64 {
	const record, entry, end = 30, 46, 22
	size := int64(end)
	for _, a := range arrays {
		name := int64(len(a.Name) + len(".npy"))
		size += record + entry + 2*name + int64(len(AppendHeader(nil, a.Shape...))) + 8*volume(a.Shape)
	}
	return size
}

// volume is how many values a shape holds.
func volume(shape []int) int64 {
	n := int64(1)
	for _, length := range shape {
		n *= int64(length)
	}
	return n
}
