package playground

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
)

// valuesOf are values that keys of links have, of runs that take no time.
var valuesOf = map[string][]string{
	"timesteps": {"1", "2", "3", "7", "12"}, "input-size": {"1", "2", "4", "9"}, "hidden-size": {"1", "2", "5", "8", "20"},
	"seed": {"0", "1", "815368568"}, "cell": {"RNN_TANH", "RNN_RELU", "LSTM", "GRU"}, "num-layers": {"1", "2", "4"}, "batch": {"1", "2", "3"},
	"bidirectional": {"true", "false"}, "layer": {"1", "2", "4"}, "reverse": {"true"}, "sequence": {"1", "2", "3"},
	"weights": {"tutorial", "pytorch", "keras", "normal", "identity", "radius"}, "gain": {"0", "0.9", "10"}, "bias": {"same", "zero", "constant"},
	"bias-value": {"0", "-2"}, "inputs": {"random", "zero", "one-hot", "step", "impulse", "sine", "words", "characters"}, "level": {"-2", "0", "10"},
	"text":    {"", "a", "hello+RNN", "%EB%82%98%EB%8A%94+%EB%82%98", "a+b+a"},
	"edits":   {"Wx:8:0:-1", "Wh:0:0:1e300", "x:1:0:0.5,b:0:0:2", "h0:2:0:-1", "2.Wx:3:0:0", "n2.x:2:0:1"},
	"given":   {"b:2:AAAAAAAA8D8AAAAAAADgvw", "h0:2:AAAAAAAAAAAAAAAAAADwPw", "n2.x:2x3:AAAAAAAA8D8AAAAAAAAAQAAAAAAAAAhAAAAAAAAAEEAAAAAAAAAUQAAAAAAAABhA"},
	"compare": {"LSTM", "GRU", "pytorch", "identity", "RNN_RELU"}, "t": {"1", "2", "7", "12"}, "unit": {"0", "1", "7"}, "gate": {"i", "f", "o", "r", "z", "n"},
	"terms": {"size", "digits", "all"}, "colors": {"value", "log"}, "drawing": {"folded", "unrolled"}, "panel": {"table", "weights", "memory", "cells", "printout", "code", "files"},
	"gates": {"rnn", "lstm", "gru"}, "view": {"backward"}, "target": {"state", "last", "pattern"}, "tour": {"1", "3", "9"},
}

// What one link alone does not come to: whatever is set together, all that the page shows
// and gives can be made.
func TestLinksByChance(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	keys := slices.Sorted(maps.Keys(valuesOf))
	n := 400
	if testing.Short() {
		n = 50
	}
	for range n {
		fields := make([]string, random.IntN(9))
		for i := range fields {
			key := keys[random.IntN(len(keys))]
			fields[i] = key + "=" + valuesOf[key][random.IntN(len(valuesOf[key]))]
		}
		link := strings.Join(fields, "&")
		if wrong := makeAll(t, link); wrong != "" {
			t.Errorf("%s: %s", link, wrong)
		}
	}
}

// makeAll makes all of a link, and says what could not be.
func makeAll(t *testing.T, link string) (wrong string) {
	defer func() {
		if reason := recover(); reason != nil {
			wrong = fmt.Sprintf("%v\n%s", reason, debug.Stack())
		}
	}()
	s, _ := ParseLink(link)
	for what, html := range everyHTML(t, s, English) {
		checkHTML(t, link+", "+what, html)
	}
	run, err := Compute(s)
	if err != nil {
		return ""
	}
	if job, err := run.StartGradient(s); err == nil {
		job.Step(math.Inf(1))
	}
	run.Fragments(s, english, View{PlotWidth: 600, Columns: 600})
	run.Spoken(s, english)
	sides := []string{"", sideB}[:1+b2i(run.Other != nil)]
	for _, side := range sides {
		run.CopyOf(side + string(TableFile))
		for _, kind := range append(ofSide, PageFile) {
			if f, ok := run.Offer(side+string(kind), s, nil, english, ""); ok {
				made(t, f)
			}
		}
	}
	for _, which := range AllFigures {
		if run.FigureError(which, s) == nil {
			checkSVG(t, link, string(made(t, run.FigureFile(which, s, DarkColors(), korean))))
		}
	}
	for step := 1; step <= s.Timesteps; step += 1 + s.Timesteps/3 {
		for _, gate := range append([]Gate{""}, s.Cell.Gates()...) {
			if job := run.Inspect(step, s.HiddenSize-1); job != nil {
				job.HTML(s.Terms, english)
			}
			run.Opened(s, run, step, s.HiddenSize-1, gate, english)
		}
	}
	return ""
}
