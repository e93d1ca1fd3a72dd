package playground

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var cell = regexp.MustCompile(`<td data-t="(\d+)" data-unit="(\d+)" data-value="([^"]+)">([^<]*)</td>`)

func TestTableOfTheTutorial(t *testing.T) {
	run := compute(t, Default())
	w := run.FirstWindow()
	if w != (TableWindow{FirstStep: 1, LastStep: 10, FirstUnit: 0, LastUnit: 7}) {
		t.Fatalf("window %+v", w)
	}
	cells := cell.FindAllStringSubmatch(run.TableBody(w), -1)
	if len(cells) != 80 {
		t.Fatalf("%d cells, want 80", len(cells))
	}
	// The table shows what the printout shows.
	printed := regexp.MustCompile(`\d\.\d*`).FindAllString(run.Printout(), -1)[8:]
	for i, c := range cells {
		step, _ := strconv.Atoi(c[1])
		unit, _ := strconv.Atoi(c[2])
		v, err := strconv.ParseFloat(c[3], 64)
		if err != nil || v != run.At(step, unit) || i != (step-1)*8+unit {
			t.Errorf("cell %d: %v", i, c)
		}
		if strings.TrimRight(c[4], "\u2007") != printed[i] || len([]rune(c[4])) != 10 {
			t.Errorf("h_%d[%d] reads %q, NumPy prints %s", step, unit, c[4], printed[i])
		}
	}
	if head := run.TableHead(w); strings.Count(head, "<th ") != 9 || !strings.Contains(head, ">h[7]<") {
		t.Errorf("head %q", head)
	}
}

func TestTableIsWindowed(t *testing.T) {
	r := flatRun(100_000, 64, 0.5)
	for _, view := range [][4]int{{0, 20, 0, 8}, {50_000, 20, 30, 8}, {99_990, 20, 60, 8}, {200_000, 20, 100, 8}} {
		w := r.WindowAround(view[0], view[1], view[2], view[3])
		if w.FirstStep < 1 || w.LastStep > 100_000 || w.FirstUnit < 0 || w.LastUnit > 63 || w.FirstStep > w.LastStep || w.FirstUnit > w.LastUnit {
			t.Errorf("view %v: window %+v", view, w)
		}
		if n := strings.Count(r.TableBody(w), "<td"); n > 1600 {
			t.Errorf("view %v: %d cells", view, n)
		}
		if view[0] < 100_000 && !w.Holds(r, view[0], view[1], view[2], view[3]) {
			t.Errorf("view %v is not inside its own window %+v", view, w)
		}
		if w.Holds(r, (view[0]+500)%90_000, view[1], view[2], view[3]) {
			t.Errorf("view %v: window %+v claims to hold a place far away", view, w)
		}
	}
}

func TestCellsLineUp(t *testing.T) {
	for _, c := range []struct {
		v          float64
		scientific bool
		want       string
	}{
		{0.911701180297855, false, "0.91170118"},
		{0.9997078047232353, false, "0.9997078\u2007"},
		{-0.5, false, "−0.5\u2007\u2007\u2007\u2007\u2007\u2007\u2007"},
		{1, false, "1.\u2007\u2007\u2007\u2007\u2007\u2007\u2007\u2007"},
		{0, false, "0.\u2007\u2007\u2007\u2007\u2007\u2007\u2007\u2007"},
		{-0.911701180297855, true, "−9.11701180e−01"},
	} {
		if got := string(appendCell(nil, c.v, c.scientific)); got != c.want {
			t.Errorf("%v: %q, want %q", c.v, got, c.want)
		}
	}
}
