package api

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/rnn-playground/rnn-playground/headers"
	"github.com/rnn-playground/rnn-playground/internal/heap"
	"github.com/rnn-playground/rnn-playground/playground"
)

// exchange asks the API; fields are names and values in turn.
func exchange(method, target, body string, fields ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	for i := 0; i < len(fields); i += 2 {
		r.Header.Add(fields[i], fields[i+1])
	}
	w := httptest.NewRecorder()
	Handler().ServeHTTP(w, r)
	return w
}

func ask(method, target string, fields ...string) *httptest.ResponseRecorder {
	return exchange(method, target, "", fields...)
}

func post(body string, fields ...string) *httptest.ResponseRecorder {
	return exchange("POST", "/api/layer", body, append([]string{"Content-Type", "application/json"}, fields...)...)
}

// problemOf reads a problem document, and checks that it is one and is not kept.
func problemOf(t *testing.T, w *httptest.ResponseRecorder) problem {
	t.Helper()
	var p problem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		t.Fatalf("%d: %v in %.200q", w.Code, err, w.Body)
	}
	h := w.Header()
	if h.Get("Content-Type") != "application/problem+json" || p.Type != "about:blank" || p.Title != http.StatusText(w.Code) || p.Status != w.Code || p.Detail == "" {
		t.Errorf("%d: %s %+v", w.Code, h.Get("Content-Type"), p)
	}
	if h.Get("ETag") != "" || h.Get("Cache-Control") != "no-store" || h.Get("Content-Disposition") != "" {
		t.Errorf("%d: an error that is kept: %v", w.Code, h)
	}
	return p
}

func TestFormats(t *testing.T) {
	text, err := os.ReadFile("../playground/testdata/printouts.json")
	if err != nil {
		t.Fatal(err)
	}
	var goldens struct{ Cases []struct{ Printout string } }
	if err := json.Unmarshal(text, &goldens); err != nil {
		t.Fatal(err)
	}
	const tutorial = `{"timesteps":10,"inputSize":4,"hiddenSize":8,"seed":0,"inputs":[[0.5488135039273248,`
	for _, c := range []struct{ query, accept, contentType, begins string }{
		{"", "", "application/json", tutorial},
		{"", "*/*", "application/json", tutorial},
		{"?format=json&timesteps=3&seed=7", "", "application/json", `{"timesteps":3,"inputSize":4,"hiddenSize":8,"seed":7,`},
		{"?format=csv", "", "text/csv; charset=utf-8", "t,h[0],h[1],"},
		{"", "text/csv", "text/csv; charset=utf-8", "t,h[0],h[1],"},
		{"?format=csv", "application/json", "text/csv; charset=utf-8", "t,h[0],h[1],"}, // what stands in the address counts
		{"?format=npz", "", "application/zip", "PK\x03\x04"},
		{"", "application/zip", "application/zip", "PK\x03\x04"},
		{"?timesteps=10&input-size=4&hidden-size=8&seed=0&format=text", "", "text/plain; charset=utf-8", goldens.Cases[0].Printout},
		{"", "text/plain", "text/plain; charset=utf-8", goldens.Cases[0].Printout},
		{"?weights=pytorch&bias=zero&gain=2&level=0.5&bias-value=1", "", "application/json", tutorial},
		{"?inputs=characters&text=%EA%B0%80%EB%82%98%EB%8B%A4%EA%B0%80", "", "application/json", `{"timesteps":4,"inputSize":3,"hiddenSize":8,"seed":0,"inputs":[[1,0,0],[0,1,0],[0,0,1],[1,0,0]],`},
		{"?edits=x:1:0:0.25,Wx:7:3:-1", "", "application/json", `{"timesteps":10,"inputSize":4,"hiddenSize":8,"seed":0,"inputs":[[0.25,`},
	} {
		w := ask("GET", "/api/run"+c.query, "Accept", c.accept)
		h := w.Header()
		if w.Code != 200 || h.Get("Content-Type") != c.contentType || !strings.HasPrefix(w.Body.String(), c.begins) {
			t.Errorf("%q, %q: %d %s %.80q", c.query, c.accept, w.Code, h, w.Body)
		}
		if h.Get("Cache-Control") != headers.Forever || h.Get("Vary") != "Accept" || h.Get("Accept-Ranges") != "none" ||
			h.Get("Content-Length") != fmt.Sprint(w.Body.Len()) || !strings.HasPrefix(h.Get("ETag"), `"`) {
			t.Errorf("%q, %q: %v", c.query, c.accept, h)
		}
	}
}

