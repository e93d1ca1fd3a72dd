package rnn

import (
	"fmt"
	"math"
	"testing"
)

// Unsaturated weights, mean |h| about a half: saturation would make tanh cheap.
func BenchmarkForward(b *testing.B)      { benchmarkForward(b, (*Layer).Forward) }
func BenchmarkForwardNaive(b *testing.B) { benchmarkForward(b, (*Layer).ForwardNaive) }

func benchmarkForward(b *testing.B, f forward) {
	for _, size := range [][3]int{{10, 4, 8}, {100, 64, 128}, {200, 128, 512}} {
		T, I, H := size[0], size[1], size[2]
		b.Run(fmt.Sprintf("T=%d,I=%d,H=%d", T, I, H), func(b *testing.B) {
			r := newRun(0, T, I, H, false)
			h := make([]float64, T*H)
			b.ReportAllocs()
			for b.Loop() {
				if err := f(r.layer, h, nil, r.x, r.h0); err != nil {
					b.Fatal(err)
				}
			}
			products := float64(b.N) * float64(T) * float64(H) * float64(I+H)
			b.ReportMetric(products/float64(b.Elapsed().Nanoseconds()), "products/ns")
			b.ReportMetric(meanAbs(h), "mean|h|")
		})
	}
}

func meanAbs(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += math.Abs(x)
	}
	return sum / float64(len(v))
}
