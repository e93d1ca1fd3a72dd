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
		s.kernel.Sigmoid(row(s.gates, 2*k, 2*H), row(s.gates, 2*k, 2*H))
		s.kernel.Tanh(row(s.gates, 4*k+2, H), row(s.gates, 4*k+2, H))
		s.kernel.Sigmoid(row(s.gates, 4*k+3, H), row(s.gates, 4*k+3, H))
		i, f, g := row(s.gates, 4*k, H), row(s.gates, 4*k+1, H), row(s.gates, 4*k+2, H)
		c, before := row(s.c, k, H), row(s.cBefore, k, H)
		for j := range c {
			c[j] = float64(f[j]*before[j]) + float64(i[j]*g[j])
		}
	}
	s.kernel.Tanh(s.h, s.c)
	for k := range len(s.h) / H {
		h := row(s.h, k, H)
		for j, o := range row(s.gates, 4*k+3, H) {
			h[j] *= o
		}
	}
}

func (*lstm) backward(s *step) {
	H := s.H
	bent := s.spare[:len(s.c)] // tanh(c_t)
	s.kernel.Tanh(bent, s.c)
	for k := range len(s.h) / H {
		i, f, g, o := row(s.gates, 4*k, H), row(s.gates, 4*k+1, H), row(s.gates, 4*k+2, H), row(s.gates, 4*k+3, H)
		di, df, dg, do := row(s.dGates, 4*k, H), row(s.dGates, 4*k+1, H), row(s.dGates, 4*k+2, H), row(s.dGates, 4*k+3, H)
		before, bent := row(s.cBefore, k, H), row(bent, k, H)
		dc, dBefore := row(s.dc, k, H), row(s.dcBefore, k, H)
		for j, dh := range row(s.dh, k, H) {
			i, f, g, o, y := i[j], f[j], g[j], o[j], bent[j]
			delta := dc[j] + float64(dh*o*(1-y)*(1+y))
			dc[j] = delta
			di[j] = delta * g * i * (1 - i)
			df[j] = delta * before[j] * f * (1 - f)
			dg[j] = delta * i * (1 - g) * (1 + g)
			do[j] = dh * y * o * (1 - o)
			dBefore[j] += float64(delta * f)
		}
	}
}
