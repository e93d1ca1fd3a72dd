package playground

import (
	"bytes"
	"encoding/base64"
	"testing"
)

// It is what the library says.
func FuzzBase64(f *testing.F) {
	for _, text := range []string{"", "A", "AA", "AB", "AAA", "AAB", "AAAA", "-_-_", "mpmZmZmZ=", "mp+Z"} {
		f.Add([]byte(text))
	}
	library := base64.RawURLEncoding.Strict()
	f.Fuzz(func(t *testing.T, text []byte) {
		if got, want := string(appendBase64(nil, text)), library.EncodeToString(text); got != want {
			t.Errorf("%x is %s, want %s", text, got, want)
		}
		if bytes.ContainsAny(text, "\r\n") {
			return // the library passes them by
		}
		want, err := library.DecodeString(string(text))
		got, ok := parseBase64(string(text))
		if ok != (err == nil) || ok && !bytes.Equal(got, want) {
			t.Errorf("%s is %x, %v; want %x, %v", text, got, ok, want, err)
		}
	})
}
