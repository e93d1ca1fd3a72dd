package playground

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rnn-playground/rnn-playground/rnn"
)

// layerGoldens is testdata/layers.json, which testdata/make_layers.py writes.
type layerGoldens struct {
	Torch, NumPy, Python string
	Cases                []struct {
		Spec struct {
			Cell, Init                                         string
			Timesteps, Batch, InputSize, HiddenSize, NumLayers int
			Bidirectional, Bias                                bool
			Seed                                               uint32
		}
		Given, Wanted, Grad map[string][]float64
		Drawn               struct {
			Input   []float64
			Weights map[string][]float64
		}
	}
}

// Draws are NumPy's to the bit, and the rest PyTorch's to 1e-12 of the largest value.
func TestLayersAgreeWithNumPyAndPyTorch(t *testing.T) {
	text, err := os.ReadFile("testdata/layers.json")
	if err != nil {
		t.Fatal(err)
	}
	var g layerGoldens
	if err := json.Unmarshal(text, &g); err != nil {
		t.Fatal(err)
	}
	if g.Torch == "" || len(g.Cases) != 8 {
		t.Fatalf("%d goldens of PyTorch %q", len(g.Cases), g.Torch)
	}
	worst := 0.0
	for _, c := range g.Cases {
		s := NewLayerSpec()
		s.InputSize, s.HiddenSize, s.Layers = c.Spec.InputSize, c.Spec.HiddenSize, c.Spec.NumLayers
		s.Bidirectional, s.Bias, s.Seed = c.Spec.Bidirectional, c.Spec.Bias, c.Spec.Seed
		s.Timesteps, s.Batch = c.Spec.Timesteps, c.Spec.Batch
		if err := s.SetCell(c.Spec.Cell); err != nil {
			t.Fatal(err)
		}
		if err := s.SetInit(c.Spec.Init); err != nil {
			t.Fatal(err)
		}
		s.Given = c.Given
		r, err := ComputeLayer(s)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(r.Input, c.Drawn.Input) {
			t.Errorf("%+v: input %v, want %v", c.Spec, r.Input, c.Drawn.Input)
		}
		got := map[string][]float64{
			"output": r.Output, "hN": r.HN, "gradInput": r.Gradients.Input, "gradH0": r.Gradients.H0,
		}
		if s.Cell == rnn.LSTM {
			got["cN"], got["gradC0"] = r.CN, r.Gradients.C0
		}
		want := c.Wanted
		for name, w := range c.Drawn.Weights {
			if !slices.Equal(r.Weights[name], w) {
				t.Errorf("%+v: %s %v, want %v", c.Spec, name, r.Weights[name], w)
			}
			got["grad of "+name], want["grad of "+name] = r.Gradients.Weights[name], c.Grad[name]
		}
		for name, w := range want {
			d, largest := 0.0, 0.0
			for i, v := range w {
				d, largest = max(d, math.Abs(got[name][i]-v)), max(largest, math.Abs(v))
			}
			if len(w) != len(got[name]) || !(d <= 1e-12*largest) {
				t.Errorf("%+v: %s of %d values differs by %.1e of %.1e", c.Spec, name, len(got[name]), d, largest)
			}
			if largest > 0 {
				worst = max(worst, d/largest)
			}
		}
	}
	t.Logf("PyTorch %s, NumPy %s: largest difference %.1e", g.Torch, g.NumPy, worst)
}

// For what a layer of tanh shares with a run of the page, it is drawn the same.
func TestLayersAreDrawnAsRuns(t *testing.T) {
	for _, init := range []Weights{PyTorchWeights, TutorialWeights} {
		state := Default()
		state.Weights, state.Seed = init, 12
		run, err := Compute(state)
		if err != nil {
			t.Fatal(err)
		}
		s := NewLayerSpec()
		s.Timesteps, s.InputSize, s.HiddenSize = state.Timesteps, state.InputSize, state.HiddenSize
		s.Seed, s.Init = state.Seed, init
		layer, err := ComputeLayer(s)
		if err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string][]float64{"weight_ih_l0": run.Wx, "weight_hh_l0": run.Wh, "bias_ih_l0": run.B} {
			if !slices.Equal(layer.Weights[name], want) {
				t.Errorf("%s: %s is %v, want %v", init, name, layer.Weights[name], want)
			}
		}
		if !slices.Equal(layer.Input, run.X) {
			t.Errorf("%s: input %v, want %v", init, layer.Input, run.X)
		}
	}
}

