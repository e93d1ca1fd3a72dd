package rnn

// T timesteps, N batch, I input size, H hidden size, L layers, D directions, G gates.
// In ∂L, L is the number whose gradients these are.

// Gradients are those of one number L that is computed from what a [Trace] gave.
// Tensors have the shape and order of what they are the gradients of.
type Gradients struct {
	Weights map[string][]float64 // by name, as in [Parameters]
	Input   []float64            // (T, N, I)
	H0      []float64            // (L·D, N, H)
	C0      []float64            // (L·D, N, H) of LSTM
	Passes  []PassGradient       // (L, D): layer l in direction d is l·D + d
}

// PassGradient is what one layer computed in one direction on the way back.
type PassGradient struct {
	H []float64 // (T, N, H) ∂L/∂h_t, through all that follows from it
	C []float64 // (T, N, H) ∂L/∂c_t in the same way, of LSTM

	// Gates (T, N, G·H) are of the sums before the gates' functions: of everything
	// that is added to W_ih x_t.
	Gates []float64
	// Hidden (T, N, G·H) are of what is added to W_hh h_{t-1}. Only GRU's differ from
	// Gates, in n, where the reset gate comes in between; else the two are one slice.
	Hidden []float64
}

// Backward goes back through time: from the gradients of L by the results of t to
// those by all that went in. gradOutput is ∂L/∂Output (T, N, D·H), gradHN ∂L/∂HN and
// gradCN ∂L/∂CN (L·D, N, H), the last for LSTM only; nil stands for zeros. They are
// only read, and t is not changed: it can be gone back through again.
//
// With a window of K > 0 steps the way back is truncated: the time axis is cut after
// t = K, 2K, 3K …, and the states that a layer hands over such a border, in either
// direction, count as constants. What is left is exactly the sum of the gradients of
// the pieces, each run by itself from the states that it is handed. So ∂L/∂h0 has
// what the first piece says, of the reverse direction the last, and gradHN goes into
// the piece where a pass ends. Through the layers of a step everything is as before.
// A window of 0, or of T or more, is no truncation.
//
// Gradients of weights are sums over all steps, in one order of time, and in each over
// the batch; those of states and inputs of a sequence have the bits that
// they have when it is alone. No bit depends on the [Kernel].
//
// The error is an [*ArgumentError] when a gradient has another number of values than
// what it is of, or window is negative.
func (t *Trace) Backward(gradOutput, gradHN, gradCN []float64, window int) (*Gradients, error) {
	g, err := t.backward(gradOutput, gradHN, gradCN, window, true, nil)
	if err == nil {
		g.Weights = map[string][]float64{}
		for _, pass := range t.network.passes {
			for _, p := range pass.parameters {
				g.Weights[p.Name] = make([]float64, p.Len())
			}
		}
		t.addWeights(g.Weights, g, 0, len(t.network.passes[0].b))
	}
	return g, err
}

// BackwardStates is [Trace.Backward] without the gradients of Weights and Input, which
// are nil: those of states and sums, by less than half the products.
func (t *Trace) BackwardStates(gradOutput, gradHN, gradCN []float64, window int) (*Gradients, error) {
	return t.backward(gradOutput, gradHN, gradCN, window, false, nil)
}

// backward is either, but for the weights: all tells whether inputs are wanted. way has
// the weights transposed, unless it is nil.
func (t *Trace) backward(gradOutput, gradHN, gradCN []float64, window int, all bool, way *WayBack) (*Gradients, error) {
	if err := t.checkBackward(gradOutput, gradHN, gradCN, window); err != nil {
		return nil, err
	}
	s := t.network.spec
	L, D := s.Layers, s.Directions()
	g := &Gradients{H0: make([]float64, len(t.HN)), Passes: make([]PassGradient, L*D)}
	if s.Cell.HasC() {
		g.C0 = make([]float64, len(t.CN))
	}
	dOutput := gradOutput
	for l := L - 1; l >= 0; l-- {
		x := t.Input
		if l > 0 {
			x = t.outputs[l-1]
		}
		var dx []float64
		if all || l > 0 {
			dx = make([]float64, len(x))
		}
		for d := range D {
			t.start(g, l, d, dOutput, gradHN, gradCN)
			t.runBack(g, l*D+d, window, way)
			t.backToInput(dx, g, l*D+d, way)
		}
		dOutput = dx
	}
	g.Input = dOutput
	return g, nil
}

