package npz

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
)

var saved = []Array{
	{"inputs", []float64{0.5, -0.25, 1e-300, 5e-324, math.MaxFloat64, -1}, []int{3, 2}},
	{"b", []float64{math.Inf(1), math.Inf(-1), math.NaN(), math.Copysign(0, -1)}, []int{4}},
	{"empty", nil, []int{0, 7}},
	{"no columns", nil, []int{7, 0}},
	{"scalar", []float64{math.Pi}, nil},
	{"cube", []float64{0, 1, 2, 3, 4, 5, 6, 7}, []int{2, 2, 2}},
	{"은닉", []float64{1}, []int{1, 1}},
}

func TestHeader(t *testing.T) {
	for _, c := range []struct {
		shape []int
		dict  string
	}{
		{nil, "{'descr': '<f8', 'fortran_order': False, 'shape': (), }"},
		{[]int{8}, "{'descr': '<f8', 'fortran_order': False, 'shape': (8,), }"},
		{[]int{10, 4}, "{'descr': '<f8', 'fortran_order': False, 'shape': (10, 4), }"},
		{slices.Repeat([]int{1}, 32), "{'descr': '<f8', 'fortran_order': False, 'shape': (1" + strings.Repeat(", 1", 31) + "), }"},
	} {
		header := AppendHeader(nil, c.shape...)
		if len(header)%64 != 0 || !bytes.HasPrefix(header, []byte("\x93NUMPY\x01\x00")) {
			t.Errorf("%v: %d bytes, %q", c.shape, len(header), header)
		}
		if n := int(binary.LittleEndian.Uint16(header[8:])); n != len(header)-10 || header[len(header)-1] != '\n' {
			t.Errorf("%v: the header says %d of %d bytes", c.shape, n, len(header))
		}
		if dict := strings.TrimRight(string(header[10:]), " \n"); dict != c.dict {
			t.Errorf("%v: %s, want %s", c.shape, dict, c.dict)
		}
	}
}

func TestAZip(t *testing.T) {
	var file bytes.Buffer
	if err := Write(&file, saved...); err != nil {
		t.Fatal(err)
	}
	if size := Size(saved...); size != int64(file.Len()) {
		t.Errorf("%d bytes, Size says %d", file.Len(), size)
	}
	archive, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if len(archive.File) != len(saved) {
		t.Fatalf("%d files", len(archive.File))
	}
	for i, entry := range archive.File {
		want := saved[i]
		if entry.Name != want.Name+".npy" || entry.Method != zip.Store || entry.NonUTF8 || entry.Modified.Year() != 1979 && entry.Modified.Year() != 1980 {
			t.Errorf("%s: %+v", want.Name, entry.FileHeader)
		}
		r, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r) // checks the sum
		if err != nil {
			t.Errorf("%s: %v", want.Name, err)
		}
		var alone bytes.Buffer
		if err := WriteArray(&alone, want.Values, want.Shape...); err != nil || !bytes.Equal(content, alone.Bytes()) {
			t.Errorf("%s is another file alone: %v", want.Name, err)
		}
	}
	var again bytes.Buffer
	Write(&again, saved...)
	if !bytes.Equal(file.Bytes(), again.Bytes()) {
		t.Error("the same arrays gave other bytes")
	}
}

func TestPassesErrorsOn(t *testing.T) {
	for limit := range int(Size(saved...)) {
		if err := Write(&short{limit}, saved...); !errors.Is(err, io.ErrShortWrite) {
			t.Fatalf("room for %d bytes: %v", limit, err)
		}
	}
	if err := WriteArray(&short{100}, []float64{1, 2, 3}, 3); !errors.Is(err, io.ErrShortWrite) {
		t.Error(err)
	}
}

// short has room for so many bytes.
type short struct{ left int }

func (s *short) Write(p []byte) (int, error) {
	if len(p) > s.left {
		return 0, io.ErrShortWrite
	}
	s.left -= len(p)
	return len(p), nil
}

func TestRefusesShapesThatDoNotHold(t *testing.T) {
	for _, shape := range [][]int{{3}, {2, 3}, {-1, -4}, {1 << 62, 4}, {0}, nil} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%v holds four values", shape)
				}
			}()
			WriteArray(io.Discard, make([]float64, 4), shape...)
		}()
	}
}

// A file from which np.load gives b and Wx.
func ExampleWrite() {
	var file bytes.Buffer
	err := Write(&file,
		Array{Name: "b", Values: []float64{0.5, -1}, Shape: []int{2}},
		Array{Name: "Wx", Values: []float64{1, 2, 3, 4, 5, 6}, Shape: []int{2, 3}})
	fmt.Println(file.Len(), "bytes", err)
	// Output: 516 bytes <nil>
}

// What np.savez has written, here by this package. With a library that undoes deflate in
// the place of nil, what np.savez_compressed has written is read too.
func ExampleReadFile() {
	var file bytes.Buffer
	if err := Write(&file, Array{Name: "Wx", Values: []float64{1, 2, 3, 4, 5, 6}, Shape: []int{2, 3}}); err != nil {
		fmt.Println(err)
		return
	}
	const most = 1 << 20 // values
	arrays, err := ReadFile("weights.npz", file.Bytes(), most, nil)
	for _, a := range arrays {
		fmt.Println(a.Name, a.Type, a.Shape, a.Values)
	}
	fmt.Println(err)

	_, err = ReadFile("weights.npz", file.Bytes()[:100], most, nil)
	fmt.Println(err)
	// Output:
	// Wx float64 [2 3] [1 2 3 4 5 6]
	// <nil>
	// npz: damaged: weights.npz, zip: end of central directory
}

// What np.save writes of np.arange(6.0).reshape(2, 3): a header of 128 bytes that says so,
// then the values.
func ExampleWriteArray() {
	var file bytes.Buffer
	if err := WriteArray(&file, []float64{0, 1, 2, 3, 4, 5}, 2, 3); err != nil {
		fmt.Println(err)
		return
	}
	header, values := file.Bytes()[:128], file.Bytes()[128:]
	fmt.Println(strings.TrimSpace(string(header[10:])))
	fmt.Println(math.Float64frombits(binary.LittleEndian.Uint64(values[8*5:])))
	// Output:
	// {'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }
	// 5
}
