package safetensors

import (
	"encoding/binary"
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rnn-playground/rnn-playground/numpy/npz"
)

const most = 1 << 12

func file(header string, values ...byte) []byte {
	out := binary.LittleEndian.AppendUint64(nil, uint64(len(header)))
	return append(append(out, header...), values...)
}

func TestReads(t *testing.T) {
	f64 := binary.LittleEndian.AppendUint64(nil, math.Float64bits(-0.1))
	f32 := binary.LittleEndian.AppendUint32(nil, math.Float32bits(0.1))
	values := slices.Concat(f64, f32, []byte{0x00, 0x3c, 0x01, 0x00}, []byte{0x80, 0xbf}, []byte{1, 0})
	header := `{"__metadata__":{"format":"pt"},
		"b":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},
		"a \"\u00e9":{"dtype":"F32","shape":[1,1],"data_offsets":[8,12]},
		"half":{"dtype":"F16","data_offsets":[12,16],"shape":[2]},
		"brain":{"dtype":"BF16","shape":[],"data_offsets":[16,18]},
		"yes":{"dtype":"BOOL","shape":[2],"data_offsets":[18,20],"more":[{"x":null}]}}   `
	if !json.Valid([]byte(header)) || !Is(file(header)) {
		t.Fatal("the test's header")
	}
	all, metadata, err := Read("x", file(header, values...), most)
	if err != nil || metadata["format"] != "pt" {
		t.Fatal(err, metadata)
	}
	want := []npz.Read{
		{Array: npz.Array{Name: "b", Values: []float64{-0.1}, Shape: []int{1}}, Type: "float64"},
		{Array: npz.Array{Name: `a "é`, Values: []float64{float64(float32(0.1))}, Shape: []int{1, 1}}, Type: "float32"},
		{Array: npz.Array{Name: "half", Values: []float64{1, math.Ldexp(1, -24)}, Shape: []int{2}}, Type: "float16"},
		{Array: npz.Array{Name: "brain", Values: []float64{-1}, Shape: []int{}}, Type: "bfloat16"},
		{Array: npz.Array{Name: "yes", Values: []float64{1, 0}, Shape: []int{2}}, Type: "bool"},
	}
	for i, w := range want {
		got := all[i]
		if got.Name != w.Name || got.Type != w.Type || !slices.Equal(got.Values, w.Values) || !slices.Equal(got.Shape, w.Shape) {
			t.Errorf("%+v, want %+v", got, w)
		}
	}
}

func TestRefuses(t *testing.T) {
	refused := 0
	one := func(entry string) []byte { return file(`{"a":{`+entry+`}}`, make([]byte, 16)...) }
	endless := file("{}")
	binary.LittleEndian.PutUint64(endless, 1<<62)
	var many strings.Builder
	for i := range 4097 {
		many.WriteString(`,"a` + strconv.Itoa(i) + `":{"dtype":"U8","shape":[1],"data_offsets":[` + strconv.Itoa(i) + "," + strconv.Itoa(i+1) + "]}")
	}
	for name, c := range map[string]struct {
		file    []byte
		problem string
	}{
		"nothing":          {nil, npz.Truncated},
		"a header of EiB":  {endless, npz.Truncated},
		"a long header":    {file("{" + strings.Repeat(" ", 1<<22) + "}"), npz.TooLong},
		"many tensors":     {file("{"+many.String()[1:]+"}", make([]byte, 4097)...), npz.TooMany},
		"no shape":         {one(`"dtype":"F64","data_offsets":[0,8]`), npz.Damaged},
		"no tensors":       {file("{}"), npz.Empty},
		"no JSON":          {file("{]"), npz.Damaged},
		"more after it":    {file("{} {}"), npz.Damaged},
		"deep":             {file(`{"a":` + strings.Repeat(`[`, 100000)), npz.Damaged},
		"terabytes":        {one(`"dtype":"F64","shape":[1000000,1000000],"data_offsets":[0,8000000000000]`), npz.TooLarge},
		"overflow":         {one(`"dtype":"F64","shape":[4294967296,4294967296],"data_offsets":[0,0]`), npz.TooLarge},
		"offsets beyond":   {one(`"dtype":"F64","shape":[2],"data_offsets":[8,24]`), npz.Truncated},
		"offsets backward": {one(`"dtype":"F64","shape":[1],"data_offsets":[8,0]`), npz.Damaged},
		"another length":   {one(`"dtype":"F64","shape":[1],"data_offsets":[0,16]`), npz.Damaged},
		"no offsets":       {one(`"dtype":"F64","shape":[1]`), npz.Damaged},
		"a fraction":       {one(`"dtype":"F64","shape":[1.5],"data_offsets":[0,8]`), npz.Damaged},
		"negative":         {one(`"dtype":"F64","shape":[-1],"data_offsets":[0,8]`), npz.Damaged},
		"another type":     {one(`"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]`), npz.BadType},
		"empty":            {one(`"dtype":"F64","shape":[0],"data_offsets":[0,0]`), npz.Empty},
		"shared bytes": {file(`{"a":{"dtype":"F64","shape":[2],"data_offsets":[0,16]},"b":{"dtype":"F64","shape":[1],"data_offsets":[8,16]}}`, make([]byte, 16)...),
			npz.Damaged},
		"NaN": {file(`{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}`, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f), npz.NotFinite},
	} {
		refused++
		_, _, err := Read(name, c.file, most)
		if refused, ok := err.(*npz.FormatError); !ok || refused.Problem != c.problem {
			t.Errorf("%s: %v, want %s", name, err, c.problem)
		}
	}
	t.Logf("refused: %d %s", refused, "files")
}

