package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestTagOfFileVersions(t *testing.T) {
	const first, second = "first", "secnd" // of one size
	old := time.Now().Add(-time.Hour)
	for _, tc := range []struct {
		name      string
		content   string
		modTime   time.Time // of both versions, unless the second is touched later
		touch     time.Duration
		wantFresh bool
	}{
		{"same size, later", second, old, time.Nanosecond, true},
		{"same size, earlier", second, old, -time.Minute, true},
		{"other size, same time", "longer than before", old, 0, true},
		{"touched only", first, old, time.Minute, false},
		{"same size and time, just written", second, time.Now(), 0, true},
		{"same size and time, in the future", second, time.Now().Add(time.Hour), 0, true},
		// Such a change cannot be seen without reading. That it is not seen shows that nothing is read twice.
		{"same size and time, long ago: cached", second, old, 0, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			dir := t.TempDir()
			var cache tags
			write(t, dir, "f", first, tc.modTime)
			before := tagOf(t, &cache, dir, "f")
			if again := tagOf(t, &cache, dir, "f"); again != before {
				t.Fatalf("one version has two tags: %s and %s", before, again)
			}
			write(t, dir, "f", tc.content, tc.modTime.Add(tc.touch))
			if after := tagOf(t, &cache, dir, "f"); (after != before) != tc.wantFresh {
				t.Errorf("tag %s, then %s: want a fresh one: %v", before, after, tc.wantFresh)
			}
		})
	}
}

// tagOf also checks that the file is left at its start, where the answer is read from.
func tagOf(t *testing.T, cache *tags, dir, name string) string {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	tag, err := cache.of(name, info, f)
	if err != nil {
		t.Fatal(err)
	}
	if at, err := f.Seek(0, 1); at != 0 || err != nil {
		t.Errorf("the file is left at byte %d (%v), want 0", at, err)
	}
	return tag
}

// write makes a file, and the folders it is in, as if it had been built at the given time.
func write(t *testing.T, dir, name, content string, modTime time.Time) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(file, modTime, modTime); err != nil {
		t.Fatal(err)
	}
}
