package playground

import (
	"slices"
	"strings"

	"github.com/rnn-playground/rnn-playground/numpy/npz"
	"github.com/rnn-playground/rnn-playground/numpy/safetensors"
)

// PassTensors are those of one pass, of a layer over a sequence in a direction, by the
// tutorial's names. What only LSTM and GRU have is not among them.
func (r *Run) PassTensors() []npz.Array {
	T, I, H, rows := r.Timesteps, r.InputSize, r.HiddenSize, len(r.B)
	return []npz.Array{
		{Name: "inputs", Values: r.X, Shape: []int{T, I}},
		{Name: "Wx", Values: r.Wx, Shape: []int{rows, I}},
		{Name: "Wh", Values: r.Wh, Shape: []int{rows, H}},
		{Name: "b", Values: r.B, Shape: []int{rows}},
		{Name: "h_0", Values: r.H0, Shape: []int{H}},
		{Name: "total_hidden_states", Values: r.H, Shape: []int{T, H}},
	}
}

// gradientTensors are ∂L by each of what has the same name without grad_, and L. Of the
// weights of layers above the one that L is of there are none.
func (g *Gradients) gradientTensors() []npz.Array {
	r := g.Run
	loss := npz.Array{Name: "L", Values: []float64{g.Loss}}
	if r.Passes == nil {
		all := r.PassTensors()
		for i := range all {
			all[i].Name = "grad_" + all[i].Name
		}
		return append(all, loss)
	}
	// The other sequences meet neither L nor this one: beside them there are zeros.
	zeros := make([]*Run, len(r.Passes))
	only := "input h_0 c_0 weights "
	for at, pass := range r.Passes {
		zero := *pass
		zero.X, zero.H = make([]float64, len(pass.X)), make([]float64, len(pass.H))
		zero.H0, zero.C0 = make([]float64, len(pass.H0)), make([]float64, len(pass.C0))
		zeros[at] = &zero
		only += "h_" + pass.suffix() + " "
	}
	every := slices.Repeat(sequences{zeros}, max(r.Setting.Batch, 1))
	every[r.Sequence] = r.Passes
	all := (&tensors{sequences: every, only: only}).list(&r.Setting)
	all = slices.DeleteFunc(all, func(a npz.Array) bool { return strings.HasPrefix(a.Name, "bias_hh") }) // there is one bias
	for i := range all {
		all[i].Name = "grad_" + all[i].Name
	}
	return append(all, loss)
}

// TensorFile is a .npz file of all tensors of r, and of the gradients where s looks at
// them.
func (r *Run) TensorFile(s State) *File {
	f := &File{Name: r.Setting.FileName() + ".npz", Type: "application/octet-stream"}
	var gradients []npz.Array
	if g, ok := r.Gradient(s); ok && s.Way == Backward {
		gradients = g.gradientTensors()
	}
	begin := func(arrays []npz.Array) {
		file, err := npz.Start(append(arrays, gradients...)...)
		if err != nil {
			panic(err) // 2²⁵ values fit
		}
		f.next = file.Next
	}
	if r.Passes == nil {
		begin(r.PassTensors())
		f.Size = npz.Size(append(r.PassTensors(), gradients...)...)
		return f
	}
	var all sequences
	f.stages, f.all = r.gatherSequences(&all)
	f.stages = append(f.stages, func(float64) (float64, bool) {
		begin((&tensors{sequences: all}).list(&r.Setting))
		return partCost, true
	})
	f.Size = r.tensorSize("") + npz.Size(gradients...) - npz.Size()
	return f
}

// tensorSize is the size of a .npz file of a network, or of some of its tensors.
func (r *Run) tensorSize(only string) int64 {
	alike := make(sequences, max(r.Setting.Batch, 1))
	for n := range alike {
		alike[n] = r.Passes
	}
	return npz.Size((&tensors{sequences: alike, sizesOnly: true, only: only}).list(&r.Setting)...)
}

// metadata of a file of weights. The link is there for whoever wonders where they come
// from.
func (r *Run) metadata() []string {
	s := State{Setting: r.Setting, Look: Default().Look}
	return []string{"format", "pt", "cell", string(s.Cell), "link", s.Link()}
}

// WeightFile is a .safetensors file of the weights of r, a state_dict of PyTorch's layer.
func (r *Run) WeightFile() *File {
	metadata, weights := r.metadata(), r.Parameters()
	return &File{
		Name: r.Setting.FileName() + "-weights.safetensors", Type: "application/octet-stream",
		Size: safetensors.Size(metadata, weights...), next: safetensors.Start(metadata, weights...).Next,
	}
}
