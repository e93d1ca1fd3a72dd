package arrays

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/rnn-playground/rnn-playground/numpy/npz"
)

// Table is what a text with a row on each line and cells between separators holds.
type Table struct {
	npz.Read
	Header  []string // of the columns that are kept; nil for none
	Counted bool     // a first column that only counted the rows was left out
}

// ReadTable reads a table of numbers with at most most of them: CSV and TSV, as spreadsheets
// save and paste them, and columns between blanks, as np.savetxt writes them. Cells
// may be quoted (RFC 4180), lines end with CR, LF or both, a byte order mark is passed by.
// Separators are, whichever the first line that has any has outside of quotes, tabs, else
// semicolons, else commas, else blanks; where it is not the comma, a comma may be the
// decimal point. A first row with a cell that is no number is a header; a # before it, of
// np.savetxt, is left out. A first column that is headed by t, step, index, or nothing and
// counts the rows one by one is left out. Errors are npz.FormatErrors, whose place is a line
// and a column, from 1.
func ReadTable(name string, text []byte, most int) (t Table, err error) {
	s := decoded(text)
	separator := separatorOf(s)
	c := &cells{text: s, separator: separator, line: 1, most: most}
	t.Name, t.Type = name, "CSV"
	if separator == '\t' {
		t.Type = "TSV"
	}
	columns := 0
	for {
		line := c.line
		row, ok, err := c.row(name)
		if err != nil {
			return t, err
		}
		if !ok {
			break
		}
		if blank(row) {
			continue
		}
		if columns == 0 {
			columns = len(row)
			if !numeric(row, separator) {
				t.Header = row
				continue
			}
		}
		if t.Values == nil && t.Header != nil {
			t.Header = uncommented(t.Header, len(row))
			columns = len(t.Header)
		}
		if len(row) != columns {
			return t, npz.Refuse(npz.Ragged, name, strconv.Itoa(line), strconv.Itoa(len(row)), strconv.Itoa(columns))
		}
		if len(t.Values)+columns > most {
			return t, npz.Refuse(npz.TooLarge, name, strconv.Itoa(len(t.Values)+columns)+"+", strconv.Itoa(most))
		}
		for i, cell := range row {
			place := strconv.Itoa(line) + ":" + strconv.Itoa(i+1)
			v, ok := number(cell, separator)
			if !ok {
				return t, npz.Refuse(npz.NotANumber, name, place, npz.Shorten(cell))
			}
			if !(math.Abs(v) <= npz.LargestValue) {
				return t, npz.Refuse(npz.NotFinite, name, place, strconv.FormatFloat(v, 'g', -1, 64))
			}
			t.Values = append(t.Values, v)
		}
	}
	if len(t.Values) == 0 {
		return t, npz.Refuse(npz.Empty, name)
	}
	t.Shape = []int{len(t.Values) / columns, columns}
	t.leaveCountOut()
	return t, nil
}

// decoded is the text as UTF-8: Excel's "Unicode text" is UTF-16.
func decoded(text []byte) string {
	if len(text) >= 2 && (text[0] == 0xff && text[1] == 0xfe || text[0] == 0xfe && text[1] == 0xff) {
		big := int(text[1] & 1) // FE FF has its 1 in the second byte
		units := make([]uint16, 0, len(text)/2)
		for i := 2; i+1 < len(text); i += 2 {
			units = append(units, uint16(text[i+big])|uint16(text[i+1-big])<<8)
		}
		return string(utf16.Decode(units))
	}
	return strings.TrimPrefix(string(text), "\ufeff")
}

// separatorOf looks at the first line that has one of them.
func separatorOf(text string) byte {
	for text != "" {
		end, quoted := 0, false
		var has [256]bool
		for ; end < len(text); end++ {
			c := text[end]
			if c == '"' {
				quoted = !quoted
			}
			if !quoted {
				if c == '\n' || c == '\r' {
					break
				}
				has[c] = true
			}
		}
		for _, c := range []byte("\t;, ") {
			if has[c] {
				return c
			}
		}
		text = text[min(end+1, len(text)):]
	}
	return ','
}

// cells reads a text row by row.
type cells struct {
	text      string
	separator byte
	line      int
	most      int // cells of a row
}

