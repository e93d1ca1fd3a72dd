package numpy

// The Hessenberg form, zero below the first subdiagonal, by reflections that
// clear one column after the other (Golub and Van Loan, 7.4.3; LAPACK's dgehd2):
//
//	A ← H_k A H_k,     H_k = I - τ v vᵀ,  v zero up to index k
//
// a is stored by rows, so both products are done row by row: w = Aᵀv is the sum
// of the rows times v[i], and then each row is updated from both sides while it
// is in the cache.

// gather makes H_k of column k.
func (s *Spectrum) gather() float64 {
	if s.k >= s.m-2 {
		s.hi, s.next = s.m-1, (*Spectrum).deflate
		return 0
	}
	v := s.v[:s.m-s.k-1]
	for i := range v {
		v[i] = s.a[(s.k+1+i)*s.stride+s.k]
	}
	if largest(v[1:]) == 0 {
		s.k++
		return float64(len(v))
	}
	var beta float64
	s.tau, beta = householder(v)
	clear(s.w)
	for i := range v {
		s.a[(s.k+1+i)*s.stride+s.k] = 0
	}
	s.a[(s.k+1)*s.stride+s.k] = beta
	s.i, s.next = 0, (*Spectrum).project
	return 4 * float64(len(v))
}

// tail is the part of row i that H_k changes from the right.
func (s *Spectrum) tail(i int) []float64 { return s.row(i)[s.k+1 : s.m] }

// project adds to w.
func (s *Spectrum) project() float64 {
	v := s.v[:s.m-s.k-1]
	if s.i == len(v) {
		s.i, s.next = 0, (*Spectrum).reflect
		return 0
	}
	subtract(s.w[:len(v)], -v[s.i], s.tail(s.k+1+s.i))
	s.i++
	return float64(len(v))
}

// reflect updates row i.
func (s *Spectrum) reflect() float64 {
	if s.i == s.m {
		s.k++
		s.next = (*Spectrum).gather
		return 0
	}
	v, row := s.v[:s.m-s.k-1], s.tail(s.i)
	cost := 2 * float64(len(v))
	if s.i > s.k {
		cost += float64(len(v))
		subtract(row, float64(s.tau*v[s.i-s.k-1]), s.w[:len(v)])
	}
	subtract(row, float64(s.tau*dot(row, v)), v)
	s.i++
	return cost
}
