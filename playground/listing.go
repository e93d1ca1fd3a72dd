package playground

import (
	"slices"
	"strconv"
	"strings"
)

// Listings are complete programs that compute what is on screen: the same draws
// from the same seed, in the same order. They agree with the page up to rounding,
// and the one in Go to the last bit.

// mostWritten is how many values of a tensor with edits are written out whole.
// A larger one is drawn, and the edits are assigned.
const mostWritten = 64

// listingWidth is how many columns a line of a listing may have.
const listingWidth = 100

// Listing is the program that computes r; with something to compare with, A.
func (r *Run) Listing(code Code, texts Strings) string {
	p := &program{r: r, s: &r.Setting, texts: texts, edits: map[Tensor][]Edit{}}
	for _, e := range p.s.Edits.All() {
		if r.IsEdited(e.Place) {
			p.edits[e.Tensor] = append(p.edits[e.Tensor], e)
		}
	}
	if code == GoCode {
		return (&goProgram{p}).text()
	}
	return (&pythonProgram{p, code}).text()
}

// program is what listings in every language have in common.
type program struct {
	r     *Run
	s     *Setting
	texts Strings
	edits map[Tensor][]Edit // of the tensors that have some
}

// recipe is how a tensor comes about in a program.
type recipe struct {
	tensor Tensor
	draw   string   // what takes it from the random stream; "" for nothing
	lines  []string // what makes it; the draw stands in there, unless it is not used
}

// drawn is a recipe that begins with an assignment of a draw.
//
//go:noinline
func drawn(name Tensor, assigned, draw string, after ...string) recipe {
	return recipe{name, draw, append([]string{string(name) + assigned + draw}, after...)}
}

// call writes one of a function, in Go or Python.
//
//go:noinline
func call(function string, arguments ...string) string {
	return function + "(" + strings.Join(arguments, ", ") + ")"
}

// statements are written in one language.
type statements interface {
	comment(text string) string
	array(name Tensor) []string // all values of a tensor written out
	assign(e Edit) string
}

// isWritten reports whether a tensor is written out.
//
//go:noinline
func (p *program) isWritten(name Tensor) bool {
	values, _ := p.r.tensor(name)
	return len(p.edits[name]) > 0 && len(values) <= mostWritten
}

// isRead reports whether the inputs are read from the sentence.
func (p *program) isRead() bool {
	return p.s.Inputs.Reads() && len(p.r.Tokens) > 0 && !p.isWritten(XTensor)
}

// make gives the statements of each recipe. What is not used is still drawn where
// something is drawn after it. random reports whether anything is.
func (p *program) make(recipes []recipe, to statements) (blocks [][]string, random bool) {
	last := -1
	for i, rc := range recipes {
		if !p.isWritten(rc.tensor) && rc.uses() {
			last = i
		}
	}
	explained := false
	for i, rc := range recipes {
		var block []string
		if written := p.isWritten(rc.tensor); rc.draw != "" && i < last && (written || !rc.uses()) {
			if !explained {
				block = append(block, to.comment(p.texts["listing.drawn"]))
				explained = true
			}
			block = append(block, rc.draw)
		}
		blocks = append(blocks, append(block, p.edited(rc.tensor, rc.lines, to)...))
	}
	return blocks, last >= 0
}

//go:noinline
func (rc *recipe) uses() bool {
	return rc.draw != "" && slices.ContainsFunc(rc.lines, func(line string) bool { return strings.Contains(line, rc.draw) })
}

// edited gives the statements for a tensor with its edits.
func (p *program) edited(name Tensor, lines []string, to statements) []string {
	edits := p.edits[name]
	if p.isWritten(name) {
		const mostNamed = 6
		text := edits[0].Name()
		for _, e := range edits[1:min(len(edits), mostNamed)] {
			text += ", " + e.Name()
		}
		if len(edits) > mostNamed {
			text += " …"
		}
		return append([]string{to.comment(p.texts.Format("listing.edited", text))}, to.array(name)...)
	}
	for _, e := range edits {
		lines = append(lines, to.assign(e))
	}
	return lines
}

// mentions reports whether name stands in one of the lines.
//
//go:noinline
func mentions(lines []string, name string) bool {
	return slices.ContainsFunc(lines, func(line string) bool { return strings.Contains(line, name) })
}

// decimal writes v as a float literal, with the fewest digits that read back as
// the same float64.
func decimal(v float64) string {
	text := strconv.FormatFloat(v, 'g', -1, 64)
	if strings.ContainsAny(text, ".e") {
		return text
	}
	return text + ".0"
}

// times is what multiplies by a literal, nothing for 1.
func times(literal string) string {
	if literal == "1.0" {
		return ""
	}
	return literal + " * "
}

// rows writes values as literals, a row after the other.
func rows(values []float64, columns int, literal func(float64) string) [][]string {
	var all [][]string
	for row := range slices.Chunk(values, columns) {
		texts := make([]string, columns)
		for i, v := range row {
			texts[i] = literal(v)
		}
		all = append(all, texts)
	}
	return all
}

// wrap joins items with commas into lines. The first begins with first, others
// with next.
func wrap(first, next string, items []string) []string {
	var lines []string
	line := first + items[0]
	for _, item := range items[1:] {
		if width(line)+width(item)+4 > listingWidth { // a comma, a blank, and what ends a row
			lines = append(lines, line+",")
			line = next + item
			continue
		}
		line += ", " + item
	}
	return append(lines, line)
}

// quoted writes text as string literals short enough for a line, cut after a
// blank where there is one. strconv writes everything that cannot be seen as an
// escape, of valid UTF-8 in forms that Go and Python share.
func quoted(text string) []string {
	const most = listingWidth - 20
	var literals []string
	for text != "" {
		end, blank, columns := len(text), 0, 0
		for at, r := range text {
			if columns += width(strconv.Quote(string(r))) - 2; columns > most {
				if end = at; blank > 0 {
					end = blank
				}
				break
			}
			if r == ' ' {
				blank = at + 1
			}
		}
		literals = append(literals, strconv.Quote(text[:end]))
		text = text[end:]
	}
	return literals
}

// width counts columns: two for what is as wide as a syllable of Hangul, four for
// a tab.
func width(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case r == '\t':
			n += 4
		case r >= 0x1100:
			n += 2
		default:
			n++
		}
	}
	return n
}

// single reports whether every token is a single code point, so that the
// sentence itself can stand for them.
//
//go:noinline
func single(tokens []string) bool {
	return !slices.ContainsFunc(tokens, func(token string) bool {
		for i := range token {
			if i > 0 {
				return true
			}
		}
		return false
	})
}
