package playground

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rnn-playground/rnn-playground/numpy/npz"
)

// roles are what an array can be, in the words of the buttons.
func roles(s State, shape ...int) string {
	all, _ := s.Roles(&npz.Read{Array: npz.Array{Name: "a", Values: make([]float64, volume(shape)), Shape: shape}})
	var texts []string
	for i := range all {
		text := all[i].Tensor.Name() + " " + all[i].changes(s)
		texts = append(texts, strings.TrimSpace(text))
	}
	return strings.Join(texts, " | ")
}

// Single arrays are offered by their shape: first what fits the sizes, then what would
// change them.
func TestRoles(t *testing.T) {
	lstm, deep, text := Default(), Default(), Default()
	lstm.Cell = LSTMCell
	deep.Layers, deep.Layer, deep.Bidirectional = 2, 1, true
	text.Inputs = CharacterInputs
	text.SetText("hello")
	for _, c := range []struct {
		state State
		shape []int
		want  string
	}{
		{Default(), []int{10, 4}, "x | Wx H = 10"},
		{Default(), []int{8, 4}, "Wx | x T = 8"},
		{Default(), []int{8, 8}, "Wh | x T = 8, I = 8 | Wx I = 8"},
		{Default(), []int{8}, "b | h₀ | x T = 8, I = 1"},
		{Default(), []int{8, 1}, "b | h₀ | x T = 8, I = 1 | Wx I = 1"},
		{Default(), []int{1, 8}, "b | h₀ | x T = 1, I = 8 | Wx I = 8, H = 1"},
		{Default(), []int{5}, "b H = 5 | h₀ H = 5 | x T = 5, I = 1"},
		{Default(), []int{20, 1, 3}, "x T = 20, I = 3 | Wx I = 3, H = 20"},
		{Default(), []int{20, 3, 2}, "x T = 20, N = 3, I = 2"},
		{Default(), []int{20, 17, 2}, ""},
		{Default(), []int{2, 2, 2, 2}, ""},
		{Default(), []int{}, "b H = 1 | h₀ H = 1"},
		{lstm, []int{32, 8}, "Wh | x T = 32, I = 8 | Wx I = 8"},
		{lstm, []int{32}, "b | h₀ H = 32 | c₀ H = 32 | x T = 32, I = 1"},
		{lstm, []int{33, 4}, "x T = 33"},
		{deep, []int{8, 16}, "Wx²  | x T = 8, I = 16"},
		{text, []int{10, 4}, "x T = 10 | Wx H = 10"},
	} {
		want := strings.ReplaceAll(c.want, "  |", " |")
		if got := roles(c.state, c.shape...); got != want {
			t.Errorf("%s %v: %s, want %s", c.state.Cell, c.shape, got, want)
		}
	}
	_, err := (&State{Setting: Default().Setting}).Roles(&npz.Read{Array: npz.Array{Values: make([]float64, 5000), Shape: []int{5000}}})
	if err == nil || english.ExplainBrought(err) == "" {
		t.Error("nothing says that it is too large")
	}
}

// The file of the API, and of runRNN, sets everything, bit for bit; what does not fit
// together is refused by name.
func TestTutorialSet(t *testing.T) {
	from := Default()
	from.Timesteps, from.InputSize, from.HiddenSize, from.Seed, from.Weights = 7, 3, 5, 9, NormalWeights
	want, err := Compute(from)
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := want.WriteJSON(&file); err != nil {
		t.Fatal(err)
	}
	var zipped bytes.Buffer
	err = npz.Write(&zipped, npz.Array{Name: "inputs", Values: want.X, Shape: []int{7, 3}}, npz.Array{Name: "Wx", Values: want.Wx, Shape: []int{5, 3}},
		npz.Array{Name: "Wh", Values: want.Wh, Shape: []int{5, 5}}, npz.Array{Name: "b", Values: want.B, Shape: []int{5}},
		npz.Array{Name: "h_0", Values: want.H0, Shape: []int{5}}, npz.Array{Name: "total_hidden_states", Values: want.H, Shape: []int{7, 5}})
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"run.json": file.Bytes(), "run.npz": zipped.Bytes()} {
		b, err := Bring(name, content)
		if err != nil {
			t.Fatal(err)
		}
		next, _, _, ok := b.Take(Default(), "set:0")
		if !ok {
			t.Fatalf("%s: %+v", name, b.Sets(Default()))
		}
		got, err := Compute(next)
		if err != nil {
			t.Fatal(err)
		}
		for i, tensor := range got.tensors() {
			if other := *want.tensors()[i]; !slices.EqualFunc(*tensor, other, func(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) }) {
				t.Errorf("%s: tensor %d is another", name, i)
			}
		}
		for _, texts := range []Strings{korean, english} {
			if html := b.HTML(Default(), nil, texts); !strings.Contains(html, "T = 7, I = 3, H = 5") {
				t.Error(html)
			}
		}
	}
	b, err := Bring("x.json", []byte(`{"Wx": [[1, 2]], "Wh": [[1]], "b": [1, 2]}`))
	if err != nil {
		t.Fatal(err)
	}
	sets := b.Sets(Default())
	if len(sets) != 1 || sets[0].Err == nil || english.ExplainBrought(sets[0].Err) != "b is (2,): want (1,)." {
		t.Errorf("%+v", sets)
	}
}

