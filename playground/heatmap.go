package playground

import (
	"math"
	"strconv"
)

// mostGaps is how many rows or columns still leave room for a line between two.
const mostGaps = 40

// HeatmapCells draws every hidden state as one rectangle of an SVG, time to the
// right, unit 0 on top: the picture of a page that has no script yet. A cell's
// colour is its scale end (class n or p, set by style.css for light and dark)
// over the colour of zero, with |h| as opacity, which is the same straight line
// between the two colours that Palette takes.
func (r *Run) HeatmapCells() string {
	out := openSVG(make([]byte, 0, 64*len(r.H)+128), r.Timesteps, r.HiddenSize)
	for step := 1; step <= r.Timesteps; step++ {
		for unit := range r.HiddenSize {
			v := r.At(step, unit)
			out = append(out, `<rect class="`...)
			if v < 0 {
				out = append(out, 'n')
			} else {
				out = append(out, 'p')
			}
			out = append(out, `" x="`...)
			out = strconv.AppendInt(out, int64(step-1), 10)
			out = append(out, `" y="`...)
			out = strconv.AppendInt(out, int64(unit), 10)
			out = append(out, `" width="1" height="1" fill-opacity="`...)
			out = strconv.AppendFloat(out, math.Round(math.Abs(v)*1000)/1000, 'f', -1, 64)
			out = append(out, `"/>`...)
		}
	}
	return string(append(out, `</svg>`...))
}

// HeatmapGrid draws the lines between cells, as long as these are large enough
// to be told apart.
func HeatmapGrid(timesteps, hiddenSize int) string {
	if max(timesteps, hiddenSize) > mostGaps {
		return ""
	}
	out := append(openSVG(nil, timesteps, hiddenSize), `<path d="`...)
	for t := 1; t < timesteps; t++ {
		out = append(strconv.AppendInt(append(out, 'M'), int64(t), 10), " 0v"...)
		out = strconv.AppendInt(out, int64(hiddenSize), 10)
	}
	for unit := 1; unit < hiddenSize; unit++ {
		out = append(strconv.AppendInt(append(out, "M0 "...), int64(unit), 10), 'h')
		out = strconv.AppendInt(out, int64(timesteps), 10)
	}
	return string(append(out, `"/></svg>`...))
}

// openSVG begins a picture of width × height units that stretches over its box.
func openSVG(dst []byte, width, height int) []byte {
	dst = append(dst, `<svg viewBox="0 0 `...)
	dst = strconv.AppendInt(dst, int64(width), 10)
	dst = append(dst, ' ')
	dst = strconv.AppendInt(dst, int64(height), 10)
	return append(dst, `" preserveAspectRatio="none">`...)
}

// Color is opaque sRGB.
type Color [3]uint8

// Palette maps -1 … 1 to colours, straight from Negative over Zero to Positive.
type Palette struct{ Negative, Zero, Positive Color }

// levels of the palette on either side of zero.
const levels = 255

func (p *Palette) table() *[2*levels + 1]Color {
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
	return &table
}

// Heatmap is a picture of all hidden states in pixels.
type Heatmap struct {
	Columns, Rows int
	StepsPer      int    // steps behind one column, at the most
	UnitsPer      int    // units behind one band, at the most
	RGBA          []byte // Rows × Columns × 4
}

// Heatmap draws the hidden states into at most columns × rows pixels, time to
// the right, unit 0 on top. Where every state has a pixel, that is its colour.
// Otherwise the states are gathered in blocks, and each block is two pixels:
// its largest value above its smallest. Nothing is sampled, so a single state
// that stands out is seen at any size.
func (r *Run) Heatmap(columns, rows int, palette Palette) Heatmap {
	t, h := r.Timesteps, r.HiddenSize
	table := palette.table()
	columns, rows = max(columns, 1), max(rows, 2)
	exact := t <= columns && h <= rows
	bands := h
	if !exact {
		columns, bands = min(t, columns), min(h, rows/2)
	} else {
		columns = t
	}
	m := Heatmap{
		Columns: columns, Rows: bands,
		StepsPer: (t + columns - 1) / columns, UnitsPer: (h + bands - 1) / bands,
	}
	if !exact {
		m.Rows = 2 * bands
	}
	m.RGBA = make([]byte, 4*m.Columns*m.Rows)
	set := func(column, row int, v float64) {
		c := table[levels+int(math.Round(v*levels))]
		at := 4 * (row*m.Columns + column)
		m.RGBA[at], m.RGBA[at+1], m.RGBA[at+2], m.RGBA[at+3] = c[0], c[1], c[2], 255
	}
	if exact {
		for step := range t {
			for unit, v := range r.H[step*h : (step+1)*h] {
				set(step, unit, v)
			}
		}
		return m
	}
	low, high := make([]float64, bands), make([]float64, bands)
	bandOf := make([]int, h)
	for band := range bands {
		for unit := band * h / bands; unit < (band+1)*h/bands; unit++ {
			bandOf[unit] = band
		}
	}
	for column := range columns {
		for band := range bands {
			low[band], high[band] = math.Inf(1), math.Inf(-1)
		}
		for step := column * t / columns; step < (column+1)*t/columns; step++ {
			for unit, v := range r.H[step*h : (step+1)*h] {
				band := bandOf[unit]
				if v < low[band] {
					low[band] = v
				}
				if v > high[band] {
					high[band] = v
				}
			}
		}
		for band := range bands {
			set(column, 2*band, high[band])
			set(column, 2*band+1, low[band])
		}
	}
	return m
}
