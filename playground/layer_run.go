package playground

import (
	"math"
	"strings"

	"github.com/rnn-playground/rnn-playground/numpy"
	"github.com/rnn-playground/rnn-playground/rnn"
)

// LayerRun is what runLayer answers with.
type LayerRun struct {
	*rnn.Trace
	Weights   map[string][]float64
	Gradients *rnn.Gradients // nil unless they were asked for
}

// Inits are the ways in which weights can be drawn. They are those of the same names
// for the page, weight_ih in the place of Wx and weight_hh in that of Wh, with a gain
// of 1 and the two biases each as b; I is what the layer reads. IdentityWeights are
// for the Elman cells, whose W_hh is square. The other ways decompose one square Wh,
// which gates do not have.
func (s *LayerSpec) Inits() []string {
	inits := []string{string(PyTorchWeights), string(TutorialWeights), string(NormalWeights), string(IdentityWeights)}
	if s.Cell.Gates() > 1 {
		return inits[:3]
	}
	return inits
}

// ComputeLayer draws what is not given and runs s, whose fields have been checked.
//
// Everything is drawn from NumPy's legacy stream after np.random.seed(Seed): the
// input (T, N, I) by np.random.random, as the tutorial's, and then the weights in
// the order of PyTorch's state_dict, each in its shape. The input is drawn even where
// it is given, so the weights depend on the seed and the sizes alone.
func ComputeLayer(s *LayerSpec) (*LayerRun, error) {
	random := numpy.NewRandom(s.Seed)
	input := make([]float64, s.Timesteps*s.Batch*s.InputSize)
	random.FillRandom(input)
	if given := s.Given["input"]; given != nil {
		input = given
	}
	r := &LayerRun{Weights: map[string][]float64{}}
	for _, p := range s.Parameters() {
		values := s.Given[WeightsOf+p.Name]
		if values == nil {
			values = make([]float64, p.Len())
			s.drawWeight(random, values, p)
		}
		r.Weights[p.Name] = values
	}
	network, err := rnn.NewNetwork(s.Spec, r.Weights, kernel)
	if err != nil {
		return nil, err
	}
	if r.Trace, err = network.Forward(input, s.Batch, s.Given["h0"], s.Given["c0"]); err != nil {
		return nil, err
	}
	if toOutput := s.Given["gradOutput"]; toOutput != nil {
		r.Gradients, err = r.Trace.Backward(toOutput, nil, nil, 0)
	}
	return r, err
}

// drawWeight draws one parameter.
func (s *LayerSpec) drawWeight(random *numpy.Random, values []float64, p rnn.Parameter) {
	bias, recurrent := len(p.Shape) == 1, strings.HasPrefix(p.Name, "weight_hh")
	switch s.Init {
	case TutorialWeights:
		random.FillRandom(values)
	case NormalWeights, IdentityWeights:
		if s.Init == IdentityWeights && recurrent {
			for j := range s.HiddenSize {
				values[j*s.HiddenSize+j] = 1
			}
			return
		}
		if s.Init == IdentityWeights && bias {
			return
		}
		n := s.HiddenSize
		if !bias {
			n = p.Shape[1]
		}
		random.FillStandardNormal(values)
		scale := 1 / math.Sqrt(float64(n))
		for i := range values {
			values[i] *= scale
		}
	default: // PyTorchWeights
		k := 1 / math.Sqrt(float64(s.HiddenSize))
		random.FillUniform(values, -k, k)
	}
}
