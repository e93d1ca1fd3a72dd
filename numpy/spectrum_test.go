package numpy

import (
	"errors"
	"math"
	"testing"
)

// spectrum takes a Spectrum to its end.
func spectrum(a []float64, n int) *Spectrum {
	s := NewSpectrum(a, n)
	s.Step(math.Inf(1))
	return s
}

// match pairs eigenvalues, each with the nearest that is left, and returns the
// largest distance.
func match(re, im, wantRe, wantIm []float64) float64 {
	re, im = append([]float64(nil), re...), append([]float64(nil), im...)
	worst := 0.0
	for k := range wantRe {
		nearest, distance := -1, math.Inf(1)
		for i := range re {
			if d := math.Hypot(re[i]-wantRe[k], im[i]-wantIm[k]); d < distance {
				nearest, distance = i, d
			}
		}
		if nearest < 0 {
			return math.Inf(1)
		}
		worst = max(worst, distance)
		re[nearest], im[nearest] = math.NaN(), 0
	}
	return worst
}

func TestSpectrumGoldens(t *testing.T) {
	var goldens goldenMatrices
	readGolden(t, "linalg.json.gz", &goldens)
	goldens.log(t)
	type largest struct {
		difference float64
		name       string
		n          int
	}
	var radius, all largest
	for _, g := range goldens.Cases {
		s := spectrum(g.matrix(), g.N)
		re, im := s.Eigenvalues()
		if s.Err() != nil || len(re) != g.N || len(im) != g.N {
			t.Errorf("%s of order %d: %d eigenvalues, %v", g.Name, g.N, len(re), s.Err())
			continue
		}
		want := math.Hypot(g.Re[0], g.Im[0])
		if want == 0 {
			if s.Radius() != 0 {
				t.Errorf("%s of order %d: radius %v, want 0", g.Name, g.N, s.Radius())
			}
			continue
		}
		r := math.Abs(s.Radius()-want) / want
		a := match(re, im, g.Re, g.Im) / want
		if !(r <= g.Tolerance) || !(a <= g.AllTolerance) {
			t.Errorf("%s of order %d: radius %v, want %v; it differs by %.2g, the eigenvalues by %.2g of it, want %.2g and %.2g",
				g.Name, g.N, s.Radius(), want, r, a, g.Tolerance, g.AllTolerance)
		}
		if g.Tolerance == 1e-12 && r > radius.difference {
			radius = largest{r, g.Name, g.N}
		}
		if g.AllTolerance == 1e-12 && a > all.difference {
			all = largest{a, g.Name, g.N}
		}
	}
	t.Logf("%d matrices: the radius differs by at most %.2g of it (%s, n = %d), an eigenvalue by %.2g (%s, n = %d)",
		len(goldens.Cases), radius.difference, radius.name, radius.n, all.difference, all.name, all.n)
}

func TestSpectrumSpecial(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, c := range []struct {
		name   string
		n      int
		a      []float64
		radius float64
		err    error
	}{
		{"empty", 0, nil, 0, nil},
		{"one", 1, []float64{-3}, 3, nil},
		{"NaN", 2, []float64{1, 0, nan, 1}, nan, ErrNotFinite},
		{"Inf", 2, []float64{1, 2, 3, -inf}, nan, ErrNotFinite},
		{"one NaN", 1, []float64{nan}, nan, ErrNotFinite},
		{"defective", 2, []float64{3, 1, -1, 1}, 2, nil},
		{"nilpotent", 2, []float64{1, 1, -1, -1}, 0, nil},
		{"complex", 2, []float64{3, -4, 4, 3}, 5, nil},
		{"real of opposite signs", 2, []float64{1, 4, 1, -2}, 3, nil},
		{"cycle", 3, []float64{0, 0, 1, 1, 0, 0, 0, 1, 0}, 1, nil},
		{"largest", 2, []float64{0, math.MaxFloat64, math.MaxFloat64, 0}, math.MaxFloat64, nil},
		{"beyond the largest", 2, []float64{1e308, 1e308, 1e308, 1e308}, inf, nil},
		{"smallest", 2, []float64{0, 5e-324, 5e-324, 0}, 5e-324, nil},
		{"to be balanced", 2, []float64{0, 0x1p999, 0x1p-999, 0}, 1, nil},
		{"to be balanced down", 3, []float64{0, 0x1p-300, 0, 0, 0, 0x1p-300, 0x1p-300, 0, 0}, 0x1p-300, nil},
		{"to be balanced and tiny", 3, []float64{0, 0x1p999, 0, 0, 0, 0x1p-999, 0x1p-999, 0, 0}, 0x1p-333, nil},
		{"triangular", 3, []float64{1e-200, 0, 0, 1e300, 2, 0, 7, -1e300, -1e-300}, 2, nil},
	} {
		radius, err := SpectralRadius(c.a, c.n)
		near := math.Abs(radius-c.radius) <= 1e-15*c.radius || radius == c.radius || math.IsNaN(radius) && math.IsNaN(c.radius)
		if !near || !errors.Is(err, c.err) {
			t.Errorf("%s: %v, %v, want %v, %v", c.name, radius, err, c.radius, c.err)
		}
	}
}

