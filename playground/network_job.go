package playground

import (
	"slices"

	"github.com/rnn-playground/rnn-playground/numpy"
	"github.com/rnn-playground/rnn-playground/rnn"
)

// startPasses are the runs of all passes over the sequence that is on the page, layer by
// layer, forward before reverse, without tensors.
func (s *State) startPasses() []*Run {
	passes := make([]*Run, s.passes())
	for at := range passes {
		part := *s
		part.Part = s.partAt(at)
		part.InputSize = s.readBy(part.Layer)
		r := part.bareRun()
		r.Setting.InputSize = s.InputSize
		r.Kind, r.Part, r.Passes = s.Cell.kind(), part.Part, passes
		r.B, r.H0 = make([]float64, r.Kind.Gates()*s.HiddenSize), make([]float64, s.HiddenSize)
		if r.Kind.HasC() {
			r.C0 = make([]float64, s.HiddenSize)
		}
		passes[at] = r
	}
	return passes
}

// networkStages make the inputs of all sequences, (T, N, I), and the weights of all
// passes, in this order from one random stream; then what the passes compute over one
// sequence. The others do not meet it.
func (s *State) networkStages(passes []*Run, random *numpy.Random) []stage {
	T, N, I := s.Timesteps, max(s.Batch, 1), s.InputSize
	first := passes[0]
	var batch []float64
	stages := []stage{room(&batch, T*N*I), scan(&batch, drawCost, random.FillRandom)}
	stages = append(stages, func(float64) (float64, bool) {
		first.X = batch
		if N > 1 {
			first.X = make([]float64, T*I)
			for t := range T {
				copy(first.X[t*I:][:I], batch[(t*N+s.Sequence)*I:])
			}
		}
		return clearCost * float64(T*I), true
	})
	for _, r := range passes {
		stages = append(stages, s.drawing(r, r.Kind.Gates(), random)...)
	}
	if s.Inputs != RandomInputs {
		stages = append(stages, s.entering(first))
	}
	for _, r := range passes {
		if r.Tokens = first.Tokens; r.Layer == 0 {
			r.Vocabulary = first.Vocabulary
		}
	}
	for at, r := range passes {
		stages = append(stages, func(float64) (float64, bool) {
			edits, given := s.Edits.All(), s.holding()
			if r.Layer > 0 {
				r.X = sideBySide(passes[(at/s.Directions()-1)*s.Directions():][:s.Directions()])
			} else if at > 0 { // the same inputs, edited already
				r.X = first.X
				edits = s.Edits.only(AllTensors[1:]...).All()
				r.drawn = map[Place]float64{}
				for place, v := range first.drawn {
					if place.Base() == XTensor {
						r.drawn[place] = v
					}
				}
			}
			if at == 0 || r.Layer > 0 {
				r.take(given)
			} else { // x is there, and edited
				r.take(slices.DeleteFunc(given, GivenTensor.isX))
			}
			r.edit(edits)
			return float64(T * r.InputSize), true
		})
		stages = append(stages, r.forward()...)
	}
	return stages
}

// sideBySide are the states of one layer's directions as the next one reads them.
func sideBySide(below []*Run) []float64 {
	if len(below) == 1 {
		return below[0].H
	}
	H, D := below[0].HiddenSize, len(below)
	x := make([]float64, D*len(below[0].H))
	for d, r := range below {
		for t := range r.Timesteps {
			copy(x[(t*D+d)*H:][:H], r.H[t*H:])
		}
	}
	return x
}

// reversed are the rows of v, of so many values, from the last to the first; nothing
// of nothing.
func reversed(v []float64, width int) []float64 {
	if len(v) == 0 {
		return nil
	}
	out := make([]float64, 0, len(v))
	for row := len(v) - width; row >= 0; row -= width {
		out = append(out, v[row:][:width]...)
	}
	return out
}

