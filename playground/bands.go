package playground

// pathCost is what it takes to draw a value into a line or band, in multiply-adds.
const pathCost = 16

// paths are the lines of a run, or its bands, for a number of columns.
type paths struct {
	run     *Run
	columns int
	scale   float64 // what is at the upper edge

	unit  int // lines that are drawn
	lines []byte

	// The spread over all units, and over all steps of a column: smallest, 25 %,
	// median, 75 %, largest.
	quantiles [][5]float64
	t         int // steps that have been looked at
	counts    [histogramBins]int32
}

// histogramBins over the height tell quantiles to less than a pixel.
const histogramBins = 512

func (r *Run) startPaths(columns int, scale float64) paths {
	p := paths{run: r, columns: min(max(columns, 1), r.Timesteps), scale: scale}
	if !r.LinesFit() {
		p.quantiles = make([][5]float64, p.columns)
	}
	return p
}

// step is the stage that goes on with them.
func (p *paths) step(budget float64) (spent float64, done bool) {
	r := p.run
	if r.LinesFit() {
		for ; p.unit < r.HiddenSize && (spent < budget || spent == 0); p.unit++ {
			p.lines = r.appendLine(p.lines, p.unit, p.columns, p.scale)
			spent += pathCost * float64(r.Timesteps)
		}
		return spent, p.unit == r.HiddenSize
	}
	perStep := pathCost * float64(r.HiddenSize)
	for p.t < r.Timesteps && (spent < budget || spent == 0) {
		column := ((p.t+1)*p.columns - 1) / r.Timesteps
		first, end := column*r.Timesteps/p.columns, (column+1)*r.Timesteps/p.columns
		to := p.t + atMost(end-p.t, (budget-spent)/perStep)
		p.count(column, first, p.t, to)
		if to == end {
			p.quantile(column, (end-first)*r.HiddenSize)
		}
		spent += perStep * float64(to-p.t)
		p.t = to
	}
	return spent, p.t == r.Timesteps
}

// count takes the steps from … to-1, counted from 0, of a column that begins with
// first.
func (p *paths) count(column, first, from, to int) {
	values := p.run.H[from*p.run.HiddenSize : to*p.run.HiddenSize]
	q, scale := &p.quantiles[column], p.scale
	if from == first {
		clear(p.counts[:])
		q[0], q[4] = values[0], values[0]
	}
	low, high := q[0], q[4]
	for _, v := range values {
		if v < low {
			low = v
		}
		if v > high {
			high = v
		}
		p.counts[min(max(int((v/scale+1)/2*histogramBins), 0), histogramBins-1)]++
	}
	q[0], q[4] = low, high
}

// quantile of the all states of a column that were counted.
func (p *paths) quantile(column, all int) {
	q, scale := &p.quantiles[column], p.scale
	seen, bin := 0, -1
	for i := 1; i <= 3; i++ {
		for seen*4 < all*i {
			bin++
			seen += int(p.counts[bin])
		}
		middle := ((float64(bin)+0.5)/histogramBins*2 - 1) * scale
		q[i] = min(max(middle, q[0]), q[4])
	}
}

// append writes them as SVG.
func (p *paths) append(dst []byte) []byte {
	if p.run.LinesFit() {
		return append(dst, p.lines...)
	}
	quantiles, columns, scale := p.quantiles, p.columns, p.scale
	at := func(column int) int { return columnX(column, columns) }
	if columns == 1 {
		quantiles = [][5]float64{quantiles[0], quantiles[0]}
		at = func(column int) int { return [...]int{loneLeft, loneRight}[column] }
	}
	band := func(class string, lower, upper int) {
		dst = append(dst, `<path class="`...)
		dst = append(dst, class...)
		dst = append(dst, `" d="`...)
		for column := range quantiles {
			dst = appendPoint(dst, column == 0, at(column), quantiles[column][upper]/scale)
		}
		if lower != upper {
			for column := len(quantiles) - 1; column >= 0; column-- {
				dst = appendPoint(dst, false, at(column), quantiles[column][lower]/scale)
			}
			dst = append(dst, 'z')
		}
		dst = append(dst, `"/>`...)
	}
	band("band all", 0, 4)
	band("band half", 1, 3)
	band("median", 2, 2)
	return dst
}
