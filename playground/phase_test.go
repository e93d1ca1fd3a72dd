package playground

import (
	"math"
	"testing"
)

// Whatever the speed and the run, the phases of a step add up to it, none is
// over before it can be seen, and no two pictures are asked of one frame.
func TestPace(t *testing.T) {
	for _, speed := range AllSpeeds {
		for _, timesteps := range []int{1, 10, 200, 3000, 100_000} {
			pace := speed.Pace(timesteps)
			total, shortest := 0.0, math.Inf(1)
			for phase := pace.First(); phase <= Land; phase++ {
				total += pace.Time(phase)
				shortest = min(shortest, pace.Time(phase))
			}
			if shortest < frameTime || pace.First() == Enter && shortest < leastTime*7/8 {
				t.Errorf("speed %s, T %d: %v ms for a phase", speed, timesteps, shortest)
			}
			whole := total * float64(timesteps) / float64(pace.Steps)
			want := map[Speed]float64{"0.5": 3200, "1": 1600, "2": 800, "4": 400, "16": 100}[speed] * float64(timesteps)
			if speed == "16" {
				want = min(want, 30_000)
			}
			if math.Abs(whole-want) > 0.001*want {
				t.Errorf("speed %s: %d steps take %v ms, not %v", speed, timesteps, whole, want)
			}
		}
	}
	if pace := Speed("1").Pace(10); pace.First() != Enter || pace.Steps != 1 {
		t.Errorf("the usual speed begins with %q and takes %d steps at a time", pace.First(), pace.Steps)
	}
	if pace := Speed("16").Pace(100_000); pace.First() != Land || pace.Steps < 50 {
		t.Errorf("a long run begins with %q and takes %d steps at a time", pace.First(), pace.Steps)
	} else if late := pace.After(10 * frameTime); math.Abs(float64(late-10*pace.Steps)) > float64(pace.Steps) {
		t.Errorf("%d steps after ten frames of %d", late, pace.Steps)
	} else if pace.After(0) != pace.Steps {
		t.Error("an early beat is no beat")
	}
	if Speed("16").Pace(100).After(1000) != 1 {
		t.Error("a step is left out")
	}
}

// What a phase shows is never ahead of what it has.
func TestComputed(t *testing.T) {
	for phase, want := range map[Phase][2]int{Rest: {10, 10}, Enter: {2, 2}, Sum: {3, 2}, Bend: {3, 2}, Land: {3, 3}} {
		if sums, states := phase.Computed(3, 10); [2]int{sums, states} != want {
			t.Errorf("%q: %d sums and %d states, not %v", phase, sums, states, want)
		}
	}
}
