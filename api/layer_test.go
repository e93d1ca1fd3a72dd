package api

import (
	"encoding/json"
	"math"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rnn-playground/rnn-playground/internal/heap"
	"github.com/rnn-playground/rnn-playground/playground"
)

// layerAnswer is what runLayer returns.
type layerAnswer struct {
	Output      []float64
	OutputShape []int
	HN          []float64
	CN          []float64
	Weights     map[string][]float64
	Input       []float64
	Grad        map[string][]float64
	GradInput   []float64
	GradH0      []float64
	GradC0      []float64
}

func answerOf(t *testing.T, w *httptest.ResponseRecorder) (a layerAnswer) {
	t.Helper()
	decoder := json.NewDecoder(w.Body)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&a); err != nil || w.Code != 200 || w.Header().Get("Content-Type") != "application/json" {
		t.Fatalf("%d %v: %v", w.Code, w.Header(), err)
	}
	return a
}

func list(values []float64) string {
	text, _ := json.Marshal(values)
	return string(text)
}

func TestLayerIsRunLayer(t *testing.T) {
	for _, cell := range playground.Cells {
		t.Run(cell, func(t *testing.T) {
			spec := playground.NewLayerSpec()
			if err := spec.SetCell(cell); err != nil {
				t.Fatal(err)
			}
			spec.Timesteps, spec.Batch, spec.InputSize, spec.HiddenSize, spec.Layers, spec.Bidirectional, spec.Seed = 5, 2, 3, 4, 2, true, 7
			toOutput := make([]float64, 5*2*8)
			for i := range toOutput {
				toOutput[i] = float64(i%7) - 3
			}
			spec.Given["gradOutput"] = toOutput
			want, err := playground.ComputeLayer(spec)
			if err != nil {
				t.Fatal(err)
			}
			sizes := `"cell":"` + cell + `","timesteps":5,"batch":2,"inputSize":3,"hiddenSize":4,"numLayers":2,"bidirectional":true,"gradOutput":` + list(toOutput)
			check := func(got layerAnswer) {
				t.Helper()
				if !slices.Equal(got.OutputShape, []int{5, 2, 8}) || !slices.Equal(got.Output, want.Output) || !slices.Equal(got.HN, want.HN) ||
					!slices.Equal(got.CN, want.CN) || !slices.Equal(got.Input, want.Input) || !slices.Equal(got.GradInput, want.Gradients.Input) ||
					!slices.Equal(got.GradH0, want.Gradients.H0) || !slices.Equal(got.GradC0, want.Gradients.C0) ||
					len(got.Weights) != len(want.Weights) || len(got.Grad) != len(want.Weights) {
					t.Error("the answer is not what runLayer gives")
				}
				for name, values := range want.Weights {
					if !slices.Equal(got.Weights[name], values) || !slices.Equal(got.Grad[name], want.Gradients.Weights[name]) {
						t.Errorf("%s is another", name)
					}
				}
			}
			first := answerOf(t, post(`{`+sizes+`,"seed":7}`))
			check(first)
			// What came back, given.
			weights, err := json.Marshal(first.Weights)
			if err != nil {
				t.Fatal(err)
			}
			h0 := list(make([]float64, 4*2*4))
			check(answerOf(t, post(`{`+sizes+`,"weights":`+string(weights)+`,"input":`+list(first.Input)+`,"h0":`+h0+`}`)))
		})
	}
}

