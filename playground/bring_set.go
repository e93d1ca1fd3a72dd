package playground

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rnn-playground/rnn-playground/numpy"
	"github.com/rnn-playground/rnn-playground/numpy/npz"
)

// Set is what of a file belongs together: the weights of a layer of PyTorch's, or the
// tensors of the tutorial's program.
type Set struct {
	Prefix string   // before the names of PyTorch's weights
	Torch  bool     // it is one of PyTorch's
	Next   State    // with all of them
	Took   []string // the names of the arrays in it
	Err    error    // why it cannot be taken, or nil
}

// SetError says which array of a set does not fit the others.
type SetError struct {
	Name, Shape string // "" for one that is missing
	Want        string
}

func (e *SetError) Error() string { return e.Name + " is " + e.Shape + ": want " + e.Want }

// Sets finds what of b belongs together, seen from s.
func (b *Brought) Sets(s State) []Set {
	var sets []Set
	for _, a := range b.Arrays {
		if prefix, ok := strings.CutSuffix(a.Name, "weight_ih_l0"); ok && len(sets) < 16 {
			sets = append(sets, b.torch(prefix, s))
		}
	}
	if sets == nil {
		if set, ok := b.tutorial(s); ok {
			sets = append(sets, set)
		}
	}
	return sets
}

// find gives an array by one of its names, nil for none.
func (b *Brought) find(names ...string) *npz.Read {
	for i := range b.Arrays {
		if slices.Contains(names, b.Arrays[i].Name) {
			return &b.Arrays[i]
		}
	}
	return nil
}

// gatesCell is the cell with so many gates; of RNN that which the file or the page has.
func (b *Brought) gatesCell(gates int, now Cell) Cell {
	switch {
	case gates == 4:
		return LSTMCell
	case gates == 3:
		return GRUCell
	case b.cell == string(ReLUCell):
		return ReLUCell
	case b.cell == "" && now == ReLUCell:
		return ReLUCell
	}
	return TanhCell
}

// torch reads a state_dict: the sizes by the shapes of layer 0, how many layers and
// directions by the names; PyTorch's two biases are added up, but for what GRU's reset
// gate scales.
func (b *Brought) torch(prefix string, s State) (set Set) {
	set.Prefix, set.Torch = prefix, true
	get := func(name string, shape ...int) []float64 {
		a := b.find(prefix + name)
		switch {
		case set.Err != nil:
		case a == nil:
			set.Err = &SetError{Name: prefix + name, Want: numpy.FormatShape(shape...)}
		case !slices.Equal(a.Shape, shape):
			set.Err = &SetError{prefix + name, numpy.FormatShape(a.Shape...), numpy.FormatShape(shape...)}
		default:
			set.Took = append(set.Took, prefix+name)
			return a.Values
		}
		return nil
	}
	ih, hh := b.find(prefix+"weight_ih_l0"), b.find(prefix+"weight_hh_l0")
	next := s
	next.Given, next.Inputs, next.Edits = "", withoutText(s.Inputs), s.Edits.only(XTensor)
	if hh == nil || len(hh.Shape) != 2 || hh.Shape[0]%hh.Shape[1] != 0 || !slices.Contains([]int{1, 3, 4}, hh.Shape[0]/hh.Shape[1]) {
		set.Err = &SetError{Name: prefix + "weight_hh_l0", Want: "(H, H), (3·H, H), (4·H, H)"}
		if hh != nil {
			set.Err.(*SetError).Shape = numpy.FormatShape(hh.Shape...)
		}
		return set
	}
	if len(ih.Shape) != 2 {
		set.Err = &SetError{ih.Name, numpy.FormatShape(ih.Shape...), "(" + strconv.Itoa(hh.Shape[0]) + ", I)"}
		return set
	}
	H, G, I := hh.Shape[1], hh.Shape[0]/hh.Shape[1], ih.Shape[1]
	next.Cell, next.HiddenSize, next.InputSize = b.gatesCell(G, s.Cell), H, I
	next.Bidirectional = b.find(prefix+"weight_ih_l0_reverse") != nil
	for next.Layers = 1; b.find(prefix+"weight_ih_l"+strconv.Itoa(next.Layers)) != nil; next.Layers++ {
	}
	next.Part, next.Batch = Part{}, max(s.Batch, 1)
	biased := b.find(prefix+"bias_ih_l0") != nil
	if !biased {
		next.Bias = ZeroBias
	}
	if set.Err = next.checkWithoutB(); set.Err != nil {
		return set
	}
	var given []GivenTensor
	give := func(part Part, base Tensor, values []float64, shape ...int) {
		given = append(given, GivenTensor{Tensor: part.Of(base), Shape: shape, Values: values})
	}
	for l := range next.Layers {
		for d := range next.Directions() {
			part := Part{Layer: l, Reverse: d == 1}
			suffix := "_l" + strconv.Itoa(l) + []string{"", "_reverse"}[d]
			give(part, WxTensor, get("weight_ih"+suffix, G*H, next.readBy(l)), G*H, next.readBy(l))
			give(part, WhTensor, get("weight_hh"+suffix, G*H, H), G*H, H)
			if !biased {
				continue
			}
			bias := slices.Clone(get("bias_ih"+suffix, G*H))
			second := get("bias_hh"+suffix, G*H)
			if set.Err != nil {
				return set
			}
			apart := len(second)
			if G == 3 {
				apart = 2 * H
			}
			for j, v := range second[:apart] {
				bias[j] += v
			}
			give(part, BTensor, bias, G*H)
			if slices.ContainsFunc(second[apart:], func(v float64) bool { return v != 0 }) {
				give(part, BhnTensor, second[apart:], H)
			}
		}
	}
	if set.Err == nil {
		set.states(b, &next, give)
	}
	next.Given = joinGiven(given)
	set.finish(next)
	return set
}

