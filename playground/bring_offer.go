package playground

import (
	"slices"
	"sort"

	"github.com/rnn-playground/rnn-playground/numpy/npz"
)

// Role is what a single array can be.
type Role struct {
	Tensor Tensor // with its part
	Shape  []int  // as which it is taken
	Next   State  // with it
	Fits   bool   // the sizes stay
}

// Roles are what an array can be in the pass that s looks at, by its shape: first those
// that fit the sizes, then those that would change them. Where there is none, err says why if
// it is for sizes that are too large.
func (s *State) Roles(a *npz.Read) (offers []Role, err error) {
	gates := s.Cell.kind().Gates()
	shape := a.Shape
	// In a column, in a row, or of one sequence.
	if len(shape) == 3 && shape[1] == 1 {
		shape = []int{shape[0], shape[2]}
	}
	n := len(a.Values)
	vector := len(shape) <= 1 || len(shape) == 2 && (shape[0] == 1 || shape[1] == 1)
	add := func(base Tensor, want []int, change func(next *State)) {
		next := *s
		change(&next)
		if next.InputSize != s.InputSize || next.Timesteps != s.Timesteps || base == XTensor {
			next.Inputs = withoutText(s.Inputs)
		}
		tensor := s.Part.Of(base)
		if base == XTensor {
			tensor = Part{Sequence: s.Sequence}.Of(base)
		}
		if refused := next.checkWithoutB(); refused != nil {
			err = refused
			return
		}
		if !slices.Equal(next.ShapeOf(tensor), want) {
			return
		}
		next.Given = next.Given.With(tensor, a.Values, want...)
		next.Edits = next.Edits.withoutTensor(tensor)
		next.Pin(next.Step, next.Unit)
		offers = append(offers, Role{tensor, want, next, sameSizes(next, *s)})
	}
	if vector {
		if n%gates == 0 {
			add(BTensor, []int{n}, func(next *State) { next.HiddenSize = n / gates })
		}
		add(H0Tensor, []int{n}, func(next *State) { next.HiddenSize = n })
		if s.Cell == LSTMCell {
			add(C0Tensor, []int{n}, func(next *State) { next.HiddenSize = n })
		}
	}
	if len(shape) == 1 {
		shape = []int{n, 1}
	}
	if len(shape) == 2 {
		rows, columns := shape[0], shape[1]
		add(XTensor, shape, func(next *State) { next.Timesteps, next.InputSize = rows, columns })
		if rows%gates == 0 && len(a.Shape) != 1 {
			add(WxTensor, shape, func(next *State) {
				if next.HiddenSize = rows / gates; s.Layer == 0 {
					next.InputSize = columns
				}
			})
		}
		if rows == gates*columns && len(a.Shape) != 1 {
			add(WhTensor, shape, func(next *State) { next.HiddenSize = columns })
		}
	}
	if len(shape) == 3 {
		s.offerBatch(a, &offers, &err)
	}
	// Of package sort, whose code serves all types.
	sort.SliceStable(offers, func(i, j int) bool { return offers[i].Fits && !offers[j].Fits })
	return offers, err
}

// offerBatch offers an array (T, N, I) as the inputs of N sequences.
func (s *State) offerBatch(a *npz.Read, offers *[]Role, err *error) {
	T, N, I := a.Shape[0], a.Shape[1], a.Shape[2]
	next := *s
	next.Timesteps, next.Batch, next.InputSize, next.Inputs = T, N, I, withoutText(s.Inputs)
	if refused := next.checkWithoutB(); refused != nil {
		*err = refused
		return
	}
	all := slices.DeleteFunc(next.Given.All(), GivenTensor.isX)
	for n, values := range splitBatch(a.Values, T, N, I) {
		tensor := Part{Sequence: n}.Of(XTensor)
		all = append(all, GivenTensor{Tensor: tensor, Shape: []int{T, I}, Values: values})
		next.Edits = next.Edits.withoutTensor(tensor)
	}
	next.Given = joinGiven(all)
	next.Pin(next.Step, next.Unit)
	*offers = append(*offers, Role{XTensor, a.Shape, next, sameSizes(next, *s)})
}

// sameSizes reports whether two states have the same sizes.
func sameSizes(a, b State) bool {
	return a.Timesteps == b.Timesteps && a.InputSize == b.InputSize && a.HiddenSize == b.HiddenSize && a.Batch == b.Batch
}
