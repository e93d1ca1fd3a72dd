package api

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
)

// tagOf is a strong entity tag for what text describes in full, quotes included.
func tagOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
}

// send answers GET and HEAD with what make gives, whose tag is known before. If the
// client has it already, or asks only what it is, it is not made.
func send(w http.ResponseWriter, r *http.Request, tag string, make func() ([]byte, error)) error {
	h := w.Header()
	h.Set("ETag", tag)
	h.Set("Accept-Ranges", "none")
	// In the order of RFC 9110, section 13.2.2. There are no dates to compare with.
	if list := r.Header.Values("If-Match"); len(list) > 0 && !names(list, tag, false) {
		return &refusal{status: http.StatusPreconditionFailed, detail: "If-Match names none of this answer's tags"}
	}
	if list := r.Header.Values("If-None-Match"); len(list) > 0 && names(list, tag, true) {
		for _, name := range []string{"Content-Type", "Content-Disposition"} {
			h.Del(name) // of what the client has already
		}
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	if r.Method == http.MethodHead {
		return nil
	}
	body, err := make()
	if err != nil {
		return err
	}
	deliver(w, body)
	return nil
}

// names reports whether a list of entity tags has this strong one, or is *. Compared
// weakly, a tag may be marked as weak, as caches that compress do (RFC 9110, section
// 8.8.3.2).
func names(lines []string, tag string, weakly bool) bool {
	for _, list := range lines {
		for list != "" {
			list = strings.TrimLeft(list, " \t,")
			if list == "*" {
				return true
			}
			begin := 0
			weak := strings.HasPrefix(list, "W/")
			if weak {
				begin = len("W/")
			}
			if !strings.HasPrefix(list[begin:], `"`) {
				break // no list of tags: nothing more can be read
			}
			end := strings.IndexByte(list[begin+1:], '"')
			if end < 0 {
				break
			}
			end += begin + 2
			if list[begin:end] == tag && (weakly || !weak) {
				return true
			}
			list = list[end:]
		}
	}
	return false
}
