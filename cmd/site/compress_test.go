package main

import (
	"os"
	"regexp"
	"slices"
	"testing"
)

// A compressed file is kept under a name that what made it is part of.
func TestCompressedFilesAreKeptByTheirEncoder(t *testing.T) {
	if e := encodings[0].encoder; !regexp.MustCompile(`^brotli v\d+\.\d+\.\d+ 11 24$`).MatchString(e) {
		t.Errorf("the encoder is %q", e)
	}
	t.Chdir(t.TempDir())
	if err := os.MkdirAll(cacheFolder, 0o755); err != nil {
		t.Fatal(err)
	}
	content := []byte("content")
	old := encodings[1]
	old.encoder = "gzip of another version"
	if err := keep(old.cached(content), []byte("other bytes")); err != nil {
		t.Fatal(err)
	}
	made, err := encodings[1].compressed(content)
	if err != nil || string(made) == "other bytes" {
		t.Errorf("what another encoder left is taken: %q, %v", made, err)
	}
	again, err := encodings[1].compressed(content)
	if kept, _ := os.ReadFile(encodings[1].cached(content)); err != nil || !slices.Equal(again, made) || !slices.Equal(kept, made) {
		t.Errorf("%q is kept and %q taken of %q, %v", kept, again, made, err)
	}
}

// A compressed file is not written in place, where a build that is broken off would leave
// half of it: a link under its name is replaced, not followed.
func TestCompressedFilesAreWrittenWhole(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.MkdirAll(cacheFolder, 0o755); err != nil {
		t.Fatal(err)
	}
	name := encodings[1].cached([]byte("content"))
	if err := os.Symlink("place", name); err != nil {
		t.Fatal(err)
	}
	if _, err := encodings[1].compressed([]byte("content")); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(cacheFolder)
	if err != nil || len(entries) != 1 || !entries[0].Type().IsRegular() {
		t.Errorf("%v, %v", entries, err)
	}
}
