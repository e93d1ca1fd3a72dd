package playground

import "strings"

// The alphabets of RFC 4648, of section 5 for links, and of section 4 for other addresses.
// The library's package has both directions of four encodings and their streams.
const (
	base64Alphabet = base64Shared + "-_"
	base64Data     = base64Shared + "+/"
	base64Shared   = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
)

// appendBase64 appends bytes as base64url without =.
func appendBase64(out, bytes []byte) []byte { return encodeBase64(out, bytes, base64Alphabet) }

// appendData appends bytes as base64, with = up to a multiple of four.
func appendData(out, bytes []byte) []byte {
	return append(encodeBase64(out, bytes, base64Data), "=="[:(3-len(bytes)%3)%3]...)
}

func encodeBase64(out, bytes []byte, alphabet string) []byte {
	for ; len(bytes) > 0; bytes = bytes[min(3, len(bytes)):] {
		group := uint(bytes[0]) << 16
		n := min(3, len(bytes))
		for i, b := range bytes[1:n] {
			group |= uint(b) << (8 - 8*i)
		}
		for i := range n + 1 {
			out = append(out, alphabet[group>>(18-6*i)&63])
		}
	}
	return out
}

// parseBase64 reads what appendBase64 writes, and nothing else.
func parseBase64(text string) (bytes []byte, ok bool) {
	bytes = make([]byte, 0, len(text)*3/4)
	for len(text) > 0 {
		group, n := uint(0), min(4, len(text))
		for i := range n {
			v := strings.IndexByte(base64Alphabet, text[i])
			if v < 0 {
				return nil, false
			}
			group |= uint(v) << (18 - 6*i)
		}
		for i := range n - 1 {
			bytes = append(bytes, byte(group>>(16-8*i)))
		}
		if n == 1 || group<<(8*(n-1))&0xffffff != 0 {
			return nil, false // bits that no byte has
		}
		text = text[n:]
	}
	return bytes, true
}
