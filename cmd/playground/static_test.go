package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rnn-playground/rnn-playground/headers"
)

var built = time.Now().Add(-time.Hour)

// newSite makes a small built site. What a copy contains is not compressed: the server never looks inside.
func newSite(t *testing.T) (dir string, handler http.Handler) {
	t.Helper()
	dir = t.TempDir()
	for name, content := range map[string]string{
		"index.html":              "<!doctype html>",
		"app.css":                 "plain css, longer than its copies",
		"app.css.br":              "css in br",
		"app.css.gz":              "css in gzip",
		"only.txt":                "no copies of this",
		"gz.txt":                  "a gzip copy only",
		"gz.txt.gz":               "txt in gzip",
		"orphan.txt.br":           "a copy without an original",
		"page.html":               "written after its copy",
		"app-KJ3X7QWZ.js":         "hashed",
		"app-KJ3X7QWZ.js.br":      "hashed in br",
		"docs/index.html":         "docs",
		"docs/app-KJ3X7QWZ.x.map": "{}",
		"empty/note.txt":          "a folder without index.html",
		"nothing.txt":             "",
	} {
		write(t, dir, name, content, built)
	}
	write(t, dir, "page.html.br", "page in br", built.Add(-time.Minute))
	return dir, newHandler(dir)
}

// get sends one request with the given fields, as "Name: value".
func get(t *testing.T, h http.Handler, method, path string, fields ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(method, path, nil)
	for _, field := range fields {
		name, value, _ := strings.Cut(field, ": ")
		r.Header.Add(name, value)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	for _, header := range headers.Site {
		if got := w.Header().Get(header.Name); got != header.Value {
			t.Errorf("%s %s: %s is %q, want %q", method, path, header.Name, got, header.Value)
		}
	}
	return w
}

// checkHeader takes "" for a header that must be absent.
func checkHeader(t *testing.T, w *httptest.ResponseRecorder, name, want string) {
	t.Helper()
	if got := strings.Join(w.Header().Values(name), ", "); got != want {
		t.Errorf("%s is %q, want %q", name, got, want)
	}
}

func checkStatus(t *testing.T, w *httptest.ResponseRecorder, want int) {
	t.Helper()
	if w.Code != want {
		t.Errorf("status %d, want %d", w.Code, want)
	}
}

func TestRepresentation(t *testing.T) {
	_, h := newSite(t)
	for _, tc := range []struct {
		name, path, accept string
		encoding, body     string
	}{
		{"nothing accepted", "/app.css", "", "", "plain css, longer than its copies"},
		{"browser", "/app.css", "gzip, deflate, br", "br", "css in br"},
		{"br refused", "/app.css", "br;q=0, gzip", "gzip", "css in gzip"},
		{"gzip liked better", "/app.css", "br;q=0.8, gzip", "gzip", "css in gzip"},
		{"identity liked better", "/app.css", "br;q=0.8, identity", "", "plain css, longer than its copies"},
		{"all refused", "/app.css", "*;q=0", "", "plain css, longer than its copies"},
		{"identity refused", "/app.css", "identity;q=0, gzip;q=0.1", "gzip", "css in gzip"},
		{"no copies", "/only.txt", "br, gzip", "", "no copies of this"},
		{"no copies, identity refused", "/only.txt", "br, identity;q=0", "", "no copies of this"},
		{"the preferred copy is missing", "/gz.txt", "br, gzip;q=0.1", "gzip", "txt in gzip"},
		{"copy older than its original", "/page.html", "br", "br", "page in br"},
		{"empty file", "/nothing.txt", "br", "", ""},
		{"folder", "/docs/", "br", "", "docs"},
		{"root", "/", "br", "", "<!doctype html>"},
		{"index by name", "/index.html", "br", "", "<!doctype html>"},
		{"query", "/only.txt?v=../1", "", "", "no copies of this"},
		{"escaped", "/%6Fnly.txt", "", "", "no copies of this"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			for _, method := range []string{"GET", "HEAD"} {
				w := get(t, h, method, tc.path, "Accept-Encoding: "+tc.accept)
				checkStatus(t, w, http.StatusOK)
				checkHeader(t, w, "Content-Encoding", tc.encoding)
				checkHeader(t, w, "Vary", "Accept-Encoding")
				checkHeader(t, w, "Content-Length", strconv.Itoa(len(tc.body)))
				body := tc.body
				if method == "HEAD" {
					body = ""
				}
				if got := w.Body.String(); got != body {
					t.Errorf("%s: body is %q, want %q", method, got, body)
				}
			}
		})
	}
}

