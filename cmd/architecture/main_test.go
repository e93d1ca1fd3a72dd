package main

import (
	"bytes"
	"os"
	"slices"
	"testing"
)

func TestPictureIsUpToDate(t *testing.T) {
	packages, err := list("../..")
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../../docs/architecture.svg")
	if err != nil || !bytes.Equal(got, draw(packages)) {
		t.Errorf("docs/architecture.svg is not what `make architecture` draws (%v)", err)
	}
}

// Imports point one way: rnn and numpy know nobody, playground no browser and no network.
func TestImportsPointOneWay(t *testing.T) {
	packages, err := list("../..")
	if err != nil {
		t.Fatal(err)
	}
	allowed := map[string][]string{
		"rnn":               {},
		"numpy":             {},
		"numpy/npz":         {"numpy"},
		"numpy/arrays":      {"numpy", "numpy/jsontext", "numpy/npz"},
		"numpy/jsontext":    {"numpy"},
		"numpy/safetensors": {"numpy", "numpy/jsontext", "numpy/npz"},
		"headers":           {},
		"playground":        {"rnn", "numpy", "numpy/arrays", "numpy/jsontext", "numpy/npz", "numpy/safetensors"},
		"wasm/simd":         {"rnn"},
		"api":               {"headers", "numpy", "numpy/npz", "playground", "rnn"},
	}
	for _, p := range packages {
		want, ok := allowed[p.name]
		for _, of := range p.imports {
			if ok && !slices.Contains(want, of) {
				t.Errorf("%s imports %s", p.name, of)
			}
		}
	}
}
