package numpy

import "math"

// householder turns x into the v, with v[0] = 1, and returns the τ and β of the
// reflection that leaves of x only its first element:
//
//	(I - τ v vᵀ) x = (β, 0, …, 0)     β = -sign(x[0]) ‖x‖,  τ = (β - x[0]) / β
//
// The sign keeps x[0] - β from cancelling (Golub and Van Loan, "Matrix
// Computations", 4th edition, 5.1). If nothing stands below x[0] there is nothing
// to do: τ is 0 and β is x[0]. A power of two is taken out of x first, so that no
// square overflows or vanishes. NaN makes NaN of all three.
func householder(x []float64) (tau, beta float64) {
	below := largest(x[1:])
	if below == 0 {
		beta, x[0] = x[0], 1
		return 0, beta
	}
	_, e := math.Frexp(max(below, math.Abs(x[0])))
	timesPower(x, -e)
	alpha := x[0]
	beta = -math.Copysign(math.Sqrt(dot(x, x)), alpha)
	tau = (beta - alpha) / beta
	reciprocal := 1 / (alpha - beta)
	for i := range x {
		x[i] *= reciprocal
	}
	x[0] = 1
	return tau, math.Ldexp(beta, e)
}

// largest returns max |x[i]|, which is 0 for no values and NaN if one is NaN.
func largest(x []float64) float64 {
	m := 0.0
	for _, v := range x {
		m = max(m, math.Abs(v))
	}
	return m
}

// timesPower multiplies x by 2ᵉ, |e| ≤ 2000, for which it takes two float64s.
func timesPower(x []float64, e int) {
	f, g := math.Ldexp(1, e/2), math.Ldexp(1, e-e/2)
	for i := range x {
		x[i] = x[i] * f * g
	}
}

// dot returns Σ x[i] y[i], as four sums that do not wait for each other. y is as
// long as x. The conversions round each product, so that every machine gets the
// same bits. Pointers to arrays and the loops' form are for the reasons that
// rnn's kernel gives.
func dot(x, y []float64) float64 {
	n := len(x)
	y = y[:n]
	var s0, s1, s2, s3 float64
	i := 0
	for ; i <= n-8; i += 8 {
		a := (*[8]float64)(x[i : i+8 : i+8])
		b := (*[8]float64)(y[i : i+8 : i+8])
		s0 += float64(a[0] * b[0])
		s1 += float64(a[1] * b[1])
		s2 += float64(a[2] * b[2])
		s3 += float64(a[3] * b[3])
		s0 += float64(a[4] * b[4])
		s1 += float64(a[5] * b[5])
		s2 += float64(a[6] * b[6])
		s3 += float64(a[7] * b[7])
	}
	for ; i < n; i++ {
		s0 += float64(x[i] * y[i])
	}
	return (s0 + s1) + (s2 + s3)
}

// subtract takes s x from y, which is as long as x.
func subtract(y []float64, s float64, x []float64) {
	n := len(x)
	y = y[:n]
	i := 0
	for ; i <= n-8; i += 8 {
		a := (*[8]float64)(x[i : i+8 : i+8])
		b := (*[8]float64)(y[i : i+8 : i+8])
		b[0] -= float64(s * a[0])
		b[1] -= float64(s * a[1])
		b[2] -= float64(s * a[2])
		b[3] -= float64(s * a[3])
		b[4] -= float64(s * a[4])
		b[5] -= float64(s * a[5])
		b[6] -= float64(s * a[6])
		b[7] -= float64(s * a[7])
	}
	for ; i < n; i++ {
		y[i] -= float64(s * x[i])
	}
}
