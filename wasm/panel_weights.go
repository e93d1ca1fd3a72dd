//go:build js && wasm

package main

import (
	"math"
	"strconv"
	"strings"

	"github.com/rnn-playground/rnn-playground/playground"
)

// matrices is the room for their pictures and what was made of it, in CSS pixels.
type matrices struct {
	width, height float64 // of the room
	least         float64 // a column, where the room is scrolled; 0 where it is not
	widths        [4]int
	rows          int // their height
}

// matrixTensors in the order of playground.Matrices.
var matrixTensors = [...]playground.Tensor{playground.WxTensor, playground.WhTensor, playground.BTensor, playground.H0Tensor}

// measureMatrices reads how much room there is. How large the pictures are follows
// from it and need not be asked of the browser, which would lay out the page for it.
func (p *page) measureMatrices() {
	room := p.element("matrices-room").Underlying()
	p.matrices.width, p.matrices.height = room.Get("clientWidth").Float(), room.Get("clientHeight").Float()
	p.matrices.least, _ = strconv.ParseFloat(p.host.call("color", "--least-cell").String(), 64)
}

// fitMatrices gives each picture its place in the room.
func (p *page) fitMatrices() {
	m := &p.matrices
	m.widths, m.rows = p.run.MatrixSizes(m.width, m.height, m.least)
	columns := "16px"
	for _, width := range m.widths {
		columns += " " + strconv.Itoa(width) + "px"
	}
	for _, property := range [...][2]string{
		{"grid-template-columns", columns},
		{"grid-template-rows", "24px " + strconv.Itoa(m.rows) + "px"},
	} {
		if p.differs("matrices", property[0], property[1]) {
			p.element("matrices").Style().SetProperty(property[0], property[1], "")
		}
	}
}

// paintMatrices draws Wx, Wh, b and h_0 while their panel is open.
func (p *page) paintMatrices() {
	if p.state.Panel != playground.WeightsPanel {
		return
	}
	ms := &p.matrices
	all := playground.MatrixAxis
	for _, width := range ms.widths {
		all += playground.MatrixGap + width
	}
	p.host.call("room", "numbers", max(all, int(ms.width)), int(ms.height), p.ratio)
	left := playground.MatrixAxis
	matrices := p.pictured().Matrices()
	// Numbers first: the browser brings the styles up to date for them, and all that
	// is written between two of them.
	for at, m := range matrices {
		width, rows := float64(ms.widths[at]), float64(ms.rows)
		left += playground.MatrixGap
		p.blit(&m, int(math.Round(width*p.ratio)), int(math.Round(rows*p.ratio)))
		if numbers, light := p.pictured().Numbers(&m, width, rows, &p.palette); light != "" {
			p.host.call("number", "numbers", left, playground.MatrixHead, m.Rows, width/float64(m.Steps), rows/float64(m.Rows), strings.Join(numbers, "\n"), light)
		}
		left += ms.widths[at]
	}
	p.set("matrices-axis", p.run.RowAxis(max(ms.rows/17, 1)))
	for _, m := range matrices {
		p.set(m.ID+"-note", playground.MatrixNote(&m))
		p.set(m.ID+"-grid", m.Grid(float64(ms.rows)))
		p.set(m.ID+"-edited", p.run.Edited(&m))
	}
	p.lightMatrices()
}

// chooseAt takes the value under the pointer, for as long as it is there or until
// another one is chosen.
func (p *page) chooseAt(tensor string, x, y float64, keep bool) {
	columns := p.columns(playground.Tensor(tensor))
	h := p.run.Rows()
	place := playground.Place{
		Tensor: p.run.Of(playground.Tensor(tensor)),
		Row:    min(int(y*float64(h)), h-1), Column: min(int(x*float64(columns)), columns-1),
	}
	p.hoveredPlace = place
	if keep {
		p.chosen = place
		step, _ := p.state.Cursor()
		p.pinRow(step, place.Row)
	}
	step, _ := p.state.Cursor()
	unit, gate := p.run.UnitOf(place.Row)
	p.look(cell{step, unit}, pointed{gate: gate})
	p.lightMatrices()
}

