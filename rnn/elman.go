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

func (*elmanTanh) forward(s *step) {
	s.multiply(s.gates)
	s.kernel.Tanh(s.h, s.gates)
}

func (*elmanTanh) backward(s *step) {
	for i, h := range s.h {
		s.dGates[i] = s.dh[i] * (1 - h) * (1 + h) // 1 - h² keeps its digits so near 1
	}
}

// elmanReLU is the same with max(0, a) in the place of tanh. Its slope is 1 where h
// is positive, else 0, at 0 too, as PyTorch has it.
type elmanReLU struct{}

func (*elmanReLU) forward(s *step) {
	s.multiply(s.gates)
	for i, a := range s.gates {
		if a <= 0 { // NaN stays
			a = 0
		}
		s.h[i] = a
	}
}

func (*elmanReLU) backward(s *step) {
	for i, h := range s.h {
		d := s.dh[i]
		if h <= 0 {
			d = 0
		}
		s.dGates[i] = d
	}
}
