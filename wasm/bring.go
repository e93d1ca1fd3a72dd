//go:build js && wasm

package main

import (
	"strings"
	"syscall/js"
	"unsafe"

	"github.com/rnn-playground/rnn-playground/numpy/npz"
	"github.com/rnn-playground/rnn-playground/playground"
)

// bringing is the file that is looked at, and what of it is in use.
type bringing struct {
	file  *playground.Brought
	taken map[int]string
}

// wireBring listens to what web/bring.js tells.
func (p *page) wireBring() {
	p.host.on("bring", func(args []js.Value) { p.bring(args[0].String(), args[1]) })
	p.host.on("bring-long", func(args []js.Value) {
		p.refuseBrought(npz.Refuse(npz.TooLong, npz.Shorten(args[0].String()), args[1].String(), playground.GroupedMostFile()))
	})
	p.host.on("bring-failed", func(args []js.Value) { p.objectToBrought(p.texts.Format(args[0].String(), args[1].String())) })
	p.host.on("inflated", func(args []js.Value) {
		file := p.bringing.file
		if file == nil || len(file.Packed) == 0 {
			return // it was given up meanwhile
		}
		if args[0].IsNull() {
			p.refuseBrought(npz.Refuse(npz.Damaged, npz.Shorten(file.Packed[0].Name), "zip: deflate"))
			return
		}
		if err := file.Unpacked(bytesFrom(args[0])); err != nil {
			p.refuseBrought(err)
			return
		}
		p.unpack()
	})
	p.host.on("bring-take", func(args []js.Value) { p.takeBrought(args[0].String()) })
	p.host.on("bring-closed", func([]js.Value) { p.bringing = bringing{} })
	p.host.on("given-drop", func(args []js.Value) {
		next := p.wanted
		next.Given = next.Given.Dropping(args[0].String())
		p.changeWhole(next)
	})
	p.host.on("tensor-unkept", func([]js.Value) { p.notify(p.texts["bring.notkept"], true) })
	p.host.on("tensors-sought", func([]js.Value) { p.openLink() })
	p.host.listen(p.element("given-all"), "click", func(js.Value) {
		next := p.wanted
		next.Given = ""
		p.changeWhole(next)
		p.element("bring-open").Focus() // the button goes
	})
	p.host.call("watchBring", float64(playground.MostFile))
}

// bytesFrom copies a Uint8Array.
func bytesFrom(array js.Value) []byte {
	bytes := make([]byte, array.Get("length").Int())
	js.CopyBytesToGo(bytes, array)
	return bytes
}

// bring reads a file. Nothing changes until something of it is taken.
func (p *page) bring(name string, array js.Value) {
	p.bringing = bringing{}
	size := int64(array.Get("length").Int())
	// The file, its values, and the tensor that is made of them.
	if !p.host.fits(3 * size) {
		p.objectToBrought(p.texts.Format("error.memory", playground.Megabytes(3*size)))
		return
	}
	if name == "" {
		name = p.texts["bring.pasted"]
	}
	file, err := playground.Bring(name, bytesFrom(array))
	if err != nil {
		p.refuseBrought(err)
		return
	}
	p.bringing = bringing{file: file, taken: map[int]string{}}
	p.unpack()
}

// unpack has the next entry of an archive unpacked by the browser; once there is none
// left, it shows the file.
func (p *page) unpack() {
	file := p.bringing.file
	if len(file.Packed) > 0 {
		e := &file.Packed[0]
		p.host.call("inflate", e.Offset, len(e.Compressed), e.Size)
		return
	}
	if file.Link != "" {
		p.openPage(file)
		return
	}
	p.showBrought()
}

func (p *page) refuseBrought(err error) { p.objectToBrought(p.texts.Explain(err)) }

// objectToBrought says why there is nothing to bring: where one has just chosen it, or in
// a notice.
func (p *page) objectToBrought(text string) {
	p.bringing = bringing{}
	if !p.host.call("objectToBring", text).Bool() {
		p.notify(text, true)
	}
}

func (p *page) showBrought() {
	p.host.call("showBring", p.bringing.file.HTML(p.wanted, p.bringing.taken, p.texts))
}

// takeBrought does what a button in the dialog says.
func (p *page) takeBrought(key string) {
	file := p.bringing.file
	if file == nil {
		return
	}
	next, what, array, ok := file.Take(p.wanted, key)
	if !ok {
		return
	}
	p.changeWhole(next)
	if p.wanted.Given != next.Given {
		return // it was refused, in a notice
	}
	p.bringing.taken[array] = what
	p.notify(p.texts.Format("bring.in", what), false)
	if array < 0 || len(file.Arrays) == 1 {
		p.bringing = bringing{}
		p.host.call("closeBring")
		return
	}
	p.showBrought()
}

// openPage opens a page that was saved. Its arrays are kept already.
func (p *page) openPage(file *playground.Brought) {
	state, notices := playground.ParseLink(file.Link)
	state.Tour = 0
	if state.Lang == "" {
		state.Lang = p.wanted.Lang
	}
	p.bringing = bringing{}
	p.host.call("closeBring")
	p.changeWhole(state)
	for _, n := range notices {
		p.notify(p.texts.ExplainLink(n), true)
	}
	p.notify(p.texts.Format("bring.page", file.Name), false)
}

// changeWhole changes more than single values, as one step that can be taken back.
func (p *page) changeWhole(next playground.State) {
	before := p.wanted
	p.keepTensors(next.Given)
	p.change(next)
	if p.wanted.Setting == before.Setting {
		return
	}
	p.rememberAs("#" + before.Link())
}

// keepTensors hands values that are too many for a link to the host, which keeps them
// beyond the life of this program, and lets go of those that nothing needs any more.
func (p *page) keepTensors(given playground.Given) {
	keyed := false
	for _, t := range given.All() {
		if t.Key != "" && t.Values != nil {
			keyed = true
			if !p.host.call("hasTensor", t.Key).Bool() {
				p.host.call("keepTensor", t.Key, bytesOf(t.Values))
			}
		}
	}
	if keyed {
		needed := []string{string(given), string(p.wanted.Given), string(p.state.Given)}
		playground.Forget(append(append(needed, p.undone...), p.redone...)...)
	}
}

// fetchTensors gets values that a link needs from the host, and gives the keys of those
// that it has not at hand.
func fetchTensors(link string, get func(key string) js.Value) (missing []any) {
	for _, key := range playground.Absent(link) {
		bytes := get(key)
		if !bytes.Truthy() {
			missing = append(missing, key)
			continue
		}
		values := make([]float64, bytes.Get("length").Int()/8)
		js.CopyBytesToGo(unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(values))), 8*len(values)), bytes)
		playground.Keep(values)
	}
	return missing
}

func (p *page) fetchTensors(link string) []any {
	return fetchTensors(link, func(key string) js.Value { return p.host.call("tensor", key) })
}

// paintGiven lists what was brought in.
func (p *page) paintGiven() {
	s := &p.wanted
	p.set("given", s.GivenList(p.texts))
	p.show("given-field", s.Given != "")
	p.show("given-all", strings.Contains(string(s.Given), ","))
	for id, shown := range map[string]bool{
		"weights-given": s.HoldsAll(playground.WxTensor) && s.HoldsAll(playground.WhTensor),
		"bias-given":    s.HoldsAll(playground.BTensor), "inputs-given": s.HoldsAll(playground.XTensor),
	} {
		p.show(id, shown)
		p.flag(id, "disabled", !shown)
	}
}
