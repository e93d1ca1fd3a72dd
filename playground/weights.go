package playground

import (
	"math"

	"github.com/rnn-playground/rnn-playground/numpy"
	"github.com/rnn-playground/rnn-playground/rnn"
)

// Weights is a way to draw Wx (H, I), Wh (H, H) and b (H,), in this order, from
// NumPy's legacy stream. Whichever it is, the inputs are drawn before them, so
// they are the same for the same seed and sizes.
type Weights string

const (
	// TutorialWeights are U[0, 1), np.random.random.
	TutorialWeights Weights = "tutorial"

	// PyTorchWeights are U[-1/√H, 1/√H), np.random.uniform, the bounds of
	// https://docs.pytorch.org/docs/stable/generated/torch.nn.RNN.html.
	PyTorchWeights Weights = "pytorch"

	// KerasWeights are those of keras.layers.SimpleRNN
	// (https://keras.io/api/layers/recurrent_layers/simple_rnn/): Wx is Glorot
	// uniform, U[-√(6/(I+H)), √(6/(I+H))) (Glorot and Bengio, "Understanding the
	// difficulty of training deep feedforward neural networks", AISTATS 2010);
	// Wh orthogonal, the Q of a standard normal (H, H) = QR with the signs of R's
	// diagonal put into Q (Saxe, McClelland and Ganguli, "Exact solutions to the
	// nonlinear dynamics of learning in deep linear neural networks", ICLR 2014);
	// b zero.
	KerasWeights Weights = "keras"

	// NormalWeights are N(0, 1) times gain/√I for Wx and gain/√H for Wh and b, so
	// that a sum over unit inputs keeps a variance of gain² (LeCun and others,
	// "Efficient BackProp", 1998). np.random.standard_normal.
	NormalWeights Weights = "normal"

	// IdentityWeights lead every state back to itself: Wh = gain · 1 (Le, Jaitly
	// and Hinton, "A simple way to initialize recurrent networks of rectified
	// linear units", arXiv:1504.00941). Wx is N(0, 1)/√I; b zero.
	IdentityWeights Weights = "identity"

	// RadiusWeights are U[-1, 1), and Wh then scaled until its largest eigenvalue
	// has the size gain, its spectral radius (Jaeger, "The 'echo state' approach
	// to analysing and training recurrent neural networks", GMD Report 148, 2001).
	RadiusWeights Weights = "radius"
)

// AllWeights in the order in which they are offered.
var AllWeights = []Weights{TutorialWeights, PyTorchWeights, KerasWeights, NormalWeights, IdentityWeights, RadiusWeights}

// HasGain reports whether w depends on the gain.
func (w Weights) HasGain() bool {
	return w == NormalWeights || w == IdentityWeights || w == RadiusWeights
}

// mostDecomposed is the largest hidden size whose Wh can be decomposed, to make it
// orthogonal or to find its eigenvalues: the work grows with its third power.
const mostDecomposed = 1000

// decomposes reports whether Wh is decomposed to draw it.
func (w Weights) decomposes() bool { return w == KerasWeights || w == RadiusWeights }

// Bias is where b comes from.
type Bias string

const (
	BiasAsWeights Bias = "same"     // drawn as Weights says
	ZeroBias      Bias = "zero"     // 0, as keras.layers.SimpleRNN begins with
	ConstantBias  Bias = "constant" // BiasValue for every unit
)

// AllBiases in the order in which they are offered.
var AllBiases = []Bias{BiasAsWeights, ZeroBias, ConstantBias}

// A stage is one piece of the drawing. Called with a budget of multiply-adds, it
// works off about so many and tells what it took and whether it is done.
type stage func(budget float64) (spent float64, done bool)

// drawUniform is the stage that fills values from U[low, high).
//
//go:noinline
func drawUniform(random *numpy.Random, values *[]float64, low, high float64) stage {
	return scan(values, drawCost, func(part []float64) { random.FillUniform(part, low, high) })
}

// drawNormal is the stage that fills values from N(0, 1), times scale.
//
//go:noinline
func drawNormal(random *numpy.Random, values *[]float64, scale float64) stage {
	return scan(values, drawCost, func(part []float64) {
		random.FillStandardNormal(part)
		for i, v := range part {
			part[i] = v * scale
		}
	})
}

