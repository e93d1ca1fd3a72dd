package playground

import (
	"math"
	"strings"
)

// spokenGates says how far each gate, and LSTM's c, is open and for which unit most is
// kept; of gradients, how large they get. What else is told of in the same way comes after
// them. It is empty for a cell without gates.
func (r *Run) spokenGates(texts Strings, more ...band) string {
	if r.Gates == nil {
		return ""
	}
	if len(r.H) > mostSpoken {
		largest := max(1, largestOf(r.C))
		if r.gradient {
			largest = r.LargestSum
		}
		return r.spokenLarge(len(r.Gates)*r.HiddenSize, largest, texts)
	}
	var parts []string
	for _, b := range append(gateBands(r.Kind, r.Gates, r.C), more...) {
		e := extremesOf(b.values)
		if r.gradient {
			parts = append(parts, texts.Format("spoken.gradient.gate", b.name, plain(max(-e.least, e.most))))
		} else {
			parts = append(parts, texts.Format("spoken.gate", b.name, plain(e.least), plain(e.most), plain(e.sum/float64(len(b.values)))))
		}
	}
	text := strings.Join(parts, "; ") + "."
	if r.gradient || r.HiddenSize == 1 {
		return text
	}
	most, least := 0, 0
	keeps := make([]float64, r.HiddenSize) // f of LSTM, z of GRU
	for i, v := range r.Gates[1] {
		keeps[i%r.HiddenSize] += v / float64(r.Timesteps)
	}
	for unit, v := range keeps {
		if v > keeps[most] {
			most = unit
		}
		if v < keeps[least] {
			least = unit
		}
	}
	return text + " " + texts.Format("spoken.keeps", grouped(most), string(r.Setting.Cell.Gates()[1]), plain(keeps[most]), grouped(least), plain(keeps[least]))
}

// spokenGradient says where gradients (T, rows) are largest, and how their size over all
// rows changes from step to step.
func spokenGradient(values []float64, rows int, texts Strings) string {
	T := len(values) / rows
	if len(values) > mostSpoken {
		return texts.say("spoken.large", float64(rows), float64(T), largestOf(values))
	}
	logs, at := make([]float64, T), 0
	norms(logs, values, rows)
	for i, v := range values {
		if math.Abs(v) > math.Abs(values[at]) {
			at = i
		}
	}
	if values[at] == 0 {
		return texts.say("spoken.zero", float64(len(values)))
	}
	text := texts.say("spoken.gradient", values[at], float64(at%rows), float64(at/rows+1))
	most, least, zeros := 0, -1, 0
	for t, log := range logs {
		if log > logs[most] {
			most = t
		}
		if math.IsInf(log, -1) {
			zeros++
		} else if least < 0 || log < logs[least] {
			least = t
		}
	}
	if most != least {
		text += " " + texts.Format("spoken.gradient.size", grouped(most+1), fromLog(logs[most]), grouped(least+1), fromLog(logs[least]))
	}
	if zeros > 0 {
		text += " " + texts.say("spoken.gradient.none", float64(zeros), float64(T))
	}
	return text
}
