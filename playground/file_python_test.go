//go:build !js

package playground

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/rnn-playground/rnn-playground/internal/python"
	"github.com/rnn-playground/rnn-playground/numpy/npz"
)

// found is what Python finds of a tensor.
type found struct {
	Shape []int
	Bits  []string
}

func (f found) is(values []float64, shape ...int) error {
	if !slices.Equal(f.Shape, shape) || len(f.Bits) != len(values) {
		return fmt.Errorf("shape %v, want %v", f.Shape, shape)
	}
	for i, v := range values {
		if want := fmt.Sprintf("%016x", math.Float64bits(v)); f.Bits[i] != want {
			return fmt.Errorf("value %d is %s, want %s", i, f.Bits[i], want)
		}
	}
	return nil
}

// askPython has Python read files.
func askPython(t *testing.T, module string, questions []map[string]any) []json.RawMessage {
	t.Helper()
	question, err := json.Marshal(questions)
	if err != nil {
		t.Fatal(err)
	}
	var answers []json.RawMessage
	python.Ask(t, module, &answers, bytes.NewReader(question), "testdata/read_files.py")
	if len(answers) != len(questions) {
		t.Fatalf("%d answers to %d questions", len(answers), len(questions))
	}
	return answers
}

func decoded[T any](t *testing.T, answer json.RawMessage) (v T) {
	t.Helper()
	if err := json.Unmarshal(answer, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// takenAlong are links of runs whose files are tested: every cell, layers, directions, a
// batch, values set by hand, a sentence, and one with numbers of every size.
var takenAlong = []string{
	"",
	"weights=pytorch&seed=7&edits=Wx:5:2:0.25,h0:3:0:-1,x:2:1:-0,b:1:0:1e-300",
	"timesteps=300&hidden-size=40&weights=normal&gain=1.5",
	"cell=RNN_RELU&weights=identity&gain=1.2&edits=b:0:0:0.5&timesteps=30",
	"cell=LSTM&num-layers=2&bidirectional=true&batch=3&sequence=2&weights=keras&hidden-size=5&edits=c0:1:0:0.5,2rn3.h0:2:0:0.25,1r.b:1:0:2",
	"cell=GRU&num-layers=3&batch=2&weights=pytorch&layer=2",
	"cell=GRU&bidirectional=true&reverse=true&weights=pytorch&hidden-size=3",
	"cell=RNN_TANH&num-layers=2&weights=pytorch",
	"inputs=words&text=나는 =SUM(A1) \"학교\" -1 @x&weights=pytorch",
}

func TestNumPyOpensTheTensors(t *testing.T) {
	var questions []map[string]any
	var runs []*Run
	for _, link := range takenAlong {
		s, run := ranFor(t, link)
		runs = append(runs, run)
		f := run.TensorFile(s)
		data := made(t, f)
		if int64(len(data)) != f.Size {
			t.Errorf("%s: %d bytes, said to be %d", link, len(data), f.Size)
		}
		questions = append(questions, map[string]any{"kind": "npz", "file": data})
	}
	for i, answer := range askPython(t, "numpy", questions) {
		tensors, r := decoded[map[string]found](t, answer), runs[i]
		check := func(name string, values []float64, shape ...int) {
			t.Helper()
			f, ok := tensors[name]
			if delete(tensors, name); !ok {
				t.Errorf("%s: no %s", takenAlong[i], name)
			} else if err := f.is(values, shape...); err != nil {
				t.Errorf("%s: %s: %v", takenAlong[i], name, err)
			}
		}
		T, I, H := r.Timesteps, r.InputSize, r.HiddenSize
		if r.Setting.Plain() {
			check("inputs", r.X, T, I)
			check("Wx", r.Wx, H, I)
			check("Wh", r.Wh, H, H)
			check("b", r.B, H)
			check("h_0", r.H0, H)
			check("total_hidden_states", r.H, T, H)
		} else {
			checkNetwork(t, r, check)
		}
		for name := range tensors {
			t.Errorf("%s: unexpected %s", takenAlong[i], name)
		}
	}
}

// checkNetwork compares with every sequence computed by itself.
func checkNetwork(t *testing.T, r *Run, check func(name string, values []float64, shape ...int)) {
	s, N, D, H, T := State{Setting: r.Setting}, max(r.Setting.Batch, 1), r.Setting.Directions(), r.HiddenSize, r.Timesteps
	P := len(r.Passes)
	var alone []*Run
	for n := range N {
		one := s
		one.Part = Part{Sequence: n}
		run, err := Compute(one)
		if err != nil {
			t.Fatal(err)
		}
		alone = append(alone, run)
	}
	// value of a tensor (T, N, H) or (P, N, H), written out.
	gather := func(rows int, at func(row int, passes []*Run) []float64) (all []float64) {
		for row := range rows {
			for _, run := range alone {
				all = append(all, at(row, run.Passes)...)
			}
		}
		return all
	}
	I := r.Setting.InputSize
	check("input", gather(T, func(t int, p []*Run) []float64 { return p[0].X[t*I:][:I] }), T, N, I)
	check("h_0", gather(P, func(at int, p []*Run) []float64 { return p[at].H0 }), P, N, H)
	check("output", gather(T, func(t int, p []*Run) (out []float64) {
		for _, pass := range p[P-D:] {
			out = append(out, pass.H[t*H:][:H]...)
		}
		return out
	}), T, N, D*H)
	end := func(pass *Run, values []float64) []float64 {
		if pass.Reverse {
			return values[:H]
		}
		return values[(T-1)*H:]
	}
	check("h_n", gather(P, func(at int, p []*Run) []float64 { return end(p[at], p[at].H) }), P, N, H)
	if r.C != nil {
		check("c_0", gather(P, func(at int, p []*Run) []float64 { return p[at].C0 }), P, N, H)
		check("c_n", gather(P, func(at int, p []*Run) []float64 { return end(p[at], p[at].C) }), P, N, H)
	}
	for at, pass := range r.Passes {
		name := fmt.Sprintf("l%d", at/D)
		if at%D == 1 {
			name += "_reverse"
		}
		rows := len(pass.B)
		check("weight_ih_"+name, pass.Wx, rows, pass.InputSize)
		check("weight_hh_"+name, pass.Wh, rows, H)
		check("bias_ih_"+name, pass.B, rows)
		check("bias_hh_"+name, make([]float64, rows), rows)
		each := func(letter string, tensor func(*Run) []float64) {
			check(letter+name, gather(T, func(t int, p []*Run) []float64 { return tensor(p[at])[t*H:][:H] }), T, N, H)
		}
		each("h_", func(r *Run) []float64 { return r.H })
		for g := range pass.Gates {
			each(string(r.Setting.Cell.Gates()[g])+"_", func(r *Run) []float64 { return r.Gates[g] })
		}
		if pass.C != nil {
			each("c_", func(r *Run) []float64 { return r.C })
		}
		if pass.Hidden != nil {
			each("hn_", func(r *Run) []float64 { return r.Hidden })
		}
	}
}

func TestPyTorchLoadsTheWeights(t *testing.T) {
	var questions []map[string]any
	var runs []*Run
	for _, link := range takenAlong {
		s, run := ranFor(t, link)
		runs = append(runs, run)
		f := run.WeightFile()
		data := made(t, f)
		if int64(len(data)) != f.Size {
			t.Errorf("%s: %d bytes, said to be %d", link, len(data), f.Size)
		}
		questions = append(questions, map[string]any{
			"kind": "safetensors", "file": data, "npz": made(t, run.TensorFile(s)), "inputSize": s.InputSize, "hiddenSize": s.HiddenSize,
			"layers": s.Layers, "bidirectional": s.Bidirectional,
		})
	}
	for i, answer := range askPython(t, "torch", questions) {
		fields := decoded[map[string]json.RawMessage](t, answer)
		for _, p := range runs[i].Parameters() {
			if err := decoded[found](t, fields[p.Name]).is(p.Values, p.Shape...); err != nil {
				t.Errorf("%s: %s: %v", takenAlong[i], p.Name, err)
			}
		}
		if d := decoded[float64](t, fields["difference"]); !(d < 1e-10) {
			t.Errorf("%s: with these weights PyTorch's output is off by %g", takenAlong[i], d)
		}
		if len(fields) != 1+len(runs[i].Parameters()) {
			t.Errorf("%s: %d fields", takenAlong[i], len(fields))
		}
	}
}

func TestTablesAndJSONHaveEveryDigit(t *testing.T) {
	var questions []map[string]any
	var runs []*Run
	for _, link := range takenAlong {
		_, run := ranFor(t, link)
		runs = append(runs, run)
		for _, f := range []*File{run.TableFile(), run.NumberFile()} {
			kind := f.Name[strings.LastIndex(f.Name, ".")+1:]
			data := made(t, f)
			if len(run.H) < mostMeasured/4 && run.Setting.Batch <= 1 && int64(len(data)) != f.Size {
				t.Errorf("%s: %d bytes, said to be %d", f.Name, len(data), f.Size)
			}
			questions = append(questions, map[string]any{"kind": kind, "file": data})
		}
	}
	answers := askPython(t, "numpy", questions)
	for i, r := range runs {
		table := decoded[struct {
			found
			Head, Tokens []string
		}](t, answers[2*i])
		columns := r.columns()
		var want []float64
		for step := range r.Timesteps {
			for _, c := range columns {
				want = append(want, c.values[step*c.width:][:c.width]...)
			}
		}
		if err := table.is(want, r.Timesteps, len(columns)*r.HiddenSize); err != nil {
			t.Errorf("%s: %v", takenAlong[i], err)
		}
		for at, token := range table.Tokens {
			if want := r.Tokens[at]; token != want && (token != "'"+want || !strings.ContainsAny(want[:1], "=+-@")) {
				t.Errorf("%s: token %q, want %q", takenAlong[i], token, want)
			}
			if strings.ContainsAny(token[:1], "=+-@") {
				t.Errorf("%s: %q would be a formula", takenAlong[i], token)
			}
		}
		fields := decoded[map[string]json.RawMessage](t, answers[2*i+1])
		if r.Setting.Plain() {
			if err := decoded[found](t, fields["hiddenStates"]).is(r.H, r.Timesteps, r.HiddenSize); err != nil {
				t.Errorf("%s: hiddenStates: %v", takenAlong[i], err)
			}
			continue
		}
		weights := decoded[map[string]found](t, fields["weights"])
		for _, p := range r.Parameters() {
			if err := weights[p.Name].is(p.Values, len(p.Values)); err != nil {
				t.Errorf("%s: %s: %v", takenAlong[i], p.Name, err)
			}
		}
		for _, name := range []string{"cell", "timesteps", "batch", "inputSize", "hiddenSize", "numLayers", "bidirectional", "bias", "seed", "input", "h0", "output", "hN"} {
			if fields[name] == nil {
				t.Errorf("%s: no %s", takenAlong[i], name)
			}
		}
	}
}

func TestNotebooksRun(t *testing.T) {
	var questions []map[string]any
	var links []string
	for i, link := range append(slices.Clone(takenAlong), "timesteps=600&hidden-size=9&weights=pytorch", "cell=LSTM&bidirectional=true&batch=2&sequence=2&reverse=true&timesteps=900&hidden-size=6&weights=pytorch") {
		s, run := ranFor(t, link)
		links = append(links, link)
		texts := []Strings{korean, english}[i%2]
		question := map[string]any{"kind": "ipynb", "label": texts["notebook.difference"], "file": made(t, run.Notebook(s, texts, "https://example.org/#"+s.Link()))}
		if len(run.H) > mostInNotebook {
			f := run.TensorFile(s)
			question["beside"] = map[string]any{f.Name: made(t, f)}
		}
		questions = append(questions, question)
	}
	checked := false
	for i, answer := range askPython(t, "torch", questions) {
		result := decoded[struct {
			Checked     bool
			Differences []float64
			Markdown    []string
		}](t, answer)
		checked = result.Checked
		if len(result.Differences) != 2 || slices.Max(result.Differences) > 1e-11 {
			t.Errorf("%s: differences %v", links[i], result.Differences)
		}
		if !strings.Contains(result.Markdown[0], "https://example.org/#v=1") {
			t.Errorf("%s: no link in %s", links[i], result.Markdown[0])
		}
	}
	t.Logf("%d notebooks; checked with nbformat: %v", len(questions), checked)
}

// Gradients are there when the page shows them, by the names of what they are of.
func TestGradientsAreTaken(t *testing.T) {
	for _, link := range []string{
		"view=backward&weights=pytorch",
		"view=backward&weights=pytorch&cell=LSTM&num-layers=2&bidirectional=true&batch=2&sequence=2&layer=2&hidden-size=3",
	} {
		s, run := ranFor(t, link)
		job, err := run.StartGradient(s)
		if err != nil {
			t.Fatal(err)
		}
		job.Step(math.Inf(1))
		g, _ := run.Gradient(s)
		arrays := map[string]npz.Array{}
		for _, a := range g.gradientTensors() {
			arrays[a.Name] = a
		}
		if a := arrays["L"]; a.Values[0] != g.Loss || a.Shape != nil {
			t.Errorf("%s: L is %v", link, a)
		}
		if run.Setting.Plain() {
			if !slices.Equal(arrays["grad_Wh"].Values, g.Wh) || !slices.Equal(arrays["grad_total_hidden_states"].Values, g.H) || len(arrays) != 7 {
				t.Errorf("%s: %d arrays, or other gradients", link, len(arrays))
			}
			continue
		}
		want := gradientsOf(t, listed{state: s, run: run})
		for name, values := range want.Weights {
			if strings.HasPrefix(name, "bias_hh") {
				continue
			}
			for i, v := range arrays["grad_"+name].Values {
				if math.Abs(v-values[i]) > 1e-12 {
					t.Fatalf("%s: %s[%d] is %g, want %g", link, name, i, v, values[i])
				}
			}
		}
		for i, v := range arrays["grad_input"].Values {
			if math.Abs(v-want.Input[i]) > 1e-12 {
				t.Fatalf("%s: input[%d] is %g, want %g", link, i, v, want.Input[i])
			}
		}
		data := made(t, run.TensorFile(s))
		if f := run.TensorFile(s); int64(len(data)) != f.Size {
			t.Errorf("%s: %d bytes, said to be %d", link, len(data), f.Size)
		}
	}
}
