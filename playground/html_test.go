package playground

import (
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// elements are all that the HTML of this package consists of, with all attributes
// that each may have. Whatever else stands in it came in with a text from outside.
var elements = map[string][]string{
	"b":       {},
	"button":  {"aria-label", "class", "data-drop", "data-file", "data-gate", "data-part", "data-place", "data-step", "data-take", "data-unit", "id", "tabindex", "type"},
	"caption": {"class"},
	"circle":  {"cx", "cy", "r"},
	"code":    {},
	"details": {},
	"div":     {"class"},
	"g":       {"class"},
	"h3":      {},
	"i":       {"class", "hidden"},
	"li":      {},
	"mn":      {},
	"mo":      {"class", "stretchy"},
	"mpadded": {"class", "depth", "voffset"},
	"mrow":    {"class"},
	"mspace":  {"width"},
	"mtable":  {"class"},
	"mtd":     {},
	"mtext":   {"class"},
	"mtr":     {},
	"option":  {"value"},
	"output":  {"data-short", "data-t", "data-unit", "data-value", "id"},
	"p":       {"class"},
	"path":    {"class", "d", "pathlength"},
	"pre":     {"class"},
	"rect":    {"class", "data-input", "data-unit", "fill-opacity", "height", "rx", "width", "x", "y"},
	"section": {},
	"span":    {"aria-label", "class", "data-t", "data-unit", "data-value", "id", "role"},
	"sub":     {},
	"summary": {},
	"svg":     {"aria-hidden", "aria-label", "class", "height", "preserveaspectratio", "role", "viewbox", "width"},
	"table":   {"class"},
	"tbody":   {},
	"td":      {"class", "data-t", "data-unit", "data-value", "id"},
	"text":    {"class", "dy", "x", "y"},
	"tfoot":   {},
	"th":      {"aria-colindex", "colspan", "scope"},
	"thead":   {},
	"tr":      {"aria-rowindex", "class"},
	"ul":      {"class"},
}

// hostile are texts that become more than text where one place forgets to escape.
var hostile = []string{
	`<script>alert(1)</script>`,
	`<img src=x onerror=alert(1)>`,
	`<svg/onload=alert(1)>`,
	`<svg><animate onbegin=alert(1) attributeName=x>`,
	`"><b x="`,
	`" onmouseover="alert(1)`,
	`' onmouseover='alert(1)`,
	"`onmouseover=alert(1)`",
	`</text></svg><iframe srcdoc="&lt;script>">`,
	`</pre></span><style>*{display:none}</style>`,
	`</textarea></title></noscript></template><script>`,
	`<!--><script>alert(1)--></script>`,
	`<![CDATA[<script>alert(1)</script>]]>`,
	`<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>`,
	`<a href="javascript:alert(1)">x</a>`,
	`&lt;script&gt;alert(1)&lt;/script&gt;`,
	`&#60;script&#62;`,
	`&`, `&amp;lt;`, `<`, `>`, `<>`, `</`, `<!`, `<?xml?>`,
	`{0}{1}{2}{3}`,
	`'''"""\`, `\"; import os; os.system("x") #`, "`+`${alert(1)}`",
	`=HYPERLINK("http://x","y")`, `@SUM(1)`, `+1`, `-1`,
	"\u202e\u2066<b>\u2069", "\ufeff<b>", "\u2028<b>\u2029", "\x00<b>", "\xff<b>", "\u0430<\u0338b>", "\uff1cscript\uff1e",
	`+ADw-script+AD4-`,
}

// checkHTML parses a fragment as a browser does, and fails for each element and
// attribute that is not in the table.
func checkHTML(t *testing.T, what, text string) {
	t.Helper()
	for tokens := html.NewTokenizer(strings.NewReader(text)); ; {
		switch kind := tokens.Next(); kind {
		case html.ErrorToken:
			return
		case html.CommentToken, html.DoctypeToken:
			t.Errorf("%s: has %q", what, tokens.Raw())
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			token := tokens.Token()
			allowed, ok := elements[token.Data]
			if !ok {
				t.Errorf("%s: has the element %q in %.200q", what, token.Data, text)
			}
			for _, a := range token.Attr {
				if !slices.Contains(allowed, a.Key) {
					t.Errorf("%s: %q has the attribute %s=%q", what, token.Data, a.Key, a.Val)
				}
			}
		case html.TextToken:
			// web/write.js takes every < for that of a tag.
			if raw := string(tokens.Raw()); strings.Contains(raw, "<") {
				t.Errorf("%s: a bracket that is no tag's in %.200q", what, raw)
			}
		}
	}
}

// What web/trusted.js lets through is what there is: here, and in the figures of the export.
func TestTheTrustedElementsAreThese(t *testing.T) {
	source, err := os.ReadFile("../web/trusted.js")
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(source), "export const TAGS")
	list, _, _ = strings.Cut(list, ".split")
	trusted := strings.FieldsFunc(list, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	want := slices.Concat(slices.Collect(maps.Keys(elements)), figureElements)
	slices.Sort(want)
	slices.Sort(trusted)
	if !slices.Equal(trusted, want) {
		t.Errorf("web/trusted.js has %v, want %v", trusted, want)
	}
}

// everyHTML is all that the page writes as HTML for a state, in one language, by
// where it comes from.
func everyHTML(t *testing.T, s State, lang Lang) map[string]string {
	t.Helper()
	texts := StringsIn(lang)
	r, err := Compute(s)
	if err != nil {
		t.Fatalf("%s: %v", s.Link(), err)
	}
	all := map[string]string{
		"handout":         r.Handout(s, texts, "https://example.com/#"+s.Link()),
		"handout, raw":    r.Handout(s, texts, "https://example.com/#"+s.Text),
		"printout":        r.PrintoutHTML(r.Printout()),
		"announcement":    r.Announcement(texts),
		"parts":           s.PartOptions(),
		"sequences":       s.SequenceOptions(),
		"flow":            Flow(min(2, r.Timesteps), r.Timesteps, Sum, "tanh", 600, [3]Row{}),
		"equation spoken": escapeHTML(s.EquationSpoken(s.Step, texts)),
		"files":           r.FilesHTML(s, texts, "https://example.com/#"+s.Link()),
		"given":           s.GivenList(texts),
	}
	for _, m := range r.Matrices() {
		all["matrix "+m.ID] = m.Grid(0) + MatrixNote(&m) + r.Edited(&m)
	}
	saturations := r.Saturations()
	all["saturations"] = Bars(saturations.StepShare, saturations.StepSlope) + saturations.UnitAndStep(0, 1, texts)
	for _, fragment := range slices.Concat(r.Fragments(s, texts, View{PlotWidth: 600, Columns: 600}), r.Spoken(s, texts), r.Prerendered()) {
		all["#"+fragment.ID] = fragment.HTML
	}
	if r.Folds() {
		all["cell"] = r.Cell(min(2, r.Timesteps), Sum, 0, 900, 400, s.Colors, texts)
	}
	for _, code := range AllCodes {
		s.Code = code
		all["listing in "+string(code)] = ListingHTML(code, r.Listing(s, texts))
	}
	for stop := range TourStops {
		at := s.AtStop(stop + 1)
		if r, err := Compute(at); err == nil {
			card := r.TourCard(at, nil, nil, texts)
			all["tour "+strconv.Itoa(stop+1)] = card.Title + card.Text
		}
	}
	return all
}

// TestHostileTextsStayText: whatever a link brings along, the page's HTML consists of
// the elements that it is meant to have, and nothing of the text is lost.
func TestHostileTextsStayText(t *testing.T) {
	for _, text := range hostile {
		for _, lang := range []Lang{Korean, English} {
			for _, inputs := range []Inputs{CharacterInputs, WordInputs} {
				s, _ := ParseLink("inputs=" + string(inputs) + "&text=" + escape(text) + "&hidden-size=3")
				all := everyHTML(t, s, lang)
				for _, what := range slices.Sorted(maps.Keys(all)) {
					checkHTML(t, string(lang)+", "+string(inputs)+" "+strconv.Quote(text)+", "+what, all[what])
				}
				if shown := textOf(all["handout"]); !strings.Contains(shown, s.Text) {
					t.Errorf("%q is not on the printed page: %.300q", s.Text, shown)
				}
			}
		}
	}
}

// textOf is what a reader sees of HTML.
func textOf(source string) string {
	var out strings.Builder
	for tokens := html.NewTokenizer(strings.NewReader(source)); ; {
		switch tokens.Next() {
		case html.ErrorToken:
			return out.String()
		case html.TextToken:
			out.WriteString(html.UnescapeString(string(tokens.Raw())))
		}
	}
}

// TestHostileLinks: each key of a link with each hostile text, alone. What is said of
// it is plain text, and holds the value as it was given.
func TestHostileLinks(t *testing.T) {
	keys := []string{"v", "compare", "layer", "reverse", "sequence", "text", "edits", "t", "unit", "gate", "tour", "mode", "terms", "colors",
		"drawing", "speed", "panel", "gates", "view", "target", "code", "lang", "weights", "cell", "bidirectional", "bias", "inputs", "nothing"}
	for _, p := range AllParameters {
		keys = append(keys, p.Key)
	}
	for _, a := range Amounts {
		keys = append(keys, a.Key)
	}
	for _, text := range hostile {
		for _, key := range keys {
			s, notices := ParseLink(key + "=" + escape(text))
			for _, lang := range []Lang{Korean, English} {
				for _, n := range notices {
					said := StringsIn(lang).ExplainLink(n)
					if !strings.Contains(said, n.Value) || strings.TrimSpace(said) != said {
						t.Errorf("%s=%q: %q does not say the value and what is used", key, text, said)
					}
				}
				if s == Default() {
					continue // nothing of the link is left
				}
				all := everyHTML(t, s, lang)
				for _, what := range slices.Sorted(maps.Keys(all)) {
					checkHTML(t, key+"="+strconv.Quote(text)+", "+what, all[what])
				}
			}
			if !strings.Contains(escape(text), "<") && strings.ContainsAny(s.Link(), "<>\"'`\\{} \x00") {
				t.Errorf("%s=%q comes back in the link %q", key, text, s.Link())
			}
		}
	}
}
