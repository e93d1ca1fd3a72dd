package playground

import (
	"math"
	"strconv"
)

// Geometry of the folded network, in CSS pixels and shares of the width.
type cellPlan struct {
	x, wx, sum, bend, h, wh float64 // where the parts stand, as shares of the width
	square                  float64 // the largest square of a vector
	matrix                  float64 // the widest matrix
	tanh                    float64 // width of tanh's box
	digits                  int     // after the point; 8 as in the table
}

var (
	widePlan   = cellPlan{0.012, 0.2, 0.4, 0.64, 0.805, 0.56, 20, 64, 48, 8}
	narrowPlan = cellPlan{0.012, 0.18, 0.4, 0.635, 0.765, 0.54, 16, 28, 34, 3}
)

const (
	narrowCell  = 560 // widths below are narrow
	mostSquares = 16  // of a vector; of more, a part with the chosen one
	fewSquares  = 12  // that many then
	mostWeights = 16  // rows or columns of a matrix whose values are drawn
)

// Cell draws the network folded: x_t and, led back, h_{t-1} go through their
// weights into the sum, tanh bends it, and h_t is the new state. Beside the
// arrows stand the parts of the chosen unit, as far as they are computed.
func (r *Run) Cell(step int, phase Phase, unit int, width, height float64, colors Colors, texts Strings) string {
	if width <= 0 || height <= 0 {
		return ""
	}
	plan := widePlan
	if width < narrowCell {
		plan = narrowPlan
	}
	c := &folded{r: r, colors: colors, plan: plan, step: step, unit: unit, phase: phase, width: width, height: height, texts: texts}
	c.axis, c.back = math.Round(height*0.41), height-40
	c.add(`<svg width="`, width, `" height="`, height, `" role="img" aria-label="`,
		texts.Format("cell.label", groupDigits(int64(step)), strconv.Itoa(unit)), `">`)
	c.wires()
	c.matrix("x", r.Wx, r.InputSize, c.at(plan.wx), c.axis, 0.36*height)
	c.matrix("h", r.Wh, r.HiddenSize, c.at(plan.wh), c.back, tallWh)
	c.nodes()
	c.vectors()
	return string(c.out) + `</svg>`
}

type folded struct {
	svg
	r             *Run
	colors        Colors
	plan          cellPlan
	step, unit    int
	phase         Phase
	width, height float64
	axis          float64 // height of the way from x to h
	back          float64 // height of the way back
	texts         Strings
}

//go:noinline
func (c *folded) at(share float64) float64 { return math.Round(c.width * share) }

// class of what acts in a phase.
//
//go:noinline
func (c *folded) class(acts Phase) string {
	switch {
	case c.phase == Rest || c.phase > acts:
		return "done"
	case c.phase == acts:
		return "on"
	}
	return "later"
}

func (c *folded) wide() bool { return c.plan.digits == widePlan.digits }

// sumRadius is that of the node of the sum.
const sumRadius = 15

// left and right edges of the vectors.
func (c *folded) edges() (x, h float64) {
	return c.at(c.plan.x) + c.square(c.r.InputSize), c.at(c.plan.h)
}

// square is the side of a vector's squares.
//
//go:noinline
func (c *folded) square(n int) float64 {
	room := 2 * (c.axis - 26)
	return math.Floor(min(c.plan.square, room/float64(min(n, mostSquares))))
}

