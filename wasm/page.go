//go:build js && wasm

package main

import (
	"runtime"
	"strconv"
	"syscall/js"
	"time"

	"github.com/rnn-playground/rnn-playground/playground"
)

// page is the page on the screen. Everything on it follows from state and run,
// which change in one place, adopt.
type page struct {
	host       *host
	ballast    []byte
	elements   map[string]element   // by id, looked up once
	painted    map[string]string    // the inside of elements, as last set
	attributes map[[2]string]string // of elements, by id and name, as last set
	entries    []*entry
	spoken     playground.Lang
	texts      playground.Strings // in that language

	state playground.State
	run   *playground.Run
	shown *playground.Run // the run that is painted, nil before the first one

	// What was asked for last: state, or what the run under way will make of it.
	// The address and the controls show it.
	wanted playground.State
	linked playground.State // what the address says, or will when changes pause
	job    *playground.Job  // the run under way, or nil
	// What pictures of a large run need, or nil: of the one under way before it is
	// shown, or of the one on the page when there is other room for it.
	gathering *playground.Gathering
	away      bool // the numbers of run are given away for those of a larger one
	returning bool // because that did not come they are computed again
	again     bool // this program follows one that was put to rest
	started   time.Time
	remote    bool      // a worker computes it
	share     float64   // of it that is done there
	taken     float64   // bytes that have come from there
	queued    bool      // the host has been asked for a slice
	sliced    time.Time // when the slice began
	arrived   bool      // the host knows that the first run is painted

	sized        playground.State // what was measured is of this sizing
	measured     bool             // just now, so that paint need not
	view         playground.View
	ratio        float64 // pixels of the screen for one of CSS, below the header
	rows         [3]int  // heights of the pictures in pixels of the screen
	hover        cell    // what the pointer is over
	over         pointed
	player       player
	palette      playground.Palette
	matrices     matrices
	memoryHeight float64 // of the picture of influence
	bandsHeight  float64 // of the picture of gates
	pixels       pixels
	table        table
	printout     string             // of run, once it is on the page
	typing       *playground.Typing // one of many lines, on its way there

	study        *study // of run, while its panel is open
	comparison   *comparison
	backward     backward
	memoryNow    string  // what is pointed at in the pictures of the cells' memory
	making       *making // a file, or nil
	made         int     // how many have been begun
	edit         editing
	chosen       playground.Place // of the matrices, the zero Place for none
	hoveredPlace playground.Place // under the pointer
	undone       []string         // what Edits were before, and can be again
	redone       []string
	spot         spot      // in the picture of influence
	heard        *sounding // the line that is heard, or nil
	able         bool      // to make sounds
	unkept       bool      // these are others than the host keeps

	sought string // the link whose values were looked for in the browser's store

	asked     *playground.State // what messages ask for, until they are worked off
	tour      tour
	unfolded  bool                  // the controls, in projector mode
	printing  bool                  // laid out for paper
	reveal    int                   // a step that is asked for and not in view yet
	repairing bool                  // painting again after a panic
	following bool                  // a link, or a file
	parted    bool                  // the next painting takes two tasks
	left      remains               // of the last one
	breathed  time.Time             // when the browser last had a turn, while the page begins
	announced *playground.Run       // the last run that a screen reader was told of
	rested    bool                  // a change has settled
	saying    []playground.Fragment // what is there in words, until they are on the page
}

// ballast is how many bytes are kept in use and never touched. Go collects garbage
// when there is as much of it as is in use, which for a small run is once in every
// few redraws and takes milliseconds of a frame; so it is after that many more. A
// larger percentage would do the same for a small run, and have a large one that
// follows it run out of memory.
const ballast = 32 << 20

func newPage(h *host) *page {
	return &page{host: h, elements: map[string]element{}, painted: map[string]string{}, attributes: map[[2]string]string{}, entries: entries()}
}

