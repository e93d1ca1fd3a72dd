package playground

import "hash/crc32"

// pngColors are those of a palette, about every second of its levels, with both ends: with
// a transparent one they are as many as a byte tells apart.
const pngColors = 255

// pngOf encodes pixels as a PNG file (W3C, Portable Network Graphics, third edition). It is
// not compressed: image/png would bring deflate into the page's program, and what is drawn
// is of random numbers.
func pngOf(m *Heatmap, palette *Palette) []byte {
	table, most := palette.table(), 2*levels
	index := map[Color]byte{}
	colors := []byte{0, 0, 0} // the transparent one
	for i := range pngColors {
		colors = append(colors, table[(i*most+pngColors/2)/(pngColors-1)][:]...)
	}
	for level := range table {
		index[table[level]] = byte(1 + (level*(pngColors-1)+levels)/most)
	}
	out := []byte("\x89PNG\r\n\x1a\n")
	head := bigEndian(bigEndian(nil, uint32(m.Columns)), uint32(m.Rows))
	out = chunk(out, "IHDR", append(head, 8, 3, 0, 0, 0)) // eight bits, of a palette
	out = chunk(out, "PLTE", colors)
	out = chunk(out, "tRNS", []byte{0})

	rows := make([]byte, 0, m.Rows*(m.Columns+1))
	for row := range m.Rows {
		rows = append(rows, 0) // no filter
		for column := range m.Columns {
			pixel := m.RGBA[4*(row*m.Columns+column):][:4]
			if pixel[3] == 0 {
				rows = append(rows, 0)
			} else {
				rows = append(rows, index[Color(pixel)])
			}
		}
	}
	// zlib (RFC 1950) around stored blocks of deflate (RFC 1951, 3.2.4).
	data := []byte{0x78, 0x01}
	for left := rows; ; {
		part := left[:min(len(left), 0xffff)]
		left = left[len(part):]
		data = append(data, byte(b2i(len(left) == 0)))
		n := uint16(len(part))
		data = append(data, byte(n), byte(n>>8), byte(^n), byte(^n>>8))
		data = append(data, part...)
		if len(left) == 0 {
			break
		}
	}
	return chunk(chunk(out, "IDAT", bigEndian(data, adler32(rows))), "IEND", nil)
}

//go:noinline
func chunk(dst []byte, kind string, data []byte) []byte {
	dst = bigEndian(dst, uint32(len(data)))
	from := len(dst)
	dst = append(append(dst, kind...), data...)
	return bigEndian(dst, crc32.ChecksumIEEE(dst[from:]))
}

//go:noinline
func bigEndian(dst []byte, v uint32) []byte {
	return append(dst, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
}

// adler32 is the sum at the end of a zlib stream (RFC 1950, section 8.2).
func adler32(data []byte) uint32 {
	const prime = 65521
	a, b := uint32(1), uint32(0)
	for _, c := range data {
		a = (a + uint32(c)) % prime
		b = (b + a) % prime
	}
	return b<<16 | a
}

// appendBase64 of RFC 4648, section 4.
func appendBase64(dst, data []byte) []byte {
	const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	for len(data) > 0 {
		var three [3]byte
		n := copy(three[:], data)
		data = data[n:]
		v := uint32(three[0])<<16 | uint32(three[1])<<8 | uint32(three[2])
		four := [4]byte{digits[v>>18], digits[v>>12&63], digits[v>>6&63], digits[v&63]}
		for i := n + 1; i < 4; i++ {
			four[i] = '='
		}
		dst = append(dst, four[:]...)
	}
	return dst
}
