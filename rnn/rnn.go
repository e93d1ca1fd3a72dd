package rnn

import "strconv"

// T timesteps, I input size, H hidden size; all matrices are row-major.

// Layer is the Elman layer
//
//	h_t = tanh(Wx x_t + Wh h_{t-1} + b)
//
// Fill in all fields, or let [NewLayer] check them first. The zero value has no
// size and computes nothing. A Layer is only read, so several goroutines may use
// one as long as nobody changes the weights meanwhile.
type Layer struct {
	InputSize  int       // I, at least 1
	HiddenSize int       // H, at least 1
	Wx         []float64 // (H, I)
	Wh         []float64 // (H, H)
	B          []float64 // (H,)
}

// NewLayer returns the layer with these sizes and weights: Wx (H, I), Wh (H, H),
// b (H,). It keeps the slices and does not copy them, so that a later change in
// them is a change of the layer.
//
// The error is an [*ArgumentError] when a size is less than 1 or a slice does
// not have the length that follows from the sizes.
func NewLayer(inputSize, hiddenSize int, Wx, Wh, b []float64) (*Layer, error) {
	l := &Layer{inputSize, hiddenSize, Wx, Wh, b}
	if err := l.checkWeights(); err != nil {
		return nil, err
	}
	return l, nil
}

// Forward runs the layer over the T inputs in x and writes every state to h and,
// unless pre is nil, every pre-activation to pre:
//
//	pre_t[j] = b[j] + Σ_i Wx[j,i] x_t[i] + Σ_k Wh[j,k] h_{t-1}[k]
//	h_t[j]   = tanh(pre_t[j])
//
// x is (T, I), so that T is len(x)/I; h and pre are (T, H); h0 is (H,), and nil
// stands for zeros. Sums are taken in the order written, see the package
// documentation.
//
// Forward packs the weights on each call, see [Layer.Pack], which gives a value
// for many calls, and the choice of a faster [Kernel].
//
// A long pass may be cut into consecutive ones: with the last state of one as h0
// of the next, the bits are those of a single call. That h0 may be the row
// itself, where it lies, in front of this call's h in the same array. Otherwise
// nothing may overlap: neither h nor pre with each other, nor either with x, h0
// or the weights.
//
// The error is an [*ArgumentError] when x is empty or not a multiple of I, when
// h, pre or h0 does not have the length above, or when the layer is one that
// [NewLayer] would refuse. Nothing is written then.
func (l *Layer) Forward(h, pre, x, h0 []float64) error {
	if _, err := l.check(h, pre, x, h0); err != nil {
		return err
	}
	l.pack(nil).forward(h, pre, x, h0)
	return nil
}

func dims(inputSize, hiddenSize int) (input, hidden dim) {
	return dim{"input size", inputSize}, dim{"hidden size", hiddenSize}
}

// checkWeights returns the error NewLayer documents.
func (l *Layer) checkWeights() error {
	input, hidden := dims(l.InputSize, l.HiddenSize)
	if err := checkSize(input); err != nil {
		return err
	}
	if err := checkSize(hidden); err != nil {
		return err
	}
	if err := checkMatrix("Wx", len(l.Wx), hidden, input); err != nil {
		return err
	}
	if err := checkMatrix("Wh", len(l.Wh), hidden, hidden); err != nil {
		return err
	}
	return checkVector("b", len(l.B), hidden)
}

// check returns T, or the error Forward documents. Fields are exported, so the
// weights are checked again: a few comparisons, against a panic.
func (l *Layer) check(h, pre, x, h0 []float64) (timesteps int, err error) {
	if err := l.checkWeights(); err != nil {
		return 0, err
	}
	return checkPass(l.InputSize, l.HiddenSize, h, pre, x, h0)
}

// checkPass is check for what is not the layer's.
func checkPass(inputSize, hiddenSize int, h, pre, x, h0 []float64) (timesteps int, err error) {
	input, hidden := dims(inputSize, hiddenSize)
	if len(x) == 0 || len(x)%input.size != 0 {
		want := "timesteps × input size, a positive multiple of " + strconv.Itoa(input.size)
		return 0, &ArgumentError{"x", len(x), true, want}
	}
	T := dim{"timesteps", len(x) / input.size}
	if err := checkMatrix("h", len(h), T, hidden); err != nil {
		return 0, err
	}
	if pre != nil {
		if err := checkMatrix("pre", len(pre), T, hidden); err != nil {
			return 0, err
		}
	}
	if h0 != nil {
		if err := checkVector("h0", len(h0), hidden); err != nil {
			return 0, err
		}
	}
	return T.size, nil
}
