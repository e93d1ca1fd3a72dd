package main

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

func TestETagPerRepresentation(t *testing.T) {
	_, h := newSite(t)
	strong := regexp.MustCompile(`^"[0-9a-f]{24}"$`)
	seen := map[string]string{}
	for _, accept := range []string{"identity", "br", "gzip"} {
		tag := get(t, h, "GET", "/app.css", "Accept-Encoding: "+accept).Header().Get("ETag")
		if !strong.MatchString(tag) {
			t.Errorf("%s: ETag %s is not a strong one", accept, tag)
		}
		if other, ok := seen[tag]; ok {
			t.Errorf("%s and %s have one ETag", accept, other)
		}
		seen[tag] = accept
		if head := get(t, h, "HEAD", "/app.css", "Accept-Encoding: "+accept).Header().Get("ETag"); head != tag {
			t.Errorf("%s: HEAD has ETag %s, GET %s", accept, head, tag)
		}
	}
}

func TestConditionalRequests(t *testing.T) {
	_, h := newSite(t)
	plain := get(t, h, "GET", "/app.css").Header().Get("ETag")
	br := get(t, h, "GET", "/app.css", "Accept-Encoding: br").Header().Get("ETag")
	for _, tc := range []struct {
		name    string
		headers []string
		want    int
	}{
		{"same", []string{"If-None-Match: " + plain}, 304},
		{"same, compressed", []string{"If-None-Match: " + br, "Accept-Encoding: br"}, 304},
		{"of the other representation", []string{"If-None-Match: " + plain, "Accept-Encoding: br"}, 200},
		{"other", []string{`If-None-Match: "000000000000000000000000"`}, 200},
		{"list", []string{`If-None-Match: "a", ` + plain + `, "b"`}, 304},
		{"weak", []string{"If-None-Match: W/" + plain}, 304},
		{"star", []string{"If-None-Match: *"}, 304},
		{"without quotes", []string{"If-None-Match: " + strings.Trim(plain, `"`)}, 200},
		{"by date only: no date is given", []string{"If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT"}, 200},
		{"If-Match met", []string{"If-Match: " + br, "Accept-Encoding: br"}, 200},
		{"If-Match not met", []string{"If-Match: " + plain, "Accept-Encoding: br"}, 412},
	} {
		t.Run(tc.name, func(t *testing.T) {
			for _, method := range []string{"GET", "HEAD"} {
				w := get(t, h, method, "/app.css", tc.headers...)
				checkStatus(t, w, tc.want)
				checkHeader(t, w, "Vary", "Accept-Encoding")
				if w.Code == http.StatusOK {
					continue
				}
				if w.Body.Len() > 0 || w.Header().Get("Content-Length") != "" {
					t.Errorf("%s: a body of %d bytes, Content-Length %q, want neither", method, w.Body.Len(),
						w.Header().Get("Content-Length"))
				}
				if w.Code == http.StatusNotModified && w.Header().Get("ETag") == "" {
					t.Errorf("%s: 304 without ETag", method)
				}
			}
		})
	}
}

func TestRange(t *testing.T) {
	_, h := newSite(t)
	plain := get(t, h, "GET", "/app.css").Header().Get("ETag")
	br := get(t, h, "GET", "/app.css", "Accept-Encoding: br").Header().Get("ETag")
	const all = "plain css, longer than its copies"
	for _, tc := range []struct {
		name, method string
		headers      []string
		want         int
		encoding     string
		contentRange string
		body         string
	}{
		{"first bytes", "GET", []string{"Range: bytes=0-4"}, 206, "", "bytes 0-4/33", "plain"},
		{"last bytes", "GET", []string{"Range: bytes=-6"}, 206, "", "bytes 27-32/33", "copies"},
		{"open end", "GET", []string{"Range: bytes=30-"}, 206, "", "bytes 30-32/33", "ies"},
		{"plain though br is accepted", "GET", []string{"Range: bytes=0-4", "Accept-Encoding: br"}, 206, "", "bytes 0-4/33", "plain"},
		{"ignored when plain is refused", "GET", []string{"Range: bytes=0-4", "Accept-Encoding: br, identity;q=0"}, 200, "br", "", "css in br"},
		{"beyond the end", "GET", []string{"Range: bytes=99-"}, 416, "", "bytes */33", "invalid range: failed to overlap\n"},
		{"not bytes", "GET", []string{"Range: lines=1-2"}, 416, "", "", "invalid range\n"},
		{"the same version", "GET", []string{"Range: bytes=0-4", "If-Range: " + plain}, 206, "", "bytes 0-4/33", "plain"},
		{"another version", "GET", []string{"Range: bytes=0-4", `If-Range: "old"`}, 200, "", "", all},
		{"the rest of a compressed one", "GET", []string{"Range: bytes=3-", "If-Range: " + br, "Accept-Encoding: br"}, 200, "", "", all},
		{"HEAD has no ranges", "HEAD", []string{"Range: bytes=0-4"}, 200, "", "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := get(t, h, tc.method, "/app.css", tc.headers...)
			checkStatus(t, w, tc.want)
			checkHeader(t, w, "Content-Encoding", tc.encoding)
			checkHeader(t, w, "Content-Range", tc.contentRange)
			if got := w.Body.String(); got != tc.body {
				t.Errorf("body is %q, want %q", got, tc.body)
			}
		})
	}
	t.Run("two parts", func(t *testing.T) {
		w := get(t, h, "GET", "/app.css", "Range: bytes=0-1,5-6")
		checkStatus(t, w, http.StatusPartialContent)
		if got := w.Header().Get("Content-Type"); !strings.HasPrefix(got, "multipart/byteranges") {
			t.Errorf("Content-Type is %q", got)
		}
	})
	t.Run("the request is left as it came", func(t *testing.T) {
		r := httptest.NewRequest("HEAD", "/app.css", nil)
		r.Header.Set("Range", "bytes=0-4")
		h.ServeHTTP(httptest.NewRecorder(), r)
		if r.Header.Get("Range") == "" {
			t.Error("the handler removed Range from a request that others may still read")
		}
	})
}