func TestContentTypes(t *testing.T) {
	dir, h := newSite(t)
	for name, want := range map[string]string{
		"t.html":        "text/html; charset=utf-8",
		"t.js":          "text/javascript; charset=utf-8",
		"t.mjs":         "text/javascript; charset=utf-8",
		"t.css":         "text/css; charset=utf-8",
		"t.wasm":        "application/wasm",
		"t.json":        "application/json",
		"t.js.map":      "application/json",
		"t.webmanifest": "application/manifest+json",
		"t.svg":         "image/svg+xml; charset=utf-8",
		"t.png":         "image/png",
		"t.ico":         "image/x-icon",
		"t.txt":         "text/plain; charset=utf-8",
		"t.xml":         "application/xml; charset=utf-8",
		"T.HTML":        "text/html; charset=utf-8",
		"t.unknown":     "application/octet-stream",
		"t":             "application/octet-stream",
	} {
		t.Run(name, func(t *testing.T) {
			write(t, dir, name, "<html>", built) // Sniffing would find HTML in each of them.
			write(t, dir, name+".br", "br", built)
			checkHeader(t, get(t, h, "GET", "/"+name), "Content-Type", want)
			checkHeader(t, get(t, h, "GET", "/"+name, "Accept-Encoding: br"), "Content-Type", want)
		})
	}
}

func TestCacheControl(t *testing.T) {
	dir, h := newSite(t)
	const forEver = "public, max-age=31536000, immutable"
	for name, want := range map[string]string{
		"app-KJ3X7QWZ.js":       forEver,
		"docs/b-01234567.wasm":  forEver,
		"app-KJ3X7QWZ.js.map":   forEver,
		"app.js":                "no-cache",
		"index.html":            "no-cache",
		"app-kj3x7qwz.js":       "no-cache",
		"app-KJ3X7QW.js":        "no-cache",
		"app-KJ3X7QWZA.js":      "no-cache",
		"KJ3X7QWZ.js":           "no-cache",
		"app-KJ3X7QWZ":          "no-cache",
		"d-KJ3X7QWZ.d/app.html": "no-cache",
	} {
		t.Run(name, func(t *testing.T) {
			write(t, dir, name, "x", built)
			w := get(t, h, "GET", "/"+name)
			checkStatus(t, w, http.StatusOK)
			checkHeader(t, w, "Cache-Control", want)
			checkHeader(t, get(t, h, "GET", "/"+name, "If-None-Match: *"), "Cache-Control", want)
		})
	}
	t.Run("missing hashed name", func(t *testing.T) {
		checkHeader(t, get(t, h, "GET", "/gone-KJ3X7QWZ.js"), "Cache-Control", "no-cache")
	})
}

func TestMethods(t *testing.T) {
	_, h := newSite(t)
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"} {
		t.Run(method, func(t *testing.T) {
			for _, path := range []string{"/", "/missing"} {
				w := get(t, h, method, path)
				checkStatus(t, w, http.StatusMethodNotAllowed)
				checkHeader(t, w, "Allow", "GET, HEAD")
			}
		})
	}
}

// The folder may be changed, or removed and made anew, while many pages read it.
func TestRebuildWhileServing(t *testing.T) {
	dir, h := newSite(t)
	before := get(t, h, "GET", "/app.css", "Accept-Encoding: br")

	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	checkStatus(t, get(t, h, "GET", "/app.css"), http.StatusNotFound)
	write(t, dir, "app.css", "new plain", built.Add(time.Minute))
	write(t, dir, "app.css.br", "css in BR", built.Add(time.Minute))

	after := get(t, h, "GET", "/app.css", "Accept-Encoding: br", "If-None-Match: "+before.Header().Get("ETag"))
	checkStatus(t, after, http.StatusOK)
	if got := after.Body.String(); got != "css in BR" {
		t.Errorf("after the rebuild the body is %q", got)
	}

	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 50 {
				get(t, h, "GET", "/app.css", "Accept-Encoding: br")
			}
		})
	}
	for i := range 20 {
		write(t, dir, "app.css.br", strings.Repeat("x", i), built.Add(time.Duration(i)*time.Hour))
	}
	wg.Wait()
}

func TestAnyPageMayLoadTheElementAndNoOtherFile(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{headers.Shared, "app.js"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("export {}"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]string{headers.Shared: "*", "app.js": ""} {
		w := httptest.NewRecorder()
		newHandler(dir).ServeHTTP(w, httptest.NewRequest("GET", "/"+name, nil))
		if got := w.Header().Get(headers.Share.Name); w.Code != 200 || got != want {
			t.Errorf("%s: %d, %s %q, want %q", name, w.Code, headers.Share.Name, got, want)
		}
	}
}
