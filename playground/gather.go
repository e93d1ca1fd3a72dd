package playground

// mostAtOnce is how many values are looked at in the frame in which a picture of
// them is drawn. What a picture of more needs of them is gathered before.
const mostAtOnce = 500_000

// Room is how large the pictures are, in pixels of the screen.
type Room struct {
	Columns  int    // of those over the time axis
	Rows     [3]int // their heights
	Matrices [4]int // widths of those of Wx, Wh, b and h_0
	High     int    // their height
}

// gathered is what was found out of a large run for its pictures. It belongs to one
// room; in another one the pictures are those of that room, stretched.
type gathered struct {
	blocks      []*blocks // of the pictures, the last one gathered last
	paths       *paths
	saturations *Saturations
	active      []int32 // (T+1,) see InfluenceJob
}

// of is what was gathered for a picture: for itself, or else for another one of the
// same values.
//
//go:noinline
func (g *gathered) of(id string, values []float64) (found *blocks) {
	if len(values) <= mostAtOnce {
		return nil
	}
	for _, b := range g.blocks {
		if &b.picture.Values[0] == &values[0] && (found == nil || b.picture.ID == id) {
			found = b
		}
	}
	return found
}

// keep takes the place of what was gathered for the same picture before.
func (g *gathered) keep(b *blocks) {
	for i, old := range g.blocks {
		if old.picture.ID == b.picture.ID && &old.picture.Values[0] == &b.picture.Values[0] {
			g.blocks[i] = b
			return
		}
	}
	g.blocks = append(g.blocks, b)
}

// A Gathering finds out in slices what the pictures of a large run need of all its
// values. After it they are drawn, in any colours, without a look at these.
type Gathering struct {
	run    *Run
	stages []stage

	spent, cost float64 // multiply-adds: of the stages so far, and of all
}

// Gather plans what s needs in a room, and is nil where nothing is missing.
func (r *Run) Gather(s State, room Room) *Gathering {
	if max(len(r.H), len(r.X), len(r.Wx), len(r.Wh)) <= mostAtOnce {
		return nil
	}
	g := &Gathering{run: r}
	shown := r.Shown(s.Colors)
	for i := range shown {
		g.picture(&shown[i], room.Columns, room.Rows[i])
	}
	if r.Other != nil { // other colours are of other values, and come at once
		other := ColorsByLog
		if s.Colors == ColorsByLog {
			other = ColorsByValue
		}
		shown = r.Shown(other)
		for i := range shown[:2] {
			g.picture(&shown[i], room.Columns, room.Rows[i])
		}
	}
	for _, run := range [...]*Run{r, r.Other} {
		g.lines(run, room.Columns, r.linesScale())
	}
	switch s.Panel {
	case WeightsPanel:
		matrices := r.Matrices()
		for i := range matrices {
			g.picture(&matrices[i], room.Matrices[i], room.High)
		}
	case MemoryPanel:
		if r.MemoryWaits() {
			s := r.startSaturations()
			g.plan((saturationCost+scanCost)*float64(len(r.H)), func(budget float64) (float64, bool) {
				spent, done := s.step(budget)
				if done {
					r.saturations = &s.Saturations
				}
				return spent, done
			}, r.countingActive(&r.active))
		}
	}
	if len(g.stages) == 0 {
		return nil
	}
	return g
}

// plan adds stages that cost about so much.
func (g *Gathering) plan(cost float64, stages ...stage) {
	g.cost += cost
	g.stages = append(g.stages, stages...)
}

// Progress is the share of the work that is done, 0 … 1.
func (g *Gathering) Progress() float64 { return min(g.spent/max(g.cost, 1), 1) }

// picture plans what a picture needs. One without room is not on the page.
func (g *Gathering) picture(p *Picture, columns, rows int) {
	if len(p.Values) <= mostAtOnce || columns <= 1 || rows <= 1 || p.heatmap(columns, rows).exact {
		return
	}
	if b := p.gathered; b != nil && b.picture.ID == p.ID && b.columns == columns && b.rows == rows {
		return
	}
	var b *blocks
	picture := *p
	g.plan(blockCost*float64(len(p.Values)), func(budget float64) (float64, bool) {
		if b == nil {
			b = picture.startBlocks(columns, rows)
		}
		spent, done := b.step(budget)
		if done {
			g.run.keep(b)
		}
		return spent, done
	})
}

// lines plans the lines of A or of B.
func (g *Gathering) lines(r *Run, columns int, scale float64) {
	if r == nil || len(r.H) <= mostAtOnce {
		return
	}
	if p := r.paths; p != nil && p.scale == scale && (columns <= 1 || p.columns == min(columns, r.Timesteps)) {
		return
	}
	p := r.startPaths(columns, scale)
	g.plan(pathCost*float64(len(r.H)), func(budget float64) (float64, bool) {
		spent, done := p.step(budget)
		if done {
			r.paths = &p
		}
		return spent, done
	})
}

// Of reports whether g gathers for r.
func (g *Gathering) Of(r *Run) bool { return g != nil && g.run == r }

// Step works off about budget multiply-adds and reports whether nothing is left.
func (g *Gathering) Step(budget float64) bool {
	spent, done := workOff(&g.stages, budget)
	g.spent += spent
	return done
}

// Waits reports whether so much is to be seen in the picture that it waits for a
// Gathering.
func (p *Picture) Waits(columns, rows int) bool {
	return p.gathered == nil && !p.atOnce && len(p.Values) > mostAtOnce && !p.heatmap(columns, rows).exact
}

// MemoryWaits reports whether what is said of the memory of a run waits for one.
func (r *Run) MemoryWaits() bool { return r.active == nil && len(r.H) > mostAtOnce }
