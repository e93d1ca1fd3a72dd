package playground

import "strconv"

// Reading is what is pointed at: a value of one of the pictures.
type Reading struct {
	Picture string // its ID; "" for the hidden states
	Step    int
	Row     int
}

// symbols of the pictures that do not show hidden states.
var symbols = map[string]string{"inputs": "x", "sums": "a"}

// HTML says which step is looked at, and the value there, as far as it has been
// computed: t = 3 of 10 and h₃[5] = 0.99999447.
func (at Reading) HTML(r *Run, phase Phase, texts Strings) string {
	symbol, values := "h", r.States()
	for _, p := range r.Pictures() {
		if p.ID == at.Picture {
			values = p
		}
	}
	if s, ok := symbols[at.Picture]; ok {
		symbol = s
	}
	computed := true
	if symbol == "h" && (phase == Sum || phase == Bend) {
		symbol, values = "a", r.Pictures()[1]
	} else if sums, states := phase.Computed(at.Step, r.Timesteps); symbol == "h" {
		computed = at.Step <= states
	} else if symbol == "a" {
		computed = at.Step <= sums
	}
	out := []byte(`<span>` + texts.Format("now", groupDigits(int64(at.Step)), groupDigits(int64(r.Timesteps))) +
		`</span><span class="spoken"> · </span><span class="reading">` + symbol + subscript(at.Step) + `[` + strconv.Itoa(at.Row) + `] = `)
	if !computed {
		return string(out) + `…</span>`
	}
	v := values.Values[(at.Step-1)*values.Rows+at.Row]
	return string(appendValue(out, v)) + `</span>`
}
