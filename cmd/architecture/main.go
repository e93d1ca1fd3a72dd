// Command architecture draws our packages and what each imports of the others, as the
// sources say it: below each stands what it imports. A pale line is an import that there
// is a longer way to as well.
//
//	go run ./cmd/architecture docs/architecture.svg
package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"math"
	"os"
	"os/exec"
	"slices"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: architecture FILE")
		os.Exit(2)
	}
	packages, err := list(".")
	if err == nil {
		err = os.WriteFile(os.Args[1], draw(packages), 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "architecture:", err)
		os.Exit(1)
	}
}

// ends are where the imports begin: what runs in a browser or on the edge, and what runs
// on a machine. What only measures or looks after this tree is no part of it.
var ends = []struct {
	packages []string
	browser  bool
}{
	{[]string{"./wasm", "./wasm/reader", "./worker"}, true},
	{[]string{"./cmd/playground", "./cmd/site"}, false},
}

// pkg is one of our packages.
type pkg struct {
	name    string   // its folder
	imports []string // of ours, by folder
	level   int      // 0 imports none of ours
	x       float64  // its middle
}

// list asks Go for our packages.
func list(root string) ([]*pkg, error) {
	found := map[string]*pkg{}
	for _, end := range ends {
		command := exec.Command("go", append([]string{"list", "-deps", "-json=ImportPath,Imports,Module"}, end.packages...)...)
		command.Dir, command.Stderr = root, os.Stderr
		if end.browser {
			command.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
		}
		out, err := command.Output()
		if err != nil {
			return nil, err
		}
		for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
			var p struct {
				ImportPath string
				Imports    []string
				Module     *struct {
					Path string
					Main bool
				}
			}
			if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				return nil, err
			}
			if p.Module == nil || !p.Module.Main {
				continue
			}
			ours := p.Module.Path + "/"
			name := strings.TrimPrefix(p.ImportPath, ours)
			if found[name] == nil {
				found[name] = &pkg{name: name}
			}
			for _, path := range p.Imports {
				if of, ok := strings.CutPrefix(path, ours); ok && !slices.Contains(found[name].imports, of) {
					found[name].imports = append(found[name].imports, of)
				}
			}
		}
	}
	var packages []*pkg
	for _, p := range found {
		slices.Sort(p.imports)
		packages = append(packages, p)
	}
	slices.SortFunc(packages, func(a, b *pkg) int { return strings.Compare(a.name, b.name) })
	for _, p := range packages {
		p.level = level(found, p.name)
	}
	return packages, nil
}

// level of a package is one above the highest that it imports.
func level(all map[string]*pkg, name string) int {
	highest := -1
	for _, of := range all[name].imports {
		highest = max(highest, level(all, of))
	}
	return highest + 1
}

// Geometry, in units of the picture.
const (
	width  = 880.0
	row    = 104.0
	margin = 40.0
	size   = 15.0 // of a name
)

// place puts the packages of each level side by side, each near the middle of what it
// imports, the lowest level first.
func place(packages []*pkg) (levels [][]*pkg) {
	for _, p := range packages {
		for len(levels) <= p.level {
			levels = append(levels, nil)
		}
		levels[p.level] = append(levels[p.level], p)
	}
	spread := func(line []*pkg) {
		for i, p := range line {
			p.x = width * (float64(i) + 0.5) / float64(len(line))
		}
	}
	for _, line := range levels {
		spread(line)
	}
	middle := func(of []*pkg, usual float64) float64 {
		sum := 0.0
		for _, p := range of {
			sum += p.x
		}
		if len(of) == 0 {
			return usual
		}
		return sum / float64(len(of))
	}
	neighbours := func(p *pkg, down bool) (of []*pkg) {
		for _, q := range packages {
			if down && slices.Contains(p.imports, q.name) || !down && slices.Contains(q.imports, p.name) {
				of = append(of, q)
			}
		}
		return of
	}
	for pass := range 8 { // up and down until it has settled
		for _, line := range levels {
			want := map[*pkg]float64{}
			for _, p := range line {
				want[p] = middle(neighbours(p, pass%2 == 0), p.x)
			}
			slices.SortStableFunc(line, func(a, b *pkg) int { return cmp.Compare(want[a], want[b]) })
			spread(line)
		}
	}
	return levels
}

// draw gives the picture.
func draw(packages []*pkg) []byte {
	levels := place(packages)
	height := margin*2 + row*float64(len(levels)-1)
	y := func(p *pkg) float64 { return height - margin - row*float64(p.level) }
	at := map[string]*pkg{}
	for _, p := range packages {
		at[p.name] = p
	}
	// longer reports whether there is a way from p to an import by another one.
	var reaches func(from, to string) bool
	reaches = func(from, to string) bool {
		return slices.ContainsFunc(at[from].imports, func(of string) bool { return of == to || reaches(of, to) })
	}
	longer := func(p *pkg, to string) bool {
		return slices.ContainsFunc(p.imports, func(of string) bool { return of != to && reaches(of, to) })
	}

	var out bytes.Buffer
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" role="img" aria-labelledby="t">
<title id="t">The packages, and what each imports</title>
<style>
svg { color: #1c1c1c; background: #fff; }
text { font: %gpx ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; fill: currentColor; text-anchor: middle; }
.program { font-weight: bold; }
path { fill: none; stroke: #4b5b6b; stroke-width: 1.2; }
.pale { stroke: #c4ccd4; }
.end { fill: #4b5b6b; stroke: none; }
.pale-end { fill: #c4ccd4; stroke: none; }
.behind { fill: #fff; }
@media (prefers-color-scheme: dark) {
svg { color: #ececec; background: #151719; }
path { stroke: #9aa8b6; }
.pale { stroke: #3d454d; }
.end { fill: #9aa8b6; }
.pale-end { fill: #3d454d; }
.behind { fill: #151719; }
}
</style>
<rect class="behind" width="100%%" height="100%%"/>
`, width, height, size)
	for _, pale := range []bool{true, false} {
		for _, p := range packages {
			for _, of := range p.imports {
				if longer(p, of) != pale {
					continue
				}
				to := at[of]
				class, end := ``, `end`
				if pale {
					class, end = ` class="pale"`, `pale-end`
				}
				x1, y1, x2, y2 := p.x, y(p)+14, to.x, y(to)-20
				bend := math.Min(60, (y2-y1)/2)
				// A way over several levels keeps clear of the names between.
				fmt.Fprintf(&out, `<path%s d="M%.0f %.0fC%.0f %.0f %.0f %.0f %.0f %.0f"/><path class="%s" d="M%.0f %.0fl-4-8h8z"/>`+"\n",
					class, x1, y1, x1, y1+bend, x2, y2-8-bend, x2, y2-8, end, x2, y2)
			}
		}
	}
	for _, p := range packages {
		class := ""
		if !slices.ContainsFunc(packages, func(q *pkg) bool { return slices.Contains(q.imports, p.name) }) {
			class = ` class="program"`
		}
		w := 9.2*float64(len(p.name)) + 12
		fmt.Fprintf(&out, `<rect class="behind" x="%.0f" y="%.0f" width="%.0f" height="26"/><text%s x="%.0f" y="%.0f">%s</text>`+"\n",
			p.x-w/2, y(p)-16, w, class, p.x, y(p)+3, html.EscapeString(p.name))
	}
	out.WriteString("</svg>\n")
	return out.Bytes()
}