// A matrix whose eigenvalues are known, and which is full: H D H of the integers d,
// where H = I - 2vvᵀ/vᵀv. Rounding is 40 · 24 · 2⁻⁵² = 2·10⁻¹³ in size.
func TestSpectrumOfKnown(t *testing.T) {
	const n = 40
	v, re := normal(n, 9)[:n], make([]float64, n)
	vv := dot(v, v)
	h := make([]float64, n*n)
	for i := range h {
		h[i] = -2 * v[i/n] * v[i%n] / vv
	}
	for i := range n {
		h[i*n+i]++
		re[i] = float64(i - 15)
	}
	a := make([]float64, n*n)
	for i := range a {
		for k := range n {
			a[i] += h[i/n*n+k] * re[k] * h[k*n+i%n]
		}
	}
	s := spectrum(a, n)
	gotRe, gotIm := s.Eigenvalues()
	if d := match(gotRe, gotIm, re, make([]float64, n)); !(d < 1e-12) || math.Abs(s.Radius()-24) > 1e-12 {
		t.Errorf("radius %v, want 24; an eigenvalue differs by %v", s.Radius(), d)
	}
}

func TestSpectrumSlices(t *testing.T) {
	for _, n := range []int{1, 2, 3, 17, 60} {
		a := normal(n, 6)
		want := spectrum(a, n)
		for _, budget := range budgets {
			s := NewSpectrum(a, n)
			if !math.IsNaN(s.Radius()) {
				t.Error("a radius before the first step")
			}
			if re, im := s.Eigenvalues(); re != nil || im != nil {
				t.Error("eigenvalues before the first step")
			}
			checkSteps(t, s, budget)
			if !equalBits(s.re, want.re) || !equalBits(s.im, want.im) || s.Radius() != want.Radius() || len(s.re) != n {
				t.Errorf("n = %d: steps of %v change the eigenvalues", n, budget)
			}
		}
		if !equalBits(a, normal(n, 6)) {
			t.Error("a has changed")
		}
	}
}

// Eigenvalues take a power of two that the matrix is multiplied by, to the bit.
func TestSpectrumScales(t *testing.T) {
	const n = 24
	want := spectrum(normal(n, 3), n)
	for _, e := range []int{1, -1, 300, -300, 1020, -900} {
		a := normal(n, 3)
		for i := range a {
			a[i] = math.Ldexp(a[i], e)
		}
		s := spectrum(a, n)
		for i := range s.re {
			s.re[i], s.im[i] = math.Ldexp(s.re[i], -e), math.Ldexp(s.im[i], -e)
		}
		if !equalBits(s.re, want.re) || !equalBits(s.im, want.im) || s.Radius() != math.Ldexp(want.Radius(), e) {
			t.Errorf("2 to the %d changes the eigenvalues", e)
		}
	}
}

func TestNegligible(t *testing.T) {
	for _, c := range []struct {
		a, b, c, d float64 // c stands below the diagonal
		want       bool
	}{
		{1, 1, 0, 2, true},
		{1, 1, 1e-16, 2, true},
		{1, 1, 1e-15, 2, false},
		{1, 0, 1e-4, 2, false},      // small to its pair, but not beside its neighbours
		{1, 1, 1e-16, 1, false},     // moves equal eigenvalues by its root
		{1, 1, 1e-16, 1e-16, false}, // as large as an eigenvalue
		{1, 1e-16, 1e-16, 1e-16, true},
		{0, 1, 1e-300, 0, false},
		{0, 0, 1e-303, 0, true},
	} {
		s := NewSpectrum([]float64{c.a, c.b, c.c, c.d}, 2)
		s.tiny = 1e-302
		if got := s.negligible(1); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

// Two rotations that rounding joins are two, though the diagonal is 0.
func TestSpectrumSplits(t *testing.T) {
	s := spectrum([]float64{
		0, 1, 0, 0,
		-1, 0, 0, 0,
		0, 1e-20, 0, 2,
		0, 0, -2, 0,
	}, 4)
	if s.all != 0 || s.Radius() != 2 {
		t.Errorf("radius %v after %d steps", s.Radius(), s.all)
	}
}

// A limit that no matrix here is known to need.
func TestSpectrumNotConverged(t *testing.T) {
	const n = 10
	s := NewSpectrum(normal(n, 1), n)
	s.limit = 3
	if !s.Step(math.Inf(1)) || !errors.Is(s.Err(), ErrNotConverged) || !math.IsNaN(s.Radius()) {
		t.Errorf("radius %v, %v", s.Radius(), s.Err())
	}
	if re, im := s.Eigenvalues(); re != nil || im != nil {
		t.Errorf("eigenvalues %v, %v", re, im)
	}
}

func TestSpectrumCost(t *testing.T) {
	for _, n := range []int{8, 64, 200} {
		bound := 1 / math.Sqrt(float64(n))
		weights := make([]float64, n*n)
		NewRandom(2).FillUniform(weights, -bound, bound)
		for name, a := range map[string][]float64{"normal": normal(n, 1), "PyTorch's weights": weights} {
			s := NewSpectrum(a, n)
			spent, piece := 0.0, 0.0
			for s.next != nil {
				cost := s.next(s)
				spent += cost
				piece = max(piece, cost)
			}
			ratio := spent / s.Cost()
			t.Logf("%s, n = %d: %.2f of its cost", name, n, ratio)
			if !(ratio > 0.8 && ratio < 1.2) || piece > 50*float64(n)+60 {
				t.Errorf("%s, n = %d: takes %.2f of its cost, in pieces of up to %v", name, n, ratio, piece)
			}
		}
	}
}

func BenchmarkSpectralRadius256(b *testing.B) {
	a := normal(256, 1)
	for b.Loop() {
		SpectralRadius(a, 256)
	}
}
