package rnn

// packTransposed writes the transpose of a packed matrix w (m, n) to dst, itself
// packed as (n, m), see [Pack]. dst has PackedLen(n, m) values.
//
//go:noinline
func packTransposed(dst, w []float64, m, n int) {
	clear(dst)
	for j := range m {
		from := w[j/panel*panel*n+j%panel:]
		for k := range n {
			dst[(k/panel*m+j)*panel+k%panel] = from[k*panel]
		}
	}
}

// packColumns packs the transpose of a row-major x (rows, n): that is (n, rows).
// dst has PackedLen(n, rows) values.
func packColumns(dst, x []float64, rows, n int) {
	for j := 0; j < n; j += panel {
		for r := range rows {
			to := (*[panel]float64)(dst[j*rows+r*panel:])
			clear(to[copy(to[:], x[r*n+j:(r+1)*n]):])
		}
	}
}

// addOuter adds the gradient of a weight matrix, a sum of outer products over rows:
//
//	y[i,j] += Σ_r d[r,i] x[r,j]
//
// y is (m, n), d is (R, m), x is (R, n); the sum is taken in the order of r. It is a
// product of a kernel with d transposed for its input and x for the matrix. Some rows
// are taken at a time, so that what they are brought into order in stays small.
func addOuter(k Kernel, y, d, x []float64, m, n int) {
	const most = 1 << 17 // values
	rows := min(len(d)/m, max(most/(m+n), 16))
	if rows == 0 {
		return
	}
	turned := make([]float64, rows*m)
	packed := make([]float64, PackedLen(n, rows))
	for ; len(d) > 0; d, x = d[rows*m:], x[rows*n:] {
		if left := len(d) / m; left < rows {
			rows = left
			turned, packed = turned[:rows*m], packed[:PackedLen(n, rows)]
		}
		for r := range rows {
			for i, v := range d[r*m:][:m] {
				turned[i*rows+r] = v
			}
		}
		packColumns(packed, x[:rows*n], rows, n)
		k.Product(y, packed, turned, n, rows)
	}
}
