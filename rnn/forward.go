package rnn

import "strconv"

// T timesteps, N batch, I input size, H hidden size, L layers, D directions, G gates.

// Trace is one forward pass through a [Network]: its results, and everything that
// the way back needs. All tensors are in the order of time, those of the reverse
// direction too. The zero value is for [Network.ForwardInto] to fill, and has no way
// back before.
type Trace struct {
	Timesteps int // T
	Batch     int // N

	Input  []float64 // (T, N, I) as it was given: not a copy
	Output []float64 // (T, N, D·H) h_t of the last layer, both directions side by side
	HN     []float64 // (L·D, N, H) the state that each pass ends with; of the reverse direction at t = 1
	CN     []float64 // (L·D, N, H) the same of c; nil without one
	Passes []Pass    // (L, D): layer l in direction d is l·D + d

	network *Network
	h0, c0  []float64   // (L·D, N, H)
	outputs [][]float64 // (L,) the output of each layer
	zeros   []float64   // for h0 and c0
	spare   []float64   // (N, G·H) of GRU
}

// Pass is what one layer computed in one direction.
type Pass struct {
	// Gates (T, N, G·H) are the gates after their functions, in PyTorch's order: r,
	// z, n of GRU; i, f, g, o of LSTM. The one gate of an Elman cell is h itself,
	// and the slice is H.
	Gates []float64
	H     []float64 // (T, N, H)
	C     []float64 // (T, N, H) of LSTM
	// Hidden (T, N, H) is, of GRU, W_hn h_{t-1} + b_hn, which the reset gate scales.
	Hidden []float64
}

// Forward runs N sequences of T steps through all layers. x is (T, N, I), so that T
// is len(x)/(N·I), and batch is N; see [SwapBatch] for (N, T, I). h0 and c0 are
// (L·D, N, H), and nil stands for zeros; c0 is for cells that have one.
//
// The N sequences do not meet: each has the bits it would have alone. A product adds
// up the same terms in the same order however many rows are multiplied at once, and
// all else is computed value by value. No bit depends on the [Kernel] either.
//
// x, h0 and c0 are kept for [Trace.Backward] and must stay as they are until then.
//
// The error is an [*ArgumentError] when batch is less than 1, x is empty or not a
// multiple of N·I, or h0 or c0 has another number of values.
func (n *Network) Forward(x []float64, batch int, h0, c0 []float64) (*Trace, error) {
	t := &Trace{}
	if err := n.ForwardInto(t, x, batch, h0, c0); err != nil {
		return nil, err
	}
	return t, nil
}

// ForwardInto is [Network.Forward] in the memory of t: a Trace of n that nobody reads any
// more, or the zero Trace. What is too small is made anew, so a pass of no more steps and
// sequences than the last allocates nothing. x, h0 and c0 must not be of t.
//
// With an error t stays what it was.
func (n *Network) ForwardInto(t *Trace, x []float64, batch int, h0, c0 []float64) error {
	T, err := n.checkForward(x, batch, h0, c0)
	if err != nil {
		return err
	}
	L, D := n.spec.Layers, n.spec.Directions()
	if t.network != n {
		*t = Trace{Passes: make([]Pass, L*D), network: n, outputs: make([][]float64, L)}
	}
	t.Timesteps, t.Batch, t.Input, t.h0, t.c0 = T, batch, x, h0, c0
	states := L * D * batch * n.spec.HiddenSize
	resize(&t.HN, states)
	resize(&t.zeros, states)
	if h0 == nil {
		t.h0 = t.zeros
	}
	if n.spec.Cell.HasC() {
		resize(&t.CN, states)
		if c0 == nil {
			t.c0 = t.zeros
		}
	}
	for l := range L {
		for d := range D {
			t.run(l, d, x)
		}
		x = t.join(l)
		t.outputs[l] = x
	}
	t.Output = x
	return nil
}

// resize has v be n values, in its own memory if that is enough.
//
//go:noinline
func resize(v *[]float64, n int) {
	if cap(*v) < n {
		*v = make([]float64, n)
	}
	*v = (*v)[:n]
}

func (n *Network) checkForward(x []float64, batch int, h0, c0 []float64) (timesteps int, err error) {
	if err := checkSize(dim{"batch", batch}); err != nil {
		return 0, err
	}
	I := n.spec.InputSize
	timesteps = len(x) / batch / I
	if timesteps == 0 || len(x) != timesteps*batch*I {
		want := "(timesteps, batch, input size), a positive multiple of " + strconv.Itoa(batch) + " × " + strconv.Itoa(I)
		return 0, refuse("x", len(x), want)
	}
	if err := n.checkStates("h0", h0, batch); err != nil {
		return 0, err
	}
	return timesteps, n.checkC("c0", c0, batch)
}

