package playground

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"testing"
)

// pagePalettes are those of the page, light and dark, as the style sheet has them.
func pagePalettes(t *testing.T) [2]Palette {
	t.Helper()
	css, err := os.ReadFile("../web/css/base.css")
	if err != nil {
		t.Fatal(err)
	}
	read := func(token string) (both [2]Color) {
		found := regexp.MustCompile(`--`+token+`: #([0-9a-f]{6});`).FindAllSubmatch(css, -1)
		if len(found) != 3 || string(found[1][1]) != string(found[2][1]) {
			t.Fatalf("--%s stands in the style sheet as %s, want light, dark, and dark by choice", token, found)
		}
		for theme := range both {
			v, _ := strconv.ParseUint(string(found[theme][1]), 16, 32)
			both[theme] = Color{uint8(v >> 16), uint8(v >> 8), uint8(v)}
		}
		return both
	}
	negative, zero, positive := read("negative"), read("zero"), read("positive")
	return [2]Palette{
		{Negative: negative[0], Zero: zero[0], Positive: positive[0]},
		{Negative: negative[1], Zero: zero[1], Positive: positive[1]},
	}
}

// Text on a cell has a contrast of 4.5 : 1 at least (WCAG 2.2, 1.4.3).
func TestNumbersStandOutFromTheirCells(t *testing.T) {
	palettes := pagePalettes(t)
	for _, link := range []string{
		"", "hidden-size=12&weights=pytorch", "weights=normal&gain=3", "weights=identity", "edits=Wx:0:0:1,Wh:1:1:-1,b:2:0:0.7,h0:3:0:-5",
	} {
		s, notices := ParseLink(link)
		if len(notices) > 0 {
			t.Fatalf("%s: %v", link, notices)
		}
		run := compute(t, s)
		seen := [2]int{}
		for theme, palette := range palettes {
			for _, m := range run.Matrices() {
				pixels := m.Pixels(m.Steps, m.Rows, &palette)
				numbers, light := run.Numbers(&m, 40*float64(m.Steps), 24*float64(m.Rows), &palette)
				if len(numbers) != len(m.Values) || len(light) != len(m.Values) {
					t.Fatalf("%s: %s has %d numbers and %d inks in %d cells", link, m.ID, len(numbers), len(light), len(m.Values))
				}
				for i := range light {
					at := 4 * (i%m.Rows*m.Steps + i/m.Rows)
					cell := Color{pixels.RGBA[at], pixels.RGBA[at+1], pixels.RGBA[at+2]}
					ink := Color{}
					if light[i] == '1' {
						ink = Color{255, 255, 255}
						seen[theme]++
					}
					a, b := cell.luminance(), ink.luminance()
					if ratio := (math.Max(a, b) + 0.05) / (math.Min(a, b) + 0.05); ratio < 4.5 {
						t.Errorf("%s, theme %d: %s[%d] = %g: %.2f : 1 on %v", link, theme, m.ID, i, m.at(i/m.Rows, i%m.Rows), ratio, cell)
					}
				}
			}
		}
		if seen[0] == 0 || seen[1] == 0 {
			t.Errorf("%s: %d and %d numbers are white, want some in both themes", link, seen[0], seen[1])
		}
	}
}

// The pictures fill their room as far as that is good, and none is narrower than
// its name.
func TestMatrixSizes(t *testing.T) {
	for _, c := range []struct {
		input, hidden        int
		width, height, least float64
		widths               [4]int
		rows                 int
	}{
		{4, 8, 2000, 2000, 0, [4]int{186, 372, 56, 56}, 208},
		{4, 8, 734, 190, 0, [4]int{186, 372, 56, 56}, 166},
		{64, 128, 734, 300, 0, [4]int{186, 372, 56, 56}, 276},
		{1, 200, 734, 300, 0, [4]int{52, 506, 56, 56}, 276},
		{300, 2, 734, 300, 0, [4]int{506, 52, 56, 56}, 52},
		{4, 8, 358, 300, 38, [4]int{158, 317, 56, 56}, 208},
		{64, 128, 358, 300, 38, [4]int{194, 389, 56, 56}, 276},
		{1, 1, 358, 300, 38, [4]int{52, 52, 56, 56}, 26},
	} {
		run := &Run{InputSize: c.input, HiddenSize: c.hidden}
		widths, rows := run.MatrixSizes(c.width, c.height, c.least)
		if widths != c.widths || rows != c.rows {
			t.Errorf("(%d, %d) in %g × %g: %v × %d, want %v × %d", c.input, c.hidden, c.width, c.height, widths, rows, c.widths, c.rows)
		}
	}
}

// Values of the definition in WCAG 2.2 for colours whose contrast is well known.
func TestLuminance(t *testing.T) {
	for _, c := range []struct {
		color Color
		want  float64
	}{{Color{}, 0}, {Color{255, 255, 255}, 1}, {Color{255, 0, 0}, 0.2126}, {Color{118, 118, 118}, 1.05/4.54 - 0.05}} {
		if got := c.color.luminance(); math.Abs(got-c.want) > 5e-4 {
			t.Errorf("%v has %.4f, want %.4f", c.color, got, c.want)
		}
	}
}
