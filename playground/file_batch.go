package playground

import (
	"slices"
	"strconv"

	"github.com/rnn-playground/rnn-playground/numpy/npz"
	"github.com/rnn-playground/rnn-playground/rnn"
)

// T timesteps, N batch, I input size, H hidden size, L layers, D directions.

// sequences of a network: of each its passes. The page computes the one that it shows.
type sequences [][]*Run

// gatherSequences are the stages that compute the sequences of r's batch that it is not
// of, and what they cost. They go one after the other, each as the page would show it.
func (r *Run) gatherSequences(all *sequences) (stages []stage, cost float64) {
	N := max(r.Setting.Batch, 1)
	*all = make(sequences, N)
	for n := range N {
		if n == r.Sequence {
			(*all)[n] = r.Passes
			continue
		}
		var job *Job
		s := State{Setting: r.Setting}
		s.Compare, s.Part = "", Part{Sequence: n}
		cost += s.Cost()
		stages = append(stages, func(budget float64) (float64, bool) {
			if job == nil {
				var err error
				if job, err = Start(s); err != nil {
					panic(err) // the one that is shown was computed
				}
			}
			before := job.spent
			run := job.Step(budget)
			if run == nil {
				return job.spent - before, false
			}
			(*all)[n] = run.Passes
			return job.spent - before, true
		})
	}
	return stages, cost
}

// suffix of a pass in PyTorch's names: l0, l0_reverse, l1 ….
func (p Part) suffix() string {
	text := "l" + strconv.Itoa(p.Layer)
	if p.Reverse {
		text += "_reverse"
	}
	return text
}

// interleave puts tensors (T, width) of N sequences into one of (T, N, width).
func interleave(width int, parts [][]float64) []float64 {
	if len(parts) == 1 {
		return parts[0]
	}
	N, T := len(parts), len(parts[0])/width
	out := make([]float64, N*len(parts[0]))
	for n, part := range parts {
		for t := range T {
			copy(out[(t*N+n)*width:][:width], part[t*width:])
		}
	}
	return out
}

// of takes a tensor (T, width) of a pass out of every sequence.
func (all sequences) of(pass, width int, tensor func(*Run) []float64) []float64 {
	parts := make([][]float64, len(all))
	for n, passes := range all {
		parts[n] = tensor(passes[pass])
	}
	return interleave(width, parts)
}

// perPass takes a state (H,) out of every pass and sequence: (L·D, N, H).
func (all sequences) perPass(tensor func(*Run) []float64) []float64 {
	var out []float64
	for pass := range all[0] {
		for _, passes := range all {
			out = append(out, tensor(passes[pass])...)
		}
	}
	return out
}

// last is what a pass ends with: its first step, of a reverse one.
func (r *Run) last(values []float64) []float64 {
	if r.Reverse {
		return values[:r.HiddenSize]
	}
	return values[len(values)-r.HiddenSize:]
}

// Parameters are the weights of r by PyTorch's names, in the order of its state_dict. Of the two biases that
// PyTorch has, bias_ih is b and bias_hh zero.
func (r *Run) Parameters() (all []npz.Array) {
	passes := r.Passes
	if passes == nil {
		passes = []*Run{r}
	}
	for _, pass := range passes {
		rows, name := pass.Rows(), pass.suffix()
		all = append(all,
			npz.Array{Name: "weight_ih_" + name, Values: pass.Wx, Shape: []int{rows, pass.InputSize}},
			npz.Array{Name: "weight_hh_" + name, Values: pass.Wh, Shape: []int{rows, pass.HiddenSize}},
			npz.Array{Name: "bias_ih_" + name, Values: pass.B, Shape: []int{rows}},
			npz.Array{Name: "bias_hh_" + name, Values: make([]float64, rows), Shape: []int{rows}})
	}
	return all
}

// gateNames are those of PyTorch's equations, in the order of its rows.
var gateNames = map[rnn.Cell][]string{rnn.LSTM: {"i_", "f_", "g_", "o_"}, rnn.GRU: {"r_", "z_", "n_"}}

// tensors of all sequences, by the names that runLayer and PyTorch's documentation have
// for them; what a pass has by itself with its suffix. Without values they are what such
// a file would have.
func (all sequences) tensors(s *Setting, values bool) (out []npz.Array) {
	first, N, H, D := all[0][0], len(all), s.HiddenSize, s.Directions()
	T, P, above := first.Timesteps, len(all[0]), len(all[0])-D
	add := func(name string, tensor func() []float64, shape ...int) {
		a := npz.Array{Name: name, Shape: shape}
		if values {
			a.Values = tensor()
		}
		out = append(out, a)
	}
	state := func(name string, tensor func(*Run) []float64) {
		add(name, func() []float64 { return all.perPass(tensor) }, P, N, H)
	}
	add("input", func() []float64 { return all.of(0, first.InputSize, func(r *Run) []float64 { return r.X }) }, T, N, first.InputSize)
	out = append(out, first.Parameters()...)
	state("h_0", func(r *Run) []float64 { return r.H0 })
	if first.Kind.HasC() {
		state("c_0", func(r *Run) []float64 { return r.C0 })
	}
	add("output", func() []float64 {
		output := make([][]float64, N)
		for n, passes := range all {
			output[n] = sideBySide(passes[above:])
		}
		return interleave(D*H, output)
	}, T, N, D*H)
	state("h_n", func(r *Run) []float64 { return r.last(r.H) })
	if first.Kind.HasC() {
		state("c_n", func(r *Run) []float64 { return r.last(r.C) })
	}
	for at, pass := range all[0] {
		each := func(name string, tensor func(*Run) []float64) {
			add(name+pass.suffix(), func() []float64 { return all.of(at, H, tensor) }, T, N, H)
		}
		each("h_", func(r *Run) []float64 { return r.H })
		if pass.Kind.HasC() {
			each("c_", func(r *Run) []float64 { return r.C })
		}
		for g, name := range gateNames[pass.Kind] {
			each(name, func(r *Run) []float64 { return r.Gates[g] })
		}
		if pass.Kind == rnn.GRU {
			each("hn_", func(r *Run) []float64 { return r.Hidden })
		}
	}
	return out
}

// zeroElsewhere puts a tensor (T, width) of the sequence that L is of beside zeros of the
// others, which L does not depend on: (T, N, width).
func (r *Run) zeroElsewhere(values []float64, width int) []float64 {
	parts := slices.Repeat([][]float64{make([]float64, len(values))}, max(r.Setting.Batch, 1))
	parts[r.Sequence] = values
	return interleave(width, parts)
}
