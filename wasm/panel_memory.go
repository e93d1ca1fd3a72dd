//go:build js && wasm

package main

import (
	"math"

	"github.com/rnn-playground/rnn-playground/playground"
)

// study is what is found out about a run while the panel of memory is open: work
// that the page does not wait for.
type study struct {
	run         *playground.Run
	begun       bool
	saturations playground.Saturations
	job         *playground.InfluenceJob
	influence   *playground.Influence
	tooLarge    *playground.InfluenceTooLarge
	radius      *playground.RadiusJob
}

// studyAfter is how many milliseconds after a change a longer study begins: the
// frame of the change comes before it, and so do those of a slider on its way.
const studyAfter = 40

// paintMemory shows the panel of memory, and begins the study of a new run.
func (p *page) paintMemory() {
	if p.state.Panel != playground.MemoryPanel {
		p.study = nil
		return
	}
	if p.run.MemoryWaits() { // it is being gathered
		p.study = nil
		p.set("step-bars", "")
		p.set("unit-bars", "")
		p.set("saturation-now", "")
		p.set("radius", "")
		p.show("influence-picture", false)
		p.set("influence-words", p.texts["influence.running"])
		return
	}
	if p.study == nil || p.study.run != p.run {
		p.study = &study{run: p.run, saturations: p.run.Saturations()}
		if p.state.Cost() <= instantly/100 { // at once, that is little
			p.study.begin()
			if p.study.step(instantly/4) && p.study.step(instantly/4) {
				p.goOn()
			}
		} else {
			p.host.call("later", "slice", studyAfter)
		}
	}
	n := &p.study.saturations
	p.set("step-bars", playground.Bars(n.StepShare, n.StepSlope))
	p.set("unit-bars", playground.Bars(n.UnitShare, n.UnitSlope))
	p.set("unit-numbers", playground.NumberAxis(p.run.HiddenSize, p.view.PlotWidth))
	p.paintStudy()
}

// goOnStudying works off a slice of the study, shows what is known by then, and
// asks for another slice if that was not all.
func (p *page) goOnStudying() {
	if p.study == nil || p.study.run != p.run {
		return
	}
	if !p.study.begun {
		p.study.begin()
	}
	for p.hasTime() && p.study.step(chunk) {
	}
	p.measureMemory()
	p.paintStudy()
	if !p.study.done() {
		p.goOn()
	} else {
		p.describe()
	}
}

// begin plans the work.
func (s *study) begin() {
	var err error
	if s.job, err = s.run.StartInfluence(); err != nil {
		s.tooLarge, _ = err.(*playground.InfluenceTooLarge)
	}
	s.radius, s.begun = s.run.StartRadius(), true
}

// step works off about budget multiply-adds and reports whether there is more.
func (s *study) step(budget float64) bool {
	if s.job != nil {
		if s.influence = s.job.Step(budget); s.influence != nil {
			s.job = nil
		}
	} else if s.radius != nil {
		s.radius.Step(budget)
	}
	return !s.done()
}

func (s *study) done() bool { return s.begun && s.job == nil && (s.radius == nil || s.radius.Done()) }

// spectral is the spectral radius of Wh, once it is found.
func (s *study) spectral() (float64, bool) {
	if s.radius == nil {
		return 0, false
	}
	return s.radius.Radius()
}

// measureMemory reads how high the picture of influence is.
func (p *page) measureMemory() {
	p.memoryHeight = p.element("influence").Underlying().Get("clientHeight").Float()
}

// paintStudy shows what is known so far.
func (p *page) paintStudy() {
	s := p.study
	in := s.influence
	p.show("influence-picture", s.tooLarge == nil)
	words := ""
	switch {
	case s.tooLarge != nil:
		words = s.tooLarge.Words(p.texts)
	case in == nil:
		words = p.texts["influence.running"]
	default:
		words = in.Words(p.texts)
		if p.memoryHeight == 0 { // it has only just been shown
			p.measureMemory()
		}
		picture := in.Picture()
		p.blit(&picture, p.view.Columns, int(math.Round(p.memoryHeight*p.ratio)))
		p.set("influence-scale", in.ScaleLabels())
		p.set("influence-axis", in.SourceAxis(max(int(p.memoryHeight/17), 1)))
		p.set("influence-note", in.Note(p.texts))
	}
	p.set("influence-words", words)
	p.paintSpot()
	radius := ""
	if s.begun && s.radius == nil && p.run.Gates == nil {
		radius = p.texts["radius.toolarge"]
	} else if v, ok := s.spectral(); ok {
		radius = playground.RadiusText(v, p.texts)
	}
	p.set("radius", radius)
	p.paintSaturations()
}

// paintSaturations says in words what is looked at.
func (p *page) paintSaturations() {
	if p.study != nil && p.study.run == p.run {
		at := p.looked()
		p.set("saturation-now", p.study.saturations.UnitAndStep(at.unit, at.step, p.texts))
	}
}

// pointMemory shows and says what is pointed at in the panel of memory.
func (p *page) pointMemory(where string, x, y float64) (at cell) {
	at.step, at.unit = p.state.Cursor()
	switch {
	case where == "unit-saturation":
		at.unit = min(int(x*float64(p.state.HiddenSize)), p.state.HiddenSize-1)
	case where == "step-saturation":
		at.step = min(int(x*float64(p.state.Timesteps)), p.state.Timesteps-1) + 1
	case p.study != nil && p.study.influence != nil:
		at.step = p.study.influence.StepAcross(x)
		p.set("influence-note", p.study.influence.At(x, y, p.texts))
	}
	return at
}
