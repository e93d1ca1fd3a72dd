//go:build !js

package playground

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rnn-playground/rnn-playground/internal/python"
	"github.com/rnn-playground/rnn-playground/numpy"
)

// listingTolerance is how far a listing's hidden states may be from the page's.
const listingTolerance = 1e-12

type listingResult struct {
	Printed   string
	States    [][]string
	Gradients map[string][]string
	Error     string
}

// runPython runs listings, which need a module, in one process.
func runPython(t *testing.T, module string, listings []string) []listingResult {
	t.Helper()
	question, err := json.Marshal(listings)
	if err != nil {
		t.Fatal(err)
	}
	var answer struct {
		Versions string
		Results  []listingResult
	}
	python.Ask(t, module, &answer, bytes.NewReader(question), "testdata/run_listings.py")
	t.Logf("run with %s", answer.Versions)
	if len(answer.Results) != len(listings) {
		t.Fatalf("%d results of %d listings", len(answer.Results), len(listings))
	}
	return answer.Results
}

// listingError is the largest difference between a listing's states and those of r; of
// states beyond 1, which only ReLU has, in proportion.
func listingError(t *testing.T, states [][]string, r *Run) float64 {
	t.Helper()
	if len(states) != r.Timesteps {
		t.Errorf("%d steps, want %d", len(states), r.Timesteps)
		return math.Inf(1)
	}
	var worst float64
	for step, row := range states {
		if len(row) != r.HiddenSize {
			t.Errorf("step %d: %d units, want %d", step+1, len(row), r.HiddenSize)
			return math.Inf(1)
		}
		for unit, text := range row {
			v, err := strconv.ParseFloat(text, 64)
			d := math.Abs(v - r.At(step+1, unit))
			if err != nil || math.IsNaN(d) {
				t.Errorf("h_%d[%d] is %q", step+1, unit, text)
				return math.Inf(1)
			}
			worst = max(worst, d/max(1, math.Abs(v)))
		}
	}
	return worst
}

func TestListingsRunInPython(t *testing.T) {
	all := listedStates(t)
	for _, library := range []struct {
		code   Code
		module string
	}{
		{NumPyCode, "numpy"},
		{PyTorchCode, "torch"},
		{KerasCode, "numpy"},
	} {
		t.Run(string(library.code), func(t *testing.T) {
			var listings []string
			for i, l := range all {
				listings = append(listings, listingOf(l.run, library.code, []Strings{korean, english}[i%2]))
			}
			worst := map[Weights]float64{}
			for i, result := range runPython(t, library.module, listings) {
				l := all[i]
				if result.Error != "" {
					t.Errorf("%s: %s\n%s", l.state.Link(), result.Error, listings[i])
					continue
				}
				d := listingError(t, result.States, l.run)
				worst[l.state.Weights] = max(worst[l.state.Weights], d)
				if !(d <= listingTolerance) {
					t.Errorf("%s: off by %g\n%s", l.state.Link(), d, listings[i])
				}
				if result.Printed == "" {
					t.Errorf("%s: prints nothing", l.state.Link())
				}
			}
			for _, weights := range AllWeights {
				t.Logf("weights %s: at most %.2g off", weights, worst[weights])
			}
		})
	}
}

// The listing prints the end of the tutorial's printout.
func TestListingPrintsTheStack(t *testing.T) {
	var listings []string
	var runs []*Run
	for _, link := range []string{"", "seed=42", "weights=pytorch", "timesteps=30&hidden-size=40&weights=pytorch"} {
		s, _ := ParseLink(link)
		run, err := Compute(s)
		if err != nil {
			t.Fatal(err)
		}
		runs, listings = append(runs, run), append(listings, listingOf(run, NumPyCode, korean))
	}
	for i, result := range runPython(t, "numpy", listings) {
		if result.Error != "" {
			t.Fatal(result.Error)
		}
		if result.Printed == "" || !strings.HasSuffix(runs[i].Printout(), ")\n"+result.Printed) {
			t.Errorf("prints\n%s\nand the page\n%s", result.Printed, runs[i].Printout())
		}
	}
}

