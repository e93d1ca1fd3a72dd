package playground

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// tolerance for states: NumPy sums in another order, and tanh differs in the
// last bit between libraries.
const tolerance = 1e-13

type goldenRun struct {
	Timesteps, InputSize, HiddenSize int
	Seed                             uint32
	Weights                          Weights
	Printout                         string
	States                           []string
}

func (g goldenRun) state() State {
	s := Default()
	s.Timesteps, s.InputSize, s.HiddenSize, s.Seed = g.Timesteps, g.InputSize, g.HiddenSize, g.Seed
	s.Weights = g.Weights
	return s
}

func goldens(t *testing.T) []goldenRun {
	t.Helper()
	text, err := os.ReadFile("testdata/printouts.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Numpy string
		Cases []goldenRun
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Cases) < 10 {
		t.Fatalf("only %d goldens of NumPy %s", len(file.Cases), file.Numpy)
	}
	return file.Cases
}

func compute(t *testing.T, s State) *Run {
	t.Helper()
	run, err := Compute(s)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

func TestPrintoutIsNumPys(t *testing.T) {
	for _, g := range goldens(t) {
		t.Run(g.state().Link(), func(t *testing.T) {
			got := compute(t, g.state()).Printout()
			if got == g.Printout {
				return
			}
			want, have := strings.Split(g.Printout, "\n"), strings.Split(got, "\n")
			for i := range min(len(want), len(have)) {
				if want[i] != have[i] {
					t.Fatalf("line %d:\n got %q\nwant %q", i+1, have[i], want[i])
				}
			}
			t.Fatalf("%d lines, want %d", len(have), len(want))
		})
	}
}

func TestStatesAreNumPys(t *testing.T) {
	largest := 0.0
	for _, g := range goldens(t) {
		run := compute(t, g.state())
		for i, text := range g.States {
			want, err := strconv.ParseFloat(text, 64)
			if err != nil {
				t.Fatal(err)
			}
			difference := math.Abs(run.H[i] - want)
			largest = max(largest, difference)
			if difference > tolerance {
				t.Fatalf("%s: state %d is %v, NumPy has %v", g.state().Link(), i, run.H[i], want)
			}
		}
	}
	t.Logf("largest difference from NumPy: %.1e", largest)
}

func TestTutorialsFirstState(t *testing.T) {
	run := compute(t, Default())
	if got := run.At(1, 0); math.Abs(got-0.911701180297855) > 1e-15 {
		t.Errorf("h_1[0] = %v", got)
	}
	if run.SaturatedCount != 72 {
		t.Errorf("%d states past %v, want 72", run.SaturatedCount, Saturated)
	}
}

// However a run is cut into slices, its bits are the same.
func TestSlicesGiveTheSameBits(t *testing.T) {
	s := Default()
	s.Timesteps, s.InputSize, s.HiddenSize = 37, 5, 23
	whole := compute(t, s)
	for _, budget := range []float64{1, 100, 3_000, 50_000} {
		job, err := Start(s)
		if err != nil {
			t.Fatal(err)
		}
		var run *Run
		last := job.Progress()
		for slices := 0; run == nil; slices++ {
			run = job.Step(budget)
			if now := job.Progress(); now < last || now > 1 {
				t.Fatalf("progress went from %v to %v", last, now)
			} else {
				last = now
			}
			if slices > 1_000_000 {
				t.Fatal("never done")
			}
		}
		if last < 0.999 {
			t.Errorf("budget %v: done at progress %v", budget, last)
		}
		for _, pair := range [][2][]float64{{run.X, whole.X}, {run.Wx, whole.Wx}, {run.Wh, whole.Wh}, {run.B, whole.B}, {run.H, whole.H}} {
			if !slices.Equal(pair[0], pair[1]) {
				t.Errorf("budget %v: other numbers", budget)
			}
		}
	}
}

func TestStartRefuses(t *testing.T) {
	for name, change := range map[string]func(*State){
		"timesteps 0: want":       func(s *State) { s.Timesteps = 0 },
		"hidden-size 4097":        func(s *State) { s.HiddenSize = 4097 },
		"33554432 in all tensors": func(s *State) { s.Timesteps, s.HiddenSize = 100_000, 4096 },
	} {
		s := Default()
		change(&s)
		if _, err := Start(s); err == nil {
			t.Errorf("%s: accepted", name)
		} else if !strings.Contains(strings.ReplaceAll(err.Error(), " is ", " "), name) {
			t.Errorf("error %q does not say %q", err, name)
		}
	}
}

func TestPrintoutHTMLKeepsEveryByte(t *testing.T) {
	for _, g := range goldens(t) {
		html := PrintoutHTML(g.Printout)
		text := strings.ReplaceAll(strings.ReplaceAll(html, `<span class="block">`, ""), `</span>`, "")
		if text != g.Printout {
			t.Errorf("%s: the text changed", g.state().Link())
		}
		if strings.ContainsAny(g.Printout, "<>&\"") {
			t.Errorf("%s: a character that HTML needs escaped", g.state().Link())
		}
	}
}
