//go:build js && wasm

package main

import (
	"strings"

	"github.com/rnn-playground/rnn-playground/playground"
)

// openLink takes over what stands in the page's address.
func (p *page) openLink() { p.inParts(p.followLink) }

// inParts calls change, which goes to another state, and makes that of a link. It may change
// everything at once, for which code runs that never did before. So that the page answers
// meanwhile, the run is computed, the pictures are painted, and what is around them, each in
// a task of its own.
func (p *page) inParts(change func()) {
	p.following = p.shown != nil // the start of the page is cut by itself
	p.parted = p.following
	defer func() { p.following, p.parted = false, p.parted && p.job != nil }()
	change()
}

func (p *page) followLink() {
	link := p.host.call("link").String()
	if missing := p.fetchTensors(link); len(missing) > 0 && p.sought != link {
		p.sought = link
		p.host.call("seekTensors", strings.Join(missing, " ")) // and comes back here, with them or without
		return
	}
	p.sought = ""
	state, notices := playground.OpenLink(link)
	p.breathe()
	if p.linked = state; !p.again {
		p.reveal = state.Step
	}
	p.again = false
	p.take(state)
	for _, n := range notices {
		p.notify(p.texts.ExplainLink(n), true)
	}
}

// keepLink hands over what to begin with again, whatever happens to this
// program: what is wanted, and what is known to work. What the user has changed
// makes history; what a link, an end or a failure has, does not.
func (p *page) keepLink() {
	p.host.call("keepLink", p.wanted.Link(), p.state.Link(), playground.Changed(p.linked, p.wanted))
	p.linked = p.wanted
}