// runGo gives what listings print, with all digits of their states. Each becomes a
// package, all of them one program: they are laid over this module, so that nothing is
// written into it.
func runGo(t *testing.T, listings []string) []string {
	t.Helper()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	goTool := goCommand(t)
	folder := t.TempDir()
	overlay := map[string]string{}
	lay := func(name, text string) {
		real := filepath.Join(folder, strings.ReplaceAll(name, "/", "_"))
		if err := os.WriteFile(real, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		overlay[filepath.Join(root, "listed", name)] = real
	}
	const end = "-- end of a listing --\n"
	var imports, calls strings.Builder
	for i, text := range listings {
		name := "l" + strconv.Itoa(i)
		if strings.Count(text, goPrint) != 1 {
			t.Fatalf("no %s in\n%s", goPrint, text)
		}
		text = strings.Replace(text, "package main", "package "+name, 1)
		text = strings.Replace(text, "func main()", "func Main()", 1)
		// All digits, and in use what else only the print needs.
		text = strings.Replace(text, goPrint, "fmt.Println(h)\n\t_, _ = numpy.FormatArray, timesteps", 1)
		lay(name+"/main.go", text)
		imports.WriteString("import \"" + module + "/listed/" + name + "\"\n")
		calls.WriteString("\t" + name + ".Main()\n\tfmt.Print(" + strconv.Quote(end) + ")\n")
	}
	lay("main.go", "package main\n\nimport \"fmt\"\n"+imports.String()+"\nfunc main() {\n"+calls.String()+"}\n")
	replace, err := json.Marshal(map[string]any{"Replace": overlay})
	if err != nil {
		t.Fatal(err)
	}
	overlayFile := filepath.Join(folder, "overlay.json")
	if err := os.WriteFile(overlayFile, replace, 0o644); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(goTool, "run", "-overlay", overlayFile, "./listed")
	command.Dir, command.Stderr = root, os.Stderr
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	outputs := strings.Split(string(out), end)
	if len(outputs) != len(listings)+1 {
		t.Fatalf("%d results of %d listings", len(outputs)-1, len(listings))
	}
	return outputs[:len(listings)]
}

// sameStates compares all states that a listing in Go printed, in one line.
func sameStates(t *testing.T, l listed, line string) {
	t.Helper()
	texts := strings.Fields(strings.Trim(line, "[]"))
	if len(texts) != len(l.run.H) {
		t.Errorf("%s: %d states, want %d", l.state.Link(), len(texts), len(l.run.H))
		return
	}
	for n, text := range texts {
		if v, err := strconv.ParseFloat(text, 64); err != nil || v != l.run.H[n] {
			t.Errorf("%s: state %d is %s, want %v", l.state.Link(), n, text, l.run.H[n])
			return
		}
	}
}

func TestListingsRunInGo(t *testing.T) {
	all := listedStates(t)
	var listings []string
	for i, l := range all {
		listings = append(listings, listingOf(l.run, GoCode, []Strings{korean, english}[i%2]))
	}
	for i, out := range runGo(t, listings) {
		sameStates(t, all[i], strings.TrimSuffix(out, "\n"))
	}
	t.Logf("%d listings, all digits equal", len(all))
}

// The listing as it stands is a program.
func TestListingRunsInGo(t *testing.T) {
	goTool := goCommand(t)
	s, _ := ParseLink("inputs=words&text=the cat and the dog&weights=normal&gain=1.5&edits=h0:1:0:0.5")
	run, err := Compute(s)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "main.go")
	if err := os.WriteFile(file, []byte(listingOf(run, GoCode, korean)), 0o644); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(goTool, "run", file)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	if want := numpy.FormatArray(run.H, run.Timesteps, run.HiddenSize) + "\n"; string(out) != want {
		t.Errorf("prints\n%swant\n%s", out, want)
	}
}

func goCommand(t *testing.T) string {
	t.Helper()
	tool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("no go here to compile listings with")
	}
	return tool
}
