package playground

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var english, korean = StringsIn(English), StringsIn(Korean)

var bluered = Palette{Negative: Color{0, 0, 200}, Zero: Color{100, 100, 100}, Positive: Color{200, 0, 0}}

// flatRun is a run of t × h states that all are v.
func flatRun(t, h int, v float64) *Run {
	r := &Run{Timesteps: t, InputSize: 1, HiddenSize: h, H: make([]float64, t*h)}
	for i := range r.H {
		r.H[i] = v
	}
	return r
}

func pixels(r *Run, columns, rows int) Heatmap {
	states := r.States()
	return states.Pixels(columns, rows, &bluered)
}

func (m *Heatmap) at(column, row int) Color {
	p := m.RGBA[4*(row*m.Columns+column):]
	return Color{p[0], p[1], p[2]}
}

func TestHeatmapColours(t *testing.T) {
	r := flatRun(2, 3, 0)
	copy(r.H, []float64{-1, 0, 1, -0.5, 0.25, 0.9999})
	m := pixels(r, 100, 100)
	if m.Columns != 2 || m.Rows != 3 || m.StepsPer != 1 || m.UnitsPer != 1 {
		t.Fatalf("%d × %d, blocks of %d × %d", m.Columns, m.Rows, m.StepsPer, m.UnitsPer)
	}
	for _, c := range []struct {
		column, row int
		want        Color
	}{
		{0, 0, bluered.Negative}, {0, 1, bluered.Zero}, {0, 2, bluered.Positive},
		{1, 0, Color{50, 50, 150}}, {1, 1, Color{125, 75, 75}}, {1, 2, bluered.Positive},
	} {
		got := m.at(c.column, c.row)
		for i := range got {
			if math.Abs(float64(got[i])-float64(c.want[i])) > 1 {
				t.Errorf("column %d row %d: %v, want %v", c.column, c.row, got, c.want)
			}
		}
	}
	for i := 3; i < len(m.RGBA); i += 4 {
		if m.RGBA[i] != 255 {
			t.Fatal("a pixel that is not opaque")
		}
	}
}

// One state among many that stands out is seen wherever it is.
func TestHeatmapNeverLosesAState(t *testing.T) {
	for _, place := range [][2]int{{1, 0}, {5_000, 31}, {9_999, 63}, {10_000, 62}} {
		r := flatRun(10_000, 64, 0)
		r.H[(place[0]-1)*64+place[1]] = -1
		m := pixels(r, 500, 100)
		if m.Columns > 500 || m.Rows > 100 || len(m.RGBA) != 4*m.Columns*m.Rows {
			t.Fatalf("%d × %d in %d bytes", m.Columns, m.Rows, len(m.RGBA))
		}
		seen := 0
		for column := range m.Columns {
			for row := range m.Rows {
				if m.at(column, row) == bluered.Negative {
					seen++
					if row%2 != 1 {
						t.Errorf("%v: a smallest value in an upper half", place)
					}
				}
			}
		}
		if seen != 1 {
			t.Errorf("%v is seen %d times", place, seen)
		}
		if m.StepsPer != 20 || m.UnitsPer != 2 {
			t.Errorf("blocks of %d × %d", m.StepsPer, m.UnitsPer)
		}
	}
}

func TestHeatmapSizes(t *testing.T) {
	for _, c := range []struct{ t, h, columns, rows int }{
		{1, 1, 1, 2}, {1, 4096, 300, 168}, {100_000, 1, 300, 168}, {301, 7, 300, 168}, {300, 169, 300, 168}, {7, 7, 0, 0},
	} {
		m := pixels(flatRun(c.t, c.h, 0.5), c.columns, c.rows)
		if m.Columns > max(c.columns, 1) || m.Rows > max(c.rows, 2) || m.Columns*m.StepsPer < c.t || len(m.RGBA) != 4*m.Columns*m.Rows {
			t.Errorf("%+v: %d × %d, %d steps in a column", c, m.Columns, m.Rows, m.StepsPer)
		}
		for i := range m.Columns {
			if m.at(i, 0) == (Color{}) {
				t.Errorf("%+v: column %d is not drawn", c, i)
			}
		}
	}
}

