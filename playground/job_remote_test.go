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

// A run that gives its tensors away keeps its setting, and no place of it has a value
// any more.
func TestGiveAway(t *testing.T) {
	for _, link := range []string{"timesteps=300&hidden-size=17", "timesteps=30&compare=pytorch&edits=Wx:1:2:0.5"} {
		s, _ := ParseLink(link)
		job, err := Start(s)
		if err != nil {
			t.Fatal(err)
		}
		r := compute(t, s)
		want := job.Bytes()
		if r.Other != nil {
			want += 8 * int64(s.Timesteps*s.HiddenSize) // the difference
		}
		if got := r.Bytes(); got != want {
			t.Errorf("%s: %d bytes, want %d", link, got, want)
		}
		edited := r.EditCount()
		r.GiveAway()
		if got := r.Bytes(); got != 0 {
			t.Errorf("%s: %d bytes are left", link, got)
		}
		if r.Setting != s.Setting || r.EditCount() != edited {
			t.Errorf("%s: another setting, or %d edits", link, r.EditCount())
		}
		for _, key := range []string{"x:1:0", "Wx:1:2", "Wh:0:0", "b:0:0", "h0:0:0"} {
			if place, ok := ParsePlace(key); !ok {
				t.Errorf("no place %s", key)
			} else if v, ok := r.Value(place); ok {
				t.Errorf("%s: %s is still %v", link, key, v)
			}
		}
		if r.Gather(s, someRoom) != nil {
			t.Errorf("%s: there is something to gather", link)
		}
	}
}

// Room for many values is as much as was asked for, and can all be written.
func TestBare(t *testing.T) {
	for _, n := range []int{1, 1 << 16, 1<<16 + 1, 300_001} {
		values := bare(n)
		for i := range values {
			values[i] = float64(i)
		}
		if len(values) != n || cap(values) != n || values[n-1] != float64(n-1) {
			t.Errorf("bare(%d) has %d values and %d in all", n, len(values), cap(values))
		}
		var zeros []float64
		for make, calls := room(&zeros, n), 0; ; calls++ {
			if _, done := make(50_000); done {
				if want := max(2*n/50_000-1, 0); calls < want {
					t.Errorf("room for %d values is made in %d pieces", n, calls)
				}
				break
			}
		}
		for i, v := range zeros {
			if v != 0 {
				t.Fatalf("value %d of %d is %v", i, n, v)
			}
		}
	}
}
