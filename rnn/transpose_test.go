package rnn

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestPackTransposed(t *testing.T) {
	for m := 1; m < 20; m++ {
		for n := 1; n < 20; n++ {
			w := draw(rand.New(rand.NewPCG(uint64(m), uint64(n))), m*n, 1, false)
			turned := make([]float64, n*m)
			for j := range m {
				for k := range n {
					turned[k*m+j] = w[j*n+k]
				}
			}
			what := fmt.Sprintf("(%d, %d)", m, n)
			got, check := guarded(t, PackedLen(n, m))
			packTransposed(got, packed(w, m, n), m, n)
			wantSame(t, what, got, packed(turned, n, m))
			check()
			got, check = guarded(t, PackedLen(n, m))
			packColumns(got, w, m, n)
			wantSame(t, what+" not packed", got, packed(turned, n, m))
			check()
		}
	}
}

// The sum has one order, also where more rows than are taken at a time meet.
func TestAddOuter(t *testing.T) {
	forEachKernel(t, func(t *testing.T, k Kernel) {
		for _, size := range [][3]int{{0, 3, 2}, {1, 1, 1}, {2, 9, 7}, {5, 3, 17}, {37, 4, 9000}, {35, 9000, 3}, {1000, 200, 9}} {
			R, m, n := size[0], size[1], size[2]
			r := rand.New(rand.NewPCG(uint64(R), 0))
			d, x, y := draw(r, R*m, 1, false), draw(r, R*n, 1, false), draw(r, m*n, 1, false)
			want := slices.Clone(y)
			for r := range R {
				for i := range m {
					for j := range n {
						want[i*n+j] += float64(d[r*m+i] * x[r*n+j])
					}
				}
			}
			addOuter(k, y, d, m, x, m, n)
			wantSame(t, fmt.Sprint(size), y, want)
		}
	})
}
