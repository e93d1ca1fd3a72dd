//go:build !js

package npz

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rnn-playground/rnn-playground/internal/heap"
	"github.com/rnn-playground/rnn-playground/internal/python"
	"github.com/rnn-playground/rnn-playground/numpy"
)

const most = 1 << 20

// inflate as a program does that has the library at hand.
func inflate(compressed []byte, size int) ([]byte, error) {
	content, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(compressed)), int64(size)+1))
	if err == nil && len(content) > size {
		err = errors.New("more than it says")
	}
	return content, err
}

// What NumPy saves is read as NumPy has it, to the last bit; what holds something else is
// refused by name.
func TestReadsWhatNumPySaves(t *testing.T) {
	folder := t.TempDir()
	var saved struct {
		Version string
		Files   []struct {
			File   string
			Arrays []struct {
				Name, Type string
				Shape      []int
				Values     []string
			}
		}
	}
	python.Ask(t, "numpy", &saved, nil, "testdata/save.py", folder)
	t.Logf("%d files of NumPy %s", len(saved.Files), saved.Version)
	for _, f := range saved.Files {
		all, err := readAny(f.File, mustRead(t, folder, f.File))
		if err != nil || len(all) != len(f.Arrays) {
			t.Errorf("%s: %d arrays, %v", f.File, len(all), err)
			continue
		}
		for i, want := range f.Arrays {
			got := all[i]
			if want.Name != "" && got.Name != want.Name || got.Type != want.Type || !slices.Equal(got.Shape, want.Shape) {
				t.Errorf("%s: %s %s %v, want %s %s %v", f.File, got.Name, got.Type, got.Shape, want.Name, want.Type, want.Shape)
			}
			for k, text := range want.Values {
				v, err := strconv.ParseFloat(text, 64)
				if err != nil {
					t.Fatal(err)
				}
				if math.Float64bits(got.Values[k]) != math.Float64bits(v) {
					t.Fatalf("%s: value %d is %v, want %v", f.File, k, got.Values[k], v)
				}
			}
		}
	}
	for name, want := range map[string][]string{
		"objects.npy": {Pickled, "objects.npy"}, "objects.npz": {Pickled, "bad"}, "fields.npy": {BadType, "fields.npy", "[('a', '<f8'), ('b', '|O')]"},
		"words.npy": {BadType, "words.npy", "<U2"}, "complex.npy": {BadType, "complex.npy", "<c16"},
		"nan.npy": {NotFinite, "nan.npy", "[1, 0]", "NaN"}, "infinite.npy": {NotFinite, "infinite.npy", "[1, 1]", "-Inf"}, "nothing.npy": {Empty, "nothing.npy"},
	} {
		_, err := readAny(name, mustRead(t, folder, name))
		refused, ok := err.(*FormatError)
		if !ok || refused.Problem != want[0] || !slices.Equal(refused.Details, want[1:]) {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
	}
}

func mustRead(t *testing.T, folder, name string) []byte {
	t.Helper()
	file, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func readAny(name string, file []byte) ([]Read, error) {
	if IsZip(file) {
		return ReadFile(name, file, most, inflate)
	}
	a, err := ReadArray(name, file, most)
	return []Read{a}, err
}

// What this package writes, it reads, bit for bit.
func TestReadsWhatItWrites(t *testing.T) {
	arrays := []Array{{"a", []float64{0, math.Copysign(0, -1), 5e-324, 1e9}, []int{2, 2}}, {"이름", []float64{-1.5}, nil}}
	var file bytes.Buffer
	if err := Write(&file, arrays...); err != nil {
		t.Fatal(err)
	}
	all, err := ReadFile("x", file.Bytes(), most, nil)
	if err != nil || len(all) != len(arrays) {
		t.Fatalf("%d arrays, %v", len(all), err)
	}
	for i, a := range all {
		if a.Name != arrays[i].Name || a.Type != "float64" || numpy.FormatShape(a.Shape...) != numpy.FormatShape(arrays[i].Shape...) {
			t.Errorf("%+v", a)
		}
		for k, v := range a.Values {
			if math.Float64bits(v) != math.Float64bits(arrays[i].Values[k]) {
				t.Errorf("%s: %v", a.Name, a.Values)
			}
		}
	}
}

// npy is a file with this header.
func npy(version byte, header string, values int) []byte {
	file := append([]byte(npyMagic[:6]), version, 0)
	if version == 1 {
		file = binary.LittleEndian.AppendUint16(file, uint16(len(header)))
	} else {
		file = binary.LittleEndian.AppendUint32(file, uint32(len(header)))
	}
	return append(append(file, header...), make([]byte, values)...)
}

// Hostile headers are refused for what they are.
func TestRefusesHostileArrays(t *testing.T) {
	refused := 0
	dict := func(descr, shape string) string {
		return "{'descr': " + descr + ", 'fortran_order': False, 'shape': " + shape + ", }\n"
	}
	long := npy(2, dict("'<f8'", "(1,)"), 8)
	binary.LittleEndian.PutUint32(long[8:], 1<<31)
	for name, c := range map[string]struct {
		file    []byte
		problem string
	}{
		"terabytes":          {npy(1, dict("'<f8'", "(1000000, 1000000)"), 8), TooLarge},
		"overflow":           {npy(1, dict("'<f8'", "(4294967296, 4294967296)"), 8), TooLarge},
		"a huge number":      {npy(1, dict("'<f8'", "(99999999999999999999999999,)"), 8), TooLarge},
		"less than it says":  {npy(1, dict("'<f8'", "(3,)"), 23), Truncated},
		"half a value":       {npy(1, dict("'<f8'", "(1,)"), 7), Truncated},
		"a negative size":    {npy(1, dict("'<f8'", "(-1,)"), 8), Damaged},
		"no shape":           {npy(1, "{'descr': '<f8', 'fortran_order': False, }", 8), Damaged},
		"two shapes":         {npy(1, "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), 'shape': (1,)} x", 8), Damaged},
		"code":               {npy(1, "__import__('os').system('true')", 8), Damaged},
		"deep brackets":      {npy(1, "{'descr': "+strings.Repeat("[", 5000), 8), Damaged},
		"many dimensions":    {npy(1, dict("'<f8'", "("+strings.Repeat("1, ", 40)+")"), 8), Damaged},
		"a header too long":  {npy(2, strings.Repeat(" ", 1<<17), 0), Damaged},
		"a header of 2 GiB":  {long, Damaged},
		"version 4":          {npy(4, dict("'<f8'", "(1,)"), 8), BadVersion},
		"version 0":          {npy(0, dict("'<f8'", "(1,)"), 8), BadVersion},
		"objects":            {npy(1, dict("'|O'", "(1,)"), 8), Pickled},
		"a pickle":           {[]byte("\x80\x04\x95\x10\x00"), Pickled},
		"nothing":            {nil, Damaged},
		"the magic alone":    {[]byte("\x93NUMPY"), Truncated},
		"a type without one": {npy(1, dict("''", "(1,)"), 8), BadType},
		"zero of many":       {npy(1, dict("'<f8'", "(0, 99999999999)"), 0), Empty},
	} {
		refused++
		got, err := ReadArray(name, c.file, most)
		if refused, ok := err.(*FormatError); !ok || refused.Problem != c.problem || refused.Details[0] != name {
			t.Errorf("%s: %v, %v; want %s", name, got.Shape, err, c.problem)
		}
	}
	t.Logf("refused: %d %s", refused, "files")
}

// A file of a few bytes that claims terabytes, or unpacks to them, takes no memory.
func TestAllocatesNothingForClaims(t *testing.T) {
	terabytes := npy(1, "{'descr': '<f8', 'fortran_order': False, 'shape': (16384, 2048), }\n", 64)
	allocated := heap.Allocated(func() {
		if _, err := ReadArray("x", terabytes, 1<<25); err == nil {
			t.Error("read")
		}
	})
	if allocated > 1<<16 {
		t.Errorf("%d bytes for a file of %d", allocated, len(terabytes))
	}
	bomb := zipOf(t, zip.Deflate, map[string][]byte{"a.npy": npy(1, "{'descr': '|u1', 'fortran_order': False, 'shape': (8000000,), }\n", 8_000_000)})
	allocated = heap.Allocated(func() {
		_, err := ReadFile("bomb.npz", bomb, 1<<17, inflate)
		if refused, ok := err.(*FormatError); !ok || refused.Problem != TooLong {
			t.Error(err)
		}
	})
	if allocated > 1<<17 {
		t.Errorf("%d bytes for a bomb of %d", allocated, len(bomb))
	}
	// One that lies about how much it unpacks to stops at what it said.
	at := bytes.LastIndex(bomb, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(bomb[at+24:], 100_000)
	allocated = heap.Allocated(func() {
		_, err := ReadFile("bomb.npz", bomb, 1<<17, inflate)
		if refused, ok := err.(*FormatError); !ok || refused.Problem != Damaged {
			t.Error(err)
		}
	})
	if allocated > 1<<20 {
		t.Errorf("%d bytes for a bomb of %d", allocated, len(bomb))
	}
}

// zipOf is an archive of these files, as the library writes it.
func zipOf(t testing.TB, method uint16, files map[string][]byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, content := range files {
		entry, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		if err != nil {
			t.Fatal(err)
		}
		entry.Write(content)
	}
	w.Close()
	return out.Bytes()
}

func TestRefusesHostileArchives(t *testing.T) {
	refused := 0
	good := zipOf(t, zip.Deflate, map[string][]byte{"a.npy": npy(1, "{'descr': '|u1', 'fortran_order': False, 'shape': (5,), }\n", 5)})
	directory := bytes.LastIndex(good, []byte("PK\x01\x02"))
	with := func(at int, v ...byte) []byte {
		file := slices.Clone(good)
		copy(file[at:], v)
		return file
	}
	for name, c := range map[string]struct {
		file    []byte
		problem string
	}{
		"encrypted":          {with(directory+8, 1), Encrypted},
		"another method":     {with(directory+10, 12), BadMethod},
		"stored, it says":    {with(directory+10, 0), Damaged},
		"another sum":        {with(directory+16, 1, 2, 3, 4), Damaged},
		"4 GiB":              {with(directory+24, 0xff, 0xff, 0xff, 0xfe), Damaged},
		"4 GiB compressed":   {with(directory+20, 0xff, 0xff, 0xff, 0xfe), Truncated},
		"an offset outside":  {with(directory+42, 0xff, 0xff, 0xff, 0x7f), Damaged},
		"a long name":        {with(directory+28, 0xff, 0xff), Damaged},
		"no end":             {good[:len(good)-22], Damaged},
		"half of it":         {good[len(good)/2:], Damaged},
		"a directory beyond": {with(len(good)-6, 0xff, 0xff, 0xff, 0x7f), Damaged},
		"65535 entries":      {with(len(good)-12, 0xff, 0xff), TooMany},
		"no entries":         {zipOf(t, zip.Store, nil), Empty},
		"PyTorch's own":      {zipOf(t, zip.Store, map[string][]byte{"archive/data.pkl": []byte("\x80\x02}")}), Pickled},
		"no array":           {zipOf(t, zip.Store, map[string][]byte{"a.txt": []byte("hello")}), Damaged},
	} {
		refused++
		got, err := ReadFile(name, c.file, most, inflate)
		if refused, ok := err.(*FormatError); !ok || refused.Problem != c.problem {
			t.Errorf("%s: %v, %v; want %s", name, got, err, c.problem)
		}
	}
	if _, err := ReadFile("good", good, most, inflate); err != nil {
		t.Error(err)
	}
	_, err := ReadFile("good", good, most, nil)
	if refused, ok := err.(*FormatError); !ok || refused.Problem != BadMethod || !slices.Equal(refused.Details, []string{"a.npy", "8"}) {
		t.Errorf("without inflate: %v", err)
	}
	t.Logf("refused: %d %s", refused, "files")
}

// What all arrays may have together is the limit that is said, whatever is left of it, and a
// scalar counts.
func TestTheLimitIsThatOfAllArrays(t *testing.T) {
	array := func(name string, shape ...int) Array {
		n := 1
		for _, d := range shape {
			n *= d
		}
		return Array{name, make([]float64, n), shape}
	}
	for name, c := range map[string]struct {
		arrays  []Array
		details []string // of the refusal; nil for none
	}{
		"as many as it is":  {[]Array{array("a", 2, 3), array("b")}, nil},
		"a vector above":    {[]Array{array("a", 2, 3), array("b", 2)}, []string{"b", "(2,)", "7"}},
		"a scalar above":    {[]Array{array("a", 7), array("b")}, []string{"b", "()", "7"}},
		"another after it":  {[]Array{array("a", 7), array("b"), array("c", 1)}, []string{"b", "()", "7"}},
		"the first is more": {[]Array{array("a", 8)}, []string{"a", "(8,)", "7"}},
	} {
		var file bytes.Buffer
		if err := Write(&file, c.arrays...); err != nil {
			t.Fatal(err)
		}
		_, err := ReadFile(name, file.Bytes(), 7, nil)
		refused, ok := err.(*FormatError)
		if ok != (c.details != nil) || ok && (refused.Problem != TooLarge || !slices.Equal(refused.Details, c.details)) {
			t.Errorf("%s: %v, want %q", name, err, c.details)
		}
	}
}

func FuzzReadArray(f *testing.F) {
	f.Add(npy(1, "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 1), }\n", 16))
	f.Add(npy(2, "{'descr': '>f2', 'fortran_order': True, 'shape': (2, 3), }\n", 12))
	f.Add(npy(3, `{"shape": (2L,), "fortran_order": True, "descr": "|b1"}`, 2))
	f.Add(npy(1, "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (), }", 8))
	f.Add([]byte("\x80\x04"))
	f.Fuzz(func(t *testing.T, file []byte) {
		const most = 1 << 12
		a, err := ReadArray("x", file, most)
		checkRead(t, a, err, most)
		if err != nil {
			return
		}
		var again bytes.Buffer
		if err := WriteArray(&again, a.Values, a.Shape...); err != nil {
			t.Fatal(err)
		}
		b, err := ReadArray("x", again.Bytes(), most)
		if err != nil || !slices.Equal(a.Values, b.Values) || !slices.Equal(a.Shape, b.Shape) {
			t.Errorf("%v becomes %v, %v", a, b, err)
		}
	})
}

// checkRead holds an answer to what is promised of all.
func checkRead(t *testing.T, a Read, err error, most int) {
	if err != nil {
		if refused, ok := err.(*FormatError); !ok || len(refused.Details) == 0 {
			t.Errorf("error %v", err)
		}
		return
	}
	n := 1
	for _, d := range a.Shape {
		n *= d
	}
	if n != len(a.Values) || n > most || a.Type == "" {
		t.Errorf("%d values of type %q in %v", len(a.Values), a.Type, a.Shape)
	}
	for _, v := range a.Values {
		if !(math.Abs(v) <= LargestValue) {
			t.Errorf("value %v", v)
		}
	}
}

func FuzzReadFile(f *testing.F) {
	array := npy(1, "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 1), }\n", 16)
	f.Add(zipOf(f, zip.Deflate, map[string][]byte{"a.npy": array, "folder/": nil}))
	f.Add(zipOf(f, zip.Store, map[string][]byte{"Wx.npy": array, "b.npy": array}))
	var file bytes.Buffer
	Write(&file, Array{"a", []float64{1, 2}, []int{2}})
	f.Add(file.Bytes())
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	f.Fuzz(func(t *testing.T, file []byte) {
		const most = 1 << 12
		all, err := ReadFile("x", file, most, inflate)
		sum := 0
		for _, a := range all {
			checkRead(t, a, nil, most)
			sum += len(a.Values)
		}
		if sum > most {
			t.Errorf("%d values", sum)
		}
		if err != nil {
			checkRead(t, Read{}, err, most)
		}
	})
}
