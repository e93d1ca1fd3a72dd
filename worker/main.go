//go:build js && wasm

// Command worker is the API on Cloudflare Workers. What it does for index.js there,
// the local server does with net/http.
package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"syscall/js"

	"github.com/syumai/workers"

	"github.com/rnn-playground/rnn-playground/api"
)

func main() {
	binding.Set("maxBody", api.MaxBody)
	workers.ServeNonBlock(whole(api.Handler()))
	workers.Ready()
	select {} // workers.Serve would end the program with its first answer
}

// binding is what this program and index.js have in common.
var binding = js.Global().Get("context").Get("binding")

// whole answers a request within the one call from JavaScript in which it comes, so
// that one instance can serve many at a time: nothing of one is left waiting when the
// next begins, and no promise of one is settled while the runtime is at work for
// another, which it does not allow.
//
// For that the body of the request comes in one piece, as binding.body, which index.js
// has read before, and the answer goes in one piece. Nor does workers count the answer
// as its last then, as it does when it has written one piece by piece: it closes a
// channel, and does so again with the second, which ends the program (v0.31.0).
func whole(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body := take(binding.Get("body"))
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
		out := answer(h, r)
		header := w.Header()
		for name, values := range out.header {
			header[name] = values
		}
		w.WriteHeader(out.status)
		sent := js.Null()
		if out.body.Len() > 0 {
			sent = js.Global().Get("Uint8Array").New(out.body.Len())
			js.CopyBytesToJS(sent, out.body.Bytes())
		}
		w.(interface{ WriteRawJSBody(js.Value) }).WriteRawJSBody(sent)
		binding.Set("answered", true)
	})
}

// take copies a Uint8Array; null is nothing.
func take(array js.Value) []byte {
	if !array.Truthy() {
		return nil
	}
	values := make([]byte, array.Length())
	js.CopyBytesToGo(values, array)
	return values
}

// answer has h answer, and answers itself if that panics, as net/http would.
func answer(h http.Handler, r *http.Request) (out *recorder) {
	defer func() {
		if reason := recover(); reason != nil {
			js.Global().Get("console").Call("error", "a request panicked: "+r.Method+" "+strconv.Quote(r.URL.RequestURI())+": "+fmt.Sprint(reason))
			out = newRecorder()
			api.Failed(out)
		}
	}()
	out = newRecorder()
	h.ServeHTTP(out, r)
	return out
}

// recorder keeps an answer.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
	begun  bool
}

func newRecorder() *recorder { return &recorder{header: http.Header{}, status: http.StatusOK} }

func (w *recorder) Header() http.Header { return w.header }

func (w *recorder) WriteHeader(status int) {
	if !w.begun {
		w.status, w.begun = status, true
	}
}

func (w *recorder) Write(p []byte) (int, error) {
	w.begun = true
	return w.body.Write(p)
}
