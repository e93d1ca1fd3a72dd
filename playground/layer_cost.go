package playground

// T timesteps, N batch, I input size, H hidden size, L layers, D directions, G gates.

// Values counts the float64 of the tensors of a pass: what goes in, the weights, and
// of each layer the gates, states and output; and as much again for the gradients.
func (s *LayerSpec) Values(gradients bool) int64 {
	D := int64(s.Directions())
	steps, I, H, L, G := int64(s.Timesteps)*int64(s.Batch), int64(s.InputSize), int64(s.HiddenSize), int64(s.Layers), int64(s.Cell.Gates())
	n := steps*(I+L*D*G*H+3*L*D*H) + s.weights() + 4*L*D*int64(s.Batch)*H
	if gradients {
		n *= 2
	}
	return n
}

// weights counts those of all layers.
func (s *LayerSpec) weights() int64 {
	D, I, H, L, G := int64(s.Directions()), int64(s.InputSize), int64(s.HiddenSize), int64(s.Layers), int64(s.Cell.Gates())
	return D*G*H*(I+H+2) + (L-1)*D*G*H*(D*H+H+2)
}

// Bytes is about how much memory a pass takes: that of its tensors, and of the weights
// as the kernel reads them.
func (s *LayerSpec) Bytes(gradients bool) int64 { return 8 * (s.Values(gradients) + s.weights()) }

// Cost estimates the work of a pass in multiply-adds. Layer l reads I_0 = I and
// I_l = D·H values; each of its D directions takes, forward,
//
//	T·N · G·H · (I_l + H)    products
//	T·N · (G+1)·H            values of tanh and its like, and what is done with them
//
// and, back through time, the products twice more, for the gradients of the weights
// and of what was read, and about as much for each unit. What is not given is drawn;
// the input is drawn even where it is given.
func (s *LayerSpec) Cost(gradients bool) float64 {
	D, G, H := float64(s.Directions()), float64(s.Cell.Gates()), float64(s.HiddenSize)
	steps, read := float64(s.Timesteps)*float64(s.Batch), float64(s.InputSize)
	passes := 1.0
	if gradients {
		passes = 3
	}
	cost := drawCost * steps * read
	for range s.Layers {
		weights := G * H * (read + H + 2)
		cost += D * (passes*steps*(weights+tanhCost*(G+1)*H) + (drawCost+packCost)*weights)
		read = D * H
	}
	return cost
}
