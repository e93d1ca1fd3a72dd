package numpy

import (
	"compress/gzip"
	"encoding/json"
	"math"
	"os"
	"strconv"
	"testing"
)

// readGolden decodes a file that testdata/make_goldens.py wrote.
func readGolden(t testing.TB, name string, v any) {
	t.Helper()
	file, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	text, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.NewDecoder(text).Decode(v); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// versions is what a golden file was made with.
type versions struct{ NumPy, Python string }

func (v versions) log(t *testing.T) { t.Logf("goldens of NumPy %s, Python %s", v.NumPy, v.Python) }

// floats are float64s that JSON holds as one string, 16 hex digits of bits each.
type floats []float64

func (f *floats) UnmarshalText(text []byte) error {
	for ; len(text) >= 16; text = text[16:] {
		bits, err := strconv.ParseUint(string(text[:16]), 16, 64)
		if err != nil {
			return err
		}
		*f = append(*f, math.Float64frombits(bits))
	}
	return nil
}

// ulps returns how many float64s apart a and b are.
func ulps(a, b float64) uint64 {
	i, j := ordered(a), ordered(b)
	if i < j {
		i, j = j, i
	}
	return uint64(i) - uint64(j)
}

// ordered maps a float64 to an integer so that both have the same order.
func ordered(v float64) int64 {
	i := int64(math.Float64bits(v))
	if i < 0 {
		i = math.MinInt64 - i
	}
	return i
}