// What a file says of itself is text and nothing else: its name, names of arrays, of sets,
// and what stands where a number is wanted.
func TestHostileNames(t *testing.T) {
	for _, text := range hostile {
		text = strings.ToValidUTF8(text, "\ufffd") // as JSON has it
		quoted := func(name string) string {
			name = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\x00", `\u0000`).Replace(name)
			return `"` + name + `"`
		}
		begin := text[:min(len(text), 40)] // of longer names the rest may be missing
		b, err := Bring(text+".json", []byte(`{`+quoted(text)+`: [1, 2], `+quoted(text+".weight_ih_l0")+`: [[1]], `+
			quoted(text+".weight_hh_l0")+`: [[1]], `+quoted(text+".bias_ih_l0")+`: [1, 2], "{0}": [3]}`))
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		for _, texts := range []Strings{korean, english} {
			got := b.HTML(Default(), map[int]string{0: "x"}, texts)
			checkHTML(t, "a file of "+strconv.Quote(text), got)
			if shown := textOf(got); !strings.Contains(shown, begin) {
				t.Errorf("%q is not among what is said: %s", text, shown)
			}
		}
		_, err = Bring(text+".csv", []byte("1,2\n3,"+strings.ReplaceAll(text, ",", ";")+"\n"))
		if err == nil {
			continue // "-1" is a number
		}
		if said := korean.ExplainBrought(err); !strings.Contains(said, begin) {
			t.Errorf("%q: %s", text, said) // it is set as text
		}
	}
}

// Every refusal has a sentence in both languages.
func TestEveryRefusalIsSaid(t *testing.T) {
	for _, problem := range []string{npz.Truncated, npz.Damaged, npz.Pickled, npz.BadType, npz.BadVersion, npz.TooLarge, npz.TooLong, npz.Encrypted,
		npz.BadMethod, npz.NotFinite, npz.NotANumber, npz.Ragged, npz.Empty, npz.Unknown, npz.TooDeep, npz.TooMany} {
		for _, texts := range []Strings{korean, english} {
			if text := texts.ExplainBrought(npz.Refuse(problem, "FILE")); !strings.Contains(text, "FILE") || strings.Contains(text, "{") {
				t.Error(text)
			}
		}
	}
	for file, problem := range map[string]string{
		"\x80\x04\x95": npz.Pickled, "\x1f\x8b\x08\x00": npz.Unknown, "\x89HDF\r\n\x1a\n\x00\x00": npz.Unknown, "hello world": npz.Unknown, "": npz.Empty,
		`{"rnn-playground": 2, "link": "#"}`: npz.BadVersion, `{"rnn-playground": 1}`: npz.Damaged, `{"rnn-playground": 1, "link": 3}`: npz.Damaged,
	} {
		_, err := Bring("x", []byte(file))
		if refused, ok := err.(*npz.FormatError); !ok || refused.Problem != problem {
			t.Errorf("%q: %v, want %s", file, err, problem)
		}
	}
}

func FuzzBring(f *testing.F) {
	f.Add([]byte(`{"rnn-playground": 1, "link": "#v=1&given=Wx:2x1:~AAAAAAAAAAAAAAAAAAAAAA", "tensors": {"Wx": {"shape": [2, 1], "values": [1, -0.0]}}}`))
	f.Add([]byte(`{"weight_ih_l0": [[1], [2], [3]], "weight_hh_l0": [[1], [2], [3]], "bias_ih_l0": [1, 2, 3], "bias_hh_l0": [1, 2, 3]}`))
	f.Add([]byte(`{"inputs": [[1, 2]], "Wx": [[1, 2]], "h_0": [1]}`))
	f.Add([]byte("1,2\n3,4"))
	f.Fuzz(func(t *testing.T, file []byte) {
		b, err := Bring("x", file)
		if err != nil || len(b.Packed) > 0 {
			return
		}
		s := Default()
		b.HTML(s, nil, korean)
		for _, key := range []string{"set:0", "0:0", "0:1", "1:0"} {
			next, _, _, ok := b.Take(s, key)
			if !ok {
				continue
			}
			if again, notices := ParseLink(next.Link()); again != next || len(notices) > 0 {
				t.Errorf("%s: %+v does not survive its link: %v", key, next, notices)
			}
			if next.Values() < 1<<16 {
				if _, err := Compute(next); err != nil {
					t.Error(err)
				}
			}
		}
	})
}

