package safetensors

import (
	"strconv"

	"github.com/rnn-playground/rnn-playground/numpy"
	"github.com/rnn-playground/rnn-playground/numpy/npz"
)

// Writing is a file on its way, as [npz.Writing].
type Writing struct {
	tensors []npz.Array
	header  []byte // until it is written
	at      int    // the tensor that is being written
	from    int    // its next value
	buffer  []byte
}

// Start begins a file of these tensors, as float64. Metadata is key, value, key, value …;
// PyTorch's programs look for "format", "pt". It panics unless the values of each fill
// its shape.
func Start(metadata []string, tensors ...npz.Array) *Writing {
	return &Writing{tensors: tensors, header: header(metadata, tensors)}
}

// Next gives the next part of the file, until the call after it. Of the end, done is
// true.
func (f *Writing) Next() (part []byte, done bool) {
	if part = f.header; part != nil {
		f.header = nil
		return part, len(f.tensors) == 0
	}
	values := f.tensors[f.at].Values
	to := min(f.from+npz.PartValues, len(values))
	f.buffer = npz.AppendValues(f.buffer[:0], values[f.from:to])
	if f.from = to; to == len(values) {
		f.at, f.from = f.at+1, 0
	}
	return f.buffer, f.at == len(f.tensors)
}

// Size is how many bytes the file of [Start] has.
func Size(metadata []string, tensors ...npz.Array) int64 {
	size := int64(len(header(metadata, tensors)))
	for _, t := range tensors {
		size += 8 * int64(len(t.Values))
	}
	return size
}

// header is what stands before the values, which begin at a multiple of eight bytes so
// that the file can be mapped into memory.
func header(metadata []string, tensors []npz.Array) []byte {
	out := make([]byte, 8, 1024)
	separator := "{"
	if len(metadata) > 0 {
		out = append(out, `{"__metadata__":`...)
		for i := 0; i < len(metadata); i += 2 {
			out = append(out, separator...)
			out = append(numpy.AppendJSON(out, metadata[i]), ':')
			out = numpy.AppendJSON(out, metadata[i+1])
			separator = ","
		}
		out = append(out, '}')
	}
	offset := int64(0)
	for _, t := range tensors {
		out = append(out, separator...)
		out = numpy.AppendJSON(out, t.Name)
		out = append(out, `:{"dtype":"F64","shape":[`...)
		for i, n := range t.Shape {
			if i > 0 {
				out = append(out, ',')
			}
			out = strconv.AppendInt(out, int64(n), 10)
		}
		out = append(out, `],"data_offsets":[`...)
		out = append(strconv.AppendInt(out, offset, 10), ',')
		npz.CheckVolume(t.Values, t.Shape)
		offset += 8 * int64(len(t.Values))
		out = append(strconv.AppendInt(out, offset, 10), "]}"...)
		separator = ","
	}
	if separator == "{" {
		out = append(out, '{')
	}
	out = append(out, '}')
	for len(out)%8 != 0 {
		out = append(out, ' ')
	}
	for i, size := 0, uint64(len(out)-8); i < 8; i++ {
		out[i] = byte(size >> (8 * i))
	}
	return out
}