func TestHeatmapCells(t *testing.T) {
	run := compute(t, Default())
	states := run.States()
	cells := states.Cells()
	if n := strings.Count(cells, "<rect "); n != 80 {
		t.Errorf("%d cells, want 80", n)
	}
	if !strings.Contains(cells, `<rect class="p" x="0" y="0" width="1" height="1" fill-opacity="0.912"/>`) {
		t.Error("h_1[0] = 0.9117… is not in its place")
	}
	for _, test := range []struct {
		steps, rows int
		height      float64
		lines       string
	}{
		{3, 2, 0, `d="M1 0v2M2 0v2M0 1h3"`},
		{3, 2, 8, `d="M1 0v2M2 0v2M0 1h3"`},
		{3, 2, 7.5, `d="M1 0v2M2 0v2"`},
		{3, 41, 0, `d="M1 0v41M2 0v41"`},
		{100, 2, 0, ""},
		{1, 41, 0, ""},
	} {
		grid := (&Picture{Steps: test.steps, Rows: test.rows}).Grid(test.height)
		if !strings.Contains(grid, test.lines) || test.lines == "" && grid != "" {
			t.Errorf("lines of %d × %d cells, %g px high: %s", test.steps, test.rows, test.height, grid)
		}
	}
	// The page forbids inline styles.
	for _, f := range run.Fragments(Default(), english, View{}) {
		if strings.Contains(f.HTML, "style=") {
			t.Errorf("%s has an inline style", f.ID)
		}
	}
}

var number = regexp.MustCompile(`-?\d+`)

// points of a path as (x, y).
func points(t *testing.T, path string) [][2]int {
	t.Helper()
	var out [][2]int
	numbers := number.FindAllString(path, -1)
	for i := 0; i+1 < len(numbers); i += 2 {
		x, _ := strconv.Atoi(numbers[i])
		y, _ := strconv.Atoi(numbers[i+1])
		out = append(out, [2]int{x, y})
	}
	return out
}

var pathData = regexp.MustCompile(`<path class="([^"]*)" d="([^"]*)"/>`)

func TestLinesOfTheTutorial(t *testing.T) {
	run := compute(t, Default())
	paths := pathData.FindAllStringSubmatch(run.Lines(1000), -1)
	if len(paths) != 8 {
		t.Fatalf("%d lines, want 8", len(paths))
	}
	for unit, path := range paths {
		line := points(t, path[2])
		if len(line) != 10 {
			t.Fatalf("unit %d has %d points", unit, len(line))
		}
		for i, point := range line {
			wantX := (2*i + 1) * lineWidth / 20
			wantY := (1 - run.At(i+1, unit)) * lineHeight / 2
			if point[0] != wantX || math.Abs(float64(point[1])-wantY) > 1 {
				t.Errorf("unit %d step %d at %v, want %d %.1f", unit, i+1, point, wantX, wantY)
			}
		}
	}
}

func TestLinesNeverLoseAState(t *testing.T) {
	r := flatRun(10_000, 3, 0)
	r.H[7_777*3+1] = 1
	r.H[8_888*3+1] = -1
	paths := pathData.FindAllStringSubmatch(r.Lines(200), -1)
	low, high := lineHeight, 0
	for _, point := range points(t, paths[1][2]) {
		low, high = min(low, point[1]), max(high, point[1])
	}
	if low != 0 || high != lineHeight {
		t.Errorf("unit 1 is drawn from %d to %d, want 0 to %d", low, high, lineHeight)
	}
	if n := len(points(t, paths[1][2])); n > 400 {
		t.Errorf("%d points over 200 columns", n)
	}
}

