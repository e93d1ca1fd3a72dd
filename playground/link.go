package playground

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// linkVersion is written as v=. A reader takes what it knows from any version.
const linkVersion = "1"

// Link writes s as the fragment of a URL, without the #:
//
//	v=1&timesteps=10&input-size=4&hidden-size=8&seed=0
//
// The numbers are always there, so that a link stays what it was when a default
// changes; the rest only when it is not the default.
func (s State) Link() string {
	link := linkWriter("v=" + linkVersion)
	for _, p := range Parameters {
		link.word(p.Key, strconv.FormatInt(p.Get(&s), 10), "")
	}
	d := Default()
	link.word("cell", string(s.Cell), string(d.Cell))
	for _, p := range LayerParameters {
		link.word(p.Key, strconv.FormatInt(p.Get(&s), 10), strconv.FormatInt(p.Default, 10))
	}
	link.flag("bidirectional", s.Bidirectional)
	link.number("layer", s.Layer+b2i(s.Layer > 0))
	link.flag("reverse", s.Reverse)
	link.number("sequence", s.Sequence+b2i(s.Sequence > 0))
	link.word("weights", string(s.Weights), string(d.Weights))
	link.word("bias", string(s.Bias), string(d.Bias))
	link.word("inputs", string(s.Inputs), string(d.Inputs))
	for _, a := range Amounts {
		link.word(a.Key, strconv.FormatFloat(a.Get(&s), 'g', -1, 64), strconv.FormatFloat(a.Default, 'g', -1, 64))
	}
	link.word("text", s.Text, d.Text)
	link.word("given", string(s.Given), "")
	link.word("edits", string(s.Edits), "")
	link.word("compare", string(s.Compare), "")
	link.number("t", s.Step)
	link.number("unit", s.Unit)
	link.word("gate", string(s.Gate), "")
	link.word("terms", string(s.Terms), string(d.Terms))
	link.word("colors", string(s.Colors), string(d.Colors))
	link.word("drawing", string(s.Drawing), string(d.Drawing))
	link.word("speed", string(s.Speed), string(d.Speed))
	link.word("panel", string(s.Panel), string(d.Panel))
	link.word("gates", string(s.Gates), string(d.Gates))
	link.word("view", string(s.Way), string(d.Way))
	link.word("target", string(s.Goal), string(d.Goal))
	link.word("code", string(s.Code), string(d.Code))
	if s.Projector {
		link.word("mode", "projector", "")
	}
	link.number("tour", s.Tour)
	link.word("lang", string(s.Lang), "")
	link.word("theme", string(s.Theme), "")
	if s.Embedding != "" {
		link += linkWriter("&" + s.Embedding)
	}
	return string(link)
}

// linkWriter is a link that is being written.
type linkWriter string

// word writes a value, unless it is the usual one.
//
//go:noinline
func (l *linkWriter) word(key, value, usual string) {
	if value != usual {
		*l += linkWriter("&" + key + "=" + escape(value))
	}
}

// number writes v, unless it is 0.
//
//go:noinline
func (l *linkWriter) number(key string, v int) {
	if v > 0 {
		l.word(key, strconv.Itoa(v), "")
	}
}

// flag writes what is on.
func (l *linkWriter) flag(key string, on bool) {
	if on {
		l.word(key, "true", "")
	}
}

// LinkNotice is something in a link that could not be taken as it stood.
type LinkNotice struct {
	Key   string // "" for sizes that are too large together
	Value string // as it stood in the link
	Used  string // what is used instead; "" for nothing
	Err   error
}