// checkStates returns an error unless v is nil or (L·D, N, H).
func (n *Network) checkStates(name string, v []float64, batch int) error {
	if v == nil {
		return nil
	}
	D := n.spec.Directions()
	return checkShape(name, len(v), times(D, "layers")+", batch, hidden size", D*n.spec.Layers, batch, n.spec.HiddenSize)
}

// checkC is checkStates for a c, which only LSTM has.
func (n *Network) checkC(name string, v []float64, batch int) error {
	if v != nil && !n.spec.Cell.HasC() {
		return refuse(name, len(v), "none: only LSTM has a c")
	}
	return n.checkStates(name, v, batch)
}

// run computes layer l in direction d over the layer's input x (T, N, input).
func (t *Trace) run(l, d int, x []float64) {
	n, at := t.network, l*t.network.spec.Directions()+d
	w, p, rows := &n.passes[at], &t.Passes[at], t.Timesteps*t.Batch
	H, GH := n.spec.HiddenSize, len(w.b)
	resize(&p.Gates, rows*GH)
	repeat(p.Gates, w.b)
	n.kernel.Product(p.Gates, w.ih, x, GH, w.input)
	h0, reverse := t.initial(t.h0, at), d == 1
	switch n.spec.Cell {
	case LSTM:
		resize(&p.H, rows*H)
		resize(&p.C, rows*H)
		n.kernel.LSTM(p.Gates, p.C, p.H, t.initial(t.c0, at), h0, w.hh, H, reverse)
	case GRU:
		resize(&p.H, rows*H)
		resize(&p.Hidden, rows*H)
		resize(&t.spare, t.Batch*GH)
		n.kernel.GRU(p.Gates, p.Hidden, p.H, h0, w.hh, w.bh, t.spare, H, reverse)
	default:
		p.H = p.Gates
		t.elman(at, h0, reverse)
	}
	last := t.time(at, t.Timesteps-1)
	copy(t.initial(t.HN, at), t.step(p.H, last))
	copy(t.initial(t.CN, at), t.step(p.C, last))
}

// enter points s to the k-th step that a pass takes, from 0.
func (t *Trace) enter(s *step, at, k int) {
	p, now := &t.Passes[at], t.time(at, k)
	t.point(&s.gates, p.Gates, now)
	t.point(&s.hidden, p.Hidden, now)
	t.point(&s.h, p.H, now)
	t.point(&s.c, p.C, now)
	if k > 0 {
		now = t.time(at, k-1)
		t.point(&s.hBefore, p.H, now)
		t.point(&s.cBefore, p.C, now)
	} else {
		s.hBefore, s.cBefore = t.initial(t.h0, at), t.initial(t.c0, at)
	}
}

// time is the place in time, from 0, of the k-th step that a pass takes.
//
//go:noinline
func (t *Trace) time(at, k int) int {
	if at%t.network.spec.Directions() == 1 {
		return t.Timesteps - 1 - k
	}
	return k
}

// step is the part of v (T, …) at a place in time; nothing of nothing.
//
//go:noinline
func (t *Trace) step(v []float64, time int) []float64 { return row(v, time, len(v)/t.Timesteps) }

// point has a slice be the part of v (T, …) at a place in time.
//
//go:noinline
func (t *Trace) point(to *[]float64, v []float64, time int) { *to = t.step(v, time) }

// initial is the part of v (L·D, …) of one pass; nothing of nothing.
//
//go:noinline
func (t *Trace) initial(v []float64, at int) []float64 { return row(v, at, len(v)/len(t.Passes)) }

// join is the output of layer l: the states of its directions side by side.
func (t *Trace) join(l int) []float64 {
	H, D := t.network.spec.HiddenSize, t.network.spec.Directions()
	if D == 1 {
		return t.Passes[l].H
	}
	out := t.outputs[l]
	resize(&out, t.Timesteps*t.Batch*D*H)
	for d := range D {
		copyRows(out[d*H:], D*H, t.Passes[l*D+d].H, H, H)
	}
	return out
}

// copyRows copies the first width values of rows of stride m to rows of stride n, as
// long as there are some of both.
//
//go:noinline
func copyRows(dst []float64, n int, src []float64, m, width int) {
	for {
		copy(dst[:width], src)
		if len(dst) <= n || len(src) <= m {
			return
		}
		dst, src = dst[n:], src[m:]
	}
}

// SwapBatch exchanges the first two dimensions of src (a, b, width): dst is (b, a,
// width), and must not overlap src. It makes (N, T, I) of PyTorch's batch_first to
// (T, N, I), and back. Both have a × b × width values.
func SwapBatch(dst, src []float64, a, b, width int) {
	for i := range a {
		for j := range b {
			copy(dst[(j*a+i)*width:][:width], src[(i*b+j)*width:])
		}
	}
}