func TestEveryAnswerIsForAnybodyAndSafe(t *testing.T) {
	for name, w := range map[string]*httptest.ResponseRecorder{
		"a run":       ask("GET", "/api/run"),
		"the same":    ask("GET", "/api/run", "If-None-Match", "*"),
		"a layer":     post(`{"cell":"GRU","timesteps":1,"inputSize":1,"hiddenSize":1}`),
		"a document":  ask("GET", "/api/openapi.json"),
		"a problem":   ask("GET", "/api/run?seed=x"),
		"nothing":     ask("GET", "/api/nothing"),
		"a failure":   failed(),
		"a preflight": ask("OPTIONS", "/api/layer", "Origin", "https://example.org", "Access-Control-Request-Method", "POST"),
	} {
		for _, want := range append([]headers.Header{{Name: "Access-Control-Allow-Origin", Value: "*"}, {Name: "Cross-Origin-Resource-Policy", Value: "cross-origin"}}, headers.API...) {
			if got := w.Header().Get(want.Name); got != want.Value {
				t.Errorf("%s: %s is %q, want %q", name, want.Name, got, want.Value)
			}
		}
	}
}

// failed is the answer to a request that made the program panic.
func failed() *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	Failed(w)
	return w
}

func TestAFailureIsAProblem(t *testing.T) {
	if p := problemOf(t, failed()); p.Status != http.StatusInternalServerError {
		t.Errorf("%+v", p)
	}
}

