package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

const (
	// serviceWorker is the published name: its address is what a browser knows it by.
	serviceWorker       = "sw.js"
	serviceWorkerSource = "build/sw.js"
)

// buildMark is where a page says which build it is of.
const buildMark = `data-build=""`

// A group is files that are of use together only: by name, the hash that each has
// to have, as in the integrity attribute of HTML.
type group map[string]string

// addServiceWorker gives both pages the name of this build and adds the service
// worker that keeps its files: web/sw.js, and before it what there is to keep.
//
// The name is made of all that a visitor can get, so that two builds with the same
// files are one.
func addServiceWorker(files map[string][]byte, names map[string]string) error {
	program, err := os.ReadFile(serviceWorkerSource)
	if err != nil {
		return err
	}
	everything := new(bytes.Buffer)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(everything, "%s %s\n", name, integrity(files[name]))
	}
	everything.Write(program)
	name := shortHash(everything.Bytes())
	for _, page := range []string{"index.html", "bench.html"} {
		if bytes.Count(files[page], []byte(buildMark)) != 1 {
			return fmt.Errorf("%s has not one %s", page, buildMark)
		}
		files[page] = bytes.Replace(files[page], []byte(buildMark), []byte(`data-build="`+name+`"`), 1)
	}

	kept := func(page string, sources ...string) group {
		g := group{page: integrity(files[page])}
		if page == "index.html" { // hosts lead from one to the other
			g = group{"./": g[page]}
		}
		for _, source := range sources {
			published, ok := names[filepath.Base(source)]
			if !ok {
				published = filepath.Base(source)
			}
			g[published] = integrity(files[published])
		}
		return g
	}
	table, err := json.Marshal(struct {
		Build  string `json:"build"`
		Page   group  `json:"page"`
		Bench  group  `json:"bench"`
		Slides group  `json:"slides"`
	}{
		name,
		kept("index.html", append(slices.Clone(pageSources), manifestName)...),
		kept("bench.html", benchSources...),
		kept("slides.html", append(slices.Clone(slidesSources), elementSource)...),
	})
	if err != nil {
		return err
	}
	files[serviceWorker] = []byte("const site=" + strings.TrimSpace(string(table)) + ";\n" + string(program))
	return nil
}

// integrity is the hash of a file as browsers check it (W3C, Subresource Integrity).
func integrity(content []byte) string {
	sum := sha256.Sum256(content)
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
