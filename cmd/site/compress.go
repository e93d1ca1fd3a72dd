package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/andybalholm/brotli"
)

// cacheFolder keeps compressed files by the hash of their content: the best
// brotli of the program takes seconds.
const cacheFolder = "build/compressed"

var encodings = []struct {
	extension string
	writer    func(io.Writer) (io.WriteCloser, error)
}{
	{".br", func(w io.Writer) (io.WriteCloser, error) {
		return brotli.NewWriterOptions(w, brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: 24}), nil
	}},
	{".gz", bestGzip},
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
		for _, e := range encodings {
			compressed, err := compressed(files[name], e.extension, e.writer)
			if err != nil {
				return err
			}
			files[name+e.extension] = compressed
		}
	}
	return nil
}

func compressed(content []byte, extension string, writer func(io.Writer) (io.WriteCloser, error)) ([]byte, error) {
	sum := sha256.Sum256(content)
	cached := filepath.Join(cacheFolder, hex.EncodeToString(sum[:])+extension)
	if old, err := os.ReadFile(cached); err == nil {
		return old, nil
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	out, err := encoded(content, writer)
	if err != nil {
		return nil, err
	}
	return out, os.WriteFile(cached, out, 0o644)
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
