package main

import (
	"cmp"
	"slices"
	"strings"

	"github.com/rnn-playground/rnn-playground/api"
)

// A coding is one way the bytes of a file are stored and sent (RFC 9110, section 8.4.1).
type coding struct {
	name   string // in Accept-Encoding and Content-Encoding
	suffix string // of the copy beside the original
}

var identity = coding{"identity", ""}

// codings is in our order of preference, which decides between codings the client likes equally.
var codings = []coding{{"br", ".br"}, {"gzip", ".gz"}, identity}

// isCopy reports whether name is that of a precompressed copy. In lower case, because some file systems find
// app.js.br under the name APP.JS.BR.
func isCopy(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(codings, func(c coding) bool { return c != identity && strings.HasSuffix(name, c.suffix) })
}

// weights are what an Accept-Encoding header gives each coding it names, in thousandths: 0 is never, 1000 is best.
type weights map[string]int

// parseAcceptEncoding reads all Accept-Encoding lines of a request. What it cannot read it counts as refused, and of
// a coding named twice the lower weight holds: sending the plain file is never wrong, sending an unwanted coding is.
func parseAcceptEncoding(lines []string) weights {
	w := weights{}
	for _, line := range lines {
		for element := range strings.SplitSeq(line, ",") {
			name, parameters, _ := strings.Cut(element, ";")
			name = strings.ToLower(strings.TrimSpace(name))
			if name == "" {
				continue
			}
			if name == "x-gzip" { // RFC 9110, section 8.4.1.3
				name = "gzip"
			}
			weight := api.Quality(parameters)
			if old, ok := w[name]; ok {
				weight = min(weight, old)
			}
			w[name] = weight
		}
	}
	return w
}

func (w weights) of(c coding) int {
	if weight, ok := w[c.name]; ok {
		return weight
	}
	if weight, ok := w["*"]; ok {
		return weight
	}
	if c == identity { // Always acceptable unless refused, and least wanted unless named.
		return 1
	}
	return 0
}

// preferred returns the codings the client accepts, the most wanted first.
func (w weights) preferred() []coding {
	order := slices.DeleteFunc(slices.Clone(codings), func(c coding) bool { return w.of(c) == 0 })
	slices.SortStableFunc(order, func(a, b coding) int { return cmp.Compare(w.of(b), w.of(a)) })
	return order
}
