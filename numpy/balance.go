package numpy

import "math"

// survey counts what stands off the diagonal in row i and each column.
func (s *Spectrum) survey() float64 {
	if s.i == s.n {
		s.i, s.next = 0, (*Spectrum).peel
		return 0
	}
	row := s.row(s.i)
	m := largest(row)
	if !(m <= math.MaxFloat64) {
		return s.fail(ErrNotFinite)
	}
	s.largest = max(s.largest, m)
	for j, v := range row {
		if v != 0 && j != s.i {
			s.rows[s.i]++
			s.columns[j]++
		}
	}
	s.i++
	return 4 * float64(s.n)
}

const setAside = -1 // instead of a count

// peel sets index i aside if it can, and goes round as long as one was: each
// may free others. A triangular matrix, in whatever order, is done after it.
func (s *Spectrum) peel() float64 {
	if s.i == s.n {
		s.i = 0
		if s.again {
			s.again = false
			return 1
		}
		return s.keep()
	}
	i := s.i
	s.i++
	if s.rows[i] == setAside || s.rows[i] > 0 && s.columns[i] > 0 {
		return 1
	}
	row := s.row(i)
	s.found(row[i], 0, math.Abs(row[i]))
	s.rows[i] = setAside
	s.again = true
	for p := range s.n {
		if s.rows[p] == setAside {
			continue
		}
		if s.a[p*s.stride+i] != 0 {
			s.rows[p]--
		}
		if row[p] != 0 {
			s.columns[p]--
		}
	}
	return 2 * float64(s.n)
}

// keep lists the indices that are left.
func (s *Spectrum) keep() float64 {
	left := s.rows[:0]
	for i, count := range s.rows {
		if count != setAside {
			left = append(left, i)
		}
	}
	s.rows, s.m = left, len(left)
	if s.m == 0 {
		s.next = nil
		return 0
	}
	// The largest element becomes almost 2¹⁰⁰⁰, which leaves room for sums above,
	// and below for what balancing brings up.
	_, e := math.Frexp(s.largest)
	s.exponent = min(1000-e, 2*1000)
	s.next = (*Spectrum).compact
	return float64(s.n)
}

// compact moves what is left of row i to the top left, and scales it.
func (s *Spectrum) compact() float64 {
	if s.i == s.m {
		s.i, s.next = 0, (*Spectrum).balance
		return 0
	}
	from, to := s.row(s.rows[s.i]), s.row(s.i)[:s.m]
	for j, p := range s.rows {
		to[j] = from[p]
	}
	timesPower(to, s.exponent)
	s.i++
	return 4 * float64(s.m)
}

// Balancing only helps the accuracy, and needs two or three passes. So many end
// it in any case.
const mostPasses = 50

// balance scales row i and column i so that their norms become similar: by the
// f = 2ᵉ that brings column norm c f and row norm r / f within a factor of 4, if
// that makes their sum so much less that it is worth it.
func (s *Spectrum) balance() float64 {
	if s.i == s.m {
		s.i = 0
		s.passes++
		if !s.again || s.passes == mostPasses {
			s.tiny, s.next = math.Ldexp(s.norm, -1000), (*Spectrum).gather
		}
		s.again, s.norm = false, 0
		return 1
	}
	i := s.i
	s.i++
	row := s.row(i)[:s.m]
	c, r := 0.0, 0.0
	for j, v := range row {
		if j != i {
			r += math.Abs(v)
			c += math.Abs(s.a[j*s.stride+i])
		}
	}
	s.norm = max(s.norm, r+math.Abs(row[i]))
	if c == 0 || r == 0 {
		return 4 * float64(s.m)
	}
	_, ec := math.Frexp(c)
	_, er := math.Frexp(r)
	f := math.Ldexp(1, (er-ec)/2)
	if !(float64(c*f)+r/f < 0.95*(c+r)) {
		return 4 * float64(s.m)
	}
	s.again = true
	for j := range row {
		if j != i {
			row[j] /= f
			s.a[j*s.stride+i] *= f
		}
	}
	return 8 * float64(s.m)
}
