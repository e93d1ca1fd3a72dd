//go:build !js

package playground

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/rnn-playground/rnn-playground/numpy"
	"github.com/rnn-playground/rnn-playground/rnn"
)

// gradientTolerance is how far the gradients of a listing may be from those of package
// rnn, in proportion to the largest of a tensor.
const gradientTolerance = 1e-10

func listings(all []listed, code Code) []string {
	var texts []string
	for i, l := range all {
		l.state.Code = code
		texts = append(texts, l.run.Listing(l.state, []Strings{korean, english}[i%2]))
	}
	return texts
}

func TestNetworkListingsRunInPython(t *testing.T) {
	all := listedNetworks(t)
	for _, library := range []struct {
		code   Code
		module string
	}{
		{NumPyCode, "numpy"},
		{PyTorchCode, "torch"},
		{KerasCode, "numpy"},
	} {
		t.Run(string(library.code), func(t *testing.T) {
			texts := listings(all, library.code)
			worst := map[Cell]float64{}
			for i, result := range runPython(t, library.module, texts) {
				l := all[i]
				if result.Error != "" {
					t.Errorf("%s: %s\n%s", l.state.Link(), result.Error, texts[i])
					continue
				}
				d := listingError(t, result.States, l.run)
				worst[l.state.Cell] = max(worst[l.state.Cell], d)
				if !(d <= listingTolerance) {
					t.Errorf("%s: off by %g\n%s", l.state.Link(), d, texts[i])
				}
				if library.code == NumPyCode && !l.state.Plain() && result.Printed != l.run.Printout() {
					t.Errorf("%s: prints\n%sthe page\n%s", l.state.Link(), result.Printed, l.run.Printout())
				}
				if result.Printed == "" {
					t.Errorf("%s: prints nothing", l.state.Link())
				}
			}
			for _, cell := range AllCells {
				t.Logf("%s: at most %.2g off, %d listings", cell, worst[cell], len(all)/len(AllCells))
			}
		})
	}
}

// The gradients of PyTorch, and those that NumPy's listing of a single layer computes by
// hand, are those of package rnn.
func TestListingGradientsRunInPython(t *testing.T) {
	all := listedGradients(t)
	for _, library := range []struct {
		code   Code
		module string
	}{
		{NumPyCode, "numpy"},
		{PyTorchCode, "torch"},
	} {
		t.Run(string(library.code), func(t *testing.T) {
			texts := listings(all, library.code)
			worst, count := map[string]float64{}, 0
			for i, result := range runPython(t, library.module, texts) {
				l := all[i]
				if result.Error != "" {
					t.Fatalf("%s: %s\n%s", l.state.Link(), result.Error, texts[i])
				}
				if d := listingError(t, result.States, l.run); !(d <= listingTolerance) {
					t.Errorf("%s: off by %g", l.state.Link(), d)
				}
				if library.code == NumPyCode && !l.state.Plain() && !strings.HasPrefix(result.Printed, l.run.Printout()) {
					t.Errorf("%s: does not begin with the printout", l.state.Link())
				}
				if len(result.Gradients) == 0 {
					if library.code == NumPyCode && l.state.Layer+l.state.Directions() > 1 {
						continue // it says that PyTorch's listing has them
					}
					t.Fatalf("%s: no gradients\n%s", l.state.Link(), texts[i])
				}
				count++
				g := gradientsOf(t, l)
				want := map[string][]float64{"inputs": g.Input, "h_0": g.H0}
				for name, values := range g.Weights {
					if library.code == PyTorchCode || !strings.HasPrefix(name, "bias_hh") {
						want[name] = values
					}
				}
				if g.C0 != nil {
					want["c_0"] = g.C0
				}
				for name, values := range want {
					got := result.Gradients[name]
					if library.code == NumPyCode && (name == "inputs" || name == "h_0" || name == "c_0") {
						values = ofSequence(values, l.state, len(got))
					}
					d := relativeError(got, values)
					kind, _, _ := strings.Cut(name, "_l")
					worst[kind] = max(worst[kind], d)
					if !(d <= gradientTolerance) {
						t.Errorf("%s: gradient of %s off by %g\n%v, want\n%v\n%s", l.state.Link(), name, d, got, values, texts[i])
					}
				}
				if len(result.Gradients) != len(want) {
					t.Errorf("%s: gradients of %d tensors, want %d", l.state.Link(), len(result.Gradients), len(want))
				}
			}
			t.Logf("gradients of %d listings, at most off: %v", count, worst)
		})
	}
}

// ofSequence takes the sequence that is looked at out of values (…, N, columns), of which
// it has so many.
func ofSequence(values []float64, s State, count int) []float64 {
	rows := s.Timesteps
	if count == s.HiddenSize && len(values) == s.Batch*s.HiddenSize {
		rows = 1
	}
	columns := count / rows
	var out []float64
	for row := range rows {
		out = append(out, values[(row*s.Batch+s.Sequence)*columns:][:columns]...)
	}
	return out
}

// relativeError is the largest difference in proportion to the largest value.
func relativeError(got []string, want []float64) float64 {
	if len(got) != len(want) {
		return math.Inf(1)
	}
	var worst, largest float64
	for i, text := range got {
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return math.Inf(1)
		}
		worst, largest = max(worst, math.Abs(v-want[i])), max(largest, math.Abs(want[i]))
	}
	if worst == 0 {
		return 0
	}
	return worst / largest
}

func TestNetworkListingsRunInGo(t *testing.T) {
	var all []listed
	for i, l := range append(listedNetworks(t), listedGradients(t)...) {
		if i%5 == 0 { // compiling takes its time
			all = append(all, l)
		}
	}
	back := 0
	for i, out := range runGo(t, listings(all, GoCode)) {
		l := all[i]
		states, rest, _ := strings.Cut(out, "\n")
		sameStates(t, l, states)
		want := ""
		if l.state.Way == Backward {
			want = printedGradients(t, l)
			back++
		}
		if rest != want {
			t.Errorf("%s: prints\n%swant\n%s", l.state.Link(), rest, want)
		}
	}
	t.Logf("%d listings, all digits equal; %d with gradients", len(all), back)
}

// printedGradients is what a listing in Go prints of them.
func printedGradients(t *testing.T, l listed) string {
	g, H := gradientsOf(t, l), l.state.HiddenSize
	text := "inputs\n" + numpy.FormatArray(g.Input, len(g.Input)/l.state.InputSize, l.state.InputSize) + "\n"
	text += "h_0\n" + numpy.FormatArray(g.H0, len(g.H0)/H, H) + "\n"
	if g.C0 != nil {
		text += "c_0\n" + numpy.FormatArray(g.C0, len(g.C0)/H, H) + "\n"
	}
	spec := rnn.Spec{Cell: l.run.Kind, InputSize: l.state.InputSize, HiddenSize: H, Layers: l.run.Layer + 1, Bidirectional: l.state.Bidirectional, Bias: true}
	parameters, err := rnn.Parameters(spec)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range parameters {
		text += p.Name + "\n" + numpy.FormatArray(g.Weights[p.Name], p.Shape...) + "\n"
	}
	return text
}
