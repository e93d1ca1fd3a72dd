package api

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/rnn-playground/rnn-playground/playground"
)

// Tensors that were brought in are taken by the form that they have in a link, and
// answered with bit for bit; what is not here, or fits nowhere, is refused by name.
func TestGivenTensors(t *testing.T) {
	s := playground.Default()
	values := []float64{0.1, -5e-324, 1e9, 3, -1e9, 0.2, 0.3, 1.0 / 3}
	s.Given = s.Given.With(playground.BTensor, values, 8)
	w := ask("GET", "/api/run?given="+string(s.Given))
	var run struct{ B []float64 }
	if err := json.Unmarshal(w.Body.Bytes(), &run); err != nil || w.Code != http.StatusOK {
		t.Fatal(w.Code, err)
	}
	for i, v := range values {
		if run.B[i] != v {
			t.Errorf("b[%d] is %v, want %v", i, run.B[i], v)
		}
	}
	for query, names := range map[string]string{
		"given=b:8:~" + strings.Repeat("A", 22):                     "given",
		"given=b:8:AAAA":                                            "given",
		"hidden-size=9&given=" + string(s.Given):                    "b (8,)",
		"inputs=words&text=a+b&given=x:2x4:~xxxxxxxxxxxxxxxxxxxxxx": "given",
	} {
		w := ask("GET", "/api/run?"+query)
		if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), names) {
			t.Errorf("%s: %d %s", query, w.Code, w.Body)
		}
	}
}

// An edit of b_hn counts where b_hn is given, and is refused where it would change nothing.
func TestEditsOfBhn(t *testing.T) {
	given := func(tensor playground.Tensor, n int) string {
		return "&given=" + string(playground.Given("").With(tensor, make([]float64, n), n))
	}
	first := ask("GET", "/api/run?cell=GRU"+given("bhn", 8)).Body.String()
	for query, want := range map[string]string{
		"cell=GRU&edits=bhn:0:0:1":                                                         "edits has bhn:0:0: want bhn in given beside it",
		"cell=GRU&edits=bhn:0:0:1" + given("b", 24):                                        "edits has bhn:0:0: want bhn in given beside it",
		"cell=GRU&bidirectional=true&edits=1r.bhn:0:0:1" + given("bhn", 8):                 "edits has 1r.bhn:0:0: want 1r.bhn in given beside it",
		"cell=LSTM&edits=bhn:0:0:1":                                                        "edits has bhn:0:0: want a place that sizes of 10, 4, 8 have",
		"cell=GRU&edits=bhn:0:0:1" + given("bhn", 8):                                       "",
		"cell=GRU&num-layers=2&layer=2&edits=2.bhn:7:0:1" + given("2.bhn", 8):              "",
		"cell=GRU&bidirectional=true&reverse=true&edits=1r.bhn:0:0:1" + given("1r.bhn", 8): "",
	} {
		w := ask("GET", "/api/run?"+query)
		if want == "" && (w.Code != http.StatusOK || w.Body.String() == first) {
			t.Errorf("%s: %d, or the edit has no effect", query, w.Code)
		}
		if want == "" {
			continue
		}
		if p := problemOf(t, w); w.Code != http.StatusBadRequest || p.Detail != want || p.Parameter != "edits" {
			t.Errorf("%s: %d %+v", query, w.Code, p)
		}
	}
}
