package playground

import (
	"encoding/json"
	"errors"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/rnn-playground/rnn-playground/rnn"
)

// compareCells runs a comparison to its end, in slices of that budget.
func compareCells(t *testing.T, s State, target Target, budget float64) *ThreeCells {
	t.Helper()
	job, err := StartCells(s, compute(t, s), target)
	if err != nil {
		t.Fatal(err)
	}
	for {
		if cells := job.Step(budget); cells != nil {
			return cells
		}
	}
}

// PyTorch's numbers with NumPy's draws, to 1e-12 of the largest. Where the tutorial's
// weights pin everything, 1 - tanh² is what rounding left of it: there gradients
// agree to 1e-12 of that of L by itself, which is 1.
func TestCellsAgreeWithPyTorch(t *testing.T) {
	text, err := os.ReadFile("testdata/cells.json")
	if err != nil {
		t.Fatal(err)
	}
	var goldens struct {
		Torch string
		Cases []struct {
			Cell                                         string
			Weights                                      Weights
			Timesteps, InputSize, HiddenSize, Step, Unit int
			Seed                                         uint32
			H, C, DH, DC                                 []float64
		}
	}
	if err := json.Unmarshal(text, &goldens); err != nil || goldens.Torch == "" || len(goldens.Cases) == 0 {
		t.Fatal("no goldens", err)
	}
	for _, g := range goldens.Cases {
		s := Default()
		s.Timesteps, s.InputSize, s.HiddenSize, s.Seed, s.Weights = g.Timesteps, g.InputSize, g.HiddenSize, g.Seed, g.Weights
		p := compareCells(t, s, Target{g.Step, g.Unit}, math.Inf(1)).Pass(Gates(strings.ToLower(g.Cell)))
		if p.Kind.String() != g.Cell {
			t.Fatalf("%v for %s", p.Kind, g.Cell)
		}
		behind := g.Step * g.HiddenSize
		for name, pair := range map[string][2][]float64{"h": {p.H, g.H}, "c": {p.C, g.C}, "dh": {p.DH[:behind], g.DH}, "dc": {p.DC[:min(behind, len(p.DC))], g.DC}} {
			if len(pair[0]) != len(pair[1]) {
				t.Fatalf("%s: %d values, want %d", name, len(pair[0]), len(pair[1]))
			}
			largest := largestOf(pair[1])
			if g.Weights == TutorialWeights {
				largest = 1
			}
			for i, want := range pair[1] {
				if off := math.Abs(pair[0][i] - want); !(off <= 1e-12*largest) {
					t.Errorf("%s %s %d,%d,%d seed %d: %s[%d] = %v, want %v", g.Cell, g.Weights, g.Timesteps, g.InputSize, g.HiddenSize, g.Seed, name, i, pair[0][i], want)
					break
				}
			}
		}
		for i, v := range p.DH[behind:] {
			if v == v {
				t.Fatalf("dh[%d] = %v behind the target", behind+i, v)
			}
		}
	}
}

// The layer beside the others is the one of the page, whatever it is made of.
func TestCellsBeginWithTheRun(t *testing.T) {
	for _, weights := range AllWeights {
		s := Default()
		s.Timesteps, s.HiddenSize, s.Seed, s.Weights, s.Inputs = 12, 5, 4, weights, SineInputs
		s.Edits, _ = ParseEdits("b:1:0:0.5,h0:2:0:0.25")
		for _, cells := range []*ThreeCells{compareCells(t, s, Target{12, -1}, math.Inf(1)), compareCells(t, s, Target{12, -1}, 1)} {
			r := cells.Run
			if !slices.Equal(cells.All[0].H, r.H) {
				t.Errorf("%s: not the states of the run", weights)
			}
			for _, p := range cells.All[1:] {
				if largestOf(p.H) == 0 || largestOf(p.H) > 1 {
					t.Errorf("%s: %v goes to %v", weights, p.Kind, largestOf(p.H))
				}
			}
		}
	}
}

