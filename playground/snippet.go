package playground

import (
	"strconv"
	"strings"
)

// Snippet is what an author copies into a page to have this state in it.
type Snippet struct {
	Page    string // address of the playground, without a fragment
	State   State  // whose Embedding says what is shown and locked
	Height  int    // in CSS pixels; it is as wide as there is room
	Element bool   // as <rnn-playground>, or else as an <iframe>
}

// HeightRange is what an author may choose; below it nothing fits.
var HeightRange = &Parameter{Key: "height", Arg: "height", Min: 240, Max: 2000, Default: 480}

// HTML is the markup. Of the element each key of the link is an attribute, and what is
// inside of it is for readers without scripts.
func (m Snippet) HTML(texts Strings) string {
	height, link := strconv.Itoa(m.Height), m.State.Link()
	if !m.Element {
		allow := ""
		if m.State.Shows("code") || m.State.Shows("printout") {
			allow = ` allow="clipboard-write"`
		}
		return `<iframe src="` + escapeHTML(m.Page+"#"+link) + `" title="` + escapeHTML(texts["title"]) +
			`" width="100%" height="` + height + `" loading="lazy"` + allow + ` style="border: 0"></iframe>`
	}
	folder := m.Page[:strings.LastIndexByte(m.Page, '/')+1]
	out := `<script type="module" src="` + escapeHTML(folder+"rnn-playground.js") + "\"></script>\n<rnn-playground"
	for field := range strings.SplitSeq(link, "&") {
		key, value, _ := strings.Cut(field, "=")
		if key != "v" && key != "embed" && key != "origin" {
			out += " " + key + `="` + escapeHTML(unescape(value)) + `"`
		}
	}
	return out + ` style="block-size: ` + height + "px\">\n  <a href=\"" + escapeHTML(m.Page+"#"+m.State.Open().Link()) + `">` + escapeHTML(texts["title"]) + "</a>\n</rnn-playground>"
}

// offeredLocks are those of Locks that an author is offered; a link may have any.
var offeredLocks = []string{"numbers", "timesteps", "input-size", "hidden-size", "seed", "cell", "inputs", "weights", "bias", "edits", "view"}

// SnippetForm has a box to check for each piece and each lock.
func (e *Embedding) SnippetForm(texts Strings) string {
	var out strings.Builder
	box := func(name, label string, checked bool) {
		on := ""
		if checked {
			on = " checked"
		}
		out.WriteString(`<label><input type="checkbox" name="` + name + `"` + on + `><span>` + label + `</span></label>`)
	}
	out.WriteString(`<fieldset><legend>` + texts["embed.show"] + `</legend>`)
	for _, piece := range Pieces {
		if piece == "controls" {
			out.WriteString(`</fieldset><fieldset><legend>` + texts["embed.set"] + `</legend>`)
		}
		box("show-"+piece, texts.piece(piece), e.Shows(piece))
	}
	out.WriteString(`</fieldset><fieldset><legend>` + texts["embed.lock"] + `</legend>`)
	for _, key := range offeredLocks {
		label := texts["piece.numbers"]
		switch key {
		case "numbers":
		case "view":
			label = texts["piece.view"]
		default:
			label = texts.piece("set-" + key)
		}
		box("lock-"+key, label, e.Lock.Has(key))
	}
	out.WriteString(`</fieldset>`)
	return out.String()
}

// piece is what a piece is called, by the name that it has on the page if it has one.
func (s Strings) piece(piece string) string {
	key, set := strings.CutPrefix(piece, "set-")
	names := []string{"piece." + piece, "panel." + piece, piece}
	if set {
		names = []string{"piece." + key, "name." + key, key}
	}
	for _, name := range names {
		if text, ok := s[name]; ok {
			return text
		}
	}
	panic("playground: no name of " + piece)
}
