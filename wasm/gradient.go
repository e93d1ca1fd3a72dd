//go:build js && wasm

package main

import (
	"syscall/js"

	"github.com/rnn-playground/rnn-playground/playground"
)

// backward is the way back through the run, while its view is open.
type backward struct {
	run *playground.Run // that it is of, or will be
	of  playground.State
	job *playground.GradientJob
}

func (p *page) wireBackward() {
	p.host.listen(p.element("drawing-backward"), "change", func(js.Value) {
		next := p.wanted
		next.Way, next.Compare = playground.Backward, "" // of two there would be two
		p.change(next)
	})
}

// prepareGradient has the gradients of what is shown: at once where that is quick, and
// otherwise soon; until then those before are on the page, or the values.
func (p *page) prepareGradient() {
	if !p.goesBack() {
		p.backward = backward{}
		return
	}
	if _, ok := p.run.Gradient(p.state); ok {
		return
	}
	job, err := p.run.StartGradient(p.state)
	if tooLarge, ok := err.(*playground.GradientTooLarge); ok {
		if p.backward.run != p.run {
			p.backward = backward{run: p.run}
			p.notify(tooLarge.Words(p.texts), true)
		}
		return
	}
	p.backward = backward{p.run, p.state, job}
	if p.goesBackAtOnce() {
		p.backward.step(instantly)
	}
	if p.backward.job != nil {
		p.host.call("later", "slice", studyAfter)
	}
}

// goesBackAtOnce reports whether gradients of what is shown are there with the pictures.
func (p *page) goesBackAtOnce() bool { return p.state.Cost() <= instantly/8 }

// step works off a part of the job, and reports whether it is done.
func (b *backward) step(budget float64) bool {
	if b.job.Step(budget) != nil {
		b.job = nil
	}
	return b.job == nil
}

// goOnBack works off a slice.
func (p *page) goOnBack() {
	b := &p.backward
	if b.job == nil || b.run != p.run {
		return
	}
	for p.hasTime() {
		if b.step(chunk) {
			p.paint(false)
			p.describe()
			return
		}
	}
	p.goOn()
}

// leftward reports whether what is played goes from the last step to the first.
func (p *page) leftward() bool {
	return p.goesBack() != p.state.Reverse
}

// goesBack reports whether the pictures show gradients: not where two runs are compared.
func (p *page) goesBack() bool {
	return p.state.Way == playground.Backward && p.run.Other == nil
}

// turn counts a step from the other end, where what is played goes leftward.
func (p *page) turn(step int) int {
	if p.leftward() {
		return p.state.Timesteps + 1 - step
	}
	return step
}

// pictured is the run whose numbers the pictures show.
func (p *page) pictured() *playground.Run { return p.run.Pictured(p.state) }