// wires with the numbers beside them: in Wx x_t, Wh h_{t-1} and b, out a_t and h_t.
func (c *folded) wires() {
	x, h := c.edges()
	sum, bend, y := c.at(c.plan.sum), c.at(c.plan.bend), c.axis
	half := c.plan.tanh / 2
	state := h + c.square(c.r.HiddenSize)/2

	c.wire("x "+c.class(Enter), drawing("M", x+4, y, "H", sum-sumRadius-3), sum-sumRadius, y, 1, 0)
	c.wire("h "+c.class(Enter), drawing("M", state, y+c.half(c.r.HiddenSize)+4, "V", c.back-10, "Q", state, c.back, state-10, c.back,
		"H", sum+10, "Q", sum, c.back, sum, c.back-10, "V", y+sumRadius+3), sum, y+sumRadius, 0, -1)
	c.wire("b "+c.class(Sum), drawing("M", sum, 22.0, "V", y-sumRadius-3), sum, y-sumRadius, 0, 1)
	c.wire("ink "+c.class(Bend), drawing("M", sum+sumRadius, y, "H", bend-half-3), bend-half, y, 1, 0)
	c.wire("ink "+c.class(Land), drawing("M", bend+half, y, "H", h-7), h-4, y, 1, 0)

	at := c.r.Inspect(c.step, c.unit)
	in, back := 0.0, 0.0
	for _, term := range at.Terms {
		if term.Input {
			in += term.Product()
		} else {
			back += term.Product()
		}
	}
	j := "[" + strconv.Itoa(c.unit) + "]"
	c.text("b middle", sum, 15, "b"+j+" = "+c.number(at.Bias))
	if c.phase == Rest || c.phase >= Sum {
		from := c.at(c.plan.wx) + c.plan.matrix/2
		c.text("x middle", (from+sum-sumRadius)/2, y-8, c.number(in))
		if c.wide() {
			c.text("h start", sum+9, (y+c.back)/2+8, c.number(back))
		} else {
			c.text("h end", sum-9, (y+c.back)/2+8, c.number(back))
		}
		c.text("middle", (sum+sumRadius+bend-half)/2-1, y-8, c.number(at.Sum))
	}
	c.text("soft middle", (sum+sumRadius+bend-half)/2-1, y+19, "a"+subscript(c.step)+j)

	// What leads back arrives one step later.
	past := c.at(c.plan.wh) + c.side(c.r.HiddenSize, tallWh)*float64(c.r.HiddenSize)/2
	delay := math.Round(past + (state-past)*0.7)
	c.rect("delay", delay-5, c.back-5, 10, 10)
	before := "h" + subscript(c.step-1)
	if c.wide() {
		c.text("h start", past+8, c.back+20, before)
		c.text("soft middle", delay, c.back+23, c.texts["cell.delay"])
	} else {
		c.text("h middle", (past+delay)/2, c.back-7, before)
		c.text("soft start", past+6, c.back+22, c.texts["cell.delay"])
	}
}

// number of the chosen unit, with as many digits as there is room for.
func (c *folded) number(v float64) string {
	if c.wide() {
		return string(appendValue(nil, v))
	}
	return rounded(v, c.plan.digits)
}

// nodes of the sum and of tanh, with the point on its curve.
func (c *folded) nodes() {
	sum, bend, y := c.at(c.plan.sum), c.at(c.plan.bend), c.axis
	c.add(`<g class="node `, c.class(Sum), `"><circle cx="`, sum, `" cy="`, y, `" r="`, sumRadius, `"/><path d="M`,
		sum-6, ` `, y, `h12M`, sum, ` `, y-6, `v12"/></g>`)
	size := c.plan.tanh
	c.add(`<g class="node `, c.class(Bend), `"><rect x="`, bend-size/2, `" y="`, y-size/2, `" width="`, size, `" height="`, size,
		`" rx="6"/><path class="axes" d="M`, bend-size/2, ` `, y, `h`, size, `M`, bend, ` `, y-size/2, `v`, size, `"/><path d="`)
	a := c.r.A[(c.step-1)*c.r.HiddenSize+c.unit]
	reach := max(3, math.Abs(a)*1.15)
	place := func(a float64) (x, y float64) {
		return bend + a/reach*size/2, c.axis - math.Tanh(a)*(size/2-5)
	}
	for i := range 25 {
		px, py := place(reach * (float64(i)/12 - 1))
		c.add([]string{"L", "M"}[b2i(i == 0)], px, ` `, py)
	}
	c.add(`"/>`)
	if c.phase == Rest || c.phase >= Bend {
		px, py := place(a)
		c.add(`<circle class="point" cx="`, px, `" cy="`, py, `" r="4"/>`)
	}
	c.add(`</g>`)
	c.text("middle", bend, y-size/2-8, "tanh")
}

// tallWh is the room for Wh on the way back.
const tallWh = 48

// side of one weight in a matrix.
func (c *folded) side(columns int, tallest float64) float64 {
	return min(c.plan.matrix/float64(columns), tallest/float64(c.r.HiddenSize), 10)
}

