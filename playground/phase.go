package playground

import (
	"math"
	"strconv"
)

// Phase is how far the step that is being played is computed.
type Phase int

const (
	Rest  Phase = iota // nothing is being played: everything is computed
	Enter              // x_t and h_{t-1} go in
	Sum                // a_t = Wx x_t + Wh h_{t-1} + b forms
	Bend               // tanh bends it
	Land               // h_t is there
)

func (p Phase) String() string { return [...]string{"", "enter", "sum", "bend", "land"}[p] }

// Computed is how many steps of a and of h there are in a phase of a step.
func (p Phase) Computed(step, timesteps int) (sums, states int) {
	switch p {
	case Rest:
		return timesteps, timesteps
	case Enter:
		return step - 1, step - 1
	case Land:
		return step, step
	}
	return step, step - 1
}

// Milliseconds of playing.
const (
	stepTime  = 1600.0   // a step at the usual speed
	leastTime = 60.0     // of a phase that can be told from the next
	frameTime = 17.0     // nothing is drawn more often
	longTime  = 30_000.0 // all of a run, at the most, at the fastest speed
)

// Pace is how a run is played: by phases, or, where these would be too short to
// be seen, by whole steps, or several of them at a time.
type Pace struct {
	Steps int // at a time
	times [Land + 1]float64
}

// Pace of a speed. The fastest is the one for long runs: it takes none longer
// than half a minute.
func (s Speed) Pace(timesteps int) Pace {
	factor, _ := strconv.ParseFloat(string(s), 64)
	step := stepTime / factor
	if s == AllSpeeds[len(AllSpeeds)-1] {
		step = min(step, longTime/float64(timesteps))
	}
	if step/4 >= leastTime {
		return Pace{1, [...]float64{0, step * 9 / 32, step * 9 / 32, step * 7 / 32, step * 7 / 32}}
	}
	steps := max(math.Ceil(frameTime/step), 1)
	return Pace{int(steps), [...]float64{Land: step * steps}}
}

// First is the phase in which a step begins.
func (p Pace) First() Phase {
	if p.times[Enter] > 0 {
		return Enter
	}
	return Land
}

// longestBeat is as long as a busy machine may keep steps waiting, in milliseconds. What
// is longer was sleep, in which nothing is played.
const longestBeat = 1000

// After is how many steps have gone by after some milliseconds. Of a run that is
// played several steps at a time none wait for a busy machine.
func (p Pace) After(ms float64) int {
	if p.Steps == 1 {
		return 1
	}
	return max(p.Steps, int(min(ms, longestBeat)/p.times[Land]*float64(p.Steps)))
}

// Time is how long a phase lasts, in milliseconds.
func (p Pace) Time(phase Phase) float64 { return p.times[phase] }
