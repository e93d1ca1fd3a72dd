package numpy

import "math"

// An Orthogonal makes a square matrix orthogonal, a part at a time, so that a
// page can draw in between. It gives what Keras's Orthogonal initialiser makes of
// a normal draw,
//
//	q, r = np.linalg.qr(a)
//	q *= np.sign(np.diag(r))
//
// by Householder's reflections. The second line makes the diagonal of r positive,
// and there is only one such q if a is not singular: it agrees with NumPy's up to
// rounding, times a's condition number.
//
// If a is singular, a diagonal element of r that is exactly 0 makes its column
// of q zero, because np.sign(0) is 0, and q is not orthogonal. One that rounding
// keeps from 0 leaves a column that is orthogonal to the others but otherwise
// arbitrary, here as in NumPy. A column of a with NaN or Inf makes itself and all
// later ones of q NaN.
type Orthogonal struct {
	a    []float64
	n    int
	tau  []float64 // of each reflection
	sign []float64 // of the diagonal of r

	next func(*Orthogonal) float64 // does one piece and returns its multiply-adds; nil at the end
	k, j int
}

// NewOrthogonal starts on a, an n × n matrix in row-major order, in place. Step
// does the work. It panics unless a has n² values.
func NewOrthogonal(a []float64, n int) *Orthogonal {
	matrix([]int{n, n}, len(a))
	return &Orthogonal{a: a, n: n, tau: make([]float64, n), sign: make([]float64, n), next: (*Orthogonal).turn}
}

// Orthogonalize is all of [Orthogonal] at once: it turns a into q.
func Orthogonalize(a []float64, n int) { NewOrthogonal(a, n).Step(math.Inf(1)) }

// Cost estimates the whole work in multiply-adds, 4/3 n³ for a large n.
func (o *Orthogonal) Cost() float64 {
	n := float64(o.n)
	return 4./3*n*n*n + 6*n*n
}

// Step does about budget multiply-adds of the work, exceeding it by at most a
// few n, and reports whether that was the last; a then holds q, and before that
// nothing of use. How the work is cut does not change a bit of q.
func (o *Orthogonal) Step(budget float64) bool {
	for o.next != nil && budget > 0 {
		budget -= o.next(o)
	}
	return o.next == nil
}

// column returns column j of a, once a stands transposed.
func (o *Orthogonal) column(j int) []float64 { return o.a[j*o.n:][:o.n:o.n] }

// transpose exchanges row k and column k of a, from the diagonal on. Columns are
// what all the rest works on, and as rows they are contiguous.
func (o *Orthogonal) transpose(k int) {
	row := o.column(k)
	for j := k + 1; j < o.n; j++ {
		row[j], o.a[j*o.n+k] = o.a[j*o.n+k], row[j]
	}
}

// turn transposes a, and takes a power of two out of each column, which changes
// r but not q, so that no later sum overflows.
func (o *Orthogonal) turn() float64 {
	if o.k == o.n {
		o.k, o.next = 0, (*Orthogonal).factor
		return 0
	}
	o.transpose(o.k)
	column := o.column(o.k)
	if m := largest(column); m <= math.MaxFloat64 {
		_, e := math.Frexp(m)
		timesPower(column, -e)
	} else {
		for i := range column {
			column[i] = math.NaN()
		}
	}
	o.k++
	return 4 * float64(o.n)
}

// factor makes the reflection H_k that clears column k below the diagonal, whose
// v then stands there, and applies it to the later columns. Of r only the signs
// are kept.
func (o *Orthogonal) factor() float64 {
	if o.k == o.n {
		o.k--
		o.j, o.next = o.n, (*Orthogonal).accumulate
		return 0
	}
	if o.j <= o.k {
		var diagonal float64
		o.tau[o.k], diagonal = householder(o.column(o.k)[o.k:])
		o.sign[o.k] = sign(diagonal)
		o.j = o.k
	} else {
		o.reflect(o.j)
	}
	if o.j++; o.j == o.n {
		o.k++
		o.j = 0
	}
	return 2 * float64(o.n-o.k)
}

// accumulate multiplies q = H_0 H_1 … H_{n-1} S, S being the signs, from the
// right: H_k changes nothing above row k and finds column k still that of S.
func (o *Orthogonal) accumulate() float64 {
	if o.k < 0 {
		o.k, o.next = 0, (*Orthogonal).turnBack
		return 0
	}
	if o.j--; o.j > o.k {
		o.column(o.j)[o.k] = 0
		o.reflect(o.j)
		return 2 * float64(o.n-o.k)
	}
	column, s, tau := o.column(o.k), o.sign[o.k], o.tau[o.k]
	column[o.k] = s * (1 - tau)
	for i := o.k + 1; i < o.n; i++ {
		column[i] *= -s * tau
	}
	o.k--
	o.j = o.n
	return float64(o.n)
}

func (o *Orthogonal) turnBack() float64 {
	if o.k == o.n {
		o.next = nil
		return 0
	}
	o.transpose(o.k)
	o.k++
	return float64(o.n)
}

// reflect applies H_k to column j.
func (o *Orthogonal) reflect(j int) {
	v, y := o.column(o.k)[o.k+1:], o.column(j)[o.k:]
	s := float64(o.tau[o.k] * (y[0] + dot(v, y[1:])))
	y[0] -= s
	subtract(y[1:], s, v)
}

// sign is np.sign.
func sign(v float64) float64 {
	switch {
	case v > 0:
		return 1
	case v < 0:
		return -1
	}
	return v // 0 or NaN
}
