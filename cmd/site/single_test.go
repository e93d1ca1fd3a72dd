package main

import (
	"bytes"
	"compress/gzip"
	"encoding/ascii85"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
)

func TestTheSingleFileHasEverythingInIt(t *testing.T) {
	inTree(t)
	mustBuild(t)
	content, err := os.ReadFile("dist/" + singleName)
	if err != nil {
		t.Fatal(err)
	}
	single := string(content)
	policy := regexp.MustCompile(`^<!DOCTYPE html><html lang="ko"><head>\n<meta charset="utf-8"/><meta http-equiv="Content-Security-Policy" content="([^"]*)"`).FindStringSubmatch(single)
	if policy == nil {
		t.Fatalf("it does not begin with its policy: %.300s", single)
	}
	for _, want := range []string{"<script>theme()</script>", `<script type="module" id="enclosed">boot()</script>`, "<style>body{margin:0}</style>"} {
		if !strings.Contains(single, want) {
			t.Fatalf("it has no %s", want)
		}
		inside := regexp.MustCompile(`>(.*)</`).FindStringSubmatch(want)
		if !strings.Contains(policy[1], " &#39;"+integrity([]byte(inside[1]))+"&#39;") {
			t.Errorf("the policy does not allow its own %s: %s", want, policy[1])
		}
	}
	packed := regexp.MustCompile(`<script type="application/gzip" id="program" data-bytes="21000">([^<]*)</script></body>`).FindStringSubmatch(single)
	if packed == nil {
		t.Fatal("it has no program")
	}
	r, err := gzip.NewReader(ascii85.NewDecoder(strings.NewReader(strings.ReplaceAll(packed[1], "v", "<"))))
	if err != nil {
		t.Fatal(err)
	}
	program, err := io.ReadAll(r)
	if want, _ := os.ReadFile(wholeSource); err != nil || !bytes.Equal(program, want) {
		t.Errorf("its program is another one: %v", err)
	}
	for _, attribute := range regexp.MustCompile(` (?:src|href)="[^"]*"`).FindAllString(single, -1) {
		if !strings.Contains(attribute, `"data:`) {
			t.Errorf("it refers to%s", attribute)
		}
	}
	before, rest, ok := strings.Cut(single, `<script type="text/plain" id="licences">`)
	text, after, closed := strings.Cut(rest, "</script>")
	if want, err := licences(); err != nil || !ok || !closed || text != string(want) {
		t.Errorf("its licences are %.80q: %v", text, err)
	}
	single = before + after // they name addresses
	for _, forbidden := range []string{"http:", "https:", "data-build", "style="} {
		if strings.Contains(single, forbidden) {
			t.Errorf("it has %s", forbidden)
		}
	}
	if !strings.Contains(single, `id="version">v1.2.3<`) {
		t.Error("it does not say which version it is")
	}
}

// mostOfSingle is what the page as one file may take, in bytes.
const mostOfSingle = 1_422_500

func TestTheSingleFileIsSmall(t *testing.T) {
	file, err := os.Stat("../../dist/" + singleName)
	if err != nil {
		t.Skip("the site is not built: make build")
	}
	t.Logf("%d bytes", file.Size())
	if file.Size() > mostOfSingle {
		t.Errorf("%d bytes, want at most %d", file.Size(), mostOfSingle)
	}
}

func TestWhatCannotBeEnclosedIsRefused(t *testing.T) {
	for name, content := range map[string]string{
		"build/app.js":    "document.write('</script>')",
		"build/style.css": "body{background:url(paper.png)}",
	} {
		t.Run(name, func(t *testing.T) {
			inTree(t)
			if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
			if err := build("dist"); err == nil {
				t.Error("it was enclosed")
			}
		})
	}
}
