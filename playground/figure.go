package playground

import (
	"encoding/base64"
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

// figureFonts are those of base.css.
const figureFonts = `system-ui, -apple-system, 'Segoe UI', 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', 'Noto Sans CJK KR', NanumGothic, sans-serif`

// Theme is the colours of a figure, as base.css has them, and whether it is dark.
type Theme struct {
	Palette
	Paper, Ink, Soft, Line, Edge, H, B string
}

// Light and Dark are the themes of base.css.
func Light() Theme {
	return Theme{
		Palette: Palette{Negative: Color{0x21, 0x66, 0xac}, Zero: Color{0xf3, 0xf2, 0xee}, Positive: Color{0xb2, 0x18, 0x2b}},
		Paper:   "#fbfbf9", Ink: "#1b1c1e", Soft: "#5d5f63", Line: "#dedcd5", Edge: "#8b8c88", H: "#b34700", B: "#6a4c9c",
	}
}

func Dark() Theme {
	return Theme{
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
	svg
	theme *Theme
	y     float64 // where what comes next begins
	title string
}

// newFigure begins one with its title and what was chosen.
func (r *Run) newFigure(title string, theme *Theme, texts Strings) *figure {
	f := &figure{theme: theme, y: 40, title: title}
	f.label(figureMargin, f.y, title, `font-size="20" font-weight="600" fill="`+theme.Ink+`"`)
	var parts []string
	for part := range strings.SplitSeq(r.setting(texts), "</span>") {
		if part = strings.TrimSpace(withoutTags(part)); part != "" {
			parts = append(parts, part)
		}
	}
	f.y += 5
	f.note(wrapWords(parts, " · "))
	f.y += 10
	return f
}

// label writes text, which is escaped already, with attributes.
func (f *figure) label(x, y float64, text, attributes string) {
	f.add(`<text x="`, x, `" y="`, y, `" `, attributes, `>`, text, `</text>`)
}

// note writes lines of text.
func (f *figure) note(lines []string) {
	for _, line := range lines {
		f.y += figureLine
		f.label(figureMargin, f.y, line, "")
	}
}

// wrapWords joins words into lines that are no wider than a figure.
func wrapWords(words []string, between string) (lines []string) {
	line := ""
	for _, word := range words {
		switch {
		case line == "":
			line = word
		case width(line)+width(between)+width(word) > figureChars:
			lines, line = append(lines, line), word
		default:
			line += between + word
		}
	}
	return append(lines, line)
}

// caption is the line of text above a plot.
func (f *figure) caption(text string) {
	f.y += figureLine + 3
	f.label(figureLeft, f.y, text, `fill="`+f.theme.Ink+`"`)
	f.y += 9
}

// nest draws what has its places in percent of a box.
func (f *figure) nest(x, y, width, height float64, attributes, inner string) {
	f.add(`<svg x="`, x, `" y="`, y, `" width="`, width, `" height="`, height, `" overflow="visible"><g `, attributes, `>`, inner, `</g></svg>`)
}

// sides writes the names of rows beside a plot, and its scale: the colours, if there are
// some, and what they stand for.
func (f *figure) sides(height float64, axis, scale string, colors bool) {
	f.nest(0, f.y, figureLeft-8, height, `text-anchor="end" transform="translate(0 5)"`, axis)
	x := float64(FigureWidth - figureRight + 12)
	if colors {
		f.add(`<rect x="`, x, `" y="`, f.y, `" width="12" height="`, height, `" fill="url(#scale)"/>`)
	}
	f.nest(x, f.y, figureRight-24, height, ``, scale)
}

// heat draws a picture in a box, every value as a cell or, of many, in pixels.
func (f *figure) heat(p *Picture, x, y, width, height float64) {
	if p.Steps*p.Rows > mostDrawnCells {
		m := p.Pixels(int(2*width), int(2*height), &f.theme.Palette)
		f.add(`<image x="`, x, `" y="`, y, `" width="`, width, `" height="`, height,
			`" preserveAspectRatio="none" image-rendering="pixelated" xlink:href="data:image/png;base64,`, base64.StdEncoding.EncodeToString(png(&m, &f.theme.Palette)), `"/>`)
		return
	}
	table := f.theme.table()
	across, down := width/float64(p.Steps), height/float64(p.Rows)
	f.add(`<g shape-rendering="crispEdges" transform="translate(`, x, ` `, y, `) scale(`)
	f.out = append(strconv.AppendFloat(f.out, across, 'f', 6, 64), ' ')
	f.out = append(strconv.AppendFloat(f.out, down, 'f', 6, 64), `)">`...)
	for step := range p.Steps {
		for row := range p.Rows {
			if v := p.at(step, row); v == v {
				f.add(`<rect x="`, step, `" y="`, row, `" width="1" height="1" fill="`, table[p.level(v)].hex(), `"/>`)
			}
		}
	}
	f.add(`</g>`)
	if max(p.Steps, p.Rows) > mostGaps {
		return
	}
	f.add(`<path fill="none" stroke="`, f.theme.Paper, `" d="`)
	for step := 1; step < p.Steps; step++ {
		f.add(`M`, x+float64(step)*across, ` `, y, `v`, height)
	}
	for row := 1; row < p.Rows; row++ {
		f.add(`M`, x, ` `, y+float64(row)*down, `h`, width)
	}
	f.add(`"/>`)
}

// row draws a picture over the axis of time, with what stands beside it.
func (f *figure) row(caption string, p *Picture, height float64, axis, scale string, colors bool) {
	f.caption(caption)
	f.heat(p, figureLeft, f.y, figureWide, height)
	f.sides(height, axis, scale, colors)
	f.y += height
}

// under writes an axis below a plot, and what it is of.
func (f *figure) under(axis, name string) {
	f.nest(figureLeft, f.y+2, figureWide, 22, `text-anchor="middle"`, axis)
	f.y += 42
	f.label(figureLeft+figureWide/2, f.y, name, `text-anchor="middle"`)
}

// outline draws paths in a box whose own coordinates go from top to bottom units down and
// lineWidth across. Of each, style gives the attributes; "" for one that is not drawn.
// The coordinates are brought into those of the figure, so that lines are of one width.
func (f *figure) outline(markup string, top, bottom, height float64, style func(group, class string) string) {
	group := ""
	for {
		_, rest, ok := strings.Cut(markup, "<")
		if !ok {
			return
		}
		tag, after, _ := strings.Cut(rest, ">")
		markup = after
		class := attributeOf(tag, "class")
		switch {
		case strings.HasPrefix(tag, "g "):
			group = class
		case strings.HasPrefix(tag, "path "):
			f.add(`<path `, style(group, class), ` stroke-linejoin="round" stroke-linecap="round" d="`)
			f.commands(attributeOf(tag, "d"), float64(figureWide)/lineWidth, height/(bottom-top), top)
			f.add(`"/>`)
		}
	}
}

// attributeOf a tag; "" if it has none of that name.
func attributeOf(tag, name string) string {
	_, after, _ := strings.Cut(tag, " "+name+`="`)
	value, _, _ := strings.Cut(after, `"`)
	return value
}

// commands writes those of a path, M, L, V, H and z, with other coordinates.
func (f *figure) commands(d string, across, down, top float64) {
	command, vertical := byte('M'), false
	for at := 0; at < len(d); {
		c := d[at]
		if c != '-' && (c < '0' || c > '9') {
			if at++; c != ' ' {
				f.out = append(f.out, c)
				command, vertical = c, c == 'V'
			} else {
				f.out = append(f.out, ' ')
			}
			continue
		}
		end := at + 1
		for end < len(d) && '0' <= d[end] && d[end] <= '9' {
			end++
		}
		v, _ := strconv.ParseFloat(d[at:end], 64)
		if vertical {
			v = f.y + (v-top)*down
		} else {
			v = figureLeft + v*across
		}
		f.out = strconv.AppendFloat(f.out, math.Round(v*100)/100, 'f', -1, 64)
		at = end
		if command == 'M' || command == 'L' {
			vertical = !vertical
		}
	}
}

// rule draws a line across the plots.
func (f *figure) rule(y float64, color string) {
	f.add(`<path fill="none" stroke="`, color, `" d="M`, figureLeft, ` `, y, `h`, figureWide, `"/>`)
}

// text of the whole figure.
func (f *figure) text() string {
	p, height := &f.theme.Palette, math.Ceil(f.y+figureMargin)
	head := svg{}
	head.add(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="`, FigureWidth, `" height="`, height,
		`" viewBox="0 0 `, FigureWidth, ` `, height, `" role="img" font-family="`, figureFonts, `" font-size="14" fill="`, f.theme.Soft, `">`,
		`<title>`, f.title, `</title><defs><linearGradient id="scale" x1="0" y1="0" x2="0" y2="1">`)
	for i, c := range [...]Color{p.Positive, p.Zero, p.Negative} {
		head.add(`<stop offset="`, i*50, `%" stop-color="`, c.hex(), `"/>`)
	}
	head.add(`</linearGradient></defs><rect width="100%" height="100%" fill="`, f.theme.Paper, `"/>`)
	return string(head.out) + string(f.out) + "</svg>\n"
}
