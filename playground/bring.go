package playground

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/rnn-playground/rnn-playground/numpy/arrays"
	"github.com/rnn-playground/rnn-playground/numpy/jsontext"
	"github.com/rnn-playground/rnn-playground/numpy/npz"
	"github.com/rnn-playground/rnn-playground/numpy/safetensors"
)

// MostFile is how many bytes of a file are read: those of all tensors of the largest run.
const MostFile = 8 * MaxValues

// GroupedMostFile is MostFile in words.
func GroupedMostFile() string { return groupDigits(MostFile) }

// Brought is what a file, or a text that was pasted, has in it.
type Brought struct {
	Name   string // of the file, to be shown
	Arrays []npz.Read
	Packed []npz.Entry // of a zip archive: what is still to be unpacked
	Link   string      // of a page that was saved: what it showed; its arrays are kept
	counts bool        // a column was left out because it counts the rows
	cell   string      // what the file says the weights are of

	entries []npz.Entry
	left    int // values that may still come
}

// Bring reads a file by what it begins with. An archive is not unpacked yet: that is done
// with each of its entries that is in Packed, and [Brought.Unpacked]. Errors are
// npz.FormatErrors.
func Bring(name string, file []byte) (*Brought, error) {
	b := &Brought{Name: npz.Shorten(name), left: MaxValues}
	var err error
	switch {
	case len(file) > MostFile:
		err = npz.Refuse(npz.TooLong, b.Name, strconv.Itoa(len(file)), strconv.Itoa(MostFile))
	case npz.IsZip(file):
		if b.entries, err = npz.Entries(b.Name, file, MostFile); err == nil {
			err = b.sort()
		}
	case safetensors.Is(file): // before pickles, whose first byte may be one of its length
		var metadata map[string]string
		b.Arrays, metadata, err = safetensors.Read(b.Name, file, MaxValues)
		b.cell = metadata["cell"]
	case npz.IsArray(file) || len(file) > 1 && file[0] == 0x80 && file[1] <= 5:
		var a npz.Read
		if a, err = npz.ReadArray(b.Name, file, MaxValues); err == nil {
			b.Arrays = []npz.Read{a}
		}
	default:
		err = b.text(file)
	}
	if err != nil {
		return nil, err
	}
	return b, nil
}

// text reads what is neither of the binary formats.
func (b *Brought) text(file []byte) (err error) {
	wide := len(file) > 1 && (file[0] == 0xff && file[1] == 0xfe || file[0] == 0xfe && file[1] == 0xff)
	if !wide && (!utf8.Valid(file) || strings.IndexByte(string(file[:min(len(file), 4096)]), 0) >= 0) {
		return npz.Refuse(npz.Unknown, b.Name)
	}
	start := strings.TrimLeft(strings.TrimPrefix(string(file[:min(len(file), 4096)]), "\ufeff"), " \t\r\n")
	if !strings.HasPrefix(start, "{") && !strings.HasPrefix(start, "[") {
		table, err := arrays.ReadTable(b.Name, file, MaxValues)
		b.Arrays, b.counts = []npz.Read{table.Read}, table.Counted
		if refused, ok := err.(*npz.FormatError); ok && refused.Problem == npz.Empty && start != "" {
			return npz.Refuse(npz.Unknown, b.Name) // words
		}
		return err
	}
	file = []byte(strings.TrimPrefix(string(file), "\ufeff"))
	if b.Link, err = readPage(b.Name, file); err != nil || b.Link != "" {
		return err
	}
	b.Arrays, err = arrays.JSON(b.Name, file, MaxValues)
	return err
}

// sort reads the entries that are as they are, and puts the others into Packed.
func (b *Brought) sort() error {
	b.Arrays = make([]npz.Read, len(b.entries))
	for i := range b.entries {
		e := &b.entries[i]
		if strings.HasSuffix(e.Name, ".pkl") { // no need to unpack the rest
			return npz.Refuse(npz.Pickled, b.Name)
		}
		if e.Method == npz.Deflated {
			b.Packed = append(b.Packed, *e)
		} else if err := b.unpack(i, e.Compressed); err != nil {
			return err
		}
	}
	if len(b.entries) == 0 {
		return npz.Refuse(npz.Empty, b.Name)
	}
	return nil
}

func (b *Brought) unpack(i int, content []byte) (err error) {
	if b.Arrays[i], err = b.entries[i].Read(content, b.left, MaxValues); err == nil {
		b.left -= len(b.Arrays[i].Values)
	}
	return err
}

// Unpacked takes the content of the entry that is first in Packed.
func (b *Brought) Unpacked(content []byte) error {
	at := 0
	for b.entries[at].Offset != b.Packed[0].Offset || b.entries[at].Method != npz.Deflated || b.Arrays[at].Values != nil {
		at++
	}
	b.Packed = b.Packed[1:]
	return b.unpack(at, content)
}

// readPage reads a page that was saved, and keeps its arrays; "" for a text that is
// something else:
//
//	{"rnn-playground": 1, "link": "#v=1&…", "tensors": {"Wx": {"shape": [8, 4], "values": [0.5, …]}}}
func readPage(name string, text []byte) (link string, err error) {
	read := jsontext.NewReader(text)
	first, page := true, false
	left := MaxValues
	err = read.Object(func(key string) error {
		if first {
			first, page = false, key == "rnn-playground"
		}
		switch {
		case !page:
			return &jsontext.Error{}
		case key == "rnn-playground":
			v, err := read.Number()
			if err == nil && v != pageFileVersion {
				err = npz.Refuse(npz.BadVersion, name, strconv.FormatFloat(v, 'g', -1, 64))
			}
			return err
		case key == "link":
			link, err = read.String()
			return err
		case key == "tensors" && read.Next() == '{':
			return read.Object(func(tensor string) error { return readKept(read, tensor, &left) })
		}
		return read.Skip()
	})
	if !page {
		return "", nil
	}
	if wrong, ok := err.(*jsontext.Error); ok {
		err = npz.Refuse(npz.Damaged, name, "JSON: "+strconv.Itoa(wrong.At)+": "+wrong.Want)
	}
	if err == nil && link == "" {
		err = npz.Refuse(npz.Damaged, name, `"link"`)
	}
	return link, err
}

// readKept reads a tensor of a page and keeps its values under their key, by which the
// link has them.
func readKept(read *jsontext.Reader, tensor string, left *int) error {
	var values []float64
	err := read.Object(func(key string) error {
		if key != "values" || read.Next() != '[' {
			return read.Skip()
		}
		return read.Array(func() error {
			at := read.At()
			v, err := read.Number()
			if err != nil {
				return err
			}
			if !(v >= -npz.LargestValue && v <= npz.LargestValue) {
				return npz.Refuse(npz.NotFinite, npz.Shorten(tensor), "["+strconv.Itoa(len(values))+"]", strconv.FormatFloat(v, 'g', -1, 64))
			}
			if *left--; *left < 0 {
				return &jsontext.Error{At: at, Want: "at most " + strconv.Itoa(MaxValues)}
			}
			values = append(values, v)
			return nil
		})
	})
	if err == nil {
		Keep(values)
	}
	return err
}