// start brings the page to life and shows the state of the link. The browser has turns
// meanwhile; but a program that follows another one is to be seen by nobody.
func (p *page) start() {
	p.host.failed, p.host.before = p.panicked, p.paintLeft
	if !p.host.call("again").Bool() {
		p.host.begin()
		p.host.turn()
		p.breathed = time.Now()
	}
	defer func() {
		p.host.whole()
		p.host.call("bring", float64(playground.MostFile)) // what has come meanwhile, too
	}()
	// There is a run on the page already, its own or that of a program that died.
	// The first can always be had at once.
	linked, painted := p.host.call("link").String(), p.host.call("painted").String()
	p.fetchTensors(linked)
	p.fetchTensors(painted)
	link, _ := playground.ParseLink(linked)
	p.state, _ = playground.ParseLink(painted)
	if !isQuick(&p.state) {
		p.state = playground.Default()
	}
	p.state = p.state.SeenAs(link)
	p.wanted = p.state
	p.breathe()
	p.run, _ = playground.Compute(p.state)
	p.breathe()
	p.speak()
	p.breathe()
	p.wireControls()
	p.breathe()
	p.wirePanels()
	p.breathe()
	p.table.wire(p)
	p.wireCursor()
	p.wireEdits()
	p.breathe()
	p.wireBring()
	p.wirePlayer()
	p.wireSound()
	p.breathe()
	p.wireInfluence()
	p.wireCells()
	p.breathe()
	p.wireBackward()
	p.wireHeader()
	p.wireTour()
	p.breathe()
	p.wireHandout()
	p.wireFiles()
	p.wireRemote()
	p.wireRest()
	p.wireEmbedding()
	p.breathe()
	p.host.on("slice", func([]js.Value) {
		p.queued = false
		p.sliced = time.Now()
		p.work()
	})
	p.host.on("settled", func([]js.Value) { p.settled() })
	p.host.on("said", func([]js.Value) { p.say() })
	p.host.on("resized", func([]js.Value) { p.resized() })
	p.host.on("themed", func([]js.Value) { p.themed() })
	p.host.on("linked", func([]js.Value) { p.openLink() })
	p.host.call("watch", "heatmap", "table-scroll", "table-caption", "matrices-room")
	p.breathe()
	p.readPalette()
	p.breathe()
	p.host.call("started")
	if !p.state.Embedded() { // of many on one page each takes little
		p.ballast = make([]byte, ballast)
	}
	p.breathe()
	p.host.safely(p.openLink) // what cannot be painted leaves what can be operated
	p.breathe()
	p.element("fields").RemoveAttribute("disabled")
	for _, id := range [...]string{"tour-start", "copy-link", "projector", "language", "find-step", "code", "copy", "play", "sound", "back", "forward", "scrub", "terms", "try-weights", "compare", "compare-weights", "speed", "drawing-unrolled", "drawing-backward", "target", "gates-rnn", "gates-lstm", "gates-gru"} {
		if p.attributes[[2]string{id, "disabled"}] != "true" { // by the link
			p.element(id).RemoveAttribute("disabled")
		}
	}
}

// breath is after how long of its start the browser has a turn, in which it may draw the
// page: a slow phone is not held up for longer than a tap may take, and does not draw what
// the next part changes again.
const breath = 16 * time.Millisecond

// breathe lets it, between two parts of the start that are whole.
func (p *page) breathe() {
	if !p.host.starting || time.Since(p.breathed) < breath {
		return
	}
	p.host.turn()
	p.breathed = time.Now()
}

// element finds an element once: a look-up costs more than everything that is
// usually done with it.
func (p *page) element(id string) element {
	e, ok := p.elements[id]
	if !ok {
		e = find(id)
		p.elements[id] = e
	}
	return e
}

// set writes the inside of an element unless it is there already.
func (p *page) set(id, html string) {
	if old, ok := p.painted[id]; !ok || old != html {
		p.host.call("write", id, html)
		p.painted[id] = html
	}
}

// attribute sets an attribute that only Go sets, unless it has that value already.
func (p *page) attribute(id, name, value string) {
	if p.differs(id, name, value) {
		p.element(id).SetAttribute(name, value)
	}
}

// flag is attribute for a property that is true or false.
func (p *page) flag(id, property string, on bool) {
	if p.differs(id, property, strconv.FormatBool(on)) {
		p.element(id).Underlying().Set(property, on)
	}
}

// differs reports whether a value is another one than was set last, and keeps it.
func (p *page) differs(id, name, value string) bool {
	key := [2]string{id, name}
	if old, ok := p.attributes[key]; ok && old == value {
		return false
	}
	p.attributes[key] = value
	return true
}

func (p *page) show(id string, visible bool) { p.flag(id, "hidden", !visible) }

