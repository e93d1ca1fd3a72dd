package numpy

import (
	"math"
	"testing"
)

func TestOrthogonalGoldens(t *testing.T) {
	var goldens goldenMatrices
	readGolden(t, "linalg.json.gz", &goldens)
	goldens.log(t)
	compared, worst, name := 0, 0.0, ""
	for _, g := range goldens.Cases {
		if g.Q == nil {
			continue
		}
		a := g.matrix()
		Orthogonalize(a, g.N)
		var q []float64
		for i := 0; i < len(a); i += g.Every {
			q = append(q, a[i])
		}
		if len(q) != len(g.Q) {
			t.Fatalf("%s of order %d: %d values, want %d", g.Name, g.N, len(q), len(g.Q))
		}
		d := difference(q, g.Q)
		if !(d <= 1e-12) {
			t.Errorf("%s of order %d: q differs by %.2g", g.Name, g.N, d)
		}
		if d > worst {
			worst, name = d, g.Name
		}
		compared++
	}
	if compared < 150 {
		t.Errorf("%d matrices compared", compared)
	}
	t.Logf("%d matrices: q differs by at most %.2g (%s)", compared, worst, name)
}

// defect returns max |QᵀQ - I|.
func defect(q []float64, n int) float64 {
	worst := 0.0
	products := make([]float64, n)
	for i := range n {
		clear(products)
		for k := range n {
			for j := range n {
				products[j] += q[k*n+i] * q[k*n+j]
			}
		}
		products[i]--
		worst = max(worst, difference(products, make([]float64, n)))
	}
	return worst
}

// The columns of q are orthonormal however near a is to singular.
func TestOrthogonalIsOrthogonal(t *testing.T) {
	for _, n := range []int{1, 2, 7, 8, 9, 64, 150, 256} {
		hilbert := make([]float64, n*n)
		small := normal(n, uint32(n))
		for i := range hilbert {
			hilbert[i] = 1 / float64(i/n+i%n+1)
			small[i] = math.Ldexp(small[i], -40*(i/n%25)-1)
		}
		for name, a := range map[string][]float64{
			"normal": normal(n, uint32(n)), "Hilbert": hilbert, "rows of many scales": small,
		} {
			Orthogonalize(a, n)
			d := defect(a, n)
			t.Logf("%s, n = %d: QᵀQ differs from I by %.2g", name, n, d)
			if !(d < 2e-14) {
				t.Errorf("%s, n = %d: QᵀQ differs from I by %.2g", name, n, d)
			}
		}
	}
}

func TestOrthogonalSlices(t *testing.T) {
	for _, n := range []int{1, 2, 17, 60} {
		want := normal(n, 5)
		Orthogonalize(want, n)
		for _, budget := range budgets {
			got := normal(n, 5)
			checkSteps(t, NewOrthogonal(got, n), budget)
			if !equalBits(got, want) {
				t.Errorf("n = %d: steps of %v change q", n, budget)
			}
		}
	}
}

// r takes a power of two that a column is multiplied by, and leaves q as it was.
func TestOrthogonalScales(t *testing.T) {
	const n = 40
	a, want := make([]float64, n*n), make([]float64, n*n)
	NewRandom(3).FillUniform(want, 0, 1)
	copy(a, want)
	Orthogonalize(want, n)
	for i := range a {
		a[i] = math.Ldexp(a[i], []int{0, 1024, -950, 3, 500, 1024}[i%n%6])
	}
	Orthogonalize(a, n)
	if !equalBits(a, want) {
		t.Error("scaled columns change q")
	}
}

func TestOrthogonalSingular(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name    string
		n       int
		a, want []float64
	}{
		{"empty", 0, nil, nil},
		{"negative", 1, []float64{-3}, []float64{-1}},
		{"zero", 1, []float64{0}, []float64{0}},
		{"not finite", 1, []float64{math.Inf(-1)}, []float64{nan}},
		{"subnormal", 2, []float64{0, -5e-324, 5e-324, 0}, []float64{0, -1, 1, 0}},
		{"largest", 2, []float64{0, -math.MaxFloat64, math.MaxFloat64, 0}, []float64{0, -1, 1, 0}},
		{"zero column", 3, []float64{2, 0, 0, 0, 0, -3, 0, 0, 0}, []float64{1, 0, 0, 0, 0, 0, 0, 0, 0}},
		{"zero last column", 2, []float64{0, 0, 4, 0}, []float64{0, 0, 1, 0}},
		{"NaN", 3, []float64{0, 1, 0, 2, nan, 0, 0, 0, 1}, []float64{0, nan, nan, 1, nan, nan, 0, nan, nan}},
		{"Inf above the diagonal", 2, []float64{1, math.Inf(1), 0, 1}, []float64{1, nan, 0, nan}},
	} {
		a := append([]float64(nil), c.a...)
		Orthogonalize(a, c.n)
		for i := range a {
			if !(a[i] == c.want[i] || math.IsNaN(a[i]) && math.IsNaN(c.want[i])) {
				t.Errorf("%s: %v, want %v", c.name, a, c.want)
				break
			}
		}
	}
}

func TestOrthogonalCost(t *testing.T) {
	for _, n := range []int{8, 64, 200} {
		o := NewOrthogonal(normal(n, 1), n)
		spent, piece := 0.0, 0.0
		for o.next != nil {
			cost := o.next(o)
			spent += cost
			piece = max(piece, cost)
		}
		if ratio := spent / o.Cost(); !(ratio > 0.8 && ratio < 1.2) || piece > 4*float64(n) {
			t.Errorf("n = %d: takes %.2f of its cost, in pieces of up to %v", n, ratio, piece)
		}
	}
}

func BenchmarkOrthogonalize256(b *testing.B) {
	a := normal(256, 1)
	for b.Loop() {
		Orthogonalize(a, 256)
	}
}
