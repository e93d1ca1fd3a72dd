package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"github.com/rnn-playground/rnn-playground/headers"
	"github.com/rnn-playground/rnn-playground/playground"
)

// inTree runs a test in a small copy of the tree, with stand-ins for what make
// builds.
func inTree(t *testing.T) {
	t.Helper()
	page, err := os.ReadFile("../../" + pageSource)
	if err != nil {
		t.Fatal(err)
	}
	bench, err := os.ReadFile("../../" + benchSource)
	if err != nil {
		t.Fatal(err)
	}
	slides, err := os.ReadFile("../../" + slidesSource)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	for name, content := range map[string][]byte{
		benchSource:               bench,
		pageSource:                page,
		"LICENSE":                 []byte("ours"),
		"NOTICE":                  []byte("of others"),
		"web/icon.svg":            []byte("<svg/>"),
		"build/playground.wasm":   bytes.Repeat([]byte("\x00asm program "), 1000),
		"build/reader.wasm":       []byte("\x00asm reader"),
		"build/whole.wasm":        bytes.Repeat([]byte("\x00asm with the reader "), 1000),
		"build/app.js":            []byte("boot()"),
		"build/early.js":          []byte("theme()"),
		"build/style.css":         []byte("body{margin:0}"),
		"build/bench.wasm":        []byte("\x00asm"),
		"build/bench.js":          []byte("measure()"),
		"build/bench-worker.js":   []byte("run()"),
		"build/bench.css":         []byte("main{margin:0}"),
		"build/sw.js":             []byte("keep(site)"),
		"build/version":           []byte("v1.2.3\n"),
		"build/slides.js":         []byte("turn()"),
		"build/slides.css":        []byte("nav{margin:0}"),
		"build/rnn-playground.js": []byte("customElements"),
		slidesSource:              slides,

		"build/icons/icon-192.png":         []byte("192"),
		"build/icons/icon-512.png":         []byte("512"),
		"build/icons/icon-maskable.png":    []byte("maskable"),
		"build/icons/apple-touch-icon.png": []byte("180"),
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func mustBuild(t *testing.T) string {
	t.Helper()
	if err := build("dist"); err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("dist/index.html")
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

func TestThePageIsThereBeforeTheProgram(t *testing.T) {
	inTree(t)
	page := mustBuild(t)
	run, err := playground.Compute(playground.Default())
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(page, "<td data-t="); n != 80 {
		t.Errorf("%d states in the table, want 80", n)
	}
	if n := strings.Count(page, `height="1" fill-opacity="`); n != 40+80+80 {
		t.Errorf("%d cells in the pictures, want inputs, sums and states", n)
	}
	for _, want := range []string{
		`data-value="0.9117011802978`, `>0.91170118</td>`,
		`<title data-i18n="title">` + playground.StringsIn(playground.Korean)["title"] + `</title>`,
		run.TwoSentences(playground.StringsIn(playground.Korean)),
		`id="timesteps" type="range" step="1" min="1" max="34" value="10" aria-valuetext="10"`,
		`min="1" max="4096" value="8"`,
		`data-bytes="13000"`,
		`<span class="number" id="version">v1.2.3</span>`,
	} {
		if !strings.Contains(page, want) && !strings.Contains(page, strings.ReplaceAll(want, ">", "&gt;")) {
			t.Errorf("the page has no %q", want)
		}
	}
	_, printout, _ := strings.Cut(page, `<pre class="printout" id="printout"`)
	printout, _, _ = strings.Cut(printout[strings.Index(printout, ">")+1:], "</pre>")
	if text := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(printout, ""); text != run.Printout() {
		t.Errorf("the printout on the page is %q", text)
	}
	if empty := regexp.MustCompile(`<[^>]*data-i18n="[^"]*"[^>]*></`).FindString(page); empty != "" {
		t.Errorf("a text is missing: %s", empty)
	}
	for _, forbidden := range []string{"style=", "onclick", "http:", "https:"} {
		if strings.Contains(page, forbidden) {
			t.Errorf("the page has %s, which the security policy will refuse", forbidden)
		}
	}
}

func TestFilesAreNamedByTheirContent(t *testing.T) {
	inTree(t)
	first := mustBuild(t)
	for _, name := range []string{"playground", "app", "icon"} {
		published := regexp.MustCompile(name + `-[0-9A-Z]{8}\.\w+`).FindString(first)
		if published == "" {
			t.Errorf("%s is not referred to by a hashed name", name)
		} else if _, err := os.Stat("dist/" + published); err != nil {
			t.Error(err)
		}
	}
	if second := mustBuild(t); second != first {
		t.Error("the same sources gave another page")
	}
	if err := os.WriteFile("build/app.js", []byte("boot(2)"), 0o644); err != nil {
		t.Fatal(err)
	}
	if second := mustBuild(t); second == first {
		t.Error("another app.js has the same name")
	}
	if old, _ := filepath.Glob("dist/app-*.js"); len(old) != 1 {
		t.Errorf("old files stay: %v", old)
	}
	if left, _ := filepath.Glob("dist/.*.tmp"); len(left) != 0 {
		t.Errorf("temporary files stay: %v", left)
	}
}

func TestThePagesHaveNothingInCommonButTheIcon(t *testing.T) {
	inTree(t)
	index := mustBuild(t)
	text, err := os.ReadFile("dist/bench.html")
	if err != nil {
		t.Fatal(err)
	}
	bench := string(text)
	published := regexp.MustCompile(`[\w-]+-[0-9A-Z]{8}\.\w+`)
	named := func(page string) (files []string) {
		for _, name := range published.FindAllString(page, -1) {
			files = append(files, regexp.MustCompile(`-[0-9A-Z]{8}`).ReplaceAllString(name, ""))
			if _, err := os.Stat("dist/" + name); err != nil {
				t.Error(err)
			}
		}
		slices.Sort(files)
		return files
	}
	if got, want := named(bench), []string{"bench-worker.js", "bench.css", "bench.js", "bench.wasm", "icon.svg"}; !slices.Equal(got, want) {
		t.Errorf("bench.html refers to %v, want %v", got, want)
	}
	if strings.Contains(index, "bench") || strings.Contains(index, "slides") {
		t.Error("index.html refers to the benchmarks or the slides")
	}
	for _, forbidden := range []string{"style=", "<style", "onclick", "http:", "https:"} {
		if strings.Contains(bench, forbidden) {
			t.Errorf("bench.html has %s, which the security policy will refuse", forbidden)
		}
	}
}

func TestCopiesAreTheSameFile(t *testing.T) {
	inTree(t)
	mustBuild(t)
	names, err := filepath.Glob("dist/*")
	if err != nil {
		t.Fatal(err)
	}
	names = slices.DeleteFunc(names, func(name string) bool { return name == "dist/_headers" || name == "dist/.assetsignore" })
	plain := slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		return strings.HasSuffix(name, ".br") || strings.HasSuffix(name, ".gz")
	})
	if want := len(pageSources) + len(benchSources) + len(slidesSources) + len([]string{headers.Shared, "the manifest", "licences.txt"}) + len(last); len(plain) != want || len(names) != 3*want {
		t.Fatalf("%d files, %d with their copies: %v", len(plain), len(names), names)
	}
	for _, name := range plain {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for extension, reader := range map[string]func(io.Reader) (io.Reader, error){
			".br": func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
			".gz": func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
		} {
			packed, err := os.ReadFile(name + extension)
			if err != nil {
				t.Fatal(err)
			}
			r, err := reader(bytes.NewReader(packed))
			if err != nil {
				t.Fatal(err)
			}
			if unpacked, err := io.ReadAll(r); err != nil || !bytes.Equal(unpacked, content) {
				t.Errorf("%s%s is not %s: %v", name, extension, name, err)
			}
		}
	}
}

func TestHostsAreToldTheHeaders(t *testing.T) {
	inTree(t)
	mustBuild(t)
	text, err := os.ReadFile("dist/_headers")
	if err != nil {
		t.Fatal(err)
	}
	kept := regexp.MustCompile(`(?m)^/(.*-[0-9A-Z]{8}\..*)\n  Cache-Control: .*immutable$`).FindAllStringSubmatch(string(text), -1)
	if want := len(pageSources) + len(benchSources) + len(slidesSources) + 1; len(kept) != want {
		t.Errorf("%d files may be kept, want %d", len(kept), want)
	}
	// A browser that kept the service worker would keep the page as it is.
	if !strings.Contains(string(text), "\n/sw.js\n  Cache-Control: no-cache\n") {
		t.Error("the service worker may be kept")
	}
	for _, name := range kept {
		if _, err := os.Stat("dist/" + name[1]); err != nil {
			t.Error(err)
		}
	}
	if !strings.Contains(string(text), "\n/rnn-playground.js\n  Access-Control-Allow-Origin: *\n") {
		t.Errorf("no page of another origin may load the element: %s", text)
	}
	rules, _, _ := strings.Cut(strings.TrimPrefix(string(text), "/*\n"), "\n/")
	if n := strings.Count(rules, "\n") + 1; n != len(headers.Site) {
		t.Errorf("%d headers for all files, want %d", n, len(headers.Site))
	}
}

// mostOfFirstLoad is what the built site may take before it is complete, in bytes:
// index.html and what it cannot do without, under brotli.
const mostOfFirstLoad = 701_000

var firstLoad = regexp.MustCompile(`^(index\.html|(app|playground|icon)-[0-9A-Z]{8}\.(js|wasm|svg))\.br$`)

func TestTheFirstLoadIsSmall(t *testing.T) {
	names, err := filepath.Glob("../../dist/*.br")
	if err != nil {
		t.Fatal(err)
	}
	if len(names) == 0 {
		t.Skip("the site is not built: make build")
	}
	names = slices.DeleteFunc(names, func(name string) bool { return !firstLoad.MatchString(filepath.Base(name)) })
	sum := int64(0)
	for _, name := range names {
		file, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%7d %s", file.Size(), filepath.Base(name))
		sum += file.Size()
	}
	if len(names) != 4 || sum > mostOfFirstLoad {
		t.Errorf("%d files of %d bytes, want 4 files of at most %d", len(names), sum, mostOfFirstLoad)
	}
}

func TestBuildSaysWhatIsMissing(t *testing.T) {
	inTree(t)
	if err := os.Remove("build/app.js"); err != nil {
		t.Fatal(err)
	}
	if err := build("dist"); err == nil || !strings.Contains(err.Error(), "build/app.js") {
		t.Errorf("error %v", err)
	}
}

// A style sheet cannot name a set of values: dark stands there for those whose system is dark,
// and once more for links that ask for it.
func TestDarkIsTheSameWhoeverAsksForIt(t *testing.T) {
	css, err := os.ReadFile("../../web/css/base.css")
	if err != nil {
		t.Fatal(err)
	}
	colours := func(selector string) string {
		_, block, found := strings.Cut(string(css), selector+" {")
		if !found {
			t.Fatalf("no %s in base.css", selector)
		}
		block, _, _ = strings.Cut(block, "}")
		return strings.TrimSpace(strings.Replace(block, "color-scheme: dark;", "", 1))
	}
	system, link := colours(`:root:where(:not([data-theme="light"]))`), colours(`:root:where([data-theme="dark"])`)
	if system != link || !strings.Contains(system, "--paper: #") {
		t.Errorf("dark of the system:\n%s\nof a link:\n%s", system, link)
	}
}
