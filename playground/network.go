package playground

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rnn-playground/rnn-playground/rnn"
)

// Network is what a layer is beyond the tutorial's, and the part of it that is on
// the page. What is computed there, in one direction of one layer over one sequence
// of the batch, is a pass; each pass is a [Run].
type Network struct {
	Cell          Cell
	Layers        int  // L, each over the states of the one below
	Batch         int  // N sequences, which share the weights and do not meet
	Bidirectional bool // a second pass through each layer, from t = T to 1
	Part
}

// Part is which pass it is.
type Part struct {
	Layer    int  // 0 … L-1
	Sequence int  // 0 … N-1
	Reverse  bool // from t = T to 1
}

// Cell is a kind of recurrent layer, by PyTorch's name of it.
type Cell string

const (
	TanhCell Cell = "RNN_TANH"
	ReLUCell Cell = "RNN_RELU"
	LSTMCell Cell = "LSTM"
	GRUCell  Cell = "GRU"
)

// AllCells in the order of rnn.AllCells.
var AllCells = []Cell{TanhCell, ReLUCell, LSTMCell, GRUCell}

// kind is the cell as package rnn has it.
func (c Cell) kind() rnn.Cell { return rnn.Cell(max(slices.Index(AllCells, c), 0)) }

// Gate is a part of a cell that can be opened beside its state: a gate, LSTM's c, or
// of GRU what its reset gate scales.
type Gate string

// WhGate is Wh h_{t-1} of GRU's gate n.
const WhGate Gate = "Wh"

// Gates that c has, in the order of PyTorch's rows. LSTM's c comes after them, and
// GRU's product.
func (c Cell) Gates() []Gate {
	switch c {
	case LSTMCell:
		return []Gate{"i", "f", "g", "o", "c"}
	case GRUCell:
		return []Gate{"r", "z", "n", WhGate}
	}
	return nil
}

// Plain reports whether n is the tutorial's layer.
func (n *Network) Plain() bool {
	return n.Cell == TanhCell && n.Layers <= 1 && n.Batch <= 1 && !n.Bidirectional
}

// Directions is D.
func (n *Network) Directions() int { return 1 + b2i(n.Bidirectional) }

// passes is how many a sequence takes.
func (n *Network) passes() int { return max(n.Layers, 1) * n.Directions() }

// pass is the place of the part among them.
func (n *Network) pass() int { return n.placeOf(n.Part) }

// placeOf is the place of a part among the passes over its sequence, and partAt undoes it.
func (n *Network) placeOf(part Part) int { return part.Layer*n.Directions() + b2i(part.Reverse) }

func (n *Network) partAt(at int) Part {
	return Part{Layer: at / n.Directions(), Sequence: n.Sequence, Reverse: at%n.Directions() == 1}
}

// settle keeps the part, the gate that is opened and the tour within what there is.
func (s *State) settle() {
	s.Layer = min(max(s.Layer, 0), max(s.Layers, 1)-1)
	s.Sequence = min(max(s.Sequence, 0), max(s.Batch, 1)-1)
	s.Reverse = s.Reverse && s.Bidirectional
	if s.Step == 0 || !slices.Contains(s.Cell.Gates(), s.Gate) {
		s.Gate = ""
	}
	if !s.Plain() {
		s.Tour = 0 // which tells of the tutorial's layer
	}
}

// mostNetworkValues bounds all tensors of a network: it is computed on the page.
const mostNetworkValues = 1 << 22

// networkValues counts them: all sequences of the inputs, and of each pass over one
// the weights, the gates and the states.
func (s *State) networkValues() int64 {
	t, n, h := int64(s.Timesteps), int64(max(s.Batch, 1)), int64(s.HiddenSize)
	gates := int64(s.Cell.kind().Gates())
	all := t * n * int64(s.InputSize)
	for l := range max(s.Layers, 1) {
		d := int64(s.Directions())
		all += d * (gates*h*(int64(s.readBy(l))+h+1) + t*h*(gates+2) + t*int64(s.readBy(l)))
	}
	return all
}

// readBy is how many inputs a layer reads.
func (s *State) readBy(layer int) int {
	if layer == 0 {
		return s.InputSize
	}
	return s.Directions() * s.HiddenSize
}

