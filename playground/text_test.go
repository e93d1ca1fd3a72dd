package playground

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var placeholder = regexp.MustCompile(`\{\d\}`)

// Each text is there in both languages, with the same things filled in.
func TestLanguagesHaveTheSameTexts(t *testing.T) {
	for key, text := range korean {
		other, ok := english[key]
		if !ok {
			t.Errorf("%s: no English", key)
			continue
		}
		for _, table := range []string{text, other} {
			if strings.TrimSpace(table) != table || table == "" {
				t.Errorf("%s: %q", key, table)
			}
		}
		ours, theirs := placeholder.FindAllString(text, -1), placeholder.FindAllString(other, -1)
		slices.Sort(ours)
		slices.Sort(theirs)
		if !slices.Equal(ours, theirs) {
			t.Errorf("%s: %v in Korean, %v in English", key, ours, theirs)
		}
	}
	for key := range english {
		if _, ok := korean[key]; !ok {
			t.Errorf("%s: no Korean", key)
		}
	}
}

// Each text is used, and each text that is used is there.
func TestEveryTextIsUsed(t *testing.T) {
	if _, err := os.Stat("../web"); err != nil {
		t.Skip("the page's sources are not here")
	}
	var sources strings.Builder
	for _, pattern := range []string{"*.go", "../wasm/*.go", "../wasm/*/*.go", "../web/*.js", "../web/*.html", "../cmd/*/*.go"} {
		files, _ := filepath.Glob(pattern)
		for _, file := range files {
			if strings.HasPrefix(filepath.Base(file), "text_") || strings.HasSuffix(file, "_test.go") {
				continue
			}
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			sources.Write(text)
		}
	}
	all := sources.String()
	var names []string // of what is set by a number
	for _, p := range AllParameters {
		names = append(names, "name."+p.Key)
	}
	for _, a := range Amounts {
		names = append(names, "name."+a.Key)
	}
	for _, weights := range AllWeights {
		if weights.HasGain() {
			names = append(names, "name.gain."+string(weights))
		}
	}
	for key := range korean {
		prefix := key[:strings.LastIndex(key, ".")+1] // made from a parameter or an answer
		built := strings.Contains(all, `"`+prefix+`"`) || slices.Contains([]string{"error.", "error.number."}, prefix)
		if strings.HasPrefix(key, "name.") {
			built = slices.Contains(names, key)
		}
		if !built && !strings.Contains(all, `"`+key+`"`) && !strings.Contains(all, `'`+key+`'`) {
			t.Errorf("%s is never used", key)
		}
	}
	for _, match := range regexp.MustCompile(`data-i18n(?:-\w+)?="([^"]+)"`).FindAllStringSubmatch(all, -1) {
		if _, ok := korean[match[1]]; !ok && !strings.Contains(match[1], "^") {
			t.Errorf("index.html asks for %s", match[1])
		}
	}
}

func TestShapes(t *testing.T) {
	s := Default()
	text := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(s.Shapes(english), "")
	if want := "(8,) = tanh( (8, 4)(4,) + (8, 8)(8,) + (8,) ) · 104 weights"; text != want {
		t.Errorf("%q, want %q", text, want)
	}
}

func TestGroupDigits(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", 100_000: "100,000", -1000: "-1,000", 4294967295: "4,294,967,295"} {
		if got := groupDigits(n); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
}

func TestPercent(t *testing.T) {
	for pinned, want := range map[int]string{0: "0", 1: "0.1", 3: "0.3", 725: "72.5", 999: "99.9", 1000: "100"} {
		if got := percent(pinned, 1000); got != want {
			t.Errorf("%d of 1000: %q, want %q", pinned, got, want)
		}
	}
	if got := percent(999_999, 1_000_000); got != "99.9" {
		t.Errorf("all but one: %q", got)
	}
}

// A key that stands twice in a table would silently have its last text.
func TestNoTextIsThereTwice(t *testing.T) {
	key := regexp.MustCompile(`(?m)^([^\s:]+): `)
	for _, file := range []string{"text_en.go", "text_ko.go"} {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, found := range key.FindAllStringSubmatch(string(source), -1) {
			if seen[found[1]] {
				t.Errorf("%s: %s twice", file, found[1])
			}
			seen[found[1]] = true
		}
		if len(seen) != len(english) {
			t.Errorf("%s: %d keys in its lines, %d in the table", file, len(seen), len(english))
		}
	}
}

// What is announced is written as HTML, whatever stands in it.
func TestAnnouncementIsHTML(t *testing.T) {
	s, _ := ParseLink("weights=pytorch&bias=constant&bias-value=-3&hidden-size=2")
	r, err := Compute(s)
	if err != nil {
		t.Fatal(err)
	}
	got := r.Announcement(english)
	checkHTML(t, "announcement", got)
	if !strings.Contains(got, "&lt; −0.99") {
		t.Errorf("not a run with states at −1: %s", got)
	}
}

// The note of the weights does not say of b what another choice makes of it.
func TestDrawNoteOfTheBias(t *testing.T) {
	for link, want := range map[string]string{
		"": "positive.", "bias=zero": "But b is 0 for every unit.", "bias=zero&bias-value=2": "But b is 0 for every unit.",
		"bias=constant&bias-value=-0.25": "But b is −0.25 for every unit.", "bias=zero&given=b:1:AAAAAAAAAAA&hidden-size=1": "positive. b: your own numbers.",
	} {
		s, _ := ParseLink(link)
		if note := compute(t, s).DrawNote(english); !strings.HasSuffix(note, want) {
			t.Errorf("%s: %s", link, note)
		}
	}
}

func TestFormat(t *testing.T) {
	s := Strings{"text": "{0} row{s0} of {1}{s9}, {3} {x} {s{0}}, {"}
	for _, c := range []struct{ values, want string }{
		{"1 {0}", "1 row of {0}{s9}, {3} {x} {s1}, {"},
		{"2 b", "2 rows of b{s9}, {3} {x} {s2}, {"},
	} {
		if got := s.Format("text", strings.Fields(c.values)...); got != c.want {
			t.Errorf("%s: %q, want %q", c.values, got, c.want)
		}
	}
}

// Of one there is no plural.
func TestOneIsSingular(t *testing.T) {
	plural := regexp.MustCompile(`\b1 (row|column|step|timestep|number|sum|product|state|value|unit)(s| are)\b|\{s`)
	for _, link := range []string{"timesteps=1", "input-size=1", "hidden-size=1", "timesteps=1&input-size=1&hidden-size=1&inputs=impulse", "timesteps=2"} {
		s, _ := ParseLink(link)
		for what, html := range everyHTML(t, s, English) {
			if found := plural.FindString(html); found != "" {
				t.Errorf("%s, %s: %q", link, what, found)
			}
		}
	}
}
