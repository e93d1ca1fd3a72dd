package playground

import (
	"bytes"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// watchStages has each stage checked: given a budget, it works off no more than that
// and one piece.
func watchStages(t *testing.T, stages []stage, piece float64) {
	t.Helper()
	for i, work := range stages {
		stages[i] = func(budget float64) (float64, bool) {
			spent, done := work(budget)
			if spent > budget+piece {
				t.Errorf("stage %d of %d: %v of a budget of %v", i, len(stages), spent, budget)
			}
			return spent, done
		}
	}
}

// What is said of a run does not depend on the slices in which it was computed, nor
// on whether a Job did it.
func TestDigestInSlices(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, link := range []string{
		"", "timesteps=1", "timesteps=300&hidden-size=5&weights=normal&gain=3", "timesteps=90&weights=pytorch&inputs=impulse",
		"timesteps=70&hidden-size=1&input-size=1&inputs=constant&level=0&weights=identity&edits=Wh:0:0:-3,h0:0:0:0.1",
		"timesteps=200&hidden-size=17&weights=keras&inputs=sine&compare=radius", "timesteps=64&input-size=6&inputs=step&compare=pytorch",
	} {
		s, notices := ParseLink(link)
		if len(notices) > 0 {
			t.Fatal(link, notices)
		}
		whole := compute(t, s)
		if whole.digest == nil {
			t.Fatal("no digest")
		}
		plain := *whole
		plain.digest, plain.difference = nil, nil
		if got := plain.digested(); !reflect.DeepEqual(got, whole.digest) {
			t.Errorf("%s: %+v, and from a Job %+v", link, got, whole.digest)
		}
		for range 10 {
			job, err := Start(s)
			if err != nil {
				t.Fatal(err)
			}
			var run *Run
			for run == nil {
				run = job.Step(math.Exp(random.Float64() * 14))
			}
			if !reflect.DeepEqual(run, whole) {
				t.Fatalf("%s: another run in slices", link)
			}
		}
	}
}

func TestNoStageExceedsItsBudget(t *testing.T) {
	for _, link := range []string{
		"timesteps=3000&hidden-size=40&weights=pytorch", "timesteps=3&hidden-size=300", "timesteps=2&input-size=900",
		"timesteps=4000&hidden-size=3&inputs=sine", "timesteps=900&hidden-size=20&weights=normal&compare=pytorch",
		"timesteps=5000&hidden-size=2&inputs=constant&level=0&weights=identity&edits=Wh:0:0:-3,h0:0:0:0.1",
	} {
		s, _ := ParseLink(link)
		job, err := Start(s)
		if err != nil {
			t.Fatal(err)
		}
		// A piece is a step, eight rows of weights, or the room of a tensor.
		I, H, T := float64(s.InputSize), float64(s.HiddenSize), float64(s.Timesteps)
		piece := max(H*(I+H+tanhCost), 8*packCost*(I+H), clearCost*max(T*I, T*H, H*(I+H)), enterCost*I)
		for j := job; j != nil; j = j.b {
			for _, stages := range [][]stage{j.tensors, j.digest, j.both} {
				watchStages(t, stages, piece)
			}
		}
		calls := 0
		for job.Step(20_000) == nil {
			calls++
		}
		if estimated := job.cost / 20_000; float64(calls) < estimated/4 {
			t.Errorf("%s: %d slices, estimated %.0f", link, calls, estimated)
		}
	}
}

// largeRuns have a tensor or two of which more is seen than at once.
var largeRuns = []string{
	"timesteps=20000&hidden-size=40&weights=pytorch", "timesteps=40000&hidden-size=14&input-size=15&weights=normal&colors=log",
	"timesteps=3&hidden-size=800&weights=keras&panel=weights", "timesteps=9000&hidden-size=60&compare=normal&panel=memory",
}

var someRoom = Room{Columns: 640, Rows: [3]int{60, 90, 111}, Matrices: [4]int{70, 300, 56, 56}, High: 250}

// looks is everything that is drawn or said of all values, of so many at least.
func looks(r *Run, s State, room Room, least int) []any {
	var all []any
	add := func(p *Picture, columns, rows int) {
		if len(p.Values) < least {
			return
		}
		m := p.Pixels(columns, rows, &bluered)
		all = append(all, m.Columns, m.Rows, m.StepsPer, m.UnitsPer, bytes.Clone(m.RGBA))
	}
	for _, colors := range []Colors{ColorsByValue, ColorsByLog} {
		for i, p := range r.Shown(colors) {
			if colors == s.Colors || r.Other != nil {
				add(&p, room.Columns, room.Rows[i])
			}
		}
	}
	if s.Panel == WeightsPanel {
		for i, p := range r.Matrices() {
			add(&p, room.Matrices[i], room.High)
		}
	}
	if s.Panel == MemoryPanel {
		job, err := r.StartInfluence()
		all = append(all, r.Saturations(), err)
		if job != nil {
			all = append(all, job.active, job.cost)
		}
	}
	return append(all, r.Lines(room.Columns), r.TwoSentences(english), r.Announcement(korean))
}

func TestGatheredIsWhatIsThere(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for _, link := range largeRuns {
		s, notices := ParseLink(link)
		if len(notices) > 0 {
			t.Fatal(link, notices)
		}
		r := compute(t, s)
		want := looks(r, s, someRoom, 0)
		g := r.Gather(s, someRoom)
		watchStages(t, g.stages, blockCost*float64(max(s.HiddenSize, s.InputSize))+pathCost*float64(max(s.Timesteps, s.HiddenSize)))
		calls, share := 1, g.Progress()
		for !g.Step(math.Exp(8 + 8*random.Float64())) {
			calls++
			if next := g.Progress(); next < share || next > 1 {
				t.Errorf("%s: gathered %v after %v", link, next, share)
			} else {
				share = next
			}
		}
		if end := g.Progress(); end < 0.9 {
			t.Errorf("%s: gathered %v at the end", link, end)
		}
		if calls < 5 {
			t.Errorf("%s: gathered in %d slices", link, calls)
		}
		if got := looks(r, s, someRoom, 0); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: another look", link)
		}
		if again := r.Gather(s, someRoom); again != nil {
			t.Errorf("%s: %d things are gathered again", link, len(again.stages))
		}
		// From now on nobody looks at the values, in whatever room.
		large := looks(r, s, someRoom, mostAtOnce)
		for _, values := range [][]float64{r.H, r.A, r.Wh} {
			if len(values) > mostAtOnce {
				clear(values[len(values)/3:])
			}
		}
		if got := looks(r, s, someRoom, 0); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: the values were looked at again", link)
		}
		other := someRoom
		other.Columns, other.Rows, other.High = 500, [3]int{50, 80, 100}, 200
		if got := looks(r, s, other, mostAtOnce); !reflect.DeepEqual(got, large) {
			t.Errorf("%s: the values were looked at for another room", link)
		}
		if s.Panel != MemoryPanel && r.Gather(s, other) == nil {
			t.Errorf("%s: nothing is gathered for another room", link)
		}
	}
}

