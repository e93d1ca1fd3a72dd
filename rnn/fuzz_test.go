package rnn

import (
	"math/rand/v2"
	"os"
	"testing"
	"time"
)

// FuzzProduct multiplies matrices of any shape with any number of vectors: the bits of
// the naive loops, and nothing beside them written.
func FuzzProduct(f *testing.F) {
	f.Add(uint64(0), uint8(1), uint8(8), uint8(4), false)
	f.Add(uint64(1), uint8(0), uint8(0), uint8(0), true)
	f.Add(uint64(2), uint8(67), uint8(9), uint8(255), true)
	f.Add(uint64(3), uint8(5), uint8(17), uint8(63), false)
	f.Fuzz(func(t *testing.T, seed uint64, rows, m, n uint8, special bool) {
		for _, k := range kernels {
			checkProduct(t, k, seed, int(rows%20), 1+int(m%70), 1+int(n%130), special)
		}
	})
}

// FuzzFunctions bends any values, at any place of a vector of any length.
func FuzzFunctions(f *testing.F) {
	for i, e := range edges {
		f.Add(e, -edges[len(edges)-1-i], uint8(i))
	}
	f.Fuzz(func(t *testing.T, x, y float64, n uint8) {
		src := make([]float64, 1+int(n)%19)
		for i := range src {
			src[i] = x
			if i%2 == 1 {
				src[i] = y
			}
		}
		for _, k := range kernels {
			for _, e := range elementwise {
				checkFunction(t, e.of(k), e.naive, src)
			}
		}
	})
}

// TestKernelsForAWhile is the fuzzing of the kernels where Go has none: with KERNEL_FUZZTIME=10m
// under wasm it tries random shapes for so long. A failure says which seed to try again.
func TestKernelsForAWhile(t *testing.T) {
	duration, err := time.ParseDuration(os.Getenv("KERNEL_FUZZTIME"))
	if err != nil {
		duration = 200 * time.Millisecond
	}
	seed := uint64(time.Now().UnixNano())
	defer func() {
		if t.Failed() {
			t.Logf("seed %d", seed)
		}
	}()
	tried := 0
	for end := time.Now().Add(duration); time.Now().Before(end) && !t.Failed(); tried++ {
		seed++
		r := rand.New(rand.NewPCG(seed, 0))
		special := r.IntN(2) == 0
		for _, k := range kernels {
			checkProduct(t, k, seed, r.IntN(70), 1+r.IntN(100), 1+r.IntN(300), special)
			checkGated(t, k, r, r.IntN(6), 1+r.IntN(6), 1+r.IntN(60), special, r.IntN(2) == 0)
		}
		timesteps := 1 + r.IntN(16)
		checkForward(t, newRun(seed, timesteps, 1+r.IntN(100), 1+r.IntN(100), special), r.IntN(timesteps))
		s := Spec{AllCells[r.IntN(4)], 1 + r.IntN(30), 1 + r.IntN(30), 1 + r.IntN(3), r.IntN(2) == 0, r.IntN(2) == 0}
		for _, k := range kernels {
			checkAgainstNaive(t, k, newProblem(seed, s, 1+r.IntN(8), 1+r.IntN(5), false), seed)
		}
	}
	t.Logf("%d shapes with each of %d kernels", tried, len(kernels))
}
