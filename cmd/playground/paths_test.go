package main

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// rawGet sends the target as it is; an http.Client would clean it first.
func rawGet(t *testing.T, addr net.Addr, target string) (status int, body string) {
	t.Helper()
	conn, err := net.Dial("tcp", addr.String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n", target)
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(content)
}

// Every file that must not be served says so in its content.
func newGuardedSite(t *testing.T) *httptest.Server {
	outside := t.TempDir()
	write(t, outside, "secret.txt", "SECRET", built)
	dir := filepath.Join(outside, "dist")
	write(t, dir, "index.html", "home", built)
	write(t, dir, "app.js", "app", built)
	write(t, dir, "docs/index.html", "docs", built)
	for _, name := range []string{".env", ".git/config", "docs/.hidden/index.html", "app.js.br", "app.js.gz",
		"nul", "CON.txt", "aux.html", "COM1.js", "lpt¹", "trailing.", "blank ", "UPPER.JS.BR", "lone.gz", `back\slash.txt`, "empty/secret.txt", "co:lon.txt"} {
		write(t, dir, name, "SECRET", built)
	}
	for link, target := range map[string]string{
		"link-out.txt":     filepath.Join(outside, "secret.txt"),
		"link-out-rel.txt": "../secret.txt",
		"link-out-dir":     "..",
		"link-in.txt":      "app.js",
		"link-loop.txt":    "link-loop.txt",
	} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	server := httptest.NewServer(newHandler(dir))
	t.Cleanup(server.Close)
	return server
}

func TestPaths(t *testing.T) {
	server := newGuardedSite(t)
	for _, tc := range []struct {
		name, target string
		want         int
	}{
		{"root", "/", 200},
		{"file", "/app.js", 200},
		{"folder", "/docs/", 200},
		{"link that stays inside", "/link-in.txt", 200},
		{"whole URL", "http://test/app.js", 200},
		{"whole URL without a path", "http://test", 200},

		{"missing", "/missing", 404},
		{"missing folder", "/missing/", 404},
		{"missing in a missing folder", "/missing/app.js", 404},
		{"file as a folder", "/app.js/", 404},
		{"below a file", "/app.js/index.html", 404},
		{"folder without index", "/empty/", 404},
		{"folder without index or slash", "/empty", 404},

		{"up", "/../secret.txt", 404},
		{"up from below", "/docs/../../secret.txt", 404},
		{"up and back in", "/docs/../app.js", 404},
		{"up at the end", "/docs/..", 404},
		{"up, slash at the end", "/docs/../", 404},
		{"up, dots escaped", "/%2e%2e/secret.txt", 404},
		{"up, one dot escaped", "/.%2E/secret.txt", 404},
		{"up, slash escaped", "/..%2fsecret.txt", 404},
		{"up, all escaped", "/%2e%2e%2fsecret.txt", 404},
		{"up, escaped twice", "/%252e%252e%252fsecret.txt", 404},
		{"up, backslash", `/..\secret.txt`, 404},
		{"up, backslash escaped", "/..%5csecret.txt", 404},
		{"up, long UTF-8", "/%c0%ae%c0%ae/secret.txt", 404},
		{"up, longer UTF-8", "/..%c0%afsecret.txt", 404},
		{"up, wide dots", "/%ef%bc%8e%ef%bc%8e/secret.txt", 404},
		{"up, semicolon", "/..;/secret.txt", 404},
		{"up, four dots", "/..../secret.txt", 404},
		{"up, whole URL", "http://test/../secret.txt", 404},
		{"here", "/./app.js", 404},
		{"here at the end", "/docs/.", 404},
		{"two slashes", "//app.js", 404},
		{"two slashes within", "/docs//index.html", 404},
		{"absolute, two slashes", "//etc/passwd", 404},
		{"absolute, escaped", "/%2fetc%2fpasswd", 404},
		{"drive", "/C:/Windows/win.ini", 404},
		{"drive, escaped", "/c%3a%5cWindows%5cwin.ini", 404},
		{"colon", "/co:lon.txt", 404},
		{"stream", "/app.js::$DATA", 404},
		{"backslash in a name", "/back%5cslash.txt", 404},
		{"NUL", "/app.js%00", 404},
		{"NUL before an extension", "/.env%00.js", 404},
		{"not UTF-8", "/%ff%fe", 404},
		{"long name", "/" + strings.Repeat("a", 5000), 404},
		{"deep", strings.Repeat("/a", 5000), 404},

		{"device", "/nul", 404},
		{"device, upper case, extension", "/CON.txt", 404},
		{"device, extension", "/aux.html", 404},
		{"port", "/COM1.js", 404},
		{"port, superscript", "/lpt%C2%B9", 404},
		{"dot at the end", "/trailing.", 404},
		{"blank at the end", "/blank%20", 404},
		{"network share", "/%5c%5chost%5cshare", 404},
		{"network share, slashes", "//host/share", 404},
		{"extended path", "/%5c%5c%3f%5cC:%5csecret.txt", 404},
		{"short name", "/SECRET~1.TXT", 404},
		{"up, escaped three times", "/%25252e%25252e%25252fsecret.txt", 404},
		{"up, mixed", `/..%5c../%2e%2e\secret.txt`, 404},
		{"up, through the API", "/api/../secret.txt", 404},
		{"line break", "/app.js%0d%0aX-Evil:1", 404},

		{"dotfile", "/.env", 404},
		{"dotfile, escaped", "/%2eenv", 404},
		{"dot folder", "/.git/config", 404},
		{"dot folder below", "/docs/.hidden/", 404},
		{"copy in br", "/app.js.br", 404},
		{"copy in gzip", "/app.js.gz", 404},
		{"copy, escaped", "/app.js%2ebr", 404},
		{"copy, upper case", "/UPPER.JS.BR", 404},
		{"copy without an original", "/lone.gz", 404},
		{"link out", "/link-out.txt", 404},
		{"link out, relative", "/link-out-rel.txt", 404},
		{"through a link out", "/link-out-dir/secret.txt", 404},
		{"link in a circle", "/link-loop.txt", 404},

		{"escape cut off", "/%2", 400},
		{"escape of no byte", "/%zz", 400},
		{"raw NUL", "/a\x00b", 400},
	} {
		t.Run(tc.name, func(t *testing.T) {
			status, body := rawGet(t, server.Listener.Addr(), tc.target)
			if status != tc.want {
				t.Errorf("GET %.60q: status %d, want %d", tc.target, status, tc.want)
			}
			if strings.Contains(body, "SECRET") || strings.Contains(body, "root:") {
				t.Errorf("GET %.60q: got out %q", tc.target, body)
			}
			if status == 404 && body != "404 not found\n" {
				t.Errorf("GET %.60q: body %q", tc.target, body)
			}
		})
	}
}

// Opening a pipe waits until somebody writes to it; a request for one must not.
func TestPipeIsNotOpened(t *testing.T) {
	dir, h := newSite(t)
	if err := exec.Command("mkfifo", filepath.Join(dir, "pipe.txt")).Run(); err != nil {
		t.Skipf("no pipes here: %v", err)
	}
	answer := make(chan *httptest.ResponseRecorder, 1)
	go func() { answer <- get(t, h, "GET", "/pipe.txt") }()
	select {
	case w := <-answer:
		checkStatus(t, w, http.StatusNotFound)
	case <-time.After(patience):
		t.Fatalf("no answer after %v", patience)
	}
}

func TestFolderRedirect(t *testing.T) {
	dir, h := newSite(t)
	write(t, dir, "a?b c/index.html", "odd", built)
	for _, tc := range []struct{ name, target, want string }{
		{"folder", "/docs", "./docs/"},
		{"query kept", "/docs?lang=ko", "./docs/?lang=ko"},
		{"odd name", "/a%3Fb%20c", "./a%3Fb%20c/"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := get(t, h, "GET", tc.target)
			checkStatus(t, w, http.StatusTemporaryRedirect)
			checkHeader(t, w, "Location", tc.want)
			checkHeader(t, w, "Cache-Control", "no-cache")
		})
	}
	t.Run("mounted below a prefix", func(t *testing.T) {
		server := httptest.NewServer(http.StripPrefix("/site/", h))
		defer server.Close()
		response, err := server.Client().Get(server.URL + "/site/docs")
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		if got := response.Request.URL.Path; got != "/site/docs/" || response.StatusCode != 200 {
			t.Errorf("led to %s, status %d", got, response.StatusCode)
		}
	})
}

func FuzzFileName(f *testing.F) {
	for _, seed := range []string{"/", "", "/docs/", "/../x", "/a/.b", "/a.br", "//", "/a\\b", "/a\x00", "/C:/x"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, urlPath string) {
		name, ok := fileName(urlPath)
		if !ok {
			return
		}
		if !fs.ValidPath(name) || !filepath.IsLocal(name) {
			t.Errorf("%q leads to %q, which is no path inside", urlPath, name)
		}
		if strings.HasPrefix(name, ".") || strings.Contains(name, "/.") {
			t.Errorf("%q leads to the hidden %q", urlPath, name)
		}
		for element := range strings.SplitSeq(name, "/") {
			if base, _, _ := strings.Cut(strings.ToUpper(element), "."); base == "CON" || base == "NUL" || base == "COM1" || strings.TrimRight(element, ". ") != element {
				t.Errorf("%q leads to %q, which is no plain name on Windows", urlPath, name)
			}
		}
		if strings.HasSuffix(name, ".br") || strings.HasSuffix(name, ".gz") {
			t.Errorf("%q leads to the copy %q", urlPath, name)
		}
	})
}
