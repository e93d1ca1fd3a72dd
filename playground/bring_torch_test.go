//go:build !js

package playground

import (
	"bytes"
	"compress/flate"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rnn-playground/rnn-playground/internal/python"
)

// brought reads a file as the page does, with the library in the place of the browser.
func brought(t *testing.T, path string) *Brought {
	t.Helper()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Bring(filepath.Base(path), file)
	for err == nil && len(b.Packed) > 0 {
		var content []byte
		if content, err = io.ReadAll(flate.NewReader(bytes.NewReader(b.Packed[0].Compressed))); err == nil {
			err = b.Unpacked(content)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func mustFloat(t *testing.T, text string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// A state_dict of PyTorch's sets cell, sizes, layers, directions and weights, bit for bit,
// and the page computes with them what PyTorch does.
func TestTakesWhatPyTorchSaves(t *testing.T) {
	folder := t.TempDir()
	var saved struct {
		Version string
		Cases   []struct {
			File, Cell, Prefix string
			Layers             int
			Both               bool
			Output             []string
			Weights            map[string][]string
		}
	}
	python.Ask(t, "torch", &saved, nil, "testdata/save_modules.py", folder)
	t.Logf("%d layers of PyTorch %s", len(saved.Cases), saved.Version)
	for _, c := range saved.Cases {
		for _, file := range []string{c.File, c.File + ".npz"} {
			b := brought(t, filepath.Join(folder, file))
			start := Default()
			start.Batch, start.Weights, start.Edits = 2, KerasWeights, "Wx:1:1:5"
			if file != c.File && c.Cell == "RNN_RELU" {
				continue // only .safetensors says so
			}
			next, _, array, ok := b.Take(start, "set:0")
			if !ok || array != -1 {
				t.Fatalf("%s: %+v", file, b.Sets(start))
			}
			if next.Cell != Cell(c.Cell) || next.Layers != c.Layers || next.Bidirectional != c.Both || next.InputSize != 3 || next.HiddenSize != 4 || next.Edits != "" {
				t.Errorf("%s: %+v", file, next.Network)
			}
			x := brought(t, filepath.Join(folder, c.File+".npy"))
			next, _, _, ok = x.Take(next, "0:0")
			if !ok || next.Timesteps != 5 || next.Batch != 2 {
				t.Fatalf("%s: input %+v", file, next)
			}
			// As it goes through a link.
			if again, notices := ParseLink(next.Link()); again != next || len(notices) > 0 {
				t.Fatalf("%s: %v", file, notices)
			}
			D := next.Directions()
			for n := range 2 {
				for d := range D {
					s := next
					s.Part = Part{Layer: c.Layers - 1, Sequence: n, Reverse: d == 1}
					r, err := Compute(s)
					if err != nil {
						t.Fatal(err)
					}
					for step := range 5 {
						for j := range 4 {
							got, want := r.H[step*4+j], mustFloat(t, c.Output[((step*2+n)*D+d)*4+j])
							if !(math.Abs(got-want) <= 1e-12) {
								t.Fatalf("%s: sequence %d, direction %d: h_%d[%d] is %v, want %v", file, n, d, step+1, j, got, want)
							}
						}
					}
					for _, pass := range r.Passes {
						suffix := "_l" + strconv.Itoa(pass.Layer)
						if pass.Reverse {
							suffix += "_reverse"
						}
						for name, values := range map[string][]float64{"weight_ih": pass.Wx, "weight_hh": pass.Wh} {
							for i, text := range c.Weights[name+suffix] {
								if math.Float64bits(values[i]) != math.Float64bits(mustFloat(t, text)) {
									t.Fatalf("%s: %s%s[%d] is %v, want %s", file, name, suffix, i, values[i], text)
								}
							}
						}
					}
				}
			}
		}
	}
}
