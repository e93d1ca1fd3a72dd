//go:build !js

package api

import (
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
	"github.com/pb33f/libopenapi-validator/errors"

	"github.com/rnn-playground/rnn-playground/playground"
)

// served is the document as the API serves it.
func served(t *testing.T) validator.Validator {
	t.Helper()
	w := ask("GET", "/api/openapi.json")
	if w.Code != 200 || w.Header().Get("Content-Type") != "application/json" {
		t.Fatalf("%d %v", w.Code, w.Header())
	}
	if again := ask("GET", "/api/openapi.json", "If-None-Match", w.Header().Get("ETag")); again.Code != 304 || again.Header().Get("Cache-Control") != "no-cache" {
		t.Errorf("the same document again: %d %v", again.Code, again.Header())
	}
	document, err := libopenapi.NewDocument(w.Body.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if version := document.GetVersion(); !strings.HasPrefix(version, "3.1.") {
		t.Errorf("version %s", version)
	}
	v, errs := validator.NewValidator(document)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	return v
}

func explain(errs []*errors.ValidationError) string {
	text := ""
	for _, e := range errs {
		text += "\n" + e.Message + ": " + e.Reason
		for _, s := range e.SchemaValidationErrors {
			text += "\n  " + s.FieldPath + ": " + s.Reason
		}
	}
	return text
}

func TestTheDocumentIsOpenAPI(t *testing.T) {
	if valid, errs := served(t).ValidateDocument(); !valid {
		t.Error(explain(errs))
	}
}

// What the document allows is what the API answers, and how.
func TestTheDocumentIsTrue(t *testing.T) {
	v := served(t)
	const spec = `{"cell":"LSTM","timesteps":3,"inputSize":2,"hiddenSize":2,"numLayers":2,"bidirectional":true,"gradOutput":[1,1,1,1,1,1,1,1,1,1,1,1]}`
	for _, c := range []struct {
		name, method, target, accept, body string
		good                               bool // whether the document allows the request
	}{
		{"a run", "GET", "/api/run", "", "", true},
		{"with everything", "GET", "/api/run?timesteps=2&input-size=3&hidden-size=4&seed=4294967295&weights=radius&bias=constant&inputs=sine&gain=0.5&bias-value=-1.5&level=2&edits=Wx:1:2:0.5,h0:0:0:-1e-3&format=json", "", "", true},
		{"a sentence", "GET", "/api/run?inputs=words&text=one+two+one", "application/json", "", true},
		{"as CSV", "GET", "/api/run?format=csv", "", "", true},
		{"as text", "GET", "/api/run", "text/plain", "", true},
		{"no steps", "GET", "/api/run?timesteps=0", "", "", false},
		{"too many units", "GET", "/api/run?hidden-size=4097", "", "", false},
		{"too large a gain", "GET", "/api/run?gain=10.5", "", "", false},
		{"other weights", "GET", "/api/run?weights=torch", "", "", false},
		{"another format", "GET", "/api/run?format=xml", "", "", false},
		{"a layer", "POST", "/api/layer", "", spec, true},
		{"no cell", "POST", "/api/layer", "", `{"timesteps":3,"inputSize":2,"hiddenSize":2}`, false},
		{"another field", "POST", "/api/layer", "", `{"cell":"GRU","timesteps":3,"inputSize":2,"hiddenSize":2,"layers":2}`, false},
		{"a text for a number", "POST", "/api/layer", "", `{"cell":"GRU","timesteps":"3","inputSize":2,"hiddenSize":2}`, false},
		{"too many layers", "POST", "/api/layer", "", `{"cell":"GRU","timesteps":3,"inputSize":2,"hiddenSize":2,"numLayers":65}`, false},
		{"the document", "GET", "/api/openapi.json", "", "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := httptest.NewRequest(c.method, c.target, strings.NewReader(c.body))
			r.Header.Set("Content-Type", "application/json")
			if c.accept != "" {
				r.Header.Set("Accept", c.accept)
			}
			if valid, errs := v.ValidateHttpRequestSync(r); valid != c.good {
				t.Errorf("the document allows it: %v, want %v%s", valid, c.good, explain(errs))
			}
			r = httptest.NewRequest(c.method, c.target, strings.NewReader(c.body))
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("Accept", c.accept)
			w := httptest.NewRecorder()
			Handler().ServeHTTP(w, r)
			if (w.Code == 200) != c.good {
				t.Errorf("the API answers %d", w.Code)
			}
			if valid, errs := v.ValidateHttpResponse(r, w.Result()); !valid {
				t.Errorf("the answer, %d %s, is none of the document's%s", w.Code, w.Header().Get("Content-Type"), explain(errs))
			}
		})
	}
}

// Every range, default and word of the tables stands in the document.
func TestTheDocumentHasTheTables(t *testing.T) {
	var document struct {
		Paths map[string]map[string]struct {
			Parameters []struct {
				Name        string
				Description string
				Schema      struct {
					Minimum, Maximum *float64
					Enum             []string
					Default          any
				}
			}
		}
	}
	if err := json.Unmarshal(OpenAPI(), &document); err != nil {
		t.Fatal(err)
	}
	parameters := document.Paths["/api/run"]["get"].Parameters
	if len(parameters) != len(keys()) {
		t.Errorf("%d parameters, want %d", len(parameters), len(keys()))
	}
	for i, p := range parameters {
		if p.Name != keys()[i] || p.Description == "" {
			t.Errorf("parameter %d is %s: %q", i, p.Name, p.Description)
		}
		if known := playground.ParameterByKey(p.Name); known != nil &&
			(*p.Schema.Minimum != float64(known.Min) || *p.Schema.Maximum != float64(known.Max) || p.Schema.Default != float64(known.Default)) {
			t.Errorf("%s: %+v", p.Name, p.Schema)
		}
		if known := playground.AmountByKey(p.Name); known != nil &&
			(*p.Schema.Minimum != known.Min || *p.Schema.Maximum != known.Max || p.Schema.Default != known.Default) {
			t.Errorf("%s: %+v", p.Name, p.Schema)
		}
	}
}
