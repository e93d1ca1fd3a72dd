//go:build js && wasm

package main

import (
	"strconv"
	"syscall/js"

	"github.com/rnn-playground/rnn-playground/playground"
)

// sounding is the line of a unit that is heard.
type sounding struct {
	*playground.Sound
	of *playground.Run
}

func (p *page) wireSound() {
	p.able = p.host.call("canSound").Bool()
	p.attribute("sound", "aria-disabled", strconv.FormatBool(!p.able))
	p.host.listen(p.element("sound"), "click", func(js.Value) {
		switch {
		case !p.able:
			p.notify(p.texts["sound.none"], true)
		case p.heard != nil:
			p.stopSound()
		case !p.away:
			p.startSound()
		}
	})
	p.host.on("sounding", func(args []js.Value) {
		if p.heard != nil {
			p.look(cell{p.heard.StepOf(args[0].Int()), p.heard.Unit}, pointed{})
		}
	})
	p.host.on("sounded", func(args []js.Value) {
		if args[0].Bool() {
			p.notify(p.texts["sound.failed"], true)
		}
		p.endSound()
	})
}

// line is what would be heard: that of the unit that is chosen.
func (p *page) line() *sounding {
	_, unit := p.state.Cursor()
	look := p.pictured()
	return &sounding{look.Sound(unit), look}
}

func (p *page) startSound() {
	p.stop()
	p.heard = p.line()
	pitches := make([]any, len(p.heard.Pitches))
	for i, pitch := range p.heard.Pitches {
		pitches[i] = pitch
	}
	p.paintSound()
	p.host.call("soundStart", pitches, p.heard.Seconds)
}

func (p *page) stopSound() {
	if p.heard != nil {
		p.host.call("soundStop") // and that is told to 'sounded'
	}
}

// endSound gives the cursor back.
func (p *page) endSound() {
	if p.heard == nil {
		return
	}
	p.heard = nil
	p.set("lines-note", p.run.LinesNote(p.texts))
	p.look(cell{}, pointed{})
	p.paintSound()
}

// keepSound stops what is heard when the page has come to show something else.
func (p *page) keepSound() {
	if p.heard == nil {
		return
	}
	if _, unit := p.state.Cursor(); p.heard.of != p.pictured() || p.heard.Unit != unit {
		p.stopSound()
	}
}

// paintSound names the button, and says what is heard. Meanwhile, and while steps are
// played, nothing else is said of the cursor, which goes along.
func (p *page) paintSound() {
	_, unit := p.state.Cursor()
	label, live := p.texts.Format("sound.hear", strconv.Itoa(unit)), "polite"
	if p.player.playing {
		live = "off"
	}
	if p.heard != nil {
		label, live = p.texts["sound.stop"], "off"
		p.set("lines-note", p.heard.Words(p.texts))
	}
	p.attribute("now", "aria-live", live)
	p.attribute("sound", "aria-label", label)
	if !p.able {
		label = p.texts["sound.none"]
	}
	p.attribute("sound", "title", label)
	p.attribute("sound", "data-heard", strconv.FormatBool(p.heard != nil))
}

// describeSound says before it is heard what will be.
func (p *page) describeSound() playground.Fragment {
	if !p.able {
		return fragment("sound", p.texts["sound.none"])
	}
	return fragment("sound", p.line().Words(p.texts)+". "+p.texts["sound.escape"])
}
