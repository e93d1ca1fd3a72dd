//go:build !js

package playground

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rnn-playground/rnn-playground/numpy/npz"
)

// listedGiven are networks of all kinds into which some or all tensors were brought, with
// values set by hand on top.
func listedGiven(t testing.TB) []listed {
	random := rand.New(rand.NewPCG(6, 1))
	var all []listed
	for i, l := range append(listedNetworks(t), listedStates(t)[:12]...) {
		if i%3 != 0 {
			continue
		}
		s := l.state
		s.Inputs, s.Edits = withoutText(s.Inputs), ""
		var some []GivenTensor
		for _, tensor := range tensorsOf(&s) {
			if random.IntN(3) > 0 || i%2 == 0 {
				some = append(some, GivenTensor{Tensor: tensor, Shape: s.ShapeOf(tensor), Values: normal(random, volume(s.ShapeOf(tensor)))})
			}
		}
		s.Given = joinGiven(some)
		setAnywhere(t, &s, random)
		all = append(all, listedOf(t, s))
	}
	return all
}

func normal(random *rand.Rand, n int) []float64 {
	values := make([]float64, n)
	for i := range values {
		values[i] = random.NormFloat64() / 3
	}
	return values
}

func TestListingsWithOwnNumbersRunInPython(t *testing.T) {
	all := listedGiven(t)
	for _, library := range []struct {
		code   Code
		module string
	}{{NumPyCode, "numpy"}, {PyTorchCode, "torch"}, {KerasCode, "numpy"}} {
		t.Run(string(library.code), func(t *testing.T) {
			texts := listings(all, library.code)
			for i, result := range runPython(t, library.module, texts) {
				if result.Error != "" {
					t.Fatalf("%s: %s\n%s", all[i].state.Link(), result.Error, texts[i])
				}
				if d := listingError(t, result.States, all[i].run); !(d <= listingTolerance) {
					t.Fatalf("%s: off by %g\n%s", all[i].state.Link(), d, texts[i])
				}
			}
			t.Logf("%d listings", len(all))
		})
	}
}

func TestListingsWithOwnNumbersRunInGo(t *testing.T) {
	all := listedGiven(t)
	for i, out := range runGo(t, listings(all, GoCode)) {
		if all[i].state.Plain() {
			sameStates(t, all[i], strings.TrimSuffix(out, "\n"))
			continue
		}
		first, _, _ := strings.Cut(out, "\n")
		if d := goError(t, first, all[i].run); !(d <= listingTolerance) {
			t.Errorf("%s: off by %g", all[i].state.Link(), d)
		}
	}
}

// goError is listingError for what a listing in Go prints.
func goError(t *testing.T, line string, r *Run) float64 {
	var rows [][]string
	for row := range slices.Chunk(strings.Fields(strings.Trim(line, "[]")), r.HiddenSize) {
		rows = append(rows, row)
	}
	return listingError(t, rows, r)
}

// What is too large for a link is loaded from the file that the page saves.
func TestListingsLoadWhatIsLarge(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 2))
	x, wh, bhn := normal(random, 300*5), normal(random, 40*40), normal(random, 40)
	for i := range wh {
		wh[i] /= 4 // or rounding would grow from step to step
	}
	plain := Default()
	plain.Timesteps, plain.InputSize, plain.HiddenSize, plain.Weights = 300, 5, 40, PyTorchWeights
	plain.Given = plain.Given.With(XTensor, x, 300, 5).With(WhTensor, wh, 40, 40)
	edit(t, &plain, XTensor, 3, 1, 0.5)
	network := plain
	network.Cell, network.Layers, network.Batch, network.Edits, network.Given = GRUCell, 2, 2, "", ""
	wx2 := normal(random, 120*40)
	network.Given = network.Given.With("n2.x", x, 300, 5).With("2.Wx", wx2, 120, 40).With("2.bhn", bhn, 40)
	network.Part = Part{Layer: 1, Sequence: 1}
	batch := slices.Repeat([]float64{0}, 300*2*5)
	for step := range 300 {
		copy(batch[(step*2+1)*5:], x[step*5:][:5])
	}
	var file bytes.Buffer
	err := npz.Write(&file, npz.Array{Name: "inputs", Values: x, Shape: []int{300, 5}}, npz.Array{Name: "Wh", Values: wh, Shape: []int{40, 40}},
		npz.Array{Name: "input", Values: batch, Shape: []int{300, 2, 5}}, npz.Array{Name: "weight_ih_l1", Values: wx2, Shape: []int{120, 40}})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "saved.npz")
	if err := os.WriteFile(path, file.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	all := []listed{listedOf(t, plain), listedOf(t, network)}
	for _, code := range AllCodes {
		texts := listings(all, code)
		for i := range texts {
			saved := strconv.Quote(all[i].run.Setting.FileName() + ".npz")
			if !strings.Contains(texts[i], saved) {
				t.Fatalf("%s loads nothing:\n%s", code, texts[i])
			}
			texts[i] = strings.ReplaceAll(texts[i], saved, strconv.Quote(path))
		}
		if code == GoCode {
			for i, out := range runGo(t, texts) {
				first, _, _ := strings.Cut(out, "\n")
				if d := goError(t, first, all[i].run); !(d <= listingTolerance) {
					t.Errorf("%s: off by %g\n%s", code, d, texts[i])
				}
			}
			continue
		}
		module := map[Code]string{PyTorchCode: "torch"}[code]
		if module == "" {
			module = "numpy"
		}
		for i, result := range runPython(t, module, texts) {
			if result.Error != "" {
				t.Fatalf("%s: %s\n%s", code, result.Error, texts[i])
			}
			if d := listingError(t, result.States, all[i].run); !(d <= listingTolerance) {
				t.Errorf("%s: off by %g\n%s", code, d, texts[i])
			}
		}
	}
}
