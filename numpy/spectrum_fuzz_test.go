package numpy

import (
	"encoding/binary"
	"math"
	"testing"
)

// fuzzedMatrix reads bytes as the largest square matrix they fill: as float64s,
// as small integers, among which many are 0, or as powers of two.
func fuzzedMatrix(reading byte, data []byte) (a []float64, n int) {
	switch reading % 3 {
	case 0:
		for ; len(data) >= 8; data = data[8:] {
			a = append(a, math.Float64frombits(binary.LittleEndian.Uint64(data)))
		}
	case 1:
		for _, b := range data {
			a = append(a, float64(int8(b)/16))
		}
	case 2:
		for _, b := range data {
			a = append(a, math.Ldexp(float64(b%3)-1, 8*int(int8(b))))
		}
	}
	for (n+1)*(n+1) <= len(a) && n < 40 {
		n++
	}
	return a[:n*n], n
}

// FuzzSpectrum: a matrix of finite elements comes to an end before the limit, and
// no eigenvalue exceeds its norms. Others are refused.
func FuzzSpectrum(f *testing.F) {
	for reading := range byte(3) {
		for _, size := range []int{0, 1, 8, 9, 16, 25, 72, 128, 200, 400, 800} {
			data := make([]byte, size)
			r := NewRandom(uint32(size))
			for i := range data {
				data[i] = byte(256 * r.Random())
			}
			f.Add(reading, data)
		}
	}
	f.Fuzz(func(t *testing.T, reading byte, data []byte) {
		a, n := fuzzedMatrix(reading, data)
		s := NewSpectrum(a, n)
		// So many steps of so many multiply-adds, whatever they are needed for.
		s.Step(float64(s.limit)*20*float64(n*n+10) + 10*s.Cost() + 1000)
		if s.next != nil {
			t.Fatalf("order %d: no end", n)
		}
		if !(largest(a) <= math.MaxFloat64) {
			if s.Err() != ErrNotFinite || !math.IsNaN(s.Radius()) {
				t.Fatalf("radius %v, %v of a matrix that is not finite", s.Radius(), s.Err())
			}
			return
		}
		re, im := s.Eigenvalues()
		if s.Err() != nil || len(re) != n || len(im) != n {
			t.Fatalf("order %d: %d eigenvalues after %d steps, %v", n, len(re), s.all, s.Err())
		}
		rows, columns := 0.0, 0.0
		for i := range n {
			row, column := 0.0, 0.0
			for j := range n {
				row += math.Abs(a[i*n+j])
				column += math.Abs(a[j*n+i])
			}
			rows, columns = max(rows, row), max(columns, column)
		}
		if r := s.Radius(); !(r >= 0 && r/2 <= min(rows, columns)) {
			t.Fatalf("order %d: radius %v, norms %v and %v", n, r, rows, columns)
		}
		for i := range re {
			if !(math.Hypot(re[i], im[i]) <= s.Radius()*(1+1e-15)+5e-324) {
				t.Fatalf("order %d: %v + %vi is beyond the radius %v", n, re[i], im[i], s.Radius())
			}
		}

		// Orthogonalize has nothing that could fail to end, but its q is not to be NaN.
		Orthogonalize(a, n)
		if !(largest(a) <= 1+1e-14) {
			t.Fatalf("order %d: an element of q is %v", n, largest(a))
		}
	})
}
