package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"mime"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rnn-playground/rnn-playground/numpy"
	"github.com/rnn-playground/rnn-playground/playground"
	"github.com/rnn-playground/rnn-playground/rnn"
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
			detail: "Content-Encoding is " + strconv.Quote(shorten(coding)) + ": want a body that is not compressed",
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
		words = strconv.Quote(shorten(given))
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

// fields are those of the spec, each as it stands in the body, and those of weights as
// "weights.weight_ih_l0".
type fields map[string]json.RawMessage

const weightsOf = "weights."

// decodeLayer reads a spec as wasm/runlayer.go does, with the same refusals in the same
// order, but for limits on the whole that are narrower here.
func decodeLayer(body []byte) (*playground.LayerSpec, error) {
	names, f, err := object(body)
	if err != nil {
		return nil, &refusal{status: http.StatusBadRequest, detail: "the body is no JSON object: " + err.Error()}
	}
	s, err := readSpec(names, f)
	if err == nil || errors.As(err, new(*refusal)) {
		return s, err
	}
	name := func(p *playground.Parameter) string { return p.Arg }
	detail := err.Error()
	var refused *playground.ArgumentError
	if errors.As(err, &refused) {
		detail = refused.Text(name)
	}
	e := &refusal{status: http.StatusUnprocessableEntity, detail: detail}
	// Every refusal reads: field is this: want that.
	e.parameter, e.value, _ = strings.Cut(detail, " ")
	e.value, e.allowed, _ = strings.Cut(strings.TrimPrefix(e.value, "is "), ": want ")
	return nil, e
}

// object takes a JSON object apart, and the one in its field weights.
func object(body []byte) (names []string, f fields, err error) {
	f = fields{}
	if names, err = members(body, "", f); err != nil {
		return nil, nil, err
	}
	if weights := bytes.TrimSpace(f["weights"]); len(weights) > 0 && weights[0] == '{' {
		_, err = members(weights, weightsOf, f)
	}
	return names, f, err
}

// members adds the members of an object to f, and lists their names.
func members(text []byte, prefix string, f fields) (names []string, err error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	begin, err := decoder.Token()
	if err != nil {
		return nil, syntax(err)
	}
	if begin != json.Delim('{') {
		return nil, errors.New("it begins otherwise than with {")
	}
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return nil, syntax(err)
		}
		name := prefix + key.(string) // a decoder takes nothing else for a key
		if _, twice := f[name]; twice {
			return nil, errors.New(strconv.Quote(shorten(name)) + " stands twice")
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return nil, syntax(err)
		}
		f[name] = value
		names = append(names, name)
	}
	if _, err := decoder.Token(); err != nil { // the }
		return nil, syntax(err)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, errors.New("something stands behind it")
	}
	return names, nil
}

// syntax says where JSON went wrong.
func syntax(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("it ends too early")
	}
	return err
}

// words say what a field is that is not what it should be; "" if it is missing.
func (f fields) words(name string) string {
	text := strings.TrimSpace(string(f[name]))
	switch {
	case text == "":
		return ""
	case text[0] == '[':
		return "an array"
	case text[0] == '{':
		return "an object"
	}
	return shorten(text)
}

func (f fields) wrong(name, want string) error {
	return playground.WrongType(name, f.words(name), want)
}

func (f fields) has(name string) bool { return f[name] != nil }

// scalar reads a field into a string, a boolean or a number; null is none of them.
func (f fields) scalar(name string, to any) bool {
	return !bytes.Equal(bytes.TrimSpace(f[name]), []byte("null")) && json.Unmarshal(f[name], to) == nil
}

func readSpec(names []string, f fields) (*playground.LayerSpec, error) {
	for _, name := range names {
		if !playground.IsLayerField(name) {
			return nil, &refusal{
				status: http.StatusUnprocessableEntity, detail: playground.UnknownField(name).Error(),
				parameter: shorten(name), value: f.words(name), known: playground.LayerFields,
			}
		}
	}
	s := playground.NewLayerSpec()
	var cell string
	if !f.has("cell") || !f.scalar("cell", &cell) {
		return nil, f.wrong("cell", playground.OneOf(playground.Cells))
	}
	if err := s.SetCell(cell); err != nil {
		return nil, err
	}
	if err := readNumbers(s, f); err != nil {
		return nil, err
	}
	for _, flag := range []struct {
		name string
		to   *bool
	}{{"bidirectional", &s.Bidirectional}, {"bias", &s.Bias}} {
		if f.has(flag.name) && !f.scalar(flag.name, flag.to) {
			return nil, f.wrong(flag.name, "true or false")
		}
	}
	var init string
	if f.has("init") {
		if !f.scalar("init", &init) {
			return nil, f.wrong("init", playground.OneOf(s.Inits()))
		}
		if err := s.SetInit(init); err != nil {
			return nil, err
		}
	}
	if err := affordableLayer(s, f.has("gradOutput")); err != nil {
		return nil, err
	}
	return s, readTensors(s, f)
}

