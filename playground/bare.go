package playground

import (
	"strings"
	"unsafe"
)

// bare is room for n values, with whatever was in that memory before: the caller
// writes all of them. make would clear it first, in one go, and for the largest
// tensors that is too long for a page in between two frames.
func bare(n int) []float64 {
	const atOnce = 1 << 16 // is cleared in no time
	if n <= atOnce {
		return make([]float64, n)
	}
	var b strings.Builder // the one thing in Go whose memory is not cleared
	b.Grow(8 * n)
	b.WriteByte(0)
	return unsafe.Slice((*float64)(unsafe.Pointer(unsafe.StringData(b.String()))), n)
}