// A pass in pieces has the bits of one in one piece, and the gradient its digits.
func TestCellsInPieces(t *testing.T) {
	s := Default()
	s.Timesteps, s.InputSize, s.HiddenSize, s.Weights = 150, 32, 64, PyTorchWeights
	cells := compareCells(t, s, Target{140, 3}, pieceCost)
	r := cells.Run
	for _, p := range cells.All {
		back := p.gradientJob(p.state, false)
		pieces := 0
		for back.Step(1) == nil {
			pieces++
		}
		if pieces < 8 && p.Kind != rnn.RNNTanh { // one to begin and to end, two and more forward and back
			t.Fatalf("%v goes back in %d pieces", p.Kind, pieces)
		}
		spec := rnn.Spec{Cell: p.Kind, InputSize: r.InputSize, HiddenSize: r.HiddenSize, Layers: 1, Bias: true}
		w := p.Run
		network, err := rnn.NewNetwork(spec, map[string][]float64{
			"weight_ih_l0": w.Wx, "weight_hh_l0": w.Wh, "bias_ih_l0": w.B, "bias_hh_l0": make([]float64, len(w.B)),
		}, nil)
		if err != nil {
			t.Fatal(err)
		}
		trace, err := network.Forward(r.X, 1, r.H0, nil)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(trace.Output, p.H) {
			t.Errorf("%v: other states", p.Kind)
		}
		of := make([]float64, len(r.H))
		of[139*r.HiddenSize+3] = 1
		g, err := trace.Backward(of, nil, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range g.Passes[0].H[:140*r.HiddenSize] {
			if math.Abs(p.DH[i]-want) > 1e-12 {
				t.Fatalf("%v: ∂L/∂h[%d] = %v, want %v", p.Kind, i, p.DH[i], want)
			}
		}
		again := cells.Retarget(Target{140, 3}).Step(math.Inf(1))
		for i, want := range again.Pass(GRUGates).LogH {
			if got := cells.Pass(GRUGates).LogH[i]; got != want && got == got {
				t.Fatalf("again: %v, want %v", got, want)
			}
		}
	}
}

// The weights of an LSTM as Keras begins with them: each gate a rotation, and a bias
// of 1 at the forget gate.
func TestKerasCells(t *testing.T) {
	s := Default()
	s.Weights, s.HiddenSize, s.Cell = KerasWeights, 6, LSTMCell
	p := compute(t, s)
	H := s.HiddenSize
	for i, b := range p.B {
		want := 0.0
		if i/H == 1 {
			want = 1
		}
		if b != want {
			t.Errorf("b[%d] = %v, want %v", i, b, want)
		}
	}
	for row := range 4 * H {
		for other := row / H * H; other < (row/H+1)*H; other++ {
			dot, want := 0.0, 0.0
			for k := range H {
				dot += p.Wh[row*H+k] * p.Wh[other*H+k]
			}
			if row == other {
				want = 1
			}
			if math.Abs(dot-want) > 1e-12 {
				t.Fatalf("rows %d and %d: %v, want %v", row, other, dot, want)
			}
		}
	}
}

func TestCellsTooLarge(t *testing.T) {
	s := Default()
	s.HiddenSize = 600
	_, err := StartCells(s, compute(t, s), Target{10, -1})
	var tooLarge *CellsTooLarge
	if !errors.As(err, &tooLarge) {
		t.Fatal(err)
	}
	for _, texts := range []Strings{korean, english} {
		if words := tooLarge.Words(texts); !strings.Contains(words, "1,449,600") || !strings.Contains(words, "1,048,576") || !strings.Contains(words, "524,288") {
			t.Error(words)
		}
	}
}

// What is drawn and said follows from the numbers.
func TestCellsPictures(t *testing.T) {
	s := Default()
	s.Weights = PyTorchWeights
	cells := compareCells(t, s, Target{8, 2}, math.Inf(1))
	for gates, names := range map[Gates]string{RNNGates: "h ∂L/∂h", LSTMGates: "i f g o c h ∂L/∂h", GRUGates: "r z n h ∂L/∂h"} {
		b := cells.Bands(gates)
		if got := strings.Join(b.Names, " "); got != names {
			t.Errorf("%s: %s", gates, got)
		}
		p, H := cells.Pass(gates), s.HiddenSize
		for band, name := range b.Names {
			for unit := range H {
				row := band*b.height + unit
				if got := b.UnitAt((float64(row) + 0.5) / float64(b.Rows)); got != unit {
					t.Errorf("row %d is unit %d, not %d", row, got, unit)
				}
				if name == "h" && b.at(4, row) != p.H[4*H+unit] {
					t.Errorf("%s: h[%d] is drawn at %v", gates, unit, b.at(4, row))
				}
				if name == "∂L/∂h" && (b.at(7, row) != 0) != (unit == 2) {
					t.Errorf("%s: ∂L/∂h₈[%d] is drawn at %v", gates, unit, b.at(7, row))
				}
				if name == "∂L/∂h" && !math.IsNaN(b.at(8, row)) {
					t.Errorf("%s: something is drawn behind the target", gates)
				}
			}
		}
		if strings.Count(cells.GradientLines(gates, 600), "picked") != map[Gates]int{RNNGates: 1, LSTMGates: 2, GRUGates: 1}[gates] {
			t.Errorf("%s: %s", gates, cells.GradientLines(gates, 600))
		}
		for _, texts := range []Strings{korean, english} {
			words := cells.Words(gates, texts)
			for _, p := range cells.All {
				if left := fromLog(p.LogH[0] - p.LogH[7]); !strings.Contains(words, left) {
					t.Errorf("%s is not in %q", left, words)
				}
			}
			if !strings.Contains(words, "h₈[2]") || !strings.Contains(cells.At(3, 1, gates, texts), fourDigits(p.H[2*H+1])) {
				t.Errorf("%q, %q", words, cells.At(3, 1, gates, texts))
			}
		}
	}
	// One step, or one unit, and nothing that comes back.
	for _, size := range [][2]int{{1, 1}, {1, 8}, {30, 1}} {
		s.Timesteps, s.HiddenSize = size[0], size[1]
		for _, weights := range AllWeights {
			s.Weights, s.Gain = weights, 0
			for _, target := range []Target{{s.Timesteps, -1}, {1, 0}} {
				cells := compareCells(t, s, target, math.Inf(1))
				for _, gates := range AllGates {
					all := cells.GradientLines(gates, 300) + cells.GradientNames(gates) + cells.GradientScale() + cells.Words(gates, english) + cells.At(1, 0, gates, english) + cells.Bands(gates).ScaleAxis()
					if strings.Contains(all, "NaN") || strings.Contains(all, "Inf") {
						t.Errorf("%v %s: %s", size, weights, all)
					}
				}
			}
		}
	}
}

// The first step of an LSTM begins with the c₀ that was set by hand.
func TestCellsBeginWithC0(t *testing.T) {
	s := Default()
	s.Cell, s.Weights = LSTMCell, PyTorchWeights
	edit(t, &s, C0Tensor, 2, 0, 0.75)
	cells := compareCells(t, s, Target{10, -1}, math.Inf(1))
	if text := cells.At(1, 2, LSTMGates, english); !strings.Contains(text, "·0.7500 + ") {
		t.Error(text)
	}
	s.Compare = "keras"
	if b := s.B(); b.Edits != s.Edits {
		t.Errorf("B has %q", b.Edits)
	}
}
