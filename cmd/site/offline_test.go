package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// built is what the service worker of dist keeps.
func built(t *testing.T) (table struct {
	Build               string
	Page, Bench, Slides map[string]string
}) {
	t.Helper()
	text, err := os.ReadFile("dist/sw.js")
	if err != nil {
		t.Fatal(err)
	}
	first, rest, _ := strings.Cut(string(text), "\n")
	if rest != "keep(site)" {
		t.Errorf("after what there is to keep comes %q", rest)
	}
	if err := json.Unmarshal([]byte(strings.TrimSuffix(strings.TrimPrefix(first, "const site="), ";")), &table); err != nil {
		t.Fatal(err)
	}
	return table
}

func TestTheServiceWorkerKnowsEveryFileByItsHash(t *testing.T) {
	inTree(t)
	page := mustBuild(t)
	site := built(t)
	if got := regexp.MustCompile(`data-build="([^"]*)"`).FindStringSubmatch(page)[1]; got != site.Build || len(got) != 8 {
		t.Errorf("the page is of build %q, the service worker of %q", got, site.Build)
	}
	if want := len(pageSources) + 2; len(site.Page) != want { // the page itself, and the manifest
		t.Errorf("%d files of the page are kept, want %d: %v", len(site.Page), want, site.Page)
	}
	if want := len(benchSources) + 1; len(site.Bench) != want {
		t.Errorf("%d files of the benchmarks are kept, want %d: %v", len(site.Bench), want, site.Bench)
	}
	if want := len(slidesSources) + 2; len(site.Slides) != want { // slides.html, and the element that others use too
		t.Errorf("%d files of the slides are kept, want %d: %v", len(site.Slides), want, site.Slides)
	}
	for _, group := range []map[string]string{site.Page, site.Bench, site.Slides} {
		for name, hash := range group {
			file := name
			if name == "./" {
				file = "index.html"
			}
			content, err := os.ReadFile(filepath.Join("dist", file))
			if err != nil {
				t.Error(err)
			} else if got := integrity(content); got != hash {
				t.Errorf("%s has the hash %s, the service worker says %s", file, got, hash)
			}
		}
	}
	// What the page refers to is kept, or it would be half there.
	for _, name := range regexp.MustCompile(`[\w-]+-[0-9A-Z]{8}\.\w+`).FindAllString(page, -1) {
		if site.Page[name] == "" {
			t.Errorf("%s is not kept", name)
		}
	}
}

// The example of W3C's Subresource Integrity, section 3.1, there of 384 bits; of 256 by
// openssl dgst -sha256 -binary | base64.
func TestIntegrity(t *testing.T) {
	if got, want := integrity([]byte("alert('Hello, world.');")), "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestAnotherBuildHasAnotherName(t *testing.T) {
	inTree(t)
	mustBuild(t)
	first := built(t).Build
	mustBuild(t)
	if again := built(t).Build; again != first {
		t.Errorf("the same files are %s and %s", first, again)
	}
	for _, change := range []struct{ name, content string }{
		{"build/app.js", "boot(2)"}, {"build/bench.js", "measure(2)"}, {"build/version", "v1.2.4"}, {"web/icon.svg", "<svg></svg>"},
	} {
		old, err := os.ReadFile(change.name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(change.name, []byte(change.content), 0o644); err != nil {
			t.Fatal(err)
		}
		mustBuild(t)
		if got := built(t).Build; got == first {
			t.Errorf("with another %s the build is still %s", change.name, got)
		}
		if err := os.WriteFile(change.name, old, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// Nothing but the pages is another file because the version is another one.
func TestAVersionNamesNoFilesAnew(t *testing.T) {
	inTree(t)
	mustBuild(t)
	before, _ := filepath.Glob("dist/*-[0-9A-Z]*.*")
	if err := os.Remove("build/version"); err != nil {
		t.Fatal(err)
	}
	if page := mustBuild(t); !strings.Contains(page, `id="version">dev<`) {
		t.Error("without a version it is not called dev")
	}
	after, _ := filepath.Glob("dist/*-[0-9A-Z]*.*")
	if len(before) == 0 || strings.Join(before, " ") != strings.Join(after, " ") {
		t.Errorf("before %v, after %v", before, after)
	}
}

func TestTheManifestIsRelativeAndComplete(t *testing.T) {
	inTree(t)
	page := mustBuild(t)
	name := regexp.MustCompile(`<link rel="manifest" href="(manifest-[0-9A-Z]{8}\.json)"/?>`).FindStringSubmatch(page)
	if name == nil {
		t.Fatal("the page has no manifest")
	}
	text, err := os.ReadFile("dist/" + name[1])
	if err != nil {
		t.Fatal(err)
	}
	var manifest map[string]any
	if err := json.Unmarshal(text, &manifest); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{"start_url": "./", "scope": "./", "display": "standalone", "name": "RNN Playground · RNN 놀이터"} {
		if manifest[key] != want {
			t.Errorf("%s is %v, want %q", key, manifest[key], want)
		}
	}
	sizes := map[string]bool{}
	for _, icon := range manifest["icons"].([]any) {
		icon := icon.(map[string]any)
		if _, err := os.Stat("dist/" + icon["src"].(string)); err != nil {
			t.Error(err)
		}
		purpose, _ := icon["purpose"].(string)
		sizes[icon["sizes"].(string)+purpose] = true
	}
	for _, want := range []string{"192x192", "512x512", "512x512maskable"} {
		if !sizes[want] {
			t.Errorf("no icon of %s", want)
		}
	}
	if strings.Contains(string(text), "http") {
		t.Error("an address in it is not relative")
	}
}
