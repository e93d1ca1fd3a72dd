// Package rnn computes recurrent neural network layers in float64.
//
// There are two ways in. [Layer] is the simple recurrent layer of J. L. Elman,
// "Finding Structure in Time", Cognitive Science 14 (1990), pages 179 to 211,
// with tanh as its activation:
//
//	a_t = Wx x_t + Wh h_{t-1} + b
//	h_t = tanh(a_t)                 t = 1 … T
//
// [Network] is any of PyTorch's recurrent layers, torch.nn.RNN, LSTM and GRU: stacked,
// in one direction or both, over a batch of sequences, with PyTorch's names, shapes
// and order of weights. [Network.Forward] gives a [Trace] of everything that was
// computed, and [Trace.Backward] goes back through it, to the gradients of every
// weight, input and initial state, of every state between and of every sum. What
// follows here is about Layer; Spec, Parameters and Trace say the same of networks.
//
// # Dimensions and layout
//
// Everywhere in this package
//
//	T  timesteps
//	I  input size, the values of one x_t
//	H  hidden size, the values of one h_t: the units
//
// and every tensor is one flat []float64 in row-major order, the last dimension
// side by side in memory, as np.ravel gives it:
//
//	x       (T, I)   x_t[i]    is x[(t-1)*I+i]
//	Wx      (H, I)   Wx[j,i]   is Wx[j*I+i]
//	Wh      (H, H)   Wh[j,k]   is Wh[j*H+k]
//	b       (H,)
//	h, pre  (T, H)   h_t[j]    is h[(t-1)*H+j]; pre holds the pre-activations a_t
//	h0      (H,)     the state before the first step
//
// Weights are packed into another layout before they are multiplied, see [Pack].
//
// # The same in NumPy and PyTorch
//
// In NumPy a step is
//
//	h = np.tanh(np.dot(Wx, x[t]) + np.dot(Wh, h) + b)
//
// and torch.nn.RNN(I, H, nonlinearity="tanh") is the same layer under other
// names: weight_ih_l0 is Wx and weight_hh_l0 is Wh, in these shapes and without
// a transposition. It keeps two biases where the layer needs one; b is their sum,
// bias_ih_l0 + bias_hh_l0.
//
// Sources: Elman's equations; the NumPy reference, numpy.dot and numpy.tanh; the
// PyTorch documentation, torch.nn.RNN.
//
// # Bits
//
// A sum has one order, whatever the machine and however fast the loop: first
// b[j], then the products with x_t for i = 0 … I-1, then those with h_{t-1} for
// k = 0 … H-1, every product rounded before it is added. Only math.Tanh is left to
// the machine, and may differ in the last place between architectures: it is in an
// Elman layer, and as tanh(c_t) in the gradients of an LSTM. All else that LSTM and
// GRU take are functions of their own. That holds for every [Kernel], so the tests
// compare with ==.
//
// In a network b[j] is b_ih + b_hh, but for GRU, where the two products each begin
// with their own. Steps of a batch are one product, in which every sequence has the
// sums that it has alone.
//
// NumPy leaves the order of its sums to the BLAS library, so it agrees to
// rounding only; the tests ask for 1e-13.
//
// Infinities and NaN are numbers like any other and flow through. A NaN stays a
// NaN, but which of its many bit patterns comes out is left open, as IEEE 754
// leaves it.
//
// # Size
//
// What is called from many places is marked go:noinline: one copy of it keeps the
// program small that a page loads.
package rnn
