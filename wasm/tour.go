//go:build js && wasm

package main

import (
	"strconv"
	"strings"
	"syscall/js"

	"github.com/rnn-playground/rnn-playground/playground"
)

// tour is the guided tour as far as it is not in the state.
type tour struct {
	stop    int // that is shown, 0 for none
	setting playground.Setting
	before  *playground.Run // the last stop compares with, of that setting
}

func (p *page) wireTour() {
	visit := func(id string, stop func() int) {
		p.host.listen(p.element(id), "click", func(js.Value) { p.visit(stop()) })
	}
	visit("tour-back", func() int { return max(p.state.Tour-1, 1) })
	visit("tour-next", func() int { return (p.state.Tour + 1) % (playground.TourStops + 1) })
	visit("tour-close", func() int { return 0 })
	p.host.listen(p.element("tour-start"), "click", func(js.Value) {
		p.visit(1)
		p.element("tour-title").Focus()
	})
	p.host.listen(p.element("tour"), "keydown", func(e js.Value) {
		if e.Get("key").String() == "Escape" {
			e.Call("stopPropagation")
			p.visit(0)
		}
	})
	p.host.listen(p.element("tour-offer"), "click", func(js.Value) {
		switch p.tourCard().Offer {
		case playground.OfferPlay:
			p.play()
		case playground.OfferWeights:
			p.weigh(playground.PyTorchWeights)
			p.element("tour-title").Focus() // the offer is gone
		}
	})
}

// visit goes to a stop of the tour; 0 ends it.
func (p *page) visit(stop int) {
	p.pause()
	p.change(p.wanted.AtStop(stop))
}

// tourCard is the card of the stop, with what the last one compares.
func (p *page) tourCard() playground.TourCard {
	t := &p.tour
	before, ok := p.state.TourBefore()
	switch {
	case !ok || !isQuick(&before):
		t.before = nil
	case t.before == nil || t.setting != before.Setting:
		t.setting = before.Setting
		t.before, _ = playground.Compute(before)
	}
	var cells *playground.ThreeCells
	if c := p.comparison; c != nil && c.cells != nil && c.cells.Run == p.run && c.cells.Target.Unit < 0 {
		cells = c.cells
	}
	return p.run.TourCard(p.state, t.before, cells, p.texts)
}

func (p *page) paintTour() {
	stop := p.state.Tour
	if stop == 0 {
		if p.tour.stop != 0 && strings.HasPrefix(p.active(), "tour-") {
			p.element("tour-start").Focus()
		}
		p.tour.stop = 0
		p.show("tour", false)
		p.host.call("pointOut", "", false)
		return
	}
	card := p.tourCard()
	p.set("tour-title", card.Title)
	p.set("tour-text", card.Text)
	p.set("tour-place", p.texts.Format("tour.place", strconv.Itoa(stop), strconv.Itoa(playground.TourStops)))
	next := "tour.next"
	if stop == playground.TourStops {
		next = "tour.end"
	}
	p.element("tour-next").SetTextContent(p.texts[next])
	if stop == 1 && p.active() == "tour-back" {
		p.element("tour-next").Focus() // a button that is turned off loses the keyboard
	}
	p.flag("tour-back", "disabled", stop == 1)
	if p.show("tour-offer", card.Offer != ""); card.Offer != "" {
		p.element("tour-offer").SetTextContent(p.texts["tour.offer."+string(card.Offer)])
	}
	p.show("tour", true)
	p.host.call("pointOut", card.Anchor, stop != p.tour.stop)
	p.tour.stop = stop
}
