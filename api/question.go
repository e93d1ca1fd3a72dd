package api

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/rnn-playground/rnn-playground/playground"
)

// word is a parameter that is one of some words, in the link and here.
type word struct {
	key   string
	words []string
}

func words[W ~string](of []W) (words []string) {
	for _, w := range of {
		words = append(words, string(w))
	}
	return words
}

var yesOrNo = []string{"false", "true"}

var choices = []word{
	{"cell", words(playground.AllCells)},
	{"bidirectional", yesOrNo},
	{"reverse", yesOrNo},
	{"weights", words(playground.AllWeights)},
	{"bias", words(playground.AllBiases)},
	{"inputs", words(playground.AllInputs)},
}

// described says what each parameter is.
var described = map[string]string{
	"timesteps":     "T, how many steps; a sentence has its own",
	"input-size":    "I, how many values enter at each step; the characters of a sentence have their own",
	"hidden-size":   "H, how many hidden units",
	"seed":          "of NumPy's legacy random stream, np.random.seed",
	"num-layers":    "L, how many layers, each over the states of the one below",
	"batch":         "N, how many sequences",
	"layer":         "which layer is answered with, from 1",
	"sequence":      "and which sequence of the batch, from 1",
	"cell":          "of the layers, by PyTorch's name",
	"bidirectional": "whether a second pass goes through each layer, from the last step to the first",
	"reverse":       "whether that one is answered with",
	"weights":       "how Wx, Wh and b are drawn",
	"bias":          "where b comes from: drawn like the weights, zero, or bias-value",
	"inputs":        "what enters",
	"gain":          "of the weights normal, identity and radius, whose spectral radius it is",
	"bias-value":    "of a constant bias",
	"level":         "of the inputs impulse, step, sine and constant",
	"text":          "the sentence of the inputs characters and words",
	"given":         "whole tensors, as Wx:8x4:mpmZ…: tensor, shape, values as base64url of little-endian float64, row by row; in place of what is drawn where the shape fits the sizes",
	"edits":         "values set by hand, as Wx:5:2:0.25,x:3:1:-1,h0:4:0:0.5: tensor, row, column, value; x counts steps from 1",
	"format":        "of the answer; without it the Accept header decides",
}

// What the texts among the parameters may be.
var (
	wantedText  = "at most " + strconv.Itoa(playground.MostText) + " characters, without control characters"
	wantedEdits = "at most " + strconv.Itoa(playground.MostEdits) +
		" of tensor:row:column:value, with commas between; tensors are x, Wx, Wh, b, h0, c0 and, of a GRU that is given it, bhn, of other passes 2.Wx, 1r.b, n3.x, 2rn3.h0; values from -1000000 to 1000000"
	wantedGiven = "tensor:shape:values, with commas between, at most " + strconv.Itoa(playground.MostLinked) +
		" values in all, from -1e9 to 1e9, as base64url of little-endian float64; what a browser keeps under a key (~) is not known here"
)

// numbers are the whole numbers among the parameters.
func numbers() []*playground.Parameter {
	most := func(key string) int64 { return playground.ParameterByKey(key).Max }
	return append(slices.Clone(playground.AllParameters),
		&playground.Parameter{Key: "layer", Min: 1, Max: most("num-layers"), Default: 1},
		&playground.Parameter{Key: "sequence", Min: 1, Max: most("batch"), Default: 1})
}

// keys are the parameters of a run in the order in which they are documented.
func keys() (all []string) {
	for _, p := range numbers() {
		all = append(all, p.Key)
	}
	for _, c := range choices {
		all = append(all, c.key)
	}
	for _, a := range playground.Amounts {
		all = append(all, a.Key)
	}
	return append(all, "text", "given", "edits", "format")
}

// question reads what a request asks for, and refuses what takes too much.
func question(query string, accept []string) (s playground.State, f *format, err error) {
	s, err = read(query, func(values url.Values) error {
		f, err = choose(values["format"], accept)
		return err
	})
	if err != nil {
		return s, nil, err
	}
	return s, f, affordable(&s, f)
}

// Read reads a query as the page reads a link, and refuses what the page would correct
// or ignore. It knows no limits but those of the page. parameter is the one that is
// refused; "" for none in particular.
func Read(query string) (s playground.State, parameter string, err error) {
	s, err = read(query, func(url.Values) error { return nil })
	if e := (*refusal)(nil); errors.As(err, &e) {
		parameter = e.parameter
	}
	return s, parameter, err
}

// Describe lists the parameters of a run, and what each is and may be.
func Describe() (all []struct{ Key, Text string }) {
	describe := func(key, allowed string) {
		all = append(all, struct{ Key, Text string }{key, described[key] + ": " + allowed})
	}
	for _, p := range numbers() {
		describe(p.Key, "an integer from "+strconv.FormatInt(p.Min, 10)+" to "+strconv.FormatInt(p.Max, 10)+
			", "+strconv.FormatInt(p.Default, 10)+" unless it is given")
	}
	d := playground.Default()
	for _, c := range choices {
		usual := map[string]string{"cell": string(d.Cell), "weights": string(d.Weights), "bias": string(d.Bias), "inputs": string(d.Inputs)}[c.key]
		describe(c.key, strings.Join(c.words, ", ")+"; "+cmp.Or(usual, "false")+" unless it is given")
	}
	for _, a := range playground.Amounts {
		describe(a.Key, fmt.Sprintf("a number from %g to %g, %g unless it is given", a.Min, a.Max, a.Default))
	}
	describe("text", wantedText)
	describe("given", wantedGiven)
	describe("edits", wantedEdits)
	return all
}

