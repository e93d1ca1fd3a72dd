package rnn

import "math"

// A Kernel is the arithmetic that a layer spends its time in: products of packed
// matrices, see [Pack], and the recurrences of the cells. [Plain] is one in Go;
// a program that has something faster hands it to [Layer.Pack]. A kernel only
// changes how long a result takes: all give the same bits.
//
// R is the number of rows that are multiplied, m and n are the rows and columns of
// the matrix, at least 1. All lengths agree: who calls has checked that.
type Kernel interface {
	// Product adds to each row of y the product with a row of x:
	//
	//	y[r,j] += Σ_k w[j,k] x[r,k]
	//
	// y is (R, m), w is (m, n) packed, x is (R, n), so that R is len(x)/n. Each sum
	// begins with the y[r,j] that was there and is taken in the order of k, every
	// product rounded. y must not overlap the others.
	Product(y, w, x []float64, m, n int)

	// Recurrence takes an Elman layer through T steps whose sums lack only the
	// product with the state before:
	//
	//	a_t += w h_{t-1}
	//	h_t  = tanh(a_t)
	//
	// h and a are (T, H) and may be the same slice; h0 is (H,), w is (H, H) packed.
	Recurrence(h, a, h0, w []float64)

	// Tanh is dst[i] = tanh(src[i]), as [math.Tanh] has it. The two have the same
	// length, and may be the same slice.
	Tanh(dst, src []float64)

	// LSTM takes an LSTM through T steps of N sequences, in place of the sums of their
	// gates, which lack only the product with the state before:
	//
	//	a_t += w h_{t-1}
	//	i_t, f_t, g_t, o_t = σ(a_t), σ(a_t), tanh(a_t), σ(a_t)
	//	c_t  = f_t c_{t-1} + i_t g_t
	//	h_t  = o_t tanh(c_t)
	//
	// with the functions that [Plain] has. gates is (T, N, 4H), c and h are (T, N, H),
	// c0 and h0 (N, H), w is (4H, H) packed, size is H. In reverse the first step is
	// that of t = T.
	LSTM(gates, c, h, c0, h0, w []float64, size int, reverse bool)

	// GRU is the same for a GRU, whose sums also lack the second bias b (3H,):
	//
	//	s_t  = b + w h_{t-1}
	//	r_t, z_t = σ(a_t + s_t), σ(a_t + s_t)
	//	q_t  = s_t
	//	n_t  = tanh(a_t + r_t q_t)
	//	h_t  = (1 - z_t) n_t + z_t h_{t-1}
	//
	// gates is (T, N, 3H), q and h are (T, N, H), h0 is (N, H), w is (3H, H) packed. In
	// spare, which is (N, 3H), the kernel may leave anything.
	GRU(gates, q, h, h0, w, b, spare []float64, size int, reverse bool)
}

// panel is the number of rows that are packed together.
const panel = 8

// PackedLen is how many values an (m, n) matrix has when it is packed.
func PackedLen(m, n int) int { return (m + panel - 1) / panel * panel * n }

// Pack writes a row-major (m, n) matrix to dst as kernels read it: in panels of 8
// rows, with rows of zeros behind the last, and k-major inside a panel:
//
//	w[j,k]   is   dst[(j/8*n + k)*8 + j%8]
//
// The 8 values that meet one x[k] thus lie side by side. w has m × n values, and
// dst [PackedLen] of them.
func Pack(dst, w []float64, m, n int) {
	for ; m >= panel; m -= panel {
		packPanel(dst[:panel*n:panel*n], w, n)
		dst, w = dst[panel*n:], w[panel*n:]
	}
	if m > 0 {
		clear(dst[:panel*n])
		for j := range m {
			for k, v := range w[j*n:][:n] {
				dst[panel*k+j] = v
			}
		}
	}
}

// packPanel packs 8 rows. It is a call of its own because an engine of WebAssembly
// that compiles a function better does so from one call to the next.
//
//go:noinline
func packPanel(dst, w []float64, n int) {
	r0, r1, r2, r3 := w[0*n:][:n], w[1*n:][:n], w[2*n:][:n], w[3*n:][:n]
	r4, r5, r6, r7 := w[4*n:][:n], w[5*n:][:n], w[6*n:][:n], w[7*n:][:n]
	for k := range n {
		p := (*[panel]float64)(dst[panel*k:])
		p[0], p[1], p[2], p[3] = r0[k], r1[k], r2[k], r3[k]
		p[4], p[5], p[6], p[7] = r4[k], r5[k], r6[k], r7[k]
	}
}

