package main

import (
	"bufio"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rnn-playground/rnn-playground/api"
	"github.com/rnn-playground/rnn-playground/internal/python"
	"github.com/rnn-playground/rnn-playground/playground"
)

// Every block of code in what people read first is known here by its first line, with what
// shows that it works. A block that is not known fails: say how it is tested.
var documented = map[string]map[string]func(t *testing.T, block string){
	"README.md": {
		"make run     # ":                    makeTargets,
		"const run = runRNN(10, 4, 8, 0);":   inTheBrowser,
		"const spec = { cell: 'LSTM', ":      inTheBrowser,
		"go run ./cmd/playground run --time": ofTheTutorial,
		"go run ./cmd/playground run --cell": inATerminal,
		"GET  /api/run?":                     overHTTP,
		"from safetensors.torch ":            inPyTorch,
		`<script type="module" src="https:`:  ofTheElement,
	},
	"CONTRIBUTING.md": {
		"git clone ":            makeTargets,
		"table[i][c] = ":        aChangedPixel,
		"go test ./playground ": goTests,
		"make test-go ":         makeTargets,
	},
}

// blocks are the code of a Markdown file, fenced or indented.
func blocks(text string) (found []string) {
	fenced, open := "", false
	indented := ""
	for line := range strings.Lines(text) {
		switch {
		case strings.HasPrefix(line, "```"):
			if open {
				found = append(found, fenced)
			}
			fenced, open = "", !open
		case open:
			fenced += line
		case strings.HasPrefix(line, "    "):
			indented += line[4:]
			continue
		}
		if indented != "" {
			found = append(found, indented)
			indented = ""
		}
	}
	return found
}

func TestDocumentedExamples(t *testing.T) {
	for file, known := range documented {
		text, err := os.ReadFile("../../" + file)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, block := range blocks(string(text)) {
			first, _, _ := strings.Cut(block, "\n")
			found := ""
			for begin := range known {
				if strings.HasPrefix(block, begin) {
					found = begin
				}
			}
			if found == "" {
				t.Errorf("%s has an example that no test knows: %s", file, first)
				continue
			}
			seen[found] = true
			t.Run(file+": "+first, func(t *testing.T) { known[found](t, block) })
		}
		for begin := range known {
			if !seen[begin] {
				t.Errorf("%s has no example %q any more", file, begin)
			}
		}
	}
}

// makeTargets: each make is of a target that there is, and make help tells of it.
func makeTargets(t *testing.T, block string) {
	for line := range strings.Lines(block) {
		command, _, _ := strings.Cut(strings.TrimSpace(line), "#")
		if rest, ok := strings.CutPrefix(strings.TrimSpace(command), "make "); ok {
			isTarget(t, strings.Fields(rest)[0])
		}
	}
}

// isTarget fails unless the Makefile has a target, with a line of help.
func isTarget(t *testing.T, name string) {
	t.Helper()
	makefile, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(name) + `:.*## `).Match(makefile) {
		t.Errorf("there is no target %q, or make help does not tell of it", name)
	}
}

// inTheBrowser: e2e/readme.test.js runs all of them on the page.
func inTheBrowser(t *testing.T, block string) {
	text, err := os.ReadFile("../../e2e/readme.test.js")
	if err != nil || !strings.Contains(string(text), "README.md") {
		t.Errorf("no test runs it: %v", err)
	}
	if !strings.Contains(block, ";   // ") {
		t.Errorf("nothing in it says what comes out: %s", block)
	}
}

