package npz

import "math"

// Numbers in little-endian order. What encoding/binary has for it would be copied to each
// place that calls it.

//go:noinline
func append16(dst []byte, v uint16) []byte { return append(dst, byte(v), byte(v>>8)) }

//go:noinline
func append32(dst []byte, v uint32) []byte {
	return append(dst, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
}

// AppendValues appends the eight bytes of each value, in little-endian order.
func AppendValues(dst []byte, values []float64) []byte {
	at, size := len(dst), 8*len(values)
	if cap(dst)-at < size {
		dst = append(make([]byte, 0, at+size), dst...)
	}
	dst = dst[:at+size]
	for i, v := range values {
		bits, to := math.Float64bits(v), dst[at+8*i:][:8:8]
		to[0], to[1], to[2], to[3] = byte(bits), byte(bits>>8), byte(bits>>16), byte(bits>>24)
		to[4], to[5], to[6], to[7] = byte(bits>>32), byte(bits>>40), byte(bits>>48), byte(bits>>56)
	}
	return dst
}
