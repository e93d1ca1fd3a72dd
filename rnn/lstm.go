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

func (Plain) LSTM(gates, c, h, c0, h0, w []float64, size int, reverse bool) {
	steps := len(h) / len(h0)
	for k := range steps {
		if reverse {
			k = steps - 1 - k
		}
		a, now, out := row(gates, k, 4*len(h0)), row(c, k, len(h0)), row(h, k, len(h0))
		Plain{}.Product(a, w, h0, 4*size, size)
		for j := range out {
			a := a[j+j/size*3*size:]
			i, f, g, o := sigmoid(a[0]), sigmoid(a[size]), bend(a[2*size]), sigmoid(a[3*size])
			a[0], a[size], a[2*size], a[3*size] = i, f, g, o
			now[j] = float64(f*c0[j]) + float64(i*g)
			out[j] = o * bend(now[j])
		}
		c0, h0 = now, out
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