func TestLayerRefusals(t *testing.T) {
	refused := 0
	const sizes = `"timesteps":2,"inputSize":1,"hiddenSize":2`
	for _, c := range []struct {
		name, body       string
		status           int
		says             string
		parameter, value string
	}{
		{"nothing", ``, 400, "the body is no JSON object: it ends too early", "", ""},
		{"cut short", `{"cell":"GR`, 400, "it ends too early", "", ""},
		{"no JSON", `cell=GRU`, 400, "the body is no JSON object", "", ""},
		{"an array", `[]`, 400, "it begins otherwise than with {", "", ""},
		{"null", `null`, 400, "it begins otherwise than with {", "", ""},
		{"two objects", `{} {}`, 400, "something stands behind it", "", ""},
		{"a field twice", `{"cell":"GRU","cell":"LSTM"}`, 400, `"cell" stands twice`, "", ""},
		{"a weight twice", `{"weights":{"a":[],"a":[]}}`, 400, `"weights.a" stands twice`, "", ""},
		{"NaN", `{"cell":NaN}`, 400, "invalid character", "", ""},

		{"no cell", `{` + sizes + `}`, 422, `cell is missing: want one of "RNN_TANH", "RNN_RELU", "LSTM", "GRU"`, "cell", "missing"},
		{"another cell", `{"cell":"ELMAN",` + sizes + `}`, 422, `cell is "ELMAN": want one of`, "cell", `"ELMAN"`},
		{"a cell of numbers", `{"cell":[1],` + sizes + `}`, 422, "cell is an array: want one of", "cell", "an array"},
		{"null for a cell", `{"cell":null,` + sizes + `}`, 422, "cell is null: want", "cell", "null"},
		{"an unknown field", `{"cell":"GRU",` + sizes + `,"hidden-size":3}`, 422, "hidden-size is no field: want cell, timesteps, batch = 1", "hidden-size", "3"},
		{"no steps", `{"cell":"GRU","inputSize":1,"hiddenSize":2}`, 422, "timesteps is missing: want an integer from 1 to 100000", "timesteps", "missing"},
		{"a text", `{"cell":"GRU","timesteps":"2","inputSize":1,"hiddenSize":2}`, 422, `timesteps is "2", not a number`, "timesteps", `"2", not a number`},
		{"a fraction", `{"cell":"GRU","timesteps":2.5,"inputSize":1,"hiddenSize":2}`, 422, "timesteps is 2.5: want an integer", "timesteps", "2.5"},
		{"too many layers", `{"cell":"GRU",` + sizes + `,"numLayers":65}`, 422, "numLayers is 65: want an integer from 1 to 64", "numLayers", "65"},
		{"a negative seed", `{"cell":"GRU",` + sizes + `,"seed":-1}`, 422, "seed is -1: want", "seed", "-1"},
		{"too large a number", `{"cell":"GRU",` + sizes + `,"seed":1e999}`, 422, "seed is 1e999, not a number", "seed", "1e999, not a number"},
		{"a flag of 1", `{"cell":"GRU",` + sizes + `,"bias":1}`, 422, "bias is 1: want true or false", "bias", "1"},
		{"identity for gates", `{"cell":"GRU",` + sizes + `,"init":"identity"}`, 422, `init is "identity": want one of`, "init", `"identity"`},
		{"c0 without c", `{"cell":"GRU",` + sizes + `,"c0":[0,0]}`, 422, "c0 is an array: want none, as only LSTM has a c", "c0", "an array"},
		{"too few inputs", `{"cell":"GRU",` + sizes + `,"input":[1]}`, 422, "input has 1 value: want an array of 2 numbers, of shape (2, 1, 1)", "input", "has 1 value"},
		{"none", `{"cell":"GRU",` + sizes + `,"input":[ ]}`, 422, "input has 0 values", "input", "has 0 values"},
		{"rows", `{"cell":"GRU",` + sizes + `,"input":[[1],[2]]}`, 422, "input is an array of other than numbers", "input", "an array of other than numbers"},
		{"a null among them", `{"cell":"GRU",` + sizes + `,"input":[1,null]}`, 422, "input[1] is null: want a number that a float64 holds", "input[1]", "null"},
		{"an infinite one", `{"cell":"GRU",` + sizes + `,"input":[1,1e999]}`, 422, "input[1] is 1e999: want", "input[1]", "1e999"},
		{"an object", `{"cell":"GRU",` + sizes + `,"h0":{"0":1}}`, 422, "h0 is an object: want an array of 2 numbers, of shape (1, 1, 2)", "h0", "an object"},
		{"weights in a list", `{"cell":"GRU",` + sizes + `,"weights":[1]}`, 422, "weights is an array: want an object of weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0", "weights", "an array"},
		{"some weights", `{"cell":"GRU",` + sizes + `,"weights":{"weight_ih_l0":[1,2,3,4,5,6]}}`, 422, "weights.weight_hh_l0 is missing: want an array of 12 numbers, of shape (6, 2)", "weights.weight_hh_l0", "missing"},
		{"one too many", `{"cell":"RNN_TANH","timesteps":1,"inputSize":1,"hiddenSize":1,"bias":false,"weights":{"weight_ih_l0":[1],"weight_hh_l0":[1],"b":[1]}}`, 422, "weights.b is no weight of this layer: want weight_ih_l0, weight_hh_l0", "weights.b", "no weight of this layer"},
		{"a name with a blank", `{"cell":"RNN_TANH","timesteps":1,"inputSize":1,"hiddenSize":1,"bias":false,"weights":{"weight_ih_l0":[1],"weight_hh_l0":[1],"my b":[1]}}`, 422, "weights.my b is no weight of this layer: want weight_ih_l0, weight_hh_l0", "weights.my b", "no weight of this layer"},
		{"a cell of our words", `{"cell":"a: want b",` + sizes + `}`, 422, `cell is "a: want b": want one of "RNN_TANH"`, "cell", `"a: want b"`},

		{"too many values", `{"cell":"GRU","timesteps":100000,"inputSize":1,"hiddenSize":4096}`, 422, "want at most 33554432 in all tensors together", "", ""},
		{"too many at once", `{"cell":"GRU","timesteps":100000,"inputSize":1,"hiddenSize":2}`, 422, "values, with the gates and states of every step and, twice, with gradients: want at most 524288", "", ""},
		{"too many with gradients", `{"cell":"LSTM","timesteps":100,"batch":8,"inputSize":1,"hiddenSize":100,"gradOutput":[]}`, 422, "values, with the gates and states of every step and, twice, with gradients: want at most 524288", "", ""},
		{"infinite numbers", `{"cell":"RNN_RELU","timesteps":3,"inputSize":1,"hiddenSize":1,"bias":false,"weights":{"weight_ih_l0":[1e300],"weight_hh_l0":[1e300]},"input":[1,1,1]}`, 422, "output is not finite", "", ""},
	} {
		refused++
		t.Run(c.name, func(t *testing.T) {
			w := post(c.body)
			p := problemOf(t, w)
			value := ""
			if p.Value != nil {
				value = *p.Value
			}
			if w.Code != c.status || !strings.Contains(p.Detail, c.says) || p.Parameter != c.parameter || value != c.value {
				t.Errorf("%d %+v, value %q", w.Code, p, value)
			}
			if i := strings.LastIndex(p.Detail, ": want "); p.Allowed != "" && p.Allowed != p.Detail[i+len(": want "):] {
				t.Errorf("%q is allowed, by %q", p.Allowed, p.Detail)
			}
		})
	}
	t.Logf("refused: %d %s", refused, "questions to the API")
}

