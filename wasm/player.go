//go:build js && wasm

package main

import (
	"syscall/js"
	"time"

	"github.com/rnn-playground/rnn-playground/playground"
)

// player computes steps before the eyes. The step that is played is the pinned
// one; in a pause it stays in the phase it is in.
type player struct {
	playing bool
	phase   playground.Phase
	since   time.Time
}

func (p *page) wirePlayer() {
	p.host.listen(p.element("back"), "click", func(js.Value) { p.move(-1, 0) })
	p.host.listen(p.element("forward"), "click", func(js.Value) { p.move(1, 0) })
	p.host.listen(p.element("play"), "click", func(js.Value) { p.play() })
	p.host.on("beat", func([]js.Value) { p.beat() })
	for _, drawing := range drawings {
		p.host.listen(p.element("drawing-"+string(drawing)), "change", func(js.Value) {
			next := p.wanted
			next.Way = playground.Forward
			if next.Drawing = drawing; drawing == playground.Folded {
				next.Compare = "" // one cell shows one network
			}
			p.change(next)
		})
	}
}

var drawings = [...]playground.Drawing{playground.Unrolled, playground.Folded}

// paintPlayer shows how is played and drawn.
func (p *page) paintPlayer() {
	back := p.goesBack()
	for _, drawing := range drawings {
		p.element("drawing-"+string(drawing)).Underlying().Set("checked", drawing == p.drawing() && !back)
	}
	p.element("drawing-backward").Underlying().Set("checked", back)
	p.show("target", back)
	p.show("speed", !back)
	p.attribute("plots", "data-drawing", string(p.drawing()))
	p.enable(p.run.Folds() && p.free("drawing", "view"), "drawing-folded")
	p.enable(p.free("drawing", "view"), "drawing-unrolled")
	p.enable(p.free("view"), "drawing-backward")
	p.enable(p.free("target"), "target")
	p.setPlaying(p.player.playing) // in the language of the page
}

// drawing is how the network is drawn: unrolled where two are compared, and for a pass
// of which there is no other picture.
func (p *page) drawing() playground.Drawing {
	if p.run.Other != nil || !p.run.Folds() || p.state.Way == playground.Backward || !p.state.Flows() {
		return playground.Unrolled
	}
	return p.state.Drawing
}

func (p *page) pace() playground.Pace { return p.state.Speed.Pace(p.state.Timesteps) }

// play goes on from the pinned step; after the last it begins again.
func (p *page) play() {
	if p.away {
		return
	}
	if p.player.playing {
		p.pause()
		return
	}
	p.setPlaying(true)
	if p.player.phase != playground.Rest {
		p.wait()
		return
	}
	step, unit := p.state.Step, p.state.Unit
	if step == 0 || p.turn(step) == p.state.Timesteps {
		step = p.turn(1)
	}
	p.perform(cell{step, unit}, p.first())
}

// perform shows a phase of a step, and has the next one follow.
func (p *page) perform(at cell, phase playground.Phase) {
	p.player.phase, p.player.since = phase, time.Now()
	p.hover, p.over = cell{}, pointed{}
	if next := p.wanted; at.step != p.state.Step || at.unit != p.state.Unit {
		next.Step, next.Unit = at.step, at.unit
		p.change(next)
	} else {
		p.paintCursor()
	}
	p.follow(at)
	p.wait()
}

// first is the phase in which a step begins: what goes leftward, or back, is played by
// whole steps.
func (p *page) first() playground.Phase {
	if p.leftward() || p.goesBack() {
		return playground.Land
	}
	return p.pace().First()
}

// wait leaves a phase on the screen for its time.
func (p *page) wait() {
	p.host.call("later", "beat", p.beatTime())
}

func (p *page) beat() {
	if !p.player.playing {
		return
	}
	at, phase, pace := cell{p.state.Step, p.state.Unit}, p.player.phase, p.pace()
	switch {
	case phase != playground.Land && p.first() != playground.Land:
		p.perform(at, phase+1)
	case phase != playground.Land:
		p.perform(at, playground.Land) // played faster since it began
	case p.turn(at.step) < p.state.Timesteps:
		steps := pace.After(float64(time.Since(p.player.since).Milliseconds()))
		p.perform(cell{p.turn(min(p.turn(at.step)+steps, p.state.Timesteps)), at.unit}, p.first())
	default:
		p.stop()
	}
}

// pause leaves everything as it is.
func (p *page) pause() {
	if p.player.playing {
		p.setPlaying(false)
	}
}

// stop shows all that is computed.
func (p *page) stop() {
	p.pause()
	if p.player.phase != playground.Rest {
		p.player.phase = playground.Rest
		p.paintCursor()
	}
}

func (p *page) setPlaying(playing bool) {
	if playing {
		p.stopSound()
	}
	p.player.playing = playing
	p.paintSound()
	label := "play"
	if playing {
		label = "pause"
	}
	p.host.call("playing", playing, p.texts[label])
}

// beatTime is how long the phase lasts: a step that is played whole takes longer.
func (p *page) beatTime() float64 {
	pace := p.pace()
	if p.first() == playground.Land && pace.First() != playground.Land {
		return 2 * pace.Time(playground.Land)
	}
	return pace.Time(p.player.phase)
}
