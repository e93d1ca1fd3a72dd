package jsontext

import (
	"encoding/json"
	"strings"
	"testing"
)

// everything reads a text to its end, and gives what stands in it in another order.
func everything(r *Reader, numbers *[]float64, strings *[]string) error {
	switch r.Next() {
	case '{':
		return r.Object(func(name string) error {
			*strings = append(*strings, name)
			return everything(r, numbers, strings)
		})
	case '[':
		return r.Array(func() error { return everything(r, numbers, strings) })
	case '"':
		s, err := r.String()
		*strings = append(*strings, s)
		return err
	case '0':
		v, err := r.Number()
		*numbers = append(*numbers, v)
		return err
	}
	return r.Skip()
}

func read(text string) (numbers []float64, strings []string, err error) {
	r := NewReader([]byte(text))
	if err = everything(r, &numbers, &strings); err == nil && !r.End() {
		err = &Error{r.At(), "the end"}
	}
	return numbers, strings, err
}

func TestNumbersAndStrings(t *testing.T) {
	numbers, texts, err := read(" {\"a\\u00e9\\n\\ud83d\\ude00\\ud83dx\": [1, -0.5e-3, 1E2, 1e999, NaN, -Infinity], \"\": null}\n")
	if err != nil || len(numbers) != 6 || numbers[1] != -0.0005 || numbers[2] != 100 || numbers[3] < 1e308 || numbers[4] == numbers[4] || numbers[5] > -1e308 {
		t.Error(numbers, err)
	}
	if len(texts) != 2 || texts[0] != "aé\n😀\uFFFDx" {
		t.Errorf("%q", texts)
	}
}

// What encoding/json takes is taken, and what it refuses is refused.
func FuzzAgainstTheLibrary(f *testing.F) {
	for _, text := range []string{"", "{}", `{"a": [1, 2.5e-3, "x\u00e9\ud83d"], "b": {"c": null}}`, "[01]", "[1.]", "[-]", "[1,]", "{\"a\" 1}", "[\"\x01\"]", "tru", "[true,false,null]", strings.Repeat("[", 70)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		_, texts, err := read(text)
		if strings.Contains(text, "NaN") || strings.Contains(text, "Infinity") || strings.Count(text, "[")+strings.Count(text, "{") > MostDepth {
			return
		}
		if valid := json.Valid([]byte(text)); valid != (err == nil) {
			t.Fatalf("%q: valid %v, %v", text, valid, err)
		}
		var one string
		if json.Unmarshal([]byte(text), &one) == nil && len(texts) == 1 && texts[0] != one {
			t.Errorf("%q is %q, want %q", text, texts[0], one)
		}
	})
}
