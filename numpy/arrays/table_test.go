package arrays

import (
	"slices"
	"strings"
	"testing"

	"github.com/rnn-playground/rnn-playground/internal/heap"
	"github.com/rnn-playground/rnn-playground/numpy/npz"
)

func TestTable(t *testing.T) {
	for name, c := range map[string]struct {
		text    string
		values  []float64
		columns int
		header  string
	}{
		"CSV":                                 {"1,2\n3,4.5e-1\n", []float64{1, 2, 3, 0.45}, 2, ""},
		"no line end":                         {"1,2\n3,4", []float64{1, 2, 3, 4}, 2, ""},
		"CRLF, BOM and a header":              {"\ufeffa,b\r\n1,2\r\n3,4\r\n", []float64{1, 2, 3, 4}, 2, "a|b"},
		"old Mac":                             {"1,2\r3,4\r", []float64{1, 2, 3, 4}, 2, ""},
		"quoted":                              {"\"a, \"\"b\"\"\",\"c\nd\"\n\"1\",\" 2 \"\n", []float64{1, 2}, 2, "a, \"b\"|c\nd"},
		"a spreadsheet's tabs":                {"1\t2\n−3\t+4\n", []float64{1, 2, -3, 4}, 2, ""},
		"tabs and decimal commas":             {"1,5\t2\n3\t4,25\n", []float64{1.5, 2, 3, 4.25}, 2, ""},
		"semicolons":                          {"x;y\n1,5;2.5\n-3;1e-2", []float64{1.5, 2.5, -3, 0.01}, 2, "x|y"},
		"np.savetxt":                          {"1.0e+00 2.0e+00\n3.0e+00  4.0e+00 \n", []float64{1, 2, 3, 4}, 2, ""},
		"np.savetxt's header":                 {"# a b\n1 2\n3 4\n", []float64{1, 2, 3, 4}, 2, "a|b"},
		"a # and no blank":                    {"\n#a b\n1 2\n", []float64{1, 2}, 2, "a|b"},
		"a # before numbers":                  {"# 1 2\n3 4\n", []float64{3, 4}, 2, "1|2"},
		"a # between commas":                  {"# a,b\n1,2\n", []float64{1, 2}, 2, "a|b"},
		"a # over one column":                 {"# a\n1\n2\n", []float64{1, 2}, 1, "a"},
		"a # over what counts":                {"#\ta\n1\t5\n2\t6\n", []float64{5, 6}, 1, "a"},
		"# and t":                             {"# t a\n1 5\n2 6\n", []float64{5, 6}, 1, "a"},
		"# as a name":                         {"# a\n7 5\n2 6\n", []float64{7, 5, 2, 6}, 2, "|a"},
		"a blank at the end":                  {"1 2\n3 4 ", []float64{1, 2, 3, 4}, 2, ""},
		"one row and a blank":                 {"0.1 0.2 0.3 ", []float64{0.1, 0.2, 0.3}, 3, ""},
		"quoted, between blanks":              {"\"a b\"  c \n\"1\" \"2\"\n3  \"4\" ", []float64{1, 2, 3, 4}, 2, "a b|c"},
		"a column":                            {"1\n2\n3\n", []float64{1, 2, 3}, 1, ""},
		"a column with a header":              {"value\n1\n2\n", []float64{1, 2}, 1, "value"},
		"a row":                               {"1,2,3", []float64{1, 2, 3}, 3, ""},
		"blank lines":                         {"\n1,2\n\n3,4\n\n\n", []float64{1, 2, 3, 4}, 2, ""},
		"pandas":                              {",a,b\n0,5,6\n1,7,8\n", []float64{5, 6, 7, 8}, 2, "a|b"},
		"our states":                          {"t,h[0],h[1]\n1,0.5,0.25\n2,0.125,1\n", []float64{0.5, 0.25, 0.125, 1}, 2, "h[0]|h[1]"},
		"a first column that not only counts": {"t,a\n1,5\n3,6\n", []float64{1, 5, 3, 6}, 2, "t|a"},
		"a first column called otherwise":     {"n,a\n1,5\n2,6\n", []float64{1, 5, 2, 6}, 2, "n|a"},
		"Excel's Unicode text":                {wide("a\tb\r\n1,5\t2\r\n"), []float64{1.5, 2}, 2, "a|b"},
	} {
		got, err := ReadTable(name, []byte(c.text), most)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !slices.Equal(got.Values, c.values) || got.Shape[1] != c.columns || got.Shape[0]*got.Shape[1] != len(got.Values) || strings.Join(got.Header, "|") != c.header {
			t.Errorf("%s: %v %v %q", name, got.Values, got.Shape, got.Header)
		}
	}
}

