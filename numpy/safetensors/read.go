package safetensors

import (
	"encoding/binary"
	"math"
	"strconv"

	"github.com/rnn-playground/rnn-playground/numpy/jsontext"
	"github.com/rnn-playground/rnn-playground/numpy/npz"
)

const (
	headerLength = 8
	mostHeader   = 1 << 22 // the format itself allows 100 MB
	mostTensors  = 4096
)

// dtypes that are read, by NumPy's names of them.
var dtypes = map[string]string{
	"F64": "float64", "F32": "float32", "F16": "float16", "BF16": "bfloat16", "I64": "int64", "I32": "int32", "I16": "int16",
	"I8": "int8", "U64": "uint64", "U32": "uint32", "U16": "uint16", "U8": "uint8", "BOOL": "bool",
}

// Is reports whether a file may be one: its header is an object, and not longer than the
// format allows.
func Is(file []byte) bool {
	return len(file) > headerLength && file[headerLength] == '{' && binary.LittleEndian.Uint64(file) < 100<<20
}

// Read reads a file with at most most values in all, in the order of its header, and its
// metadata. Nothing is allocated before the file is known to have what its header claims;
// tensors may not share bytes, as the format says. Errors are npz.FormatErrors.
func Read(name string, file []byte, most int) (tensors []npz.Read, metadata map[string]string, err error) {
	if len(file) < headerLength {
		return nil, nil, npz.Refuse(npz.Truncated, name, strconv.Itoa(len(file)), strconv.Itoa(headerLength))
	}
	n := binary.LittleEndian.Uint64(file)
	if n > uint64(len(file)-headerLength) {
		return nil, nil, npz.Refuse(npz.Truncated, name, strconv.Itoa(len(file)), strconv.FormatUint(min(n, math.MaxUint64-headerLength)+headerLength, 10))
	}
	if n > mostHeader {
		return nil, nil, npz.Refuse(npz.TooLong, name+": header", strconv.FormatUint(n, 10), strconv.Itoa(mostHeader))
	}
	values := file[headerLength+n:]
	read := jsontext.NewReader(file[headerLength:][:n])
	metadata = map[string]string{}
	var taken []span
	left := most
	err = read.Object(func(tensor string) error {
		if tensor == "__metadata__" {
			return read.Object(func(key string) error {
				text, err := read.String()
				metadata[key] = text
				return err
			})
		}
		d, err := describe(read)
		if err != nil {
			return err
		}
		if len(tensors) == mostTensors {
			return npz.Refuse(npz.TooMany, name, strconv.Itoa(mostTensors))
		}
		t, bytes, err := d.place(npz.Shorten(tensor), values, left, most)
		if err != nil {
			return err
		}
		for _, other := range taken {
			if bytes.begin < other.end && other.begin < bytes.end {
				return npz.Refuse(npz.Damaged, npz.Shorten(tensor), "data_offsets")
			}
		}
		taken = append(taken, bytes)
		decoded, err := t.Decode(npz.Shorten(tensor), values[bytes.begin:bytes.end], d.shape, false)
		if err != nil {
			return err
		}
		left -= len(decoded)
		tensors = append(tensors, npz.Read{Array: npz.Array{Name: npz.Shorten(tensor), Values: decoded, Shape: d.shape}, Type: t.Name})
		return nil
	})
	if wrong, ok := err.(*jsontext.Error); ok {
		err = npz.Refuse(npz.Damaged, name, "JSON: "+strconv.Itoa(wrong.At)+": "+wrong.Want)
	}
	if err == nil && !read.End() {
		err = npz.Refuse(npz.Damaged, name, "header")
	}
	if err == nil && len(tensors) == 0 {
		err = npz.Refuse(npz.Empty, name)
	}
	return tensors, metadata, err
}

// span is where a tensor lies.
type span struct{ begin, end int }

// description is what the header says of a tensor.
type description struct {
	dtype   string
	shape   []int
	offsets []int
}

func describe(read *jsontext.Reader) (d description, err error) {
	err = read.Object(func(key string) (err error) {
		switch key {
		case "dtype":
			d.dtype, err = read.String()
		case "shape":
			d.shape, err = wholes(read)
		case "data_offsets":
			d.offsets, err = wholes(read)
		default:
			err = read.Skip()
		}
		return err
	})
	return d, err
}

// wholes reads a short array of whole numbers.
func wholes(read *jsontext.Reader) ([]int, error) {
	const most, exact = 32, 1 << 53
	all := []int{}
	err := read.Array(func() error {
		at := read.At()
		v, err := read.Number()
		if err != nil {
			return err
		}
		if len(all) == most {
			return &jsontext.Error{At: at, Want: "at most " + strconv.Itoa(most) + " sizes"}
		}
		if !(v >= 0 && v < exact) || v != float64(int64(v)) || int64(v) > int64(^uint(0)>>1) {
			return &jsontext.Error{At: at, Want: "a whole number"}
		}
		all = append(all, int(v))
		return nil
	})
	return all, err
}

// place checks that a tensor is of a type that is read, has no more values than are left of
// most, and that its bytes are there.
func (d *description) place(name string, values []byte, left, most int) (t npz.Type, bytes span, err error) {
	t, ok := npz.TypeNamed(dtypes[d.dtype])
	if !ok {
		return t, bytes, npz.Refuse(npz.BadType, name, npz.Shorten(d.dtype))
	}
	if d.shape == nil {
		return t, bytes, npz.Refuse(npz.Damaged, name, "shape")
	}
	n, err := npz.Volume(name, d.shape, left, most)
	if err != nil {
		return t, bytes, err
	}
	if len(d.offsets) != 2 || d.offsets[0] > d.offsets[1] || d.offsets[1]-d.offsets[0] != n*t.Size {
		return t, bytes, npz.Refuse(npz.Damaged, name, "data_offsets")
	}
	if d.offsets[1] > len(values) {
		return t, bytes, npz.Refuse(npz.Truncated, name, strconv.Itoa(len(values)), strconv.Itoa(d.offsets[1]))
	}
	return t, span{d.offsets[0], d.offsets[1]}, nil
}
