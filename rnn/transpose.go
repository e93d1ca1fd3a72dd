package rnn

// packTransposed writes the transpose of a packed matrix w (m, n) to dst, itself
// packed as (n, m), see [Pack]. dst has PackedLen(n, m) values.
//
//go:noinline
func packTransposed(dst, w []float64, m, n int) {
	for j := 0; j < m; j += panel {
		for k := 0; k < n; k += panel { // a square, which in both is in one piece
			from, to := w[j*n+k*panel:], dst[k*m+j*panel:]
			for row := range min(panel, m-j) {
				line := (*[panel]float64)(to[row*panel:])
				for at := range min(panel, n-k) {
					line[at] = from[at*panel+row]
				}
				clear(line[min(panel, n-k):])
			}
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

// addOuter adds the gradient of some rows of a weight matrix, a sum of outer products:
//
//	y[i,j] += Σ_r d[r,i] x[r,j]
//
// y is (m, n), d the first m values of R rows of stride, x is (R, n); the sum is taken in
// the order of r. It is a product of a kernel with d transposed for its input and x for
// the matrix. Some r are taken at a time, so that what they are brought into order in
// stays small.
func addOuter(k Kernel, y, d []float64, stride int, x []float64, m, n int) {
	const most = 1 << 17 // values
	if m == 0 {
		return
	}
	rows := min(len(x)/n, max(most/(m+n), 16))
	turned := make([]float64, rows*m)
	packed := make([]float64, PackedLen(n, rows))
	for left := len(x) / n; left > 0; left -= rows {
		if left < rows {
			rows = left
			turned, packed = turned[:rows*m], packed[:PackedLen(n, rows)]
		}
		for r := range rows {
			for i, v := range d[r*stride:][:m] {
				turned[i*rows+r] = v
			}
		}
		packColumns(packed, x[:rows*n], rows, n)
		k.Product(y, packed, turned, n, rows)
		x, d = x[rows*n:], d[min(rows*stride, len(d)):]
	}
}
