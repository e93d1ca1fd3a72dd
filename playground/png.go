package playground

import (
	"encoding/binary"
	"hash/adler32"
	"hash/crc32"
)

// pngColors are those of a palette, about every second of its levels, with both ends: with
// a transparent one they are as many as a byte tells apart.
const pngColors = 255

// png encodes pixels as a PNG file (W3C, Portable Network Graphics, third edition). It is
// not compressed: image/png would bring deflate into the page's program, and what is drawn
// is of random numbers.
func png(m *Heatmap, palette *Palette) []byte {
	table, most := palette.table(), 2*levels
	index := map[Color]byte{}
	colors := []byte{0, 0, 0} // the transparent one
	for i := range pngColors {
		colors = append(colors, table[(i*most+pngColors/2)/(pngColors-1)][:]...)
	}
	for level := range table {
		index[table[level]] = byte(1 + (level*(pngColors-1)+levels)/most)
	}
	var out []byte
	chunk := func(kind string, data []byte) {
		out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
		from := len(out)
		out = append(append(out, kind...), data...)
		out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[from:]))
	}
	out = append(out, "\x89PNG\r\n\x1a\n"...)
	head := binary.BigEndian.AppendUint32(nil, uint32(m.Columns))
	head = binary.BigEndian.AppendUint32(head, uint32(m.Rows))
	chunk("IHDR", append(head, 8, 3, 0, 0, 0)) // eight bits, of a palette
	chunk("PLTE", colors)
	chunk("tRNS", []byte{0})

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
		data = binary.LittleEndian.AppendUint16(data, uint16(len(part)))
		data = binary.LittleEndian.AppendUint16(data, ^uint16(len(part)))
		data = append(data, part...)
		if len(left) == 0 {
			break
		}
	}
	chunk("IDAT", binary.BigEndian.AppendUint32(data, adler32.Checksum(rows)))
	chunk("IEND", nil)
	return out
}
