//go:build !js

package api

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"slices"
	"testing"

	"github.com/rnn-playground/rnn-playground/playground"
)

// TestNumPyLoadsARun has the real np.load read what format=npz answers.
func TestNumPyLoadsARun(t *testing.T) {
	// -I: a folder here that is called like a module of Python's would be taken for it.
	const python = "/usr/bin/python3"
	if err := exec.Command(python, "-I", "-c", "import numpy").Run(); err != nil {
		if os.Getenv("REQUIRE_NUMPY") == "1" {
			t.Fatalf("REQUIRE_NUMPY=1, and %s has no NumPy: %v", python, err)
		}
		t.Skipf("%s has no NumPy to load files with", python)
	}
	for _, query := range []string{"", "timesteps=37&input-size=5&hidden-size=11&seed=4294967295&weights=pytorch&edits=h0:3:0:-0.25", "timesteps=1&input-size=1&hidden-size=1"} {
		w := ask("GET", "/api/run?format=npz&"+query)
		again := ask("GET", "/api/run?format=npz&"+query)
		if w.Code != 200 || w.Body.String() != again.Body.String() {
			t.Fatalf("%s: %d, or other bytes the second time", query, w.Code)
		}
		command := exec.Command(python, "-I", "../numpy/npz/testdata/load.py")
		command.Stdin, command.Stderr = w.Body, os.Stderr
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
		state, _, err := question(query, nil)
		if err != nil {
			t.Fatal(err)
		}
		r, err := playground.Compute(state)
		if err != nil {
			t.Fatal(err)
		}
		T, I, H := r.Timesteps, r.InputSize, r.HiddenSize
		want := []struct {
			name   string
			values []float64
			shape  []int
		}{
			{"inputs", r.X, []int{T, I}}, {"Wx", r.Wx, []int{H, I}}, {"Wh", r.Wh, []int{H, H}},
			{"b", r.B, []int{H}}, {"h_0", r.H0, []int{H}}, {"total_hidden_states", r.H, []int{T, H}},
		}
		if len(found.Arrays) != len(want) {
			t.Fatalf("%d arrays", len(found.Arrays))
		}
		for i, got := range found.Arrays {
			bits := make([]string, len(want[i].values))
			for k, v := range want[i].values {
				bits[k] = fmt.Sprintf("%016x", math.Float64bits(v))
			}
			if got.Name != want[i].name || !slices.Equal(got.Shape, want[i].shape) || !slices.Equal(got.Values, bits) {
				t.Errorf("%s: np.load (%s) finds %s %v, want %s %v, or other values", query, found.Versions, got.Name, got.Shape, want[i].name, want[i].shape)
			}
		}
	}
}
