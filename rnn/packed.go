package rnn

// Packed is a [Layer] made ready to run: its weights as a [Kernel] reads them. It
// is worth while for more than one pass, or for another kernel than [Plain].
//
// The weights are copies, of the moment of [Layer.Pack]; a later change in the
// layer is no change here. Those of [InPlace.Pack] are the layer's own. A Packed is
// only read, so several goroutines may use one as long as the kernel allows that.
// The zero value cannot run.
type Packed struct {
	inputSize, hiddenSize int

	kernel Kernel
	wx     []float64 // (H, I) packed
	wh     []float64 // (H, H) packed
	b      []float64 // (H,)
	zeros  []float64 // (H,) an h0 that is nil
}

// Pack copies the weights for kernel k; nil stands for [Plain]. That takes as much
// memory as the weights do, and about as long as a few steps.
//
// The error is an [*ArgumentError] when the layer is one that [NewLayer] would
// refuse.
func (l *Layer) Pack(k Kernel) (*Packed, error) {
	if err := l.checkWeights(); err != nil {
		return nil, err
	}
	return l.pack(k), nil
}

// pack is Pack of a layer that has been checked.
func (l *Layer) pack(k Kernel) *Packed {
	I, H := l.InputSize, l.HiddenSize
	if k == nil {
		k = Plain{}
	}
	p := &Packed{inputSize: I, hiddenSize: H, kernel: k}
	lengthX, lengthH := PackedLen(H, I), PackedLen(H, H)
	all := make([]float64, lengthX+lengthH+H+H)
	p.wx, all = all[:lengthX:lengthX], all[lengthX:]
	p.wh, all = all[:lengthH:lengthH], all[lengthH:]
	p.b, p.zeros = all[:H:H], all[H:]
	copy(p.b, l.B)
	Pack(p.wx, l.Wx, H, I)
	Pack(p.wh, l.Wh, H, H)
	return p
}

// Forward is [Layer.Forward] with the weights that were packed: the same
// arguments, errors and bits. It allocates nothing.
func (p *Packed) Forward(h, pre, x, h0 []float64) error {
	if _, err := checkPass(p.inputSize, p.hiddenSize, h, pre, x, h0); err != nil {
		return err
	}
	p.forward(h, pre, x, h0)
	return nil
}

// forward is Forward of arguments that have been checked.
func (p *Packed) forward(h, pre, x, h0 []float64) {
	a := h // the sums grow where the states will be, unless pre wants them
	if pre != nil {
		a = pre
	}
	repeat(a, p.b)
	if h0 == nil {
		h0 = p.zeros // products with zero are not left out: they can be -0 or NaN
	}
	p.kernel.Product(a, p.wx, x, p.hiddenSize, p.inputSize)
	p.kernel.Recurrence(h, a, h0, p.wh)
}

// repeat fills a with copies of b, of which it has a whole number. What is there
// is copied again, up to what a first-level cache holds: calls cost more than
// copying where b is short.
func repeat(a, b []float64) {
	const most = 1024
	for n := copy(a, b); n < len(a); {
		n += copy(a[n:], a[:min(n, max(len(b), most/len(b)*len(b)))])
	}
}
