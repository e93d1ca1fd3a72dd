package playground

import (
	"math"
	"strconv"
	"strings"
)

// A figure is a picture of the page as a file of its own: an SVG with a title, what was
// chosen, axes and a legend with numbers, in CSS pixels. Nothing in it depends on a style
// sheet or on another file, and colours are attributes, for viewers that know no more.

// Lengths of figures.
const (
	FigureWidth  = 960
	figureMargin = 24
	figureLeft   = 72  // to the plots, for the names of their rows
	figureRight  = 112 // from the plots, for their scales
	figureWide   = FigureWidth - figureLeft - figureRight

	figureLine     = 21 // of text
	figureChars    = 118
	mostDrawnCells = 6000 // are drawn one by one, more as pixels
)

// figureFonts name the Korean ones of each system, too: not all that opens a figure looks
// for what a font lacks in others, as browsers do.
const figureFonts = `system-ui, -apple-system, 'Segoe UI', 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', 'Noto Sans CJK KR', NanumGothic, sans-serif`

// FigureColors are those of a figure, as base.css has them, and whether it is dark.
type FigureColors struct {
	Palette
	Paper, Ink, Soft, Line, Edge, H, B string
}

// LightColors and DarkColors are those of the two themes of base.css.
func LightColors() *FigureColors {
	return &FigureColors{
		Palette: Palette{Negative: Color{0x21, 0x66, 0xac}, Zero: Color{0xf3, 0xf2, 0xee}, Positive: Color{0xb2, 0x18, 0x2b}},
		Paper:   "#fbfbf9", Ink: "#1b1c1e", Soft: "#5d5f63", Line: "#dedcd5", Edge: "#8b8c88", H: "#b34700", B: "#6a4c9c",
	}
}

func DarkColors() *FigureColors {
	return &FigureColors{
		Palette: Palette{Negative: Color{0x4a, 0x90, 0xd0}, Zero: Color{0x23, 0x26, 0x2b}, Positive: Color{0xe0, 0x68, 0x5f}},
		Paper:   "#16181b", Ink: "#e9e8e4", Soft: "#a2a5ab", Line: "#33373d", Edge: "#767a81", H: "#f29a5a", B: "#bda4e8",
	}
}

// hex is a colour as #rrggbb.
func (c Color) hex() string {
	v := 1<<24 | int64(c[0])<<16 | int64(c[1])<<8 | int64(c[2])
	return "#" + strconv.FormatInt(v, 16)[1:]
}

// figure is one that is being drawn, from the top.
type figure struct {
	out   []byte
	theme *FigureColors
	texts Strings
	y     float64 // where what comes next begins
}

// put writes a template: of its marks $ is the next number, to a hundredth of a pixel, and
// ~P, ~I, ~S, ~L, ~E, ~H, ~B are the colours of the theme, by their first letters. As one
// string and some numbers it takes less of the program than as pieces.
//
//go:noinline
func (f *figure) put(template string, numbers ...float64) {
	for i := 0; i < len(template); i++ {
		switch c := template[i]; c {
		case '$':
			f.out = strconv.AppendFloat(f.out, math.Round(numbers[0]*100)/100, 'f', -1, 64)
			numbers = numbers[1:]
		case '~':
			i++
			t := f.theme
			colors := [...]string{t.Paper, t.Ink, t.Soft, t.Line, t.Edge, t.H, t.B}
			f.out = append(f.out, colors[strings.IndexByte("PISLEHB", template[i])]...)
		default:
			f.out = append(f.out, c)
		}
	}
}

// raw writes what is markup already.
//
//go:noinline
func (f *figure) raw(text string) { f.out = append(f.out, text...) }

// label writes text, which is escaped already, in an element that begins as a template.
//
//go:noinline
func (f *figure) label(begin, text string, x, y float64) {
	f.put(begin, x, y)
	f.raw(">")
	f.raw(text)
	f.raw("</text>")
}

// Elements of text.
const (
	softText = `<text x="$" y="$"`
	inkText  = softText + ` fill="~I"`
)

// newFigure begins one with its title and what was chosen.
func (r *Run) newFigure(title string, theme *FigureColors, texts Strings) *figure {
	f := &figure{theme: theme, texts: texts, y: 40}
	f.label(inkText+` font-size="20" font-weight="600"`, title, figureMargin, f.y)
	f.y += 5
	f.note(settingParts(r.setting(texts)), " · ")
	f.y += 10
	return f
}