func (p *page) leaveMatrices() {
	p.hoveredPlace = playground.Place{}
	p.look(cell{}, pointed{})
	p.lightMatrices()
}

func (p *page) columns(tensor playground.Tensor) int {
	switch tensor {
	case playground.WxTensor:
		return p.run.InputSize
	case playground.WhTensor:
		return p.state.HiddenSize
	}
	return 1
}

// walk goes from one value of the matrices to another.
func (p *page) walk(key string) {
	place := p.chosen
	if _, ok := p.run.Value(place); !ok || place.Base() == playground.XTensor {
		_, unit := p.state.Cursor()
		place = playground.Place{Tensor: p.run.Of(playground.WxTensor), Row: unit}
		key = ""
	}
	at, base := 0, place.Base()
	for i, tensor := range matrixTensors {
		if tensor == base {
			at = i
		}
	}
	const far = 10
	switch key {
	case "Escape":
		p.chosen, p.hoveredPlace = playground.Place{}, playground.Place{}
		p.pin(cell{})
		p.lightMatrices()
		return
	case "ArrowUp":
		place.Row--
	case "ArrowDown":
		place.Row++
	case "PageUp":
		place.Row -= far
	case "PageDown":
		place.Row += far
	case "ArrowLeft":
		if place.Column--; place.Column < 0 && at > 0 {
			base = matrixTensors[at-1]
			place.Column = p.columns(base) - 1
		}
	case "ArrowRight":
		if place.Column++; place.Column >= p.columns(base) && at < len(matrixTensors)-1 {
			base, place.Column = matrixTensors[at+1], 0
		}
	case "Home":
		place.Column = 0
	case "End":
		place.Column = p.columns(base) - 1
	}
	place.Tensor = p.run.Of(base)
	place.Row = min(max(place.Row, 0), p.run.RowsOf(base)-1)
	place.Column = min(max(place.Column, 0), p.columns(base)-1)
	p.chosen, p.hoveredPlace = place, playground.Place{} // the pointer may rest on another
	step, _ := p.state.Cursor()
	p.pinRow(step, place.Row)
	p.lightMatrices()
	p.set("announce", p.placeText(place))
}

// pinRow pins what a row of the weights makes: a unit, or a gate of one.
func (p *page) pinRow(step, row int) {
	unit, gate := p.run.UnitOf(row)
	p.pinOver(cell{step, unit}, pointed{gate: gate})
}

// lightMatrices lights the value that is looked at, its unit's row in every
// matrix, and says what the value does.
func (p *page) lightMatrices() {
	if p.state.Panel != playground.WeightsPanel {
		if p.chosen != (playground.Place{}) {
			p.chosen = playground.Place{}
			p.host.call("light", "", 0, 0, 1, 1, 0, "", 0, 1, 0, 1, 0, 1)
		}
		return
	}
	place := p.hoveredPlace
	if place == (playground.Place{}) {
		place = p.chosen
	}
	if _, ok := p.run.Value(place); !ok {
		place = playground.Place{}
	}
	_, gate := p.opened()
	unit, fed := p.run.UnitOf(place.Row)
	sumsTop, sumsHigh := p.run.PlaceOf("sums", p.state.Colors, unit, fed)
	statesTop, statesHigh := p.run.PlaceOf("heatmap", p.state.Colors, unit, "")
	factorTop, factorHigh := p.run.PlaceOf("heatmap", p.state.Colors, place.Column, "")
	p.host.call("light", string(place.Base()), place.Row, place.Column,
		p.run.Rows(), p.columns(place.Base()), p.run.RowOf(p.looked().unit, gate), place.Key(),
		sumsTop, sumsHigh, statesTop, statesHigh, factorTop, factorHigh)
	text := p.texts["matrices.hint"]
	if place.Tensor != "" {
		text = p.placeText(place)
	}
	p.set("matrix-now", text)
	p.enable(place.Tensor != "" && p.free("edits"), "edit-chosen")
}

// placeText says what a value is and what it feeds.
func (p *page) placeText(place playground.Place) string {
	v, _ := p.run.Value(place)
	return p.run.Feeds(place, v, p.looked().step, p.texts)
}
