package main

import (
	"bytes"
	"fmt"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/rnn-playground/rnn-playground/headers"
)

// earlySource is the script that index.html has in it, and styleSource its style sheet. From
// a far host a page is seen earlier by a whole way to it and back than if they were files.
const (
	earlySource = "build/early.js"
	styleSource = "build/style.css"
)

// inline puts the style sheet and the early script of index.html in the place of the elements
// that refer to them, and the page's policy before them.
func inline(doc *html.Node, style, early []byte) error {
	if err := staysInside("early.js", early); err != nil {
		return err
	}
	if bytes.Contains(style, []byte("</style")) || bytes.Contains(style, []byte("url(")) {
		return fmt.Errorf("style.css refers to another file, or ends its element")
	}
	addPolicy(doc, headers.Page(integrity(style), integrity(early)))
	var sheet, script *html.Node
	for n := range doc.Descendants() {
		switch {
		case n.DataAtom == atom.Link && attribute(n, "href") == "style.css":
			sheet = n
		case n.DataAtom == atom.Script && attribute(n, "src") == "early.js":
			script = n
		}
	}
	if sheet == nil || script == nil {
		return fmt.Errorf("%s does not refer to style.css and early.js", pageSource)
	}
	replace(sheet, element(atom.Style, string(style)))
	replace(script, element(atom.Script, string(early)))
	return nil
}

// staysInside says whether a script can stand in a script element: without a comment before
// it, <script in a script is a text like any other (HTML, section 4.12.1.3).
func staysInside(name string, script []byte) error {
	for _, forbidden := range []string{"</script", "<!--"} {
		if bytes.Contains(script, []byte(forbidden)) {
			return fmt.Errorf("%s has %s, which would not stay in a script element", name, forbidden)
		}
	}
	return nil
}

// addPolicy puts a page's policy into its head, after the encoding, which has to stand within
// the first 1024 bytes, and before all that the policy is for.
func addPolicy(doc *html.Node, policy string) {
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Meta && attribute(n, "charset") != "" {
			meta := element(atom.Meta, "")
			setAttribute(meta, "http-equiv", "Content-Security-Policy")
			setAttribute(meta, "content", policy)
			n.Parent.InsertBefore(meta, n.NextSibling)
			return
		}
	}
}

// checkEarly compares the early script with the one that hosts are told of.
func checkEarly(early []byte) error {
	if hash := integrity(early); hash != headers.Early {
		return fmt.Errorf("%s has the hash %s: write it into headers/headers.go and docs/nginx.conf, in the place of %s",
			earlySource, hash, headers.Early)
	}
	return nil
}
