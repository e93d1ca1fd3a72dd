package safetensors

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/rnn-playground/rnn-playground/numpy/npz"
)

var saved = []npz.Array{
	{Name: "weight_ih_l0", Values: []float64{0.5, -0.25, 1e-300, 5e-324, math.MaxFloat64, math.Copysign(0, -1)}, Shape: []int{3, 2}},
	{Name: "empty", Shape: []int{0, 7}},
	{Name: "scalar", Values: []float64{math.Pi}},
	{Name: `"은닉"\` + "\n", Values: []float64{math.Inf(1)}, Shape: []int{1}},
}

// write writes all parts of a file.
func write(w io.Writer, metadata []string, tensors ...npz.Array) error {
	file := Start(metadata, tensors...)
	for {
		part, done := file.Next()
		if _, err := w.Write(part); err != nil || done {
			return err
		}
	}
}

func TestLayout(t *testing.T) {
	for _, metadata := range [][]string{nil, {"format", "pt", "link", `#v=1&text="<>&`}} {
		var file bytes.Buffer
		if err := write(&file, metadata, saved...); err != nil {
			t.Fatal(err)
		}
		data := file.Bytes()
		if size := Size(metadata, saved...); size != int64(len(data)) {
			t.Errorf("%d bytes, Size says %d", len(data), size)
		}
		n := binary.LittleEndian.Uint64(data)
		if n%8 != 0 || n > uint64(len(data)) {
			t.Fatalf("a header of %d bytes", n)
		}
		header := map[string]json.RawMessage{}
		if err := json.Unmarshal(data[8:8+n], &header); err != nil {
			t.Fatalf("%v in %s", err, data[8:8+n])
		}
		if found := map[string]string{}; metadata != nil {
			if err := json.Unmarshal(header["__metadata__"], &found); err != nil || found["format"] != "pt" || found["link"] != metadata[3] {
				t.Errorf("metadata %v, %v", found, err)
			}
			delete(header, "__metadata__")
		}
		if len(header) != len(saved) {
			t.Errorf("%d tensors", len(header))
		}
		values, end := data[8+n:], 0
		for _, want := range saved {
			var found struct {
				Dtype   string
				Shape   []int
				Offsets [2]int `json:"data_offsets"`
			}
			if err := json.Unmarshal(header[want.Name], &found); err != nil {
				t.Fatal(err)
			}
			if found.Dtype != "F64" || len(found.Shape) != len(want.Shape) || found.Shape == nil || found.Offsets != [2]int{end, end + 8*len(want.Values)} {
				t.Errorf("%q: %+v", want.Name, found)
			}
			for i, v := range want.Values {
				if got := binary.LittleEndian.Uint64(values[end+8*i:]); got != math.Float64bits(v) {
					t.Errorf("%q: value %d is %x", want.Name, i, got)
				}
			}
			end += 8 * len(want.Values)
		}
		if end != len(values) {
			t.Errorf("%d bytes of values, want %d", len(values), end)
		}
	}
}

func TestParts(t *testing.T) {
	large := npz.Array{Name: "large", Values: make([]float64, 3*npz.PartValues+1), Shape: []int{3*npz.PartValues + 1}}
	for i := range large.Values {
		large.Values[i] = float64(i)
	}
	var whole bytes.Buffer
	if err := write(&whole, nil, large, saved[0]); err != nil {
		t.Fatal(err)
	}
	file, parts := Start(nil, large, saved[0]), []byte(nil)
	for done := false; !done; {
		var part []byte
		if part, done = file.Next(); len(part) > 8*npz.PartValues+1024 {
			t.Errorf("a part of %d bytes", len(part))
		}
		parts = append(parts, part...)
	}
	if !bytes.Equal(parts, whole.Bytes()) {
		t.Error("the parts are another file")
	}
	var none bytes.Buffer
	if err := write(&none, nil); err != nil || strings.TrimSpace(none.String()[8:]) != "{}" {
		t.Errorf("no tensors: %q, %v", none.String(), err)
	}
}

type short struct{}

func (short) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestPassesErrorsOn(t *testing.T) {
	if err := write(short{}, nil, saved...); !errors.Is(err, io.ErrShortWrite) {
		t.Error(err)
	}
	defer func() {
		if recover() == nil {
			t.Error("four values fill a shape of three")
		}
	}()
	write(io.Discard, nil, npz.Array{Name: "a", Values: make([]float64, 4), Shape: []int{3}})
}
