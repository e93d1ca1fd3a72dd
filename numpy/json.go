package numpy

import "unicode/utf8"

// AppendJSON appends text as a string of JSON (RFC 8259, section 7). What is not valid
// UTF-8 becomes U+FFFD, as encoding/json has it; that package is many for a program that
// a browser loads.
func AppendJSON(dst []byte, text string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r == '\n':
			dst = append(dst, `\n`...)
		case r < ' ' || r == 0x7f:
			dst = append(dst, '\\', 'u', '0', '0', hex[r>>4], hex[r&15])
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return append(dst, '"')
}