// ParseLink reads a fragment, with or without the #. It always gives a State
// that can be run: unknown keys are ignored, numbers out of range are clamped,
// anything else that is wrong leaves the default, and each such correction is
// reported: but for a unit and a gate where no step is pinned, and a gate that the
// cell has not. Of a key given twice the last counts.
func ParseLink(fragment string) (State, []LinkNotice) {
	s := Default()
	link := linkReader{fields: splitLink(fragment)}
	for _, p := range AllParameters {
		text, ok := link.fields[p.Key]
		if !ok {
			continue
		}
		v, err := p.Parse(text)
		if err != nil {
			v = clampTo(p, text, err)
			link.correct(p.Key, text, strconv.FormatInt(v, 10), err)
		}
		p.set(&s, v)
	}
	takeWord(&link, "weights", &s.Weights, AllWeights...)
	takeWord(&link, "compare", &s.Compare, AllCompares...)
	takeWord(&link, "cell", &s.Cell, AllCells...)
	link.takeFlag("bidirectional", &s.Bidirectional)
	link.takeFlag("reverse", &s.Reverse)
	link.takePart("layer", &s.Layer, s.Layers)
	link.takePart("sequence", &s.Sequence, s.Batch)
	s.Reverse = s.Reverse && s.Bidirectional
	takeWord(&link, "bias", &s.Bias, AllBiases...)
	takeWord(&link, "inputs", &s.Inputs, AllInputs...)
	for _, a := range Amounts {
		if text, ok := link.fields[a.Key]; ok {
			v, err := a.Parse(text)
			if err != nil {
				v = a.clamp(text, err)
				link.correct(a.Key, text, formatNumber(v), err)
			}
			a.set(&s, v)
		}
	}
	if text, ok := link.fields["text"]; ok {
		if s.Text = cutText(text); s.Text != text {
			link.correct("text", text, Shorten(s.Text), nil)
		}
	}
	if text, ok := link.fields["given"]; ok {
		given, absent, whole := ParseGiven(text)
		s.Given = given
		for _, t := range absent {
			link.notices = append(link.notices, LinkNotice{Key: "given", Value: t.Name(), Used: "absent"})
		}
		if !whole {
			link.correct("given", text, "nogiven", nil)
		}
	}
	if text, ok := link.fields["edits"]; ok {
		edits, whole := ParseEdits(text)
		if s.Edits = edits; !whole {
			link.correct("edits", text, cmp.Or(Shorten(string(edits)), "noedits"), nil)
		}
	}
	s.Fit()
	if err := s.CheckTotal(); err != nil {
		link.notices = append(link.notices, LinkNotice{Value: groupDigits(s.Values()), Err: err})
		d := Default()
		s.Timesteps, s.InputSize, s.HiddenSize = d.Timesteps, d.InputSize, d.HiddenSize
		if s.Fit(); s.CheckTotal() != nil {
			s.Weights, s.Compare, s.Network = d.Weights, d.Compare, d.Network
		}
	}
	if text, ok := link.fields["t"]; ok {
		if v, err := s.stepRange().Parse(text); err == nil {
			s.Step = int(v)
		} else {
			link.correct("t", text, "none", err)
		}
	}
	if text, ok := link.fields["unit"]; ok && s.Step > 0 {
		v, err := s.unitRange().Parse(text)
		if err != nil {
			link.correct("unit", text, "0", err)
		}
		s.Unit = int(v)
	}
	if gate := Gate(link.fields["gate"]); s.Step > 0 && slices.Contains(s.Cell.Gates(), gate) {
		s.Gate = gate
	}
	if text, ok := link.fields["tour"]; ok {
		v, err := tourRange.Parse(text)
		if err != nil {
			link.correct("tour", text, "", err)
		}
		s.Tour = int(v)
	}
	if text, ok := link.fields["mode"]; ok {
		if s.Projector = text == "projector"; !s.Projector {
			link.correct("mode", text, "", nil)
		}
	}
	takeWord(&link, "terms", &s.Terms, AllTerms...)
	takeWord(&link, "colors", &s.Colors, ColorsByValue, ColorsByLog)
	takeWord(&link, "drawing", &s.Drawing, Unrolled, Folded)
	takeWord(&link, "speed", &s.Speed, AllSpeeds...)
	takeWord(&link, "panel", &s.Panel, AllPanels...)
	takeWord(&link, "gates", &s.Gates, AllGates...)
	takeWord(&link, "view", &s.Way, Forward, Backward)
	takeWord(&link, "target", &s.Goal, AllGoals...)
	takeWord(&link, "code", &s.Code, AllCodes...)
	takeWord(&link, "lang", &s.Lang, Korean, English)
	takeWord(&link, "theme", &s.Theme, Light, Dark)
	link.takeEmbedding(&s)
	return s, link.notices
}

