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

func (*gru) forward(s *step) {
	H := s.H
	repeat(s.spare, s.b)
	s.multiply(s.spare)
	for k := range len(s.h) / H {
		a, hidden, q := row(s.gates, k, 3*H), row(s.spare, k, 3*H), row(s.hidden, k, H)
		both, n := row(a, 0, 2*H), row(a, 2, H)
		add(both, hidden[:2*H])
		s.kernel.Sigmoid(both, both)
		copy(q, hidden[2*H:])
		for j := range n {
			n[j] += float64(a[j] * q[j])
		}
		s.kernel.Tanh(n, n)
		h, before := row(s.h, k, H), row(s.hBefore, k, H)
		for j := range h {
			z := a[H+j]
			h[j] = float64((1-z)*n[j]) + float64(z*before[j])
		}
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