// What is given changes nothing of what is drawn.
func TestGivenTensorsChangeNoDraw(t *testing.T) {
	spec := func() *LayerSpec {
		s := NewLayerSpec()
		s.Cell, s.Timesteps, s.InputSize, s.HiddenSize = rnn.GRU, 3, 2, 4
		return s
	}
	whole, err := ComputeLayer(spec())
	if err != nil {
		t.Fatal(err)
	}
	withInput := spec()
	withInput.Given["input"] = make([]float64, 6)
	r, err := ComputeLayer(withInput)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range whole.Weights {
		if !slices.Equal(r.Weights[name], want) {
			t.Errorf("with an input: %s is %v, want %v", name, r.Weights[name], want)
		}
	}
	withWeights := spec()
	for name, w := range r.Weights {
		withWeights.Given["weights."+name] = w
	}
	if r, err = ComputeLayer(withWeights); err != nil || !slices.Equal(r.Input, whole.Input) || !slices.Equal(r.Output, whole.Output) {
		t.Errorf("with weights: %v, input %v, want %v", err, r.Input, whole.Input)
	}
}

func TestLayerErrors(t *testing.T) {
	refused := 0
	s := NewLayerSpec()
	s.Cell, s.Timesteps, s.InputSize, s.HiddenSize, s.Batch, s.Layers = rnn.LSTM, 5, 3, 4, 2, 2
	for _, tt := range []struct {
		err  error
		kind bool
		want string
	}{
		{s.SetCell("rnn"), false, `cell is "rnn": want one of "RNN_TANH", "RNN_RELU", "LSTM", "GRU"`},
		{s.SetInit("identity"), false, `init is "identity": want one of "pytorch", "tutorial", "normal"`},
		{CheckLength("h0", 1, 32, WantedTensor([]int{4, 2, 4})), false, "h0 has 1 value: want a Float64Array of shape (4, 2, 4), 32 values"},
		{CheckLength("weights.bias_ih_l0", 4, 16, WantedTensor([]int{16})), false, "weights.bias_ih_l0 has 4 values: want a Float64Array of shape (16,), 16 values"},
		{WrongType("input", "", WantedTensor([]int{5, 2, 3})), true, "input is missing: want a Float64Array of shape (5, 2, 3), 30 values"},
		{UnknownField(strings.Repeat("x", 50)), true, strings.Repeat("x", 40) + "… is no field: want " + strings.Join(LayerFields, ", ")},
	} {
		refused++
		refused, ok := tt.err.(*FieldError)
		if !ok || refused.Error() != tt.want || refused.Type() != tt.kind {
			t.Errorf("error %v, want %s", tt.err, tt.want)
		}
	}
	t.Logf("refused: %d %s", refused, "layers")
}

func TestCellsAreThoseOfRNN(t *testing.T) {
	for i, c := range rnn.AllCells {
		if Cells[i] != c.String() {
			t.Errorf("cell %d is %s, want %s", i, Cells[i], c)
		}
	}
	if !strings.Contains(wantInAll, strconv.Itoa(MaxValues)) {
		t.Errorf("%q, want %d", wantInAll, MaxValues)
	}
}

// What is counted is what is there, and gradients count as much again.
func TestLayerValues(t *testing.T) {
	if err := NewLayerSpec().CheckTotal(true); err != nil {
		t.Error(err)
	}
	s := NewLayerSpec()
	s.Cell, s.Timesteps, s.InputSize, s.HiddenSize, s.Batch, s.Layers = rnn.LSTM, 100, 3, 4, 2, 2
	weights := int64(0)
	for _, p := range s.Parameters() {
		weights += int64(p.Len())
	}
	if got, want := s.Values(false), weights+200*(3+2*(16+12))+4*2*2*4; got != want {
		t.Errorf("%d values, want %d", got, want)
	}
	s.Timesteps, s.Batch, s.InputSize, s.HiddenSize, s.Layers = 100_000, 4096, 4096, 4096, 64
	s.Bidirectional = true
	err := s.CheckTotal(true)
	if want := "timesteps 100000, batch 4096, inputSize 4096, hiddenSize 4096, numLayers 64 make "; err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("error %v, want %s…", err, want)
	}
}
