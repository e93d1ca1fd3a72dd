package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rnn-playground/rnn-playground/headers"
)

// pageSources are the files that index.html refers to, benchSources and slidesSources
// those of bench.html and slides.html beside the icon. What index.html has in it, inline.go says.
var (
	pageSources = []string{
		"build/playground.wasm", "build/reader.wasm", "build/app.js", "web/icon.svg",
		"build/icons/icon-192.png", "build/icons/icon-512.png", "build/icons/icon-maskable.png", "build/icons/apple-touch-icon.png",
	}
	benchSources  = []string{"build/bench.wasm", "build/bench.js", "build/bench-worker.js", "build/bench.css"}
	slidesSources = []string{"build/slides.js", "build/slides.css"}
)

// elementSource is the file that other pages refer to, so it keeps its name.
const elementSource = "build/" + headers.Shared

// last are published under their own names, and after all that they refer to: the
// service worker takes the pages.
var last = []string{"bench.html", "slides.html", "index.html", singleName, serviceWorker}

// build writes the whole site into target and removes what is not part of it.
func build(target string) error {
	if err := os.MkdirAll(target, 0o755); err != nil {
		return err
	}
	files := map[string][]byte{} // by published name
	names := map[string]string{} // published name by plain name
	sizes := map[string]int{}    // of the programs, as packed
	add := func(plain string, content []byte) {
		names[plain] = hashedName(plain, content)
		files[names[plain]] = content
		sizes[plain] = len(content)
	}
	for _, source := range slices.Concat(pageSources, benchSources, slidesSources) {
		content, err := os.ReadFile(source)
		if err != nil {
			return err
		}
		add(filepath.Base(source), content)
	}
	manifest, err := makeManifest(names)
	if err != nil {
		return err
	}
	add(manifestName, manifest)
	page, err := os.ReadFile(pageSource)
	if err != nil {
		return err
	}
	style, err := os.ReadFile(styleSource)
	if err != nil {
		return err
	}
	early, err := os.ReadFile(earlySource)
	if err != nil {
		return err
	}
	if files["index.html"], err = prerender(page, style, early, names, sizes, version()); err != nil {
		return err
	}
	if files["bench.html"], err = refer(benchSource, names); err != nil {
		return err
	}
	if files["slides.html"], err = refer(slidesSource, names); err != nil {
		return err
	}
	if files[headers.Shared], err = os.ReadFile(elementSource); err != nil {
		return err
	}
	if files["licences.txt"], err = licences(); err != nil {
		return err
	}
	if err := addServiceWorker(files, names); err != nil {
		return err
	}
	if files[singleName], err = makeSingle(files, names, style, early); err != nil {
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

// licences are ours and, from NOTICE, those of what others wrote of the site.
func licences() ([]byte, error) {
	ours, err := os.ReadFile("LICENSE")
	if err != nil {
		return nil, err
	}
	others, err := os.ReadFile("NOTICE")
	return slices.Concat(ours, []byte("\n"), others), err
}

// version is what the page calls itself: the tag it was built of, as the Makefile
// found it, or "dev".
func version() string {
	text, err := os.ReadFile("build/version")
	if v := string(bytes.TrimSpace(text)); err == nil && v != "" {
		return v
	}
	return "dev"
}

// forHosts are the files that static hosts read and do not serve: which headers to
// send, and what wrangler need not upload, as Cloudflare compresses by itself.
func forHosts(names map[string]string) map[string]string {
	return map[string]string{
		"_headers":      headers.File(slices.Sorted(maps.Values(names)), append(slices.Clone(last), headers.Shared, "licences.txt")),
		".assetsignore": "*.br\n*.gz\n",
	}
}

// hashedName puts a hash of the content into a file's name, so that it can be
// kept for ever: app.js becomes app-KJ3X7QWZ.js, as esbuild does it.
func hashedName(name string, content []byte) string {
	extension := filepath.Ext(name)
	return strings.TrimSuffix(name, extension) + "-" + shortHash(content) + extension
}

// shortHash is 40 bits of a hash, in eight characters.
func shortHash(content []byte) string {
	sum := sha256.Sum256(content)
	return base32.StdEncoding.EncodeToString(sum[:5])
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
	isLast := func(name string) bool {
		return slices.ContainsFunc(last, func(page string) bool { return strings.HasPrefix(name, page) })
	}
	for name := range files {
		if !isLast(name) {
			if err := write(name); err != nil {
				return err
			}
		}
	}
	for _, page := range last {
		if files[page] == nil {
			return fmt.Errorf("%s was not made", page)
		}
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