// read is Read, with a check between the names of the parameters and their values.
func read(query string, between func(url.Values) error) (playground.State, error) {
	none := playground.State{}
	values, err := url.ParseQuery(query)
	if err != nil {
		return none, &refusal{status: http.StatusBadRequest, detail: "the query cannot be read: " + playground.Shorten(err.Error())}
	}
	known := keys()
	given := make([]string, 0, len(values))
	for key := range values {
		given = append(given, key)
	}
	slices.Sort(given) // so that the first mistake is always the same
	link := ""
	for _, key := range given {
		value := values.Get(key)
		if !slices.Contains(known, key) {
			return none, &refusal{
				status: http.StatusBadRequest, parameter: playground.Shorten(key), value: playground.Shorten(value), known: known,
				detail: "there is no parameter " + strconv.Quote(playground.Shorten(key)) + ": want " + strings.Join(known, ", "),
			}
		}
		if n := len(values[key]); n != 1 {
			return none, &refusal{
				status: http.StatusBadRequest, parameter: key, value: playground.Shorten(strings.Join(values[key], ", ")), allowed: "one value",
				detail: key + " is given " + strconv.Itoa(n) + " times: want it once",
			}
		}
		if key != "format" {
			link += "&" + key + "=" + url.QueryEscape(value)
		}
	}
	if err := between(values); err != nil {
		return none, err
	}
	state, notices := playground.ParseLink(link)
	if len(notices) > 0 {
		return none, noticed(notices[0], values)
	}
	if err := fits(&state, values); err != nil {
		return none, err
	}
	return state, nil
}

// noticed refuses what the page would have corrected, and told of.
func noticed(n playground.LinkNotice, values url.Values) error {
	if n.Err != nil && isTogether(n.Err) {
		return tooMuch(n.Err.Error())
	}
	if n.Err != nil {
		return wrong(n.Key, n.Value, n.Err)
	}
	allowed := wantedText
	switch i := slices.IndexFunc(choices, func(c word) bool { return c.key == n.Key }); {
	case i >= 0:
		allowed = playground.OneOf(choices[i].words)
	case n.Key == "edits":
		allowed = wantedEdits
	case n.Key == "given":
		allowed = wantedGiven
	}
	return &refusal{
		status: http.StatusBadRequest, parameter: n.Key, value: n.Value, allowed: allowed,
		detail: n.Key + " is " + strconv.Quote(n.Value) + ": want " + allowed,
	}
}

// fits refuses what a link may carry without being of use: sizes that a sentence has
// others of, a reverse pass where there is none, and tensors and edits of places that
// there are not.
func fits(s *playground.State, values url.Values) error {
	for _, p := range playground.Parameters {
		if text := values.Get(p.Key); values.Has(p.Key) && s.Inputs.Reads() {
			if v, err := p.Parse(text); err == nil && v != p.Get(s) {
				allowed := strconv.FormatInt(p.Get(s), 10) + ", which the sentence has, or nothing"
				return &refusal{
					status: http.StatusBadRequest, parameter: p.Key, value: text, allowed: allowed,
					detail: p.Key + " is " + playground.Shorten(text) + ": want " + allowed,
				}
			}
		}
	}
	if values.Get("reverse") == "true" && !s.Bidirectional {
		const allowed = "false, or bidirectional=true beside it"
		return &refusal{
			status: http.StatusBadRequest, parameter: "reverse", value: "true", allowed: allowed,
			detail: "reverse is true: want " + allowed,
		}
	}
	for _, t := range s.Given.All() {
		if !s.Holds(t) {
			return &refusal{
				status: http.StatusBadRequest, parameter: "given", value: t.Name(), allowed: wantedGiven,
				detail: "given has " + t.Name() + ": want a tensor of a shape that sizes of " + strconv.Itoa(s.Timesteps) + ", " +
					strconv.Itoa(s.InputSize) + ", " + strconv.Itoa(s.HiddenSize) + " have",
			}
		}
	}
	return editsFit(s)
}

// editsFit refuses edits of places that there are not. b_hn is there once it is given, in
// the same layer and direction.
func editsFit(s *playground.State) error {
	refused := func(edit playground.Edit, want string) error {
		return &refusal{
			status: http.StatusBadRequest, parameter: "edits", value: edit.Key(), allowed: wantedEdits,
			detail: "edits has " + edit.Key() + ": want " + want,
		}
	}
	for _, edit := range s.Edits.All() {
		if rows, columns := s.Extent(edit.Tensor); edit.Row >= rows || edit.Column >= columns {
			return refused(edit, "a place that sizes of "+strconv.Itoa(s.Timesteps)+", "+
				strconv.Itoa(s.InputSize)+", "+strconv.Itoa(s.HiddenSize)+" have")
		}
		given := func(t playground.GivenTensor) bool { return t.Tensor == edit.Tensor }
		if edit.Base() == playground.BhnTensor && !slices.ContainsFunc(s.Given.All(), given) {
			return refused(edit, string(edit.Tensor)+" in given beside it")
		}
	}
	return nil
}

// affordable refuses what takes too much memory or time, before either is taken.
func affordable(s *playground.State, f *format) error {
	if n := s.Values(); n > MaxValues {
		return tooMuch("this run has " + strconv.FormatInt(n, 10) + " values: want at most " + strconv.Itoa(MaxValues) + " in one request")
	}
	return cheap("this run", s.Cost()+writeCost*float64(f.numbers(s)))
}

// cheap refuses a cost above the limit.
func cheap(what string, cost float64) error {
	if cost <= MaxCost {
		return nil
	}
	return tooMuch(what + " takes about " + strconv.FormatFloat(cost, 'g', 3, 64) + " multiply-adds: want at most " +
		strconv.FormatFloat(MaxCost, 'g', 3, 64) + " in one request")
}
