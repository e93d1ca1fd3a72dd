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
