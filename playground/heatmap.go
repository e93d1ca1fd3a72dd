package playground

import (
	"math"
	"strconv"
)

// mostGaps is how many columns still leave room for a line between two, and rows in
// a picture of a height that is not known; leastRow the height of such a row in CSS
// pixels. Lines between thinner ones would be a pattern of their own.
const (
	mostGaps = 40
	leastRow = 4
)

// Picture is what a heatmap shows: a value for each step and row.
type Picture struct {
	ID     string    // of its element
	Values []float64 // (Steps, Rows), or by rows (Rows, Steps)
	Steps  int
	Rows   int
	ByRow  bool
	Scale  float64 // the size that has the full colour

	// Place, unless it is nil, says where on the scale, -1 … 1, a value stands,
	// instead of value/Scale. It does not fall where values rise.
	Place func(v float64) float64

	atOnce   bool    // it does not wait for that
	gathered *blocks // of a picture of many values, nil if it was not
}

// at is the value of a step and row, both from 0.
func (p *Picture) at(step, row int) float64 {
	if p.ByRow {
		return p.Values[row*p.Steps+step]
	}
	return p.Values[step*p.Rows+row]
}

// place of a value that is not NaN on the scale, -1 … 1.
func (p *Picture) place(v float64) float64 {
	if p.Place != nil {
		return p.Place(v)
	}
	place := v / p.Scale
	if place < -1 { // faster in WebAssembly than min and max
		return -1
	}
	if place > 1 {
		return 1
	}
	return place
}

// Pictures over the one time axis, from the top: inputs x, pre-activations a,
// hidden states h.
func (r *Run) Pictures(colors Colors) [3]Picture {
	sums := Picture{ID: "sums", Values: r.A, Steps: r.Timesteps, Rows: r.HiddenSize, Scale: r.SumScale()}
	if inside := r.Inside(colors); inside != nil {
		sums = inside.Picture
	}
	sums.gathered = r.of("sums", sums.Values)
	return [3]Picture{
		{ID: "inputs", Values: r.X, Steps: r.Timesteps, Rows: r.InputSize, Scale: r.InputScale(), gathered: r.of("inputs", r.X)},
		sums,
		r.States(),
	}
}

// States is the picture of the hidden states.
func (r *Run) States() Picture {
	return Picture{ID: "heatmap", Values: r.H, Steps: r.Timesteps, Rows: r.HiddenSize, Scale: r.StateScale(), gathered: r.of("heatmap", r.H)}
}

// SumScale is the end of the pre-activations' scale: the largest, rounded up to
// a number that is easily said.
func (r *Run) SumScale() float64 { return niceScale(r.LargestSum) }

// InputScale is the end of the inputs' scale.
func (r *Run) InputScale() float64 {
	if r.gradient {
		return niceScale(r.LargestInput)
	}
	return niceScale(max(r.LargestInput, 1))
}

// level of a value that is not NaN in the table of a palette.
func (p *Picture) level(v float64) int { return int(p.place(v)*levels + levels + 0.5) }

// Cells draws every value as one rectangle of an SVG, time to the right, row 0 on
// top: the picture of a page that has no script yet. A cell's colour is its scale
// end (class n or p, set by style.css for light and dark) over the colour of zero,
// with |value/scale| as opacity, which is the same straight line between the two
// colours that Palette takes. NaN has no cell.
func (p *Picture) Cells() string {
	out := openSVG(make([]byte, 0, 64*len(p.Values)+128), p.Steps, p.Rows)
	for i, v := range p.Values {
		if math.IsNaN(v) {
			continue
		}
		out = append(out, `<rect class="`...)
		if v < 0 {
			out = append(out, 'n')
		} else {
			out = append(out, 'p')
		}
		out = append(out, `" x="`...)
		out = strconv.AppendInt(out, int64(i/p.Rows), 10)
		out = append(out, `" y="`...)
		out = strconv.AppendInt(out, int64(i%p.Rows), 10)
		out = append(out, `" width="1" height="1" fill-opacity="`...)
		out = strconv.AppendFloat(out, math.Round(math.Abs(p.place(v))*1000)/1000, 'f', -1, 64)
		out = append(out, `"/>`...)
	}
	return string(append(out, `</svg>`...))
}

// apart is how many columns and rows have lines between them, 1 where none have, in
// a picture that is height CSS pixels high, 0 if that is not known.
//
//go:noinline
func (p *Picture) apart(height float64) (columns, rows int) {
	if p.Steps > mostGaps {
		return 1, 1
	}
	if rows = p.Rows; rows > mostGaps || height > 0 && height < float64(leastRow*rows) {
		rows = 1
	}
	return p.Steps, rows
}

// Grid draws the lines between cells that are large enough to be told apart, of a
// picture that is height CSS pixels high, 0 if that is not known.
//
//go:noinline
func (p *Picture) Grid(height float64) string {
	columns, rows := p.apart(height)
	if columns == 1 && rows == 1 {
		return ""
	}
	out := append(openSVG(nil, p.Steps, p.Rows), `<path d="`...)
	for t := 1; t < columns; t++ {
		out = append(strconv.AppendInt(append(out, 'M'), int64(t), 10), " 0v"...)
		out = strconv.AppendInt(out, int64(p.Rows), 10)
	}
	for row := 1; row < rows; row++ {
		out = append(strconv.AppendInt(append(out, "M0 "...), int64(row), 10), 'h')
		out = strconv.AppendInt(out, int64(p.Steps), 10)
	}
	return string(append(out, `"/></svg>`...))
}