func TestLinesAsBands(t *testing.T) {
	// 100 units, evenly from -1 to 1.
	r := flatRun(4, 100, 0)
	for i := range r.H {
		r.H[i] = float64(i%100)/99*2 - 1
	}
	paths := pathData.FindAllStringSubmatch(r.Lines(1000), -1)
	if len(paths) != 3 {
		t.Fatalf("%d paths", len(paths))
	}
	wants := map[string][]int{"band all": {0, 1000}, "band half": {250, 750}, "median": {500, 500}}
	for _, path := range paths {
		low, high := 2*lineHeight, -lineHeight
		for _, point := range points(t, path[2]) {
			low, high = min(low, point[1]), max(high, point[1])
		}
		want := wants[path[1]]
		if math.Abs(float64(low-want[0])) > 10 || math.Abs(float64(high-want[1])) > 10 {
			t.Errorf("%s from %d to %d, want %v", path[1], low, high, want)
		}
	}
}

func TestOneStepIsStillDrawn(t *testing.T) {
	for _, h := range []int{1, 8, 100} {
		for _, path := range pathData.FindAllStringSubmatch(flatRun(1, h, 0.5).Lines(300), -1) {
			line := points(t, path[2])
			if len(line) < 2 || line[0][0] == line[1][0] {
				t.Errorf("H = %d, %s: %v has no width", h, path[1], line)
			}
		}
	}
}

func TestAxes(t *testing.T) {
	label := regexp.MustCompile(`x="([\d.]+)%"[^>]*>([\d,]+)<`)
	for _, c := range []struct {
		timesteps, width int
		want             string
	}{
		{1, 0, "1"},
		{10, 0, "1 2 3 4 5 6 7 8 9 10"},
		{10, 900, "1 2 3 4 5 6 7 8 9 10"},
		{37, 280, "1 5 10 15 20 25 30 35"},
		{1000, 280, "1 200 400 600 800 1,000"},
		{1000, 900, "1 100 200 300 400 500 600 700 800 900 1,000"},
		{100_000, 280, "1 50,000 100,000"},
	} {
		var got []string
		at := -1e9
		room := float64(len(groupDigits(int64(c.timesteps)))*digitWidth) * 100 / float64(max(c.width, narrowPlot))
		for _, m := range label.FindAllStringSubmatch(TimeAxis(c.timesteps, c.width), -1) {
			got = append(got, m[2])
			x, _ := strconv.ParseFloat(m[1], 64)
			if x-at < room {
				t.Errorf("T = %d, %d px: labels overlap at %s", c.timesteps, c.width, m[2])
			}
			at = x
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("T = %d, %d px: %s, want %s", c.timesteps, c.width, s, c.want)
		}
	}
	if n := strings.Count(UnitAxis(8, 8), "<text"); n != 8 {
		t.Errorf("%d unit labels for 8 units", n)
	}
	for _, h := range []int{1, 9, 64, 1000, 4096} {
		if n := strings.Count(UnitAxis(h, 8), "<text"); n < 1 || n > 8 {
			t.Errorf("H = %d: %d labels", h, n)
		}
	}
}

func BenchmarkFragments(b *testing.B) {
	for _, size := range [][3]int{{10, 4, 8}, {200, 64, 128}} {
		s := Default()
		s.Timesteps, s.InputSize, s.HiddenSize = size[0], size[1], size[2]
		run, err := Compute(s)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(s.Link(), func(b *testing.B) {
			for b.Loop() {
				run.Fragments(s, korean, View{PlotWidth: 900, Columns: 900})
			}
		})
	}
}

// A relu without bounds leaves all numbers after some steps; what is drawn of it stays a
// picture, and its scale a number.
func TestPicturesBeyondAllNumbers(t *testing.T) {
	for _, view := range []Way{Forward, Backward} {
		s := Default()
		s.Cell, s.Timesteps, s.Way, s.Step = ReLUCell, 1000, view, 999
		run := compute(t, s)
		if math.Abs(run.At(1000, 0)) <= math.MaxFloat64 {
			t.Fatalf("the last state is %v", run.At(1000, 0))
		}
		pictured := run
		if view == Backward {
			_, g := gradientsIn(t, s)
			pictured = g.Run
		}
		if scale := pictured.StateScale(); !(scale > 0 && scale <= math.MaxFloat64) {
			t.Errorf("%s: the scale is %v", view, scale)
		}
		for _, f := range run.Fragments(s, english, View{PlotWidth: 254, Columns: 254}) {
			if d := noNumber.FindString(f.HTML); d != "" {
				t.Errorf("%s, %s: %.200s", view, f.ID, d)
			}
		}
	}
}