// stages make the weights and inputs of r: they draw everything that is random, in
// order, then put in its place what is not.
func (s *State) stages(r *Run, random *numpy.Random) []stage {
	stages := []stage{room(&r.X, r.Timesteps*r.InputSize), scan(&r.X, drawCost, random.FillRandom)}
	stages = append(stages, s.drawing(r, 1, random)...)
	if s.Inputs != RandomInputs {
		stages = append(stages, s.entering(r))
	}
	return append(stages, func(float64) (float64, bool) {
		r.take(s.holding())
		r.edit(s.Edits.All())
		return 1, true
	})
}

// roomForMatrix is room for a matrix that can be packed where it lies.
func roomForMatrix(values *[]float64, rows, columns int) stage {
	return roomWithin(values, rows*columns, rnn.PackedLen(rows, columns))
}

// drawing makes the weights of a layer whose cell has so many gates: Wx (G·H, I), Wh
// (G·H, H) and b (G·H,), which has its room already, each drawn in one piece. What
// is said of Wh as a square matrix, each gate's H rows are made to be.
func (s *State) drawing(r *Run, gates int, random *numpy.Random) []stage {
	uniform := func(values *[]float64, low, high float64) stage { return drawUniform(random, values, low, high) }
	normal := func(values *[]float64, scale float64) stage { return drawNormal(random, values, scale) }
	I, H := float64(r.InputSize), float64(r.HiddenSize)
	rows := gates * r.HiddenSize
	stages := []stage{roomForMatrix(&r.Wx, rows, r.InputSize), roomForMatrix(&r.Wh, rows, r.HiddenSize)}
	forEach := func(make func(gate *Run) stage) {
		for g := range gates {
			var work stage
			stages = append(stages, func(budget float64) (float64, bool) {
				if work == nil {
					size := r.HiddenSize * r.HiddenSize
					work = make(&Run{HiddenSize: r.HiddenSize, Wh: r.Wh[g*size:][:size]})
				}
				return work(budget)
			})
		}
	}
	var b stage // nil: zero
	switch s.Weights {
	case PyTorchWeights:
		k := 1 / math.Sqrt(H)
		stages = append(stages, uniform(&r.Wx, -k, k), uniform(&r.Wh, -k, k))
		b = uniform(&r.B, -k, k)
	case KerasWeights:
		limit := math.Sqrt(6 / (I + float64(rows)))
		stages = append(stages, uniform(&r.Wx, -limit, limit), normal(&r.Wh, 1))
		forEach(orthogonal)
	case NormalWeights:
		stages = append(stages, normal(&r.Wx, s.Gain/math.Sqrt(I)), normal(&r.Wh, s.Gain/math.Sqrt(H)))
		b = normal(&r.B, s.Gain/math.Sqrt(H))
	case IdentityWeights:
		stages = append(stages, normal(&r.Wx, 1/math.Sqrt(I)))
		forEach(func(gate *Run) stage {
			return func(float64) (float64, bool) {
				for j := range gate.HiddenSize {
					gate.Wh[j*gate.HiddenSize+j] = s.Gain
				}
				return H, true
			}
		})
	case RadiusWeights:
		stages = append(stages, uniform(&r.Wx, -1, 1), uniform(&r.Wh, -1, 1))
		b = uniform(&r.B, -1, 1)
	default:
		stages = append(stages, uniform(&r.Wx, 0, 1), uniform(&r.Wh, 0, 1))
		b = uniform(&r.B, 0, 1)
	}
	switch {
	case s.Bias == ConstantBias:
		stages = append(stages, func(float64) (float64, bool) {
			for j := range r.B {
				r.B[j] = s.BiasValue
			}
			return float64(rows), true
		})
	case s.Bias == BiasAsWeights && b != nil:
		stages = append(stages, b)
	}
	if s.Weights == KerasWeights && s.Bias == BiasAsWeights && r.Kind.HasC() {
		stages = append(stages, func(float64) (float64, bool) {
			for j := range r.HiddenSize {
				r.B[r.HiddenSize+j] = 1 // keras.layers.LSTM has unit_forget_bias=True
			}
			return float64(r.HiddenSize), true
		})
	}
	if s.Weights == RadiusWeights {
		forEach(func(gate *Run) stage { return rescaled(gate, s.Gain) })
	}
	return stages
}