func TestLayerHeaders(t *testing.T) {
	const spec = `{"cell":"GRU","timesteps":1,"inputSize":1,"hiddenSize":1}`
	for _, c := range []struct {
		name   string
		fields []string
		status int
		says   string
	}{
		{"as it should be", []string{"Content-Type", "application/json"}, 200, ""},
		{"with a charset", []string{"Content-Type", "application/json; charset=UTF-8"}, 200, ""},
		{"accepted", []string{"Content-Type", "application/json", "Accept", "application/*"}, 200, ""},
		{"no type", nil, 415, "Content-Type is missing: want application/json"},
		{"a form", []string{"Content-Type", "application/x-www-form-urlencoded"}, 415, `Content-Type is "application/x-www-form-urlencoded": want application/json`},
		{"another charset", []string{"Content-Type", "application/json; charset=latin1"}, 415, "want application/json"},
		{"no type at all", []string{"Content-Type", "json"}, 415, "want application/json"},
		{"compressed", []string{"Content-Type", "application/json", "Content-Encoding", "gzip"}, 415, `Content-Encoding is "gzip": want a body that is not compressed`},
		{"for CSV", []string{"Content-Type", "application/json", "Accept", "text/csv"}, 406, `Accept is "text/csv": want application/json`},
	} {
		w := exchange("POST", "/api/layer", spec, c.fields...)
		if w.Code != c.status {
			t.Errorf("%s: %d, want %d", c.name, w.Code, c.status)
		}
		if c.status == 200 {
			if h := w.Header(); h.Get("Cache-Control") != "no-store" || h.Get("Content-Length") != strconv.Itoa(w.Body.Len()) {
				t.Errorf("%s: %v", c.name, h)
			}
			continue
		}
		if p := problemOf(t, w); !strings.Contains(p.Detail, c.says) {
			t.Errorf("%s: %s", c.name, p.Detail)
		}
	}
}

