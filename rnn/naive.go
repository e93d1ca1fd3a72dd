package rnn

import "math"

// ForwardNaive is [Layer.Forward] by the plainest loops: the definition written
// down, to test and to time the fast one against. The arguments, the errors and
// the resulting bits are the same. It allocates zeros for an h0 that is nil.
func (l *Layer) ForwardNaive(h, pre, x, h0 []float64) error {
	timesteps, err := l.check(h, pre, x, h0)
	if err != nil {
		return err
	}
	I, H := l.InputSize, l.HiddenSize
	before := h0
	if before == nil {
		before = make([]float64, H)
	}
	for t := range timesteps {
		for j := range H {
			s := l.B[j]
			for i := range I {
				s += float64(l.Wx[j*I+i] * x[t*I+i])
			}
			for k := range H {
				s += float64(l.Wh[j*H+k] * before[k])
			}
			if pre != nil {
				pre[t*H+j] = s
			}
			h[t*H+j] = math.Tanh(s)
		}
		before = h[t*H : (t+1)*H]
	}
	return nil
}