// network is the pass for package rnn: a single layer that goes forward.
func (r *Run) network() *rnn.Network {
	network, err := rnn.NewNetwork(rnn.Spec{Cell: r.Kind, InputSize: r.InputSize, HiddenSize: r.HiddenSize, Layers: 1, Bias: true}, map[string][]float64{
		"weight_ih_l0": r.Wx, "weight_hh_l0": r.Wh, "bias_ih_l0": r.B, "bias_hh_l0": r.secondBias(),
	}, kernel)
	if err != nil {
		panic(err) // its weights were drawn for it
	}
	return network
}

// forward are the stages of one pass: a few steps at a time, each piece begins with the
// states that the one before ends with. A reverse pass goes over reversed time.
func (r *Run) forward() []stage {
	T, I, H, G := r.Timesteps, r.InputSize, r.HiddenSize, r.Kind.Gates()
	var network *rnn.Network
	var x, h, c []float64
	t := 0
	perStep := float64(G*H) * float64(I+H+tanhCost)
	return []stage{
		func(float64) (float64, bool) {
			network = r.network()
			r.H = make([]float64, 0, T*H)
			if G > 1 {
				r.Gates = make([][]float64, G)
			}
			for g := range r.Gates {
				r.Gates[g] = make([]float64, 0, T*H)
			}
			x, h, c = r.X, r.H0, r.C0
			if r.Reverse {
				x = reversed(x, I)
			}
			return packCost * float64(len(r.Wx)+len(r.Wh)), true
		},
		func(float64) (float64, bool) {
			n := atMost(T-t, pieceCost/perStep)
			trace, err := network.Forward(x[t*I:(t+n)*I], 1, h, c)
			if err != nil {
				panic(err)
			}
			pass := &trace.Passes[0]
			r.H, r.C, r.Hidden = append(r.H, pass.H...), append(r.C, pass.C...), append(r.Hidden, pass.Hidden...)
			for k := range n {
				for g := range r.Gates {
					r.Gates[g] = append(r.Gates[g], pass.Gates[(k*G+g)*H:][:H]...)
				}
			}
			h, c = trace.HN, trace.CN
			t += n
			return float64(n) * perStep, t == T
		},
		func(float64) (float64, bool) {
			if r.Reverse {
				r.H, r.C, r.Hidden = reversed(r.H, H), reversed(r.C, H), reversed(r.Hidden, H)
				for g := range r.Gates {
					r.Gates[g] = reversed(r.Gates[g], H)
				}
			}
			if G == 1 {
				r.A = make([]float64, T*H)
				r.sums(0, r.A)
			}
			return float64(T*H) * float64(I+H), true
		},
	}
}

// secondBias is PyTorch's bias_hh, (G·H,): zero, but for what was brought in for GRU.
func (r *Run) secondBias() []float64 {
	bias := make([]float64, r.Rows())
	copy(bias[len(bias)-len(r.Bhn):], r.Bhn)
	return bias
}

// sums puts the sums of a gate at all steps and units, (T, H), before its function, into
// dst, added up in the order of the kernel.
func (r *Run) sums(gate int, dst []float64) {
	I, H := r.InputSize, r.HiddenSize
	wx, wh, b := r.Wx[gate*H*I:][:H*I], r.Wh[gate*H*H:][:H*H], r.B[gate*H:][:H]
	packed := make([]float64, rnn.PackedLen(H, max(I, H)))
	for t := range r.Timesteps {
		copy(dst[t*H:], b)
	}
	rnn.Pack(packed, wx, H, I)
	kernel.Product(dst, packed, r.X, H, I)
	rnn.Pack(packed, wh, H, H)
	for t := 1; t <= r.Timesteps; t++ {
		kernel.Product(dst[(t-1)*H:][:H], packed, r.Before(t), H, H)
	}
}

// Focus is the run of another pass of the same sequence, nil where there is none.
func (r *Run) Focus(part Part) *Run {
	at := slices.IndexFunc(r.Passes, func(pass *Run) bool { return pass.Part == part })
	if at < 0 {
		return nil
	}
	return r.Passes[at]
}