// endless is a body that goes on for ever, and counts what is read of it.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	e.read += len(p)
	return len(p), nil
}

func TestLongBodiesAreNotRead(t *testing.T) {
	for name, length := range map[string]int64{"it says so": MaxBody + 1, "it does not say": -1} {
		body := &endless{}
		r := httptest.NewRequest("POST", "/api/layer", body)
		r.ContentLength = length
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		Handler().ServeHTTP(w, r)
		if p := problemOf(t, w); w.Code != http.StatusRequestEntityTooLarge || !strings.Contains(p.Detail, strconv.Itoa(MaxBody)) {
			t.Errorf("%s: %d %+v", name, w.Code, p)
		}
		if most := MaxBody + 1<<20; body.read > most || length > 0 && body.read > 0 {
			t.Errorf("%s: %d bytes were read", name, body.read)
		}
	}
}

// What a body claims, or holds beyond what is wanted, is not made room for.
func TestHostileSpecsTakeNoMemory(t *testing.T) {
	zeros := "[0" + strings.Repeat(",0", 1<<20) + "]"
	for name, body := range map[string]string{
		"large sizes":    `{"cell":"LSTM","timesteps":100000,"batch":4096,"inputSize":4096,"hiddenSize":4096,"numLayers":64,"bidirectional":true}`,
		"a long array":   `{"cell":"GRU","timesteps":1,"inputSize":1,"hiddenSize":1,"input":` + zeros + `}`,
		"a long weight":  `{"cell":"RNN_TANH","timesteps":1,"inputSize":1,"hiddenSize":1,"bias":false,"weights":{"weight_ih_l0":[1],"weight_hh_l0":` + zeros + `}}`,
		"a deep array":   `{"cell":"GRU","timesteps":1,"inputSize":1,"hiddenSize":1,"input":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + `}`,
		"a deeper array": `{"cell":` + strings.Repeat("[", 1<<20),
	} {
		most := uint64(16*len(body) + 256<<10) // the body, as it is read and taken apart
		if bytes := heap.Allocated(func() {
			if w := post(body); w.Code < 400 || w.Code >= 500 {
				t.Errorf("%s: %d", name, w.Code)
			}
		}); bytes > most {
			t.Errorf("%s takes %d bytes, the body has %d", name, bytes, len(body))
		}
	}
}

// The estimate has to grow with everything that makes a pass longer.
func TestTheEstimateOfALayer(t *testing.T) {
	cost := func(change func(*playground.LayerSpec), gradients bool) float64 {
		s := playground.NewLayerSpec()
		s.Timesteps, s.InputSize, s.HiddenSize = 100, 10, 20
		change(s)
		return s.Cost(gradients)
	}
	plain := cost(func(*playground.LayerSpec) {}, false)
	for name, c := range map[string]struct {
		change    func(*playground.LayerSpec)
		gradients bool
		times     float64
	}{
		"twice the steps":  {func(s *playground.LayerSpec) { s.Timesteps *= 2 }, false, 2},
		"a batch of three": {func(s *playground.LayerSpec) { s.Batch = 3 }, false, 3},
		"two directions":   {func(s *playground.LayerSpec) { s.Bidirectional = true }, false, 1.8},
		"four layers":      {func(s *playground.LayerSpec) { s.Layers = 4 }, false, 3.5},
		"four gates":       {func(s *playground.LayerSpec) { s.SetCell("LSTM") }, false, 2.5},
		"back":             {func(*playground.LayerSpec) {}, true, 2.6},
	} {
		if times := cost(c.change, c.gradients) / plain; math.Abs(times/c.times-1) > 0.25 {
			t.Errorf("%s takes %.2f times as much, want about %g", name, times, c.times)
		}
	}
}
