package playground

import (
	"slices"
	"strings"
	"testing"
)

// again are pages whose files are brought in again.
var again = []string{
	"timesteps=10&input-size=4&hidden-size=8&seed=0",
	"timesteps=30&input-size=5&hidden-size=7&seed=9&weights=pytorch&edits=Wx:0:0:0.5,h0:2:0:-1&panel=memory&lang=ko",
	"timesteps=12&input-size=3&hidden-size=5&seed=3&cell=LSTM&num-layers=2&bidirectional=true&weights=pytorch",
	"timesteps=9&input-size=2&hidden-size=6&seed=4&cell=GRU&weights=keras",
	"timesteps=20&input-size=3&hidden-size=4&seed=1&cell=RNN_RELU&weights=pytorch&bias=zero",
}

// What is exported comes back, bit for bit.
func TestFilesComeBack(t *testing.T) {
	for _, link := range again {
		s, notices := ParseLink(link)
		if len(notices) > 0 {
			t.Fatal(notices)
		}
		run, err := Compute(s)
		if err != nil {
			t.Fatal(err)
		}
		saved, err := Bring("page.json", made(t, run.PageFile(s)))
		if err != nil {
			t.Fatalf("%s: %v", link, err)
		}
		if opened, notices := ParseLink(saved.Link); opened != s || len(notices) > 0 {
			t.Errorf("%s opens as %s, %v", link, opened.Link(), notices)
		}
		for _, file := range []*File{run.TensorFile(s), run.WeightFile()} {
			brought, err := Bring(file.Name, made(t, file))
			if err != nil {
				t.Fatalf("%s: %v", file.Name, err)
			}
			now := Default()
			if strings.HasSuffix(file.Name, ".npz") && s.Cell == ReLUCell {
				now.Cell = s.Cell // .npz has no word for it
			}
			sets := brought.Sets(now)
			if len(sets) == 0 {
				t.Fatalf("%s: nothing is recognised", file.Name)
			}
			next := sets[0].Next
			if sets[0].Err != nil || next.Cell != s.Cell || next.HiddenSize != s.HiddenSize || next.Layers != s.Layers || next.Bidirectional != s.Bidirectional {
				t.Fatalf("%s becomes %s, %v", file.Name, next.Link(), sets[0].Err)
			}
			next.Part = s.Part
			other, err := Compute(next)
			if err != nil {
				t.Fatal(err)
			}
			for name, pair := range map[string][2][]float64{"Wx": {other.Wx, run.Wx}, "Wh": {other.Wh, run.Wh}, "b": {other.B, run.B}} {
				if !slices.Equal(pair[0], pair[1]) {
					t.Errorf("%s: other %s", file.Name, name)
				}
			}
			// Weights alone do not say what entered.
			if slices.Equal(other.X, run.X) && slices.Equal(other.H0, run.H0) && !slices.Equal(other.H, run.H) {
				t.Errorf("%s: other states", file.Name)
			}
		}
	}
}
