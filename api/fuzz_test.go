package api

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// FuzzQuestion asks anything: the answer is a run or a problem document, and the same
// question in the words of a link has the same tag.
func FuzzQuestion(f *testing.F) {
	f.Add("timesteps=3&seed=7", "text/csv;q=0.5, */*;q=0.1", "*")
	f.Add("weights=radius&gain=1e-3&bias=constant&bias-value=-3,5", "", `W/"x", "y"`)
	f.Add("inputs=words&text=a+%F0%9F%91%A9%E2%80%8D%F0%9F%9A%80", "application/json", "")
	f.Add("edits=Wx:1:2:0.5,h0:0:0:-0&format=npz", "", `"`)
	f.Add("seed=%&&=;", "*/*;q=2", "W/")
	h := Handler()
	f.Fuzz(func(t *testing.T, query, accept, tags string) {
		state, format, err := question(query, []string{accept})
		if err != nil {
			var refused *refusal
			if refused, _ = err.(*refusal); refused == nil || refused.status < 400 || refused.status > 499 || refused.detail == "" {
				t.Fatalf("%q: %v", query, err)
			}
		}
		r := httptest.NewRequest("HEAD", "/api/run", nil)
		r.URL.RawQuery = query
		r.Header.Set("Accept", accept)
		r.Header.Set("If-None-Match", tags)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if (err == nil) != (w.Code == 200 || w.Code == 304) && len(query) <= MaxQuery {
			t.Fatalf("%q: %v, but %d", query, err, w.Code)
		}
		if err != nil {
			var p problem
			if json.Unmarshal(w.Body.Bytes(), &p) != nil || p.Status != w.Code {
				t.Fatalf("%q: no problem document: %s", query, w.Body)
			}
			return
		}
		// v and compare are of links only.
		link := strings.TrimPrefix(state.Link(), "v=1&")
		again, same, err := question(link+"&format="+format.name, nil)
		if err != nil || again != state || same != format {
			t.Fatalf("%q is %q as a link: %v", query, link, err)
		}
	})
}

// FuzzLayer sends anything.
func FuzzLayer(f *testing.F) {
	f.Add(`{"cell":"LSTM","timesteps":2,"inputSize":1,"hiddenSize":1,"numLayers":2,"bidirectional":true,"gradOutput":[1,2,3,4]}`)
	f.Add(`{"cell":"RNN_RELU","timesteps":1,"inputSize":1,"hiddenSize":1,"bias":false,"weights":{"weight_ih_l0":[1],"weight_hh_l0":[-1e300]},"input":[1]}`)
	f.Add(`{"cell":"GRU","timesteps":1e5,"batch":4096,"inputSize":1,"hiddenSize":1,"h0":[]}`)
	f.Add(`{"weights":{"":[}}`)
	h := Handler()
	f.Fuzz(func(t *testing.T, body string) {
		r := httptest.NewRequest("POST", "/api/layer", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if !slices.Contains([]int{http.StatusOK, http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusRequestEntityTooLarge}, w.Code) {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
		if !json.Valid(w.Body.Bytes()) {
			t.Fatalf("no JSON: %s", w.Body)
		}
	})
}

// FuzzTags looks for a tag in anything.
func FuzzTags(f *testing.F) {
	f.Add(`"a", W/"b" , *`)
	f.Add(`"unclosed`)
	f.Fuzz(func(t *testing.T, list string) {
		const tag = `"abcdef"`
		found := names([]string{list}, tag, true)
		if found && !strings.Contains(list, tag) && !strings.Contains(list, "*") {
			t.Errorf("%q has no %s", list, tag)
		}
		if names([]string{list}, tag, false) && !found {
			t.Errorf("%q: a strong match that is no weak one", list)
		}
	})
}

// FuzzAccept chooses by any Accept header: what is chosen was offered, and is what the
// same header wants of it alone.
func FuzzAccept(f *testing.F) {
	f.Add("text/csv;q=0.5, */*;q=0.1")
	f.Add("application/json; charset=\"utf-8\"; q=1.000;x=y, text/*;q=0")
	f.Add("*/*;q=2, ;;q=, text/csv;level=1")
	f.Fuzz(func(t *testing.T, accept string) {
		offered := mediaTypes()
		i, err := negotiate([]string{accept}, offered)
		if err != nil {
			for _, mediaType := range offered {
				if accepted([]string{accept}, []string{mediaType}) == 0 {
					t.Fatalf("%q wants none of all, but %s", accept, mediaType)
				}
			}
			return
		}
		if i < 0 || i >= len(offered) || accepted([]string{accept}, offered[i:i+1]) != 0 {
			t.Fatalf("%q wants %d, but not that alone", accept, i)
		}
		if q := Quality(accept); q < 0 || q > 1000 {
			t.Fatalf("%q has the quality %d", accept, q)
		}
	})
}
