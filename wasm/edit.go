//go:build js && wasm

package main

import (
	"math"
	"strconv"
	"strings"
	"syscall/js"

	"github.com/rnn-playground/rnn-playground/playground"
)

// Steps of a value that is set by hand: for an arrow key, and for a CSS pixel of
// dragging.
const (
	editStep = 0.01
	dragStep = 0.005
)

// mostUndone is how many changes can be taken back.
const mostUndone = 100

// editing is the value that is being set by hand.
type editing struct {
	place playground.Place // the zero Place for none
	base  playground.Edits // before it was begun
	from  float64          // the value before it was begun
}

// wireEdits listens to what web/edit.js tells.
func (p *page) wireEdits() {
	for name, all := range map[string]*[]string{"undo": &p.undone, "redo": &p.redone} {
		if kept := p.host.call("kept", name).String(); kept != "" {
			*all = strings.Split(strings.TrimSuffix(kept, "\n"), "\n")
		}
	}
	p.host.on("edit", func(args []js.Value) {
		what := args[0].String()
		if p.away && !strings.Contains(" type step drag close undo redo ", " "+what+" ") {
			return // it looks at a value, or begins with one
		}
		switch what {
		case "choose", "hover":
			p.chooseAt(args[1].String(), args[2].Float(), args[3].Float(), what == "choose")
		case "leave":
			p.leaveMatrices()
		case "walk":
			p.walk(args[1].String())
		case "open":
			place := p.chosen
			if key := args[1].String(); key != "" {
				place, _ = playground.ParsePlace(key)
			} else {
				p.hoveredPlace = playground.Place{} // the field opens over the chosen value
				p.lightMatrices()
			}
			p.beginEdit(place, len(args) < 3)
		case "open-input":
			t, i := p.state.Timesteps, p.run.InputSize
			row := min(int(args[1].Float()*float64(t)), t-1) + 1
			p.beginEdit(playground.Place{Tensor: p.run.Of(playground.XTensor), Row: row, Column: min(int(args[2].Float()*float64(i)), i-1)}, true)
		case "type":
			p.typeEdit(args[1].String())
		case "step":
			if v, ok := p.wantedValue(p.edit.place); ok {
				p.setValue(p.edit.place, v+args[1].Float()*editStep)
			}
		case "nudge":
			p.beginEdit(p.chosen, false)
			if v, ok := p.wantedValue(p.edit.place); ok {
				p.setValue(p.edit.place, v+args[1].Float()*editStep)
			}
			p.endEdit(true)
		case "grab":
			if v, ok := p.wantedValue(p.edit.place); ok {
				p.edit.from = v
			}
		case "drag":
			p.setValue(p.edit.place, p.edit.from+args[1].Float()*dragStep)
		case "close":
			p.endEdit(args[1].Bool())
		case "unset":
			p.unset()
		case "source":
			p.pause()
			p.openSource(args)
		case "all-terms":
			next := p.wanted
			next.Terms = playground.TermsAll
			p.change(next)
		case "undo":
			p.undo()
		case "redo":
			p.redo()
		}
	})
	p.host.call("watchEdits")
	p.host.listen(p.element("undo"), "click", func(js.Value) { p.undo() })
	p.host.listen(p.element("redo"), "click", func(js.Value) { p.redo() })
	p.host.listen(p.element("unedit"), "click", func(js.Value) { p.setEdits("") })
}

// openSource opens a value that goes into that which is opened: its step and unit, and
// where it is of another pass or a gate, these.
func (p *page) openSource(args []js.Value) {
	next := p.wanted
	next.Step, next.Unit, next.Gate = args[1].Int(), args[2].Int(), playground.Gate(args[4].String())
	next.Part = playground.PartOf(args[3].String())
	p.hover, p.over = cell{}, pointed{}
	p.player.phase = playground.Rest
	p.reveal = 0
	p.change(next)
}

// wantedValue is what a place has, or will have when the run under way is done.
func (p *page) wantedValue(place playground.Place) (float64, bool) {
	for _, edit := range p.wanted.Edits.All() {
		if edit.Place == place {
			return edit.Value, true
		}
	}
	return p.run.Value(place)
}

// beginEdit opens the field over a value; without a field it is dragged.
func (p *page) beginEdit(place playground.Place, field bool) {
	v, ok := p.wantedValue(place)
	if !ok || !p.free("edits") {
		return
	}
	p.pause()
	p.edit = editing{place: place, base: p.wanted.Edits, from: v}
	if field {
		p.host.call("showEditor", place.Name(), number(v), p.drawnLabel(place))
	}
}

// drawnLabel says what the seed gives at a place that was set by hand.
func (p *page) drawnLabel(place playground.Place) string {
	if !p.run.IsEdited(place) {
		return ""
	}
	return p.run.DrawnLabel(place, p.texts)
}

