//go:build js && wasm

// Package reading shows a page in JavaScript what is in a file (web/reader.js). States come
// and go as links, and values that are too many for a link beside it, by their keys.
package reading

import (
	"runtime"
	"syscall/js"
	"unsafe"

	"github.com/rnn-playground/rnn-playground/numpy/npz"
	"github.com/rnn-playground/rnn-playground/playground"
)

// reader is the file that is looked at, and what of it is in use.
type reader struct {
	file  *playground.Brought
	taken map[int]string
}

// Register makes globalThis.playgroundReader, with
//
//	open(page, name, bytes)    a file; answers
//	unpacked(page, bytes)      what inflate was asked for, null where it cannot be
//	long(page, name, size)     of a file that is not even read
//	take(page, key)            a button of the HTML was pressed
//
// page is {link, lang, tensor(key)}. Each answers one of
//
//	{error}                    why there is nothing to bring, in words
//	{inflate: [from, length, size]}  a part of the file is to be unpacked first
//	{html}                     what is in the file
//	{link, said, html, tensors: [key, bytes, …]}  the next state; without html this is all
//	{link, said, page: true, tensors}  a page that was saved
func Register() {
	r := &reader{}
	js.Global().Set("playgroundReader", map[string]any{
		"open": r.function(func(p page, args []js.Value) map[string]any {
			file, err := playground.Bring(p.named(args[0].String()), bytesFrom(args[1]))
			if err != nil {
				return p.refuse(err)
			}
			r.file, r.taken = file, map[int]string{}
			return r.unpack(p)
		}),
		"unpacked": r.function(func(p page, args []js.Value) map[string]any {
			if args[0].IsNull() {
				return p.refuse(npz.Refuse(npz.Damaged, npz.Shorten(r.file.Packed[0].Name), "zip: deflate"))
			}
			if err := r.file.Unpacked(bytesFrom(args[0])); err != nil {
				return p.refuse(err)
			}
			return r.unpack(p)
		}),
		"long": r.function(func(p page, args []js.Value) map[string]any {
			return p.refuse(npz.Refuse(npz.TooLong, npz.Shorten(args[0].String()), args[1].String(), playground.GroupedMostFile()))
		}),
		"take": r.function(r.take),
	})
}

// function makes f one of JavaScript's. A panic is an answer too. What is JavaScript's, such
// as the bytes of a file, it keeps until Go has collected its garbage.
func (r *reader) function(f func(p page, args []js.Value) map[string]any) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) (answer any) {
		defer func() {
			go runtime.GC()
			if v := recover(); v != nil {
				r.file = nil
				text := "panic"
				if err, ok := v.(error); ok {
					text = err.Error()
				}
				answer = map[string]any{"error": text}
			}
		}()
		p := page{args[0], playground.StringsIn(playground.Lang(args[0].Get("lang").String()))}
		return f(p, args[1:])
	})
}

// page is what asks.
type page struct {
	js.Value
	texts playground.Strings
}

func (p page) refuse(err error) map[string]any {
	return map[string]any{"error": p.texts.ExplainBrought(err)}
}

func (p page) named(name string) string {
	if name == "" {
		return p.texts["bring.pasted"]
	}
	return name
}

// state is that of the page, with its values.
func (p page) state() playground.State {
	link := p.Get("link").String()
	playground.Fetch(link, func(key string) []float64 {
		bytes := p.Call("tensor", key)
		if !bytes.Truthy() {
			return nil
		}
		values := make([]float64, bytes.Length()/8)
		js.CopyBytesToGo(raw(values), bytes)
		return values
	})
	state, _ := playground.ParseLink(link)
	return state
}

// unpack asks for the next entry of an archive; once there is none left, it shows the
// file, or opens the page that it is.
func (r *reader) unpack(p page) map[string]any {
	if len(r.file.Packed) > 0 {
		e := &r.file.Packed[0]
		return map[string]any{"inflate": []any{e.Offset, len(e.Compressed), e.Size}}
	}
	if r.file.Link != "" {
		state, _ := playground.ParseLink(r.file.Link)
		return map[string]any{"link": r.file.Link, "said": p.texts.Format("bring.page", r.file.Name), "page": true, "tensors": tensors(state.Given)}
	}
	return map[string]any{"html": r.file.HTML(p.state(), r.taken, p.texts)}
}

func (r *reader) take(p page, args []js.Value) map[string]any {
	next, what, array, ok := r.file.Take(p.state(), args[0].String())
	if !ok {
		return map[string]any{"html": r.file.HTML(p.state(), r.taken, p.texts)}
	}
	answer := map[string]any{"link": next.Link(), "said": p.texts.Format("bring.in", what), "tensors": tensors(next.Given)}
	if array >= 0 && len(r.file.Arrays) > 1 {
		r.taken[array] = what
		answer["html"] = r.file.HTML(next, r.taken, p.texts)
	}
	return answer
}

// tensors are the values that are too many for a link, after their keys.
func tensors(given playground.Given) (all []any) {
	for _, t := range given.All() {
		if t.Key != "" {
			array := js.Global().Get("Uint8Array").New(8 * len(t.Values))
			js.CopyBytesToJS(array, raw(t.Values))
			all = append(all, t.Key, array)
		}
	}
	return all
}

func raw(values []float64) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(values))), 8*len(values))
}

func bytesFrom(array js.Value) []byte {
	bytes := make([]byte, array.Length())
	js.CopyBytesToGo(bytes, array)
	return bytes
}
