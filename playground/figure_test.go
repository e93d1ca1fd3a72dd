package playground

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"image/png"
	"io"
	"math"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// figuresOf are links of runs whose pictures are tested.
var figuresOf = []string{
	"", "weights=pytorch&timesteps=1&input-size=1&hidden-size=1", "weights=pytorch&timesteps=300&hidden-size=40",
	"cell=LSTM&num-layers=2&bidirectional=true&weights=pytorch&hidden-size=5", "cell=GRU&reverse=true&bidirectional=true&gates=gru&colors=log",
	"compare=pytorch", "compare=GRU&colors=log", "inputs=words&text=<b>\"a\"</b> %26 나는&weights=pytorch", "timesteps=900&hidden-size=600&weights=pytorch",
	"view=backward&weights=pytorch&colors=log", "batch=2&sequence=2&weights=pytorch&t=2&unit=2",
}

// figureElements are those that pictures have beside the page's own, in small letters as HTML has them.
var figureElements = []string{"defs", "image", "lineargradient", "stop", "title"}

// Every picture is well-formed, says what it is, names its fonts and asks for nothing.
func TestFiguresStandAlone(t *testing.T) {
	for _, link := range figuresOf {
		s, run := ranFor(t, link)
		if s.Way == Backward {
			job, err := run.StartGradient(s)
			if err != nil {
				t.Fatal(err)
			}
			job.Step(math.Inf(1))
		}
		for _, which := range AllFigures {
			for _, theme := range []*FigureColors{LightColors(), DarkColors()} {
				texts := []Strings{korean, english}[b2i(theme.Paper == LightColors().Paper)]
				if run.FigureError(which, s) != nil {
					continue
				}
				f := run.FigureFile(which, s, theme, texts)
				text := string(made(t, f))
				name := link + " " + f.Name
				if len(text) > 4<<20 {
					t.Errorf("%s: %d bytes", name, len(text))
				}
				title := checkSVG(t, name, text)
				if title != run.FigureTitle(which, s, texts) {
					t.Errorf("%s: its title is %q", name, title)
				}
				for _, part := range []string{`font-family="system-ui, `, `fill="` + theme.Paper + `"`, "url(#scale)"} {
					if !strings.Contains(text, part) && (part != "url(#scale)" || which == StatesFigure || which == WeightsFigure) {
						t.Errorf("%s: no %s", name, part)
					}
				}
				if which == LinesFigure && run.LinesFit() && run.Other == nil {
					if n := strings.Count(text, `stroke-width="1.25"`); n != run.HiddenSize {
						t.Errorf("%s: %d lines", name, n)
					}
				}
				if which == StatesFigure && run.Other == nil && len(run.Passes) < 2 && run.Gates == nil {
					all := run.Timesteps * (run.InputSize + 2*run.HiddenSize)
					if n := strings.Count(text, "<rect "); len(run.H) < mostDrawnCells && n != all+4 {
						t.Errorf("%s: %d cells, want %d", name, n-4, all)
					}
				}
			}
		}
	}
}

var (
	outside     = regexp.MustCompile(`(?i)https?://|url\([^#]|@import|<style|<script| style=| class=`)
	plainNumber = regexp.MustCompile(`^-?\d+(\.\d+)?%?$`)
)

func checkSVG(t *testing.T, name, text string) (title string) {
	t.Helper()
	bare := strings.NewReplacer(`xmlns="http://www.w3.org/2000/svg"`, "", `xmlns:xlink="http://www.w3.org/1999/xlink"`, "").Replace(text)
	bare = strings.ReplaceAll(strings.ReplaceAll(bare, ` class="line"`, ""), ` class="line `, ` x="`)
	bare = regexp.MustCompile(`<text [^>]*class="[^"]*"`).ReplaceAllString(bare, "<text")
	if at := outside.FindString(bare); at != "" {
		t.Errorf("%s: has %s", name, at)
	}
	decoder := xml.NewDecoder(strings.NewReader(text))
	in := ""
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return title
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			in = token.Name.Local
			if small := strings.ToLower(in); elements[small] == nil && !slices.Contains(figureElements, small) {
				t.Errorf("%s: has the element %s", name, in)
			}
			for _, a := range token.Attr {
				if slices.Contains([]string{"x", "y", "width", "height"}, a.Name.Local) && !plainNumber.MatchString(a.Value) {
					t.Errorf("%s: %s of %s is %q", name, a.Name.Local, in, a.Value)
				}
				if data, ok := strings.CutPrefix(a.Value, "data:image/png;base64,"); ok {
					checkPNG(t, name, data)
				}
			}
		case xml.CharData:
			if in == "title" {
				title += string(token)
			}
		case xml.EndElement:
			in = ""
		}
	}
}

func checkPNG(t *testing.T, name, data string) {
	t.Helper()
	bytesOf, err := base64.StdEncoding.DecodeString(data)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if _, err := png.Decode(bytes.NewReader(bytesOf)); err != nil { // checks the sums, too
		t.Errorf("%s: %v", name, err)
	}
}

// Pixels come through as they are, as near as 255 colours go.
func TestPNG(t *testing.T) {
	palette := &LightColors().Palette
	values := make([]float64, 600)
	for i := range values {
		values[i] = float64(i)/300 - 1
	}
	values[7] = math.NaN()
	p := Picture{Values: values, Steps: 200, Rows: 3, Scale: 1}
	m := p.Pixels(200, 3, palette)
	image, err := png.Decode(bytes.NewReader(pngOf(&m, palette)))
	if err != nil {
		t.Fatal(err)
	}
	for y := range m.Rows {
		for x := range m.Columns {
			want := m.RGBA[4*(y*m.Columns+x):][:4]
			r, g, b, a := image.At(x, y).RGBA()
			if a>>8 != uint32(want[3]) {
				t.Fatalf("pixel %d, %d: alpha %d", x, y, a>>8)
			}
			for i, v := range []uint32{r, g, b} {
				if d := int(v>>8) - int(want[i]); a > 0 && (d > 2 || d < -2) {
					t.Fatalf("pixel %d, %d: %d, want %d", x, y, v>>8, want[i])
				}
			}
		}
	}
	for n := range 10 {
		data := bytes.Repeat([]byte{0xfb, 7}, n)[:n]
		if got, want := string(appendData(nil, data)), base64.StdEncoding.EncodeToString(data); got != want {
			t.Errorf("base64 of %d bytes: %s, want %s", n, got, want)
		}
	}
}

// The themes are those of the style sheet.
func TestThemesAreThoseOfThePage(t *testing.T) {
	css, err := os.ReadFile("../web/css/base.css")
	if err != nil {
		t.Skip("the page's sources are not here")
	}
	light, dark, _ := strings.Cut(string(css), "prefers-color-scheme: dark")
	for _, c := range []struct {
		css   string
		theme *FigureColors
	}{{light, LightColors()}, {dark, DarkColors()}} {
		for token, color := range map[string]string{
			"paper": c.theme.Paper, "ink": c.theme.Ink, "soft": c.theme.Soft, "line": c.theme.Line, "edge": c.theme.Edge, "h": c.theme.H, "b": c.theme.B,
			"negative": c.theme.Negative.hex(), "zero": c.theme.Zero.hex(), "positive": c.theme.Positive.hex(),
		} {
			if !strings.Contains(c.css, "--"+token+": "+color+";") {
				t.Errorf("--%s is another one than %s", token, color)
			}
		}
	}
}
