package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"

	"github.com/andybalholm/brotli"
)

// cacheFolder keeps compressed files by the hash of their content and of what compressed
// it: the best brotli of the program takes seconds.
const cacheFolder = "build/compressed"

const brotliWindow = 24 // of 2^24 bytes

// An encoding is a way to compress, whose files have its extension.
type encoding struct {
	extension string
	encoder   string // its library with the version, and the options: what decides the bytes
	writer    func(io.Writer) (io.WriteCloser, error)
}

var encodings = []encoding{
	{".br", fmt.Sprint("brotli ", brotliVersion(), " ", brotli.BestCompression, " ", brotliWindow), func(w io.Writer) (io.WriteCloser, error) {
		return brotli.NewWriterOptions(w, brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: brotliWindow}), nil
	}},
	{".gz", fmt.Sprint("gzip ", runtime.Version(), " ", gzip.BestCompression), bestGzip},
}

// brotliVersion is that of the library in this program.
func brotliVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, module := range info.Deps {
			if module.Path == "github.com/andybalholm/brotli" {
				return module.Version
			}
		}
	}
	return "unknown"
}

func bestGzip(w io.Writer) (io.WriteCloser, error) {
	return gzip.NewWriterLevel(w, gzip.BestCompression)
}

// compressAll adds a .br and a .gz beside each file.
func compressAll(files map[string][]byte) error {
	if err := os.MkdirAll(cacheFolder, 0o755); err != nil {
		return err
	}
	plain := make([]string, 0, len(files))
	for name := range files {
		plain = append(plain, name)
	}
	for _, name := range plain {
		for i := range encodings {
			e := &encodings[i]
			compressed, err := e.compressed(files[name])
			if err != nil {
				return err
			}
			files[name+e.extension] = compressed
		}
	}
	return nil
}

// cached is the file that a content is kept in.
func (e *encoding) cached(content []byte) string {
	sum := sha256.New()
	sum.Write([]byte(e.encoder + "\n"))
	sum.Write(content)
	return filepath.Join(cacheFolder, hex.EncodeToString(sum.Sum(nil))+e.extension)
}

func (e *encoding) compressed(content []byte) ([]byte, error) {
	cached := e.cached(content)
	if old, err := os.ReadFile(cached); err == nil {
		return old, nil
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	out, err := encoded(content, e.writer)
	if err != nil {
		return nil, err
	}
	return out, keep(cached, out)
}

// keep writes a file that is there with all its content or not at all: what a broken build
// left would be taken for whole by every later one.
func keep(name string, content []byte) error {
	temporary, err := os.CreateTemp(filepath.Dir(name), "*.tmp")
	if err != nil {
		return err
	}
	_, err = temporary.Write(content)
	err = errors.Join(err, temporary.Close())
	if err == nil {
		err = os.Rename(temporary.Name(), name)
	}
	if err != nil {
		os.Remove(temporary.Name())
	}
	return err
}

func encoded(content []byte, writer func(io.Writer) (io.WriteCloser, error)) ([]byte, error) {
	var out bytes.Buffer
	w, err := writer(&out)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	err = w.Close()
	return out.Bytes(), err
}
