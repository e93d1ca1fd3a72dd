package rnn

import "strconv"

// The two matrices of a layer can be packed where they lie, for weights of which there
// is not room for a copy. A panel has as many values packed as before, so each is
// brought into the kernel's order by itself, and back.

// An InPlace has the weights of a layer in the order of a [Kernel], and then as they
// were: [InPlace.Pack], passes with what that gives, [InPlace.Unpack]. Between the two
// nobody else can read them.
type InPlace struct {
	packed *Packed
	done   int       // rows that are packed
	panel  []float64 // room for one, as it is before
}

// InPlace begins to pack the weights of the layer without a copy, for kernel k; nil
// stands for [Plain]. Wx and Wh need capacity for [PackedLen] values each.
//
// The error is an [*ArgumentError] when the layer is one that [NewLayer] would refuse,
// or when its slices end too early.
func (l *Layer) InPlace(k Kernel) (*InPlace, error) {
	if err := l.checkWeights(); err != nil {
		return nil, err
	}
	I, H := l.InputSize, l.HiddenSize
	lengthX, lengthH := PackedLen(H, I), PackedLen(H, H)
	if cap(l.Wx) < lengthX {
		return nil, &ArgumentError{Name: "capacity of Wx", Value: cap(l.Wx), Want: "at least " + strconv.Itoa(lengthX)}
	}
	if cap(l.Wh) < lengthH {
		return nil, &ArgumentError{Name: "capacity of Wh", Value: cap(l.Wh), Want: "at least " + strconv.Itoa(lengthH)}
	}
	if k == nil {
		k = Plain{}
	}
	p := &Packed{inputSize: I, hiddenSize: H, kernel: k, wx: l.Wx[:lengthX:lengthX], wh: l.Wh[:lengthH:lengthH], b: l.B, zeros: make([]float64, H)}
	return &InPlace{packed: p, panel: make([]float64, panel*max(I, H))}, nil
}

// Rows is how many are not packed yet.
func (p *InPlace) Rows() int { return p.packed.hiddenSize - p.done }

// Pack packs at least n more rows, or all that are left, and gives the [Packed] once
// it has them all, nil before.
func (p *InPlace) Pack(n int) *Packed {
	n = min(max(n, 1), p.Rows())
	end := min(p.done+(n+panel-1)/panel*panel, p.packed.hiddenSize)
	for ; p.done < end; p.done += panel {
		p.pack(p.packed.wx, p.packed.inputSize)
		p.pack(p.packed.wh, p.packed.hiddenSize)
	}
	if p.done = end; p.Rows() > 0 {
		return nil
	}
	return p.packed
}

// pack packs the next panel of a matrix of n columns.
func (p *InPlace) pack(w []float64, n int) {
	rows := min(p.packed.hiddenSize-p.done, panel)
	w = w[p.done*n:][:panel*n]
	copy(p.panel, w[:rows*n])
	Pack(w, p.panel[:rows*n], rows, n)
}

// Unpack brings at least n rows, the last ones first, or all that are left, back into
// the order that they had, and reports whether they all are. The Packed is of no use
// from then on.
func (p *InPlace) Unpack(n int) bool {
	for end := max(p.done-max(n, 1), 0); p.done > end; {
		p.done = (p.done - 1) / panel * panel
		p.unpack(p.packed.wx, p.packed.inputSize)
		p.unpack(p.packed.wh, p.packed.hiddenSize)
	}
	return p.done == 0
}

// unpack does it with the panel from the row on that is done.
func (p *InPlace) unpack(w []float64, n int) {
	rows := min(p.packed.hiddenSize-p.done, panel)
	w = w[p.done*n:][:panel*n]
	copy(p.panel, w)
	for j := range rows {
		to := w[j*n:][:n]
		for k := range to {
			to[k] = p.panel[panel*k+j]
		}
	}
}