// settingParts are those of what was chosen, without tags.
//
//go:noinline
func settingParts(setting string) (parts []string) {
	for part := range strings.SplitSeq(setting, "</span>") {
		if part = strings.TrimSpace(withoutTags(strings.Replace(part, " <b>", " = ", 1))); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// said writes a text.
func (f *figure) said(html string) { f.note(strings.Fields(withoutTags(html)), " ") }

// note writes words, in lines that are no wider than a figure.
//
//go:noinline
func (f *figure) note(words []string, between string) {
	line := ""
	for i := 0; i <= len(words); i++ {
		if i < len(words) && (line == "" || width(line)+width(between)+width(words[i]) <= figureChars) {
			if line != "" {
				line += between
			}
			line += words[i]
			continue
		}
		f.y += figureLine
		f.label(softText, line, figureMargin, f.y)
		if line = ""; i < len(words) {
			line = words[i]
		}
	}
}

// caption is the line of text above a plot.
//
//go:noinline
func (f *figure) caption(text string) {
	f.y += figureLine + 3
	f.label(inkText, text, figureLeft, f.y)
	f.y += 9
}

// nest draws what has its places in percent of a box, in a group that begins so.
//
//go:noinline
func (f *figure) nest(x, y, width, height float64, group, inner string) {
	f.put(`<svg x="$" y="$" width="$" height="$" overflow="visible">`, x, y, width, height)
	f.raw(group)
	f.raw(inner)
	f.raw("</g></svg>")
}

// sides writes the names of rows beside a plot, and its scale: the colours, if there are
// some, and what they stand for.
//
//go:noinline
func (f *figure) sides(height float64, axis, scale string, colors bool) {
	f.nest(0, f.y, figureLeft-8, height, `<g text-anchor="end" transform="translate(0 5)">`, axis)
	const x = FigureWidth - figureRight + 12
	if colors {
		f.put(`<rect x="$" y="$" width="12" height="$" fill="url(#scale)"/>`, x, f.y, height)
	}
	f.nest(x, f.y, figureRight-24, height, "<g>", scale)
}

// heat draws a picture in a box, every value as a cell or, of many, in pixels.
func (f *figure) heat(p *Picture, x, y, width, height float64) {
	if p.Steps*p.Rows > mostDrawnCells {
		m := p.Pixels(int(2*width), int(2*height), &f.theme.Palette)
		f.put(`<image x="$" y="$" width="$" height="$" preserveAspectRatio="none" image-rendering="pixelated" xlink:href="data:image/png;base64,`, x, y, width, height)
		f.out = appendData(f.out, pngOf(&m, &f.theme.Palette))
		f.raw(`"/>`)
		return
	}
	table := f.theme.table()
	across, down := width/float64(p.Steps), height/float64(p.Rows)
	f.put(`<g shape-rendering="crispEdges">`)
	for step := range p.Steps {
		for row := range p.Rows {
			if v := p.at(step, row); v == v {
				f.put(`<rect x="$" y="$" width="$" height="$" fill="`, x+float64(step)*across, y+float64(row)*down, across, down)
				f.raw(table[p.level(v)].hex())
				f.raw(`"/>`)
			}
		}
	}
	f.raw(`</g>`)
	columns, rows := p.apart(height)
	if columns == 1 && rows == 1 {
		return
	}
	f.put(`<path fill="none" stroke="~P" d="`)
	for step := 1; step < columns; step++ {
		f.put(`M$ $v$`, x+float64(step)*across, y, height)
	}
	for row := 1; row < rows; row++ {
		f.put(`M$ $h$`, x, y+float64(row)*down, width)
	}
	f.raw(`"/>`)
}

// row draws a picture over the axis of time, with what stands beside it.
func (f *figure) row(caption string, p *Picture, height float64, axis, scale string) {
	f.caption(caption)
	f.heat(p, figureLeft, f.y, figureWide, height)
	f.sides(height, axis, scale, true)
	f.y += height
}

// under writes an axis below a plot, and what it is of.
//
//go:noinline
func (f *figure) under(axis, name string) {
	f.nest(figureLeft, f.y+2, figureWide, 22, `<g text-anchor="middle">`, axis)
	f.y += 42
	f.label(softText+` text-anchor="middle"`, name, figureLeft+figureWide/2, f.y)
}

// steps is the axis of time.
func (f *figure) steps(r *Run) { f.under(r.StepAxis(figureWide), f.texts["axis.time"]) }

// rule draws a line across the plots.
//
//go:noinline
func (f *figure) rule(template string, y float64) {
	f.put(template, figureLeft, y, figureWide)
}

// Lines across the plots.
const (
	lineRule = `<path fill="none" stroke="~L" d="M$ $h$"/>`
	edgeRule = `<path fill="none" stroke="~E" d="M$ $h$"/>`
)

// text of the whole figure.
func (f *figure) text(title string) string {
	body, height, p := f.out, math.Ceil(f.y+figureMargin), &f.theme.Palette
	f.out = nil
	f.put(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="$" height="$" viewBox="0 0 $ $" role="img" font-family="`+figureFonts+
		`" font-size="14" fill="~S"><title>`, FigureWidth, height, FigureWidth, height)
	f.raw(title)
	f.raw(`</title><defs><linearGradient id="scale" x1="0" y1="0" x2="0" y2="1">`)
	for i, c := range [...]Color{p.Positive, p.Zero, p.Negative} {
		f.put(`<stop offset="$%" stop-color="`, float64(50*i))
		f.raw(c.hex())
		f.raw(`"/>`)
	}
	f.put(`</linearGradient></defs><rect width="100%" height="100%" fill="~P"/>`)
	return string(f.out) + string(body) + "</svg>\n"
}