func (p *page) typeEdit(text string) {
	if p.edit.place == (playground.Place{}) {
		return
	}
	v, err := playground.ParseValue(p.edit.place, text)
	if text = strings.TrimSpace(text); text == "" || text == "-" || text == "−" {
		err = nil // on the way to a number
	} else if err == nil {
		err = p.applyEdit(p.edit.place, v)
	}
	message := ""
	if err != nil {
		message = p.texts.Explain(err)
	}
	p.host.call("updateEditor", "", p.drawnLabel(p.edit.place), message)
}

// setValue sets a value as arrow keys and dragging do: with eight digits after
// the point at the most, within what is allowed.
func (p *page) setValue(place playground.Place, v float64) {
	if place == (playground.Place{}) {
		return // it could not be begun, as when the numbers were away
	}
	v = math.Round(v*1e8) / 1e8
	v = min(max(v, -playground.LargestEdit), playground.LargestEdit)
	if err := p.applyEdit(place, v); err != nil {
		p.notify(p.texts.Explain(err), true)
		return
	}
	p.host.call("updateEditor", number(v), p.drawnLabel(place), "")
}

func (p *page) applyEdit(place playground.Place, v float64) error {
	next := p.wanted
	if err := next.Edit(place, v); err != nil {
		return err
	}
	p.change(next)
	return nil
}

// endEdit is the end of one change that can be taken back as a whole.
func (p *page) endEdit(keep bool) {
	base := p.edit.base
	if p.edit.place == (playground.Place{}) {
		return
	}
	p.edit = editing{}
	if !keep {
		next := p.wanted
		next.Edits = base
		p.change(next)
		return
	}
	p.remember(base)
}

// unset gives the chosen value, or the one whose field is open, back to the seed.
func (p *page) unset() {
	if p.edit.place == (playground.Place{}) {
		p.setEdits(p.wanted.Edits.Without(p.chosen))
		return
	}
	next := p.wanted // with the field's end it is one change
	next.Edits = next.Edits.Without(p.edit.place)
	p.change(next)
}

// setEdits changes all values set by hand at once.
func (p *page) setEdits(edits playground.Edits) {
	before := p.wanted.Edits
	next := p.wanted
	next.Edits = edits
	p.change(next)
	p.remember(before)
}

// remember keeps what was before a change, so that it can be taken back.
func (p *page) remember(before playground.Edits) {
	if before != p.wanted.Edits {
		p.rememberAs(string(before))
	}
}

// rememberAs keeps edits, or after a # the link of a whole state.
func (p *page) rememberAs(before string) {
	p.undone = append(p.undone, before)
	p.undone = p.undone[max(0, len(p.undone)-mostUndone):]
	p.redone = nil
	p.unkept = true
	p.paintEdits()
}

func (p *page) undo() { p.takeBack(&p.undone, &p.redone) }
func (p *page) redo() { p.takeBack(&p.redone, &p.undone) }

// takeBack goes to the last of from, and keeps what was in to.
func (p *page) takeBack(from, to *[]string) {
	if len(*from) == 0 {
		return
	}
	p.pause()
	next := p.wanted
	last := len(*from) - 1
	back := (*from)[last]
	*from = (*from)[:last]
	if strings.HasPrefix(back, "#") {
		*to = append(*to, "#"+next.Link())
		p.fetchTensors(back)
		whole, _ := playground.ParseLink(back)
		next = whole.SeenAs(next)
	} else {
		*to = append(*to, string(next.Edits))
		next.Edits = playground.Edits(back)
	}
	p.unkept = true
	p.change(next)
}

// paintEdits shows how much was set by hand, and what can be taken back.
func (p *page) paintEdits() {
	n := p.run.EditCount()
	p.show("edits", n > 0 || len(p.undone) > 0 || len(p.redone) > 0)
	p.set("edit-count", p.texts.Format("edit.count", strconv.Itoa(n)))
	has := p.active()
	free := p.free("edits")
	p.enable(free && len(p.undone) > 0, "undo")
	p.enable(free && len(p.redone) > 0, "redo")
	p.enable(free && p.wanted.Edits != "", "unedit")
	p.handOn(has)
	if !p.unkept {
		return // they may be long
	}
	p.unkept = false
	for name, all := range map[string][]string{"undo": p.undone, "redo": p.redone} {
		kept := ""
		for _, edits := range all {
			kept += edits + "\n" // so that one without edits is one too
		}
		p.host.call("keep", name, kept)
	}
}

// handOn gives the keyboard to another button, where that which has it was just
// turned off and would lose it.
func (p *page) handOn(has string) {
	to := "reset"
	switch undo, redo := len(p.undone) > 0, len(p.redone) > 0; {
	case has == "undo" && undo || has == "redo" && redo || has == "unedit" && p.wanted.Edits != "":
		return
	case has != "undo" && has != "redo" && has != "unedit":
		return
	case undo:
		to = "undo"
	case redo:
		to = "redo"
	}
	p.element(to).Focus()
}

// number writes v with all its digits, as it is typed.
func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
