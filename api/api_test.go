package api

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
)

func ask(method, target string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	Handler().ServeHTTP(w, r)
	return w
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
	for _, c := range []struct{ query, contentType, begins string }{
		{"", "application/json", `{"timesteps":10,"inputSize":4,"hiddenSize":8,"seed":0,"inputs":[[0.5488135039273248,`},
		{"?format=json&timesteps=3&seed=7", "application/json", `{"timesteps":3,"inputSize":4,"hiddenSize":8,"seed":7,`},
		{"?format=csv", "text/csv; charset=utf-8", "t,h[0],h[1],"},
		{"?timesteps=10&input-size=4&hidden-size=8&seed=0&format=text", "text/plain; charset=utf-8", goldens.Cases[0].Printout},
	} {
		w := ask("GET", "/api/run"+c.query)
		if w.Code != 200 || w.Header().Get("Content-Type") != c.contentType || !strings.HasPrefix(w.Body.String(), c.begins) {
			t.Errorf("%q: %d %s %.80q", c.query, w.Code, w.Header(), w.Body)
		}
		if got := w.Header().Get("Cache-Control"); !strings.Contains(got, "immutable") {
			t.Errorf("%q: Cache-Control %q", c.query, got)
		}
	}
}

func TestTheSameQuestionIsNotAnsweredTwice(t *testing.T) {
	first := ask("GET", "/api/run?seed=3")
	tag := first.Header().Get("ETag")
	for name, w := range map[string]*httptest.ResponseRecorder{
		"again":           ask("GET", "/api/run?seed=3", "If-None-Match", tag),
		"in a list, weak": ask("GET", "/api/run?seed=3", "If-None-Match", `"x", W/`+tag),
		"in other words":  ask("GET", "/api/run?seed=3&timesteps=1e1&format=json", "If-None-Match", tag),
	} {
		if w.Code != http.StatusNotModified || w.Body.Len() != 0 || w.Header().Get("ETag") != tag {
			t.Errorf("%s: %d, %d bytes", name, w.Code, w.Body.Len())
		}
	}
	for _, other := range []string{"/api/run?seed=4", "/api/run?seed=3&format=csv"} {
		if w := ask("GET", other, "If-None-Match", tag); w.Code != 200 {
			t.Errorf("%s: %d", other, w.Code)
		}
	}
	if w := ask("HEAD", "/api/run?seed=3"); w.Code != 200 || w.Body.Len() != 0 || w.Header().Get("ETag") != tag {
		t.Errorf("HEAD: %d, %d bytes, %s", w.Code, w.Body.Len(), w.Header())
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		method, target string
		status         int
		says           string
	}{
		{"GET", "/api/run?timesteps=0", 400, "timesteps is 0: want an integer from 1 to 100000"},
		{"GET", "/api/run?timesteps=", 400, "timesteps is missing"},
		{"GET", "/api/run?seed=abc", 400, `seed is "abc", not a number`},
		{"GET", "/api/run?seed=-1", 400, "want an integer from 0 to 4294967295"},
		{"GET", "/api/run?hidden-size=1.5", 400, "hidden-size is 1.5"},
		{"GET", "/api/run?hiddenSize=5", 400, `unknown parameter "hiddenSize"`},
		{"GET", "/api/run?seed=1&seed=2", 400, "seed is given 2 times"},
		{"GET", "/api/run?format=xml", 400, "want json, csv or text"},
		{"GET", "/api/run?timesteps=100000&hidden-size=4096", 400, "want at most 33554432"},
		{"GET", "/api/run?timesteps=4000&hidden-size=4000", 400, "multiply-adds: want at most 1e+09"},
		{"GET", "/api/run?timesteps=100000&hidden-size=20", 400, "want at most 1048576 in one answer"},
		{"POST", "/api/run", 405, "answers GET and HEAD"},
		{"DELETE", "/api/run", 405, "answers GET and HEAD"},
		{"GET", "/api/", 404, "/api/run"},
		{"GET", "/api/walk", 404, "nothing at /api/walk"},
	} {
		w := ask(c.method, c.target)
		var problem struct {
			Type, Title, Detail string
			Status              int
		}
		if err := json.Unmarshal(w.Body.Bytes(), &problem); err != nil {
			t.Errorf("%s %s: %v in %q", c.method, c.target, err, w.Body)
			continue
		}
		if w.Code != c.status || problem.Status != c.status || !strings.Contains(problem.Detail, c.says) ||
			w.Header().Get("Content-Type") != "application/problem+json" || problem.Title == "" {
			t.Errorf("%s %s: %d %+v", c.method, c.target, w.Code, problem)
		}
		if w.Header().Get("ETag") != "" || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s %s: an error that is kept", c.method, c.target)
		}
	}
}
