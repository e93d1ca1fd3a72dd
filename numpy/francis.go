package numpy

import "math"

// Francis's QR steps with two shifts at once, on a Hessenberg matrix H (Golub and
// Van Loan, 7.5; EISPACK's hqr, Martin, Peters and Wilkinson, Numerische
// Mathematik 14, 1970; the tests for small elements and the exceptional shifts
// are those of LAPACK's dlahqr). Each step is a similarity that makes elements of
// the subdiagonal smaller; where one is negligible H falls into two parts, and a
// part of order 1 or 2 has its eigenvalues written on it.
//
// Only the part from lo to hi is worked on and the eigenvectors are not wanted,
// so the rest of H need not be kept up to date. A step begins at lo: the search for
// two small elements in a row, from which hqr would begin, saved no steps on 60,000
// random and graded matrices.

// francis is the state of the steps.
type francis struct {
	lo, hi int
	steps  int // since the last eigenvalue was found
	all    int // of all eigenvalues
	limit  int // of these
	bulge  []reflection
}

// A reflection I - τ v vᵀ of three rows or columns, with v = (1, v1, v2) and τ, τ
// v1, τ v2.
type reflection struct{ v1, v2, t0, t1, t2 float64 }

func newFrancis(n int) francis {
	return francis{limit: 30 * max(10, n), bulge: make([]reflection, n)}
}

// unit is the distance from 1 to the next float64.
const unit = 0x1p-52

func (s *Spectrum) at(i, j int) float64 { return s.a[i*s.stride+j] }

// deflate takes off the eigenvalues that can be read at the end of H, or starts
// the next step.
func (s *Spectrum) deflate() float64 {
	if s.hi < 0 {
		s.next = nil
		return 0
	}
	s.lo = s.hi
	for s.lo > 0 && !s.negligible(s.lo) {
		s.lo--
	}
	cost := 8 * float64(s.hi-s.lo+1)
	switch s.hi - s.lo {
	case 0:
		h := s.at(s.hi, s.hi)
		s.found(h, 0, math.Abs(h))
	case 1:
		s.foundPair(s.at(s.lo, s.lo), s.at(s.lo, s.hi), s.at(s.hi, s.lo), s.at(s.hi, s.hi))
	default:
		if s.all == s.limit {
			return s.fail(ErrNotConverged)
		}
		s.begin()
		return 2 * cost
	}
	s.hi = s.lo - 1
	s.steps = 0
	return cost
}

// negligible reports whether H[k,k-1] can be taken for 0: if it is rounding beside
// its neighbours on the diagonal, and so is the change it makes to an eigenvalue
// (Ahues and Tisseur, LAPACK Working Note 122, 1997).
func (s *Spectrum) negligible(k int) bool {
	below, above := math.Abs(s.at(k, k-1)), math.Abs(s.at(k-1, k))
	if below <= s.tiny {
		return true
	}
	first, second := s.at(k-1, k-1), s.at(k, k)
	neighbours := math.Abs(first) + math.Abs(second)
	if neighbours == 0 {
		if k-2 >= 0 {
			neighbours += math.Abs(s.at(k-1, k-2))
		}
		if k+1 < s.m {
			neighbours += math.Abs(s.at(k+1, k))
		}
	}
	if !(below <= unit*neighbours) {
		return false
	}
	gap := math.Abs(first - second)
	large, small := max(math.Abs(second), gap), min(math.Abs(second), gap)
	sum := large + max(below, above)
	return float64(min(below, above)*(max(below, above)/sum)) <= unit*float64(small*(large/sum))
}

// foundPair adds the eigenvalues of ((a, b), (c, d)),
//
//	(a + d)/2 ± √(p² + bc),     p = (a - d)/2
//
// Of two real ones the first takes the sign of p, so that z does not cancel, and
// the second follows from z (p - √…) = -bc.
func (s *Spectrum) foundPair(a, b, c, d float64) {
	_, e := math.Frexp(largest([]float64{a, b, c, d}))
	a, b, c, d = math.Ldexp(a, -e), math.Ldexp(b, -e), math.Ldexp(c, -e), math.Ldexp(d, -e)
	add := func(re, im float64) {
		modulus := math.Sqrt(float64(re*re) + float64(im*im))
		s.found(math.Ldexp(re, e), math.Ldexp(im, e), math.Ldexp(modulus, e))
	}
	mean, p := a/2+d/2, a/2-d/2
	square := float64(p*p) + float64(b*c)
	if square < 0 {
		root := math.Sqrt(-square)
		add(mean, root)
		add(mean, -root)
		return
	}
	z := p + math.Copysign(math.Sqrt(square), p)
	add(d+z, 0)
	if z != 0 {
		z = float64(b*c) / z
	}
	add(d-z, 0)
}