func TestSmallRunsAreNotGathered(t *testing.T) {
	s, _ := ParseLink("timesteps=200&input-size=64&hidden-size=128&compare=pytorch")
	r := compute(t, s)
	if n := testing.AllocsPerRun(10, func() {
		if r.Gather(s, someRoom) != nil {
			t.Error("a gathering")
		}
	}); n > 0 {
		t.Errorf("%v allocations", n)
	}
	for _, p := range r.Shown(ColorsByValue) {
		if p.Waits(300, 100) {
			t.Errorf("%s waits", p.ID)
		}
	}
}

func TestPrintoutInPieces(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for _, size := range [][2]int{{1, 1000}, {1000, 1}, {399, 2}, {5000, 3}, {2, 4000}, {10, 8}} {
		s := Default()
		s.Timesteps, s.InputSize, s.HiddenSize = size[0], 1, size[1]
		r := compute(t, s)
		typing := r.StartPrintout()
		var all strings.Builder
		for done := false; !done; {
			var html string
			html, done = typing.Step(1 + random.IntN(700))
			if strings.Count(html, "<span") != strings.Count(html, "</span>") {
				t.Fatalf("%v: a piece is not whole", size)
			}
			all.WriteString(html)
		}
		if typing.Text() != r.Printout() || all.String() != r.PrintoutHTML(r.Printout()) {
			t.Errorf("%v: another printout in pieces", size)
		}
	}
}
