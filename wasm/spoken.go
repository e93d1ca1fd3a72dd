//go:build js && wasm

package main

import "github.com/rnn-playground/rnn-playground/playground"

// describe puts what the pictures on the page show into words, for a screen reader. That
// is done when a change has settled: nobody listens while a slider is on its way.
func (p *page) describe() {
	if p.away {
		return
	}
	p.saying = nil // what was found before
	for _, f := range p.words() {
		p.set(f.ID, f.HTML)
	}
}

// words are those of all that is shown.
func (p *page) words() []playground.Fragment {
	said := append(p.pictured().Spoken(p.state, p.texts), p.describeSound())
	switch p.state.Panel {
	case playground.WeightsPanel:
		matrices := p.pictured().SpokenMatrices(p.texts)
		said = append(said, matrices[:]...)
	case playground.MemoryPanel:
		steps, units, influence := "", "", ""
		if s := p.study; s != nil && s.run == p.run {
			steps, units = s.saturations.SpokenSteps(p.texts), s.saturations.SpokenUnits(p.texts)
			if s.influence != nil {
				influence = s.influence.Spoken(p.texts)
			}
		}
		said = append(said, fragment("step-saturation", steps), fragment("unit-saturation", units), fragment("influence", influence))
	case playground.CellsPanel:
		said = append(said, p.describeCells()...)
	}
	return said
}

// describeCells does that for the panel of cells. What is not known yet has no words.
func (p *page) describeCells() (said []playground.Fragment) {
	gradient, bands := "", ""
	var memories [3]string
	if c := p.comparison; c != nil && c.run == p.run {
		if c.cells != nil && c.cells.Run == p.run {
			gradient, bands = c.cells.SpokenGradient(p.texts), c.cells.SpokenBands(p.state.Gates, p.texts)
		}
		if c.memories.run == p.run {
			for i, in := range c.memories.found {
				if in != nil {
					memories[i] = in.Spoken(p.texts)
				}
			}
		}
	}
	said = append(said, fragment("gradient", gradient), fragment("bands", bands))
	for i, gates := range playground.AllGates {
		said = append(said, fragment("memory-"+string(gates), memories[i]))
	}
	return said
}

// fragment is what is said of a picture.
func fragment(of, text string) playground.Fragment {
	return playground.Fragment{ID: of + "-said", HTML: text}
}
