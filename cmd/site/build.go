package main

import (
	"crypto/sha256"
	"encoding/base32"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rnn-playground/rnn-playground/headers"
)

// sources are the files of the site beside its pages: those of index.html, then
// those of bench.html.
var sources = []string{
	"build/playground.wasm", "build/reader.wasm", "build/app.js", "build/style.css", "web/icon.svg",
	"build/bench.wasm", "build/bench.js", "build/bench-worker.js", "build/bench.css",
}

// pages are published under their own names, and after all that they refer to.
var pages = []string{"bench.html", "index.html"}

// build writes the whole site into target and removes what is not part of it.
func build(target string) error {
	if err := os.MkdirAll(target, 0o755); err != nil {
		return err
	}
	files := map[string][]byte{} // by published name
	names := map[string]string{} // published name by plain name
	sizes := map[string]int{}    // of the programs, as packed
	for _, source := range sources {
		content, err := os.ReadFile(source)
		if err != nil {
			return err
		}
		plain := filepath.Base(source)
		names[plain] = hashedName(plain, content)
		files[names[plain]] = content
		sizes[plain] = len(content)
	}
	page, err := os.ReadFile(pageSource)
	if err != nil {
		return err
	}
	if files["index.html"], err = prerender(page, names, sizes); err != nil {
		return err
	}
	if files["bench.html"], err = refer(benchSource, names); err != nil {
		return err
	}
	if err := compressAll(files); err != nil {
		return err
	}
	for name, content := range forHosts(names) {
		files[name] = []byte(content)
	}
	return publish(target, files)
}

// forHosts are the files that static hosts read and do not serve: which headers to
// send, and what wrangler need not upload, as Cloudflare compresses by itself.
func forHosts(names map[string]string) map[string]string {
	return map[string]string{
		"_headers":      headers.File(slices.Sorted(maps.Values(names))),
		".assetsignore": "*.br\n*.gz\n",
	}
}

// hashedName puts a hash of the content into a file's name, so that it can be
// kept for ever: app.js becomes app-KJ3X7QWZ.js, as esbuild does it.
func hashedName(name string, content []byte) string {
	sum := sha256.Sum256(content)
	extension := filepath.Ext(name)
	return strings.TrimSuffix(name, extension) + "-" + base32.StdEncoding.EncodeToString(sum[:5]) + extension
}

// publish writes files, pages last: whoever asks meanwhile gets an old page with
// its old files or a new one with its new ones.
func publish(target string, files map[string][]byte) error {
	write := func(name string) error {
		temporary := filepath.Join(target, "."+name+".tmp")
		if err := os.WriteFile(temporary, files[name], 0o644); err != nil {
			return err
		}
		return os.Rename(temporary, filepath.Join(target, name))
	}
	isPage := func(name string) bool {
		return slices.ContainsFunc(pages, func(page string) bool { return strings.HasPrefix(name, page) })
	}
	for name := range files {
		if !isPage(name) {
			if err := write(name); err != nil {
				return err
			}
		}
	}
	for _, page := range pages {
		for _, name := range []string{page + ".br", page + ".gz", page} {
			if err := write(name); err != nil {
				return err
			}
		}
	}
	entries, err := os.ReadDir(target)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if _, ours := files[entry.Name()]; !ours {
			if err := os.RemoveAll(filepath.Join(target, entry.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}
