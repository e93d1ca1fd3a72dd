package playground

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rnn-playground/rnn-playground/numpy"
)

// What the page says of tensors that were brought in.

// DrawNote says how the weights are drawn, and which are not.
func (r *Run) DrawNote(texts Strings) string {
	s := State{Setting: r.Setting}
	note := texts["weights.note."+string(s.Weights)]
	if s.Bias != BiasAsWeights && !s.HoldsAll(BTensor) {
		value := 0.0
		if s.Bias == ConstantBias {
			value = s.BiasValue
		}
		note += " " + texts.Format("weights.note.bias", strings.Replace(formatNumber(value), "-", "−", 1))
	}
	if s.Given == "" {
		return note
	}
	var names []string
	for _, base := range []Tensor{WxTensor, WhTensor, BTensor} {
		if s.HoldsAll(base) {
			names = append(names, string(base))
			continue
		}
		for _, t := range s.holding() {
			if _, b := t.Tensor.split(); b == base {
				names = append(names, t.Tensor.Name())
			}
		}
	}
	if s.HoldsAll(WxTensor) && s.HoldsAll(WhTensor) && s.HoldsAll(BTensor) {
		note = ""
	}
	if len(names) > 0 {
		note = strings.TrimSpace(note + " " + texts.Format("given.note", strings.Join(names, ", ")))
	}
	return note
}

// mostListed is how many tensors that were brought in are listed one by one; of more, all
// parts of one together.
const mostListed = 8

// GivenList lists the tensors that were brought in, each with a button to drop it, and
// what those wait for that rest.
func (s *State) GivenList(texts Strings) string {
	all := s.Given.All()
	if len(all) == 0 {
		return ""
	}
	out := []byte(`<ul>`)
	item := func(key, name, note string) {
		out = append(out, `<li><span class="number">`+name+`</span>`...)
		if note != "" {
			out = append(out, ` <span class="note">`+note+`</span>`...)
		}
		out = append(out, ` <button class="quiet" type="button" data-drop="`+key+`" aria-label="`+escapeHTML(texts.Format("given.drop", name))+
			`"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3.5 3.5l9 9M12.5 3.5l-9 9"/></svg></button></li>`...)
	}
	if len(all) <= mostListed {
		for i := range all {
			item(string(all[i].Tensor), all[i].Name(), s.rests(&all[i], texts))
		}
	} else {
		for _, base := range AllTensors {
			n, note := 0, ""
			for i := range all {
				if _, b := all[i].Tensor.split(); b == base {
					n++
					note = s.rests(&all[i], texts)
				}
			}
			if n > 0 {
				item("*"+string(base), base.Name()+" × "+strconv.Itoa(n), note)
			}
		}
	}
	out = append(out, `</ul>`...)
	if slices.ContainsFunc(all, func(t GivenTensor) bool { return t.Key != "" }) {
		out = append(out, `<p class="note">`+texts["given.kept"]+`</p>`...)
	}
	return string(out)
}

// rests says what a tensor waits for; "" for one that is in force.
func (s *State) rests(t *GivenTensor, texts Strings) string {
	want := s.ShapeOf(t.Tensor)
	switch {
	case s.Holds(*t):
		return ""
	case want == nil:
		return texts.Format("given.rests", "—")
	case slices.Equal(want, t.Shape):
		return texts["given.text"]
	}
	return texts.Format("given.rests", numpy.FormatShape(want...))
}

// Dropping is Given without what a button of [State.GivenList] drops.
func (g Given) Dropping(key string) Given {
	base, all := strings.CutPrefix(key, "*")
	if !all {
		return g.Without(Tensor(key))
	}
	return joinGiven(slices.DeleteFunc(g.All(), func(t GivenTensor) bool {
		_, b := t.Tensor.split()
		return string(b) == base
	}))
}

// DrawnLabel says what is at a place that was set by hand without that.
func (r *Run) DrawnLabel(place Place, texts Strings) string {
	key := "edit.drawn"
	if r.IsGiven(place.Tensor) {
		key = "edit.given"
	}
	return texts.Format(key, strconv.FormatFloat(r.Drawn(place), 'f', -1, 64))
}
