package rnn

import (
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
)

// torchGoldens is testdata/torch_goldens.json.gz, which testdata/make_torch_goldens.py
// writes.
type torchGoldens struct {
	Torch, NumPy, Python string
	Cases                []torchCase
}

// A torchCase is what a layer of PyTorch was given and what it gave.
type torchCase struct {
	Cell                                               string
	Timesteps, Batch, InputSize, HiddenSize, NumLayers int
	Bidirectional, Bias                                bool
	Names                                              []string // of state_dict
	Shapes                                             [][]int
	Given                                              map[string][]byte // int16, multiples of 2^-12
	Wanted                                             map[string][]byte // float64
}

func readTorchGoldens(t *testing.T) (g torchGoldens) {
	t.Helper()
	file, err := os.Open("testdata/torch_goldens.json.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	text, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.NewDecoder(text).Decode(&g); err != nil {
		t.Fatal(err)
	}
	if g.Torch == "" || len(g.Cases) != 96 {
		t.Fatalf("%d goldens of PyTorch %q", len(g.Cases), g.Torch)
	}
	return g
}

func (c torchCase) spec() Spec {
	cell := slices.IndexFunc(AllCells, func(cell Cell) bool { return cell.String() == c.Cell })
	return Spec{AllCells[cell], c.InputSize, c.HiddenSize, c.NumLayers, c.Bidirectional, c.Bias}
}

func (c torchCase) String() string {
	return fmt.Sprintf("%v T=%d N=%d", c.spec(), c.Timesteps, c.Batch)
}

// given is a tensor that went in; nil for none.
func (c torchCase) given(name string) []float64 {
	var v []float64
	for b := c.Given[name]; len(b) > 0; b = b[2:] {
		v = append(v, math.Ldexp(float64(int16(binary.LittleEndian.Uint16(b))), -12))
	}
	return v
}

func (c torchCase) wanted(name string) []float64 {
	var v []float64
	for b := c.Wanted[name]; len(b) > 0; b = b[8:] {
		v = append(v, math.Float64frombits(binary.LittleEndian.Uint64(b)))
	}
	return v
}

func (c torchCase) weights() map[string][]float64 {
	weights := map[string][]float64{}
	for _, name := range c.Names {
		weights[name] = c.given(name)
	}
	return weights
}

// The names and shapes of the weights are those of PyTorch, in its order.
func TestParametersAreThoseOfPyTorch(t *testing.T) {
	for _, c := range readTorchGoldens(t).Cases {
		parameters, err := Parameters(c.spec())
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		var shapes [][]int
		for _, p := range parameters {
			names, shapes = append(names, p.Name), append(shapes, p.Shape)
			if p.Len() != len(c.given(p.Name)) {
				t.Errorf("%v: %s has %d values", c, p.Name, p.Len())
			}
		}
		if !slices.Equal(names, c.Names) || !slices.EqualFunc(shapes, c.Shapes, slices.Equal) {
			t.Errorf("%v: %v %v, want %v %v", c, names, shapes, c.Names, c.Shapes)
		}
	}
}

// Everything that PyTorch gives, to 1e-12 of the largest value of its tensor. With -v,
// a table of the largest differences.
func TestNetworkAgreesWithPyTorch(t *testing.T) {
	const tolerance = 1e-12
	g := readTorchGoldens(t)
	forEachKernel(t, func(t *testing.T, k Kernel) {
		worst := differences{} // by kind of tensor and cell
		for _, c := range g.Cases {
			for name, got := range compute(t, c, k) {
				want := c.wanted(name)
				if len(want) != len(got) {
					t.Fatalf("%v: %s has %d values, want %d", c, name, len(got), len(want))
				}
				d := relativeDifference(got, want)
				if !(d <= tolerance) {
					t.Errorf("%v: %s differs by %.1e of its largest value, want at most %.1e", c, name, d, tolerance)
				}
				kind, _, _ := strings.Cut(name, "_l")
				if !slices.Contains(kinds, kind) {
					t.Fatalf("%v: %s is in no row of the table", c, name)
				}
				worst.note(kind, c.Cell, d)
			}
		}
		t.Logf("largest differences from PyTorch %s in %d cases, each as a part of the tensor's largest value:\n%v", g.Torch, len(g.Cases), worst)
	})
}

// differences are the largest by kind of tensor, then by cell.
type differences map[string]map[string]float64

func (d differences) note(kind, cell string, difference float64) {
	if d[kind] == nil {
		d[kind] = map[string]float64{}
	}
	d[kind][cell] = max(d[kind][cell], difference)
}

// kinds of tensors, as the goldens name them, in the order of the table.
var kinds = []string{
	"output", "hN", "cN", "gradInput", "gradH0", "gradC0", "grad_weight_ih", "grad_weight_hh", "grad_bias_ih", "grad_bias_hh",
}

// String is a table: a row for each kind of tensor, a column for each cell.
func (d differences) String() string {
	table := fmt.Sprintf("%-15s", "")
	for _, cell := range AllCells {
		table += fmt.Sprintf("%10v", cell)
	}
	for _, kind := range kinds {
		table += fmt.Sprintf("\n%-15s", kind)
		for _, cell := range AllCells {
			if difference, ok := d[kind][cell.String()]; ok {
				table += fmt.Sprintf("%10.1e", difference)
			} else {
				table += fmt.Sprintf("%10s", "–")
			}
		}
	}
	return table
}

// compute gives what c wants, by the same names.
func compute(t *testing.T, c torchCase, k Kernel) map[string][]float64 {
	t.Helper()
	n, err := NewNetwork(c.spec(), c.weights(), k)
	if err != nil {
		t.Fatal(err)
	}
	trace, err := n.Forward(c.given("input"), c.Batch, c.given("h0"), c.given("c0"))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]float64{"output": trace.Output, "hN": trace.HN}
	gradients, err := trace.Backward(c.given("gradOutput"), c.given("gradHN"), c.given("gradCN"), 0)
	if err != nil {
		t.Fatal(err)
	}
	got["gradInput"], got["gradH0"] = gradients.Input, gradients.H0
	if c.Cell == "LSTM" {
		got["cN"], got["gradC0"] = trace.CN, gradients.C0
	}
	for name, v := range gradients.Weights {
		got["grad_"+name] = v
	}
	if len(got) != len(c.Wanted) {
		t.Fatalf("%v: %d tensors, want %d", c, len(got), len(c.Wanted))
	}
	return got
}

// relativeDifference is the largest of got less want, as a part of the largest of
// want.
func relativeDifference(got, want []float64) float64 {
	largest := 0.0
	for _, v := range want {
		largest = max(largest, math.Abs(v))
	}
	d := largestDifference(got, want)
	if d == 0 {
		return 0
	}
	return d / largest
}
