package main

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"sync"
	"time"
)

// settled is the age from which a file's time and size are trusted to name its content. A younger file may be written
// again within one tick of the file system's clock (2 s on the coarsest), to the same size: the time would not show it.
const settled = 2 * time.Second

// tags remembers the entity tag of each version of each file it has read. The zero value is ready to use.
type tags struct {
	mu    sync.Mutex
	known map[string]tag // by file name
}

type tag struct {
	modTime time.Time
	size    int64
	value   string
}

// of returns the strong entity tag of a file's content, quotes included, and leaves the file at its start.
func (t *tags) of(name string, info fs.FileInfo, content io.ReadSeeker) (string, error) {
	t.mu.Lock()
	old, ok := t.known[name]
	t.mu.Unlock()
	if ok && old.modTime.Equal(info.ModTime()) && old.size == info.Size() {
		return old.value, nil
	}

	trusted := time.Since(info.ModTime()) >= settled // Before reading: what changes while we read is younger.
	hash := sha256.New()
	if _, err := io.Copy(hash, content); err != nil {
		return "", err
	}
	if _, err := content.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	value := `"` + hex.EncodeToString(hash.Sum(nil)[:12]) + `"`
	if trusted {
		t.mu.Lock()
		defer t.mu.Unlock()
		if t.known == nil {
			t.known = map[string]tag{}
		}
		t.known[name] = tag{info.ModTime(), info.Size(), value}
	}
	return value, nil
}
