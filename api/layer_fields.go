package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/rnn-playground/rnn-playground/numpy"
	"github.com/rnn-playground/rnn-playground/playground"
	"github.com/rnn-playground/rnn-playground/rnn"
)

// fields are those of the spec, each as it stands in the body, and those of weights as
// "weights.weight_ih_l0".
type fields map[string]json.RawMessage

// object takes a JSON object apart, and the one in its field weights.
func object(body []byte) (names []string, f fields, err error) {
	f = fields{}
	if names, err = members(body, "", f); err != nil {
		return nil, nil, err
	}
	if weights := bytes.TrimSpace(f["weights"]); len(weights) > 0 && weights[0] == '{' {
		_, err = members(weights, playground.WeightsOf, f)
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
			return nil, errors.New(strconv.Quote(playground.Shorten(name)) + " stands twice")
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
	return playground.Shorten(text)
}

func (f fields) wrong(name, want string) error {
	return playground.WrongType(name, f.words(name), want)
}

func (f fields) has(name string) bool { return f[name] != nil }

// scalar reads a field into a string, a boolean or a number; null is none of them.
func (f fields) scalar(name string, to any) bool {
	return !bytes.Equal(bytes.TrimSpace(f[name]), []byte("null")) && json.Unmarshal(f[name], to) == nil
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
	if err := playground.CheckLength(p.Name, length, n, want); err != nil {
		return nil, err
	}
	values := make([]float64, 0, n)
	for item := range bytes.SplitSeq(text, []byte(",")) {
		item = bytes.TrimSpace(item)
		v, err := strconv.ParseFloat(string(item), 64)
		if err != nil { // the JSON was read before: it is true, false, null or too large for a float64
			return nil, playground.WrongType(p.Name+"["+strconv.Itoa(len(values))+"]", playground.Shorten(string(item)), "a number that a float64 holds")
		}
		values = append(values, v)
	}
	return values, nil
}
