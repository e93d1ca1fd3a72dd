// Package api answers questions about runs over HTTP. The same handler stands
// behind the local server and on the edge.
//
//	GET  /api/run?timesteps=10&input-size=4&hidden-size=8&seed=0&format=json
//	POST /api/layer
//	GET  /api/openapi.json
//
// The parameters of a run are those of the page's link that decide its numbers, with
// the same defaults and limits, but read strictly: what is not understood in full is
// refused. format is json (as runRNN answers), csv (the hidden states), npz (what
// enters, the weights and all states with the first, for np.load) or text (what the
// tutorial's program prints); without it the Accept header decides. The same question has
// the same answer for ever, so answers are immutable.
//
// A layer is what runLayer takes and returns, as JSON.
//
// Every error is a problem document (RFC 9457). Answers are made whole, so a request
// for a range of one (RFC 9110, section 14.2) is answered with all of it, and
// Accept-Ranges says so.
package api

import (
	"net/http"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/rnn-playground/rnn-playground/headers"
	"github.com/rnn-playground/rnn-playground/playground"
)

// Limits of one request. What is larger belongs on the visitor's own machine, where
// the page does it.
const (
	// MaxCost bounds the work, in multiply-adds as [playground.State.Cost] and
	// [playground.LayerSpec.Cost] estimate it, writing the answer included.
	MaxCost = 3e8

	// MaxValues bounds the float64 of all tensors together. As JSON, so many are 10 MB,
	// and an isolate of the edge has 128 MB for everything.
	MaxValues = 1 << 19

	// MaxBody bounds the body of a request, in bytes.
	MaxBody = 8 << 20

	// MaxPending bounds the requests that are being read, computed or answered at a time.
	// More wait: of a layer, each may hold its body, its tensors and its answer in memory.
	MaxPending = 16

	// MaxQuery bounds the query of a URL, in bytes. The longest list of edits takes 16 KB.
	MaxQuery = 20 << 10
)

// Longest times of one request, where connections have deadlines: a client that is slower
// than that keeps others waiting. The largest body and the largest answer need 140 kB a
// second.
const (
	ReadTime  = time.Minute      // for a body to arrive
	WriteTime = 90 * time.Second // for an answer to be taken
)

// Both as they hold; tests have less time.
var readTime, writeTime = ReadTime, WriteTime

// writeCost is what it takes to write a number in decimal, in multiply-adds.
const writeCost = 300

// handler is the API and what bounds its use of memory.
type handler struct {
	mux *http.ServeMux

	pending chan struct{} // has room for MaxPending

	// busy has room for as many computations as there are cores: more at a time would not
	// end sooner. A client that is slow to ask or to read holds none of them.
	busy chan struct{}
}

// An answerer answers one method of one path, and computes in a turn.
type answerer func(w http.ResponseWriter, r *http.Request, turn turns) error

// turns runs what computes when it is its turn.
type turns func(compute func() ([]byte, error)) ([]byte, error)

// turns are those of one request. Once nobody waits for it, nothing is computed.
func (h *handler) turns(r *http.Request) turns {
	return func(compute func() ([]byte, error)) ([]byte, error) {
		select {
		case h.busy <- struct{}{}:
			defer func() { <-h.busy }()
			return compute()
		case <-r.Context().Done():
			return nil, r.Context().Err()
		}
	}
}

// deliver writes a whole answer, which the client has so long to take.
func deliver(w http.ResponseWriter, body []byte) {
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	connection := http.NewResponseController(w)
	// Where there are no deadlines, as on the edge, there is nobody who waits either.
	if connection.SetWriteDeadline(time.Now().Add(writeTime)) == nil {
		defer connection.SetWriteDeadline(time.Time{}) // not of the next answer
		defer connection.Flush()
	}
	w.Write(body) // an error is a client that has gone
}

// Handler answers every request whose path begins with /api/.
func Handler() http.Handler {
	h := &handler{http.NewServeMux(), make(chan struct{}, MaxPending), make(chan struct{}, runtime.GOMAXPROCS(0))}
	h.route("/api/run", "GET, HEAD", run)
	h.route("/api/layer", "POST", layer)
	h.route("/api/openapi.json", "GET, HEAD", describe)
	// Not only below /api/: the edge asks for what is no file of the site either.
	h.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		refuse(w, &refusal{status: http.StatusNotFound, detail: "there is nothing at " + strconv.Quote(playground.Shorten(r.URL.Path)) +
			": see /api/run, /api/layer and /api/openapi.json"})
	})
	return h
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	setHeaders(w.Header())
	if len(r.URL.RawQuery) > MaxQuery {
		refuse(w, &refusal{status: http.StatusRequestURITooLong, detail: "the query has " + strconv.Itoa(len(r.URL.RawQuery)) +
			" bytes: want at most " + strconv.Itoa(MaxQuery)})
		return
	}
	h.mux.ServeHTTP(w, r)
}

// setHeaders sets what every answer has.
func setHeaders(header http.Header) {
	for _, field := range headers.API {
		header.Set(field.Name, field.Value)
	}
	// Anybody's page may ask, and see all of the answer: there is nothing here that
	// depends on who asks.
	header.Set("Access-Control-Allow-Origin", "*")
	header.Set("Access-Control-Expose-Headers", "Content-Disposition, Content-Length, ETag, Link")
	header.Set("Cross-Origin-Resource-Policy", "cross-origin")
	header.Set("Link", `</api/openapi.json>; rel="service-desc"; type="application/json"`) // RFC 8631
}

// Failed answers a request whose handler panicked, with status 500 and a problem document.
// It is for hosts that keep an answer until it is whole: w has nothing of the handler's.
func Failed(w http.ResponseWriter) {
	setHeaders(w.Header())
	refuse(w, &refusal{status: http.StatusInternalServerError, detail: "the program failed at this request: that is a mistake of ours"})
}

// route answers the methods in allowed with answer, OPTIONS by naming them, and
// refuses every other.
func (h *handler) route(path, allowed string, answer answerer) {
	for method := range strings.SplitSeq(allowed, ", ") {
		if method == http.MethodHead {
			continue // a pattern with GET matches it
		}
		h.mux.HandleFunc(method+" "+path, func(w http.ResponseWriter, r *http.Request) {
			select {
			case h.pending <- struct{}{}:
				defer func() { <-h.pending }()
			case <-r.Context().Done():
				return // nobody is there any more
			}
			if err := answer(w, r, h.turns(r)); err != nil {
				refuse(w, err)
			}
		})
	}
	allowed += ", OPTIONS"
	h.mux.HandleFunc("OPTIONS "+path, func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Allow", allowed)
		if r.Header.Get("Access-Control-Request-Method") != "" {
			header.Set("Access-Control-Allow-Methods", allowed)
			header.Set("Access-Control-Allow-Headers", "Accept, Content-Type, If-Match, If-None-Match, Range")
			header.Set("Access-Control-Max-Age", "86400")
		}
		w.WriteHeader(http.StatusNoContent)
	})
	h.mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Allow", allowed)
		refuse(w, &refusal{status: http.StatusMethodNotAllowed, detail: path + " answers " + allowed})
	})
}

// describe answers with the OpenAPI document.
func describe(w http.ResponseWriter, r *http.Request, _ turns) error {
	document := OpenAPI()
	header := w.Header()
	header.Set("Content-Type", "application/json")
	// Another version of the program may have another one under the same address.
	header.Set("Cache-Control", "no-cache")
	return send(w, r, tagOf(string(document)), func() ([]byte, error) { return document, nil })
}
