package numpy

import (
	"slices"
	"strings"
	"testing"
)

type goldenArrays struct {
	versions
	Arrays   []goldenArray
	Elements [][3]string
}

type goldenArray struct {
	Name  string
	Shape []int
	Text  string

	// The values, or how to make them.
	Bits    floats
	Zeros   bool
	Bounds  floats // uniform, from
	Seed    uint32
	Indices []int // where Bits replaces values

	Scientific bool // of all values; not of few, where Text tells
}

func (g goldenArray) values() []float64 {
	size := 1
	for _, n := range g.Shape {
		size *= n
	}
	a := make([]float64, size)
	switch {
	case g.Bounds != nil:
		NewRandom(g.Seed).FillUniform(a, g.Bounds[0], g.Bounds[1])
		for i, at := range g.Indices {
			a[at] = g.Bits[i]
		}
	case !g.Zeros:
		copy(a, g.Bits)
	}
	return a
}

func TestArrays(t *testing.T) {
	var golden goldenArrays
	readGolden(t, "arrays.json.gz", &golden)
	golden.log(t)
	if len(golden.Arrays) < 5000 {
		t.Fatalf("%d arrays: want more", len(golden.Arrays))
	}
	families := map[string][]goldenArray{}
	for _, g := range golden.Arrays {
		families[g.Name] = append(families[g.Name], g)
	}
	for name, arrays := range families {
		t.Run(name, func(t *testing.T) {
			for _, g := range arrays {
				a := g.values()
				before := slices.Clone(a)
				if got := FormatArray(a, g.Shape...); got != g.Text {
					t.Fatalf("%v %v:\n%s\nwant\n%s", g.Shape, before, got, g.Text)
				}
				scientific := g.Scientific
				if len(a) <= threshold {
					scientific = strings.Contains(g.Text, "e")
				}
				if got := Scientific(a); got != scientific {
					t.Fatalf("%v: Scientific(%v) = %v", g.Shape, before, got)
				}
			}
		})
	}
	t.Run("elements", func(t *testing.T) {
		for _, e := range golden.Elements {
			var v floats
			if err := v.UnmarshalText([]byte(e[0])); err != nil {
				t.Fatal(err)
			}
			checkElement(t, v[0], e[1], e[2])
		}
	})
}

func checkElement(t *testing.T, v float64, positional, scientific string) {
	t.Helper()
	if got := string(AppendElement(nil, v, false)); got != positional {
		t.Errorf("element %v: %s, want %s", v, got, positional)
	}
	if got := string(AppendElement(nil, v, true)); got != scientific {
		t.Errorf("element %v: %s, want %s", v, got, scientific)
	}
}

// A table that shows elements alone shows what stands in the array.
func TestElementsOfArray(t *testing.T) {
	for _, low := range []float64{-1, -1e6} {
		a := make([]float64, 200)
		NewRandom(3).FillUniform(a, low, 1)
		words := strings.Fields(strings.Trim(FormatArray(a, len(a)), "[]"))
		scientific := Scientific(a)
		for i, v := range a {
			if got := string(AppendElement(nil, v, scientific)); got != words[i] {
				t.Errorf("element %d: %s, want %s", i, got, words[i])
			}
		}
	}
}

func TestAppendKeepsPrefix(t *testing.T) {
	const want = "h = [1. 2.] (2,) -0.5"
	got := AppendArray([]byte("h = "), []float64{1, 2}, 2)
	got = append(AppendShape(append(got, ' '), 2), ' ')
	got = AppendElement(got, -0.5, false)
	if string(got) != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func BenchmarkAppendArray(b *testing.B) {
	random := func(n int, low float64) []float64 {
		a := make([]float64, n)
		NewRandom(0).FillUniform(a, low, 1)
		return a
	}
	for _, c := range []struct {
		name  string
		a     []float64
		shape []int
	}{
		{"positional/10x8", random(80, 0), []int{10, 8}},
		{"scientific/10x8", random(80, -1e6), []int{10, 8}},
		{"summarised/1000x1000", random(1_000_000, 0), []int{1000, 1000}},
	} {
		b.Run(c.name, func(b *testing.B) {
			var dst []byte
			b.ReportAllocs()
			for b.Loop() {
				dst = AppendArray(dst[:0], c.a, c.shape...)
			}
		})
	}
}

func BenchmarkScientific(b *testing.B) {
	a := make([]float64, 1_000_000)
	NewRandom(0).FillUniform(a, 0.1, 1)
	b.SetBytes(int64(8 * len(a)))
	for b.Loop() {
		Scientific(a)
	}
}
