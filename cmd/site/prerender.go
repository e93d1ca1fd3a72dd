package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/rnn-playground/rnn-playground/headers"
	"github.com/rnn-playground/rnn-playground/playground"
)

// prerender fills index.html with the default page, in the language that it
// is written for, by the same functions that draw it in the browser. At its end it has all that is
// said in the other language, for web/early.js. names gives the
// published name of a file that the page refers to, and version is what it calls itself.
func prerender(source, style, early []byte, names map[string]string, sizes map[string]int, version string) ([]byte, error) {
	// As a reader without scripts, which sees inside <noscript>.
	doc, err := html.ParseWithOptions(bytes.NewReader(source), html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, err
	}
	state := playground.Default()
	run, err := playground.Compute(state)
	if err != nil {
		return nil, err
	}
	byID := map[string]*html.Node{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if id := attribute(n, "id"); id != "" {
			byID[id] = n
		}
		if lang := attribute(n, "lang"); n.DataAtom == atom.Html && lang != string(pageLang) {
			return nil, fmt.Errorf("%s is in %q, want %q", pageSource, lang, pageLang)
		}
	}
	referTo(doc, names)
	if err := inline(doc, style, early); err != nil {
		return nil, err
	}
	texts := playground.StringsIn(pageLang)
	translate(doc, texts)

	for _, f := range slices.Concat(said(run, state, texts), run.Prerendered()) {
		if err := setInside(byID, f.ID, f.HTML); err != nil {
			return nil, err
		}
	}
	fillControls(byID, state)
	setAttribute(byID["program"], "data-bytes", strconv.Itoa(sizes["playground.wasm"]))
	setAttribute(byID["bring"], "data-program", names["reader.wasm"])
	setAttribute(byID["bring"], "data-bytes", strconv.Itoa(sizes["reader.wasm"]))
	if err := sayOtherwise(byID, keysOf(source), run, state); err != nil {
		return nil, err
	}
	if err := setInside(byID, "version", html.EscapeString(version)); err != nil {
		return nil, err
	}

	var out bytes.Buffer
	if err := html.Render(&out, doc); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// said is all that depends on the language.
func said(run *playground.Run, state playground.State, texts playground.Strings) []playground.Fragment {
	return slices.Concat(run.Fragments(state, texts, playground.View{}), run.Spoken(state, texts))
}

// sayOtherwise writes what a page says in the other language than its own: its fixed texts, as
// JSON, and what else differs, each piece with the name of its element.
func sayOtherwise(byID map[string]*html.Node, keys []string, run *playground.Run, state playground.State) error {
	texts := playground.StringsIn(other[pageLang])
	table, err := json.Marshal(tableOf(keys, texts))
	if err != nil {
		return err
	}
	if byID["texts"] == nil || byID["said"] == nil {
		return fmt.Errorf("%s has no place for another language", pageSource)
	}
	setAttribute(byID["texts"], "lang", string(other[pageLang]))
	byID["texts"].AppendChild(&html.Node{Type: html.TextNode, Data: string(table)})
	here := said(run, state, playground.StringsIn(pageLang))
	for i, f := range said(run, state, texts) {
		if f.HTML == here[i].HTML {
			continue
		}
		piece := element(atom.Div, "")
		setAttribute(piece, "data-of", f.ID)
		children, err := html.ParseFragment(strings.NewReader(f.HTML), piece)
		if err != nil {
			return err
		}
		for _, child := range children {
			piece.AppendChild(child)
		}
		byID["said"].AppendChild(piece)
	}
	return nil
}

// referTo makes a page refer to files by their published names.
func referTo(doc *html.Node, names map[string]string) {
	for n := range doc.Descendants() {
		for _, name := range []string{"href", "src"} {
			if published, ok := names[attribute(n, name)]; ok {
				setAttribute(n, name, published)
			}
		}
	}
}

// refer reads a page that has nothing to be filled in but those names and its policy.
func refer(source string, names map[string]string) ([]byte, error) {
	text, err := os.ReadFile(source)
	if err != nil {
		return nil, err
	}
	doc, err := html.ParseWithOptions(bytes.NewReader(text), html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, err
	}
	referTo(doc, names)
	addPolicy(doc, headers.Linked())
	var out bytes.Buffer
	if err := html.Render(&out, doc); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func translate(doc *html.Node, texts playground.Strings) {
	for n := range doc.Descendants() {
		if key := attribute(n, "data-i18n"); key != "" {
			n.AppendChild(&html.Node{Type: html.TextNode, Data: texts.Format(key)})
		}
		if key := attribute(n, "data-i18n-label"); key != "" {
			setAttribute(n, "aria-label", texts.Format(key))
		}
		if key := attribute(n, "data-i18n-group"); key != "" {
			setAttribute(n, "label", texts.Format(key))
		}
		if key := attribute(n, "data-i18n-title"); key != "" {
			setAttribute(n, "title", texts.Format(key))
		}
		if key := attribute(n, "data-i18n-content"); key != "" {
			setAttribute(n, "content", texts.Format(key))
		}
	}
}

// fillControls gives the inputs their ranges and values from the one table.
func fillControls(byID map[string]*html.Node, state playground.State) {
	for _, p := range playground.AllParameters {
		number := byID[p.Key]
		if p.Slider {
			slider := byID[p.Key]
			setAttribute(slider, "min", "1")
			setAttribute(slider, "max", strconv.Itoa(len(playground.Notches)))
			setAttribute(slider, "value", strconv.Itoa(playground.NotchPosition(int(p.Get(&state)))))
			setAttribute(slider, "aria-valuetext", strconv.FormatInt(p.Get(&state), 10))
			number = byID[p.Key+"-value"]
		}
		setAttribute(number, "min", strconv.FormatInt(p.Min, 10))
		setAttribute(number, "max", strconv.FormatInt(p.Max, 10))
		setAttribute(number, "value", strconv.FormatInt(p.Get(&state), 10))
	}
	for _, a := range playground.Amounts {
		number := byID[a.Key]
		setAttribute(number, "min", strconv.FormatFloat(a.Min, 'f', -1, 64))
		setAttribute(number, "max", strconv.FormatFloat(a.Max, 'f', -1, 64))
		setAttribute(number, "step", strconv.FormatFloat(a.Step, 'f', -1, 64))
		setAttribute(number, "value", strconv.FormatFloat(a.Get(&state), 'f', -1, 64))
	}
	step, _ := state.Cursor()
	setAttribute(byID["find-step"], "max", strconv.Itoa(state.Timesteps))
	setAttribute(byID["scrub"], "max", strconv.Itoa(state.Timesteps))
	setAttribute(byID["scrub"], "value", strconv.Itoa(step))
}

func setInside(byID map[string]*html.Node, id, inside string) error {
	n := byID[id]
	if n == nil {
		return fmt.Errorf("%s has no element %q", pageSource, id)
	}
	for n.FirstChild != nil {
		n.RemoveChild(n.FirstChild)
	}
	children, err := html.ParseFragment(strings.NewReader(inside), n)
	if err != nil {
		return err
	}
	for _, child := range children {
		n.AppendChild(child)
	}
	return nil
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func setAttribute(n *html.Node, name, value string) {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			n.Attr[i].Val = value
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: name, Val: value})
}
