package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/rnn-playground/rnn-playground/headers"
)

// The page is seen by one request: nothing that it waits for before it is painted is another file.
func TestThePageHasItsStyleSheetInIt(t *testing.T) {
	inTree(t)
	page := mustBuild(t)
	head, _, _ := strings.Cut(page, "</head>")
	for _, want := range []string{"<style>body{margin:0}</style>", "<script>theme()</script>"} {
		if !strings.Contains(head, want) {
			t.Errorf("its head has no %s", want)
		}
	}
	if regexp.MustCompile(`rel="stylesheet"|<script src=`).MatchString(page) {
		t.Error("it waits for a file")
	}
	// What it asks for is asked for before the browser has read the style sheet.
	if strings.Index(head, "app-") > strings.Index(head, "<style>") || strings.Index(head, "playground-") > strings.Index(head, "<style>") {
		t.Error("the program is asked for after the style sheet")
	}
}

// Each page has its policy in it, before all that the policy is for. The encoding is looked
// for in the first 1024 bytes (HTML, section 4.2.5.4).
func TestEachPageHasItsPolicyInIt(t *testing.T) {
	inTree(t)
	mustBuild(t)
	for name, want := range map[string]string{
		"index.html":  headers.Page(integrity([]byte("body{margin:0}")), integrity([]byte("theme()"))),
		"bench.html":  headers.Linked(),
		"slides.html": headers.Linked(),
		singleName:    headers.Enclosed(integrity([]byte("body{margin:0}")), integrity([]byte("theme()")), integrity([]byte("boot()"))),
	} {
		text, err := os.ReadFile("dist/" + name)
		if err != nil {
			t.Fatal(err)
		}
		policy := regexp.MustCompile(`^<!DOCTYPE html><html lang="ko"[^>]*><head>\s*<meta charset="utf-8"/><meta http-equiv="Content-Security-Policy" content="([^"]*)"/>`).FindSubmatch(text)
		if policy == nil {
			t.Errorf("%s does not begin with its policy: %.300s", name, text)
		} else if got := html.UnescapeString(string(policy[1])); got != want {
			t.Errorf("%s has the policy %s, want %s", name, got, want)
		}
		if n := strings.Count(string(text), "Content-Security-Policy"); n != 1 {
			t.Errorf("%s has %d policies", name, n)
		}
	}
}

func TestAnotherEarlyScriptThanHostsAreToldOfIsRefused(t *testing.T) {
	err := checkEarly([]byte("theme()"))
	for _, want := range []string{"build/early.js", integrity([]byte("theme()")), headers.Early, "docs/nginx.conf"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want it to name %s", err, want)
		}
	}
	recipe, err := os.ReadFile("../../docs/nginx.conf")
	if err != nil {
		t.Fatal(err)
	}
	if want := `Content-Security-Policy "` + headers.Site[0].Value + `"`; !strings.Contains(string(recipe), want) {
		t.Errorf("docs/nginx.conf does not send %s", want)
	}
}

func TestAPageWithoutWhatIsPutIntoItIsRefused(t *testing.T) {
	into := func(page, style string) error {
		doc, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		return inline(doc, []byte(style), []byte("theme()"))
	}
	for name, page := range map[string]string{
		"no style sheet": `<head><meta charset="utf-8"><script src="early.js"></script>`,
		"no script":      `<head><meta charset="utf-8"><link rel="stylesheet" href="style.css">`,
	} {
		if err := into(page, "body{}"); err == nil || !strings.Contains(err.Error(), pageSource) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := into(`<head><meta charset="utf-8"><link href="style.css"><script src="early.js"></script>`, "a::after{content:'</style>'}"); err == nil {
		t.Error("a style sheet that ends its element was taken")
	}
}
