package numpy

import (
	"errors"
	"math"
)

// What [Spectrum] cannot do, as NumPy says it.
var (
	ErrNotFinite    = errors.New("numpy: array must not contain infs or NaNs")
	ErrNotConverged = errors.New("numpy: eigenvalues did not converge")
)

// A Spectrum finds the eigenvalues of a real square matrix, a part at a time, so
// that a page can draw in between. It goes the way of LAPACK's dgeev, which is
// under np.linalg.eigvals:
//
//  1. An index whose row or column is zero off the diagonal is set aside: its
//     diagonal element is an eigenvalue, and the rest have the matrix without it.
//  2. The others are balanced: scaled by powers of two, D⁻¹AD, until the rows and
//     columns of the same index have similar norms (Parlett and Reinsch,
//     Numerische Mathematik 13, 1969).
//  3. Reflections bring them to Hessenberg form (hessenberg.go),
//  4. and Francis's double-shift QR steps to eigenvalues (francis.go).
//
// Errors are those of a matrix that differs from a by rounding: relative to the
// largest modulus they are as large as a is far from normal. k equal eigenvalues
// of a k × k Jordan block may come out apart by the k-th root of 10⁻¹⁶, here as in
// NumPy, unless the first step has found them.
type Spectrum struct {
	n, m   int       // order of the matrix, and of what the first step leaves
	stride int       // from one row to the next
	a      []float64 // (n, stride)

	re, im []float64 // eigenvalues so far
	radius float64   // largest modulus so far
	err    error

	next func(*Spectrum) float64 // does one piece and returns its multiply-adds; nil at the end
	i, k int                     // where the piece is

	rows, columns []int   // elements other than 0 off the diagonal, or in rows: the indices that are left
	largest       float64 // |a[i,j]|
	exponent      int     // a has been multiplied by 2 to that
	again         bool    // this pass has changed something
	passes        int
	norm          float64 // largest sum of a row's |a[i,j]|
	tiny          float64 // beside norm whatever is near

	v, w []float64 // hessenberg.go says what they are
	tau  float64
	francis
}

// NewSpectrum copies a, an n × n matrix in row-major order. Step does the work.
// It panics unless a has n² values.
func NewSpectrum(a []float64, n int) *Spectrum {
	matrix([]int{n, n}, len(a))
	// One column more than the matrix has, which francis.go needs, and an odd
	// number of cache lines, lest a column be kept in few sets of the cache.
	stride := (n/8 + 1) | 1
	stride *= 8
	s := &Spectrum{n: n, m: n, stride: stride, next: (*Spectrum).survey}
	s.a = make([]float64, n*stride)
	for i := range n {
		copy(s.row(i), a[i*n:])
	}
	s.re, s.im = make([]float64, 0, n), make([]float64, 0, n)
	s.v, s.w = make([]float64, n), make([]float64, n)
	s.rows, s.columns = make([]int, n), make([]int, n)
	s.francis = newFrancis(n)
	return s
}

// SpectralRadius is all of [Spectrum] at once: max(abs(np.linalg.eigvals(a))).
func SpectralRadius(a []float64, n int) (float64, error) {
	s := NewSpectrum(a, n)
	s.Step(math.Inf(1))
	return s.Radius(), s.Err()
}

// Cost estimates the whole work in multiply-adds, for a matrix without structure:
// 5/3 n³ for the Hessenberg form, and for the QR steps what they were measured to
// take on random matrices. One with many zeros may take far less.
func (s *Spectrum) Cost() float64 {
	n := float64(s.n)
	return (5./3+3.6)*n*n*n + 120*n*n
}

// Step does about budget multiply-adds of the work, exceeding it by at most
// some 50 n, and reports whether that was the last. How the work is cut does not
// change a bit of the results.
func (s *Spectrum) Step(budget float64) bool {
	for s.next != nil && budget > 0 {
		budget -= s.next(s)
	}
	return s.next == nil
}

// Err returns nil, or after the last Step [ErrNotFinite] or [ErrNotConverged].
func (s *Spectrum) Err() error { return s.err }

// Radius returns the spectral radius, the largest modulus of the eigenvalues. It
// is NaN before the last Step and if there is an error, and +Inf if no float64
// is so large; it is 0 if n is.
func (s *Spectrum) Radius() float64 {
	if s.next != nil || s.err != nil {
		return math.NaN()
	}
	return s.radius
}

// Eigenvalues returns the real and imaginary parts of the eigenvalues, in no
// particular order, those of a conjugate pair one after the other. There are n
// after the last Step unless there is an error, and none otherwise. The slices
// are the Spectrum's own.
func (s *Spectrum) Eigenvalues() (re, im []float64) {
	if s.next != nil || s.err != nil {
		return nil, nil
	}
	return s.re, s.im
}

// found adds an eigenvalue of this modulus, of a multiplied by 2 to the exponent.
func (s *Spectrum) found(re, im, modulus float64) {
	s.re = append(s.re, math.Ldexp(re, -s.exponent))
	s.im = append(s.im, math.Ldexp(im, -s.exponent))
	s.radius = max(s.radius, math.Ldexp(modulus, -s.exponent))
}

func (s *Spectrum) fail(err error) float64 {
	s.err, s.next = err, nil
	return 0
}

func (s *Spectrum) row(i int) []float64 { return s.a[i*s.stride:][:s.n:s.n] }
