//go:build !js

package npz

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/rnn-playground/rnn-playground/internal/python"
	"github.com/rnn-playground/rnn-playground/numpy"
)

func TestNumPyLoadsIt(t *testing.T) {
	large := make([]float64, 300*70)
	numpy.NewRandom(7).FillStandardNormal(large)
	want := append([]Array{{"large", large, []int{300, 70}}}, saved...)
	var file bytes.Buffer
	if err := Write(&file, want...); err != nil {
		t.Fatal(err)
	}
	var found struct {
		Versions string
		Arrays   []struct {
			Name   string
			Shape  []int
			Values []string
		}
	}
	python.Ask(t, "numpy", &found, &file, "testdata/load.py")
	t.Logf("loaded by %s", found.Versions)
	if len(found.Arrays) != len(want) {
		t.Fatalf("%d arrays, want %d", len(found.Arrays), len(want))
	}
	for i, got := range found.Arrays {
		values := make([]string, len(want[i].Values))
		for k, v := range want[i].Values {
			values[k] = fmt.Sprintf("%016x", math.Float64bits(v))
		}
		if got.Name != want[i].Name || !slices.Equal(got.Shape, want[i].Shape) || !slices.Equal(got.Values, values) {
			t.Errorf("np.load finds %s %v, want %s %v, or other values", got.Name, got.Shape, want[i].Name, want[i].Shape)
		}
	}
}
