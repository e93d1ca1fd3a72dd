package npz

import (
	"encoding/binary"
	"math"
	"strconv"
	"strings"

	"github.com/rnn-playground/rnn-playground/numpy"
)

// Read is an array that was read from a file, as float64.
type Read struct {
	Array
	Type string // of the values in the file, by NumPy's name: float32; of a text JSON, CSV or TSV
}

// LargestValue is the largest size of a value that is read. Beyond it sums of products
// would lose what the page is there to show.
const LargestValue = 1e9

// mostHeader is how long the header of a .npy file may be. np.load takes 10,000 bytes.
const mostHeader = 1 << 16

// ReadArray reads a .npy file of version 1, 2 or 3 with at most so many values: numbers
// and truth values, of either byte order, row- or column-major. What follows the values is
// left alone. Nothing is allocated before the file is known to have all the values that
// its header claims. Errors are [FormatError]s, with name as their first detail.
func ReadArray(name string, file []byte, most int) (Read, error) {
	return readArray(name, file, most, most)
}

// readArray is ReadArray with what is left of most values by other arrays.
func readArray(name string, file []byte, left, most int) (Read, error) {
	h, values, err := readHeader(name, file)
	if err != nil {
		return Read{}, err
	}
	t, ok := typeOf(h.descr)
	if !ok {
		if strings.Contains(h.descr, "O") && len(h.descr) <= 3 {
			return Read{}, Refuse(Pickled, name)
		}
		return Read{}, Refuse(BadType, name, Shorten(h.descr))
	}
	n, err := Volume(name, h.shape, left, most)
	if err != nil {
		return Read{}, err
	}
	if len(values)/t.Size < n {
		return Read{}, Refuse(Truncated, name, strconv.Itoa(len(values)), strconv.Itoa(n*t.Size))
	}
	out, err := t.Decode(name, values[:n*t.Size], h.shape, h.fortran)
	if err != nil {
		return Read{}, err
	}
	return Read{Array{name, out, h.shape}, t.Name}, nil
}

// Volume is how many values a shape has, or the refusal of more than are left of most.
func Volume(name string, shape []int, left, most int) (int, error) {
	n := 1
	for _, d := range shape {
		if d == 0 {
			return 0, Refuse(Empty, name)
		}
		// Division, because a product might overflow.
		if n > left/d {
			n = math.MaxInt
			break
		}
		n *= d
	}
	if n > left {
		return 0, Refuse(TooLarge, name, numpy.FormatShape(shape...), strconv.Itoa(most))
	}
	return n, nil
}

// Shorten keeps what comes from a file readable in an error.
func Shorten(text string) string {
	const most = 48
	runes := []rune(strings.ToValidUTF8(text[:min(len(text), 8*most)], "\uFFFD"))
	if len(runes) <= most {
		return string(runes)
	}
	return string(runes[:most]) + "…"
}

// header is that of a .npy file.
type header struct {
	descr   string
	fortran bool
	shape   []int
}

// IsArray reports whether a file begins as a .npy file does.
func IsArray(file []byte) bool {
	return strings.HasPrefix(string(file[:min(len(file), 6)]), npyMagic[:6])
}

// readHeader gives the header of a .npy file and the bytes that follow it.
func readHeader(name string, file []byte) (h header, values []byte, err error) {
	if !IsArray(file) {
		if len(file) > 1 && file[0] == 0x80 && file[1] <= 5 {
			return h, nil, Refuse(Pickled, name)
		}
		return h, nil, Refuse(Damaged, name, "\\x93NUMPY")
	}
	if len(file) < 12 {
		return h, nil, Refuse(Truncated, name, strconv.Itoa(len(file)), "12")
	}
	size, begin := int64(binary.LittleEndian.Uint16(file[8:])), 10
	switch version := file[6]; {
	case file[7] != 0 || version < 1 || version > 3:
		return h, nil, Refuse(BadVersion, name, strconv.Itoa(int(version))+"."+strconv.Itoa(int(file[7])))
	case version > 1:
		size, begin = int64(binary.LittleEndian.Uint32(file[8:])), 12
	}
	if size > mostHeader {
		return h, nil, Refuse(Damaged, name, "header")
	}
	if size > int64(len(file)-begin) {
		return h, nil, Refuse(Truncated, name, strconv.Itoa(len(file)), strconv.FormatInt(size+int64(begin), 10))
	}
	text := string(file[begin:][:size])
	p := &literal{text: text}
	if h = p.dict(); p.failed {
		return h, nil, Refuse(Damaged, name, Shorten(strings.TrimRight(text, " \n")))
	}
	return h, file[begin+int(size):], nil
}

// literal reads the Python dict of a header: its three keys, in any order.
type literal struct {
	text   string
	failed bool
}

// next reports whether the text goes on with a token, and passes by it.
func (p *literal) next(token string) bool {
	p.text = strings.TrimLeft(p.text, " \n\t")
	rest, ok := strings.CutPrefix(p.text, token)
	if ok {
		p.text = rest
	}
	return ok
}

func (p *literal) want(token string) {
	if !p.next(token) {
		p.failed = true
	}
}

func (p *literal) dict() (h header) {
	seen := 0
	p.want("{")
	for !p.failed && !p.next("}") {
		key := p.quoted()
		p.want(":")
		switch key {
		case "descr":
			if h.descr = p.descr(); seen&1 != 0 {
				p.failed = true
			}
			seen |= 1
		case "fortran_order":
			if h.fortran = p.next("True"); !h.fortran {
				p.want("False")
			}
			seen |= 2
		case "shape":
			h.shape = p.shape()
			seen |= 4
		default:
			p.failed = true
		}
		if !p.next(",") {
			p.want("}")
			break
		}
	}
	p.failed = p.failed || seen != 7 || strings.Trim(p.text, " \n\t\x00") != ""
	return h
}

// descr is a string, or the list of a type with fields, as it stands there.
func (p *literal) descr() string {
	if strings.HasPrefix(strings.TrimLeft(p.text, " "), "[") {
		depth := 0
		for i := range len(p.text) {
			switch p.text[i] {
			case '[':
				depth++
			case ']':
				if depth--; depth == 0 {
					list := p.text[:i+1]
					p.text = p.text[i+1:]
					return strings.TrimSpace(list)
				}
			}
		}
		p.failed = true
		return ""
	}
	return p.quoted()
}

func (p *literal) quoted() string {
	quote := "'"
	if !p.next(quote) {
		quote = `"`
		p.want(quote)
	}
	text, rest, ok := strings.Cut(p.text, quote)
	if !ok {
		p.failed = true
		return ""
	}
	p.text = rest
	return text
}

// shape is a tuple of numbers; Python 2 wrote some with an L.
func (p *literal) shape() []int {
	const mostDimensions = 32
	shape := []int{}
	p.want("(")
	for !p.failed && !p.next(")") {
		p.next("") // blanks
		end := len(p.text) - len(strings.TrimLeft(p.text, "0123456789"))
		n, err := strconv.ParseUint(p.text[:end], 10, 63)
		if err != nil || n > math.MaxInt {
			// It has the form of a number, only a larger one than any file can hold.
			if n = math.MaxInt; end == 0 {
				p.failed = true
				return nil
			}
		}
		shape = append(shape, int(n))
		p.text = p.text[end:]
		p.next("L")
		if len(shape) > mostDimensions {
			p.failed = true
		}
		if !p.next(",") {
			p.want(")")
			break
		}
	}
	return shape
}
