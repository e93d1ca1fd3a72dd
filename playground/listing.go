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

// Listing is the program that computes r, in the language and with the gradients that
// s looks at; with something to compare with, A.
func (r *Run) Listing(s State, texts Strings) string {
	p := r.program(State{Setting: r.Setting}.SeenAs(s), texts)
	if s.Code == GoCode {
		return (&goProgram{p}).text()
	}
	return (&pythonProgram{p}).text()
}

// program is what listings in every language have in common.
type program struct {
	r     *Run
	s     *Setting
	code  Code
	texts Strings
	outline
	edits  map[Tensor][]Edit // of the tensors that have some, without their part
	passes [][]Edit          // of the weights of each pass, where there are several

	given       map[Tensor][]GivenTensor // the same for tensors that were brought in
	givenPasses [][]GivenTensor
}

// recipe is how a tensor comes about in a program.
type recipe struct {
	tensor Tensor
	draw   string   // what takes it from the random stream; "" for nothing
	lines  []string // what makes it; the draw stands in there, unless it is not used
}

// recipe reads one from a template, in which a draw stands between two @. On a line of
// its own it is not used.
func (p *program) recipe(name Tensor, template string) recipe {
	rc := recipe{tensor: name}
	for _, line := range p.fill(template) {
		if before, rest, ok := strings.Cut(line, "@"); ok {
			draw, after, _ := strings.Cut(rest, "@")
			if rc.draw = draw; before+after == "" {
				continue
			}
			line = before + draw + after
		}
		rc.lines = append(rc.lines, line)
	}
	return rc
}

// making gives the statements that make the inputs, and then the weights of each pass.
// Of inputs there is a template for each kind, the last for an empty sentence; those of
// the weights are of a bound, Wx, Wh and b.
func (p *program) making(inputs, repeat, weights string, to statements) (first, each []string, random bool) {
	kinds, tensors := strings.Split(inputs, "\n\n"), strings.Split(weights, "\n\n")
	x := p.recipe(XTensor, kinds[slices.Index(AllInputs, p.s.Inputs)])
	if p.s.Inputs.Reads() && len(p.tokens) == 0 {
		x.lines = p.fill(kinds[len(AllInputs)])
	}
	if !x.uses() {
		x.lines = append(x.lines, p.fill(repeat)...)
	}
	recipes := []recipe{x}
	for i, name := range AllTensors[1:4] {
		recipes = append(recipes, p.recipe(name, tensors[1+i]))
	}
	if p.all("q") {
		recipes = append(recipes, p.recipe(BhnTensor, tensors[4]))
	}
	blocks, random := p.make(recipes, to)
	first = blocks[0]
	for _, block := range blocks[1:] {
		each = append(each, block...)
	}
	if p.all("u") {
		first = append(first, to.comment(p.line("$above")))
	}
	if bound := p.fill(tensors[0]); !mentions(each, "bound") {
	} else if p.all("3l") { // it depends on what a layer reads
		each = append(bound, each...)
	} else {
		first = append(first, bound...)
	}
	return first, each, random
}

// statements are written in one language.
type statements interface {
	comment(text string) string
	array(name Tensor) []string // all values of a tensor written out
	assign(e Edit) string
	bring(t GivenTensor) []string
}

// isWritten reports whether a tensor is written out, or loaded.
//
//go:noinline
func (p *program) isWritten(name Tensor) bool {
	values, _ := p.values(name)
	return p.isBrought(name) || p.alone && len(p.edits[name]) > 0 && len(values) <= mostWritten
}

// isRead reports whether the inputs are read from the sentence.
func (p *program) isRead() bool {
	return p.s.Inputs.Reads() && len(p.tokens) > 0 && !p.isWritten(XTensor)
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
	if p.isBrought(name) {
		return p.wholly(name, to)
	}
	if p.isWritten(name) {
		return append([]string{to.comment(p.named(edits))}, to.array(name)...)
	}
	lines = append(lines, p.setBrought(p.given[name], to)...)
	for _, e := range edits {
		lines = append(lines, to.assign(e))
	}
	return lines
}

// named says which values were set by hand.
func (p *program) named(edits []Edit) string {
	const mostNamed = 6
	text := edits[0].Name()
	for _, e := range edits[1:min(len(edits), mostNamed)] {
		text += ", " + e.Name()
	}
	if len(edits) > mostNamed {
		text += " …"
	}
	return p.texts.Format("listing.edited", text)
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