// matrix of weights at a place on a wire, with its name, its shape and the row of
// the chosen unit; a small one with its values.
func (c *folded) matrix(name string, values []float64, columns int, x, y, tallest float64) {
	rows := c.r.HiddenSize
	side := c.side(columns, tallest)
	width, height := max(side*float64(columns), 12), max(side*float64(rows), 12)
	left, top := x-width/2, y-height/2
	c.rect("matrix", left, top, width, height)
	if max(rows, columns) <= mostWeights {
		scale := 1.0
		for _, w := range values {
			scale = max(scale, math.Abs(w))
		}
		for i, w := range values {
			c.add(`<rect class="`)
			c.color(w, scale)
			c.add(` x="`, left+float64(i%columns)*width/float64(columns), `" y="`, top+float64(i/columns)*height/float64(rows),
				`" width="`, width/float64(columns), `" height="`, height/float64(rows), `"/>`)
		}
	}
	c.rect("row", left, top+float64(c.unit)*height/float64(rows), width, max(height/float64(rows), 3))
	shape := "(" + strconv.Itoa(rows) + ", " + strconv.Itoa(columns) + ")"
	switch {
	case name == "x":
		c.text("middle", x, top-8, "W"+name)
		c.text("soft middle", x, top+height+18, shape)
	case c.wide():
		c.text("start", left+width+8, y-7, "W"+name+" "+shape)
	default:
		c.text("middle", x, top-6, "W"+name)
		c.text("soft middle", x, c.height-1, shape)
	}
}

// vectors x_t and h: the state before, until the new one lands.
func (c *folded) vectors() {
	r, t := c.r, c.step
	inputs, states := r.Pictures(ColorsByValue)[0], r.states(c.colors)
	c.vector("x", "data-input", &inputs, r.X[(t-1)*r.InputSize:t*r.InputSize], c.at(c.plan.x), t, -1)
	values, step := r.H[(t-1)*r.HiddenSize:t*r.HiddenSize], t
	if c.phase != Rest && c.phase < Land {
		values, step = r.Before(t), t-1
	}
	left := c.at(c.plan.h)
	chosen := c.vector("h", "data-unit", &states, values, left, step, c.unit)
	beside := left + c.square(r.HiddenSize) + 8
	c.text("soft start", beside, chosen-4, "h"+subscript(step)+"["+strconv.Itoa(c.unit)+"]")
	c.text("strong h start", beside, chosen+14, c.number(values[c.unit]))
}

// half the height of a vector of n.
func (c *folded) half(n int) float64 {
	if n > mostSquares {
		return c.square(n)*fewSquares/2 + 20
	}
	return c.square(n) * float64(n) / 2
}

// vector draws a column of squares and gives the height of the chosen one's
// middle. Of a long one only a part is drawn, with dots where more would be, and
// how many more there are.
func (c *folded) vector(name, data string, picture *Picture, values []float64, left float64, step, chosen int) float64 {
	n, side := len(values), c.square(len(values))
	first, last := 0, n
	if n > mostSquares {
		first = min(max(chosen-fewSquares/2, 0), n-fewSquares)
		last = first + fewSquares
	}
	top := c.axis - side*float64(last-first)/2
	over := top - 8
	if first > 0 {
		c.text("soft middle", left+side/2, top-4, "⋮")
		over -= 14
	}
	label := name + subscript(step)
	if c.wide() {
		label += " (" + strconv.Itoa(n) + ",)"
	}
	c.text(name+" start", left, over, label)
	for i := first; i < last; i++ {
		y := top + float64(i-first)*side
		c.rect("zero", left, y, side-1, side-1)
		c.add(`<rect class="square `)
		c.color(picture.place(values[i]), 1)
		c.add(` x="`, left, `" y="`, y, `" width="`, side-1, `" height="`, side-1, `"/><rect class="target" `,
			data, `="`, i, `" x="`, left-8, `" y="`, y, `" width="`, side+16, `" height="`, side, `"/>`)
	}
	bottom := top + float64(last-first)*side
	if last < n {
		c.text("soft middle", left+side/2, bottom+14, "⋮")
	}
	if n > last-first && name == "x" {
		c.text("soft start", left, bottom+32, c.texts.Format("cell.more", groupDigits(int64(n-(last-first)))))
	} else if n > last-first {
		c.text("soft start", left+side/2+8, bottom+16, c.texts.Format("cell.more", groupDigits(int64(n-(last-first)))))
	}
	if chosen < 0 {
		return c.axis
	}
	y := top + float64(chosen-first)*side
	c.rect("chosen", left-1.5, y-1.5, side+2, side+2)
	return min(max(y+side/2, 36), c.back-24)
}
