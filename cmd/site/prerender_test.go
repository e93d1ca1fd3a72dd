package main

import (
	"encoding/json"
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
	var named []string
	for n := range byID["said"].ChildNodes() {
		if n.DataAtom != atom.Div {
			t.Fatalf("a piece is a %s", n.Data)
		}
		name := attribute(n, "data-of")
		named = append(named, name)
		if here := byID[name]; here == nil {
			t.Errorf("the page has no %s", name)
		} else if inside(t, here) == inside(t, n) {
			t.Errorf("%s is the same in both languages", name)
		}
	}
	slices.Sort(named)
	if want := []string{"draw-note", "heatmap-said", "inputs-note", "inputs-said", "inspector", "lines-note", "lines-said", "now", "shapes", "summary", "sums-said"}; !slices.Equal(named, want) {
		t.Errorf("it says %v, want %v", named, want)
	}
	summary := byID["said"].FirstChild
	for ; attribute(summary, "data-of") != "summary"; summary = summary.NextSibling {
	}
	if run, err := playground.Compute(playground.Default()); err != nil || html.UnescapeString(inside(t, summary)) != html.UnescapeString(run.TwoSentences(english)) {
		t.Errorf("its summary is %s: %v", inside(t, summary), err)
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
