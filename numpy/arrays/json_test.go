package arrays

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/rnn-playground/rnn-playground/numpy"
	"github.com/rnn-playground/rnn-playground/numpy/npz"
)

const most = 1 << 12

// written is what was read, in a line.
func written(all []npz.Read) string {
	var out []string
	for _, a := range all {
		out = append(out, a.Name+" "+numpy.FormatShape(a.Shape...))
	}
	return strings.Join(out, "; ")
}

func TestJSON(t *testing.T) {
	for text, want := range map[string]string{
		`[1, 2]`:                  "x (2,)",
		`[[1, 2, 3], [4, 5, 6]]`:  "x (2, 3)",
		`[[[1], [2]]]`:            "x (1, 2, 1)",
		`{"0": 1, "1": 2}`:        "x (2,)",
		`{"0": [1, 2], "1": [3]}`: "0 (2,); 1 (1,)",
		`{"0": {"0": 1, "1": 2}, "1": {"Wx": [3]}}`: "0 (2,); Wx (1,)",
		`{"": {"0": 1, "1": 2}}`:                    " (2,)",
		`{"Wx": [[1]], "seed": 3, "name": "x", "none": null, "b": [0.5], "cells": ["a"], "empty": []}`: "Wx (1, 1); b (1,)",
		`{"inputs": [{"0": 1, "1": 2}, {"0": 3, "1": 4}], "b": {"0": 1}}`:                              "inputs (2, 2); b (1,)",
		`{"weights": {"weight_ih_l0": [1, 2]}, "output": [3]}`:                                         "weight_ih_l0 (2,); output (1,)",
	} {
		all, err := JSON("x", []byte(text), most)
		if err != nil || written(all) != want {
			t.Errorf("%s: %s, %v; want %s", text, written(all), err, want)
		}
	}
	all, _ := JSON("x", []byte(`[[1, -0.0], [5e-324, 0.1]]`), most)
	if v := all[0].Values; v[0] != 1 || !math.Signbit(v[1]) || v[2] != 5e-324 || v[3] != 0.1 {
		t.Error(v)
	}
}

func TestJSONRefuses(t *testing.T) {
	refused := 0
	for text, want := range map[string][]string{
		``:                                {npz.Damaged},
		`{}`:                              {npz.Empty},
		`[]`:                              {npz.Empty},
		`["a"]`:                           {npz.Empty},
		`[1, 2`:                           {npz.Damaged},
		`[1] x`:                           {npz.Damaged},
		`[[1, 2], [3]]`:                   {npz.Ragged, "x", "[1]", "1", "2"},
		`[[1, 2], 3]`:                     {npz.Ragged, "x", "[1]"},
		`[1, [2]]`:                        {npz.Ragged, "x", "[1]"},
		`[[1], [[2]]]`:                    {npz.Ragged, "x", "[1, 0]"},
		`[[], [1]]`:                       {npz.Ragged, "x", "[1]"},
		`[0, 1, NaN]`:                     {npz.NotFinite, "x", "[2]", "NaN"},
		`{"b": [[0, -1e999]]}`:            {npz.NotFinite, "b", "[0, 1]", "-Inf"},
		`[1e10]`:                          {npz.NotFinite, "x", "[0]", "1e+10"},
		`[1, 2,]`:                         {npz.Damaged, "x", "JSON: 6: a value"},
		`[1, x]`:                          {npz.Damaged, "x", "JSON: 4: a value"},
		`[1,`:                             {npz.Damaged, "x", "JSON: 3: a value"},
		`[1, "a"]`:                        {npz.NotANumber, "x", "[1]", `"…"`},
		`[1, null]`:                       {npz.NotANumber, "x", "[1]", "null"},
		`{"b": {"0": 1, "1": 2, "x": 3}}`: {npz.NotANumber, "b", "[2]", "x"},
		"{" + strings.Repeat(`"a": [1], `, 4096) + `"a": [1]}`: {npz.TooMany, "x", "4096"},
		`[[[[[[[[[1]]]]]]]]]`:                     {npz.TooDeep},
		strings.Repeat("[", 10000):                {npz.TooDeep},
		"[" + strings.Repeat("0,", 2*most) + "0]": {npz.TooLarge},
	} {
		refused++
		_, err := JSON("x", []byte(text), 2*most)
		refused, ok := err.(*npz.FormatError)
		if !ok || refused.Problem != want[0] || !slices.Equal(refused.Details[:len(want)-1], want[1:]) {
			t.Errorf("%.40s: %v, want %v", text, err, want)
		}
	}
	t.Logf("refused: %d %s", refused, "files")
}

func FuzzJSON(f *testing.F) {
	for _, text := range []string{`[[1, 2], [3, 4]]`, `{"a": [{"0": 1}], "b": {"0": 2, "1": 3}}`, `{"w": {"x": {"y": [1]}}}`, `[[], [1]]`, `[NaN]`, `{"0": [1]}`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		all, err := JSON("x", text, most)
		check(t, all, err)
	})
}

// check holds an answer to what is promised of all.
func check(t *testing.T, all []npz.Read, err error) {
	t.Helper()
	if err != nil {
		if refused, ok := err.(*npz.FormatError); !ok || len(refused.Details) == 0 {
			t.Error(err)
		}
		return
	}
	sum := 0
	for _, a := range all {
		if volume(a.Shape) != len(a.Values) {
			t.Errorf("%d values in %v", len(a.Values), a.Shape)
		}
		for _, v := range a.Values {
			if !(math.Abs(v) <= npz.LargestValue) {
				t.Errorf("value %v", v)
			}
		}
		sum += len(a.Values)
	}
	if sum == 0 || sum > most {
		t.Errorf("%d values", sum)
	}
}