// states takes what enters and the states that a network of PyTorch's begins with, where
// the file has them beside the weights: input (T, N, I), h_0 and c_0 (L·D, N, H).
func (set *Set) states(b *Brought, next *State, give func(part Part, base Tensor, values []float64, shape ...int)) {
	N := 0
	if x := b.find("input", "inputs"); x != nil && len(x.Shape) >= 2 && len(x.Shape) <= 3 && x.Shape[len(x.Shape)-1] == next.InputSize {
		N = 1
		if len(x.Shape) == 3 {
			N = x.Shape[1]
		}
		next.Timesteps, next.Batch = x.Shape[0], N
		if set.Err = next.checkWithoutB(); set.Err != nil {
			return
		}
		for n, values := range splitBatch(x.Values, x.Shape[0], N, next.InputSize) {
			give(Part{Sequence: n}, XTensor, values, x.Shape[0], next.InputSize)
		}
		next.Edits = ""
		set.Took = append(set.Took, x.Name)
	}
	H := next.HiddenSize
	for _, base := range []Tensor{H0Tensor, C0Tensor} {
		h := b.find(map[Tensor]string{H0Tensor: "h_0", C0Tensor: "c_0"}[base])
		if h == nil || len(h.Shape) != 3 || h.Shape[0] != next.passes() || h.Shape[2] != H || h.Shape[1] != max(next.Batch, 1) {
			continue
		}
		N = h.Shape[1]
		for at := range next.passes() {
			for n := range N {
				values := h.Values[(at*N+n)*H:][:H]
				if slices.ContainsFunc(values, func(v float64) bool { return v != 0 }) {
					part := next.partAt(at)
					part.Sequence = n
					give(part, base, values, H)
				}
			}
		}
		set.Took = append(set.Took, h.Name)
	}
}

// splitBatch gives the sequences of a batch (T, N, I), each (T, I).
func splitBatch(values []float64, T, N, I int) [][]float64 {
	all := make([][]float64, N)
	for n := range all {
		all[n] = make([]float64, 0, T*I)
		for t := range T {
			all[n] = append(all[n], values[(t*N+n)*I:][:I]...)
		}
	}
	return all
}

