package rnn_test

import (
	"fmt"

	"github.com/rnn-playground/rnn-playground/rnn"
)

// One step of one unit by hand: h = tanh(Wx x + Wh h₀ + b).
func Example() {
	layer, err := rnn.NewLayer(2, 1, []float64{0.5, -1}, []float64{2}, []float64{0.25})
	if err != nil {
		fmt.Println(err)
		return
	}
	h, pre := make([]float64, 1), make([]float64, 1)
	if err := layer.Forward(h, pre, []float64{1, 0.5}, []float64{0.125}); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("a = 0.5·1 - 1·0.5 + 2·0.125 + 0.25 = %g\n", pre[0])
	fmt.Printf("h = tanh(%g) = %.8f\n", pre[0], h[0])

	// A length that does not fit is refused with its name, before anything is written.
	fmt.Println(layer.Forward(h, nil, []float64{1, 2, 3}, nil))
	// Output:
	// a = 0.5·1 - 1·0.5 + 2·0.125 + 0.25 = 0.5
	// h = tanh(0.5) = 0.46211716
	// rnn: x has 3 values: want timesteps × input size, a positive multiple of 2
}
