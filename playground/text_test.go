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
		if len(ours) != len(theirs) {
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
	for _, pattern := range []string{"*.go", "../wasm/*.go", "../web/*.js", "../web/*.html", "../cmd/*/*.go"} {
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
	for key := range korean {
		prefix := key[:strings.LastIndex(key, ".")+1] // made from a parameter or an answer
		built := slices.Contains([]string{"name.", "link.used.", "weights.note.", "weights.try.", "tour.offer."}, prefix)
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

func TestSummary(t *testing.T) {
	for pinned, want := range map[int]string{
		0:    "None of the 1,000",
		1:    "1 of 1,000 states (0.1 %)",
		3:    "(0.3 %)",
		725:  "(72.5 %)",
		999:  "(99.9 %)",
		1000: "All 1,000",
	} {
		r := &Run{H: make([]float64, 1000), SaturatedCount: pinned}
		if got := r.Summary(english); !strings.Contains(got, want) {
			t.Errorf("%d pinned: %q, want %q", pinned, got, want)
		}
	}
	r := &Run{H: make([]float64, 1_000_000), SaturatedCount: 999_999}
	if got := r.Summary(english); !strings.Contains(got, "(99.9 %)") {
		t.Errorf("all but one: %q", got)
	}
}

func TestShapes(t *testing.T) {
	s := Default()
	text := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(s.Shapes(), "")
	if want := "(8,) = tanh( (8, 4)(4,) + (8, 8)(8,) + (8,) )"; text != want {
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
