package playground

import "math"

// blockCost is what it takes to gather a value, in multiply-adds.
const blockCost = 8

// blocks are the extremes of a picture's values in so many groups of lines and of
// a line's values. A line is what lies side by side in memory: a step, or in a
// picture by rows a row.
type blocks struct {
	picture       Picture
	columns, rows int // room they were made for, in pixels

	lines, width  int // of the values
	groups, parts int // of the lines, and of each line
	line          int // lines that have been looked at

	pairs []float64 // (groups, parts, 2) largest and smallest; NaN twice for none
}

// startBlocks is about the picture in columns × rows pixels.
func (p *Picture) startBlocks(columns, rows int) *blocks {
	m := p.heatmap(columns, rows)
	b := &blocks{picture: *p, columns: columns, rows: rows, lines: p.Steps, width: p.Rows, groups: m.Columns, parts: m.Rows / 2}
	if p.ByRow {
		b.lines, b.width, b.groups, b.parts = b.width, b.lines, b.parts, b.groups
	}
	b.pairs = make([]float64, 2*b.groups*b.parts)
	return b
}

// group is all of one group: for each part the largest and the smallest value.
func (b *blocks) group(group int) []float64 { return b.pairs[2*b.parts*group:][:2*b.parts] }

// step is the stage that gathers the next lines.
func (b *blocks) step(budget float64) (spent float64, done bool) {
	perLine := blockCost * float64(b.width)
	for b.line < b.lines && (spent < budget || spent == 0) {
		group := ((b.line+1)*b.groups - 1) / b.lines
		first, end := group*b.lines/b.groups, (group+1)*b.lines/b.groups
		to := b.line + atMost(end-b.line, (budget-spent)/perLine)
		pairs := b.group(group)
		if b.line == first {
			startPairs(pairs)
		}
		b.picture.fold(pairs, b.line, to)
		if to == end {
			endPairs(pairs)
		}
		spent += perLine * float64(to-b.line)
		b.line = to
	}
	return spent, b.line == b.lines
}

// startPairs and endPairs frame the gathering of one group.
//
//go:noinline
func startPairs(pairs []float64) {
	for i := 0; i < len(pairs); i += 2 {
		pairs[i], pairs[i+1] = math.Inf(-1), math.Inf(1)
	}
}

func endPairs(pairs []float64) {
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] > pairs[i] {
			pairs[i], pairs[i+1] = math.NaN(), math.NaN()
		}
	}
}

// fold takes the lines from … to-1 into pairs of as many parts of a line as there
// are.
func (p *Picture) fold(pairs []float64, from, to int) {
	width, parts := p.Rows, len(pairs)/2
	if p.ByRow {
		width = p.Steps
	}
	for part := range parts {
		most, least := pairs[2*part], pairs[2*part+1]
		first, end := part*width/parts, (part+1)*width/parts
		for line := from; line < to; line++ {
			for _, v := range p.Values[line*width+first : line*width+end] {
				if v < least {
					least = v
				}
				if v > most {
					most = v
				}
			}
		}
		pairs[2*part], pairs[2*part+1] = most, least
	}
}
