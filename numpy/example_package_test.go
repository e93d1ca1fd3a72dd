package numpy_test

import (
	"fmt"

	"github.com/rnn-playground/rnn-playground/numpy"
)

// The program
//
//	np.random.seed(0)
//	a = np.random.random((2, 4))
//	print(a)
//	print(a.shape)
//
// digit for digit.
func Example() {
	a := make([]float64, 2*4)
	numpy.NewRandom(0).FillRandom(a)
	fmt.Println(numpy.FormatArray(a, 2, 4))
	fmt.Println(numpy.FormatShape(2, 4))
	// Output:
	// [[0.5488135  0.71518937 0.60276338 0.54488318]
	//  [0.4236548  0.64589411 0.43758721 0.891773  ]]
	// (2, 4)
}
