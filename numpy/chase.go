package numpy

import "math"

// begin chooses two shifts, and with them the first reflection of the step. The
// product (H - σ₁)(H - σ₂) is real, and its first column has three elements, of
// which the reflection leaves one.
func (s *Spectrum) begin() {
	lo, hi := s.lo, s.hi
	s.steps++
	s.all++
	a, b, c, d := s.at(hi-1, hi-1), s.at(hi-1, hi), s.at(hi, hi-1), s.at(hi, hi)
	switch s.steps % 20 {
	case 10: // The usual shifts can go round in a circle. These are of no circle.
		size := math.Abs(s.at(lo+1, lo)) + math.Abs(s.at(lo+2, lo+1))
		a = float64(0.75*size) + s.at(lo, lo)
		b, c, d = -0.4375*size, size, a
	case 0:
		size := math.Abs(c) + math.Abs(s.at(hi-1, hi-2))
		a = float64(0.75*size) + d
		b, c, d = -0.4375*size, size, a
	}
	re, im := shifts(a, b, c, d)

	// The column is divided by size, lest a product overflow.
	h, below := s.at(lo, lo), s.at(lo+1, lo)
	size := math.Abs(h-re) + math.Abs(im) + math.Abs(below)
	ratio := below / size
	s.v[0] = float64(ratio*s.at(lo, lo+1)) + float64((h-re)*((h-re)/size)) + float64(im*(im/size))
	s.v[1] = ratio * (h + s.at(lo+1, lo+1) - 2*re)
	s.v[2] = ratio * s.at(lo+2, lo+1)
	s.k, s.next = lo, (*Spectrum).chase
}

// shifts returns the eigenvalues of ((a, b), (c, d)), re ± im i, or if they are
// real, twice the one nearer to d.
func shifts(a, b, c, d float64) (re, im float64) {
	size := math.Abs(a) + math.Abs(b) + math.Abs(c) + math.Abs(d)
	if size == 0 {
		return 0, 0
	}
	a, b, c, d = a/size, b/size, c/size, d/size
	mean := (a + d) / 2
	square := float64((a-mean)*(mean-d)) + float64(b*c)
	root := math.Sqrt(math.Abs(square))
	if square < 0 {
		return mean * size, root * size
	}
	nearer := mean + root
	if math.Abs(mean-root-d) < math.Abs(nearer-d) {
		nearer = mean - root
	}
	return nearer * size, 0
}

// chase moves the bulge, the elements below the subdiagonal, one row down: the
// reflection of rows k to k+2 clears those in column k-1.
//
// From the right the reflection is applied at once only to the rows that the next
// ones combine. The others wait for [Spectrum.catchUp], which takes a few at a
// time: column by column they would all pass through the cache for each.
func (s *Spectrum) chase() float64 {
	k, hi := s.k, s.hi
	if k == hi {
		s.i, s.next = s.lo, (*Spectrum).catchUp
		return 0
	}
	three := k+2 <= hi
	x := s.v[:3:3]
	if k > s.lo {
		x[0], x[1], x[2] = s.at(k, k-1), s.at(k+1, k-1), 0
		if three {
			x[2] = s.at(k+2, k-1)
		}
	}
	tau, beta := householder(x)
	if k > s.lo {
		s.a[k*s.stride+k-1], s.a[(k+1)*s.stride+k-1] = beta, 0
		if three {
			s.a[(k+2)*s.stride+k-1] = 0
		}
	}
	p := reflection{x[1], x[2], tau, float64(tau * x[1]), float64(tau * x[2])}
	s.bulge[k] = p

	columns := hi + 1 - k
	r0 := s.a[k*s.stride+k:][:columns:columns]
	r1 := s.a[(k+1)*s.stride+k:][:columns:columns]
	if three {
		p.rows(r0, r1, s.a[(k+2)*s.stride+k:][:columns:columns])
	} else {
		p.rows(r0, r1, s.w[:columns]) // v2 is 0
	}
	for i := k + 1; i <= min(k+3, hi); i++ {
		p.columns(s.a[i*s.stride+k:])
	}
	s.k++
	return 6*float64(columns) + 60
}

// rows applies the reflection to three rows from the left.
func (p *reflection) rows(r0, r1, r2 []float64) {
	n := len(r0)
	r1, r2 = r1[:n], r2[:n]
	v1, v2, t0, t1, t2 := p.v1, p.v2, p.t0, p.t1, p.t2
	for j, h0 := range r0 {
		h1, h2 := r1[j], r2[j]
		sum := h0 + float64(v1*h1) + float64(v2*h2)
		r0[j] = h0 - float64(sum*t0)
		r1[j] = h1 - float64(sum*t1)
		r2[j] = h2 - float64(sum*t2)
	}
}

// columns applies the reflection to the first three elements of a row from the
// right. In the last two columns of H the third is beyond it, and v2 is 0.
func (p *reflection) columns(row []float64) {
	h := (*[3]float64)(row)
	sum := h[0] + float64(p.v1*h[1]) + float64(p.v2*h[2])
	h[0] -= float64(sum * p.t0)
	h[1] -= float64(sum * p.t1)
	h[2] -= float64(sum * p.t2)
}

// A row waits for itself from one reflection to the next; several at once do not.
const together = 8

// catchUp applies the reflections of the step from the right to rows i and
// following, each row those from its own on.
func (s *Spectrum) catchUp() float64 {
	if s.i >= s.hi {
		s.next = (*Spectrum).deflate
		return 0
	}
	end := min(s.i+together, s.hi)
	for k := s.i; k < s.hi; k++ {
		p := &s.bulge[k]
		for i := s.i; i < min(end, k+1); i++ {
			p.columns(s.a[i*s.stride+k:])
		}
	}
	cost := 6 * float64(together*(s.hi-s.i))
	s.i = end
	return cost
}
