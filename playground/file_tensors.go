package playground

import (
	"github.com/rnn-playground/rnn-playground/numpy/npz"
	"github.com/rnn-playground/rnn-playground/numpy/safetensors"
)

// plainTensors are those of the tutorial's layer by the tutorial's names.
func (r *Run) plainTensors() []npz.Array {
	T, I, H := r.Timesteps, r.InputSize, r.HiddenSize
	return []npz.Array{
		{Name: "inputs", Values: r.X, Shape: []int{T, I}},
		{Name: "Wx", Values: r.Wx, Shape: []int{H, I}},
		{Name: "Wh", Values: r.Wh, Shape: []int{H, H}},
		{Name: "b", Values: r.B, Shape: []int{H}},
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
		all := r.plainTensors()
		for i := range all {
			all[i].Name = "grad_" + all[i].Name
		}
		return append(all, loss)
	}
	H, N := r.HiddenSize, max(r.Setting.Batch, 1)
	first := r.Passes[0]
	all := []npz.Array{{Name: "grad_input", Values: first.zeroElsewhere(first.X, first.InputSize), Shape: []int{r.Timesteps, N, first.InputSize}}}
	for _, p := range first.Parameters() {
		if p.Name[:len("bias_hh")] != "bias_hh" { // of the one bias there is
			p.Name = "grad_" + p.Name
			all = append(all, p)
		}
	}
	initial := func(name string, tensor func(*Run) []float64) {
		var values []float64
		for _, pass := range r.Passes {
			values = append(values, pass.zeroElsewhere(tensor(pass), H)...)
		}
		all = append(all, npz.Array{Name: name, Values: values, Shape: []int{len(r.Passes), N, H}})
	}
	initial("grad_h_0", func(pass *Run) []float64 { return pass.H0 })
	if r.Kind.HasC() {
		initial("grad_c_0", func(pass *Run) []float64 { return pass.C0 })
	}
	for _, pass := range r.Passes {
		all = append(all, npz.Array{Name: "grad_h_" + pass.suffix(), Values: pass.zeroElsewhere(pass.H, H), Shape: []int{r.Timesteps, N, H}})
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
		begin(r.plainTensors())
		f.Size = npz.Size(append(r.plainTensors(), gradients...)...)
		return f
	}
	var all sequences
	f.stages, f.all = r.gatherSequences(&all)
	f.stages = append(f.stages, func(float64) (float64, bool) {
		begin(all.tensors(&r.Setting, true))
		return partCost, true
	})
	f.Size = r.tensorSize() + npz.Size(gradients...) - npz.Size()
	return f
}

// tensorSize is the size of a .npz file of a network.
func (r *Run) tensorSize() int64 {
	alike := make(sequences, max(r.Setting.Batch, 1))
	for n := range alike {
		alike[n] = r.Passes
	}
	return npz.Size(alike.tensors(&r.Setting, false)...)
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
