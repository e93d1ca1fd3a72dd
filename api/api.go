// Package api answers questions about runs over HTTP. The same handler stands
// behind the local server and on the edge.
//
//	GET /api/run?timesteps=10&input-size=4&hidden-size=8&seed=0&format=json
//
// The parameters are those of the page's link, with the same defaults and
// limits. format is json (as runRNN answers), csv (the hidden states) or text
// (what the tutorial's program prints). The same question has the same answer
// for ever, so answers are immutable. Every error is a problem document (RFC
// 9457).
package api

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/rnn-playground/rnn-playground/playground"
)

// MaxCost bounds the work of one request, in multiply-adds: about a second on
// one core. Larger runs belong on the visitor's own machine, where the page does
// them.
const MaxCost = 1e9

// MaxStates bounds the size of an answer: so many hidden states are about 20 MB
// of JSON.
const MaxStates = 1 << 20

var formats = map[string]struct {
	contentType string
	write       func(*playground.Run, io.Writer) error
}{
	"json": {"application/json", (*playground.Run).WriteJSON},
	"csv":  {"text/csv; charset=utf-8", (*playground.Run).WriteCSV},
	"text": {"text/plain; charset=utf-8", func(r *playground.Run, w io.Writer) error {
		_, err := io.WriteString(w, r.Printout())
		return err
	}},
}

// Handler answers every request whose path begins with /api/.
func Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/run", run) // and HEAD
	mux.HandleFunc("/api/run", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Allow", "GET, HEAD")
		refuse(w, http.StatusMethodNotAllowed, errors.New("/api/run answers GET and HEAD"))
	})
	mux.HandleFunc("/api/", func(w http.ResponseWriter, r *http.Request) {
		refuse(w, http.StatusNotFound, errors.New("there is nothing at "+r.URL.Path+"; see /api/run"))
	})
	return mux
}

func run(w http.ResponseWriter, r *http.Request) {
	state, format, err := question(r.URL.Query())
	if err != nil {
		refuse(w, http.StatusBadRequest, err)
		return
	}
	h := w.Header()
	h.Set("Content-Type", formats[format].contentType)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("X-Content-Type-Options", "nosniff")
	// The question names the answer: nothing needs to be computed to know it.
	sum := sha256.Sum256([]byte(format + " " + state.Link()))
	tag := `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
	h.Set("ETag", tag)
	for candidate := range strings.SplitSeq(r.Header.Get("If-None-Match"), ",") {
		if c := strings.TrimPrefix(strings.TrimSpace(candidate), "W/"); c == tag || c == "*" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	if r.Method == http.MethodHead {
		return
	}
	result, err := playground.Compute(state)
	if err != nil {
		h.Del("ETag")
		refuse(w, http.StatusBadRequest, err)
		return
	}
	formats[format].write(result, w) // an error is a client that has gone
}

// question reads a query, and refuses one that is not understood in full.
func question(query url.Values) (playground.State, string, error) {
	state, format := playground.Default(), "json"
	for _, key := range slices.Sorted(maps.Keys(query)) { // so that the first mistake is always the same
		values := query[key]
		if len(values) != 1 {
			return state, "", errors.New(key + " is given " + strconv.Itoa(len(values)) + " times: want it once")
		}
		if key == "format" {
			if _, ok := formats[values[0]]; !ok {
				return state, "", errors.New("format is " + strconv.Quote(values[0]) + ": want json, csv or text")
			}
			format = values[0]
			continue
		}
		p := playground.ParameterByKey(key)
		if p == nil {
			return state, "", errors.New("unknown parameter " + strconv.Quote(key))
		}
		v, err := p.Parse(values[0])
		if err != nil {
			return state, "", err
		}
		p.Put(&state, v)
	}
	if err := state.CheckTotal(); err != nil {
		return state, "", err
	}
	if cost := state.Cost(); cost > MaxCost {
		return state, "", errors.New("this run takes about " + strconv.FormatFloat(cost, 'g', 3, 64) +
			" multiply-adds: want at most " + strconv.FormatFloat(MaxCost, 'g', 3, 64) + " in one request")
	}
	if states := state.Timesteps * state.HiddenSize; states > MaxStates {
		return state, "", errors.New("this run has " + strconv.Itoa(states) + " hidden states: want at most " +
			strconv.Itoa(MaxStates) + " in one answer")
	}
	return state, format, nil
}

// refuse writes a problem document.
func refuse(w http.ResponseWriter, status int, err error) {
	h := w.Header()
	h.Set("Content-Type", "application/problem+json")
	h.Set("Cache-Control", "no-store")
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]any{
		"type": "about:blank", "title": http.StatusText(status), "status": status, "detail": err.Error(),
	})
}
