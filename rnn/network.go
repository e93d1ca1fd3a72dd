package rnn

import "strconv"

// Network is one of PyTorch's recurrent layers, with all its layers and directions,
// ready to run: the weights as a [Kernel] reads them. It is only read, so several
// goroutines may use one as long as the kernel allows that.
type Network struct {
	spec   Spec
	kernel Kernel
	passes []weights // (L, D)
}

// weights are those of one direction of one layer.
type weights struct {
	input int       // I of layer 0, else D·H
	ih    []float64 // (G·H, input) packed
	hh    []float64 // (G·H, H) packed
	b     []float64 // (G·H,) what is added to the product with x: b_ih + b_hh, for GRU b_ih alone
	bh    []float64 // (G·H,) for GRU b_hh, else empty
}

// NewNetwork packs the weights of a network for kernel k; nil stands for [Plain].
// The weights are by their names, flat, in the shapes of [Parameters]. They are
// copied: a later change in them is no change here.
//
// The error is an [*ArgumentError] when a size is less than 1, or a weight is
// missing, has another number of values, or is none of this network.
func NewNetwork(s Spec, named map[string][]float64, k Kernel) (*Network, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	if k == nil {
		k = Plain{}
	}
	if err := s.checkWeights(named); err != nil {
		return nil, err
	}
	n := &Network{spec: s, kernel: k}
	for l := range s.Layers {
		for d := range s.Directions() {
			n.passes = append(n.passes, s.pack(l, d, named))
		}
	}
	return n, nil
}

// checkWeights returns an error unless named are the weights of s.
func (s Spec) checkWeights(named map[string][]float64) error {
	known := map[string]bool{}
	err := s.each(func(name string, shape ...dim) error {
		known[name] = true
		return checkShape(name, len(named[name]), shape...)
	})
	if err != nil || len(known) == len(named) {
		return err
	}
	odd := ""
	for name := range named {
		if !known[name] && (odd == "" || name < odd) {
			odd = name
		}
	}
	want := "no weight of this name; there are " + strconv.Itoa(len(known)) + ", weight_ih_l0 the first"
	return &ArgumentError{odd, len(named[odd]), true, want}
}

// pack copies the weights of one direction of a layer.
func (s Spec) pack(layer, direction int, named map[string][]float64) weights {
	rows, input, suffix := s.rows().size, s.input(layer).size, suffix(layer, direction)
	w := weights{
		input: input,
		ih:    make([]float64, PackedLen(rows, input)),
		hh:    make([]float64, PackedLen(rows, s.HiddenSize)),
		b:     make([]float64, rows),
	}
	Pack(w.ih, named["weight_ih"+suffix], rows, input)
	Pack(w.hh, named["weight_hh"+suffix], rows, s.HiddenSize)
	copy(w.b, named["bias_ih"+suffix])
	if s.Cell == GRU {
		w.bh = make([]float64, rows)
		copy(w.bh, named["bias_hh"+suffix])
		return w
	}
	for j, b := range named["bias_hh"+suffix] {
		w.b[j] += b
	}
	return w
}

// Spec is what the network was made of.
func (n *Network) Spec() Spec { return n.spec }
