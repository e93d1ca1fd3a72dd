package playground

import "math"

// Weights is a way to draw Wx, Wh and b. Whichever it is, the inputs are drawn
// before them, by np.random.random, so they are the same for the same seed.
type Weights string

const (
	// TutorialWeights are U[0, 1), np.random.random.
	TutorialWeights Weights = "tutorial"

	// PyTorchWeights are U[-1/√H, 1/√H), np.random.uniform, the bounds of
	// https://docs.pytorch.org/docs/stable/generated/torch.nn.RNN.html.
	PyTorchWeights Weights = "pytorch"
)

// AllWeights in the order in which they are offered.
var AllWeights = []Weights{TutorialWeights, PyTorchWeights}

// draw is a tensor, or the rest of one, that is to be filled from U[low, high).
type draw struct {
	into      []float64
	low, high float64
}

// draws is everything that is drawn for r, in order.
func (w Weights) draws(r *Run) []draw {
	low, high := 0.0, 1.0
	if w == PyTorchWeights {
		high = 1 / math.Sqrt(float64(r.HiddenSize))
		low = -high
	}
	return []draw{{r.X, 0, 1}, {r.Wx, low, high}, {r.Wh, low, high}, {r.B, low, high}}
}
