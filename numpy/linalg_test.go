package numpy

import (
	"math"
	"testing"
)

// goldenMatrices is testdata/linalg.json.gz.
type goldenMatrices struct {
	versions
	Cases []goldenMatrix
}

type goldenMatrix struct {
	Name         string
	N            int
	Tolerance    float64 // of the spectral radius, relative to it
	AllTolerance float64 // of all eigenvalues, relative to it
	Bits         floats
	Kind         string
	Seed         uint32
	Bounds       floats
	Scale        float64
	Q            floats // each Every-th value, or none
	Every        int
	Re, Im       floats
}

// matrix returns the values. Normal ones can differ from NumPy's in the last bits.
func (g *goldenMatrix) matrix() []float64 {
	if g.Kind == "" {
		return append([]float64(nil), g.Bits...)
	}
	a, r := make([]float64, g.N*g.N), NewRandom(g.Seed)
	if g.Kind == "uniform" {
		r.FillUniform(a, g.Bounds[0], g.Bounds[1])
	} else {
		r.FillStandardNormal(a)
	}
	for i := range a {
		a[i] *= g.Scale
	}
	return a
}

// normal returns an n × n draw.
func normal(n int, seed uint32) []float64 {
	a := make([]float64, n*n)
	NewRandom(seed).FillStandardNormal(a)
	return a
}

func difference(a, b []float64) float64 {
	worst := 0.0
	for i := range a {
		worst = max(worst, math.Abs(a[i]-b[i]))
	}
	return worst
}

// equalBits reports whether two slices agree to the last bit, NaN and -0 included.
func equalBits(a, b []float64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if math.Float64bits(a[i]) != math.Float64bits(b[i]) {
			return false
		}
	}
	return true
}

// stepper is what Orthogonal and Spectrum have in common.
type stepper interface{ Step(budget float64) bool }

// budgets cut a work in pieces, the smallest possible ones first.
var budgets = []float64{1e-9, 1, 100, 1e4}

// checkSteps takes s to its end, piece by piece, and fails if a step allocates.
func checkSteps(t *testing.T, s stepper, budget float64) {
	t.Helper()
	if s.Step(0) || s.Step(-1) || s.Step(math.NaN()) {
		t.Fatal("done without a budget")
	}
	allocations := testing.AllocsPerRun(3, func() { s.Step(budget) })
	if allocations != 0 {
		t.Errorf("%v allocations in a step", allocations)
	}
	for !s.Step(budget) {
	}
	if !s.Step(0) || !s.Step(1) {
		t.Error("not done after the last step")
	}
}

func TestLinalgWrongSize(t *testing.T) {
	for name, call := range map[string]func(a []float64, n int){
		"NewOrthogonal": func(a []float64, n int) { NewOrthogonal(a, n) },
		"NewSpectrum":   func(a []float64, n int) { NewSpectrum(a, n) },
	} {
		for _, c := range []struct{ values, n int }{{3, 2}, {5, 2}, {1, 0}, {4, -2}, {0, 1 << 32}} {
			func() {
				defer func() {
					if recover() == nil {
						t.Errorf("%s of %d values and n = %d does not panic", name, c.values, c.n)
					}
				}()
				call(make([]float64, c.values), c.n)
			}()
		}
	}
}
