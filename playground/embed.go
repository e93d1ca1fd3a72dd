package playground

import (
	"slices"
	"strings"
)

// Embedding is what of the page is seen in a frame of another page, and what a
// visitor may change there: the end of the link of the frame, as it is written, or ""
// for the playground itself. It is its author's, and nothing on the page changes it.
//
//	embed=1&show=heatmap,inspector&lock=seed&origin=https%3A%2F%2Flesson.example
type Embedding string

// Embedded reports whether the page is in a frame that shows parts of it.
func (e Embedding) Embedded() bool { return e != "" }

// Shown are the pieces that the link names, in the order of Pieces; "" for
// [DefaultPieces].
func (e Embedding) Shown() Names { return Names(linkField(string(e), "show")) }

// Lock are the values that cannot be changed, in the order of Locks.
func (e Embedding) Lock() Names { return Names(linkField(string(e), "lock")) }

// Origin of the page that may send messages; "" for none.
func (e Embedding) Origin() string { return unescape(linkField(string(e), "origin")) }

// Embed gives the embedding of a page that shows and locks what is named.
func Embed(show, lock Names, origin string) Embedding {
	link := linkWriter("embed=1")
	link.word("show", string(show), "")
	link.word("lock", string(lock), "")
	link.word("origin", origin, "")
	return Embedding(link)
}

// Names is a list of names with a comma between them.
type Names string

// All of n, in order.
func (n Names) All() []string {
	if n == "" {
		return nil
	}
	return strings.Split(string(n), ",")
}

// Has reports whether name is one of n.
func (n Names) Has(name string) bool {
	return name != "" && strings.Contains(","+string(n)+",", ","+name+",")
}

// With gives n with name, or without it, in the order of all.
func (n Names) With(name string, on bool, all []string) Names {
	var kept []string
	for _, other := range all {
		if other == name && on || other != name && n.Has(other) {
			kept = append(kept, other)
		}
	}
	return Names(strings.Join(kept, ","))
}

// Pieces of the page that can be shown alone: the pictures, then what explains one
// number, then the panels by their own names, then what can be set. What is set by a
// key of the link is set-key; controls are all of them.
var Pieces = []string{
	"equation", "inputs", "sums", "heatmap", "lines", "player",
	"inspector", "saturation",
	"table", "weights", "memory", "cells", "printout", "code", "files",
	"controls",
	"set-timesteps", "set-input-size", "set-hidden-size", "set-cell", "set-num-layers", "set-batch", "set-bidirectional",
	"set-seed", "set-inputs", "set-weights", "set-bias", "set-edits",
}

// DefaultPieces are shown where the link names none.
const DefaultPieces Names = "heatmap"

// Locks are the keys of the link that can be locked; numbers locks all that the
// numbers follow from, down to edits and compare.
var Locks = []string{
	"numbers",
	"timesteps", "input-size", "hidden-size", "seed",
	"cell", "num-layers", "batch", "bidirectional",
	"inputs", "level", "text", "weights", "gain", "bias", "bias-value", "given", "edits", "compare",
	"view", "target", "drawing", "colors", "terms", "panel",
}

// lookLocks is how many at the end of Locks are of the Look.
const lookLocks = 6

// Shows reports whether a piece is on the page.
//
//go:noinline
func (e Embedding) Shows(piece string) bool {
	if e == "" {
		return true
	}
	shown := e.Shown()
	if shown == "" {
		shown = DefaultPieces
	}
	return shown.Has(piece) || strings.HasPrefix(piece, "set-") && shown.Has("controls")
}

// Flows reports whether there are the pictures between which the flow of a step is drawn.
func (e Embedding) Flows() bool { return e.Shows("inputs") && e.Shows("sums") && e.Shows("heatmap") }

// Locked reports whether the value of a key of the link is locked.
//
//go:noinline
func (e Embedding) Locked(key string) bool {
	lock := e.Lock()
	if key == "given" && lock.Has("edits") {
		return true // whole tensors are set by hand as well
	}
	return lock.Has(key) || lock.Has("numbers") && slices.Contains(Locks[:len(Locks)-lookLocks], key)
}

// settleEmbedding gives s what an embedding needs: a panel that is shown, and no tour.
//
//go:noinline
func (s *State) settleEmbedding() {
	if s.Embedding == "" {
		return
	}
	s.Tour = 0
	if s.Shows(string(s.Panel)) {
		return
	}
	for _, panel := range AllPanels {
		if s.Shows(string(panel)) {
			s.Panel = panel
			return
		}
	}
}

