package rnn

// elmanTanh is the cell of torch.nn.RNN,
//
//	h_t = tanh(W_ih x_t + b_ih + W_hh h_{t-1} + b_hh)
//
// with one gate, the state itself. On the way back
//
//	∂L/∂a_t = ∂L/∂h_t ⊙ (1 - h_t²)
//
// Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.RNN.html.
type elmanTanh struct{}

func (*elmanTanh) backward(s *step) {
	for i, h := range s.h {
		s.dGates[i] = s.dh[i] * (1 - h) * (1 + h) // 1 - h² keeps its digits so near 1
	}
}

// elmanReLU is the same with max(0, a) in the place of tanh. Its slope is 1 where h
// is positive, else 0, at 0 too, as PyTorch has it.
type elmanReLU struct{}

func (*elmanReLU) backward(s *step) {
	for i, h := range s.h {
		d := s.dh[i]
		if h <= 0 {
			d = 0
		}
		s.dGates[i] = d
	}
}

// elman takes a pass of either through its steps, from the sums so far, which lie where
// the states will.
func (t *Trace) elman(at int, h0 []float64, reverse bool) {
	n, h := t.network, t.Passes[at].H
	k, w, H := n.kernel, n.passes[at].hh, n.spec.HiddenSize
	if n.spec.Cell == RNNTanh && t.Batch == 1 && !reverse {
		k.Recurrence(h, h, h0, w)
		return
	}
	for i := range t.Timesteps {
		now := t.step(h, t.time(at, i))
		k.Product(now, w, h0, H, H)
		if n.spec.Cell == RNNTanh {
			k.Tanh(now, now)
		} else {
			for j, a := range now {
				if a <= 0 { // NaN stays
					now[j] = 0
				}
			}
		}
		h0 = now
	}
}
