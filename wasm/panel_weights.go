//go:build js && wasm

package main

import (
	"math"
	"strconv"
	"syscall/js"

	"github.com/rnn-playground/rnn-playground/playground"
)

// size in CSS pixels.
type size struct{ width, height float64 }

// measureMatrices gives the pictures of the matrices their room and reads how large
// they are.
func (p *page) measureMatrices() {
	part := func(n int) string { return " minmax(52px, " + strconv.Itoa(n) + "fr)" }
	for _, property := range [...][2]string{
		{"--inputs", strconv.Itoa(p.state.InputSize)},
		{"--units", strconv.Itoa(p.state.HiddenSize)},
		{"grid-template-columns", "16px" + part(p.state.InputSize) + part(p.state.HiddenSize) + " minmax(56px, 1fr) minmax(56px, 1fr)"},
	} {
		if p.differs("matrices", property[0], property[1]) {
			p.element("matrices").Style().SetProperty(property[0], property[1], "")
		}
	}
	for at, tensor := range matrixTensors {
		plot := p.element(string(tensor)).Underlying()
		p.matrixSizes[at] = size{plot.Get("clientWidth").Float(), plot.Get("clientHeight").Float()}
	}
}

// matrixTensors in the order of playground.Matrices.
var matrixTensors = [...]playground.Tensor{playground.WxTensor, playground.WhTensor, playground.BTensor, playground.H0Tensor}

// paintMatrices draws Wx, Wh, b and h_0 while their panel is open.
func (p *page) paintMatrices() {
	if p.state.Panel != playground.WeightsPanel {
		return
	}
	ratio := js.Global().Get("devicePixelRatio").Float()
	p.set("matrices-axis", playground.UnitAxis(p.state.HiddenSize, max(int(p.matrixSizes[2].height/17), 1)))
	for at, m := range p.run.Matrices() {
		width, height := p.matrixSizes[at].width, p.matrixSizes[at].height
		p.blit(&m, int(math.Round(width*ratio)), int(math.Round(height*ratio)))
		p.set(m.ID+"-note", playground.MatrixNote(&m))
		p.set(m.ID+"-grid", m.Grid())
		p.set(m.ID+"-numbers", p.run.Numbers(&m, width, height, &p.palette))
	}
	p.lightMatrices()
}

// chooseAt takes the value under the pointer, for as long as it is there or until
// another one is chosen.
func (p *page) chooseAt(tensor string, x, y float64, keep bool) {
	columns := p.columns(playground.Tensor(tensor))
	h := p.state.HiddenSize
	place := playground.Place{
		Tensor: playground.Tensor(tensor),
		Row:    min(int(y*float64(h)), h-1), Column: min(int(x*float64(columns)), columns-1),
	}
	p.hoveredPlace = place
	if keep {
		p.chosen = place
		step, _ := p.state.Cursor()
		p.pin(cell{step, place.Row})
	}
	step, _ := p.state.Cursor()
	p.look(cell{step, place.Row}, pointed{})
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
		return p.state.InputSize
	case playground.WhTensor:
		return p.state.HiddenSize
	}
	return 1
}

// walk goes from one value of the matrices to another.
func (p *page) walk(key string) {
	place := p.chosen
	if _, ok := p.run.Value(place); !ok || place.Tensor == playground.XTensor {
		_, unit := p.state.Cursor()
		place = playground.Place{Tensor: playground.WxTensor, Row: unit}
		key = ""
	}
	at := 0
	for i, tensor := range matrixTensors {
		if tensor == place.Tensor {
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
			place.Tensor = matrixTensors[at-1]
			place.Column = p.columns(place.Tensor) - 1
		}
	case "ArrowRight":
		if place.Column++; place.Column >= p.columns(place.Tensor) && at < len(matrixTensors)-1 {
			place.Tensor, place.Column = matrixTensors[at+1], 0
		}
	case "Home":
		place.Column = 0
	case "End":
		place.Column = p.columns(place.Tensor) - 1
	}
	place.Row = min(max(place.Row, 0), p.state.HiddenSize-1)
	place.Column = min(max(place.Column, 0), p.columns(place.Tensor)-1)
	p.chosen, p.hoveredPlace = place, playground.Place{} // the pointer may rest on another
	step, _ := p.state.Cursor()
	p.pin(cell{step, place.Row})
	p.lightMatrices()
	p.set("announce", p.placeText(place))
}

// lightMatrices lights the value that is looked at, its unit's row in every
// matrix, and says what the value does.
func (p *page) lightMatrices() {
	if p.state.Panel != playground.WeightsPanel {
		if p.chosen != (playground.Place{}) {
			p.chosen = playground.Place{}
			p.host.call("light", "", 0, 0, 1, 1, 0)
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
	p.host.call("light", string(place.Tensor), place.Row, place.Column,
		p.state.HiddenSize, p.columns(place.Tensor), p.looked().unit)
	text := p.texts["matrices.hint"]
	if place.Tensor != "" {
		text = p.placeText(place)
	}
	p.set("matrix-now", text)
	p.enable(place.Tensor != "", "edit-chosen")
}

// placeText says what a value is and what it feeds.
func (p *page) placeText(place playground.Place) string {
	v, _ := p.run.Value(place)
	return p.run.Feeds(place, v, p.looked().step, p.texts)
}
