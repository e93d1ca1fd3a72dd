package main

import (
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"
)

func TestRunPrintsWhatNumPyPrints(t *testing.T) {
	text, err := os.ReadFile("../../playground/testdata/printouts.json")
	if err != nil {
		t.Fatal(err)
	}
	var goldens struct {
		Cases []struct {
			Timesteps, InputSize, HiddenSize, Seed int
			Weights, Inputs, Printout              string
		}
	}
	if err := json.Unmarshal(text, &goldens); err != nil {
		t.Fatal(err)
	}
	for _, c := range goldens.Cases {
		if c.Weights != "tutorial" || c.Inputs != "random" {
			continue // the command runs the tutorial's program
		}
		var stdout, stderr strings.Builder
		code := dispatch([]string{"run", "--timesteps", strconv.Itoa(c.Timesteps), "--input-size", strconv.Itoa(c.InputSize),
			"--hidden-size", strconv.Itoa(c.HiddenSize), "--seed", strconv.Itoa(c.Seed)}, &stdout, &stderr)
		if code != exitOK || stderr.Len() > 0 || stdout.String() != c.Printout {
			t.Errorf("%+v: exit code %d, stderr %q, or another printout", c, code, stderr.String())
		}
	}
}

func TestRunFormats(t *testing.T) {
	for format, begin := range map[string]string{
		"text": "[0. 0. 0. 0. 0. 0. 0. 0.]\n(8, 4)\n",
		"json": `{"timesteps":10,"inputSize":4,"hiddenSize":8,"seed":0,"inputs":[[0.5488135039273248,`,
		"csv":  "t,h[0],h[1],h[2],h[3],h[4],h[5],h[6],h[7]\n1,0.9117011802978",
	} {
		var stdout, stderr strings.Builder
		if code := dispatch([]string{"run", "--format", format}, &stdout, &stderr); code != exitOK {
			t.Errorf("%s: exit code %d: %s", format, code, stderr.String())
		}
		if !strings.HasPrefix(stdout.String(), begin) {
			t.Errorf("%s begins %.80q", format, stdout.String())
		}
	}
}

func TestRunRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		args []string
		says string
	}{
		"zero steps":       {[]string{"--timesteps", "0"}, "--timesteps is 0: want an integer from 1 to 100000"},
		"a fraction":       {[]string{"--hidden-size", "1.5"}, "--hidden-size is 1.5: want an integer from 1 to 4096"},
		"no number":        {[]string{"--seed", "x"}, `--seed is "x", not a number: want an integer from 0 to 4294967295`},
		"a negative seed":  {[]string{"--seed", "-1"}, "--seed is -1: want"},
		"an empty value":   {[]string{"--input-size", ""}, "--input-size is missing: want an integer from 1 to 4096"},
		"too much at once": {[]string{"--timesteps", "100000", "--hidden-size", "4096"}, "want at most 33554432"},
		"another format":   {[]string{"--format", "xml"}, `--format is "xml": want one of text, json, csv`},
		"an unknown flag":  {[]string{"--steps", "3"}, "flag provided but not defined: -steps"},
		"a stray argument": {[]string{"10"}, `unexpected argument "10"`},
	} {
		var stdout, stderr strings.Builder
		code := dispatch(append([]string{"run"}, c.args...), &stdout, &stderr)
		if code != exitUsage || stdout.Len() > 0 || !strings.Contains(stderr.String(), c.says) {
			t.Errorf("%s: exit code %d, stdout %q, stderr %q", name, code, stdout.String(), stderr.String())
		}
	}
}
