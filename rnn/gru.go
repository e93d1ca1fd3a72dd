package rnn

// gru is the cell of torch.nn.GRU. Its gates are, in this order, r, z, n:
//
//	r_t = σ(W_ir x_t + b_ir + W_hr h_{t-1} + b_hr)         reset gate
//	z_t = σ(W_iz x_t + b_iz + W_hz h_{t-1} + b_hz)         update gate
//	q_t = W_hn h_{t-1} + b_hn
//	n_t = tanh(W_in x_t + b_in + r_t ⊙ q_t)                what may enter
//	h_t = (1 - z_t) ⊙ n_t + z_t ⊙ h_{t-1}
//
// The reset gate is applied after the product, not to h_{t-1} before it as in the
// first publication; so b_hn has to stay apart from b_in. For all three gates the
// product with h_{t-1} begins with b_hh, and is added to the sum of b_ih and the
// product with x_t. On the way back
//
//	∂L/∂z_t = ∂L/∂h_t ⊙ (h_{t-1} - n_t)      ∂L/∂n_t = ∂L/∂h_t ⊙ (1 - z_t)
//	∂L/∂q_t = ∂L/∂a_n ⊙ r_t                  ∂L/∂r_t = ∂L/∂a_n ⊙ q_t
//
// each times the slope of its function for the sums, a_n the sum in n_t. So W_hh
// meets another gradient than W_ih: that of q_t in the place of that of a_n.
//
// Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.GRU.html; Cho and
// others, "Learning phrase representations using RNN encoder-decoder for
// statistical machine translation", EMNLP 2014.
type gru struct{}

func (Plain) GRU(gates, q, h, h0, w, b, spare []float64, size int, reverse bool) {
	steps := len(h) / len(h0)
	for k := range steps {
		if reverse {
			k = steps - 1 - k
		}
		a, hidden, out := row(gates, k, 3*len(h0)), row(q, k, len(h0)), row(h, k, len(h0))
		repeat(spare, b)
		Plain{}.Product(spare, w, h0, 3*size, size)
		for j, before := range h0 {
			at := j + j/size*2*size
			a, s := a[at:], spare[at:]
			r, z := sigmoid(a[0]+s[0]), sigmoid(a[size]+s[size])
			hidden[j] = s[2*size]
			n := bend(a[2*size] + float64(r*s[2*size]))
			a[0], a[size], a[2*size] = r, z, n
			out[j] = float64((1-z)*n) + float64(z*before)
		}
		h0 = out
	}
}

func (*gru) backward(s *step) {
	H := s.H
	for k := range len(s.h) / H {
		a, da, dHidden, q := row(s.gates, k, 3*H), row(s.dGates, k, 3*H), row(s.dHidden, k, 3*H), row(s.hidden, k, H)
		before, dBefore := row(s.hBefore, k, H), row(s.dhBefore, k, H)
		for j, dh := range row(s.dh, k, H) {
			r, z, n := a[j], a[H+j], a[2*H+j]
			d := dh * (1 - z) * (1 - n) * (1 + n)
			da[j] = d * q[j] * r * (1 - r)
			da[H+j] = dh * (before[j] - n) * z * (1 - z)
			da[2*H+j] = d
			dBefore[j] += float64(dh * z)
		}
		copy(dHidden, da)
		for j, r := range a[:H] {
			dHidden[2*H+j] *= r
		}
	}
}
