package playground

import (
	"strconv"
	"strings"

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

// interleave puts n tensors (T, width) into one of (T, n, width).
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

// The tensors of a pass.
const (
	ofInputs = iota
	ofStates
	ofCells
	ofInitial     // h_0
	ofInitialCell // c_0
	ofLast        // h_n
	ofLastCell    // c_n
	ofProduct     // of GRU
	ofGates       // the first, and so on
)

// tensorOf is one of them: (T, width), or (H,) of one step.
//
//go:noinline
func (r *Run) tensorOf(which int) []float64 {
	last := func(values []float64) []float64 { // of a reverse pass its first step
		if r.Reverse {
			return values[:r.HiddenSize]
		}
		return values[len(values)-r.HiddenSize:]
	}
	switch which {
	case ofInputs:
		return r.X
	case ofStates:
		return r.H
	case ofCells:
		return r.C
	case ofInitial:
		return r.H0
	case ofInitialCell:
		return r.C0
	case ofLast:
		return last(r.H)
	case ofLastCell:
		return last(r.C)
	case ofProduct:
		return r.Hidden
	}
	return r.Gates[which-ofGates]
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
var gateNames = map[rnn.Cell]string{rnn.LSTM: "ifgo", rnn.GRU: "rzn"}

// tensors of a network by the names that runLayer and PyTorch's documentation have for
// them; what a pass has by itself with its suffix.
type tensors struct {
	sequences
	sizesOnly bool   // without values
	only      string // names, each with a blank after it; "" for all
	found     []npz.Array
}

// list them, of a setting.
func (all *tensors) list(s *Setting) []npz.Array {
	passes := all.sequences[0]
	first, D, P := passes[0], s.Directions(), len(passes)
	all.add("input", ofInputs, 0, 1, first.InputSize, false)
	if all.only == "" || strings.Contains(all.only, "weights ") {
		all.found = append(all.found, first.Parameters()...)
	}
	all.state("h_0", ofInitial)
	all.state("c_0", ofInitialCell)
	all.add("output", ofStates, P-D, D, D*s.HiddenSize, false)
	all.state("h_n", ofLast)
	all.state("c_n", ofLastCell)
	for at, pass := range passes {
		of := pass.suffix()
		all.add("h_"+of, ofStates, at, 1, s.HiddenSize, false)
		if pass.Kind.HasC() {
			all.add("c_"+of, ofCells, at, 1, s.HiddenSize, false)
		}
		for g := range gateNames[pass.Kind] {
			all.add(gateNames[pass.Kind][g:g+1]+"_"+of, ofGates+g, at, 1, s.HiddenSize, false)
		}
		if pass.Kind == rnn.GRU {
			all.add("hn_"+of, ofProduct, at, 1, s.HiddenSize, false)
		}
	}
	return all.found
}

// state adds one of every pass and sequence, (L·D, N, H).
func (all *tensors) state(name string, which int) {
	first := all.sequences[0][0]
	if first.Kind.HasC() || which != ofInitialCell && which != ofLastCell {
		all.add(name, which, 0, len(all.sequences[0]), first.HiddenSize, true)
	}
}

// add a tensor of count passes from one on: beside each other at every step, (T, N, width);
// or, of states of one step, (count, N, width).
func (all *tensors) add(name string, which, pass, count, width int, perPass bool) {
	if all.only != "" && !strings.Contains(all.only, name+" ") {
		return
	}
	N := len(all.sequences)
	a := npz.Array{Name: name, Shape: []int{all.sequences[0][0].Timesteps, N, width}}
	if perPass {
		a.Shape[0] = count
	}
	switch {
	case all.sizesOnly:
	case perPass:
		for at := range count {
			for _, passes := range all.sequences {
				a.Values = append(a.Values, passes[pass+at].tensorOf(which)...)
			}
		}
	default:
		each := make([][]float64, 0, count*N)
		for _, passes := range all.sequences {
			for at := range count {
				each = append(each, passes[pass+at].tensorOf(which))
			}
		}
		a.Values = interleave(width/count, each)
	}
	all.found = append(all.found, a)
}
