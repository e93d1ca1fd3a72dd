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

func (gru) forward(s *step) {
	H := s.H
	repeat(s.spare, s.b)
	s.multiply(s.spare)
	for k := range len(s.h) / H {
		a, p := row(s.gates, k, 3*H), row(s.spare, k, 3*H)
		for j, v := range p[:2*H] {
			a[j] += v
		}
		s.kernel.Sigmoid(a[:2*H], a[:2*H])
		r, z, n := a[:H], a[H:2*H], a[2*H:]
		q := row(s.hidden, k, H)
		copy(q, p[2*H:])
		for j := range n {
			n[j] += float64(r[j] * q[j])
		}
		s.kernel.Tanh(n, n)
		h, before := row(s.h, k, H), row(s.hBefore, k, H)
		for j := range h {
			h[j] = float64((1-z[j])*n[j]) + float64(z[j]*before[j])
		}
	}
}

func (gru) backward(s *step) {
	H := s.H
	for k := range len(s.h) / H {
		a, da, dp := row(s.gates, k, 3*H), row(s.dGates, k, 3*H), row(s.dHidden, k, 3*H)
		r, z, n := a[:H], a[H:2*H], a[2*H:]
		dr, dz, dn := da[:H], da[H:2*H], da[2*H:]
		q, before := row(s.hidden, k, H), row(s.hBefore, k, H)
		dh, dBefore := row(s.dh, k, H), row(s.dhBefore, k, H)
		for j := range H {
			dn[j] = dh[j] * (1 - z[j]) * tanhSlope(n[j])
			dz[j] = dh[j] * (before[j] - n[j]) * sigmoidSlope(z[j])
			dr[j] = dn[j] * q[j] * sigmoidSlope(r[j])
			dBefore[j] += float64(dh[j] * z[j])
			dp[2*H+j] = dn[j] * r[j]
		}
		copy(dp[:2*H], da[:2*H])
	}
}