// A GRU that begins beyond 1 has states there, and its pictures go as far, whatever the
// colours: of eight units their lines, of forty their bands, and of two layers both.
func TestPicturesOfAGRUBeyondOne(t *testing.T) {
	for _, link := range []string{"", "&hidden-size=40", "&num-layers=2", "&hidden-size=40&compare=LSTM"} {
		link += "&colors=log&edits=h0:3:0:-4.4,h0:5:0:2"
		s, run := ranFor(t, "cell=GRU&weights=pytorch"+link)
		scale := run.StateScale()
		if scale < largestOf(run.H) || scale > 5 || run.Bounded() {
			t.Errorf("%s: the scale is %v, the largest state %v", link, scale, largestOf(run.H))
		}
		if said := run.TwoSentences(english); strings.Contains(said, "pinned") || !strings.Contains(said, "beyond 1") {
			t.Errorf("%s: %s", link, said)
		}
		for _, f := range run.Fragments(s, english, View{PlotWidth: 254, Columns: 254}) {
			if want := ">" + significantShort(scale) + "<"; (f.ID == "heatmap-scale" || f.ID == "value-axis") && !strings.Contains(f.HTML, want) {
				t.Errorf("%s: %s says %q, not %s", link, f.ID, f.HTML, want)
			}
		}
	}
	if s, run := ranFor(t, "cell=GRU&weights=pytorch&edits=h0:3:0:-1"); run.StateScale() != 1 || !run.Bounded() {
		t.Errorf("%s: the scale is %v", s.Link(), run.StateScale())
	}
}

// Lines of A and of B are drawn to one axis.
func TestLinesOfAAndBShareTheirAxis(t *testing.T) {
	_, run := ranFor(t, "cell=RNN_RELU&compare=RNN_TANH&timesteps=4")
	scale := run.StateScale()
	if scale < 10 || run.Other.StateScale() != 1 || !strings.Contains(run.valueLabels(), ">"+significantShort(scale)+"<") {
		t.Fatalf("scales of %v and %v, the axis says %s", scale, run.Other.StateScale(), run.valueLabels())
	}
	if beside := ScaleLabels(scale); !strings.Contains(beside, ">"+significantShort(scale)+"<") {
		t.Errorf("the picture's scale says %s, the axis of its lines %s", beside, run.valueLabels())
	}
	_, ofB, _ := strings.Cut(run.Lines(1000), `<g class="b">`)
	for unit, path := range pathData.FindAllStringSubmatch(ofB, -1) {
		for i, point := range points(t, path[2]) {
			if want := (1 - run.Other.At(i+1, unit)/scale) * lineHeight / 2; math.Abs(float64(point[1])-want) > 1 {
				t.Fatalf("unit %d of B goes through %v at step %d, not %v", unit, point, i+1, want)
			}
		}
	}
}

// In a frame that is low an axis has as many labels as have room.
func TestAxesOfLowPictures(t *testing.T) {
	s, run := ranFor(t, "cell=GRU")
	for _, c := range []struct {
		view           View
		inputs, states int
	}{{View{}, 4, 8}, {View{Rows: [3]Row{{Height: 48}, {Height: 48}, {Height: 70}}}, 2, 4}, {View{Rows: [3]Row{{Height: 3}, {Height: 3}, {Height: 3}}}, 1, 1}} {
		got := map[string]int{}
		for _, f := range run.Fragments(s, english, c.view) {
			got[f.ID] = strings.Count(f.HTML, "<text")
		}
		if got["inputs-axis"] != c.inputs || got["unit-axis"] != c.states {
			t.Errorf("%v: %d labels of inputs and %d of states", c.view.Rows, got["inputs-axis"], got["unit-axis"])
		}
	}
}