// Color is opaque sRGB.
type Color [3]uint8

// luminance relative to white (WCAG 2.2, of sRGB).
func (c Color) luminance() float64 {
	sum := 0.0
	for i, weight := range [...]float64{0.2126, 0.7152, 0.0722} {
		v := float64(c[i]) / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		sum += weight * v
	}
	return sum
}

// Black and white stand out alike from this luminance Y, by the same contrast:
//
//	(Y + 0.05)/0.05 = 1.05/(Y + 0.05) = √21 = 4.58
var whiteBelow = math.Sqrt(1.05*0.05) - 0.05

// Palette maps -1 … 1 to colours, straight from Negative over Zero to Positive.
type Palette struct {
	Negative, Zero, Positive Color

	made *[2*levels + 1]Color // by table
}

// levels of the palette on either side of zero.
const levels = 255

func (p *Palette) table() *[2*levels + 1]Color {
	if p.made != nil {
		return p.made
	}
	var table [2*levels + 1]Color
	for i := range table {
		end, share := p.Positive, float64(i-levels)/levels
		if share < 0 {
			end, share = p.Negative, -share
		}
		for c := range table[i] {
			from, to := float64(p.Zero[c]), float64(end[c])
			table[i][c] = uint8(math.Round(from + (to-from)*share))
		}
	}
	p.made = &table
	return p.made
}

// Heatmap is a picture in pixels.
type Heatmap struct {
	Columns, Rows int
	StepsPer      int    // steps behind one column, at the most
	UnitsPer      int    // units behind one band, at the most
	RGBA          []byte // Rows × Columns × 4

	exact bool // every value has a pixel
}

// Pixels draws the picture into at most columns × rows pixels, time to the right,
// row 0 on top. Where every value has a pixel, that is its colour. Otherwise the
// values are gathered in blocks, and each block is two pixels: its largest value
// above its smallest. Nothing is sampled, so a single value that stands out is
// seen at any size. NaN is a value that is not there: it takes no part in a block,
// and where there is nothing else the pixel is transparent.
func (p *Picture) Pixels(columns, rows int, palette *Palette) Heatmap {
	return p.PixelsInto(nil, columns, rows, palette)
}

// PixelsInto is Pixels in the memory of rgba, if that is enough. A picture whose
// blocks were gathered for another room is drawn in these.
func (p *Picture) PixelsInto(rgba []byte, columns, rows int, palette *Palette) Heatmap {
	m := p.heatmap(columns, rows)
	b := p.gathered
	if m.exact {
		b = nil
	} else if b != nil {
		m = p.heatmap(b.columns, b.rows)
	}
	if size := 4 * m.Columns * m.Rows; size <= cap(rgba) {
		m.RGBA = rgba[:size]
		clear(m.RGBA)
	} else {
		m.RGBA = make([]byte, size)
	}
	table := palette.table()
	switch {
	case b != nil:
		for group := range b.groups {
			p.paint(&m, table, group, b.group(group))
		}
	case m.exact && p.ByRow:
		for row := range p.Rows {
			p.paint(&m, table, row, p.Values[row*p.Steps:][:p.Steps])
		}
	case m.exact:
		for step := range p.Steps {
			p.paint(&m, table, step, p.Values[step*p.Rows:][:p.Rows])
		}
	default:
		groups, parts, lines := m.Columns, m.Rows/2, p.Steps
		if p.ByRow {
			groups, parts, lines = parts, groups, p.Rows
		}
		pairs := make([]float64, 2*parts)
		for group := range groups {
			startPairs(pairs)
			p.fold(pairs, group*lines/groups, (group+1)*lines/groups)
			endPairs(pairs)
			p.paint(&m, table, group, pairs)
		}
	}
	return m
}

// heatmap is what the picture has in columns × rows pixels, without the pixels.
//
//go:noinline
func (p *Picture) heatmap(columns, rows int) Heatmap {
	columns, rows = max(columns, 1), max(rows, 2)
	if p.Steps <= columns && p.Rows <= rows {
		return Heatmap{Columns: p.Steps, Rows: p.Rows, StepsPer: 1, UnitsPer: 1, exact: true}
	}
	columns, bands := min(p.Steps, columns), min(p.Rows, rows/2)
	return Heatmap{
		Columns: columns, Rows: 2 * bands,
		StepsPer: (p.Steps + columns - 1) / columns, UnitsPer: (p.Rows + bands - 1) / bands,
	}
}

// paint one line of values, or the pairs of one group of lines.
func (p *Picture) paint(m *Heatmap, table *[2*levels + 1]Color, line int, values []float64) {
	// How far it is in RGBA from a value to the next: those of a pair stand above
	// each other.
	down := 4 * m.Columns
	at, step := 4*line, [2]int{down, down}
	switch {
	case p.ByRow && m.exact:
		at, step = down*line, [2]int{4, 4}
	case p.ByRow:
		at, step = 2*down*line, [2]int{down, 4 - down}
	}
	for i, v := range values {
		if v == v { // NaN is nothing
			c := &table[p.level(v)]
			pixel := m.RGBA[at : at+4 : at+4]
			pixel[0], pixel[1], pixel[2], pixel[3] = c[0], c[1], c[2], 255
		}
		at += step[i&1]
	}
}