func TestTheSameQuestionIsNotAnsweredTwice(t *testing.T) {
	first := ask("GET", "/api/run?seed=3")
	tag := first.Header().Get("ETag")
	for name, w := range map[string]*httptest.ResponseRecorder{
		"again":           ask("GET", "/api/run?seed=3", "If-None-Match", tag),
		"in a list, weak": ask("GET", "/api/run?seed=3", "If-None-Match", `"x", W/`+tag),
		"in two lines":    ask("GET", "/api/run?seed=3", "If-None-Match", `"x"`, "If-None-Match", tag),
		"whatever":        ask("GET", "/api/run?seed=3", "If-None-Match", "*"),
		"in other words":  ask("GET", "/api/run?seed=3&timesteps=1e1&format=json", "If-None-Match", tag),
		"by HEAD":         ask("HEAD", "/api/run?seed=3", "If-None-Match", tag),
		"and it is there": ask("GET", "/api/run?seed=3", "If-None-Match", tag, "If-Match", tag),
	} {
		if w.Code != http.StatusNotModified || w.Body.Len() != 0 || w.Header().Get("ETag") != tag || w.Header().Get("Cache-Control") != headers.Forever {
			t.Errorf("%s: %d, %d bytes, %v", name, w.Code, w.Body.Len(), w.Header())
		}
	}
	for name, w := range map[string]*httptest.ResponseRecorder{
		"another seed":    ask("GET", "/api/run?seed=4", "If-None-Match", tag),
		"another format":  ask("GET", "/api/run?seed=3&format=csv", "If-None-Match", tag),
		"another Accept":  ask("GET", "/api/run?seed=3", "Accept", "text/csv", "If-None-Match", tag),
		"no tag":          ask("GET", "/api/run?seed=3", "If-None-Match", strings.Trim(tag, `"`)),
		"the tag matches": ask("GET", "/api/run?seed=3", "If-Match", tag),
		"any matches":     ask("GET", "/api/run?seed=3", "If-Match", "*"),
		"a part":          ask("GET", "/api/run?seed=3", "Range", "bytes=0-9", "If-Range", tag),
	} {
		if w.Code != 200 || w.Body.Len() < 100 {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
	for _, list := range []string{`"x"`, "W/" + tag} {
		if w := ask("GET", "/api/run?seed=3", "If-Match", list); w.Code != http.StatusPreconditionFailed {
			t.Errorf("If-Match: %s: %d", list, w.Code)
		}
	}
	if w := ask("HEAD", "/api/run?seed=3"); w.Code != 200 || w.Body.Len() != 0 || w.Header().Get("ETag") != tag {
		t.Errorf("HEAD: %d, %d bytes, %s", w.Code, w.Body.Len(), w.Header())
	}
	if w := ask("GET", "/api/run?seed=x", "If-None-Match", "*"); w.Code != 400 {
		t.Errorf("a question without an answer: %d", w.Code)
	}
}

// A strong tag stands for the very bytes. When this fails, raise revision, which is
// part of every tag, and write the new sum here.
func TestTheBytesOfARevision(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("the last digits of a state are others on " + runtime.GOARCH)
	}
	const revised = "3"
	sum := sha256.New()
	for _, format := range formatNames() {
		for _, query := range []string{"", "&weights=keras&seed=1", "&weights=normal&gain=3&inputs=sine&edits=h0:1:0:0.5", "&cell=LSTM",
			"&cell=GRU&hidden-size=1&given=bhn:1:" + strings.Repeat("A", 11)} {
			sum.Write(ask("GET", "/api/run?format="+format+query).Body.Bytes())
		}
	}
	const want = "11803990affcbdd8"
	if got := hex.EncodeToString(sum.Sum(nil)[:8]); got != want || revision != revised {
		t.Errorf("the answers of revision %s have the sum %s, those of revision %s had %s", revision, got, revised, want)
	}
}

// Every number of the page's setting can be asked for. Only what B is drawn by is left
// out: there is no B in an answer.
func TestTheParametersReachTheWholeSetting(t *testing.T) {
	eights := strings.Repeat("A", 86) // zero
	asked := map[string]string{
		"Timesteps": "timesteps=3", "InputSize": "input-size=3", "HiddenSize": "hidden-size=3", "Seed": "seed=3",
		"Weights": "weights=radius", "Gain": "gain=3", "Bias": "bias=zero", "BiasValue": "bias-value=3",
		"Inputs": "inputs=sine", "Level": "level=3", "Text": "text=3", "Edits": "edits=b:3:0:3", "Given": "given=b:8:" + eights,
		"Cell": "cell=GRU", "Layers": "num-layers=2", "Batch": "batch=3", "Bidirectional": "bidirectional=true",
		"Layer": "num-layers=2&layer=2", "Sequence": "batch=2&sequence=2", "Reverse": "bidirectional=true&reverse=true",
	}
	reached := []string{"Compare", "Network", "Part"}
	for field, query := range asked {
		s, _, err := question(query, nil)
		if err != nil {
			t.Errorf("%s: %v", query, err)
			continue
		}
		if reflect.ValueOf(s.Setting).FieldByName(field).Equal(reflect.ValueOf(playground.Default().Setting).FieldByName(field)) {
			t.Errorf("%s leaves %s as it is", query, field)
		}
		reached = append(reached, field)
	}
	for _, field := range reflect.VisibleFields(reflect.TypeFor[playground.Setting]()) {
		if !slices.Contains(reached, field.Name) {
			t.Errorf("no parameter reaches %s", field.Name)
		}
	}
	for _, key := range keys() {
		if described[key] == "" {
			t.Errorf("nothing says what %s is", key)
		}
	}
	if len(keys()) != len(described) || len(keys()) != len(asked)+len([]string{"format"}) {
		t.Errorf("%d parameters, %d described, %d asked for here", len(keys()), len(described), len(asked))
	}
}

func TestMethods(t *testing.T) {
	for path, allowed := range map[string]string{
		"/api/run": "GET, HEAD, OPTIONS", "/api/openapi.json": "GET, HEAD, OPTIONS", "/api/layer": "POST, OPTIONS",
	} {
		for _, method := range []string{"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW"} {
			if slices.Contains(strings.Split(allowed, ", "), method) {
				continue
			}
			w := ask(method, path)
			if p := problemOf(t, w); w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != allowed || !strings.Contains(p.Detail, allowed) {
				t.Errorf("%s %s: %d, Allow: %s, %s", method, path, w.Code, w.Header().Get("Allow"), p.Detail)
			}
		}
		w := ask("OPTIONS", path)
		if h := w.Header(); w.Code != http.StatusNoContent || h.Get("Allow") != allowed || h.Get("Access-Control-Allow-Methods") != "" {
			t.Errorf("OPTIONS %s: %d %v", path, w.Code, h)
		}
		w = ask("OPTIONS", path, "Origin", "https://example.org", "Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "content-type")
		if h := w.Header(); w.Code != http.StatusNoContent || h.Get("Access-Control-Allow-Methods") != allowed ||
			!strings.Contains(h.Get("Access-Control-Allow-Headers"), "Content-Type") || h.Get("Access-Control-Max-Age") == "" {
			t.Errorf("preflight of %s: %d %v", path, w.Code, h)
		}
	}
}

func TestRefusals(t *testing.T) {
	refused := 0
	known := strings.Join(keys(), ", ")
	for _, c := range []struct {
		target, accept string
		status         int
		says           string
		parameter      string
		value, allowed string
	}{
		{"run?timesteps=0", "", 400, "timesteps is 0: want an integer from 1 to 100000", "timesteps", "0", "an integer from 1 to 100000"},
		{"run?timesteps=", "", 400, "timesteps is missing", "timesteps", "", "an integer from 1 to 100000"},
		{"run?seed=abc", "", 400, `seed is "abc", not a number`, "seed", "abc", "an integer from 0 to 4294967295"},
		{"run?seed=a:+want+b", "", 400, `seed is "a: want b", not a number`, "seed", "a: want b", "an integer from 0 to 4294967295"},
		{"run?seed=-1", "", 400, "want an integer from 0 to 4294967295", "seed", "-1", "an integer from 0 to 4294967295"},
		{"run?hidden-size=1.5", "", 400, "hidden-size is 1.5", "hidden-size", "1.5", "an integer from 1 to 4096"},
		{"run?seed=1e400", "", 400, "seed is 1e400", "seed", "1e400", "an integer from 0 to 4294967295"},
		{"run?hiddenSize=5", "", 400, `there is no parameter "hiddenSize": want ` + known, "hiddenSize", "5", ""},
		{"run?panel=code&t=3", "", 400, `there is no parameter "panel"`, "panel", "code", ""},
		{"run?seed=1&seed=2", "", 400, "seed is given 2 times", "seed", "1, 2", "one value"},
		{"run?format=xml", "", 400, `format is "xml": want one of "json", "csv", "npz", "text"`, "format", "xml", `one of "json", "csv", "npz", "text"`},
		{"run?format=", "", 400, `format is ""`, "format", "", `one of "json", "csv", "npz", "text"`},
		{"run?weights=torch", "", 400, `weights is "torch": want one of "tutorial", "pytorch"`, "weights", "torch", playground.OneOf(words(playground.AllWeights))},
		{"run?weights=", "", 400, `weights is "": want one of`, "weights", "", playground.OneOf(words(playground.AllWeights))},
		{"run?bias=ones", "", 400, `bias is "ones": want one of "same", "zero", "constant"`, "bias", "ones", `one of "same", "zero", "constant"`},
		{"run?inputs=noise", "", 400, `inputs is "noise"`, "inputs", "noise", playground.OneOf(words(playground.AllInputs))},
		{"run?gain=11", "", 400, "gain is 11: want a number from 0 to 10", "gain", "11", "a number from 0 to 10"},
		{"run?level=NaN", "", 400, `level is "NaN", not a number`, "level", "NaN", "a number from -10 to 10"},
		{"run?text=" + strings.Repeat("x", 401), "", 400, "want at most 400 characters", "text", strings.Repeat("x", 40) + "…", wantedText},
		{"run?edits=Wx:1", "", 400, `edits is "Wx:1": want at most 400 of`, "edits", "Wx:1", wantedEdits},
		{"run?edits=Wx:8:0:1", "", 400, "edits has Wx:8:0", "edits", "Wx:8:0", wantedEdits},
		{"run?edits=x:11:0:1", "", 400, "edits has x:11:0: want a place that sizes of 10, 4, 8 have", "edits", "x:11:0", wantedEdits},
		{"run?edits=h0:0:1:1", "", 400, "edits is", "edits", "h0:0:1:1", wantedEdits},
		{"run?inputs=words&text=a+b+c&timesteps=10", "", 400, "timesteps is 10: want 3, which the sentence has", "timesteps", "10", "3, which the sentence has, or nothing"},
		{"run?seed=%zz", "", 400, "the query cannot be read", "", "", ""},
		{"run?seed=1;2", "", 400, "the query cannot be read", "", "", ""},
		{"run", "application/xml", 406, `Accept is "application/xml": want one of application/json, text/csv, application/zip, text/plain`, "", "", ""},
		{"run", "application/json;q=0, text/*;q=0.000", 406, "want one of", "", "", ""},
		{"run?reverse=true", "", 400, "reverse is true: want false, or bidirectional=true beside it", "reverse", "true", "false, or bidirectional=true beside it"},
		{"openapi.json?x", "", 200, "", "", "", ""},
		{"run?timesteps=100000&hidden-size=4096", "", 422, "want at most 33554432", "", "", ""},
		{"run?hidden-size=1001&weights=keras", "", 422, "hidden-size is 1001: want at most 1000 with weights keras", "", "", ""},
		{"run?timesteps=4000&hidden-size=4000", "", 422, "this run has 32036000 values: want at most 524288", "", "", ""},
		{"run?hidden-size=700&weights=keras", "", 422, "multiply-adds: want at most 3e+08", "", "", ""},
		{"run?hidden-size=600&weights=radius", "", 422, "multiply-adds: want at most 3e+08", "", "", ""},
		{"run?text=" + strings.Repeat("x", MaxQuery), "", 414, "the query has 20485 bytes: want at most 20480", "", "", ""},
		{"", "", 404, `there is nothing at "/api/"`, "", "", ""},
		{"walk", "", 404, `there is nothing at "/api/walk"`, "", "", ""},
		{"run/", "", 404, `there is nothing at "/api/run/"`, "", "", ""},
	} {
		w := ask("GET", "/api/"+c.target, "Accept", c.accept)
		if w.Code != c.status {
			t.Errorf("%.80s: %d, want %d: %.200s", c.target, w.Code, c.status, w.Body)
			continue
		}
		if c.status == 200 {
			continue
		}
		refused++
		p := problemOf(t, w)
		value := ""
		if p.Value != nil {
			value = *p.Value
		}
		if !strings.Contains(p.Detail, c.says) || p.Parameter != c.parameter || value != c.value || p.Allowed != c.allowed {
			t.Errorf("%.80s: %+v, value %q", c.target, p, value)
		}
		if c.parameter != "" && c.allowed == "" && !slices.Equal(p.Known, keys()) {
			t.Errorf("%.80s: known are %v", c.target, p.Known)
		}
	}
	t.Logf("refused: %d %s", refused, "questions to the API")
}

// What is refused for its size has not been made before.
func TestRefusalsTakeNoMemory(t *testing.T) {
	for _, target := range []string{
		"/api/run?timesteps=100000&input-size=330", "/api/run?timesteps=100000&hidden-size=4096", "/api/run?hidden-size=4096&input-size=4096",
		"/api/run?hidden-size=700&weights=radius",
	} {
		if bytes := heap.Allocated(func() {
			if w := ask("GET", target); w.Code != http.StatusUnprocessableEntity {
				t.Errorf("%s: %d", target, w.Code)
			}
		}); bytes > 256<<10 {
			t.Errorf("%s takes %d bytes", target, bytes)
		}
	}
}

func TestAcceptedMediaTypes(t *testing.T) {
	for _, c := range []struct{ name, accept, want string }{
		{"nothing", "", "json"},
		{"anything", "*/*", "json"},
		{"a browser", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "json"},
		{"one", "text/csv", "csv"},
		{"in capitals, with blanks", " TEXT/CSV ; Q=0.5 ", "csv"},
		{"the more wanted", "application/json;q=0.5, text/plain;q=0.6", "text"},
		{"equal: ours first", "text/plain, text/csv", "csv"},
		{"a kind", "text/*", "csv"},
		{"the more specific range counts", "text/*;q=1, text/csv;q=0.1, application/json;q=0.5", "text"},
		{"and refuses", "*/*, application/json;q=0", "csv"},
		{"a zip", "application/zip;q=1.000", "npz"},
		{"with our charset", "text/plain;charset=UTF-8", "text"},
		{"with another", "text/plain;charset=latin1", ""},
		{"of a profile", "application/json;profile=x", ""},
		{"refused", "*/*;q=0", ""},
		{"unreadable weight", "text/csv;q=high", ""},
		{"not ours", "image/png", ""},
		{"no range", "*", ""},
		{"some unreadable", "*, ;, text/csv", "csv"},
	} {
		got := ""
		if i := accepted([]string{c.accept}, mediaTypes()); i >= 0 {
			got = formats[i].name
		}
		if got != c.want {
			t.Errorf("%s, %q: %q, want %q", c.name, c.accept, got, c.want)
		}
	}
	if i := accepted([]string{"text/csv;q=0.1", "application/zip"}, mediaTypes()); formats[i].name != "npz" {
		t.Errorf("two lines: %s", formats[i].name)
	}
}

func ExampleHandler() {
	r := httptest.NewRequest("GET", "/api/run?timesteps=2&input-size=1&hidden-size=2&weights=identity&format=csv", nil)
	w := httptest.NewRecorder()
	Handler().ServeHTTP(w, r)
	fmt.Print(w.Body)
	// Output:
	// t,h[0],h[1]
	// 1,0.4908235109809225,0.8425307188192044
	// 2,0.8308288309399458,0.9850751939923832
}
