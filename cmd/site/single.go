package main

import (
	"bytes"
	"encoding/ascii85"
	"encoding/base64"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/rnn-playground/rnn-playground/headers"
)

// singleName is the page as one file, to be opened without a server. The name says
// nothing of a version: it is what a visitor finds among their downloads.
const singleName = "rnn-playground.html"

// wholeSource is the program with all that the page asks for later in it.
const wholeSource = "build/whole.wasm"

// makeSingle puts all that index.html refers to into it. The program stands there
// gzipped, as text, in an element that is no script to a browser; web/loader.js
// takes it from there, and web/remote.js finds the script of its worker. The policy
// of index.html allows its two scripts and its style sheet by their hashes, and no
// request. What only a server can give is left out.
func makeSingle(files map[string][]byte, names map[string]string, style, early []byte) ([]byte, error) {
	doc, err := html.ParseWithOptions(bytes.NewReader(files["index.html"]), html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, err
	}
	script := files[names["app.js"]]
	for name, text := range map[string][]byte{"app.js": script, "licences.txt": files["licences.txt"]} {
		if err := staysInside(name, text); err != nil {
			return nil, err
		}
	}
	packed, err := os.ReadFile(wholeSource)
	if err != nil {
		return nil, err
	}
	program, err := encoded(packed, bestGzip)
	if err != nil {
		return nil, err
	}

	// Whoever is handed this file alone gets with it what the licences ask for.
	notices := element(atom.Script, string(files["licences.txt"]))
	setAttribute(notices, "type", "text/plain")
	setAttribute(notices, "id", "licences")
	body(doc).AppendChild(notices)

	var nodes []*html.Node
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			nodes = append(nodes, n)
		}
	}
	for _, n := range nodes {
		rel, id := attribute(n, "rel"), attribute(n, "id")
		switch {
		case n.DataAtom == atom.Html:
			removeAttribute(n, "data-build")
		case rel == "icon":
			setAttribute(n, "href", "data:image/svg+xml;base64,"+base64.StdEncoding.EncodeToString(files[names["icon.svg"]]))
		case rel == "manifest" || rel == "apple-touch-icon" || rel == "expect" || id == "single" || id == "licences" && n.DataAtom == atom.A:
			n.Parent.RemoveChild(n)
		case id == "frame-open":
			removeAttribute(n, "href") // it leads to this page, by a link that the program writes
		case id == "bring":
			removeAttribute(n, "data-program")
			removeAttribute(n, "data-bytes")
		case id == "program":
			enclosed := element(atom.Script, asText(program))
			setAttribute(enclosed, "type", "application/gzip")
			setAttribute(enclosed, "id", "program")
			setAttribute(enclosed, "data-bytes", strconv.Itoa(len(packed)))
			n.Parent.RemoveChild(n)
			// At the end, so that what can be read is there first.
			body(doc).AppendChild(enclosed)
		case n.DataAtom == atom.Script && attribute(n, "src") == names["app.js"]:
			enclosed := element(atom.Script, string(script))
			setAttribute(enclosed, "type", "module")
			setAttribute(enclosed, "id", "enclosed")
			replace(n, enclosed)
		case attribute(n, "http-equiv") == "Content-Security-Policy":
			setAttribute(n, "content", headers.Enclosed(integrity(style), integrity(early), integrity(script)))
		}
	}
	var out bytes.Buffer
	if err := html.Render(&out, doc); err != nil {
		return nil, err
	}
	for _, name := range names {
		if bytes.Contains(out.Bytes(), []byte(name)) {
			return nil, fmt.Errorf("%s still refers to %s", singleName, name)
		}
	}
	return out.Bytes(), nil
}

// asText is Ascii85, with v for <, so that no element begins or ends in it. web/ascii85.js
// reads it.
func asText(content []byte) string {
	out := make([]byte, ascii85.MaxEncodedLen(len(content)))
	out = out[:ascii85.Encode(out, content)]
	return strings.ReplaceAll(string(out), "<", "v")
}

func element(name atom.Atom, text string) *html.Node {
	n := &html.Node{Type: html.ElementNode, DataAtom: name, Data: name.String()}
	if text != "" {
		n.AppendChild(&html.Node{Type: html.TextNode, Data: text})
	}
	return n
}

func replace(n, by *html.Node) {
	n.Parent.InsertBefore(by, n)
	n.Parent.RemoveChild(n)
}

func body(doc *html.Node) *html.Node {
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Body {
			return n
		}
	}
	return doc
}

func removeAttribute(n *html.Node, name string) {
	for i, a := range n.Attr {
		if a.Key == name {
			n.Attr = append(n.Attr[:i], n.Attr[i+1:]...)
			return
		}
	}
}
