//go:build js && wasm

package main

import (
	"strconv"
	"strings"
	"syscall/js"
	"time"

	"github.com/rnn-playground/rnn-playground/playground"
)

// making is a file on its way to the visitor.
type making struct {
	run  *playground.Run // that it is of
	file *playground.File
	png  bool // a picture, that the browser makes pixels of
	done int64
	of   int // a number of its own
}

// wireFiles makes the panel of files work. Its buttons come and go with what there is, so
// one listener is there for all.
func (p *page) wireFiles() {
	p.host.listen(p.element("panel-files"), "click", func(e js.Value) {
		button := e.Get("target").Call("closest", "[data-file]")
		if !button.Truthy() || p.away {
			return
		}
		kind := button.Get("dataset").Get("file").String()
		if copied, ok := strings.CutPrefix(kind, "copy-"); ok {
			p.host.call("copy", "files", p.run.CopyOf(copied))
			return
		}
		p.make(kind)
	})
	p.host.listen(p.element("files-cancel"), "click", func(js.Value) {
		p.stopMaking()
	})
	p.host.on("copied-files", func(args []js.Value) {
		if !args[0].Bool() {
			p.notify(p.texts["copy.failed"], true)
			return
		}
		p.sayOfFiles(p.texts["copied"])
	})
	// The file of that number is the visitor's, or could not be.
	p.host.on("saved", func(args []js.Value) {
		m := p.making
		if m == nil || m.of != args[0].Int() {
			return
		}
		p.stopMaking()
		if reason := args[1].String(); reason != "" {
			p.notify(p.texts.Format("files.failed", m.file.Name, reason), true)
			return
		}
		p.sayOfFiles(p.texts.Format("files.saved", m.file.Name))
	})
}

// sayOfFiles says what has become of one, where it is seen and to a screen reader.
func (p *page) sayOfFiles(text string) {
	p.set("files-status", text)
	p.set("announce", "") // so that it is said every time
	p.set("announce", text)
}

// make begins with the file of a kind.
func (p *page) make(kind string) {
	p.stopMaking()
	figure, isPNG := strings.CutSuffix(kind, ".png")
	if !isPNG {
		figure, _ = strings.CutSuffix(kind, ".svg")
	}
	if tooLarge := p.run.FigureError(playground.Figure(figure), p.state); tooLarge != nil {
		if e, ok := tooLarge.(interface {
			Words(playground.Strings) string
		}); ok {
			p.notify(e.Words(p.texts), true)
		}
		return
	}
	theme := playground.LightColors()
	dark := playground.DarkColors()
	if p.host.call("color", "--paper").String() == dark.Paper && !p.element("files-light").Underlying().Get("checked").Bool() {
		theme = dark
	}
	file, ok := p.run.Offer(kind, p.state, theme, p.texts, p.address())
	if !ok {
		return
	}
	if isPNG {
		file.Name, file.Type = strings.TrimSuffix(file.Name, "svg")+"png", "image/png"
	}
	p.made++
	p.making = &making{run: p.run, file: file, png: isPNG, of: p.made}
	p.host.call("fileBegin", p.made, file.Name, file.Type, isPNG)
	p.set("files-status", "")
	p.sliced = time.Now()
	p.goOnMaking()
}

// goOnMaking works off a slice of the file that is made, and asks for another one unless
// that was its last.
func (p *page) goOnMaking() {
	m := p.making
	for {
		part, ended := m.file.Next(chunk)
		if len(part) > 0 {
			array := js.Global().Get("Uint8Array").New(len(part))
			js.CopyBytesToJS(array, part)
			p.host.call("filePart", array)
			m.done += int64(len(part))
		}
		if ended {
			m.file = &playground.File{Name: m.file.Name} // lets go of what it is made of
			m.run = nil
			p.host.call("fileEnd")
			p.goOn() // to what has waited for it
			return
		}
		if !p.hasTime() {
			break
		}
	}
	share := (m.file.Progress() + float64(m.done)/float64(max(m.file.Size, m.done, 1))) / 2
	p.show("files-cancel", true)
	p.set("files-status", p.texts.Format("files.making", m.file.Name, strconv.Itoa(int(100*share))))
	p.goOn()
}

// stopMaking gives up the file that is made.
func (p *page) stopMaking() {
	if p.active() == "files-cancel" {
		p.element("panel-files").Focus()
	}
	p.show("files-cancel", false)
	if p.making != nil {
		p.making = nil
		p.host.call("fileStop")
		p.set("files-status", "")
	}
}

// leaveFile gives up a file of a run whose numbers are given away.
func (p *page) leaveFile() {
	if m := p.making; m != nil && m.run != nil {
		p.stopMaking()
		p.notify(p.texts.Format("files.left", m.file.Name), true)
	}
}

// paintFiles lists what can be taken along, while the panel is open.
func (p *page) paintFiles() {
	if p.state.Panel == playground.FilesPanel {
		p.set("files", p.run.FilesHTML(p.state, p.texts, p.address()))
	}
}