// Guard makes of next what may follow s: what is locked stays as it is in s. Where the
// rest would change it all the same, as a sentence does the number of steps, nothing
// changes. It gives a key that was held, or "".
//
//go:noinline
func (s *State) Guard(next *State) (held string) {
	if s.Lock() == "" {
		return ""
	}
	if held = s.changesLocked(next); held == "" {
		return ""
	}
	before, fields := s.Link(), splitLink(next.Link())
	for _, key := range Locks {
		if s.Locked(key) {
			fields[key] = unescape(linkField(before, key))
		}
	}
	if *next, _ = ParseLink(joinLink(fields)); s.changesLocked(next) != "" {
		*next = *s
	}
	return held
}

// changesLocked is a locked key of s that is another in next, or "".
func (s *State) changesLocked(next *State) string {
	before, after := s.Link(), next.Link()
	for _, key := range Locks {
		if s.Locked(key) && linkField(before, key) != linkField(after, key) {
			return key
		}
	}
	return ""
}

// linkField is the value of a key as it stands in a link.
func linkField(link, key string) string {
	_, rest, _ := strings.Cut("&"+link, "&"+key+"=")
	value, _, _ := strings.Cut(rest, "&")
	return value
}

// joinLink writes fields as a link, in any order. One that is "" has its usual value.
func joinLink(fields map[string]string) string {
	var link linkWriter
	for key, value := range fields {
		link.word(key, value, "")
	}
	return string(link)
}

// ValidOrigin reports whether text is an origin as browsers write it (RFC 6454, section
// 6.2): https://lesson.example or http://127.0.0.1:8080, in lower case and without a
// path; or null, that of files and of frames in a sandbox.
func ValidOrigin(text string) bool {
	if text == "null" {
		return true
	}
	host, ok := strings.CutPrefix(text, "https://")
	if !ok {
		if host, ok = strings.CutPrefix(text, "http://"); !ok {
			return false
		}
	}
	return host != "" && len(text) <= 260 && strings.Trim(host, "abcdefghijklmnopqrstuvwxyz0123456789.-_:[]") == ""
}

// parseNames reads a list of names: those of all, in its order, and whether it named
// no others.
func parseNames(text string, all []string) (names Names, whole bool) {
	asked, whole := ",", true
	for _, name := range strings.Split(text, ",") {
		switch name { // with a cell that has gates, they are what is seen there
		case "gates":
			name = "sums"
		case "states":
			name = "heatmap"
		}
		asked += name + ","
		whole = whole && (name == "" || slices.Contains(all, name))
	}
	return Names(asked).With("", false, all), whole
}

// takeEmbedding takes from the link what is embedded of the page.
func (l *linkReader) takeEmbedding(s *State) {
	text, ok := l.fields["embed"]
	if ok && text != "1" && text != "0" {
		l.correct("embed", text, "0", nil)
	}
	if text != "1" {
		return
	}
	show, lock := l.takeNames("show", Pieces), l.takeNames("lock", Locks)
	origin := l.fields["origin"]
	if origin != "" && !ValidOrigin(origin) {
		l.correct("origin", origin, "noorigin", nil)
		origin = ""
	}
	s.Embedding = Embed(show, lock, origin)
	s.settleEmbedding()
}

func (l *linkReader) takeNames(key string, all []string) Names {
	text := l.fields[key]
	names, whole := parseNames(text, all)
	if !whole {
		used := string(names)
		if used == "" {
			used = "nonames"
			if key == "show" {
				used = string(DefaultPieces)
			}
		}
		l.correct(key, text, used, nil)
	}
	return names
}

// Tensors that can be asked for by name: those of runRNN, and the initial state.
var Tensors = []string{"hiddenStates", "inputs", "Wx", "Wh", "b", "h0"}

// Tensor gives one of Tensors as flat values, row-major, and how many columns it has; 0
// for a vector. It is nil where there is none of that name.
func (r *Run) Tensor(name string) (values []float64, columns int) {
	switch name {
	case "hiddenStates":
		return r.H, r.HiddenSize
	case "inputs":
		return r.X, len(r.X) / max(r.Timesteps, 1)
	case "Wx":
		return r.Wx, r.InputSize
	case "Wh":
		return r.Wh, r.HiddenSize
	case "b":
		return r.B, 0
	case "h0":
		return r.H0, 0
	}
	return nil, 0
}
