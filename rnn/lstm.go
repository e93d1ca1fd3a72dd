package rnn

// lstm is the cell of torch.nn.LSTM. Its gates are, in this order, i, f, g, o:
//
//	i_t = σ(W_ii x_t + b_ii + W_hi h_{t-1} + b_hi)       input gate
//	f_t = σ(W_if x_t + b_if + W_hf h_{t-1} + b_hf)       forget gate
//	g_t = tanh(W_ig x_t + b_ig + W_hg h_{t-1} + b_hg)    what may enter
//	o_t = σ(W_io x_t + b_io + W_ho h_{t-1} + b_ho)       output gate
//	c_t = f_t ⊙ c_{t-1} + i_t ⊙ g_t
//	h_t = o_t ⊙ tanh(c_t)
//
// On the way back, with δ the gradient of c_t through h_t and through c_{t+1},
//
//	δ         = ∂L/∂c_t + ∂L/∂h_t ⊙ o_t ⊙ (1 - tanh²(c_t))
//	∂L/∂i_t   = δ ⊙ g_t        ∂L/∂f_t = δ ⊙ c_{t-1}
//	∂L/∂g_t   = δ ⊙ i_t        ∂L/∂o_t = ∂L/∂h_t ⊙ tanh(c_t)
//	∂L/∂c_{t-1} = δ ⊙ f_t
//
// each times the slope of its function for the sums.
//
// Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html.
type lstm struct{}

func (lstm) forward(s *step) {
	s.multiply(s.gates)
	H := s.H
	for r := range len(s.h) / H {
		a := row(s.gates, r, 4*H)
		s.kernel.Sigmoid(a[:2*H], a[:2*H])
		s.kernel.Tanh(a[2*H:3*H], a[2*H:3*H])
		s.kernel.Sigmoid(a[3*H:], a[3*H:])
		i, f, g := a[:H], a[H:2*H], a[2*H:3*H]
		c, before := row(s.c, r, H), row(s.cBefore, r, H)
		for j := range c {
			c[j] = float64(f[j]*before[j]) + float64(i[j]*g[j])
		}
	}
	s.kernel.Tanh(s.h, s.c)
	for r := range len(s.h) / H {
		h, o := row(s.h, r, H), row(s.gates, r, 4*H)[3*H:]
		for j := range h {
			h[j] *= o[j]
		}
	}
}

func (lstm) backward(s *step) {
	H := s.H
	bent := s.spare[:len(s.c)] // tanh(c_t)
	s.kernel.Tanh(bent, s.c)
	for r := range len(s.h) / H {
		a, da := row(s.gates, r, 4*H), row(s.dGates, r, 4*H)
		i, f, g, o := a[:H], a[H:2*H], a[2*H:3*H], a[3*H:]
		di, df, dg, do := da[:H], da[H:2*H], da[2*H:3*H], da[3*H:]
		before, bent := row(s.cBefore, r, H), row(bent, r, H)
		dh, dc, dBefore := row(s.dh, r, H), row(s.dc, r, H), row(s.dcBefore, r, H)
		for j := range H {
			dc[j] += float64(dh[j] * o[j] * tanhSlope(bent[j]))
			di[j] = dc[j] * g[j] * sigmoidSlope(i[j])
			df[j] = dc[j] * before[j] * sigmoidSlope(f[j])
			dg[j] = dc[j] * i[j] * tanhSlope(g[j])
			do[j] = dh[j] * bent[j] * sigmoidSlope(o[j])
			dBefore[j] += float64(dc[j] * f[j])
		}
	}
}
