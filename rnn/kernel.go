package rnn

import "math"

// addProduct adds a matrix-vector product to y:
//
//	y[j] += Σ_k w[j,k] v[k]     j = 0 … m-1,  k = 0 … n-1
//
// where y is (m,), w is (m, n) row-major, and v is (n,); m and n are the lengths
// of y and v, and may be anything from 0. y must not overlap w or v. The caller
// has checked that w has m × n values.
//
// Each y[j] is summed one term after the other from k = 0, starting at the y[j]
// that was there. Fast and naive loops thus give the same bits, and a sum can be
// continued by a second call. The conversion around each product rounds it; Go
// could otherwise fuse product and addition into one rounding where a machine
// has such an instruction.
//
// A sum in one fixed order waits for each addition before the next. Four rows
// make four sums that do not wait for each other, and share each v[k]. Eight
// columns at a time go through pointers to arrays, whose constant indices need
// no bounds check, and make jumps rare, which cost most in WebAssembly, where Go
// compiles a backward jump to a look-up in a table. The capacities in the slice
// expressions are for the compiler, which then has nothing left to guard.
func addProduct(y, w, v []float64) {
	n := len(v)
	j := 0
	for ; j <= len(y)-4; j += 4 {
		w0 := w[(j+0)*n:][:n:n]
		w1 := w[(j+1)*n:][:n:n]
		w2 := w[(j+2)*n:][:n:n]
		w3 := w[(j+3)*n:][:n:n]
		s := (*[4]float64)(y[j:])
		s0, s1, s2, s3 := s[0], s[1], s[2], s[3]
		k := 0
		for ; k <= n-8; k += 8 {
			x := (*[8]float64)(v[k : k+8 : k+8])
			a := (*[8]float64)(w0[k : k+8 : k+8])
			b := (*[8]float64)(w1[k : k+8 : k+8])
			c := (*[8]float64)(w2[k : k+8 : k+8])
			d := (*[8]float64)(w3[k : k+8 : k+8])

			s0 += float64(a[0] * x[0])
			s1 += float64(b[0] * x[0])
			s2 += float64(c[0] * x[0])
			s3 += float64(d[0] * x[0])

			s0 += float64(a[1] * x[1])
			s1 += float64(b[1] * x[1])
			s2 += float64(c[1] * x[1])
			s3 += float64(d[1] * x[1])

			s0 += float64(a[2] * x[2])
			s1 += float64(b[2] * x[2])
			s2 += float64(c[2] * x[2])
			s3 += float64(d[2] * x[2])

			s0 += float64(a[3] * x[3])
			s1 += float64(b[3] * x[3])
			s2 += float64(c[3] * x[3])
			s3 += float64(d[3] * x[3])

			s0 += float64(a[4] * x[4])
			s1 += float64(b[4] * x[4])
			s2 += float64(c[4] * x[4])
			s3 += float64(d[4] * x[4])

			s0 += float64(a[5] * x[5])
			s1 += float64(b[5] * x[5])
			s2 += float64(c[5] * x[5])
			s3 += float64(d[5] * x[5])

			s0 += float64(a[6] * x[6])
			s1 += float64(b[6] * x[6])
			s2 += float64(c[6] * x[6])
			s3 += float64(d[6] * x[6])

			s0 += float64(a[7] * x[7])
			s1 += float64(b[7] * x[7])
			s2 += float64(c[7] * x[7])
			s3 += float64(d[7] * x[7])
		}
		for ; k < n; k++ {
			x := v[k]
			s0 += float64(w0[k] * x)
			s1 += float64(w1[k] * x)
			s2 += float64(w2[k] * x)
			s3 += float64(w3[k] * x)
		}
		s[0], s[1], s[2], s[3] = s0, s1, s2, s3
	}
	for ; j < len(y); j++ {
		y[j] = addRow(y[j], w[j*n:][:n:n], v)
	}
}

// addRow is one row of addProduct, for the last rows that are not four:
//
//	s + Σ_k w[k] v[k]
//
// w and v have the same length.
func addRow(s float64, w, v []float64) float64 {
	n := len(v)
	k := 0
	for ; k <= n-8; k += 8 {
		x := (*[8]float64)(v[k : k+8 : k+8])
		a := (*[8]float64)(w[k : k+8 : k+8])
		s += float64(a[0] * x[0])
		s += float64(a[1] * x[1])
		s += float64(a[2] * x[2])
		s += float64(a[3] * x[3])
		s += float64(a[4] * x[4])
		s += float64(a[5] * x[5])
		s += float64(a[6] * x[6])
		s += float64(a[7] * x[7])
	}
	for ; k < n; k++ {
		s += float64(w[k] * v[k])
	}
	return s
}

// addProductZero is addProduct for a v of n zeros, which then need no memory. It
// is not a no-op: the products are zeros with the signs of w, or NaN where w is
// not finite, so a y[j] of -0 can become +0, and any y[j] NaN. Nothing is ever
// rounded, so the order is free, and the terms need not wait for each other.
func addProductZero(y, w []float64, n int) {
	for j := range y {
		row := w[j*n:][:n]
		z := math.Copysign(0, -1) // -0 + z is z, even for z = +0 and -0
		for len(row) >= 4 {
			a := (*[4]float64)(row)
			z += (a[0]*0 + a[1]*0) + (a[2]*0 + a[3]*0)
			row = row[4:]
		}
		for _, a := range row {
			z += a * 0
		}
		y[j] += z
	}
}
