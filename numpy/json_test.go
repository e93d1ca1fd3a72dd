package numpy

import (
	"encoding/json"
	"testing"
)

func FuzzAppendJSON(f *testing.F) {
	for _, text := range []string{"", "plain", "\"\\\n\r\t\x00\x7f", "은닉 👩‍👧‍👦", "\xff\xc0", "</script>"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var got, want string
		written := AppendJSON([]byte("x"), text)[1:]
		if err := json.Unmarshal(written, &got); err != nil {
			t.Fatalf("%q is written as %s: %v", text, written, err)
		}
		theirs, _ := json.Marshal(text)
		json.Unmarshal(theirs, &want)
		if got != want {
			t.Errorf("%q reads back as %q", text, got)
		}
	})
}