// What all tensors may have together is the limit that is said, whatever is left of it, and
// a scalar counts.
func TestTheLimitIsThatOfAllTensors(t *testing.T) {
	two := func(a, b string) []byte {
		return file(`{"a":{"dtype":"U8",`+a+`},"b":{"dtype":"U8",`+b+`}}`, make([]byte, 16)...)
	}
	const seven = `"shape":[7],"data_offsets":[0,7]`
	for name, c := range map[string]struct {
		file  []byte
		shape string // that is refused; "" for none
	}{
		"as many as it is": {two(`"shape":[2,3],"data_offsets":[0,6]`, `"shape":[],"data_offsets":[6,7]`), ""},
		"a vector above":   {two(seven, `"shape":[2],"data_offsets":[7,9]`), "(2,)"},
		"a scalar above":   {two(seven, `"shape":[],"data_offsets":[7,8]`), "()"},
	} {
		_, _, err := Read(name, c.file, 7)
		refused, ok := err.(*npz.FormatError)
		if ok != (c.shape != "") || ok && (refused.Problem != npz.TooLarge || !slices.Equal(refused.Details, []string{"b", c.shape, "7"})) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What is wanted of a file is said in the measure of what there is, and does not overflow.
func TestSaysHowMuchIsWanted(t *testing.T) {
	for n, want := range map[uint64]string{3: "11", 1 << 62: "4611686018427387912", math.MaxUint64: "18446744073709551615"} {
		cut := file("{}")
		binary.LittleEndian.PutUint64(cut, n)
		_, _, err := Read("x", cut, most)
		if refused, ok := err.(*npz.FormatError); !ok || !slices.Equal(refused.Details, []string{"x", "10", want}) {
			t.Errorf("a header of %d bytes: %v, want %s", n, err, want)
		}
	}
}

// Of a size that is no whole number and of one too many it says which it is.
func TestSaysWhatIsWrongWithAShape(t *testing.T) {
	for shape, want := range map[string]string{
		strings.Repeat("1,", 32) + "1": "JSON: 92: at most 32 sizes",
		strings.Repeat("1,", 31) + "1": "",
		"1,1.5":                        "JSON: 30: a whole number",
	} {
		_, _, err := Read("x", file(`{"a":{"dtype":"U8","shape":[`+shape+`],"data_offsets":[0,1]}}`, 0), most)
		refused, ok := err.(*npz.FormatError)
		if ok != (want != "") || ok && !slices.Equal(refused.Details, []string{"x", want}) {
			t.Errorf("[%s]: %v, want %s", shape, err, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(file(`{"__metadata__":{"format":"pt"},"b":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}`, make([]byte, 8)...))
	f.Add(file(`{"b":{"dtype":"BF16","shape":[2,1],"data_offsets":[0,4]},"a":{"dtype":"I8","shape":[1],"data_offsets":[4,5]}}  `, 1, 2, 3, 4, 5))
	f.Add(file(`{"\ud83d\ude00":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}`, 0, 0, 0, 0))
	f.Fuzz(func(t *testing.T, file []byte) {
		all, _, err := Read("x", file, most)
		if err != nil {
			if refused, ok := err.(*npz.FormatError); !ok || len(refused.Details) == 0 {
				t.Error(err)
			}
			return
		}
		sum := 0
		for _, a := range all {
			n := 1
			for _, d := range a.Shape {
				n *= d
			}
			if n != len(a.Values) {
				t.Errorf("%d values in %v", len(a.Values), a.Shape)
			}
			for _, v := range a.Values {
				if !(math.Abs(v) <= npz.LargestValue) {
					t.Errorf("value %v", v)
				}
			}
			sum += n
		}
		if sum == 0 || sum > most {
			t.Errorf("%d values", sum)
		}
	})
}
