package rnn

import (
	"fmt"
	"slices"
	"testing"
)

// Every number of rows and columns around the blocks of the kernel, from none.
// With the product rounded here, a kernel that is compiled to fused
// multiply-adds fails on machines that have them (amd64: GOAMD64=v3).
func TestAddProduct(t *testing.T) {
	for m := range 14 {
		for n := range 28 {
			for _, special := range []bool{false, true} {
				r := newRun(uint64(m*100+n), 1, max(n, 1), max(m, 1), special)
				w, v, start := r.layer.Wx[:m*n], r.x[:n], r.layer.B[:m]

				want := slices.Clone(start)
				for j := range m {
					for k := range n {
						want[j] += float64(w[j*n+k] * v[k])
					}
				}
				got, check := guarded(t, m)
				copy(got, start)
				addProduct(got, w, v)
				check()
				wantSame(t, fmt.Sprintf("(%d, %d)", m, n), got, want)
			}
		}
	}
}

func TestAddProductZero(t *testing.T) {
	for m := range 6 {
		for n := range 14 {
			for seed := range uint64(40) {
				r := newRun(seed, 1, max(n, 1), max(m, 1), seed%2 == 1)
				w, start := r.layer.Wx[:m*n], r.layer.B[:m]
				if seed%4 < 2 { // signs of zero show only where the sum is zero
					for i := range w {
						w[i] = -1
					}
					for j := range start {
						start[j] = specials[seed/4%2]
					}
					if m*n > 0 && seed%8 < 4 {
						w[seed%uint64(m*n)] = 1
					}
				}

				want := slices.Clone(start)
				addProduct(want, w, make([]float64, n))
				got, check := guarded(t, m)
				copy(got, start)
				addProductZero(got, w, n)
				check()
				wantSame(t, fmt.Sprintf("(%d, %d), seed %d", m, n, seed), got, want)
			}
		}
	}
}
