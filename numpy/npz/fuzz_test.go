package npz

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/rnn-playground/rnn-playground/numpy"
)

// FuzzWrite writes arrays of any names, shapes and values: an archive that
// archive/zip reads, whose headers say the shapes, and the bits of whose values are
// those that were given.
func FuzzWrite(f *testing.F) {
	f.Add("inputs", "b", 3, 2, []byte("12345678abcdefgh"))
	f.Add("", "은닉/../\x00", 0, 7, []byte{})
	f.Add(strings.Repeat("n", 300), "n", 1, 1, []byte{0, 0, 0, 0, 0, 0, 0xf0, 0x7f})
	f.Add("\xff", "\\", 1000, 0, []byte("x"))
	f.Fuzz(func(t *testing.T, first, second string, rows, columns int, data []byte) {
		values := make([]float64, 0, len(data)/8)
		for ; len(data) >= 8; data = data[8:] {
			values = append(values, math.Float64frombits(binary.LittleEndian.Uint64(data)))
		}
		shape := []int{len(values)}
		if rows > 0 && columns > 0 && rows <= len(values) && columns <= len(values)/rows {
			shape = []int{rows, columns}
		} else if rows == 0 && columns >= 0 {
			shape = []int{columns, rows}
		}
		size := shape[0]
		if len(shape) == 2 {
			size *= shape[1]
		}
		arrays := []Array{{first, values[:size], shape}, {second, values, []int{len(values)}}}
		var file bytes.Buffer
		if err := Write(&file, arrays...); err != nil {
			if len(first) < 60_000 && len(second) < 60_000 {
				t.Fatal(err)
			}
			return
		}
		if n := Size(arrays...); n != int64(file.Len()) {
			t.Fatalf("%d bytes, Size says %d", file.Len(), n)
		}
		archive, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
		if err != nil && err != zip.ErrInsecurePath {
			t.Fatal(err)
		}
		if len(archive.File) != len(arrays) {
			t.Fatalf("%d files of %d arrays", len(archive.File), len(arrays))
		}
		for i, entry := range archive.File {
			want := arrays[i]
			r, err := entry.Open()
			if err != nil || entry.Name != want.Name+".npy" {
				t.Fatalf("%q: %q, %v", want.Name, entry.Name, err)
			}
			content, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			header := 10 + int(binary.LittleEndian.Uint16(content[8:]))
			if !strings.Contains(string(content[:header]), "'shape': "+numpy.FormatShape(want.Shape...)+", }") || header%64 != 0 {
				t.Fatalf("%v: %q", want.Shape, content[:header])
			}
			var bits []byte
			for _, v := range want.Values {
				bits = binary.LittleEndian.AppendUint64(bits, math.Float64bits(v))
			}
			if !bytes.Equal(content[header:], bits) {
				t.Fatalf("array %s has other values", strconv.Quote(want.Name))
			}
		}
	})
}
