package rnn

import "strconv"

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

// Gates is G, how many rows of a weight matrix a unit has: 1, 1, 4 and 3. It
// panics for a Cell that is none of [AllCells].
func (c Cell) Gates() int { return [...]int{1, 1, 4, 3}[c] }

// HasC reports whether the cell carries a second state, c, beside h.
func (c Cell) HasC() bool { return c == LSTM }

// Spec says what a [Network] is made of, as the arguments of PyTorch's layers do.
// Layer 0 reads x_t; every other reads the h_t of the one below, of both directions
// side by side.
type Spec struct {
	Cell          Cell
	InputSize     int  // I, from 1 to 2^20, as the other two
	HiddenSize    int  // H
	Layers        int  // L
	Bidirectional bool // D = 2: a second pass through each layer, from t = T to 1
	Bias          bool // without, b_ih and b_hh are left out
}

// Directions is D.
//
//go:noinline
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

	dims string // what the sizes in Shape are called
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
// Rows are gate after gate, H each. The error is an [*ArgumentError] when the
// cell is none of [AllCells], or a size is less than 1 or more than 2^20.
func Parameters(s Spec) ([]Parameter, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	return s.parameters(), nil
}

// parameters is Parameters of a spec that has been checked.
func (s Spec) parameters() (all []Parameter) {
	D, H := s.Directions(), s.HiddenSize
	rows, dims := s.Cell.Gates()*H, times(s.Cell.Gates(), "hidden size")
	input, inputName := s.InputSize, ", input size"
	for l := range s.Layers {
		for d := range D {
			name := "_l" + strconv.Itoa(l)
			if d == 1 {
				name += "_reverse"
			}
			all = append(all, Parameter{"weight_ih" + name, []int{rows, input}, dims + inputName})
			all = append(all, Parameter{"weight_hh" + name, []int{rows, H}, dims + ", hidden size"})
			for _, bias := range [...]string{"bias_ih", "bias_hh"} {
				if s.Bias {
					all = append(all, Parameter{bias + name, []int{rows}, dims})
				}
			}
		}
		input, inputName = D*H, ", "+times(D, "hidden size")
	}
	return all
}

// check returns an error unless s has sizes that it can be computed with.
func (s Spec) check() error {
	if s.Cell < 0 || int(s.Cell) >= len(cellNames) {
		want := "one of " + strconv.Itoa(len(cellNames)) + ", from 0"
		return &ArgumentError{Name: "cell", Value: int(s.Cell), Want: want}
	}
	for _, d := range []dim{{"input size", s.InputSize}, {"hidden size", s.HiddenSize}, {"layers", s.Layers}} {
		const most = 1 << 20 // what follows from the sizes is far from the largest int
		if d.size < 1 || d.size > most {
			return &ArgumentError{Name: d.name, Value: d.size, Want: "1 to " + strconv.Itoa(most)}
		}
	}
	return nil
}

// times is what n of a dimension side by side are called.
//
//go:noinline
func times(n int, name string) string {
	if n == 1 {
		return name
	}
	return strconv.Itoa(n) + " × " + name
}
