package rnn

import "strconv"

// Network is one of PyTorch's recurrent layers, with all its layers and directions,
// ready to run: the weights as a [Kernel] reads them. It is only read, so several
// goroutines may use one as long as the kernel allows that. The zero value cannot run:
// make one with [NewNetwork].
type Network struct {
	spec   Spec
	kernel Kernel
	passes []weights // (L, D)
}

// weights are those of one direction of one layer.
type weights struct {
	parameters []Parameter // as PyTorch has them: weight_ih, weight_hh and, if any, bias_ih, bias_hh
	input      int         // I of layer 0, else D·H
	ih         []float64   // (G·H, input) packed
	hh         []float64   // (G·H, H) packed
	b          []float64   // (G·H,) what is added to the product with x: b_ih + b_hh, for GRU b_ih alone
	bh         []float64   // (G·H,) for GRU b_hh, else empty
}

// NewNetwork packs the weights of a network for kernel k; nil stands for [Plain].
// The weights are by their names, flat, in the shapes of [Parameters]. They are
// copied: a later change in them is no change here.
//
// The error is an [*ArgumentError] when the cell is none of [AllCells], a size is
// less than 1 or more than 2^20, or a weight is missing, has another number of values,
// or is none of this network.
func NewNetwork(s Spec, named map[string][]float64, k Kernel) (*Network, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	if k == nil {
		k = Plain{}
	}
	all := s.parameters()
	if err := checkWeights(named, all); err != nil {
		return nil, err
	}
	n := &Network{spec: s, kernel: k}
	each := len(all) / s.Layers / s.Directions()
	for ; len(all) > 0; all = all[each:] {
		n.passes = append(n.passes, s.pack(named, all[:each]))
	}
	return n, nil
}

// checkWeights returns an error unless named has all parameters and nothing else.
func checkWeights(named map[string][]float64, all []Parameter) error {
	for _, p := range all {
		if err := checkShape(p.Name, len(named[p.Name]), p.dims, p.Shape...); err != nil {
			return err
		}
	}
	if len(named) == len(all) {
		return nil
	}
	odd := ""
	for name := range named {
		known := false
		for _, p := range all {
			known = known || p.Name == name
		}
		if !known && (odd == "" || name < odd) {
			odd = name
		}
	}
	want := "no weight of this name; there are " + strconv.Itoa(len(all)) + ", " + all[0].Name + " the first"
	return refuse(odd, len(named[odd]), want)
}

// pack copies the weights of one direction of a layer.
func (s Spec) pack(named map[string][]float64, parameters []Parameter) weights {
	rows, input := parameters[0].Shape[0], parameters[0].Shape[1]
	w := weights{
		parameters: parameters,
		input:      input,
		ih:         make([]float64, PackedLen(rows, input)),
		hh:         make([]float64, PackedLen(rows, s.HiddenSize)),
		b:          make([]float64, rows),
	}
	Pack(w.ih, named[parameters[0].Name], rows, input)
	Pack(w.hh, named[parameters[1].Name], rows, s.HiddenSize)
	hidden := w.b // where b_hh belongs
	if s.Cell == GRU {
		w.bh = make([]float64, rows)
		hidden = w.bh
	}
	if s.Bias {
		add(w.b, named[parameters[2].Name])
		add(hidden, named[parameters[3].Name])
	}
	return w
}

// Spec is what the network was made of.
func (n *Network) Spec() Spec { return n.spec }
