package rnn

import (
	"math"
	"strconv"
)

// T timesteps, N batch, I input size, H hidden size, L layers, D directions (1 or
// 2), G gates of a cell (1, 3 or 4).

// Cell is a kind of recurrent layer, by PyTorch's name of it.
type Cell int

// The cells. Their equations and the order of their gates are where they are
// computed: elman.go, lstm.go, gru.go.
const (
	RNNTanh Cell = iota // torch.nn.RNN(nonlinearity="tanh")
	RNNReLU             // torch.nn.RNN(nonlinearity="relu")
	LSTM                // torch.nn.LSTM
	GRU                 // torch.nn.GRU
)

// AllCells in the order of the constants.
var AllCells = []Cell{RNNTanh, RNNReLU, LSTM, GRU}

var cellNames = [...]string{"RNN_TANH", "RNN_RELU", "LSTM", "GRU"}

// String is PyTorch's name of the mode: RNN_TANH, RNN_RELU, LSTM, GRU.
func (c Cell) String() string {
	if c < 0 || int(c) >= len(cellNames) {
		return "Cell(" + strconv.Itoa(int(c)) + ")"
	}
	return cellNames[c]
}

// Gates is G, how many rows of a weight matrix a unit has: 1, 1, 4 and 3.
func (c Cell) Gates() int { return [...]int{1, 1, 4, 3}[c] }

// HasC reports whether the cell carries a second state, c, beside h.
func (c Cell) HasC() bool { return c == LSTM }

// Spec says what a [Network] is made of, as the arguments of PyTorch's layers do.
// Layer 0 reads x_t; every other reads the h_t of the one below, of both directions
// side by side.
type Spec struct {
	Cell          Cell
	InputSize     int  // I, at least 1
	HiddenSize    int  // H, at least 1
	Layers        int  // L, at least 1
	Bidirectional bool // D = 2: a second pass through each layer, from t = T to 1
	Bias          bool // without, b_ih and b_hh are left out
}

// Directions is D.
func (s Spec) Directions() int {
	if s.Bidirectional {
		return 2
	}
	return 1
}

// Parameter is one tensor of weights: an entry of PyTorch's state_dict. In memory
// it is flat and row-major.
type Parameter struct {
	Name  string
	Shape []int
}

// Len is how many values the parameter has.
func (p Parameter) Len() int {
	n := 1
	for _, size := range p.Shape {
		n *= size
	}
	return n
}

// Parameters lists the weights of s, in the order of PyTorch's state_dict: layer by
// layer, in each first the forward direction, then "_reverse",
//
//	weight_ih_l0  (G·H, I)     for layers above 0 (G·H, D·H)
//	weight_hh_l0  (G·H, H)
//	bias_ih_l0    (G·H,)       with Bias
//	bias_hh_l0    (G·H,)       with Bias
//
// Rows are gate after gate, H each. The error is an [*ArgumentError] when a size is
// out of range.
func Parameters(s Spec) ([]Parameter, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	var all []Parameter
	s.each(func(name string, shape ...dim) error {
		p := Parameter{Name: name}
		for _, d := range shape {
			p.Shape = append(p.Shape, d.size)
		}
		all = append(all, p)
		return nil
	})
	return all, nil
}

// check returns an error unless s has sizes that it can be computed with.
func (s Spec) check() error {
	if s.Cell < 0 || int(s.Cell) >= len(cellNames) {
		want := "one of " + strconv.Itoa(len(cellNames)) + ", from 0"
		return &ArgumentError{Name: "cell", Value: int(s.Cell), Want: want}
	}
	input, hidden := dims(s.InputSize, s.HiddenSize)
	for _, d := range []dim{input, hidden, {"layers", s.Layers}} {
		if err := checkSize(d); err != nil {
			return err
		}
		const most = math.MaxInt / 8 // the rows of four gates are an int as well
		if d.size > most {
			return &ArgumentError{Name: d.name, Value: d.size, Want: "at most " + strconv.Itoa(most)}
		}
	}
	return nil
}

// rows is the dimension of all gates.
func (s Spec) rows() dim { return times(s.Cell.Gates(), dim{"hidden size", s.HiddenSize}) }

// input is the dimension of what layer l reads.
func (s Spec) input(l int) dim {
	input, hidden := dims(s.InputSize, s.HiddenSize)
	if l == 0 {
		return input
	}
	return times(s.Directions(), hidden)
}

// times is n of d side by side.
func times(n int, d dim) dim {
	if n == 1 {
		return d
	}
	return dim{strconv.Itoa(n) + " × " + d.name, n * d.size}
}

// each calls f for every parameter of s, in order, until there is an error.
func (s Spec) each(f func(name string, shape ...dim) error) error {
	hidden := dim{"hidden size", s.HiddenSize}
	for l := range s.Layers {
		for d := range s.Directions() {
			suffix := suffix(l, d)
			if err := f("weight_ih"+suffix, s.rows(), s.input(l)); err != nil {
				return err
			}
			if err := f("weight_hh"+suffix, s.rows(), hidden); err != nil {
				return err
			}
			if !s.Bias {
				continue
			}
			for _, name := range []string{"bias_ih", "bias_hh"} {
				if err := f(name+suffix, s.rows()); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// suffix is how the names of a layer and direction end.
func suffix(layer, direction int) string {
	s := "_l" + strconv.Itoa(layer)
	if direction == 1 {
		s += "_reverse"
	}
	return s
}
