package playground

import (
	"slices"
	"strings"
)

// Words that are coloured; not every one of a language, but those of listings.
var (
	pythonKeywords = []string{"as", "def", "for", "from", "import", "in", "return", "with"}
	goKeywords     = []string{"const", "for", "func", "if", "import", "package", "range", "return", "var"}
)

// ListingHTML is a listing with comments, strings, numbers and keywords marked by
// a class each, c, s, n and k. Its text is the listing, byte for byte.
func ListingHTML(code Code, listing string) string {
	comment, keywords := "#", pythonKeywords
	if code == GoCode {
		comment, keywords = "//", goKeywords
	}
	var out strings.Builder
	out.Grow(2 * len(listing))
	for listing != "" {
		class, end := "", 1
		switch c := listing[0]; {
		case strings.HasPrefix(listing, comment):
			class, end = "c", untilNot(listing, func(c byte) bool { return c != '\n' })
		case c == '"':
			class, end = "s", stringEnd(listing)
		case '0' <= c && c <= '9':
			// The sign of an exponent belongs to it.
			class, end = "n", untilNot(listing, func(c byte) bool { return isWord(c) || c == '.' })
			if end < len(listing) && listing[end-1] == 'e' && (listing[end] == '-' || listing[end] == '+') {
				end += 1 + untilNot(listing[end+1:], isWord)
			}
		case isWord(c):
			end = untilNot(listing, isWord)
			if slices.Contains(keywords, listing[:end]) {
				class = "k"
			}
		}
		if class != "" {
			out.WriteString(`<span class="` + class + `">` + escapeHTML(listing[:end]) + `</span>`)
		} else {
			out.WriteString(escapeHTML(listing[:end]))
		}
		listing = listing[end:]
	}
	return out.String()
}

func isWord(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// untilNot is how many bytes at the front of text are of a kind.
//
//go:noinline
func untilNot(text string, kind func(byte) bool) int {
	for i := range len(text) {
		if !kind(text[i]) {
			return i
		}
	}
	return len(text)
}

// stringEnd is the length of the string literal at the front of text.
func stringEnd(text string) int {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(text)
}

func escapeHTML(text string) string {
	if !strings.ContainsAny(text, `&<>"`) {
		return text
	}
	out := make([]byte, 0, len(text)+len("&amp;"))
	for _, c := range []byte(text) {
		switch c {
		case '&':
			out = append(out, "&amp;"...)
		case '<':
			out = append(out, "&lt;"...)
		case '>':
			out = append(out, "&gt;"...)
		case '"':
			out = append(out, "&#34;"...)
		default:
			out = append(out, c)
		}
	}
	return string(out)
}
