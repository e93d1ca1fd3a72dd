//go:build js && wasm

package main

import (
	"syscall/js"
	"time"

	"github.com/rnn-playground/rnn-playground/playground"
)

// wireRemote takes what comes from the worker.
func (p *page) wireRemote() {
	p.host.on("remote-progress", func(args []js.Value) {
		if p.remote {
			p.share = computing * args[0].Float()
			p.showProgress()
		}
	})
	p.host.on("remote-values", func(args []js.Value) {
		if !p.remote {
			return
		}
		tensor, from, bytes := args[0].Int(), args[1].Int(), args[2]
		n := bytes.Get("length").Int() / 8
		if p.taken == 0 {
			p.makeRoom()
		}
		room := p.job.Room(tensor, from, n)
		if len(room) != n {
			panic("values that belong nowhere")
		}
		js.CopyBytesToGo(rawBytes(room), bytes)
		p.host.call("remoteTaken", bytes)
		p.taken += 8 * float64(n)
		p.share = computing + coming*p.taken/float64(p.job.Bytes())
		p.showProgress()
	})
	p.host.on("remote-done", func(args []js.Value) {
		if !p.remote {
			return
		}
		drawn := make([]float64, args[0].Get("length").Int()/8)
		js.CopyBytesToGo(rawBytes(drawn), args[0])
		p.remote = false
		p.job.Fill(drawn)
		p.goOn()
	})
	// Where there is no worker, the page computes in slices.
	p.host.on("remote-failed", func(args []js.Value) {
		if !p.remote {
			return
		}
		switch reason := args[0].String(); reason {
		case "start":
			p.computeHere()
		case "memory":
			p.refuseRun()
		default:
			p.giveUp()
			p.notify(p.texts.Format("error.other", args[1].String()), true)
		}
	})
}

// Shares of the progress of a remote run: computing it, and the way of its numbers to
// the page. In the rest these are looked at as a whole, and gathered for the pictures;
// gathering is the share of that, and gatheringHere that of a run computed on the page.
const (
	computing     = 0.8
	coming        = 0.1
	gathering     = 0.4
	gatheringHere = 0.05
)

// computeRemotely has the run that is wanted computed in a worker.
func (p *page) computeRemotely() {
	p.remote, p.taken = true, 0
	bytes := p.job.Bytes()
	p.host.call("remote", p.wanted.Link(), float64(bytes), float64(p.missing(bytes)))
}

// stopRemote ends a worker that is no longer needed.
func (p *page) stopRemote() {
	if p.remote {
		p.host.call("remoteStop")
	}
	p.remote = false
}

// computeHere computes it on the page, in slices.
func (p *page) computeHere() {
	p.remote = false
	bytes := p.job.Bytes()
	clean(bytes)
	if !p.host.fits(bytes) {
		p.refuseRun()
		return
	}
	expect(bytes + p.run.Bytes())
	job, err := playground.Start(p.wanted)
	if err != nil {
		panic(err) // Await took it
	}
	p.job = job
	p.goOn()
}

// refuseRun says that there is no memory for the run that is wanted.
func (p *page) refuseRun() {
	bytes := p.job.Bytes()
	p.giveUp()
	p.notify(p.texts.Format("error.memory", playground.Megabytes(bytes)), true)
}

// showProgress shows how far the run under way is, once it takes longer.
func (p *page) showProgress() {
	if time.Since(p.started) <= patience {
		return
	}
	share := p.share
	if !p.remote {
		pictures, done := gatheringHere, 0.0
		if p.share > 0 {
			pictures = gathering
		}
		if p.gathering != nil && !p.gathering.Of(p.run) {
			done = p.gathering.Progress()
		}
		share += (1 - share) * ((1-pictures)*p.job.Progress() + pictures*done)
	}
	p.show("running", true)
	p.element("run-progress").Underlying().Set("value", share)
}
