//go:build !js

package numpy

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// gonum is a second witness, for orders too large for goldens. On the page its
// LAPACK would be 100 kB to download, and this is 11.
func TestLinalgAgainstGonum(t *testing.T) {
	for _, n := range []int{30, 100, 200, 333} {
		bound := 1 / math.Sqrt(float64(n))
		draws := map[string]func(dst []float64, r *Random){
			"normal":            func(dst []float64, r *Random) { r.FillStandardNormal(dst) },
			"uniform":           func(dst []float64, r *Random) { r.FillUniform(dst, 0, 1) },
			"PyTorch's weights": func(dst []float64, r *Random) { r.FillUniform(dst, -bound, bound) },
		}
		for name, draw := range draws {
			a := make([]float64, n*n)
			draw(a, NewRandom(uint32(n)))
			dense := mat.NewDense(n, n, append([]float64(nil), a...))

			var eigen mat.Eigen
			if !eigen.Factorize(dense, mat.EigenNone) {
				t.Fatal("gonum finds no eigenvalues")
			}
			want, re, im := 0.0, make([]float64, n), make([]float64, n)
			for i, v := range eigen.Values(nil) {
				re[i], im[i] = real(v), imag(v)
				want = max(want, math.Hypot(re[i], im[i]))
			}
			s := spectrum(a, n)
			gotRe, gotIm := s.Eigenvalues()
			radius, all := math.Abs(s.Radius()-want)/want, match(gotRe, gotIm, re, im)/want

			var qr mat.QR
			qr.Factorize(dense)
			var q, r mat.Dense
			qr.QTo(&q)
			qr.RTo(&r)
			Orthogonalize(a, n)
			worst := 0.0
			for i := range a {
				worst = max(worst, math.Abs(a[i]-q.At(i/n, i%n)*sign(r.At(i%n, i%n))))
			}
			t.Logf("%s, n = %d: q differs by %.2g, the radius by %.2g of it, an eigenvalue by %.2g", name, n, worst, radius, all)
			if !(radius < 1e-12) || !(all < 1e-11) || !(worst < 1e-11) {
				t.Errorf("%s, n = %d: q differs by %.2g, the radius by %.2g of it, an eigenvalue by %.2g", name, n, worst, radius, all)
			}
		}
	}
}
