package playground

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var cellText = regexp.MustCompile(`<text class="([^"]*)" x="([^"]*)" y="([^"]*)">([^<]*)</text>`)

// The numbers at the arrows add up to a_t, and tanh of that is h_t; before its
// phase none of them is there.
func TestCellNumbers(t *testing.T) {
	s := Default()
	s.Weights = PyTorchWeights
	r := compute(t, s)
	for unit := range r.HiddenSize {
		for phase := Rest; phase <= Land; phase++ {
			numbers := map[string]float64{}
			for _, m := range cellText.FindAllStringSubmatch(r.Cell(3, phase, unit, 736, 264, ColorsByValue, english), -1) {
				text := m[4]
				if _, value, ok := strings.Cut(text, " = "); ok {
					text = value
				}
				if v, err := strconv.ParseFloat(strings.Replace(text, "−", "-", 1), 64); err == nil {
					numbers[m[1]] = v
				}
			}
			b, in, back, sum, state := numbers["b middle"], numbers["x middle"], numbers["h start"], numbers["middle"], numbers["strong h start"]
			if phase == Enter {
				if len(numbers) != 2 {
					t.Errorf("unit %d entering: %v", unit, numbers)
				}
				continue
			}
			if len(numbers) != 5 || math.Abs(b+in+back-sum) > 2.01e-8 || math.Abs(sum-r.A[2*8+unit]) > 5.01e-9 {
				t.Errorf("unit %d, %q: %v", unit, phase, numbers)
			}
			parts := 0.0
			for i, w := range r.Wx[unit*4 : unit*4+4] {
				parts += w * r.X[2*4+i]
			}
			if math.Abs(in-parts) > 6e-9 {
				t.Errorf("unit %d: Wx x is %v, not %v", unit, in, parts)
			}
			step := 3
			if phase == Sum || phase == Bend {
				step = 2
			}
			if math.Abs(state-r.At(step, unit)) > 5.01e-9 {
				t.Errorf("unit %d, %q: state %v, not %v", unit, phase, state, r.At(step, unit))
			}
		}
	}
}

// Of a long vector a part is drawn, the chosen unit in it, and what is left out
// is counted. Nothing is outside of the box.
func TestCellOfAnySize(t *testing.T) {
	target := regexp.MustCompile(`data-(input|unit)="(\d+)" x="([^"]*)" y="([^"]*)" width="([^"]*)" height="([^"]*)"`)
	number := func(s string) float64 { v, _ := strconv.ParseFloat(s, 64); return v }
	for _, size := range [][3]int{{1, 1, 1}, {10, 16, 16}, {10, 17, 17}, {3, 2, 300}, {3, 300, 2}, {3, 30, 2000}} {
		s := Default()
		s.Timesteps, s.InputSize, s.HiddenSize = size[0], size[1], size[2]
		r := compute(t, s)
		for _, width := range []float64{288, 358, 736, 1100} {
			for _, unit := range []int{0, size[2] / 2, size[2] - 1} {
				drawn := map[string][]int{}
				html := r.Cell(1, Rest, unit, width, 264, ColorsByValue, english)
				for _, m := range target.FindAllStringSubmatch(html, -1) {
					i, _ := strconv.Atoi(m[2])
					drawn[m[1]] = append(drawn[m[1]], i)
					if number(m[4]) < 0 || number(m[4])+number(m[6]) > 264-40 || number(m[6]) < 10 {
						t.Errorf("%v, %v wide: %s", size, width, m[0])
					}
				}
				for name, n := range map[string]int{"input": size[1], "unit": size[2]} {
					missing := n - len(drawn[name])
					if missing > 0 && (n <= mostSquares || !strings.Contains(html, ">"+groupDigits(int64(missing))+" more<")) {
						t.Errorf("%v: %d of %d of %s are drawn", size, len(drawn[name]), n, name)
					}
				}
				units := drawn["unit"]
				if unit < units[0] || unit > units[len(units)-1] {
					t.Errorf("%v: unit %d is not among %v", size, unit, units)
				}
				for _, m := range cellText.FindAllStringSubmatch(html, -1) {
					if x, y := number(m[2]), number(m[3]); x < 0 || x > width || y < 10 || y > 264 {
						t.Errorf("%v, %v wide: %s", size, width, m[0])
					}
				}
			}
		}
	}
}

// The arrows begin and end in the columns of their steps.
func TestFlow(t *testing.T) {
	rows := [3]Row{{0, 56}, {64, 80}, {152, 112}}
	tip := regexp.MustCompile(`class="wire (\w+) (\w+)">.*?class="tip" d="M([\d.]+) ([\d.]+)L`)
	for _, timesteps := range []int{1, 10, 600} {
		for step := 1; step <= timesteps; step += max(timesteps/7, 1) {
			for phase := Rest; phase <= Land; phase++ {
				html := Flow(step, timesteps, phase, "tanh", 600, rows)
				wires := tip.FindAllStringSubmatch(html, -1)
				if want := []int{3, 2, 2, 3, 3}[phase]; len(wires) != want {
					t.Fatalf("%d arrows in %q", len(wires), phase)
				}
				column := 600 / float64(timesteps)
				for i, m := range wires {
					x, _ := strconv.ParseFloat(m[3], 64)
					y, _ := strconv.ParseFloat(m[4], 64)
					to := rows[min(1+i/2, 2)]
					if at := x - column*float64(step-1); at < -0.1 || at > column+0.1 || y <= to.Top || y >= to.Top+to.Height {
						t.Errorf("%d of %d, %q: %s ends at %v, %v", step, timesteps, phase, m[1], x, y)
					}
					on := m[2] == "on"
					if want := phase == Enter && i < 2 || phase == Bend && i == 2; on != want {
						t.Errorf("%q: %s is %s", phase, m[1], m[2])
					}
				}
			}
		}
	}
	// What bends is named beside the arrow, within the picture.
	label := regexp.MustCompile(`<text class="(start|end)" x="([\d.]+)" y="[\d.]+">([^<]+)</text>`)
	for cell, want := range map[Cell]string{TanhCell: "tanh", ReLUCell: "relu", LSTMCell: "o∘tanh(c)", GRUCell: "(1−z)∘n + z∘h₂"} {
		for _, timesteps := range []int{3, 4, 30} {
			m := label.FindStringSubmatch(Flow(3, timesteps, Bend, cell.Bend(3), 160, rows))
			if m == nil || m[3] != want {
				t.Fatalf("%s: %q, not %s", cell, m, want)
			}
			x, _ := strconv.ParseFloat(m[2], 64)
			if width := 7 * float64(len([]rune(want))); m[1] == "start" && x+width > 160 || m[1] == "end" && x < width {
				t.Errorf("%s of %d steps: %s at %v", cell, timesteps, m[1], x)
			}
		}
	}
	if Flow(1, 10, Enter, "tanh", 0, rows) != "" {
		t.Error("a flow without a place")
	}
}
