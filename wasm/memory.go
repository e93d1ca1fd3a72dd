//go:build js && wasm

package main

import (
	"runtime"
	"strconv"
	"syscall/js"
	_ "unsafe" // for go:linkname

	"github.com/rnn-playground/rnn-playground/playground"
)

// The memory of a program in WebAssembly grows and never shrinks. So that a page takes
// at most twice what the tensors of its run do, whatever was on it before, large runs
// follow each other in the same memory (giveAway), garbage is collected before there
// is much of it (collect), and a program that has become far larger than what it shows
// is put to rest for a fresh one (wireRest; web/renew.js says when).

// together is how many bytes of tensors two runs may have, for the one on the page to
// stay there until the other one is.
const together = 128 << 20

// many is how many bytes of tensors are worth a collection of garbage of their own.
const many = 16 << 20

// garbage is about how many bytes of it there may be before it is collected: as many as
// there are in use without a large run, ballast and all.
const garbage = ballast + 8<<20

// setGCPercent is that of package runtime/debug, which would bring os and fmt along.
//
//go:linkname setGCPercent runtime/debug.setGCPercent
func setGCPercent(percent int32) int32

// percent is Go's GOGC as last set.
var percent int32 = 100

// expect has garbage collected before there is more than usual beside so many bytes of
// tensors. Go by itself waits until there is as much garbage as there is in use, which
// for a large run is a lot.
func expect(bytes int64) {
	next := int32(100)
	if bytes >= many {
		next = int32(100 * garbage / (garbage + bytes))
	}
	if next != percent {
		setGCPercent(next)
		percent = next
	}
}

// makeRoom makes room for the tensors of the run that is wanted, which are about to come.
func (p *page) makeRoom() {
	bytes := p.job.Bytes()
	if p.givesAway(bytes) {
		p.giveAway()
	}
	expect(p.run.Bytes() + bytes)
	clean(bytes)
}

// clean has garbage go before so many bytes of tensors come, so that they lie where
// others were.
func clean(bytes int64) {
	if bytes >= many {
		runtime.GC()
	}
}

// givesAway reports whether the run on the page has to go before one of so many bytes
// can come.
func (p *page) givesAway(bytes int64) bool {
	return !p.away && p.state.Travels() && p.run.Bytes() >= many && p.run.Bytes()+bytes > together
}

// giveAway lets go of the numbers on the page for those that are on their way to it.
// Until these are there, the picture stays but cannot be looked into; what the user
// changes meanwhile follows when they are.
func (p *page) giveAway() {
	p.stop()
	p.stopSound()
	p.leaveFile()
	p.hover, p.over = cell{}, pointed{}
	p.hoveredPlace, p.memoryNow = playground.Place{}, ""
	p.paintCursor()
	p.gathering, p.typing, p.study, p.comparison, p.backward = nil, nil, nil, nil, backward{}
	p.run.GiveAway()
	p.setAway(true)
}

func (p *page) setAway(away bool) {
	p.away = away
	if away && p.active() == "cancel" {
		p.element("plots").Focus() // the button goes
	}
	p.host.call("away", away)
}

// arriveAt puts the run that has come on the page, for which another one may have gone,
// and goes on to what has been wanted since.
func (p *page) arriveAt(run *playground.Run, state playground.State) {
	wanted, reveal := p.wanted, p.reveal
	same := playground.SameRun(wanted, state)
	if !same {
		p.wanted, p.reveal = state.SeenAs(wanted), 0
	}
	if p.away {
		p.setAway(false)
		painted := false
		defer func() {
			if !painted {
				p.setAway(true) // the one before is still given away
			}
		}()
		p.adopt(p.wanted, run)
		painted = true
	} else {
		p.adopt(p.wanted, run)
	}
	p.returning = false
	expect(run.Bytes())
	if !same {
		p.reveal = reveal
		p.take(wanted)
	}
}

// bringBack has the run again that was given away for one that does not come. Where
// that fails as well, it is the tutorial's.
func (p *page) bringBack() {
	back := p.state
	if p.returning {
		back = back.Tutorial()
	}
	p.returning = true
	p.wanted, p.linked, p.reveal = back, back, 0
	p.begin(back)
	p.paintControls()
	p.keepLink()
}

// missing is how many bytes the program's memory has to grow by for a run of so many.
func (p *page) missing(bytes int64) int64 {
	if p.givesAway(bytes) {
		bytes -= p.run.Bytes()
	}
	return beyond(bytes)
}

// beyond is by how much so many bytes are more than what is free in the program's memory.
func beyond(bytes int64) int64 {
	if bytes < many {
		return 0
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return max(bytes-int64(m.HeapIdle), 0)
}

// fits reports whether there is memory for so many bytes of tensors.
func (h *host) fits(bytes int64) bool { return h.call("fits", float64(beyond(bytes))).Bool() }

// wireRest answers whether this program can be put to rest, and goes on where one
// before it was.
func (p *page) wireRest() {
	p.host.on("resting", func(args []js.Value) {
		small := isQuick(&p.state) && p.job == nil
		args[0].Set("small", small)
		args[0].Set("idle", small && p.idle())
		p.host.call("keep", "chosen", p.chosen.Key())
		p.host.call("keep", "unfolded", strconv.FormatBool(p.unfolded))
	})
	if p.again = p.host.call("again").Bool(); p.again {
		p.chosen, _ = playground.ParsePlace(p.host.call("kept", "chosen").String())
		p.unfolded = p.host.call("kept", "unfolded").String() == "true"
		p.tour.stop = p.state.Tour
	}
}

// idle reports whether nothing is under way that another program would not know of, and
// nothing is seen that it would have to compute for a while.
func (p *page) idle() bool {
	busy := p.queued || p.gathering != nil || p.typing != nil || p.making != nil || p.backward.job != nil ||
		p.player.playing || p.heard != nil || p.player.phase != playground.Rest || p.printing || p.reveal != 0 ||
		p.hover != cell{} || p.hoveredPlace != playground.Place{} || p.edit.place != playground.Place{}
	slow := p.goesBack() && !p.goesBackAtOnce()
	return !busy && !slow && (p.study == nil || p.study.done()) && (p.comparison == nil || p.comparison.done())
}

// done reports whether nothing is left to be found out.
func (c *comparison) done() bool {
	return c.job == nil && c.memories.jobs == [3]*playground.InfluenceJob{}
}