func (t *Trace) checkBackward(gradOutput, gradHN, gradCN []float64, window int) error {
	n, D := t.network, t.network.spec.Directions()
	if gradOutput != nil {
		names := "timesteps, batch, " + times(D, "hidden size")
		if err := checkShape("gradOutput", len(gradOutput), names, t.Timesteps, t.Batch, D*n.spec.HiddenSize); err != nil {
			return err
		}
	}
	if err := n.checkStates("gradHN", gradHN, t.Batch); err != nil {
		return err
	}
	if err := n.checkC("gradCN", gradCN, t.Batch); err != nil {
		return err
	}
	if window < 0 {
		return &ArgumentError{Name: "window", Value: window, Want: "at least 1, or 0 for none"}
	}
	return nil
}

// start makes the tensors of a pass and puts there what L says of its states
// directly, or by way of the layers above: dOutput (T, N, D·H).
func (t *Trace) start(g *Gradients, l, d int, dOutput, gradHN, gradCN []float64) {
	at, D, H := l*t.network.spec.Directions()+d, t.network.spec.Directions(), t.network.spec.HiddenSize
	p, of := &g.Passes[at], &t.Passes[at]
	p.H, p.C = make([]float64, len(of.H)), make([]float64, len(of.C))
	p.Gates = make([]float64, len(of.Gates))
	p.Hidden = p.Gates
	if t.network.spec.Cell == GRU {
		p.Hidden = make([]float64, len(of.Gates))
	}
	if dOutput != nil {
		copyRows(p.H, H, dOutput[d*H:], D*H, H)
	}
	last := t.time(at, t.Timesteps-1)
	if gradHN != nil {
		add(t.step(p.H, last), t.initial(gradHN, at))
	}
	if gradCN != nil {
		add(t.step(p.C, last), t.initial(gradCN, at))
	}
}

// runBack takes a pass from its last step to its first. What a step says of the
// states before it is added to what is known of those already, where it lies.
func (t *Trace) runBack(g *Gradients, at, window int, way *WayBack) {
	w, p, H := &t.network.passes[at], &g.Passes[at], t.network.spec.HiddenSize
	rows := len(w.b)
	transposed := way.hidden(t.network, at)
	cut := make([]float64, 2*t.Batch*H) // what crosses a border, which nobody reads
	s := &step{kernel: t.network.kernel, H: H, spare: make([]float64, t.Batch*rows)}
	for k := t.Timesteps - 1; k >= 0; k-- {
		t.enter(s, at, k)
		now := t.time(at, k)
		t.point(&s.dGates, p.Gates, now)
		t.point(&s.dHidden, p.Hidden, now)
		t.point(&s.dh, p.H, now)
		t.point(&s.dc, p.C, now)
		before := t.time(at, k-1)
		switch {
		case k == 0:
			s.dhBefore, s.dcBefore = t.initial(g.H0, at), t.initial(g.C0, at)
		case window > 0 && max(now, before)%window == 0:
			s.dhBefore, s.dcBefore = cut[:len(cut)/2], cut[len(cut)/2:]
		default:
			t.point(&s.dhBefore, p.H, before)
			t.point(&s.dcBefore, p.C, before)
		}
		cells[t.network.spec.Cell].backward(s)
		s.kernel.Product(s.dhBefore, transposed, s.dHidden, H, rows)
	}
}

// backToInput has the gradients of the sums of a pass, and adds to dx, unless nobody
// wants it, that of the layer's input (T, N, input).
func (t *Trace) backToInput(dx []float64, g *Gradients, at int, way *WayBack) {
	if dx != nil {
		w := &t.network.passes[at]
		t.network.kernel.Product(dx, way.input(t.network, at), g.Passes[at].Gates, w.input, len(w.b))
	}
}

// add is y += x.
//
//go:noinline
func add(y, x []float64) {
	for i, v := range x {
		y[i] += v
	}
}

// addRows adds up parts of the rows of v (…, stride): y (size,) are the first of each.
//
//go:noinline
func addRows(y, v []float64, stride int) {
	for ; len(v) > 0; v = v[min(stride, len(v)):] {
		add(y, v[:len(y)])
	}
}
