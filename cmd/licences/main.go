// Command licences writes NOTICE: what of others is in the page, the local server and the
// worker, each with its licence in full. It asks Go which modules are linked, reads from
// our JavaScript which packages are bundled, and takes the licences from where they are
// installed, so the same sources give the same file.
//
//	go run ./cmd/licences NOTICE
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: licences FILE")
		os.Exit(2)
	}
	text, err := notice(".")
	if err == nil {
		err = os.WriteFile(os.Args[1], text, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

// program is one of ours that others are linked into.
type program struct {
	name    string
	pkg     string
	browser bool // GOOS=js GOARCH=wasm
}

var programs = []program{
	{"the page", "./wasm", true},
	{"the reader of files", "./wasm/reader", true},
	{"the page of benchmarks", "./bench/wasm", true},
	{"the local server", "./cmd/playground", false},
	{"the worker", "./worker", true},
}

// part is something of others.
type part struct {
	name, version string
	dir           string // with its licence
	in            []string
}

// notice is the whole file, of the tree at root.
func notice(root string) ([]byte, error) {
	parts, err := goParts(root)
	if err != nil {
		return nil, err
	}
	packages, err := npmParts(root)
	if err != nil {
		return nil, err
	}
	parts = append(parts, packages...)
	var out bytes.Buffer
	out.WriteString("RNN Playground is under the MIT licence, see LICENSE. It has in it what follows, under the licences\n" +
		"below it. `make licences` writes this file.\n")
	for _, p := range parts {
		fmt.Fprintf(&out, "\n%s\n%s\nIn %s.\n", strings.Repeat("=", 100), strings.TrimSpace(p.name+" "+p.version), strings.Join(p.in, ", "))
		licences, err := licencesIn(p.dir)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
		for _, l := range licences {
			fmt.Fprintf(&out, "\n%s\n", l)
		}
	}
	return out.Bytes(), nil
}

// goParts are Go itself, whose library is in every program, and the modules linked.
func goParts(root string) ([]part, error) {
	var env struct{ GOROOT, GOVERSION string }
	if err := ask(root, nil, &env, "go", "env", "-json", "GOROOT", "GOVERSION"); err != nil {
		return nil, err
	}
	library := part{"Go, its standard library and wasm_exec.js", "", env.GOROOT, nil}
	var parts []part
	for _, p := range programs {
		library.in = append(library.in, p.name)
		var environment []string
		if p.browser {
			environment = []string{"GOOS=js", "GOARCH=wasm"}
		}
		text, err := output(root, environment, "go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}} {{.Dir}}{{end}}{{end}}", p.pkg)
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(text)) {
			name, rest, ok := strings.Cut(strings.TrimSpace(line), " ")
			version, dir, found := strings.Cut(rest, " ")
			if !ok || !found {
				continue
			}
			i := slices.IndexFunc(parts, func(p part) bool { return p.name == name })
			if i < 0 {
				i = len(parts)
				parts = append(parts, part{name, version, dir, nil})
			}
			if !slices.Contains(parts[i].in, p.name) {
				parts[i].in = append(parts[i].in, p.name)
			}
		}
	}
	slices.SortFunc(parts, func(a, b part) int { return strings.Compare(a.name, b.name) })
	return append([]part{library}, parts...), nil
}

// imported matches the packages that JavaScript and style sheets import by name.
var imported = regexp.MustCompile(`(?m)(?:^|[;\s@])(?:(?:import|export)\b[^'";()]*?\bfrom\s*|import\s*\(?\s*)['"]((?:@[\w.-]+/)?[a-z][\w.-]*)(?:/[^'"]*)?['"]`)

// npmParts are the packages bundled into the page, and AssemblyScript, whose library is
// compiled into the modules that are written in it.
func npmParts(root string) ([]part, error) {
	in := map[string][]string{}
	add := func(name, program string) {
		if !slices.Contains(in[name], program) {
			in[name] = append(in[name], program)
		}
	}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, _ := filepath.Rel(root, path)
		relative = filepath.ToSlash(relative)
		if entry.IsDir() && (entry.Name() == "node_modules" || entry.Name() == "build" || entry.Name() == "dist" || strings.HasPrefix(entry.Name(), ".") && path != root) {
			return fs.SkipDir
		}
		program := ""
		switch {
		case strings.HasSuffix(relative, ".d.ts") || strings.HasSuffix(relative, ".test.js"):
		case strings.HasPrefix(relative, "web/"):
			program = "the page"
		case strings.HasPrefix(relative, "bench/site/"):
			program = "the page of benchmarks"
		case strings.HasPrefix(relative, "wasm/") && strings.HasSuffix(relative, ".ts"):
			add("assemblyscript", "the page")
		}
		if program == "" || entry.IsDir() || !slices.Contains([]string{".js", ".mjs", ".css", ".ts"}, filepath.Ext(path)) {
			return nil
		}
		text, err := os.ReadFile(path)
		for _, match := range imported.FindAllSubmatch(text, -1) {
			// A style sheet may name a file beside it like that.
			if _, err := os.Stat(filepath.Join(filepath.Dir(path), string(match[1]))); err != nil {
				add(string(match[1]), program)
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	var parts []part
	for name, programs := range in {
		dir := filepath.Join(root, "node_modules", filepath.FromSlash(name))
		text, err := os.ReadFile(filepath.Join(dir, "package.json"))
		if err != nil {
			return nil, err
		}
		var about struct{ Version, License string }
		if err := json.Unmarshal(text, &about); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		slices.Sort(programs)
		parts = append(parts, part{name, about.Version + " (" + about.License + ")", dir, programs})
	}
	slices.SortFunc(parts, func(a, b part) int { return strings.Compare(a.name, b.name) })
	return parts, nil
}

// licence matches the files that say under which terms.
var licence = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)([._-].*)?$`)

var errNoLicence = errors.New("no licence is with it")

// licencesIn reads the licences in a folder, in the order of their names.
func licencesIn(dir string) (texts []string, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		if entry.IsDir() || !licence.MatchString(entry.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, entry.Name()))
		if err != nil {
			return nil, err
		}
		texts = append(texts, strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n")))
	}
	if len(texts) == 0 {
		return nil, errNoLicence
	}
	return texts, nil
}

func ask(dir string, environment []string, answer any, name string, args ...string) error {
	text, err := output(dir, environment, name, args...)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, answer)
}

func output(dir string, environment []string, name string, args ...string) ([]byte, error) {
	command := exec.Command(name, args...)
	command.Dir, command.Env, command.Stderr = dir, append(os.Environ(), environment...), os.Stderr
	return command.Output()
}