// adopt makes state and run the page's. If they cannot be painted, those before
// are there again.
func (p *page) adopt(state playground.State, run *playground.Run) {
	oldState, oldRun, done := p.state, p.run, false
	defer func() {
		if !done {
			p.state, p.run = oldState, oldRun
		}
	}()
	p.state, p.run = state, run
	if spoken := oldState; p.shown != nil && state.Lang != spoken.Lang {
		// Before all texts are others: to ask for a size then would lay out the page in
		// this task, and again in the frame. What gets another size tells so.
		if spoken.Lang = state.Lang; state == spoken && run == p.shown {
			p.measure()
			p.measured = true
		}
	}
	spoken := p.speak()
	if spoken {
		p.set("announce", "")
	}
	if run == p.shown && playground.SameView(state, oldState) && (state.Way == playground.Forward || state.SameGoal(oldState)) {
		p.paintCursor()
		p.paintPanels()
		p.paintCells()
		p.paintFiles()
		p.paintCode() // its gradients may be those of what is pinned
	} else {
		p.paint(run != p.shown)
	}
	p.shown, p.saying = run, nil
	p.keepSound()
	p.showStep()
	if spoken {
		p.describe() // nothing stays in the other language
	}
	done = true
	if p.job == nil {
		p.tell()
		p.arrive() // and says what has been told
	}
	p.host.call("later", "settled", 150)
}

// arrive tells the host, once, that the first run is painted.
func (p *page) arrive() {
	if !p.arrived {
		p.arrived, p.announced = true, p.run // nobody has asked for it
		p.host.call("ready")
		p.host.callWhole("awake") // until then nothing that is asked is answered
	}
}

// settled does what need not be done in the frame of a change: what is near what is seen
// of the table, and in a task of its own what is said.
func (p *page) settled() {
	if p.away {
		return
	}
	if p.rested { // a page that has just begun has left nothing to collect
		runtime.GC() // a millisecond, for which nobody waits now; else some redraw does
	}
	p.rested = true
	p.table.settled(p)
	p.host.call("later", "said", 0)
}

// say puts what is there into words, in two tasks, and begins a long printout.
func (p *page) say() {
	if p.away {
		return
	}
	if p.saying == nil {
		p.saying = p.words()
		p.host.call("later", "said", 0)
		return
	}
	for _, f := range p.saying {
		p.set(f.ID, f.HTML)
	}
	p.saying = nil
	p.startTyping()
	if p.arrived && p.announced != p.run {
		p.announced = p.run
		p.set("announce", p.run.Announcement(p.texts))
	}
	if isQuick(&p.state) && p.job == nil {
		p.host.call("rest")
	}
}

// lang is the language of the state, or else of the browser.
func (p *page) lang() playground.Lang {
	if p.state.Lang != "" {
		return p.state.Lang
	}
	return playground.Lang(p.host.call("browserLanguage").String())
}

// speak makes the page speak its language, and reports whether that is another
// one than before.
func (p *page) speak() bool {
	lang := p.lang()
	changed := p.spoken != "" && p.spoken != lang
	p.spoken, p.texts = lang, playground.StringsIn(lang)
	p.host.call("translate", string(lang))
	return changed
}

func (p *page) notify(message string, problem bool) {
	p.host.call("notice", message, p.texts["close"], problem)
}

// panicked says that something went wrong. The state and its picture are those
// from before, and the page goes on.
func (p *page) panicked(message string) {
	js.Global().Get("console").Call("warn", "caught in Go: "+message)
	if p.repairing {
		return
	}
	p.repairing, p.parted, p.left = true, false, nothing // of what may not be painted at all
	p.host.safely(func() {
		p.drop()
		p.stopMaking()
		p.stopSound()
		p.setPlaying(false)
		p.player.phase = playground.Rest
		p.wanted, p.linked = p.state, p.state
		// Nobody knows how much of another picture is on the page by now.
		clear(p.painted)
		clear(p.attributes)
		p.host.call("forgetWritten")
		p.table, p.printout, p.typing, p.shown = table{scroll: p.table.scroll}, "", nil, nil
		if p.away {
			p.bringBack()
			return
		}
		p.adopt(p.state, p.run)
		p.keepLink()
	})
	p.repairing = false
	p.notify(p.texts.Format("error.other", message), true)
}
