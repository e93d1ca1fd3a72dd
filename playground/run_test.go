package playground

import (
	"encoding/json"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rnn-playground/rnn-playground/numpy"
)

// tolerance for states: NumPy sums in another order, and tanh differs in the
// last bit between libraries.
const tolerance = 1e-13

type goldenRun struct {
	Timesteps, InputSize, HiddenSize int
	Seed                             uint32
	Weights                          Weights
	Gain                             float64
	Inputs                           Inputs
	Level                            float64
	Printout                         string
	States                           []string
}

func (g goldenRun) state() State {
	s := Default()
	s.Timesteps, s.InputSize, s.HiddenSize, s.Seed = g.Timesteps, g.InputSize, g.HiddenSize, g.Seed
	s.Weights, s.Gain, s.Inputs, s.Level = g.Weights, g.Gain, g.Inputs, g.Level
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
	for _, weights := range AllWeights {
		s := Default()
		s.Timesteps, s.InputSize, s.HiddenSize = 37, 5, 23
		s.Weights, s.Inputs, s.Compare, s.Edits = weights, SineInputs, Compare(KerasWeights), "Wh:1:2:0.5,h0:3:0:1"
		t.Run(string(weights), func(t *testing.T) { slicesGiveTheSameBits(t, s) })
	}
}

func slicesGiveTheSameBits(t *testing.T, s State) {
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
		for _, pair := range [][2][]float64{{run.Other.H, whole.Other.H}, {run.A, whole.A}, {run.X, whole.X}, {run.Wx, whole.Wx}, {run.Wh, whole.Wh}, {run.B, whole.B}, {run.H, whole.H}} {
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
		html := compute(t, g.state()).PrintoutHTML(g.Printout)
		if text := tags.ReplaceAllString(html, ""); text != g.Printout {
			t.Errorf("%s: the text changed", g.state().Link())
		}
		if strings.ContainsAny(g.Printout, "<>&\"") {
			t.Errorf("%s: a character that HTML needs escaped", g.state().Link())
		}
	}
}

// Every number that is printed is marked with its step and its unit, and the
// lines of the shapes are where they are said to be.
func TestPrintoutHTMLMarksEveryNumber(t *testing.T) {
	row := regexp.MustCompile(`(?s)<span class="row" data-t="(\d+)">(.*?\n)</span>`)
	number := regexp.MustCompile(`<span data-unit="(\d+)">([^<]*)</span>`)
	for _, g := range goldens(t) {
		r := compute(t, g.state())
		html := r.PrintoutHTML(g.Printout)
		lines := strings.Split(g.Printout, "\n")
		for _, step := range []int{1, r.Timesteps} {
			if want := numpy.FormatShape(step, r.HiddenSize); lines[r.ShapeLine(step)] != want {
				t.Errorf("%s: line %d is %q, not %q", g.state().Link(), r.ShapeLine(step), lines[r.ShapeLine(step)], want)
			}
		}
		all := len(r.H) <= 1000
		steps := []int{}
		for step := 1; step <= r.Timesteps; step++ {
			if all || r.Timesteps <= 6 || step <= 3 || step > r.Timesteps-3 {
				steps = append(steps, step)
			}
		}
		rows := row.FindAllStringSubmatch(html, -1)
		if len(rows) != len(steps) {
			t.Errorf("%s: %d rows are marked, not %d", g.state().Link(), len(rows), len(steps))
			continue
		}
		for i, m := range rows {
			if m[1] != strconv.Itoa(steps[i]) {
				t.Errorf("%s: row %d is marked %s", g.state().Link(), steps[i], m[1])
			}
			fields := strings.FieldsFunc(tags.ReplaceAllString(m[2], ""), func(c rune) bool { return strings.ContainsRune(" []\n", c) })
			first, _ := strconv.ParseFloat(fields[0], 64)
			if math.Abs(first-r.At(steps[i], 0)) > 6e-9 {
				t.Errorf("%s: the row of step %d begins with %s", g.state().Link(), steps[i], fields[0])
			}
			numbers := number.FindAllStringSubmatch(m[2], -1)
			if all != (len(numbers) == r.HiddenSize) || !all && len(numbers) > 0 {
				t.Errorf("%s: %d numbers are marked", g.state().Link(), len(numbers))
			}
			for unit, n := range numbers {
				v, _ := strconv.ParseFloat(n[2], 64)
				if n[1] != strconv.Itoa(unit) || math.Abs(v-r.At(steps[i], unit)) > 6e-9 {
					t.Errorf("%s: %q is no state of unit %d at step %d", g.state().Link(), n[0], unit, steps[i])
				}
			}
		}
	}
}

// A browser lays out a block at a time: none is long, and no row is in two.
func TestPrintoutHTMLBlocks(t *testing.T) {
	for _, size := range [][2]int{{1, 1000}, {1000, 1}, {399, 2}, {5000, 3}, {2, 4000}} {
		s := Default()
		s.Timesteps, s.InputSize, s.HiddenSize = size[0], 1, size[1]
		r := compute(t, s)
		for i, block := range strings.Split(r.PrintoutHTML(r.Printout()), `<span class="block">`)[1:] {
			if n := strings.Count(block, "\n"); n > blockLines {
				t.Errorf("%v: block %d has %d lines", size, i, n)
			}
			if opened, closed := strings.Count(block, "<span"), strings.Count(block, "</span>"); closed != opened+1 {
				t.Errorf("%v: block %d opens %d and closes %d", size, i, opened, closed)
			}
		}
	}
}
