package playground

import (
	"math"
	"strconv"
	"strings"
)

// svg writes shapes in CSS pixels.
type svg struct{ out []byte }

// add writes texts, with numbers between them to a tenth of a pixel.
func (s *svg) add(parts ...any) {
	for _, part := range parts {
		switch part := part.(type) {
		case string:
			s.out = append(s.out, part...)
		case int:
			s.out = strconv.AppendInt(s.out, int64(part), 10)
		case float64:
			s.out = strconv.AppendFloat(s.out, math.Round(part*10)/10, 'f', -1, 64)
		}
	}
}

func (s *svg) rect(class string, x, y, width, height float64) {
	s.add(`<rect class="`, class, `" x="`, x, `" y="`, y, `" width="`, width, `" height="`, height, `"/>`)
}

// One copy for its twenty callers, as wherever it says noinline: together
// 6 kB less under brotli.
//
//go:noinline
func (s *svg) text(class string, x, y float64, text string) {
	s.add(`<text class="`, class, `" x="`, x, `" y="`, y, `">`, text, `</text>`)
}

// wire draws a path that ends in an arrow at (x, y), pointing dx, dy: one of them
// ±1, the other 0.
func (s *svg) wire(class, d string, x, y, dx, dy float64) {
	const long, half = 7, 3.5
	s.add(`<g class="wire `, class, `"><path class="halo" d="`, d, `"/><path pathLength="1" d="`, d, `"/><path class="tip" d="M`,
		x, ` `, y, `L`, x-long*dx-half*dy, ` `, y-long*dy-half*dx, `L`, x-long*dx+half*dy, ` `, y-long*dy+half*dx, `z"/></g>`)
}

// drawing writes path commands and coordinates.
func drawing(parts ...any) string {
	var s svg
	for i, part := range parts {
		if _, ok := part.(float64); ok && i > 0 {
			s.add(" ")
		}
		s.add(part)
	}
	return string(s.out)
}

// color is a class and an opacity: a value's colour over that of zero, the same
// straight line that Palette takes.
func (s *svg) color(v, scale float64) {
	s.add([]string{`n" fill-opacity="`, `p" fill-opacity="`}[b2i(v >= 0)])
	s.out = strconv.AppendFloat(s.out, math.Round(min(math.Abs(v)/scale, 1)*1000)/1000, 'f', -1, 64)
	s.add(`"`)
}

// appendValue writes v with the eight digits of the table, without filling up.
func appendValue(dst []byte, v float64) []byte {
	text := appendCell(nil, v, v != 0 && (math.Abs(v) < 1e-4 || math.Abs(v) >= 1e6))
	return append(dst, strings.TrimRight(string(text), "\u2007")...)
}

// rounded writes v with so many digits after the point, or its size where it
// would be lost.
func rounded(v float64, digits int) string {
	format, precision := byte('f'), digits
	if a := math.Abs(v); v != 0 && a < math.Pow10(-digits) || a >= 1000 {
		format, precision = 'e', 1
	}
	return string(appendSigned(nil, strconv.AppendFloat(nil, v, format, precision, 64)))
}
