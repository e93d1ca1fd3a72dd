// Package jsontext reads JSON (RFC 8259) piece by piece, for programs that cannot carry
// encoding/json: no value is built that is not asked for, and no text makes it go deeper
// than [MostDepth].
package jsontext

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// MostDepth is how deep arrays and objects may lie in each other.
const MostDepth = 64

// Error says what was wanted at a place of the text.
type Error struct {
	At   int // bytes before it
	Want string
}

func (e *Error) Error() string {
	return "jsontext: at byte " + strconv.Itoa(e.At) + ": want " + e.Want
}

// Reader reads one text, which must not change meanwhile. After an error it is of no
// further use.
type Reader struct {
	text  []byte
	at    int
	depth int
}

// NewReader reads a text from its beginning.
func NewReader(text []byte) *Reader { return &Reader{text: text} }

// At is how many bytes were read.
func (r *Reader) At() int { return r.at }

func (r *Reader) fail(want string) error { return &Error{r.at, want} }

// Next passes blanks and tells what comes: one of { [ " 0 t f n, where 0 is any number
// and also NaN, Infinity and -Infinity, as Python writes them; else the byte itself, and
// 0 at the end.
func (r *Reader) Next() byte {
	for r.at < len(r.text) {
		switch c := r.text[r.at]; c {
		case ' ', '\t', '\n', '\r':
			r.at++
		case '-', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'N', 'I':
			return '0'
		default:
			return c
		}
	}
	return 0
}

// take passes a byte, if it comes.
func (r *Reader) take(c byte) bool {
	if r.Next(); r.at < len(r.text) && r.text[r.at] == c {
		r.at++
		return true
	}
	return false
}

// End reports whether nothing but blanks is left.
func (r *Reader) End() bool { return r.Next() == 0 && r.at == len(r.text) }

// list reads what stands between brackets, with commas between.
func (r *Reader) list(open, end byte, item func() error) error {
	if !r.take(open) {
		return r.fail(string(rune(open)))
	}
	if r.depth++; r.depth > MostDepth {
		return r.fail("at most " + strconv.Itoa(MostDepth) + " levels")
	}
	defer func() { r.depth-- }()
	if r.take(end) {
		return nil
	}
	for {
		if err := item(); err != nil {
			return err
		}
		if r.take(end) {
			return nil
		}
		if !r.take(',') {
			return r.fail(", or " + string(rune(end)))
		}
	}
}

// Array reads an array; item reads each of its values.
func (r *Reader) Array(item func() error) error { return r.list('[', ']', item) }

// Object reads an object; field reads the value of each name.
func (r *Reader) Object(field func(name string) error) error {
	return r.list('{', '}', func() error {
		name, err := r.String()
		if err != nil {
			return err
		}
		if !r.take(':') {
			return r.fail(":")
		}
		return field(name)
	})
}

// String reads a string. Halves of a surrogate pair without the other become U+FFFD, as
// does what is no UTF-8.
func (r *Reader) String() (string, error) {
	if !r.take('"') {
		return "", r.fail("a string")
	}
	var out []byte
	for r.at < len(r.text) {
		c := r.text[r.at]
		switch {
		case c == '"':
			r.at++
			return string(out), nil
		case c < ' ':
			return "", r.fail("no control character")
		case c == '\\':
			r.at++
			v, ok := r.escape()
			if !ok {
				return "", r.fail("an escape")
			}
			out = utf8.AppendRune(out, v)
		default:
			v, n := utf8.DecodeRune(r.text[r.at:])
			out = utf8.AppendRune(out, v)
			r.at += n
		}
	}
	return "", r.fail(`"`)
}

// escape reads what comes after a backslash.
func (r *Reader) escape() (rune, bool) {
	if r.at == len(r.text) {
		return 0, false
	}
	c := r.text[r.at]
	r.at++
	switch c {
	case '"', '\\', '/':
		return rune(c), true
	case 'b':
		return '\b', true
	case 'f':
		return '\f', true
	case 'n':
		return '\n', true
	case 'r':
		return '\r', true
	case 't':
		return '\t', true
	case 'u':
		first, ok := r.hex()
		if !ok || !utf16.IsSurrogate(first) {
			return first, ok
		}
		before := r.at
		if len(r.text)-r.at >= 6 && r.text[r.at] == '\\' && r.text[r.at+1] == 'u' {
			r.at += 2
			if second, ok := r.hex(); ok {
				if both := utf16.DecodeRune(first, second); both != utf8.RuneError {
					return both, true
				}
			}
			r.at = before // it is something of its own
		}
		return utf8.RuneError, true
	}
	return 0, false
}

func (r *Reader) hex() (rune, bool) {
	if len(r.text)-r.at < 4 {
		return 0, false
	}
	v, err := strconv.ParseUint(string(r.text[r.at:r.at+4]), 16, 16)
	r.at += 4
	return rune(v), err == nil
}

// Number reads a number, which may be too large for a float64 and then is infinite, or
// what Python writes for one that is not finite.
func (r *Reader) Number() (float64, error) {
	r.Next()
	for _, word := range [...]string{"NaN", "Infinity", "-Infinity"} {
		if n := len(word); len(r.text)-r.at >= n && string(r.text[r.at:r.at+n]) == word {
			r.at += n
			return strconv.ParseFloat(word, 64)
		}
	}
	begin := r.at
	digits := func() int {
		from := r.at
		for r.at < len(r.text) && '0' <= r.text[r.at] && r.text[r.at] <= '9' {
			r.at++
		}
		return r.at - from
	}
	is := func(any string) bool {
		for i := range len(any) {
			if r.at < len(r.text) && r.text[r.at] == any[i] {
				r.at++
				return true
			}
		}
		return false
	}
	is("-")
	zero := r.at < len(r.text) && r.text[r.at] == '0'
	if n := digits(); n == 0 || zero && n > 1 {
		return 0, r.fail("a number")
	}
	if is(".") && digits() == 0 {
		return 0, r.fail("a digit")
	}
	if is("eE") {
		is("+-")
		if digits() == 0 {
			return 0, r.fail("a digit")
		}
	}
	// The error of a number that is too large comes with ±Inf.
	v, _ := strconv.ParseFloat(string(r.text[begin:r.at]), 64)
	return v, nil
}

// Skip reads a value and forgets it.
func (r *Reader) Skip() error {
	switch r.Next() {
	case '{':
		return r.Object(func(string) error { return r.Skip() })
	case '[':
		return r.Array(r.Skip)
	case '"':
		_, err := r.String()
		return err
	case '0':
		_, err := r.Number()
		return err
	}
	for _, word := range [...]string{"true", "false", "null"} {
		if n := len(word); len(r.text)-r.at >= n && string(r.text[r.at:r.at+n]) == word {
			r.at += n
			return nil
		}
	}
	return r.fail("a value")
}
