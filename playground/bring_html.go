package playground

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rnn-playground/rnn-playground/numpy"
	"github.com/rnn-playground/rnn-playground/numpy/npz"
)

// mostArrays is how many arrays of a file are shown one by one.
const mostArrays = 24

// previewed is how many values of each are shown.
const previewed = 6

// HTML shows what is in a file, seen from s: what of it belongs together, and each array
// with what it can be. Buttons carry data-take, set:0 or the number of the array and of
// the role, 2:1. taken are the arrays that are in use already, and as what.
func (b *Brought) HTML(s State, taken map[int]string, texts Strings) string {
	out := []byte(nil)
	add := func(parts ...string) {
		for _, part := range parts {
			out = append(out, part...)
		}
	}
	add(`<p class="file">`, escapeHTML(b.Name), `</p>`)
	if b.counts {
		add(`<p class="note">`, texts["bring.counts"], `</p>`)
	}
	sets := b.Sets(s)
	for i := range sets {
		set := &sets[i]
		if set.Err != nil {
			add(`<p class="error">`, texts.Format("bring.unused", escapeHTML(texts.ExplainBrought(set.Err))), `</p>`)
			continue
		}
		key := "bring.tutorial"
		if set.Torch {
			key = "bring.torch"
		}
		add(`<div class="set"><p>`, texts.Format(key, set.model(texts)))
		if set.Prefix != "" {
			add(` <code>`, escapeHTML(strings.TrimSuffix(set.Prefix, ".")), `</code>`)
		}
		add(`</p><button class="strong" type="button" data-take="set:`, strconv.Itoa(i), `">`, texts["bring.take"], `</button>`)
		if left := b.without(set.Took); left != "" {
			add(`<p class="note">`, texts.Format("bring.left", left), `</p>`)
		}
		add(`</div>`)
	}
	if len(b.Arrays) == 0 {
		return string(out)
	}
	if len(sets) > 0 {
		add(`<details><summary>`, texts["bring.arrays"], `</summary>`)
	}
	add(`<ul class="arrays">`)
	for i := range b.Arrays[:min(len(b.Arrays), mostArrays)] {
		b.array(i, s, taken[i], texts, add)
	}
	add(`</ul>`)
	if more := len(b.Arrays) - mostArrays; more > 0 {
		add(`<p class="note">`, texts.Format("bring.more", groupDigits(int64(more))), `</p>`)
	}
	if len(sets) > 0 {
		add(`</details>`)
	}
	return string(out)
}

// array shows one array with its roles.
func (b *Brought) array(i int, s State, taken string, texts Strings, add func(...string)) {
	a := &b.Arrays[i]
	name := escapeHTML(a.Name)
	add(`<li>`)
	if len(b.Arrays) > 1 {
		add(`<b>`, name, `</b> `)
	}
	add(`<span class="number">`, numpy.FormatShape(a.Shape...), ` `, escapeHTML(a.Type), `</span> <span class="note number">`)
	for k, v := range a.Values[:min(len(a.Values), previewed)] {
		if k > 0 {
			add(`, `)
		}
		add(string(appendSigned(nil, strconv.AppendFloat(nil, v, 'g', 6, 64))))
	}
	if len(a.Values) > previewed {
		add(` …`)
	}
	add(`</span>`)
	if taken != "" {
		add(` <span class="taken">→ `, taken, `</span>`)
	}
	roles, err := s.Roles(a)
	switch {
	case len(roles) > 0:
		add(`<span class="roles" role="group" aria-label="`, name, `: `, texts["bring.array"], `"><span class="note">`, texts["bring.array"], `</span>`)
		for k := range roles {
			class := "bring.changes"
			if roles[k].Fits {
				class = "bring.fits"
			}
			add(`<button type="button" data-take="`, strconv.Itoa(i), `:`, strconv.Itoa(k), `">`,
				texts.Format(class, roles[k].Tensor.Name(), roles[k].changes(s)), `</button>`)
		}
		add(`</span>`)
	case err != nil:
		add(`<p class="error">`, texts.Format("bring.toolarge", texts.Explain(err)), `</p>`)
	default:
		want := make([]string, 0, 6)
		want = append(want, numpy.FormatShape(a.Shape...))
		for _, base := range AllTensors[:5] {
			want = append(want, numpy.FormatShape(s.ShapeOf(s.Part.Of(base))...))
		}
		add(`<p class="error">`, texts.Format("bring.nowhere", want...), `</p>`)
	}
	add(`</li>`)
}

