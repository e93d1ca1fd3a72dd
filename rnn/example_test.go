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

// One unit of an LSTM whose gates all stand half open, at σ(0), keeps half of what it
// knows at each step: what it was told at t = 1 fades, and so does what the last state
// owes to each input.
func ExampleTrace_Backward() {
	spec := rnn.Spec{Cell: rnn.LSTM, InputSize: 1, HiddenSize: 1, Layers: 1}
	weights := map[string][]float64{
		"weight_ih_l0": {0, 0, 1, 0}, // i, f, g, o: only g looks at the input
		"weight_hh_l0": {0, 0, 0, 0},
	}
	network, err := rnn.NewNetwork(spec, weights, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	trace, err := network.Forward([]float64{1, 0, 0, 0}, 1, nil, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("c = %.4f\n", trace.Passes[0].C)

	gradients, err := trace.Backward(nil, []float64{1}, nil, 0) // of h_4
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("∂h_4/∂x = %.4f\n", gradients.Input)
	fmt.Printf("∂h_4/∂c = %.4f\n", gradients.Passes[0].C)

	// Cut after t = 2, nothing arrives before.
	gradients, err = trace.Backward(nil, []float64{1}, nil, 2)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("window 2: %.4f\n", gradients.Input)
	// Output:
	// c = [0.3808 0.1904 0.0952 0.0476]
	// ∂h_4/∂x = [0.0131 0.0624 0.1247 0.2494]
	// ∂h_4/∂c = [0.0624 0.1247 0.2494 0.4989]
	// window 2: [0.0000 0.0000 0.1247 0.2494]
}

// The names and shapes of torch.nn.GRU(4, 8).state_dict().
func ExampleParameters() {
	parameters, err := rnn.Parameters(rnn.Spec{Cell: rnn.GRU, InputSize: 4, HiddenSize: 8, Layers: 1, Bias: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range parameters {
		fmt.Println(p.Name, p.Shape)
	}
	// Output:
	// weight_ih_l0 [24 4]
	// weight_hh_l0 [24 8]
	// bias_ih_l0 [24]
	// bias_hh_l0 [24]
}

// Two sequences of three steps, one after the other as PyTorch has them with
// batch_first=True, become three steps of two sequences.
func ExampleSwapBatch() {
	const N, T, I = 2, 3, 2
	first := []float64{
		111, 112, 121, 122, 131, 132,
		211, 212, 221, 222, 231, 232,
	}
	x := make([]float64, len(first))
	rnn.SwapBatch(x, first, N, T, I)
	for t := range T {
		fmt.Println(x[t*N*I:][:N*I])
	}
	// Output:
	// [111 112 211 212]
	// [121 122 221 222]
	// [131 132 231 232]
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
