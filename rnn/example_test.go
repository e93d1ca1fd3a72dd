package rnn_test

import (
	"errors"
	"fmt"

	"github.com/rnn-playground/rnn-playground/rnn"
)

// The first unit sees the input, the second sees the first unit one step later.
// One pulse goes in, and the memory of it moves on.
func ExampleLayer_Forward() {
	Wx := []float64{
		1,
		0,
	}
	Wh := []float64{
		0, 0,
		1, 0,
	}
	b := []float64{0, 0}
	layer, err := rnn.NewLayer(1, 2, Wx, Wh, b)
	if err != nil {
		fmt.Println(err)
		return
	}

	x := []float64{0.5, 0, 0}
	h := make([]float64, 3*2)
	pre := make([]float64, 3*2)
	if err := layer.Forward(h, pre, x, nil); err != nil {
		fmt.Println(err)
		return
	}
	for t := range 3 {
		fmt.Printf("t = %d   a = %.4f   h = tanh(a) = %.4f\n", t+1, pre[t*2:][:2], h[t*2:][:2])
	}
	// Output:
	// t = 1   a = [0.5000 0.0000]   h = tanh(a) = [0.4621 0.0000]
	// t = 2   a = [0.0000 0.4621]   h = tanh(a) = [0.0000 0.4318]
	// t = 3   a = [0.0000 0.0000]   h = tanh(a) = [0.0000 0.0000]
}

// A long pass in slices: each starts from the last state of the one before, in
// place, and the result is that of one call. The weights are packed once for all.
func ExampleLayer_Pack() {
	layer := &rnn.Layer{InputSize: 1, HiddenSize: 1, Wx: []float64{1}, Wh: []float64{0.5}, B: []float64{0.1}}
	x := []float64{1, -1, 0.5, 2, 0, -0.5, 1}

	whole := make([]float64, len(x))
	if err := layer.Forward(whole, nil, x, nil); err != nil {
		fmt.Println(err)
		return
	}

	packed, err := layer.Pack(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	h := make([]float64, len(x))
	var h0 []float64
	for from := 0; from < len(x); from += 3 {
		to := min(from+3, len(x))
		if err := packed.Forward(h[from:to], nil, x[from:to], h0); err != nil {
			fmt.Println(err)
			return
		}
		h0 = h[to-1 : to]
		fmt.Println(to, "of", len(x), "steps")
	}
	for t := range h {
		if h[t] != whole[t] {
			fmt.Println("differs at", t)
		}
	}
	// Output:
	// 3 of 7 steps
	// 6 of 7 steps
	// 7 of 7 steps
}

func ExampleArgumentError() {
	_, err := rnn.NewLayer(4, 8, make([]float64, 31), make([]float64, 64), make([]float64, 8))
	fmt.Println(err)

	var argument *rnn.ArgumentError
	if errors.As(err, &argument) {
		fmt.Println(argument.Name, argument.Value)
	}
	// Output:
	// rnn: Wx has 31 values: want hidden size × input size = 8 × 4 = 32
	// Wx 31
}