func readNumbers(s *playground.LayerSpec, f fields) error {
	for _, n := range playground.LayerNumbers {
		var v float64
		switch {
		case f.has(n.Arg) && f.scalar(n.Arg, &v):
			checked, err := n.Check(v)
			if err != nil {
				return err
			}
			n.Put(s, checked)
		case f.has(n.Arg):
			return &playground.ArgumentError{Parameter: n.Parameter, Problem: playground.NotNumber, Value: f.words(n.Arg)}
		case !n.Optional:
			return &playground.ArgumentError{Parameter: n.Parameter, Problem: playground.Missing}
		}
	}
	return nil
}

// affordableLayer refuses what takes too much memory or time, before either is taken.
func affordableLayer(s *playground.LayerSpec, gradients bool) error {
	if err := s.CheckTotal(gradients); err != nil {
		return tooMuch(err.Error())
	}
	n := s.Values(gradients)
	if n > MaxValues {
		return tooMuch("this layer has " + strconv.FormatInt(n, 10) + " values, with the gates and states of every step and, twice, with gradients: want at most " +
			strconv.Itoa(MaxValues) + " in one request")
	}
	return cheap("this layer", s.Cost(gradients)+writeCost*float64(n))
}

func readTensors(s *playground.LayerSpec, f fields) error {
	if f.has("c0") && !s.Cell.HasC() {
		return f.wrong("c0", "none, as only LSTM has a c")
	}
	weights := f.has("weights")
	if weights && f.words("weights") != "an object" {
		return f.wrong("weights", "an object of "+s.WeightNames())
	}
	for _, p := range s.Tensors(weights) {
		if !f.has(p.Name) && !strings.HasPrefix(p.Name, weightsOf) {
			continue
		}
		values, err := f.tensor(p)
		if err != nil {
			return err
		}
		s.Given[p.Name] = values
	}
	var unknown []string
	for name := range f {
		if strings.HasPrefix(name, weightsOf) && s.Given[name] == nil {
			unknown = append(unknown, name)
		}
	}
	if len(unknown) > 0 {
		return playground.WrongType(slices.Min(unknown), "no weight of this layer", s.WeightNames())
	}
	return nil
}

// tensor reads a flat array of numbers that fill a shape. Nothing is allocated for one
// of another length.
func (f fields) tensor(p rnn.Parameter) ([]float64, error) {
	n := p.Len()
	want := "an array of " + strconv.Itoa(n) + " numbers, of shape " + numpy.FormatShape(p.Shape...)
	if f.words(p.Name) != "an array" {
		return nil, f.wrong(p.Name, want)
	}
	text := bytes.TrimSpace(f[p.Name])
	text = bytes.TrimSpace(text[1 : len(text)-1])
	if i := bytes.IndexAny(text, `[{"`); i >= 0 {
		return nil, playground.WrongType(p.Name, "an array of other than numbers", want)
	}
	length := 0
	if len(text) > 0 {
		length = bytes.Count(text, []byte(",")) + 1
	}
	if length != n {
		return nil, &playground.FieldError{Text: p.Name + " has " + strconv.Itoa(length) + " values: want " + want}
	}
	values := make([]float64, 0, n)
	for item := range bytes.SplitSeq(text, []byte(",")) {
		item = bytes.TrimSpace(item)
		v, err := strconv.ParseFloat(string(item), 64)
		if err != nil { // the JSON was read before: it is true, false, null or too large for a float64
			return nil, playground.WrongType(p.Name+"["+strconv.Itoa(len(values))+"]", shorten(string(item)), "a number that a float64 holds")
		}
		values = append(values, v)
	}
	return values, nil
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
