package playground

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// A job that was filled from another one, in whatever pieces, gives the run that
// is computed in one go: all of it, what was set by hand and what steps are called
// too.
func TestFilledJob(t *testing.T) {
	for _, link := range []string{
		"", "weights=pytorch&seed=7", "timesteps=200&input-size=3&hidden-size=17&inputs=sine",
		"inputs=characters&text=안녕 hello", "inputs=words&text=a rose is a rose&compare=keras",
		"edits=Wx:1:2:0.5,Wh:3:3:-4,b:2:0:0.25,h0:1:0:2,x:5:2:9", "compare=pytorch&edits=Wx:1:2:0.5,x:1:0:-1&bias=zero",
		"weights=radius&gain=0.9&hidden-size=30", "weights=keras&inputs=impulse&level=3",
	} {
		s, notices := ParseLink(link)
		if len(notices) > 0 {
			t.Fatalf("%s: %v", link, notices)
		}
		want := compute(t, s)
		for seed := range uint64(4) {
			random := rand.New(rand.NewPCG(seed, 0))
			from, err := Start(s)
			if err != nil {
				t.Fatal(err)
			}
			for !from.Compute(float64(random.IntN(20_000))) {
			}
			to, err := Await(s)
			if err != nil {
				t.Fatal(err)
			}
			for at, values := range from.Tensors() {
				for from := 0; from < len(values); {
					n := 1 + random.IntN(len(values)-from)
					copy(to.Room(at, from, n), values[from:])
					from += n
				}
			}
			to.Fill(from.Drawn())
			var got *Run
			for got == nil {
				got = to.Step(float64(random.IntN(20_000)))
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s, seed %d: another run", link, seed)
			}
		}
	}
}

// What does not belong to a tensor has no room.
func TestRoom(t *testing.T) {
	job, err := Await(Default())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		tensor, from, n int
		want            int // -1 for none
	}{
		{0, 0, 40, 40}, {0, 39, 1, 1}, {0, 40, 0, 0}, {6, 0, 80, 80},
		{0, 0, 41, -1}, {0, 40, 1, -1}, {0, -1, 1, -1}, {0, 0, -1, -1}, {7, 0, 1, -1}, {-1, 0, 1, -1},
	} {
		room := job.Room(c.tensor, c.from, c.n)
		if got := len(room); c.want < 0 && room != nil || c.want >= 0 && got != c.want {
			t.Errorf("Room(%d, %d, %d) has %d values, want %d", c.tensor, c.from, c.n, got, c.want)
		}
	}
	tooLarge := Default()
	tooLarge.Timesteps, tooLarge.HiddenSize = 100_000, 4096
	if _, err := Await(tooLarge); err == nil || !strings.Contains(err.Error(), "values") {
		t.Errorf("Await of too many values: %v", err)
	}
}