// linkReader is a link that is being read, and what of it was corrected.
type linkReader struct {
	fields  map[string]string
	notices []LinkNotice
}

//go:noinline
func (l *linkReader) correct(key, text, used string, err error) {
	l.notices = append(l.notices, LinkNotice{Key: key, Value: Shorten(text), Used: used, Err: err})
}

// takeWord takes one of some words from the link into into.
func takeWord[W ~string](l *linkReader, key string, into *W, words ...W) {
	text, ok := l.fields[key]
	if ok && slices.Contains(words, W(text)) {
		*into = W(text)
	} else if ok {
		l.correct(key, text, string(*into), nil)
	}
}

// takeFlag takes what is on or off.
func (l *linkReader) takeFlag(key string, into *bool) {
	if text, ok := l.fields[key]; ok {
		if *into = text == "true"; !*into && text != "false" {
			l.correct(key, text, "false", nil)
		}
	}
}

// takePart takes the number, from 1, of one of n layers or sequences.
func (l *linkReader) takePart(key string, into *int, n int) {
	if text, ok := l.fields[key]; ok {
		p := &Parameter{Key: key, Arg: key, Min: 1, Max: int64(n), Default: 1}
		v, err := p.Parse(text)
		if err != nil {
			v = clampTo(p, text, err)
			l.correct(key, text, strconv.FormatInt(v, 10), err)
		}
		*into = int(v) - 1
	}
}

// clampTo is the value to use for text that p refused with err.
func clampTo(p *Parameter, text string, err error) int64 {
	refused, ok := err.(*ArgumentError)
	if !ok || refused.Problem != OutOfRange {
		return p.Default
	}
	// Out of range means that it is a number, if only ±Inf.
	if v, _ := strconv.ParseFloat(strings.TrimSpace(text), 64); v < float64(p.Min) {
		return p.Min
	}
	return p.Max
}

// clamp is the value to use for text that a refused with err.
func (a *Amount) clamp(text string, err error) float64 {
	refused, ok := err.(*ArgumentError)
	if !ok || refused.Problem != OutOfRange {
		return a.Default
	}
	v, _ := parseNumber(text)
	return min(max(v, a.Min), a.Max)
}

// escape writes text so that it can stand in a fragment: everything but what RFC
// 3986 calls unreserved, and the marks of a list of edits, is percent-encoded.
func escape(text string) string {
	const hex = "0123456789ABCDEF"
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("-._~:,", c) >= 0:
			out = append(out, c)
		case c == ' ':
			out = append(out, '+')
		default:
			out = append(out, '%', hex[c>>4], hex[c&15])
		}
	}
	return string(out)
}

func splitLink(fragment string) map[string]string {
	fields := map[string]string{}
	for field := range strings.SplitSeq(strings.TrimPrefix(fragment, "#"), "&") {
		key, value, _ := strings.Cut(field, "=")
		fields[unescape(key)] = unescape(value)
	}
	return fields
}

// unescape undoes percent-encoding (RFC 3986, section 2.1) and reads + as a
// blank, as forms write it. What is not a proper escape stays as it is, so no
// text is ever lost. net/url would bring fmt into the page's binary.
func unescape(text string) string {
	if !strings.ContainsAny(text, "%+") {
		return text
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '+':
			c = ' '
		case c == '%' && i+2 < len(text):
			if v, err := strconv.ParseUint(text[i+1:i+3], 16, 8); err == nil {
				c = byte(v)
				i += 2
			}
		}
		out = append(out, c)
	}
	return string(out)
}
