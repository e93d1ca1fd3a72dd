package rnn

// Packed is a [Layer] made ready to run: its weights as a [Kernel] reads them. It
// is worth while for more than one pass, or for another kernel than [Plain].
//
// The weights are copies, of the moment of [Layer.Pack]; a later change in the
// layer is no change here. A Packed is only read, so several goroutines may use
// one as long as the kernel allows that.
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
	p := l.startPack(k)
	return p.Step(p.left)
}

// A Packing is a [Packed] under way: weights are packed some rows at a time, so
// that a page can draw in between.
type Packing struct {
	packed *Packed
	wx, wh []float64 // what is left of the weights, and where it goes
	toX    []float64
	toH    []float64
	left   int // rows
}

// StartPack is [Layer.Pack] in parts. The weights must stay as they are until the
// last.
func (l *Layer) StartPack(k Kernel) (*Packing, error) {
	if err := l.checkWeights(); err != nil {
		return nil, err
	}
	return l.startPack(k), nil
}

// Rows is how many are left.
func (p *Packing) Rows() int { return p.left }

// Step packs at least n rows, or all that are left, and gives the Packed once it
// has them all, nil before.
func (p *Packing) Step(n int) *Packed {
	I, H := p.packed.inputSize, p.packed.hiddenSize
	if n = (n + panel - 1) / panel * panel; n >= p.left {
		n = p.left
	}
	Pack(p.toX, p.wx, n, I)
	Pack(p.toH, p.wh, n, H)
	if p.left -= n; p.left == 0 {
		return p.packed
	}
	p.wx, p.wh = p.wx[n*I:], p.wh[n*H:]
	p.toX, p.toH = p.toX[n*I:], p.toH[n*H:]
	return nil
}

func (l *Layer) startPack(k Kernel) *Packing {
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
	return &Packing{packed: p, wx: l.Wx, wh: l.Wh, toX: p.wx, toH: p.wh, left: H}
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
