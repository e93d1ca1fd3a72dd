package playground

// A long run is computed by another program, beside the page, from the same state.
// Its numbers come here piece by piece, into a job that waits for them.

// tensors of a run: X, Wx, Wh, b, h_0, a, h.
func (r *Run) tensors() [7]*[]float64 {
	return [7]*[]float64{&r.X, &r.Wx, &r.Wh, &r.B, &r.H0, &r.A, &r.H}
}

// runs are A, and B where there is one.
func (j *Job) runs() []*Run {
	if j.b == nil {
		return []*Run{j.run}
	}
	return []*Run{j.run, j.b.run}
}

// Await is Start for a job whose tensors come from elsewhere. Room gives the place
// for their values, and Fill ends it.
func Await(s State) (*Job, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	j := &Job{run: s.bareRun(), state: s, cost: s.digestion()}
	j.digest = j.run.digesting()
	if s.Compare != "" {
		var err error
		if j.b, err = Await(s.B()); err != nil {
			return nil, err
		}
		j.both = j.run.differing()
		j.cost += j.b.cost + (clearCost+differenceCost)*float64(s.Timesteps)*float64(s.HiddenSize)
	}
	return j, nil
}

// Compute works off about budget multiply-adds of what makes the tensors, and
// reports whether they are all there, those of B too.
func (j *Job) Compute(budget float64) bool {
	limit := j.spent + budget
	if !j.work(&j.tensors, limit) {
		return false
	}
	if j.b == nil || len(j.b.tensors) == 0 {
		return true
	}
	before := j.b.spent
	done := j.b.Compute(max(limit-j.spent, 0))
	j.spent += j.b.spent - before
	return done
}

// Tensors are X, Wx, Wh, b, h_0, a and h of a run that is computed, and those of B
// after them.
func (j *Job) Tensors() (all [][]float64) {
	for _, r := range j.runs() {
		for _, tensor := range r.tensors() {
			all = append(all, *tensor)
		}
	}
	return all
}

// Room is where values of a tensor belong, the n from index from. The tensors count
// as in Tensors; nil stands for what is not part of one.
func (j *Job) Room(tensor, from, n int) []float64 {
	runs := j.runs()
	if tensor < 0 || tensor >= 7*len(runs) {
		return nil
	}
	r := runs[tensor/7]
	values := r.tensors()[tensor%7]
	size := r.sizes()[tensor%7]
	if from < 0 || n < 0 || from > size-n {
		return nil
	}
	if *values == nil {
		*values = bare(size)
	}
	return (*values)[from:][:n]
}

// Bytes of all tensors of the run and of B.
func (j *Job) Bytes() (bytes int64) {
	for _, r := range j.runs() {
		bytes += r.bytes()
	}
	return bytes
}

func (r *Run) bytes() (bytes int64) {
	for _, size := range r.sizes() {
		bytes += 8 * int64(size)
	}
	return bytes
}

// State is that whose run it is.
func (j *Job) State() State { return j.state }

// Drawn is what the seed gave where values were set by hand, in the order of the
// edits; for B after A.
func (j *Job) Drawn() (drawn []float64) {
	for _, r := range j.runs() {
		for _, e := range r.Setting.Edits.All() {
			if v, ok := r.drawn[e.Place]; ok {
				drawn = append(drawn, v)
			}
		}
	}
	return drawn
}

// Fill says that all values are there, and what Drawn of the other job is. Step goes
// on from here.
func (j *Job) Fill(drawn []float64) {
	for _, r := range j.runs() {
		for at, size := range r.sizes() {
			j.Room(at, 0, size) // of what has no value none came
		}
		r.edit(r.Setting.Edits.All())
		for _, e := range r.Setting.Edits.All() {
			if _, ok := r.drawn[e.Place]; ok && len(drawn) > 0 {
				r.drawn[e.Place], drawn = drawn[0], drawn[1:]
			}
		}
	}
	for job := j; job != nil; job = job.b {
		job.state.name(job.run)
	}
}
