package playground

// T timesteps, N batch, I input size, H hidden size, L layers, D directions, G gates.

// Values counts the float64 of the tensors of a pass, twice with gradients, as
// [LayerSpec.CheckTotal] does.
func (s *LayerSpec) Values(gradients bool) int64 {
	if gradients {
		return 2 * s.values()
	}
	return s.values()
}

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
