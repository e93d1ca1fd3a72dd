package main

import (
	"cmp"
	"slices"
	"strings"
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
			weight := parseWeight(parameters)
			if old, ok := w[name]; ok {
				weight = min(weight, old)
			}
			w[name] = weight
		}
	}
	return w
}

// parseWeight reads q from what follows a coding's name, in thousandths; without one the weight is 1000. The grammar is
// that of RFC 9110, section 12.4.2: 0 or 1, with up to three decimals.
func parseWeight(parameters string) int {
	for parameter := range strings.SplitSeq(parameters, ";") {
		key, q, _ := strings.Cut(strings.TrimSpace(parameter), "=")
		if !strings.EqualFold(key, "q") {
			continue
		}
		whole, decimals, _ := strings.Cut(q, ".")
		if (whole != "0" && whole != "1") || len(decimals) > 3 {
			return 0
		}
		weight := 0
		for _, digit := range whole + decimals + "000"[len(decimals):] {
			if digit < '0' || digit > '9' {
				return 0
			}
			weight = 10*weight + int(digit-'0')
		}
		if weight > 1000 {
			return 0
		}
		return weight
	}
	return 1000
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