// A page that was saved opens as it was, with what is too large for its link beside it.
func TestSavedPage(t *testing.T) {
	s := Default()
	s.Timesteps, s.InputSize, s.Panel = 600, 3, WeightsPanel
	x := slices.Repeat([]float64{0.1, math.Copysign(0, -1), 5e-324}, 600)
	s.Given = s.Given.With(XTensor, x, 600, 3).With(BTensor, make([]float64, 8), 8)
	beside := s.Beside()
	if len(beside) != 1 || beside[0].Name != "inputs" {
		t.Fatal(beside)
	}
	out := &writer{}
	out.text(`{"rnn-playground":1,"link":"#` + s.Link() + `","tensors":{"inputs":{"shape":[600,3],"values":`)
	out.row(beside[0].Values)
	out.text(`}}}`)
	Forget()
	b, err := Bring("page.json", out.buffer)
	if err != nil {
		t.Fatal(err)
	}
	again, notices := ParseLink(b.Link)
	if again != s || len(notices) > 0 {
		t.Errorf("%v", notices)
	}
}

// A number alone has no rows to tell the gates by.
func TestTutorialSetOfAScalar(t *testing.T) {
	b := &Brought{Arrays: []npz.Read{
		{Array: npz.Array{Name: "Wh", Values: []float64{1}, Shape: []int{1, 1}}}, {Array: npz.Array{Name: "b", Values: []float64{3}}},
	}}
	sets := b.Sets(Default())
	if len(sets) != 1 || sets[0].Err == nil || english.ExplainBrought(sets[0].Err) != "b is (): want (1,)." {
		t.Errorf("%+v", sets)
	}
}

// B goes where it is what makes a set too large.
func TestSetLeavesBOut(t *testing.T) {
	const H = 1200
	zeros := func(name string, shape ...int) npz.Read {
		return npz.Read{Array: npz.Array{Name: name, Values: make([]float64, volume(shape)), Shape: shape}}
	}
	s := Default()
	s.Compare = Compare(RadiusWeights)
	for name, b := range map[string]*Brought{
		"torch":    {Arrays: []npz.Read{zeros("weight_ih_l0", H, 1), zeros("weight_hh_l0", H, H)}},
		"tutorial": {Arrays: []npz.Read{zeros("Wx", H, 1), zeros("Wh", H, H)}},
	} {
		sets := b.Sets(s)
		if len(sets) != 1 || sets[0].Err != nil || sets[0].Next.HiddenSize != H || sets[0].Next.Compare != "" {
			t.Errorf("%s: %v", name, sets[0].Err)
		}
	}
}

// The array that does not fit is named.
func TestTorchSetNamesWhatIsWrong(t *testing.T) {
	for file, want := range map[string]string{
		`{"weight_ih_l0": [1, 2], "weight_hh_l0": [[1, 2], [3, 4]]}`:          "weight_ih_l0 is (2,): want (2, I).",
		`{"weight_ih_l0": [[1], [2]], "weight_hh_l0": [1, 2]}`:                "weight_hh_l0 is (2,): want (H, H), (3·H, H), (4·H, H).",
		`{"weight_ih_l0": [[1], [2]], "other": [1, 2]}`:                       "weight_hh_l0 is missing: want (H, H), (3·H, H), (4·H, H).",
		`{"weight_ih_l0": [[1], [2], [3]], "weight_hh_l0": [[1, 2], [3, 4]]}`: "weight_ih_l0 is (3, 1): want (2, 1).",
	} {
		b, err := Bring("x.json", []byte(file))
		if err != nil {
			t.Fatal(err)
		}
		if sets := b.Sets(Default()); len(sets) != 1 || sets[0].Err == nil || english.ExplainBrought(sets[0].Err) != want {
			t.Errorf("%s: %+v", file, sets)
		}
	}
}
