package npz

import (
	"encoding/binary"
	"errors"
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

// ErrTooLarge is what Write refuses: sizes and offsets have 32 bits without the
// extension of Zip64.
var ErrTooLarge = errors.New("npz: the arrays do not fit into a .npz file of 4 GiB")

// Write writes what np.savez writes of these arrays, so that np.load gives them by
// their names. The same arrays give the same bytes. It panics unless the values of each
// fill its shape.
func Write(w io.Writer, arrays ...Array) error {
	if Size(arrays...) > math.MaxUint32 || len(arrays) > math.MaxUint16 {
		return ErrTooLarge
	}
	out := &counted{to: w}
	var directory []byte
	for _, a := range arrays {
		checkVolume(a.Values, a.Shape)
		header := AppendHeader(nil, a.Shape...)
		sum := crc32.NewIEEE()
		sum.Write(header)
		writeValues(sum, a.Values) // a hash has no errors

		// What the two records of a file have in common.
		common := binary.LittleEndian.AppendUint16(nil, zipVersion)
		common = binary.LittleEndian.AppendUint16(common, zipUTF8)
		common = binary.LittleEndian.AppendUint16(common, 0) // stored
		common = binary.LittleEndian.AppendUint16(common, zipNoTime)
		common = binary.LittleEndian.AppendUint16(common, zipFirstDay)
		common = binary.LittleEndian.AppendUint32(common, sum.Sum32())
		size := uint32(len(header) + 8*len(a.Values))
		common = binary.LittleEndian.AppendUint32(common, size) // compressed
		common = binary.LittleEndian.AppendUint32(common, size)
		name := a.Name + ".npy"
		if len(name) > math.MaxUint16 {
			return ErrTooLarge
		}
		common = binary.LittleEndian.AppendUint16(common, uint16(len(name)))
		common = binary.LittleEndian.AppendUint16(common, 0) // extra field

		directory = binary.LittleEndian.AppendUint32(directory, zipCentral)
		directory = binary.LittleEndian.AppendUint16(directory, zipVersion) // made by, on MS-DOS
		directory = append(directory, common...)
		directory = append(directory, make([]byte, 2+2+2+4)...) // comment, disk, attributes
		directory = binary.LittleEndian.AppendUint32(directory, uint32(out.n))
		directory = append(directory, name...)

		record := binary.LittleEndian.AppendUint32(nil, zipLocal)
		record = append(append(record, common...), name...)
		out.Write(append(record, header...))
		writeValues(out, a.Values)
	}
	begin := out.n
	end := binary.LittleEndian.AppendUint32(directory, zipEnd)
	end = append(end, 0, 0, 0, 0) // disks
	end = binary.LittleEndian.AppendUint16(end, uint16(len(arrays)))
	end = binary.LittleEndian.AppendUint16(end, uint16(len(arrays)))
	end = binary.LittleEndian.AppendUint32(end, uint32(len(directory)))
	end = binary.LittleEndian.AppendUint32(end, uint32(begin))
	out.Write(append(end, 0, 0)) // comment
	return out.err
}

// Size is how many bytes [Write] writes.
func Size(arrays ...Array) int64 {
	const record, entry, end = 30, 46, 22
	size := int64(end)
	for _, a := range arrays {
		name := int64(len(a.Name) + len(".npy"))
		size += record + entry + 2*name + int64(len(AppendHeader(nil, a.Shape...))) + 8*int64(len(a.Values))
	}
	return size
}

// counted counts what is written and keeps the first error.
type counted struct {
	to  io.Writer
	n   int64
	err error
}

func (c *counted) Write(p []byte) (int, error) {
	if c.err != nil {
		return 0, c.err
	}
	n, err := c.to.Write(p)
	c.n += int64(n)
	c.err = err
	return n, err
}
