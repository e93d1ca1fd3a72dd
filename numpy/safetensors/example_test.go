package safetensors_test

import (
	"fmt"

	"github.com/rnn-playground/rnn-playground/numpy/npz"
	"github.com/rnn-playground/rnn-playground/numpy/safetensors"
)

// A bias, passed on and read again.
func Example() {
	writing := safetensors.Start([]string{"format", "pt"}, npz.Array{Name: "bias_ih_l0", Values: []float64{0.5, -1}, Shape: []int{2}})
	var file []byte
	for done := false; !done; {
		var part []byte
		part, done = writing.Next()
		file = append(file, part...)
	}

	const most = 1 << 20 // values
	tensors, metadata, err := safetensors.Read("model.safetensors", file, most)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, t := range tensors {
		fmt.Println(t.Name, t.Type, t.Shape, t.Values)
	}
	fmt.Println(metadata)
	// Output:
	// bias_ih_l0 float64 [2] [0.5 -1]
	// map[format:pt]
}
