package playground

// multiplyTransposed is out = in Jᵀ:
//
//	out[r,j] = Σ_k in[r,k] J[j,k]
//
// where out is (R, m), in is (R, n), J is (m, n), all row-major; m and n are
// multiples of 4 and R is even, rows and columns of zeros make them so. out must
// not overlap the others.
//
// A row of in is what became of a change in one unit, so the rows are worked on
// apart from each other and may be given a few at a time. Each sum is taken from
// k = 0 on and each product is rounded, as in rnn: naive loops give the same
// bits, and zeros beyond the end change none. Two rows times four make eight sums
// that do not wait for each other, out of six numbers read per column.
func multiplyTransposed(out, in, jac []float64, m, n int) {
	for ; len(in) >= 2*n && len(out) >= 2*m; in, out = in[2*n:], out[2*m:] {
		u, v := in[:n:n], in[n:][:n:n]
		outU, outV := out[:m:m], out[m:][:m:m]
		for j := 0; j <= m-4; j += 4 {
			w0 := jac[(j+0)*n:][:n:n]
			w1 := jac[(j+1)*n:][:n:n]
			w2 := jac[(j+2)*n:][:n:n]
			w3 := jac[(j+3)*n:][:n:n]
			var s0, s1, s2, s3, t0, t1, t2, t3 float64
			for k := 0; k <= n-4; k += 4 {
				x := (*[4]float64)(u[k : k+4 : k+4])
				y := (*[4]float64)(v[k : k+4 : k+4])
				a := (*[4]float64)(w0[k : k+4 : k+4])
				b := (*[4]float64)(w1[k : k+4 : k+4])
				c := (*[4]float64)(w2[k : k+4 : k+4])
				d := (*[4]float64)(w3[k : k+4 : k+4])

				s0 += float64(a[0] * x[0])
				t0 += float64(a[0] * y[0])
				s1 += float64(b[0] * x[0])
				t1 += float64(b[0] * y[0])
				s2 += float64(c[0] * x[0])
				t2 += float64(c[0] * y[0])
				s3 += float64(d[0] * x[0])
				t3 += float64(d[0] * y[0])

				s0 += float64(a[1] * x[1])
				t0 += float64(a[1] * y[1])
				s1 += float64(b[1] * x[1])
				t1 += float64(b[1] * y[1])
				s2 += float64(c[1] * x[1])
				t2 += float64(c[1] * y[1])
				s3 += float64(d[1] * x[1])
				t3 += float64(d[1] * y[1])

				s0 += float64(a[2] * x[2])
				t0 += float64(a[2] * y[2])
				s1 += float64(b[2] * x[2])
				t1 += float64(b[2] * y[2])
				s2 += float64(c[2] * x[2])
				t2 += float64(c[2] * y[2])
				s3 += float64(d[2] * x[2])
				t3 += float64(d[2] * y[2])

				s0 += float64(a[3] * x[3])
				t0 += float64(a[3] * y[3])
				s1 += float64(b[3] * x[3])
				t1 += float64(b[3] * y[3])
				s2 += float64(c[3] * x[3])
				t2 += float64(c[3] * y[3])
				s3 += float64(d[3] * x[3])
				t3 += float64(d[3] * y[3])
			}
			s, t := (*[4]float64)(outU[j:j+4:j+4]), (*[4]float64)(outV[j:j+4:j+4])
			s[0], s[1], s[2], s[3] = s0, s1, s2, s3
			t[0], t[1], t[2], t[3] = t0, t1, t2, t3
		}
	}
}
