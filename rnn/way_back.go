package rnn

// WayBack is a [Network] with its weights as the way back through time reads them. Where
// a long run was computed in pieces, each with a [Trace] of its own, they are brought into
// that order once for all. It is only read, as the Network is, and takes as much memory as
// the weights do.
type WayBack struct {
	network *Network
	ih, hh  [][]float64 // (L, D) each (input, G·H) and (H, G·H), packed
}

// WayBack is what the way back through n takes.
func (n *Network) WayBack() *WayBack {
	w := &WayBack{network: n}
	for at := range n.passes {
		w.ih, w.hh = append(w.ih, n.inputTransposed(at)), append(w.hh, n.hiddenTransposed(at))
	}
	return w
}

// Through is [Trace.Backward] without Weights, which are nil: [WayBack.AddWeights] has
// them; without inputs also Input is nil. t is a Trace of the Network. The error is that of Backward, or an
// [*ArgumentError] when t is of another Network.
func (w *WayBack) Through(t *Trace, gradOutput, gradHN, gradCN []float64, window int, inputs bool) (*Gradients, error) {
	if t.network != w.network {
		return nil, &ArgumentError{Name: "timesteps", Value: t.Timesteps, Want: "those of a trace of this network"}
	}
	return t.backward(gradOutput, gradHN, gradCN, window, inputs, w)
}

// AddWeights adds some rows of the gradients of the weights to those in sum: from … to-1
// of the G·H rows that each parameter has. What is in sum has the names and shapes of
// [Parameters]; a name that is missing is left out. g is what [WayBack.Through] gave for t.
// Rows have the bits that they have when all are added at once.
//
// The error is an [*ArgumentError] when there are no such rows, or a tensor in sum has
// another number of values than the parameter.
func (w *WayBack) AddWeights(sum map[string][]float64, t *Trace, g *Gradients, from, to int) error {
	rows := len(w.network.passes[0].b)
	if from < 0 || from > rows {
		return &ArgumentError{Name: "from", Value: from, Want: "0 to the number of rows"}
	}
	if to < from || to > rows {
		return &ArgumentError{Name: "to", Value: to, Want: "from to the number of rows"}
	}
	for _, pass := range w.network.passes {
		for _, p := range pass.parameters {
			if values, ok := sum[p.Name]; ok && len(values) != p.Len() {
				return checkShape(p.Name, len(values), p.dims, p.Shape...)
			}
		}
	}
	t.addWeights(sum, g, from, to)
	return nil
}

// addWeights is AddWeights of arguments that have been checked.
func (t *Trace) addWeights(sum map[string][]float64, g *Gradients, from, to int) {
	n := t.network
	H, D := n.spec.HiddenSize, n.spec.Directions()
	for at := range n.passes {
		w, p, d := &n.passes[at], &g.Passes[at], at%D
		rows, x := len(w.b), t.Input
		if at >= D {
			x = t.outputs[at/D-1]
		}
		for i, parameter := range w.parameters {
			y, ok := sum[parameter.Name]
			if !ok {
				continue
			}
			switch i {
			case 0:
				addOuter(n.kernel, y[from*w.input:to*w.input], p.Gates[from:], rows, x, to-from, w.input)
			case 1:
				// The first step of the pass meets h0, all others the states that lie one step
				// before, which in time is one later in the reverse direction.
				y = y[from*H : to*H]
				addOuter(n.kernel, y, t.step(p.Hidden, t.time(at, 0))[from:], rows, t.initial(t.h0, at), to-from, H)
				if others := (t.Timesteps - 1) * t.Batch; others > 0 {
					addOuter(n.kernel, y, p.Hidden[(1-d)*t.Batch*rows+from:], rows, t.Passes[at].H[d*t.Batch*H:][:others*H], to-from, H)
				}
			case 2:
				addRows(y[from:to], p.Gates[from:], rows)
			case 3:
				addRows(y[from:to], p.Hidden[from:], rows)
			}
		}
	}
}

// hidden is the matrix of a pass by which states are gone back to; of a w that is nil it
// is made anew.
func (w *WayBack) hidden(n *Network, at int) []float64 {
	if w != nil {
		return w.hh[at]
	}
	return n.hiddenTransposed(at)
}

// input is the same for what comes in.
func (w *WayBack) input(n *Network, at int) []float64 {
	if w != nil {
		return w.ih[at]
	}
	return n.inputTransposed(at)
}

func (n *Network) hiddenTransposed(at int) []float64 {
	w, H := &n.passes[at], n.spec.HiddenSize
	transposed := make([]float64, PackedLen(H, len(w.b)))
	packTransposed(transposed, w.hh, len(w.b), H)
	return transposed
}

func (n *Network) inputTransposed(at int) []float64 {
	w := &n.passes[at]
	transposed := make([]float64, PackedLen(w.input, len(w.b)))
	packTransposed(transposed, w.ih, len(w.b), w.input)
	return transposed
}
