package rnn

// N batch, H hidden size, G gates of the cell. Tensors of one step are (N, …), rows
// of a batch one after the other, so that every product is one call for all of it.

// A cell is the arithmetic of one step on the way back. It is the same for every layer
// and direction.
type cell interface {
	// backward finds, from ∂L/∂h and ∂L/∂c of a step, ∂L of its sums, and adds to
	// those of the states before what does not go through W_hh; that product is the
	// caller's.
	backward(s *step)
}

var cells = [...]cell{RNNTanh: &elmanTanh{}, RNNReLU: &elmanReLU{}, LSTM: &lstm{}, GRU: &gru{}}

// A step is what a cell works on on the way back: a window to the tensors of a [Pass]
// and its [PassGradient]. What a cell does not have is empty.
type step struct {
	kernel Kernel
	H      int
	spare  []float64 // (N, G·H) for the cell to work in

	gates        []float64 // (N, G·H)
	hidden       []float64 // (N, H)
	h, hBefore   []float64 // (N, H)
	c, cBefore   []float64 // (N, H)
	dGates       []float64 // (N, G·H)
	dHidden      []float64 // (N, G·H), the same slice as dGates but for GRU
	dh, dhBefore []float64 // (N, H)
	dc, dcBefore []float64 // (N, H)
}

// row is row r of a tensor (N, size).
//
//go:noinline
func row(v []float64, r, size int) []float64 { return v[r*size:][:size:size] }
