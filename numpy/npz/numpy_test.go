//go:build !js

package npz

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"slices"
	"testing"

	"github.com/rnn-playground/rnn-playground/numpy"
)

func TestNumPyLoadsIt(t *testing.T) {
	// -I: a folder here that is called like a module of Python's would be taken for it.
	const python = "/usr/bin/python3"
	if err := exec.Command(python, "-I", "-c", "import numpy").Run(); err != nil {
		if os.Getenv("REQUIRE_NUMPY") == "1" {
			t.Fatalf("REQUIRE_NUMPY=1, and %s has no NumPy: %v", python, err)
		}
		t.Skipf("%s has no NumPy to load files with", python)
	}
	large := make([]float64, 300*70)
	numpy.NewRandom(7).FillStandardNormal(large)
	want := append([]Array{{"large", large, []int{300, 70}}}, saved...)
	var file bytes.Buffer
	if err := Write(&file, want...); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(python, "-I", "testdata/load.py")
	command.Stdin, command.Stderr = &file, os.Stderr
	out, err := command.Output()
	if err != nil {
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
	if err := json.Unmarshal(out, &found); err != nil {
		t.Fatal(err)
	}
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
