package playground

import (
	"strconv"
	"strings"
)

// outline draws paths in a box whose own coordinates go from top to bottom units down and
// lineWidth across. style gives the attributes of each, as a template, by the classes of
// its group and of itself. The coordinates are brought into those of the figure, so that
// lines are of one width.
//
//go:noinline
func (f *figure) outline(markup string, top, bottom, height float64, style func(classes string) string) {
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
			f.raw(`<path `)
			f.put(style(group + " " + class))
			f.raw(` stroke-linejoin="round" stroke-linecap="round" d="`)
			f.commands(attributeOf(tag, "d"), float64(figureWide)/lineWidth, height/(bottom-top), top)
			f.raw(`"/>`)
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
		f.put("$", v)
		at = end
		if command == 'M' || command == 'L' {
			vertical = !vertical
		}
	}
}