// ParameterCount is how many weights the network has. PyTorch's second bias, zero here,
// is not counted.
func (s *State) ParameterCount() int {
	rows, all := s.Cell.kind().Gates()*s.HiddenSize, 0
	for l := range max(s.Layers, 1) {
		all += s.Directions() * rows * (s.readBy(l) + s.HiddenSize + 1)
	}
	return all
}

// networkCost estimates the work of all passes.
func (s *State) networkCost() float64 {
	cost := drawCost * float64(s.Timesteps*max(s.Batch, 1)*s.InputSize)
	one := *s
	one.Network, one.Compare = Network{Cell: TanhCell}, ""
	for l := range max(s.Layers, 1) {
		one.InputSize = s.readBy(l)
		cost += float64(s.Directions()*s.Cell.kind().Gates()) * one.Cost() * 2
	}
	if s.Compare != "" {
		b := s.B()
		cost += b.Cost()
	}
	return cost
}

// Of is what a tensor of the pass is called where it stands beside those of others:
// after the number of the layer, r for a reverse pass, and n and the number of the
// sequence, as far as the tensor belongs to one of these and it is not the first.
//
//	Wx   2.Wx   1r.Wh   n3.x   2rn3.h0
func (p Part) Of(base Tensor) Tensor {
	before := ""
	if base != XTensor && (p.Layer > 0 || p.Reverse) {
		before = strconv.Itoa(p.Layer + 1)
		if p.Reverse {
			before += "r"
		}
	}
	if p.Sequence > 0 && (base == XTensor || base == H0Tensor || base == C0Tensor) {
		before += "n" + strconv.Itoa(p.Sequence+1)
	}
	if before != "" {
		before += "."
	}
	return Tensor(before) + base
}

// split undoes Of. What is not written so has no tensor.
func (t Tensor) split() (part Part, base Tensor) {
	before, after, ok := strings.Cut(string(t), ".")
	if !ok {
		return part, t
	}
	layer, sequence, _ := strings.Cut(before, "n")
	layer, part.Reverse = strings.CutSuffix(layer, "r")
	number := func(text string) int {
		v, _ := strconv.ParseUint(text, 10, 6)
		return max(int(v)-1, 0)
	}
	part.Layer, part.Sequence = number(layer), number(sequence)
	return part, Tensor(after)
}

// PartOf reads the part of a tensor.
func PartOf(tensor string) Part {
	part, _ := Tensor(tensor).split()
	return part
}

// Base is the tensor of a place without its part.
func (p Place) Base() Tensor {
	_, base := p.Tensor.split()
	return base
}

// above is written over what belongs to a pass: its layer, and ← for a reverse one.
func (p Part) above() string {
	text := ""
	if p.Layer > 0 {
		text = superscript(strconv.Itoa(p.Layer + 1))
	}
	if p.Reverse {
		text += "←"
	}
	return text
}

// Travels reports whether a run of s can be computed elsewhere and its tensors brought
// here: those of the tutorial's layer.
func (s *State) Travels() bool {
	b := s.B()
	return s.Plain() && (s.Compare == "" || b.Plain())
}

// Folds reports whether there is a picture of the network folded.
func (r *Run) Folds() bool { return r.Kind == rnn.RNNTanh && !r.Reverse }

// Extent is one more than the last row and column of a tensor, and 0 for one that s has
// not.
func (s *State) Extent(tensor Tensor) (rows, columns int) {
	part, base := tensor.split()
	if part.Layer >= max(s.Layers, 1) || part.Sequence >= max(s.Batch, 1) || part.Reverse && !s.Bidirectional {
		return 0, 0
	}
	all := s.Cell.kind().Gates() * s.HiddenSize
	switch base {
	case XTensor:
		return s.Timesteps + 1, s.InputSize // its rows count from 1
	case WxTensor:
		return all, s.readBy(part.Layer)
	case WhTensor:
		return all, s.HiddenSize
	case BTensor:
		return all, 1
	case C0Tensor:
		if !s.Cell.kind().HasC() {
			return 0, 0
		}
	case BhnTensor:
		if s.Cell != GRUCell {
			return 0, 0
		}
	}
	return s.HiddenSize, 1
}
