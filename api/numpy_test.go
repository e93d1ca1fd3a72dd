//go:build !js

package api

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/rnn-playground/rnn-playground/internal/python"
	"github.com/rnn-playground/rnn-playground/playground"
)

// TestNumPyLoadsARun has the real np.load read what format=npz answers.
func TestNumPyLoadsARun(t *testing.T) {
	bhn := "&given=" + string(playground.Given("").With(playground.BhnTensor, []float64{0.5, -1, 0.1}, 3))
	for _, query := range []string{"", "cell=LSTM&edits=c0:1:0:0.5", "cell=GRU", "cell=GRU&hidden-size=3&edits=bhn:1:0:0.25" + bhn, "timesteps=37&input-size=5&hidden-size=11&seed=4294967295&weights=pytorch&edits=h0:3:0:-0.25", "timesteps=1&input-size=1&hidden-size=1"} {
		w := ask("GET", "/api/run?format=npz&"+query)
		again := ask("GET", "/api/run?format=npz&"+query)
		if w.Code != 200 || w.Body.String() != again.Body.String() {
			t.Fatalf("%s: %d, or other bytes the second time", query, w.Code)
		}
		var found struct {
			Versions string
			Arrays   []struct {
				Name   string
				Shape  []int
				Values []string
			}
		}
		python.Ask(t, "numpy", &found, w.Body, "../numpy/npz/testdata/load.py")
		state, _, err := question(query, nil)
		if err != nil {
			t.Fatal(err)
		}
		r, err := playground.Compute(state)
		if err != nil {
			t.Fatal(err)
		}
		T, I, H, rows := r.Timesteps, r.InputSize, r.HiddenSize, r.Rows()
		type array struct {
			name   string
			values []float64
			shape  []int
		}
		want := []array{
			{"inputs", r.X, []int{T, I}}, {"Wx", r.Wx, []int{rows, I}}, {"Wh", r.Wh, []int{rows, H}},
			{"b", r.B, []int{rows}}, {"h_0", r.H0, []int{H}}, {"total_hidden_states", r.H, []int{T, H}},
		}
		for _, a := range []array{{"c_0", r.C0, []int{H}}, {"b_hn", r.Bhn, []int{H}}} {
			if a.values != nil {
				want = append(want, a)
			}
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