// checkWithoutB is check, and drops B where that is too large.
func (s *State) checkWithoutB() error {
	if s.Compare != "" && s.CheckTotal() != nil {
		s.Compare = ""
	}
	return s.check()
}

// finish makes next the state of the set, if it can be run.
func (set *Set) finish(next State) {
	if set.Err == nil {
		set.Err = next.checkWithoutB()
	}
	next.Pin(next.Step, next.Unit)
	set.Next = next
}

// withoutText are inputs that leave the sizes alone.
func withoutText(i Inputs) Inputs {
	if i.Reads() {
		return RandomInputs
	}
	return i
}

// tutorialNames are the tensors of the tutorial's program, and what they may be called.
var tutorialNames = []struct {
	tensor Tensor
	names  []string
}{
	{XTensor, []string{"inputs", "x"}}, {WxTensor, []string{"Wx"}}, {WhTensor, []string{"Wh"}}, {BTensor, []string{"b"}},
	{H0Tensor, []string{"h_0", "h0", "hidden_state_0"}}, {C0Tensor, []string{"c_0", "c0"}},
}

// tutorial reads the tensors of the tutorial's program; ok reports whether there are two
// at least.
func (b *Brought) tutorial(s State) (set Set, ok bool) {
	found := map[Tensor]*npz.Read{}
	for _, t := range tutorialNames {
		if a := b.find(t.names...); a != nil {
			found[t.tensor] = a
		}
	}
	if len(found) < 2 {
		return set, false
	}
	next := s
	next.Given, next.Network = "", Network{Cell: s.Cell, Layers: 1, Batch: 1}
	next.Inputs = withoutText(s.Inputs)
	dims := func(t Tensor) []int {
		if a := found[t]; a != nil {
			return a.Shape
		}
		return nil
	}
	gates := s.Cell.kind().Gates()
	if d := dims(WhTensor); len(d) == 2 {
		next.HiddenSize = d[1]
	} else if d := dims(H0Tensor); len(d) == 1 {
		next.HiddenSize = d[0]
	} else if d := dims(BTensor); len(d) == 1 {
		next.HiddenSize = max(d[0]/gates, 1)
	} else if d := dims(WxTensor); len(d) == 2 {
		next.HiddenSize = max(d[0]/gates, 1)
	}
	for _, t := range []Tensor{WhTensor, WxTensor, BTensor} {
		if d := dims(t); len(d) > 0 && d[0]/next.HiddenSize != gates && slices.Contains([]int{1, 3, 4}, d[0]/next.HiddenSize) {
			gates = d[0] / next.HiddenSize
			next.Cell = b.gatesCell(gates, s.Cell)
			break
		}
	}
	if d := dims(XTensor); len(d) == 2 {
		next.Timesteps, next.InputSize = d[0], d[1]
	} else if d := dims(WxTensor); len(d) == 2 {
		next.InputSize = d[1]
	}
	if set.Err = next.checkWithoutB(); set.Err != nil {
		return set, true
	}
	var given []GivenTensor
	for _, t := range tutorialNames {
		a := found[t.tensor]
		if a == nil {
			continue
		}
		if want := next.ShapeOf(t.tensor); !slices.Equal(a.Shape, want) {
			if want == nil {
				continue // c_0 of a cell that has none
			}
			set.Err = &SetError{a.Name, numpy.FormatShape(a.Shape...), numpy.FormatShape(want...)}
			return set, true
		}
		set.Took = append(set.Took, a.Name)
		next.Edits = next.Edits.withoutTensor(t.tensor)
		if (t.tensor == H0Tensor || t.tensor == C0Tensor) && !slices.ContainsFunc(a.Values, func(v float64) bool { return v != 0 }) {
			continue // as it is without
		}
		given = append(given, GivenTensor{Tensor: t.tensor, Shape: a.Shape, Values: a.Values})
	}
	next.Given = joinGiven(given)
	set.finish(next)
	return set, true
}

// withoutTensor drops the edits of one tensor.
func (e Edits) withoutTensor(tensor Tensor) Edits {
	return joinEdits(slices.DeleteFunc(e.All(), func(edit Edit) bool { return edit.Tensor == tensor }))
}
