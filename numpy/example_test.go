package numpy_test

import (
	"fmt"
	"math"

	"github.com/rnn-playground/rnn-playground/numpy"
)

// What np.random.seed(0) and then np.random.random((2, 3)) give.
func ExampleNewRandom() {
	random := numpy.NewRandom(0)
	a := make([]float64, 2*3)
	random.FillRandom(a)
	fmt.Println(numpy.FormatArray(a, 2, 3))
	// Output:
	// [[0.5488135  0.71518937 0.60276338]
	//  [0.54488318 0.4236548  0.64589411]]
}

// What np.random.uniform(-0.5, 0.5, 3) gives under seed 42.
func ExampleRandom_FillUniform() {
	a := make([]float64, 3)
	numpy.NewRandom(42).FillUniform(a, -0.5, 0.5)
	fmt.Println(numpy.FormatArray(a, 3))
	// Output:
	// [-0.12545988  0.45071431  0.23199394]
}

// What np.random.randn(4) gives under seed 0.
func ExampleRandom_FillStandardNormal() {
	a := make([]float64, 4)
	numpy.NewRandom(0).FillStandardNormal(a)
	fmt.Println(numpy.FormatArray(a, 4))
	// Output:
	// [1.76405235 0.40015721 0.97873798 2.2408932 ]
}

func ExampleFormatArray() {
	h := []float64{math.Tanh(0.5), math.Tanh(-3), 1, 0}
	fmt.Println(numpy.FormatArray(h, 4))
	fmt.Println(numpy.FormatArray(h, 2, 2))
	fmt.Println(numpy.FormatArray([]float64{1, 2000, math.NaN()}, 3))
	// Output:
	// [ 0.46211716 -0.99505475  1.          0.        ]
	// [[ 0.46211716 -0.99505475]
	//  [ 1.          0.        ]]
	// [1.e+00 2.e+03    nan]
}

func ExampleFormatShape() {
	fmt.Println(numpy.FormatShape(8), numpy.FormatShape(8, 4), numpy.FormatShape())
	// Output:
	// (8,) (8, 4) ()
}

// One cell of a large table, without printing the table.
func ExampleAppendElement() {
	table := []float64{0.911701181234, 0.5, 1e-7}
	scientific := numpy.Scientific(table)
	fmt.Println(string(numpy.AppendElement(nil, table[0], scientific)))
	fmt.Println(string(numpy.AppendElement(nil, table[0], false)))
	// Output:
	// 9.11701181e-01
	// 0.91170118
}

// What Keras's Orthogonal initialiser makes of a normal draw, here of seed 0.
func ExampleOrthogonalize() {
	a := make([]float64, 3*3)
	numpy.NewRandom(0).FillStandardNormal(a)
	numpy.Orthogonalize(a, 3)
	fmt.Println(numpy.FormatArray(a, 3, 3))
	// Output:
	// [[ 0.58684003 -0.48538278  0.6480913 ]
	//  [ 0.74546871  0.63631164 -0.19845377]
	//  [ 0.316062   -0.5995924  -0.73525082]]
}

// A quarter turn, scaled by 2, has the conjugate pair ±2i; the third axis stays, by 1.
func ExampleSpectrum_Eigenvalues() {
	a := []float64{
		0, -2, 0,
		2, 0, 0,
		0, 0, 1,
	}
	s := numpy.NewSpectrum(a, 3)
	s.Step(math.Inf(1))
	re, im := s.Eigenvalues()
	for i := range re {
		fmt.Printf("%+.0f%+.0fi\n", re[i], im[i])
	}
	// Unordered output:
	// +0+2i
	// +0-2i
	// +1+0i
}

// In pieces of a millisecond or so, with something else in between.
func ExampleSpectrum() {
	a := []float64{
		0, -2, 0,
		2, 0, 0,
		0, 0, 1,
	}
	s := numpy.NewSpectrum(a, 3)
	for !s.Step(1e6) {
		// draw a frame
	}
	fmt.Println(s.Radius(), s.Err())
	// Output: 2 <nil>
}
