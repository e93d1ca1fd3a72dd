//go:build js && wasm

package main

import (
	"strconv"
	"syscall/js"
)

// spot is a place in the picture of influence that keys go to: a column and a row, from
// the left and the top.
type spot struct {
	on          bool
	column, row int
}

func (p *page) wireInfluence() {
	p.host.listen(p.element("influence"), "keydown", func(e js.Value) {
		if modified(e) {
			return
		}
		if p.walkInfluence(e.Get("key").String()) {
			e.Call("preventDefault")
		}
	})
}

// walkInfluence goes from one place of the picture to another: the step t is that of all
// pictures, the source s belongs to this one. It reports whether that is what the key does.
func (p *page) walkInfluence(key string) bool {
	if p.study == nil || p.study.run != p.run || p.study.influence == nil {
		return false
	}
	in, at := p.study.influence, p.spot
	at.on, at.column = true, in.AcrossTo(p.looked().step)
	const far = 10
	switch key {
	case "ArrowLeft":
		at.column--
	case "ArrowRight":
		at.column++
	case "ArrowUp":
		at.row--
	case "ArrowDown":
		at.row++
	case "PageUp":
		at.column -= far
	case "PageDown":
		at.column += far
	case "Home":
		at.column = 0
	case "End":
		at.column = in.Columns - 1
	case "Enter":
	case "Escape":
		p.spot = spot{}
		p.pin(cell{})
		p.paintSpot()
		return true
	default:
		return false
	}
	if !p.spot.on { // the first key only shows where one is
		at.column, at.row = in.AcrossTo(p.looked().step), p.spot.row
	}
	at.column, at.row = min(max(at.column, 0), in.Columns-1), min(max(at.row, 0), in.Sources-1)
	p.spot = at
	across := (float64(at.column) + 0.5) / float64(in.Columns)
	_, gate := p.opened()
	to := cell{in.StepAcross(across), p.looked().unit}
	p.pinOver(to, pointed{gate: gate})
	p.follow(to)
	p.paintSpot()
	text := in.At(across, (float64(at.row)+0.5)/float64(in.Sources), p.texts)
	p.set("influence-note", text)
	p.set("announce", text)
	return true
}

// paintSpot frames the place that keys went to.
func (p *page) paintSpot() {
	shown := p.spot.on && p.study != nil && p.study.influence != nil
	p.show("influence-cell", shown)
	if !shown {
		return
	}
	in := p.study.influence
	column := in.AcrossTo(p.looked().step)
	row := min(p.spot.row, in.Sources-1)
	for _, property := range [...]struct {
		name      string
		part, all int
	}{{"inset-inline-start", column, in.Columns}, {"inline-size", 1, in.Columns}, {"inset-block-start", row, in.Sources}, {"block-size", 1, in.Sources}} {
		value := strconv.FormatFloat(100*float64(property.part)/float64(property.all), 'f', 3, 64) + "%"
		if p.differs("influence-cell", property.name, value) {
			p.element("influence-cell").Style().SetProperty(property.name, value, "")
		}
	}
}
