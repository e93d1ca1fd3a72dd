package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

const epoch = "1700000001" // a second that .zip cannot say by itself, as its clock has even ones only

// inTree runs a test in a folder with stand-ins for what make builds, whose files are
// of another time and other rights each time.
func inTree(t *testing.T, mode os.FileMode, at time.Time) {
	t.Helper()
	t.Chdir(t.TempDir())
	files := map[string]string{
		"LICENSE": "free", "dist/index.html": "the page", "dist/rnn-playground.html": "one file", "dist/.assetsignore": "*.br",
		"dist/app-KJ3X7QWZ.js": strings.Repeat("boot();", 1000),
	}
	for _, system := range systems {
		program := "playground"
		if strings.HasPrefix(system.target, "windows") {
			program += ".exe"
		}
		files["natives/"+system.target+"/"+program] = "program for " + system.target
	}
	for name, content := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(name, at, at); err != nil {
			t.Fatal(err)
		}
	}
}

func mustRelease(t *testing.T) map[string]string {
	t.Helper()
	if err := release("v1.2.3", epoch, "dist", "natives", "release"); err != nil {
		t.Fatal(err)
	}
	files, err := filesIn("release")
	if err != nil {
		t.Fatal(err)
	}
	made := map[string]string{}
	for _, f := range files {
		made[f.name] = string(f.content)
	}
	return made
}

func TestTheSameFilesGiveTheSameBytes(t *testing.T) {
	inTree(t, 0o644, time.Unix(1_000_000_000, 0))
	first := mustRelease(t)
	inTree(t, 0o600, time.Now())
	if err := os.MkdirAll("release", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("release/old.zip", nil, 0o644); err != nil {
		t.Fatal(err)
	}
	second := mustRelease(t)
	if len(first) != 9 || len(second) != 9 {
		t.Fatalf("%d and %d files, want 9", len(first), len(second))
	}
	for name := range first {
		if first[name] != second[name] {
			t.Errorf("%s is another one", name)
		}
	}
}

// entries gives what is in an archive, by name.
func entries(t *testing.T, name, content string) map[string]file {
	t.Helper()
	found := map[string]file{}
	at := func(modified time.Time) {
		if modified.Unix() != 1_700_000_001 {
			t.Errorf("%s: a file is of %v", name, modified)
		}
	}
	if strings.HasSuffix(name, ".zip") {
		r, err := zip.NewReader(strings.NewReader(content), int64(len(content)))
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range r.File {
			body, err := entry.Open()
			if err != nil {
				t.Fatal(err)
			}
			text, err := io.ReadAll(body)
			if err != nil {
				t.Fatal(err)
			}
			at(entry.Modified)
			found[entry.Name] = file{entry.Name, entry.Mode(), text}
		}
		return found
	}
	compressed, err := gzip.NewReader(strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	r := tar.NewReader(compressed)
	for {
		header, err := r.Next()
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		at(header.ModTime)
		if header.Uid != 0 || header.Uname != "" || header.Gname != "" {
			t.Errorf("%s belongs to %d %s %s", header.Name, header.Uid, header.Uname, header.Gname)
		}
		found[header.Name] = file{header.Name, header.FileInfo().Mode(), text}
	}
}

func TestEachSystemHasItsProgramAndTheSite(t *testing.T) {
	inTree(t, 0o600, time.Now())
	made := mustRelease(t)
	for _, system := range systems {
		extension, program := ".tar.gz", "playground"
		if strings.HasPrefix(system.name, "windows") {
			extension, program = ".zip", "playground.exe"
		}
		folder := "rnn-playground-v1.2.3-" + system.name
		found := entries(t, folder+extension, made[folder+extension])
		if got := found[folder+"/"+program]; string(got.content) != "program for "+system.target || got.mode != 0o755 {
			t.Errorf("%s: the program is %q, %v", folder, got.content, got.mode)
		}
		for name, want := range map[string]string{"dist/index.html": "the page", "dist/.assetsignore": "*.br", "LICENSE": "free"} {
			if got := found[folder+"/"+name]; string(got.content) != want || got.mode != 0o644 {
				t.Errorf("%s/%s is %q, %v", folder, name, got.content, got.mode)
			}
		}
		if !bytes.Contains(found[folder+"/README.txt"].content, []byte(program+" serve")) && !bytes.Contains(found[folder+"/README.txt"].content, []byte("./playground serve")) {
			t.Errorf("%s: README.txt does not say how it starts", folder)
		}
		if len(found) != 7 {
			t.Errorf("%s has %d files", folder, len(found))
		}
	}
	site := entries(t, "site.zip", made["rnn-playground-v1.2.3-site.zip"])
	if string(site["rnn-playground-v1.2.3-site/index.html"].content) != "the page" || len(site) != 5 {
		t.Errorf("the site has %d files", len(site))
	}
	if made["rnn-playground-v1.2.3.html"] != "one file" {
		t.Error("the single file is another one")
	}
}

func TestSumsAreThoseOfTheFiles(t *testing.T) {
	inTree(t, 0o644, time.Now())
	made := mustRelease(t)
	lines := strings.Split(strings.TrimSuffix(made["SHA256SUMS"], "\n"), "\n")
	if len(lines) != 8 || !slices.IsSortedFunc(lines, func(a, b string) int { return strings.Compare(a[66:], b[66:]) }) {
		t.Errorf("%d lines: %q", len(lines), lines)
	}
	for _, line := range lines {
		sum, name, _ := strings.Cut(line, "  ")
		want := sha256.Sum256([]byte(made[name]))
		if sum != hex.EncodeToString(want[:]) {
			t.Errorf("%s: %s", name, sum)
		}
	}
}

func TestReleaseRefuses(t *testing.T) {
	inTree(t, 0o644, time.Now())
	for name, c := range map[string]struct{ version, epoch, dist, says string }{
		"no version":     {"", epoch, "dist", `version is ""`},
		"a path":         {"../v1", epoch, "dist", `version is "../v1"`},
		"no time":        {"v1", "", "dist", `the time is ""`},
		"too early":      {"v1", "0", "dist", `the time is "0": want seconds since 1970, not before 1980`},
		"no site":        {"v1", epoch, "gone", "gone"},
		"half of a site": {"v1", epoch, "natives", "natives/rnn-playground.html not found: run make build"},
	} {
		if err := release(c.version, c.epoch, c.dist, "natives", "release"); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %s", name, err, c.says)
		}
	}
	if err := os.Remove("natives/darwin-arm64/playground"); err != nil {
		t.Fatal(err)
	}
	if err := release("v1", epoch, "dist", "natives", "release"); err == nil || !strings.Contains(err.Error(), "darwin-arm64") {
		t.Errorf("without a program: %v", err)
	}
}
