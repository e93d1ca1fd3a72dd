package api

import (
	"errors"
	"io"
	"math"
	"mime"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/rnn-playground/rnn-playground/playground"
)

// layer answers POST of /api/layer: what runLayer takes and returns, as JSON, its
// arrays flat arrays of numbers.
func layer(w http.ResponseWriter, r *http.Request, turn turns) error {
	w.Header().Set("Vary", "Accept")
	if _, err := negotiate(r.Header.Values("Accept"), []string{"application/json"}); err != nil {
		return err
	}
	if err := checkType(w, r); err != nil {
		return err
	}
	body, err := readBody(w, r)
	if err != nil {
		return err
	}
	answer, err := turn(func() ([]byte, error) {
		spec, err := decodeLayer(body)
		if err != nil {
			return nil, err
		}
		result, err := playground.ComputeLayer(spec)
		if err != nil {
			return nil, err // the spec has been checked
		}
		return encodeLayer(spec, result)
	})
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-store") // of a POST; the address does not say what was asked
	deliver(w, answer)
	return nil
}

// checkType refuses a body that does not say that it is JSON.
func checkType(w http.ResponseWriter, r *http.Request) error {
	if coding := r.Header.Get("Content-Encoding"); coding != "" && !strings.EqualFold(coding, "identity") {
		w.Header().Set("Accept-Encoding", "identity") // RFC 9110, section 15.5.16
		return &refusal{
			status: http.StatusUnsupportedMediaType,
			detail: "Content-Encoding is " + strconv.Quote(playground.Shorten(coding)) + ": want a body that is not compressed",
		}
	}
	given := r.Header.Get("Content-Type")
	mediaType, parameters, err := mime.ParseMediaType(given)
	if charset := parameters["charset"]; err == nil && mediaType == "application/json" && (charset == "" || strings.EqualFold(charset, "utf-8")) {
		return nil
	}
	w.Header().Set("Accept", "application/json")
	words := "missing"
	if given != "" {
		words = strconv.Quote(playground.Shorten(given))
	}
	return &refusal{status: http.StatusUnsupportedMediaType, detail: "Content-Type is " + words + ": want application/json"}
}

// readBody reads as much as is allowed, and nothing of a body that says it is longer.
func readBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	tooLong := &refusal{status: http.StatusRequestEntityTooLarge, detail: "the body has more than " + strconv.Itoa(MaxBody) + " bytes: that is the most"}
	if r.ContentLength > MaxBody {
		return nil, tooLong
	}
	connection := http.NewResponseController(w)
	timed := connection.SetReadDeadline(time.Now().Add(readTime)) == nil
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxBody))
	if timed && err == nil {
		connection.SetReadDeadline(time.Time{}) // not of the next request
	}
	var long *http.MaxBytesError
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		w.Header().Set("Connection", "close")
		return nil, &refusal{status: http.StatusRequestTimeout, detail: "the body has not arrived in " + strconv.Itoa(int(readTime.Seconds())) + " seconds"}
	case errors.As(err, &long):
		return nil, tooLong
	case err != nil:
		return nil, &refusal{status: http.StatusBadRequest, detail: "the body cannot be read: " + err.Error()}
	}
	return body, nil
}

// encodeLayer writes what runLayer returns, its fields in the same order.
func encodeLayer(s *playground.LayerSpec, run *playground.LayerRun) ([]byte, error) {
	out := []byte{'{'}
	var failed error
	key := func(name string) {
		if out[len(out)-1] != '{' {
			out = append(out, ',')
		}
		out = append(strconv.AppendQuote(out, name), ':')
	}
	array := func(name string, values []float64) {
		if values == nil {
			return
		}
		key(name)
		out = append(out, '[')
		for i, v := range values {
			if i > 0 {
				out = append(out, ',')
			}
			if failed == nil && (math.IsNaN(v) || math.IsInf(v, 0)) {
				failed = tooMuch(name + " is not finite, and JSON has no such number: want smaller weights or inputs")
			}
			out = strconv.AppendFloat(out, v, 'g', -1, 64)
		}
		out = append(out, ']')
	}
	named := func(name string, tensors map[string][]float64) {
		key(name)
		out = append(out, '{')
		for _, p := range s.Parameters() {
			array(p.Name, tensors[p.Name])
		}
		out = append(out, '}')
	}
	array("output", run.Output)
	key("outputShape")
	out = append(out, '[')
	out = append(strconv.AppendInt(out, int64(s.Timesteps), 10), ',')
	out = append(strconv.AppendInt(out, int64(s.Batch), 10), ',')
	out = append(strconv.AppendInt(out, int64(s.Directions()*s.HiddenSize), 10), ']')
	array("hN", run.HN)
	array("cN", run.CN)
	named("weights", run.Weights)
	array("input", run.Input)
	if g := run.Gradients; g != nil {
		named("grad", g.Weights)
		array("gradInput", g.Input)
		array("gradH0", g.H0)
		array("gradC0", g.C0)
	}
	return append(out, "}\n"...), failed
}
