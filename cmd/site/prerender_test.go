package main

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/rnn-playground/rnn-playground/playground"
)

// At its end the page has all that it says in the other language, so that nobody sees it in
// one that is not theirs.
func TestThePageHasTheOtherLanguageInIt(t *testing.T) {
	inTree(t)
	doc, err := html.ParseWithOptions(strings.NewReader(mustBuild(t)), html.ParseOptionEnableScripting(false))
	if err != nil {
		t.Fatal(err)
	}
	byID, asked := map[string]*html.Node{}, map[string]bool{}
	for n := range doc.Descendants() {
		if id := attribute(n, "id"); id != "" && byID[id] == nil {
			byID[id] = n
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "data-i18n") {
				asked[a.Val] = true
			}
		}
	}
	var table map[string]string
	if err := json.Unmarshal([]byte(byID["texts"].FirstChild.Data), &table); err != nil {
		t.Fatal(err)
	}
	english := playground.StringsIn(playground.English)
	if attribute(byID["texts"], "lang") != "en" || len(table) != len(asked) || len(asked) < 200 {
		t.Errorf("%d texts in %q, want %d", len(table), attribute(byID["texts"], "lang"), len(asked))
	}
	for key := range asked {
		if want := english.Format(key); table[key] != want || want == "" {
			t.Errorf("%s is %q, want %q", key, table[key], want)
		}
	}

	// What is said of the default run, and nothing that the languages share, as the pictures.
	var titles []string
	for n := range byID["said"].ChildNodes() {
		if n.DataAtom != atom.Div {
			t.Fatalf("a piece is a %s", n.Data)
		}
		title := attribute(n, "title")
		titles = append(titles, title)
		if here := byID[title]; here == nil {
			t.Errorf("the page has no %s", title)
		} else if inside(t, here) == inside(t, n) {
			t.Errorf("%s is the same in both languages", title)
		}
	}
	slices.Sort(titles)
	if want := []string{"draw-note", "heatmap-said", "inputs-note", "inputs-said", "inspector", "lines-note", "lines-said", "now", "shapes", "summary", "sums-said"}; !slices.Equal(titles, want) {
		t.Errorf("it says %v, want %v", titles, want)
	}
	summary := byID["said"].FirstChild
	for ; attribute(summary, "title") != "summary"; summary = summary.NextSibling {
	}
	if run, err := playground.Compute(playground.Default()); err != nil || html.UnescapeString(inside(t, summary)) != html.UnescapeString(run.TwoSentences(english)) {
		t.Errorf("its summary is %s: %v", inside(t, summary), err)
	}
}

// No text is there twice: in the program's start are those that the page does not have itself.
func TestTextsOfThePageAreThereOnce(t *testing.T) {
	inTree(t)
	if err := writeTexts("build/texts.js"); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("build/texts.js")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "export const texts = ")
	var tables map[string]map[string]string
	if err := json.Unmarshal([]byte(strings.TrimSuffix(rest, ";\n")), &tables); err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(pageSource)
	if err != nil {
		t.Fatal(err)
	}
	inPage := keysOf(page)
	for key := range maps.Keys(tables["en"]) {
		if slices.Contains(inPage, key) {
			t.Errorf("%s is in the page and in texts.js", key)
		}
		if tables["ko"][key] == "" {
			t.Errorf("%s is there in English only", key)
		}
	}
	if len(tables["ko"]) < 200 || len(tables["en"]) > 60 {
		t.Errorf("%d texts in Korean, %d in English", len(tables["ko"]), len(tables["en"]))
	}
}

func inside(t *testing.T, n *html.Node) string {
	t.Helper()
	var out strings.Builder
	for child := range n.ChildNodes() {
		if err := html.Render(&out, child); err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}
