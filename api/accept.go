package api

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/rnn-playground/rnn-playground/playground"
)

// Quality reads q from the parameters of an element of Accept, Accept-Encoding and
// their like, in thousandths; without one it is 1000, and 0 if it cannot be read. The
// grammar is that of RFC 9110, section 12.4.2: 0 or 1, with up to three decimals.
func Quality(parameters string) int {
	for parameter := range strings.SplitSeq(parameters, ";") {
		key, q, _ := strings.Cut(strings.TrimSpace(parameter), "=")
		if !strings.EqualFold(key, "q") {
			continue
		}
		whole, decimals, _ := strings.Cut(q, ".")
		if (whole != "0" && whole != "1") || len(decimals) > 3 {
			return 0
		}
		quality := 0
		for _, digit := range whole + decimals + "000"[len(decimals):] {
			if digit < '0' || digit > '9' {
				return 0
			}
			quality = 10*quality + int(digit-'0')
		}
		if quality > 1000 {
			return 0
		}
		return quality
	}
	return 1000
}

// negotiate picks of the media types offered the one to answer with.
func negotiate(accept []string, offered []string) (int, error) {
	i := accepted(accept, offered)
	if i < 0 {
		want := strings.Join(offered, ", ")
		if len(offered) > 1 {
			want = "one of " + want + ", or the parameter format"
		}
		return i, &refusal{
			status: http.StatusNotAcceptable, known: offered,
			detail: "Accept is " + strconv.Quote(playground.Shorten(strings.Join(accept, ", "))) + ": want " + want,
		}
	}
	return i, nil
}

// accepted picks of the media types offered the one that an Accept header wants most,
// and of those wanted equally the first; -1 if it wants none. Of all ranges that match a
// type the most specific counts (RFC 9110, section 12.5.1).
func accepted(lines []string, offered []string) int {
	accept := strings.Join(lines, ",")
	if strings.Trim(accept, " \t,") == "" {
		return 0
	}
	best, most := -1, 0
	for i, mediaType := range offered {
		kind, _, _ := strings.Cut(mediaType, "/")
		quality, specific := 0, -1
		for element := range strings.SplitSeq(accept, ",") {
			mediaRange, parameters, _ := strings.Cut(element, ";")
			rank := -1
			switch strings.ToLower(strings.TrimSpace(mediaRange)) {
			case mediaType:
				rank = 2
			case kind + "/*":
				rank = 1
			case "*/*":
				rank = 0
			}
			if rank < 0 || !isPlain(parameters) {
				continue
			}
			if rank > specific {
				quality, specific = Quality(parameters), rank
			} else if rank == specific {
				quality = max(quality, Quality(parameters))
			}
		}
		if quality > most {
			best, most = i, quality
		}
	}
	return best
}

// isPlain reports whether a media range has no parameters but q, and the encoding
// that all of ours have: with any other it means something that is not offered.
func isPlain(parameters string) bool {
	for parameter := range strings.SplitSeq(parameters, ";") {
		key, value, _ := strings.Cut(strings.ToLower(strings.TrimSpace(parameter)), "=")
		switch {
		case key == "q":
			return true // what follows belongs to the header, not to the range
		case key == "", key == "charset" && strings.Trim(value, `"`) == "utf-8":
		default:
			return false
		}
	}
	return true
}
