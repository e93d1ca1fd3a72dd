package api

import (
	"encoding/csv"
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"testing"
)

// hostileInputs are texts that a browser would run or a spreadsheet compute, if it were
// given them as a document or a cell.
var hostileInputs = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `</script><svg onload=alert(1)>`, `javascript:alert(1)`,
	"\u2028alert(1)\u2029", `{{7*7}}${7*7}`, "\r\nX-Evil: 1\r\n\r\n<b>", "\x00<b>", "\xff\xfe<b>", `=HYPERLINK("http://x","y")`,
	"+1+1", "-1-1", "@SUM(A1)", "\t=1+1", `=cmd|' /C calc'!A0`, `../../etc/passwd`, `%3Cscript%3E`, `'; DROP TABLE runs; --`,
}

// TestErrorsReflectAsData: whatever is asked, wherever it stands, the answer is JSON by its
// type and by its bytes, with nothing in it that HTML would see, and headers of our own.
func TestErrorsReflectAsData(t *testing.T) {
	for _, text := range hostileInputs {
		escaped := url.QueryEscape(text)
		asked := map[string]struct {
			method, target, body string
			fields               []string
		}{
			"path":             {"GET", "/api/" + url.PathEscape(text), "", nil},
			"path of another":  {"GET", "/" + url.PathEscape(text), "", nil},
			"parameter":        {"GET", "/api/run?" + escaped + "=1", "", nil},
			"method":           {"DELETE", "/api/run?x=" + escaped, "", nil},
			"twice":            {"GET", "/api/run?text=" + escaped + "&text=" + escaped, "", nil},
			"Accept":           {"GET", "/api/run", "", []string{"Accept", text + "/x"}},
			"Content-Type":     {"POST", "/api/layer", "{}", []string{"Content-Type", text}},
			"Content-Encoding": {"POST", "/api/layer", "{}", []string{"Content-Type", "application/json", "Content-Encoding", "x" + text}},
			"body":             {"POST", "/api/layer", text, []string{"Content-Type", "application/json"}},
			"name of a field":  {"POST", "/api/layer", `{` + strconv.Quote(text) + `:1}`, []string{"Content-Type", "application/json"}},
			"cell":             {"POST", "/api/layer", `{"cell":` + strconv.QuoteToASCII(text) + `}`, []string{"Content-Type", "application/json"}},
		}
		for _, key := range keys() {
			if key != "text" {
				asked["key "+key] = struct {
					method, target, body string
					fields               []string
				}{"GET", "/api/run?" + key + "=" + escaped, "", nil}
			}
		}
		for what, a := range asked {
			w := exchange(a.method, a.target, a.body, a.fields...)
			if w.Code == 200 && (strings.Trim(text, "\t+-1@") == "" || what == "Accept") {
				continue // it was a number, or one that browsers write
			}
			problemOf(t, w)
			h := w.Header()
			if w.Code < 400 || h.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(h.Get("Content-Security-Policy"), "default-src 'none'") {
				t.Errorf("%s %q: %d %v", what, text, w.Code, h)
			}
			if strings.ContainsAny(w.Body.String(), "<>&\u2028\u2029\x00") {
				t.Errorf("%s %q: %s", what, text, w.Body)
			}
			for name, values := range h {
				if name == "X-Evil" || strings.ContainsAny(strings.Join(values, ""), "\r\n\x00") {
					t.Errorf("%s %q: header %s: %q", what, text, name, values)
				}
			}
		}
	}
}

// TestCellsAreNumbers: nothing in a CSV that a spreadsheet would compute, whatever
// sentence is read and however large the numbers get.
func TestCellsAreNumbers(t *testing.T) {
	queries := []string{"cell=RNN_RELU&timesteps=100&edits=Wh:0:0:1e6,Wh:1:0:-1e6,h0:0:0:1e6"}
	for _, text := range hostileInputs {
		queries = append(queries, "inputs=characters&text="+url.QueryEscape(strings.NewReplacer("\r", "", "\n", "", "\x00", "", "\t", "", "\xff", "", "\xfe", "").Replace(text)))
	}
	for _, query := range queries {
		w := ask("GET", "/api/run?format=csv&"+query)
		if w.Code != 200 {
			t.Fatalf("%s: %d %s", query, w.Code, w.Body)
		}
		rows, err := csv.NewReader(w.Body).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j, cell := range row {
				if want := "h[" + strconv.Itoa(j-1) + "]"; i == 0 && j > 0 && cell != want || i == 0 && j == 0 && cell != "t" {
					t.Errorf("%s: heading %q", query, cell)
				}
				if _, err := strconv.ParseFloat(cell, 64); i > 0 && (err != nil || strings.HasPrefix(cell, "+")) {
					t.Errorf("%s: cell %q", query, cell)
				}
			}
		}
	}
}

// TestEveryNumberIsWritten: JSON has no infinity, so a run that has one is refused, as a
// layer is.
func TestEveryNumberIsWritten(t *testing.T) {
	const grows = "cell=RNN_RELU&timesteps=100&edits=Wh:0:0:1e6,h0:0:0:1e6"
	w := ask("GET", "/api/run?format=json&"+grows)
	if p := problemOf(t, w); w.Code != 422 || !strings.Contains(p.Detail, "not finite") {
		t.Errorf("%d %+v", w.Code, p)
	}
	for name, fields := range map[string][]string{
		"HEAD": nil, "GET": {"If-None-Match", "*"}, "HEAD ": {"If-None-Match", "*"}, "GET ": {"If-Match", `"x"`},
	} {
		w := ask(strings.TrimSpace(name), "/api/run?format=json&"+grows, fields...)
		if problemOf(t, w); w.Code != 422 {
			t.Errorf("%s %v: %d", name, fields, w.Code)
		}
	}
	for _, query := range []string{"format=csv&" + grows, "format=json&cell=RNN_RELU"} {
		if w := ask("HEAD", "/api/run?"+query); w.Code != 200 || w.Body.Len() != 0 || w.Header().Get("ETag") == "" {
			t.Errorf("HEAD of %s: %d, %d bytes, %v", query, w.Code, w.Body.Len(), w.Header())
		}
	}
	if w := ask("GET", "/api/run?format=json&cell=RNN_RELU"); w.Code != 200 || !json.Valid(w.Body.Bytes()) {
		t.Errorf("%d", w.Code)
	}
}