// row reads the cells of one row; ok is false at the end. A row is refused once it is seen
// to have too many, before all are there: each takes more memory than its bytes in the text.
func (c *cells) row(name string) (row []string, ok bool, err error) {
	if c.text == "" {
		return nil, false, nil
	}
	for len(row) <= c.most {
		cell, err := c.cell(name)
		if err != nil {
			return nil, false, err
		}
		row = append(row, cell)
		switch {
		case c.text == "":
			return c.whole(row), true, nil
		case c.text[0] == c.separator:
			for c.text = c.text[1:]; c.separator == ' ' && strings.HasPrefix(c.text, " "); {
				c.text = c.text[1:]
			}
		default:
			if c.text[0] == '\r' && len(c.text) > 1 && c.text[1] == '\n' {
				c.text = c.text[1:]
			}
			c.text = c.text[1:]
			c.line++
			return c.whole(row), true, nil
		}
	}
	return nil, false, npz.Refuse(npz.TooLarge, name, strconv.Itoa(len(row))+"+", strconv.Itoa(c.most))
}

// whole is a row without the cell that a blank at the end of its line seems to begin.
func (c *cells) whole(row []string) []string {
	if last := len(row) - 1; c.separator == ' ' && row[last] == "" {
		return row[:last]
	}
	return row
}

// cell reads up to the separator or the end of a line.
func (c *cells) cell(name string) (string, error) {
	for strings.HasPrefix(c.text, " ") {
		c.text = c.text[1:]
	}
	if !strings.HasPrefix(c.text, `"`) {
		end := 0
		for end < len(c.text) && c.text[end] != c.separator && c.text[end] != '\n' && c.text[end] != '\r' {
			end++
		}
		cell := c.text[:end]
		c.text = c.text[end:]
		return strings.TrimSpace(cell), nil
	}
	var out []byte
	for i := 1; i < len(c.text); i++ {
		switch {
		case c.text[i] == '\n':
			c.line++
		case c.text[i] != '"':
		case i+1 < len(c.text) && c.text[i+1] == '"':
			i++
		default:
			c.text = c.text[i+1:]
			if c.separator != ' ' {
				c.text = strings.TrimLeft(c.text, " ")
			}
			if c.text != "" && c.text[0] != c.separator && c.text[0] != '\n' && c.text[0] != '\r' {
				return "", npz.Refuse(npz.Damaged, name, strconv.Itoa(c.line)+`: "`)
			}
			return strings.TrimSpace(string(out)), nil
		}
		out = append(out, c.text[i])
	}
	return "", npz.Refuse(npz.Damaged, name, strconv.Itoa(c.line)+`: "`)
}

func blank(row []string) bool {
	for _, cell := range row {
		if cell != "" {
			return false
		}
	}
	return true
}

// uncommented is a header without the # before it, which between blanks may stand as a
// name of its own: it is one where there are as many columns.
func uncommented(header []string, columns int) []string {
	if header[0] == "#" && len(header) == columns+1 {
		return header[1:]
	}
	header[0] = strings.TrimLeft(strings.TrimPrefix(header[0], "#"), " ")
	return header
}

func numeric(row []string, separator byte) bool {
	for _, cell := range row {
		if _, ok := number(cell, separator); !ok {
			return false
		}
	}
	return true
}

// number reads a cell. A comma is a decimal point where it does not separate cells and
// the cell has no other; − is a minus.
func number(cell string, separator byte) (float64, bool) {
	cell = strings.Replace(cell, "−", "-", 1)
	if separator != ',' && strings.Count(cell, ",") == 1 && !strings.Contains(cell, ".") {
		cell = strings.Replace(cell, ",", ".", 1)
	}
	switch strings.ToLower(strings.TrimLeft(cell, "+-")) {
	case "nan", "inf", "infinity":
	default:
		if cell == "" || strings.Trim(cell, "0123456789+-.eE") != "" {
			return 0, false
		}
	}
	v, err := strconv.ParseFloat(cell, 64)
	return v, err == nil || math.IsInf(v, 0)
}

// leaveCountOut drops a first column that only counts.
func (t *Table) leaveCountOut() {
	rows, columns := t.Shape[0], t.Shape[1]
	if t.Header == nil || columns < 2 {
		return
	}
	switch strings.ToLower(t.Header[0]) {
	case "", "t", "step", "index":
	default:
		return
	}
	for row := range rows {
		if t.Values[row*columns] != t.Values[0]+float64(row) {
			return
		}
	}
	values := make([]float64, 0, rows*(columns-1))
	for row := range rows {
		values = append(values, t.Values[row*columns+1:][:columns-1]...)
	}
	t.Counted, t.Header, t.Values, t.Shape[1] = true, t.Header[1:], values, columns-1
}
