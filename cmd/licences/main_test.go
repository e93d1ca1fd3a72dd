package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestNoticeIsUpToDate(t *testing.T) {
	if _, err := os.Stat("../../node_modules"); errors.Is(err, fs.ErrNotExist) {
		t.Skip("the packages are not installed")
	}
	want, err := notice("../..")
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../../NOTICE")
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("NOTICE is not what `make licences` writes (%v)", err)
	}
	for _, name := range []string{"Go, its standard library", "github.com/clipperhouse/uax29/v2", "github.com/syumai/workers", "honnef.co/go/js/dom/v2", "assemblyscript"} {
		if !strings.Contains(string(want), "\n"+name) {
			t.Errorf("NOTICE has no %s", name)
		}
	}
	again, err := notice("../..")
	if err != nil || !bytes.Equal(want, again) {
		t.Errorf("the second time it is another (%v)", err)
	}
}

func TestImported(t *testing.T) {
	for text, want := range map[string]string{
		`import uPlot from 'uplot';`:                            "uplot",
		`import { a, b } from "d3-scale-chromatic"`:             "d3-scale-chromatic",
		`import 'uplot/dist/uPlot.min.css';`:                    "uplot",
		"import {\n  a,\n  b,\n} from '@scope/name/sub.js';":    "@scope/name",
		`export { x } from 'pkg';`:                              "pkg",
		`const x = await import('later');`:                      "later",
		`import { write } from './write.js';`:                   "",
		`/** @type {import('./host.js').Texts} */ const a = 1;`: "",
		`export function f() { return 'kernel'; }`:              "",
		"@import 'normalize.css';":                              "normalize.css",
	} {
		got := ""
		for _, match := range imported.FindAllStringSubmatch(text, -1) {
			got += match[1]
		}
		if got != want {
			t.Errorf("%q imports %q, want %q", text, got, want)
		}
	}
}

func TestWithoutALicence(t *testing.T) {
	dir := t.TempDir()
	os.WriteFile(filepath.Join(dir, "README.md"), []byte("LICENSE: none"), 0o644)
	if _, err := licencesIn(dir); !errors.Is(err, errNoLicence) {
		t.Errorf("%v", err)
	}
	os.WriteFile(filepath.Join(dir, "LICENSE-MIT.txt"), []byte("MIT\r\n\n"), 0o644)
	os.WriteFile(filepath.Join(dir, "NOTICE"), []byte("of others"), 0o644)
	if texts, err := licencesIn(dir); err != nil || strings.Join(texts, "|") != "MIT|of others" {
		t.Errorf("%q %v", texts, err)
	}
}