// inPyTorch runs it beside the file that it loads. The library that reads such files is not
// everywhere: what stands for it reads them by their layout.
func inPyTorch(t *testing.T, block string) {
	python.Need(t, "torch")
	run, err := playground.Compute(playground.Default())
	if err != nil {
		t.Fatal(err)
	}
	folder, file := t.TempDir(), run.WeightFile()
	if !strings.Contains(block, "'"+file.Name+"'") {
		t.Errorf("the page calls it %s", file.Name)
	}
	var content []byte
	for ended := false; !ended; {
		var part []byte
		part, ended = file.Next(1e9)
		content = append(content, part...)
	}
	for name, text := range map[string]string{
		file.Name: string(content),
		"safetensors/torch.py": `import json, struct, torch
def load_file(name):
    data = open(name, 'rb').read()
    n, = struct.unpack('<Q', data[:8])
    head = json.loads(data[8:8 + n])
    at = lambda t: data[8 + n + t['data_offsets'][0]:8 + n + t['data_offsets'][1]]
    return {k: torch.frombuffer(bytearray(at(t)), dtype=torch.float64).reshape(t['shape']) for k, t in head.items() if k != '__metadata__'}
`,
		"example.py": "import torch\n" + block + "\nprint(rnn.weight_ih_l0[0, 0].item())\n",
	} {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	example := exec.Command(python.Path, "example.py") // beside what stands for the library
	example.Dir, example.Stderr = folder, os.Stderr
	out, err := example.Output()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := strconv.ParseFloat(strings.TrimSpace(string(out)), 64); err != nil || got != run.Wx[0] {
		t.Errorf("it loads %s, want %v", out, run.Wx[0])
	}
}

// ofTheElement: the attributes of the element are keys of a link, and nothing in it is corrected.
func ofTheElement(t *testing.T, block string) {
	tag := regexp.MustCompile(`<rnn-playground( [^>]*)></rnn-playground>`).FindStringSubmatch(block)
	if tag == nil {
		t.Fatalf("no element in %s", block)
	}
	link := "embed=1"
	for _, match := range regexp.MustCompile(` ([a-z-]+)="([^"]*)"`).FindAllStringSubmatch(tag[1], -1) {
		link += "&" + match[1] + "=" + match[2]
	}
	state, notices := playground.ParseLink(link)
	if len(notices) > 0 || !strings.HasSuffix(state.Link(), strings.TrimPrefix(link, "embed=1&cell=LSTM")) {
		t.Errorf("%s becomes %s, with %d notices", link, state.Link(), len(notices))
	}
}

// ofTheTutorial runs the command, whose arguments are those of the tutorial, and compares
// with what NumPy printed.
func ofTheTutorial(t *testing.T, block string) {
	args, ok := strings.CutPrefix(strings.TrimSpace(block), "go run ./cmd/playground ")
	if !ok {
		t.Fatal(block)
	}
	var stdout, stderr strings.Builder
	if code := dispatch(strings.Fields(args), &stdout, &stderr); code != exitOK {
		t.Fatalf("exit code %d: %s", code, stderr.String())
	}
	text, err := os.ReadFile("../../playground/testdata/printouts.json")
	if err != nil {
		t.Fatal(err)
	}
	var goldens struct{ Cases []struct{ Printout string } }
	if err := json.Unmarshal(text, &goldens); err != nil {
		t.Fatal(err)
	}
	for _, c := range goldens.Cases {
		if c.Printout == stdout.String() {
			return
		}
	}
	t.Error("it prints what NumPy printed in no case")
}

// inATerminal runs the command, and it prints something.
func inATerminal(t *testing.T, block string) {
	var args []string
	for _, match := range regexp.MustCompile(`"([^"]*)"|(\S+)`).FindAllStringSubmatch(strings.TrimSpace(block), -1) {
		args = append(args, match[1]+match[2])
	}
	var stdout, stderr strings.Builder
	if code := dispatch(args[3:], &stdout, &stderr); code != exitOK || stdout.Len() == 0 {
		t.Errorf("%q: exit code %d: %s", args, code, stderr.String())
	}
}

// overHTTP asks each of the addresses.
func overHTTP(t *testing.T, block string) {
	for line := range strings.Lines(block) {
		fields := strings.Fields(line)
		body := ""
		if fields[0] == http.MethodPost {
			body = `{"cell":"GRU","timesteps":1,"inputSize":1,"hiddenSize":1}`
		}
		r := httptest.NewRequest(fields[0], fields[1], strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		api.Handler().ServeHTTP(w, r)
		if w.Code != http.StatusOK || !json.Valid(w.Body.Bytes()) {
			t.Errorf("%s: %d %.200s", line, w.Code, w.Body)
		}
	}
}

// aChangedPixel: the line is there as it is to be found, but for the root.
func aChangedPixel(t *testing.T, block string) {
	source, err := os.ReadFile("../../playground/heatmap.go")
	line := strings.ReplaceAll(strings.TrimSpace(block), "math.Sqrt(share)", "share")
	if err != nil || !strings.Contains(string(source), line) || line == strings.TrimSpace(block) {
		t.Errorf("playground/heatmap.go has no line %q (%v)", line, err)
	}
}

// goTests: the tests that a go test names are there.
func goTests(t *testing.T, block string) {
	for line := range strings.Lines(block) {
		command, _, _ := strings.Cut(line, "#")
		match := regexp.MustCompile(`^go test (\./\w+) -run (\w+)\s*$`).FindStringSubmatch(command)
		if match == nil {
			t.Fatalf("what is %q?", line)
		}
		list := exec.Command("go", "test", match[1], "-list", match[2])
		list.Dir = "../.."
		if out, err := list.CombinedOutput(); err != nil || !strings.HasPrefix(string(out), "Test") {
			t.Errorf("%s: %v %s", line, err, out)
		}
	}
}

// TestDocumentedTargets: each `make something` that is told of in a text is a target, each
// file and folder that is linked to is there, and each link to the page's sections.
func TestDocumentedTargets(t *testing.T) {
	for file := range documented {
		text, err := os.ReadFile("../../" + file)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range regexp.MustCompile("`(?:\\w+=\\S+ )?make ([a-z][a-z0-9-]*)").FindAllStringSubmatch(string(text), -1) {
			isTarget(t, match[1])
		}
		headings := map[string]bool{}
		for lines := bufio.NewScanner(strings.NewReader(string(text))); lines.Scan(); {
			if title, ok := strings.CutPrefix(lines.Text(), "## "); ok {
				headings["#"+strings.ReplaceAll(strings.ToLower(title), " ", "-")] = true
			}
		}
		for _, match := range regexp.MustCompile(`\]\(([^)\s]+)\)`).FindAllStringSubmatch(string(text), -1) {
			target := match[1]
			if strings.HasPrefix(target, "https://") {
				continue
			}
			if strings.HasPrefix(target, "#") {
				if !headings[target] {
					t.Errorf("%s leads to %s, which is no section", file, target)
				}
			} else if file, _, _ := strings.Cut(target, "#"); !exists("../../" + file) {
				t.Errorf("%s leads to %s", file, target)
			}
		}
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
