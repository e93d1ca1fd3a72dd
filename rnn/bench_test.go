package rnn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// Sizes at which the layer is compared with others.
var benchSizes = [][3]int{{10, 4, 8}, {100, 64, 128}, {200, 128, 512}, {1000, 256, 256}, {500, 256, 1024}}

// A pass with weights that are packed already, with each kernel, what it takes to
// pack them, and a pass by the naive loops. Weights are unsaturated, mean |h| about
// a half: saturation would make tanh cheap.
func BenchmarkForward(b *testing.B) {
	for _, size := range benchSizes {
		b.Run(fmt.Sprintf("T=%d,I=%d,H=%d", size[0], size[1], size[2]), func(b *testing.B) {
			r := newRun(0, size[0], size[1], size[2], false)
			for _, k := range kernels {
				p, err := r.layer.Pack(k)
				if err != nil {
					b.Fatal(err)
				}
				b.Run(fmt.Sprintf("%T", k), func(b *testing.B) { benchmarkPass(b, r, p.Forward) })
			}
			b.Run("Pack", func(b *testing.B) {
				for b.Loop() {
					if _, err := r.layer.Pack(nil); err != nil {
						b.Fatal(err)
					}
				}
			})
			b.Run("naive", func(b *testing.B) { benchmarkPass(b, r, r.layer.ForwardNaive) })
		})
	}
}

func benchmarkPass(b *testing.B, r run, f func(h, pre, x, h0 []float64) error) {
	T, I, H := r.timesteps, r.layer.InputSize, r.layer.HiddenSize
	h := make([]float64, T*H)
	b.ReportAllocs()
	for b.Loop() {
		if err := f(h, nil, r.x, r.h0); err != nil {
			b.Fatal(err)
		}
	}
	products := float64(b.N) * float64(T) * float64(H) * float64(I+H)
	b.ReportMetric(products/float64(b.Elapsed().Nanoseconds()), "products/ns")
	b.ReportMetric(meanAbs(h), "mean|h|")
}

// How many times as long the naive loops take as each kernel: all take turns, and
// the shortest times are compared, to which a busy machine adds least.
func BenchmarkAgainstNaive(b *testing.B) {
	for _, size := range benchSizes {
		T, I, H := size[0], size[1], size[2]
		b.Run(fmt.Sprintf("T=%d,I=%d,H=%d", T, I, H), func(b *testing.B) {
			r := newRun(0, T, I, H, false)
			h := make([]float64, T*H)
			ways := []func(h, pre, x, h0 []float64) error{r.layer.ForwardNaive}
			for _, k := range kernels {
				p, err := r.layer.Pack(k)
				if err != nil {
					b.Fatal(err)
				}
				ways = append(ways, p.Forward)
			}
			products := T * H * (I + H)
			repeat := 1 + 2e5/products // a clock may only show microseconds
			times := make([][]float64, len(ways))
			for b.Loop() {
				for way, f := range ways {
					start := time.Now()
					for range repeat {
						if err := f(h, nil, r.x, r.h0); err != nil {
							b.Fatal(err)
						}
					}
					times[way] = append(times[way], float64(time.Since(start).Nanoseconds())/float64(repeat))
				}
			}
			naive := slices.Min(times[0])
			for i, k := range kernels {
				took := slices.Min(times[i+1])
				b.ReportMetric(naive/took, fmt.Sprintf("naive/%T", k))
				b.ReportMetric(float64(products)/took, fmt.Sprintf("%T-products/ns", k))
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}

// What a pass is made of.
func BenchmarkKernel(b *testing.B) {
	const rows, m, n = 100, 256, 256
	r := rand.New(rand.NewPCG(0, 0))
	w, x, y := draw(r, m*n, 1, false), draw(r, rows*n, 1, false), make([]float64, rows*m)
	p := packed(w, m, n)
	b.Run("Pack", func(b *testing.B) {
		for b.Loop() {
			Pack(p, w, m, n)
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/(m*n), "ns/value")
	})
	for _, k := range kernels {
		for _, rows := range []int{1, 2, rows} {
			b.Run(fmt.Sprintf("Product/%d/%T", rows, k), func(b *testing.B) {
				for b.Loop() {
					k.Product(y[:rows*m], p, x[:rows*n], m, n)
				}
				b.ReportMetric(float64(b.N)*float64(rows*m*n)/float64(b.Elapsed().Nanoseconds()), "products/ns")
			})
		}
		for _, e := range elementwise {
			b.Run(fmt.Sprintf("%s/%T", e.name, k), func(b *testing.B) {
				for b.Loop() {
					e.of(k)(y, x)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(x)), "ns/value")
			})
		}
	}
}

func meanAbs(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += math.Abs(x)
	}
	return sum / float64(len(v))
}

// An LSTM and a GRU, forward and back: in the memory of the trace before, in new
// memory, back to the states, and to everything.
func BenchmarkGated(b *testing.B) {
	for _, size := range benchSizes[:3] {
		T, I, H := size[0], size[1], size[2]
		for _, cell := range []Cell{LSTM, GRU} {
			p := newProblem(0, Spec{cell, I, H, 1, false, true}, T, 1, false)
			for _, k := range kernels {
				n := p.network(b, k)
				x := p.tensors["x"]
				trace, err := n.Forward(x, 1, nil, nil)
				if err != nil {
					b.Fatal(err)
				}
				for _, of := range []struct {
					name string
					pass func() error
				}{
					{"ForwardInto", func() error { return n.ForwardInto(trace, x, 1, nil, nil) }},
					{"Forward", func() error { _, err := n.Forward(x, 1, nil, nil); return err }},
					{"BackwardStates", func() error { _, err := trace.BackwardStates(p.toOutput, nil, nil, 0); return err }},
					{"Backward", func() error { _, err := trace.Backward(p.toOutput, nil, nil, 0); return err }},
				} {
					b.Run(fmt.Sprintf("%v/T=%d,I=%d,H=%d/%T/%s", cell, T, I, H, k, of.name), func(b *testing.B) {
						b.ReportAllocs()
						for b.Loop() {
							if err := of.pass(); err != nil {
								b.Fatal(err)
							}
						}
					})
				}
			}
		}
	}
}
