//go:build js && wasm

package main

import (
	"math"
	"time"

	"github.com/rnn-playground/rnn-playground/playground"
	"github.com/rnn-playground/rnn-playground/wasm/simd"
)

// instantly is the work, in multiply-adds of plain Go, that is done before the next
// frame. Measured: some 10 ms.
const instantly = 2e7

// isQuick reports whether the run of a state is done before the next frame. A longer
// one is done in a worker, or where there is none in slices on the page. With the
// kernel, three times as much takes no longer.
func isQuick(s *playground.State) bool {
	most := float64(instantly)
	if simd.Available() {
		most *= 3
	}
	return s.Cost() <= most
}

// slice is how long one may take, and chunk the work in it between two looks at
// the clock: a machine may be busy, and multiply-adds are not all alike.
const (
	slice = 9 * time.Millisecond
	chunk = instantly / 16
)

// patience is how long a run may take before its progress is shown.
const patience = 150 * time.Millisecond

// change goes to another state that is asked for on the page, as far as what is locked in a
// frame allows.
func (p *page) change(next playground.State) {
	if p.wanted.Guard(&next) != "" && next == p.wanted {
		p.notify(p.texts["embed.locked"], false)
	}
	p.take(next)
}

// take goes to another state. A state with other numbers is run: at once when that is
// quick, in a worker otherwise, and then the last result stays on the page until the
// new one is there; how it is looked at changes at once. Other numbers drop a run under
// way.
func (p *page) take(next playground.State) {
	next.Pin(next.Step, next.Unit) // what is pointed at may be of the run before, of other sizes
	seen := p.state.SeenAs(next)
	switch {
	case p.away && !p.returning && !isQuick(&next):
		p.wanted = next // follows when the numbers on their way are there
		p.paintControls()
	case p.job != nil && playground.SameRun(next, p.wanted):
		p.wanted = p.wanted.SeenAs(next)
		p.lookAt(seen)
	case playground.SameRun(next, p.state) && !p.away:
		dropped := p.job != nil
		p.drop()
		p.wanted = next
		if p.adopt(next, p.run); dropped {
			p.paintControls() // they showed what the run under way would have
		}
	default:
		if err := p.begin(next); err != nil {
			p.notify(p.texts.Explain(err), true)
			p.paintControls()
			p.tell()
			return
		}
		if p.job == nil || p.following && isQuick(&next) {
			break // it was quick, or will be
		}
		if p.shown == nil || seen != p.state {
			p.lookAt(seen)
		} else {
			p.paintControls()
		}
	}
	p.keepLink()
}

// begin has a run computed, the last one that is wanted. A quick one is done then.
func (p *page) begin(next playground.State) error {
	quick := isQuick(&next)
	begin := playground.Await
	if quick || !next.Travels() {
		begin = playground.Start
	}
	job, err := begin(next)
	if err != nil {
		return err
	}
	p.breathe()
	p.stopRemote()
	p.job, p.wanted, p.started, p.share, p.parted = job, next, time.Now(), 0, p.following
	p.keepLink()
	switch {
	case quick:
		run := job.Step(math.Inf(1))
		if p.breathe(); p.following {
			p.goOn()
		} else {
			p.finish(run)
		}
	case next.Travels():
		p.computeRemotely()
	default:
		p.goOn()
	}
	return nil
}

// lookAt shows the run on the page as a state says, unless its numbers are not there.
func (p *page) lookAt(seen playground.State) {
	if p.away {
		p.paintControls()
		return
	}
	p.adopt(seen, p.run)
}

// goOn asks the host for a slice of time, once.
func (p *page) goOn() {
	if !p.queued {
		p.host.call("nextSlice")
		p.queued = true
	}
}

// work goes on with the run under way, or else with what is found out about the
// one on the page.
func (p *page) work() {
	if p.job == nil || p.remote {
		p.goOnLooking()
		return
	}
	run := p.job.Step(chunk)
	for run == nil && p.hasTime() {
		run = p.job.Step(chunk)
	}
	if run == nil || !p.gathers(run) {
		p.showProgress()
		p.goOn()
		return
	}
	// A quick one is of a link that is followed: otherwise it would be there.
	quick := isQuick(&p.wanted)
	if time.Since(p.sliced) > slice/4 && !quick { // painting takes a slice of its own
		p.goOn()
		return
	}
	p.finish(run)
	p.keepLink()
}

// finish shows a run that is done.
func (p *page) finish(run *playground.Run) {
	state := p.job.State()
	p.drop()
	p.arriveAt(run, state)
}

// drop forgets the run under way.
func (p *page) drop() {
	if p.job != nil && p.active() == "cancel" {
		p.element("plots").Focus() // the button goes
	}
	p.stopRemote()
	p.job, p.gathering = nil, nil
	p.show("running", false)
}

// cancel gives up the run under way because the user says so.
func (p *page) cancel() {
	if p.job == nil {
		return
	}
	p.giveUp()
	p.notify(p.texts["cancelled"], false)
}

// giveUp drops the run under way and shows the state of the picture again.
func (p *page) giveUp() {
	p.drop()
	if p.away {
		p.bringBack()
		return
	}
	p.wanted, p.linked, p.reveal, p.parted = p.state, p.state, 0, false
	p.paintControls()
	p.paintPanels()
	p.keepLink()
	p.tell()
	p.arrive()
	p.gatherMore()
}
