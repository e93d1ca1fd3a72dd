package main

import (
	"slices"
	"strings"
	"testing"
)

func TestPreferredCodings(t *testing.T) {
	for _, tc := range []struct {
		name   string
		header []string
		want   string
	}{
		{"no header", nil, "identity"},
		{"empty header", []string{""}, "identity"},
		{"only commas", []string{" , ,,"}, "identity"},
		{"a browser's", []string{"gzip, deflate, br, zstd"}, "br gzip identity"},
		{"our order decides between equals", []string{"identity, gzip, br"}, "br gzip identity"},
		{"their order does not", []string{"gzip;q=0.5, br;q=0.5"}, "br gzip identity"},
		{"q decides first", []string{"br;q=0.5, gzip;q=0.9"}, "gzip br identity"},
		{"identity wanted most", []string{"br;q=0.5, identity, gzip;q=0.7"}, "identity gzip br"},
		{"q=0 is never", []string{"br;q=0, gzip"}, "gzip identity"},
		{"q=0.000 is never", []string{"br;q=0.000, gzip"}, "gzip identity"},
		{"smallest q is not never", []string{"br;q=0.001"}, "br identity"},
		{"star", []string{"*"}, "br gzip identity"},
		{"star is for the others", []string{"br;q=0.2, *;q=0.8"}, "gzip identity br"},
		{"star refused", []string{"gzip, *;q=0"}, "gzip"},
		{"star refused, identity named", []string{"*;q=0, identity;q=0.1"}, "identity"},
		{"everything refused", []string{"*;q=0"}, ""},
		{"identity refused", []string{"identity;q=0, br"}, "br"},
		{"case does not matter", []string{"GZIP;Q=0.5, Br;q=0.4"}, "gzip br identity"},
		{"spaces", []string{"\tgzip ;  q=0.5 ,br; q=0.4\t"}, "gzip br identity"},
		{"no spaces", []string{"gzip;q=0.5,br;q=0.4"}, "gzip br identity"},
		{"old name of gzip", []string{"x-gzip"}, "gzip identity"},
		{"several lines", []string{"gzip;q=0.5", "br;q=0.4"}, "gzip br identity"},
		{"named twice", []string{"br, br;q=0"}, "identity"},
		{"named twice, refused first", []string{"br;q=0", "br"}, "identity"},
		{"name within a name", []string{"broken, ungzip, brotli"}, "identity"},
		{"q above 1", []string{"br;q=1.001, gzip"}, "gzip identity"},
		{"q negative", []string{"br;q=-1"}, "identity"},
		{"q of four decimals", []string{"br;q=0.0001"}, "identity"},
		{"q not a number", []string{"br;q=NaN, gzip;q=inf"}, "identity"},
		{"q in another notation", []string{"br;q=1e0, gzip;q=+1"}, "identity"},
		{"q empty", []string{"br;q=, gzip;q"}, "identity"},
		{"q without a leading zero", []string{"br;q=.5"}, "identity"},
		{"q with a bare point", []string{"br;q=1., gzip;q=0."}, "br identity"},
		{"q with foreign digits", []string{"br;q=0.५"}, "identity"},
		{"other parameters", []string{"br;level=11;q=0.3, gzip;level=9"}, "gzip br identity"},
		{"not ours", []string{"zstd, deflate, compress"}, "identity"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := names(parseAcceptEncoding(tc.header).preferred()); got != tc.want {
				t.Errorf("Accept-Encoding %q prefers %q, want %q", tc.header, got, tc.want)
			}
		})
	}
}

func names(codings []coding) string {
	var names []string
	for _, c := range codings {
		names = append(names, c.name)
	}
	return strings.Join(names, " ")
}

func FuzzAcceptEncoding(f *testing.F) {
	for _, seed := range []string{"", "gzip, deflate, br, zstd", "br;q=0, *;q=0.5", "identity;q=0", ";;q=,=", "gzip;q=0.1234"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, header string) {
		weights := parseAcceptEncoding([]string{header})
		for name, weight := range weights {
			if weight < 0 || weight > 1000 {
				t.Errorf("%q gives %q the weight %d", header, name, weight)
			}
		}
		order := weights.preferred()
		for _, c := range order {
			asked := strings.Contains(strings.ToLower(header), c.name) || strings.Contains(header, "*")
			if !asked && c != identity {
				t.Errorf("%q prefers %s, which it does not name", header, c.name)
			}
		}
		refused := parseAcceptEncoding([]string{header + ", br;q=0, gzip;q=0"}).preferred()
		if slices.ContainsFunc(refused, func(c coding) bool { return c != identity }) {
			t.Errorf("%q: a refused coding is preferred: %v", header, names(refused))
		}
	})
}