// changes says which sizes would be others.
func (o *Role) changes(s State) string {
	text := ""
	for _, size := range [...]struct {
		name     string
		old, new int
	}{{"T", s.Timesteps, o.Next.Timesteps}, {"N", s.Batch, o.Next.Batch}, {"I", s.InputSize, o.Next.InputSize}, {"H", s.HiddenSize, o.Next.HiddenSize}} {
		if size.old != size.new {
			text += ", " + size.name + " = " + groupDigits(int64(size.new))
		}
	}
	return strings.TrimPrefix(text, ", ")
}

// model is a set in a few words: LSTM, 2 layers, both directions, I = 4, H = 8.
func (set *Set) model(texts Strings) string {
	s := &set.Next
	n := func(v int) string { return groupDigits(int64(v)) }
	if !set.Torch && s.Cell == TanhCell {
		return texts.Format("bring.sizes", n(s.Timesteps), n(s.InputSize), n(s.HiddenSize))
	}
	text := texts["cell."+string(s.Cell)]
	if s.Layers > 1 {
		text += ", " + texts.Format("bring.layers", n(s.Layers))
	}
	if s.Bidirectional {
		text += ", " + texts["bring.both"]
	}
	return texts.Format("bring.model", text, n(s.InputSize), n(s.HiddenSize))
}

// without names the arrays that are not among some.
func (b *Brought) without(took []string) string {
	text, n := "", 0
	for _, a := range b.Arrays {
		if !slices.Contains(took, a.Name) {
			if n++; n <= previewed {
				text += ", " + escapeHTML(a.Name)
			}
		}
	}
	if n > previewed {
		text += " …"
	}
	return strings.TrimPrefix(text, ", ")
}

// Take is the state after a button of [Brought.HTML] was pressed, what is said of it, and
// which array it was, -1 for a set; false for one that is not there any more.
func (b *Brought) Take(s State, key string) (next State, what string, array int, ok bool) {
	first, second, _ := strings.Cut(key, ":")
	k, err := strconv.Atoi(second)
	if err != nil || k < 0 {
		return s, "", 0, false
	}
	if first == "set" {
		sets := b.Sets(s)
		if k >= len(sets) || sets[k].Err != nil {
			return s, "", 0, false
		}
		return sets[k].Next, strings.Join(sets[k].Took, ", "), -1, true
	}
	i, err := strconv.Atoi(first)
	if err != nil || i < 0 || i >= len(b.Arrays) {
		return s, "", 0, false
	}
	roles, _ := s.Roles(&b.Arrays[i])
	if k >= len(roles) {
		return s, "", 0, false
	}
	return roles[k].Next, roles[k].Tensor.Name(), i, true
}

// ExplainBrought is Explain, for what is wrong with a file too.
func (s Strings) ExplainBrought(err error) string {
	switch err := err.(type) {
	case *npz.FormatError:
		details := slices.Clone(err.Details)
		for len(details) < 4 {
			details = append(details, "")
		}
		return s.Format("bring.error."+err.Problem, details...)
	case *SetError:
		if err.Shape == "" {
			return s.Format("bring.missing", err.Name, err.Want)
		}
		return s.Format("bring.misfit", err.Name, err.Shape, err.Want)
	}
	return s.Explain(err)
}
