package rnn

import (
	"encoding/json"
	"math"
	"os"
	"testing"
)

// goldens is testdata/goldens.json, which testdata/make_goldens.py writes.
type goldens struct {
	NumPy, Python string
	Cases         []struct {
		Name                             string
		Seed                             uint32
		Timesteps, InputSize, HiddenSize int
		X, Wx, Wh, B, H0, Pre, H         []float64
	}
}

func readGoldens(t *testing.T) (g goldens) {
	t.Helper()
	text, err := os.ReadFile("testdata/goldens.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &g); err != nil {
		t.Fatal(err)
	}
	if g.NumPy == "" || len(g.Cases) == 0 {
		t.Fatal("no goldens")
	}
	return g
}

// NumPy sums in the order its BLAS likes, so the two agree to rounding: states
// to 1e-13, pre-activations to 1e-13 of the largest.
func TestForwardAgreesWithNumPy(t *testing.T) {
	const tolerance = 1e-13
	g := readGoldens(t)
	for _, c := range g.Cases {
		t.Run(c.Name, func(t *testing.T) {
			l, err := NewLayer(c.InputSize, c.HiddenSize, c.Wx, c.Wh, c.B)
			if err != nil {
				t.Fatal(err)
			}
			n := c.Timesteps * c.HiddenSize
			if len(c.H) != n || len(c.Pre) != n {
				t.Fatalf("the golden has %d states, want %d", len(c.H), n)
			}
			largest := 0.0
			for _, a := range c.Pre {
				largest = max(largest, math.Abs(a))
			}
			for _, f := range forwards() {
				h, pre := make([]float64, n), make([]float64, n)
				if err := f(l, h, pre, c.X, c.H0); err != nil {
					t.Fatal(err)
				}
				dh, dPre := largestDifference(h, c.H), largestDifference(pre, c.Pre)
				t.Logf("NumPy %s: largest difference: h %.1e, pre %.1e of %.1e", g.NumPy, dh, dPre, largest)
				if !(dh <= tolerance) {
					t.Errorf("h differs by %g, want at most %g", dh, tolerance)
				}
				if !(dPre <= tolerance*largest) {
					t.Errorf("pre differs by %g, want at most %g", dPre, tolerance*largest)
				}
			}
		})
	}
}

// The tutorial's first and last states, as its readers have them on screen.
func TestTutorialStates(t *testing.T) {
	c := readGoldens(t).Cases[0]
	if c.Name != "tutorial" || c.Seed != 0 || c.Timesteps != 10 || c.InputSize != 4 || c.HiddenSize != 8 {
		t.Fatalf("the first golden is %q, want the tutorial's program", c.Name)
	}
	first := []float64{
		0.911701180297855, 0.9348851294094612, 0.9312890248853425, 0.8512379243940574,
		0.9517827842117453, 0.7635404051184858, 0.8752829905180307, 0.9786458761858299,
	}
	last := []float64{
		0.9998977629367832, 0.9998342905324676, 0.9999784009197049, 0.9999660220328633,
		0.9999956338600781, 0.9999953863135759, 0.9999817310901117, 0.9999932053003053,
	}
	l := &Layer{c.InputSize, c.HiddenSize, c.Wx, c.Wh, c.B}
	h := make([]float64, 80)
	if err := l.Forward(h, nil, c.X, nil); err != nil {
		t.Fatal(err)
	}
	for i, want := range [][]float64{first, last} {
		got := h[i*72:][:8]
		if d := largestDifference(got, want); !(d <= 1e-13) {
			t.Errorf("state %d of the two is %v, want %v", i, got, want)
		}
	}
}

func largestDifference(a, b []float64) float64 {
	d := 0.0
	for i := range a {
		d = max(d, math.Abs(a[i]-b[i])) // max keeps a NaN
	}
	return d
}
