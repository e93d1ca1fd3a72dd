package main

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/rnn-playground/rnn-playground/api"
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
			Gain, Level                            float64
		}
	}
	if err := json.Unmarshal(text, &goldens); err != nil {
		t.Fatal(err)
	}
	for _, c := range goldens.Cases {
		var stdout, stderr strings.Builder
		code := dispatch([]string{"run", "--timesteps", strconv.Itoa(c.Timesteps), "--input-size", strconv.Itoa(c.InputSize),
			"--hidden-size", strconv.Itoa(c.HiddenSize), "--seed", strconv.Itoa(c.Seed),
			"--weights", c.Weights, "--inputs", c.Inputs, "--gain", fmt.Sprint(c.Gain), "--level", fmt.Sprint(c.Level)}, &stdout, &stderr)
		if code != exitOK || stderr.Len() > 0 || stdout.String() != c.Printout {
			t.Errorf("%+v: exit code %d, stderr %q, or another printout", c, code, stderr.String())
		}
	}
}

func TestRunFormats(t *testing.T) {
	for format, begin := range map[string]string{
		"text": "[0. 0. 0. 0. 0. 0. 0. 0.]\n(8, 4)\n",
		"json": `{"timesteps":10,"inputSize":4,"hiddenSize":8,"seed":0,"inputs":[[0.5488135039273248,`,
		"npz":  "PK\x03\x04",
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
	refused := 0
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
		"another format":   {[]string{"--format", "xml"}, `--format is "xml": want one of json, csv, npz, text`},
		"an unknown flag":  {[]string{"--steps", "3"}, "flag provided but not defined: -steps"},
		"another way":      {[]string{"--weights", "xavier"}, `--weights is "xavier": want one of "tutorial"`},
		"a level too high": {[]string{"--inputs", "sine", "--level", "99"}, "--level is 99: want"},
		"an edit outside":  {[]string{"--edits", "Wx:99:0:1"}, "--edits has Wx:99:0"},
		"another cell":     {[]string{"--cell", "MGU"}, `--cell is "MGU": want one of "RNN_TANH"`},
		"infinite as JSON": {[]string{"--cell", "RNN_RELU", "--timesteps", "100", "--edits", "Wh:0:0:1e6,h0:0:0:1e6", "--format", "json"}, "hiddenStates is not finite"},
		"a stray argument": {[]string{"10"}, `unexpected argument "10"`},
	} {
		refused++
		var stdout, stderr strings.Builder
		code := dispatch(append([]string{"run"}, c.args...), &stdout, &stderr)
		want := exitUsage
		if name == "infinite as JSON" {
			want = exitFailed
		}
		if code != want || stdout.Len() > 0 || !strings.Contains(stderr.String(), c.says) {
			t.Errorf("%s: exit code %d, stdout %q, stderr %q", name, code, stdout.String(), stderr.String())
		}
	}
	t.Logf("refused: %d %s", refused, "arguments in a terminal")
}

// TestRunTakesWhatTheAPITakes: every key that decides numbers, and the bytes are those that
// the API answers with.
func TestRunTakesWhatTheAPITakes(t *testing.T) {
	for _, query := range []string{
		"timesteps=5&hidden-size=3&weights=radius&gain=0.5&bias=constant&bias-value=-1&inputs=sine&level=2",
		"cell=LSTM&num-layers=2&batch=2&bidirectional=true&layer=2&reverse=true&sequence=2&seed=7",
		"given=b:8:" + strings.Repeat("A", 86),
		"inputs=characters&text=%3Cb%3E+안녕+50%25&edits=b:0:0:-0.5,h0:1:0:1e-3&cell=GRU&weights=keras",
	} {
		values, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		args := []string{"run"}
		for key := range values {
			args = append(args, "--"+key, values.Get(key))
		}
		for _, f := range api.Formats() {
			var stdout, stderr strings.Builder
			if code := dispatch(append(args, "--format", f.Name), &stdout, &stderr); code != exitOK {
				t.Errorf("%s as %s: %s", query, f.Name, stderr.String())
				continue
			}
			w := httptest.NewRecorder()
			api.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/api/run?"+values.Encode()+"&format="+f.Name, nil))
			if w.Body.String() != stdout.String() {
				t.Errorf("%s as %s: %.100q, the API says %.100q", query, f.Name, stdout.String(), w.Body)
			}
		}
	}
	var stdout, stderr strings.Builder
	dispatch([]string{"run", "-h"}, &stdout, &stderr)
	for _, p := range api.Describe() {
		if !strings.Contains(stderr.String(), "  -"+p.Key+" ") {
			t.Errorf("-h does not tell of --%s", p.Key)
		}
	}
}
