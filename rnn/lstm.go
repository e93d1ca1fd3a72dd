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

func (*lstm) forward(s *step) {
	s.multiply(s.gates)
	H := s.H
	for k := range len(s.h) / H {
		a := row(s.gates, k, 4*H)
		both, g, o := row(a, 0, 2*H), row(a, 2, H), row(a, 3, H)
		s.kernel.Sigmoid(both, both)
		s.kernel.Tanh(g, g)
		s.kernel.Sigmoid(o, o)
		c, before := row(s.c, k, H), row(s.cBefore, k, H)
		for j := range c {
			c[j] = float64(a[H+j]*before[j]) + float64(a[j]*a[2*H+j])
		}
	}
	s.kernel.Tanh(s.h, s.c)
	for k := range len(s.h) / H {
		h, o := row(s.h, k, H), row(s.gates, 4*k+3, H)
		for j := range h {
			h[j] *= o[j]
		}
	}
}

func (*lstm) backward(s *step) {
	H := s.H
	bent := s.spare[:len(s.c)] // tanh(c_t)
	s.kernel.Tanh(bent, s.c)
	for k := range len(s.h) / H {
		a, da := row(s.gates, k, 4*H), row(s.dGates, k, 4*H)
		bent, before := row(bent, k, H), row(s.cBefore, k, H)
		dc, dBefore := row(s.dc, k, H), row(s.dcBefore, k, H)
		for j, dh := range row(s.dh, k, H) {
			i, f, g, o, y := a[j], a[H+j], a[2*H+j], a[3*H+j], bent[j]
			delta := dc[j] + float64(dh*o*(1-y)*(1+y))
			dc[j] = delta
			da[j] = delta * g * i * (1 - i)
			da[H+j] = delta * before[j] * f * (1 - f)
			da[2*H+j] = delta * i * (1 - g) * (1 + g)
			da[3*H+j] = dh * y * o * (1 - o)
			dBefore[j] += float64(delta * f)
		}
	}
}
