//go:build js && wasm

package simd

import (
	"math"
	"testing"
)

// The arithmetic is tested in rnn, with the build tag simd.

func TestAvailable(t *testing.T) {
	if !Available() {
		t.Error("no kernel under Node")
	}
}

// A slice that is too short panics before the kernel is called.
func TestShortSlices(t *testing.T) {
	values := func(n int) []float64 { return make([]float64, n) }
	lstm := func(k Kernel, gates, c, c0, h0, w int) {
		k.LSTM(values(gates), values(c), values(6), values(c0), values(h0), values(w), 3, false)
	}
	gru := func(k Kernel, gates, q, h0, w, b, spare int) {
		k.GRU(values(gates), values(q), values(6), values(h0), values(w), values(b), values(spare), 3, false)
	}
	k := Kernel{}
	for name, f := range map[string]func(){
		"product, y":           func() { k.Product(values(5), values(24), values(6), 3, 3) },
		"product, w":           func() { k.Product(values(6), values(23), values(6), 3, 3) },
		"product, w, 2 panels": func() { k.Product(values(18), values(24), values(6), 9, 3) },
		"recurrence, a":        func() { k.Recurrence(values(6), values(5), values(3), values(24)) },
		"recurrence, w":        func() { k.Recurrence(values(6), values(6), values(3), values(9)) },
		"tanh":                 func() { k.Tanh(values(2), values(3)) },
		"lstm, gates":          func() { lstm(k, 23, 6, 3, 3, 48) },
		"lstm, c":              func() { lstm(k, 24, 5, 3, 3, 48) },
		"lstm, c0":             func() { lstm(k, 24, 6, 2, 3, 48) },
		"lstm, w":              func() { lstm(k, 24, 6, 3, 3, 47) },
		"gru, gates":           func() { gru(k, 17, 6, 3, 48, 9, 9) },
		"gru, q":               func() { gru(k, 18, 5, 3, 48, 9, 9) },
		"gru, w":               func() { gru(k, 18, 6, 3, 47, 9, 9) },
		"gru, b":               func() { gru(k, 18, 6, 3, 48, 8, 9) },
		"gru, spare":           func() { gru(k, 18, 6, 3, 48, 9, 8) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			f()
		})
	}
}

// Go's memory grows between two calls: the kernel has to see the new one.
func TestMemoryThatGrew(t *testing.T) {
	Kernel{}.Tanh([]float64{0}, []float64{1})
	large := make([]float64, 32<<20)
	last := large[len(large)-3:]
	Kernel{}.Tanh(last, []float64{1, 2, 3})
	for i, x := range []float64{1, 2, 3} {
		if last[i] != math.Tanh(x) {
			t.Errorf("tanh(%v) = %v, want %v", x, last[i], math.Tanh(x))
		}
	}
}

func TestNothingAllocates(t *testing.T) {
	x, w, k := make([]float64, 8), make([]float64, 64), Kernel{}
	if n := testing.AllocsPerRun(10, func() {
		k.Product(x, w, make([]float64, 8), 8, 8)
		k.Recurrence(x, x, make([]float64, 8), w)
		k.Tanh(x, x)
		k.LSTM(make([]float64, 8), make([]float64, 2), make([]float64, 2), x, make([]float64, 2), w, 2, true)
		k.GRU(make([]float64, 6), make([]float64, 2), make([]float64, 2), make([]float64, 2), w, x, make([]float64, 6), 2, true)
	}); n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
}