func wide(text string) string {
	out := "\xff\xfe"
	for _, c := range []byte(text) {
		out += string([]byte{c, 0})
	}
	return out
}

func TestTableRefuses(t *testing.T) {
	refused := 0
	for text, want := range map[string][]string{
		"":                            {npz.Empty},
		"a,b\n":                       {npz.Empty},
		"1,2\n3":                      {npz.Ragged, "x", "2", "1", "2"},
		"1,2\n\n3,4,5\n":              {npz.Ragged, "x", "3", "3", "2"},
		"a,b\n1,2\n3,four\n":          {npz.NotANumber, "x", "3:2", "four"},
		"1,2\n,4\n":                   {npz.NotANumber, "x", "2:1", ""},
		"1,2\nNaN,4\n":                {npz.NotFinite, "x", "2:1", "NaN"},
		"1,2\n3,-inf\n":               {npz.NotFinite, "x", "2:2", "-Inf"},
		"1,2\n3,1e400\n":              {npz.NotFinite, "x", "2:2", "+Inf"},
		"a\n\"1\n":                    {npz.Damaged},
		"a,b\n\"1\"x,2\n":             {npz.Damaged},
		"a b\n\"1\"x 2\n":             {npz.Damaged},
		"1,2\n0x10,4\n":               {npz.NotANumber, "x", "2:1", "0x10"},
		"1;2\n1,234,5;6\n":            {npz.NotANumber, "x", "2:1", "1,234,5"},
		strings.Repeat("1\n", most+1): {npz.TooLarge},
		strings.Repeat("1,", most+1):  {npz.TooLarge, "x", "4097+", "4096"},
		strings.Repeat("a,", most+1):  {npz.TooLarge, "x", "4097+", "4096"},
	} {
		refused++
		_, err := ReadTable("x", []byte(text), most)
		refused, ok := err.(*npz.FormatError)
		if !ok || refused.Problem != want[0] || !slices.Equal(refused.Details[:len(want)-1], want[1:]) {
			t.Errorf("%.40q: %v, want %v", text, err, want)
		}
	}
	t.Logf("refused: %d %s", refused, "files")
}

// A quoted cell between blanks does not copy what follows it: for this text that took 1 GB.
func TestTableOfManyQuotedCells(t *testing.T) {
	const rows = 1 << 14
	text := []byte(strings.Repeat("\"1\" \"2\"\n", rows))
	allocated := heap.Allocated(func() {
		if table, err := ReadTable("x", text, 2*rows); err != nil || table.Shape[0] != rows {
			t.Error(table.Shape, err)
		}
	})
	if allocated > 1<<24 {
		t.Errorf("%d bytes for a text of %d", allocated, len(text))
	}
}

// A line of nothing but separators is refused before each has become a cell.
func TestTableOfOneLongLine(t *testing.T) {
	for _, text := range []string{strings.Repeat(",", 1<<22), strings.Repeat("a;", 1<<21)} {
		allocated := heap.Allocated(func() {
			_, err := ReadTable("x", []byte(text), most)
			if refused, ok := err.(*npz.FormatError); !ok || refused.Problem != npz.TooLarge {
				t.Error(err)
			}
		})
		if allocated > 1<<24 {
			t.Errorf("%d bytes for a line of %d", allocated, len(text))
		}
	}
}

func FuzzTable(f *testing.F) {
	for _, text := range []string{"1,2\n3,4", "\ufeffa;b\r\n1,5;2\r\n", "\"a\"\"\"\t\"b\"\n1\t2", "1 2 \n3  4", ",a\n0,1\n", wide("1\t2\r\n")} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		table, err := ReadTable("x", text, most)
		check(t, []npz.Read{table.Read}, err)
	})
}