// Plain is the [Kernel] in Go.
type Plain struct{}

func (Plain) Product(y, w, x []float64, m, n int) {
	for r := range len(x) / n {
		addProduct(y[r*m:][:m], w, x[r*n:][:n])
	}
}

func (Plain) Recurrence(h, a, h0, w []float64) {
	size := len(h0)
	for ; len(h) >= size; h, a = h[size:], a[size:] {
		addProduct(a[:size], w, h0)
		h0 = h[:size]
		Plain{}.Tanh(h0, a[:size])
	}
}

func (Plain) Tanh(dst, src []float64) {
	for i, x := range src {
		dst[i] = math.Tanh(x)
	}
}

// addProduct is Plain's product for one row of x:
//
//	y[j] += Σ_k w[j,k] x[k]
//
// y is (m,), w is (m, n) packed, x is (n,).
//
// A sum in one fixed order waits for each addition before the next. Half a panel
// is four sums that do not wait for each other, and share each x[k]; of eight, Go
// would keep two in memory. The conversion around each product rounds it; Go could
// otherwise fuse product and addition into one rounding where a machine has such
// an instruction.
//
// Pointers to arrays have constant indices, which need no bounds check, and eight
// columns at a time make jumps rare, which cost most in WebAssembly, where Go
// compiles a backward jump to a look-up in a table.
func addProduct(y, w, x []float64) {
	n := len(x)
	for j := 0; j < len(y); j += panel / 2 {
		half := w[j&^(panel-1)*n+j&(panel-1):]
		half = half[:panel*n-j&(panel-1)]
		var part [panel / 2]float64
		s := &part
		if len(y)-j >= len(part) {
			s = (*[panel / 2]float64)(y[j:])
		} else {
			copy(part[:], y[j:])
		}
		s0, s1, s2, s3 := s[0], s[1], s[2], s[3]
		k := 0
		for ; k <= n-8; k += 8 {
			v := (*[8]float64)(x[k : k+8 : k+8])
			a := (*[7*panel + panel/2]float64)(half[panel*k:])

			s0 += float64(a[0] * v[0])
			s1 += float64(a[1] * v[0])
			s2 += float64(a[2] * v[0])
			s3 += float64(a[3] * v[0])

			s0 += float64(a[8] * v[1])
			s1 += float64(a[9] * v[1])
			s2 += float64(a[10] * v[1])
			s3 += float64(a[11] * v[1])

			s0 += float64(a[16] * v[2])
			s1 += float64(a[17] * v[2])
			s2 += float64(a[18] * v[2])
			s3 += float64(a[19] * v[2])

			s0 += float64(a[24] * v[3])
			s1 += float64(a[25] * v[3])
			s2 += float64(a[26] * v[3])
			s3 += float64(a[27] * v[3])

			s0 += float64(a[32] * v[4])
			s1 += float64(a[33] * v[4])
			s2 += float64(a[34] * v[4])
			s3 += float64(a[35] * v[4])

			s0 += float64(a[40] * v[5])
			s1 += float64(a[41] * v[5])
			s2 += float64(a[42] * v[5])
			s3 += float64(a[43] * v[5])

			s0 += float64(a[48] * v[6])
			s1 += float64(a[49] * v[6])
			s2 += float64(a[50] * v[6])
			s3 += float64(a[51] * v[6])

			s0 += float64(a[56] * v[7])
			s1 += float64(a[57] * v[7])
			s2 += float64(a[58] * v[7])
			s3 += float64(a[59] * v[7])
		}
		for ; k < n; k++ {
			v := x[k]
			a := (*[panel / 2]float64)(half[panel*k:])
			s0 += float64(a[0] * v)
			s1 += float64(a[1] * v)
			s2 += float64(a[2] * v)
			s3 += float64(a[3] * v)
		}
		s[0], s[1], s[2], s[3] = s0, s1, s2, s3
		if s == &part {
			copy(y[j:], part[:])
		}
	}
}
