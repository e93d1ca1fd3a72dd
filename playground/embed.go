package playground

import (
	"slices"
	"strings"
)

// Embedding is what of the page is seen in a frame of another page, and what a
// visitor may change there. It comes from the link of the frame, which is its
// author's, and nothing on the page changes it.
type Embedding struct {
	Embed  bool
	Show   Names  // the pieces that are shown, in the order of Pieces; "" for DefaultPieces
	Lock   Names  // the values that cannot be changed, in the order of Locks
	Origin string // of the page that may send messages; "" for none
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
	"table", "weights", "memory", "cells", "printout", "code",
	"controls",
	"set-timesteps", "set-input-size", "set-hidden-size", "set-cell", "set-num-layers", "set-batch", "set-bidirectional",
	"set-seed", "set-inputs", "set-weights", "set-bias", "set-edits",
}

// otherNames of pieces: with a cell that has gates, they are what is seen there.
var otherNames = map[string]string{"gates": "sums", "states": "heatmap"}

// DefaultPieces are shown where the link names none.
const DefaultPieces Names = "heatmap"

// Locks are the keys of the link that can be locked; numbers locks all that the
// numbers follow from, down to edits and compare.
var Locks = []string{
	"numbers",
	"timesteps", "input-size", "hidden-size", "seed",
	"cell", "num-layers", "batch", "bidirectional",
	"inputs", "level", "text", "weights", "gain", "bias", "bias-value", "edits", "compare",
	"view", "target", "drawing", "colors", "terms", "panel",
}

// lookLocks is how many at the end of Locks are of the Look.
const lookLocks = 6

// Shows reports whether a piece is on the page.
func (e *Embedding) Shows(piece string) bool {
	if !e.Embed {
		return true
	}
	shown := e.Show
	if shown == "" {
		shown = DefaultPieces
	}
	return shown.Has(piece) || strings.HasPrefix(piece, "set-") && shown.Has("controls")
}

// Flows reports whether there are the pictures between which the flow of a step is drawn.
func (e *Embedding) Flows() bool { return e.Shows("inputs") && e.Shows("sums") && e.Shows("heatmap") }

// Locked reports whether the value of a key of the link is locked.
func (e *Embedding) Locked(key string) bool {
	return e.Embed && (e.Lock.Has(key) || e.Lock.Has("numbers") && slices.Contains(Locks[:len(Locks)-lookLocks], key))
}

// settleEmbedding gives s what an embedding needs: a panel that is shown, and no tour.
func (s *State) settleEmbedding() {
	if !s.Embed {
		s.Embedding = Embedding{}
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

// Settled gives s what its embedding needs.
func (s State) Settled() State {
	s.settleEmbedding()
	return s
}

// Open is the state in the playground itself: without what embeds it.
func (s State) Open() State {
	s.Embedding = Embedding{}
	return s
}

// Guard gives what of next may follow s: what is locked stays as it is in s. Where the
// rest would change it all the same, as a sentence does the number of steps, nothing
// changes. held is a key that was held, or "".
func (s State) Guard(next State) (allowed State, held string) {
	if s.Lock == "" {
		return next, ""
	}
	before, after := s.Link(), next.Link()
	var fields map[string]string
	for _, key := range Locks {
		if !s.Locked(key) || linkField(before, key) == linkField(after, key) {
			continue
		}
		if held = key; fields == nil {
			fields = splitLink(after)
		}
		if delete(fields, key); linkField(before, key) != "" {
			fields[key] = unescape(linkField(before, key))
		}
	}
	if held == "" {
		return next, ""
	}
	allowed, _ = ParseLink(joinLink(fields))
	if s.changesLocked(allowed) != "" {
		return s, held
	}
	return allowed, held
}

// changesLocked is a locked key of s that is another in next, or "".
func (s State) changesLocked(next State) string {
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

// joinLink writes fields as a link, in any order.
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
// no others. aliases may be nil.
func parseNames(text string, all []string, aliases map[string]string) (names Names, whole bool) {
	asked, whole := Names(""), true
	for name := range strings.SplitSeq(text, ",") {
		name = strings.TrimSpace(name)
		if other, ok := aliases[name]; ok {
			name = other
		}
		if slices.Contains(all, name) {
			asked += Names("," + name)
		} else if name != "" {
			whole = false
		}
	}
	return asked.With("", false, all), whole
}

// takeEmbedding takes from the link what is embedded of the page.
func (l *linkReader) takeEmbedding(s *State) {
	if text, ok := l.fields["embed"]; ok {
		if s.Embed = text == "1"; !s.Embed && text != "0" {
			l.correct("embed", text, "0", nil)
		}
	}
	if s.Embed {
		l.takeNames("show", &s.Show, Pieces, otherNames)
		l.takeNames("lock", &s.Lock, Locks, nil)
		if text, ok := l.fields["origin"]; ok && text != "" {
			if ValidOrigin(text) {
				s.Origin = text
			} else {
				l.correct("origin", text, "noorigin", nil)
			}
		}
	}
	s.settleEmbedding()
}

func (l *linkReader) takeNames(key string, into *Names, all []string, aliases map[string]string) {
	text, ok := l.fields[key]
	if !ok {
		return
	}
	names, whole := parseNames(text, all, aliases)
	if *into = names; whole {
		return
	}
	used := string(names)
	if used == "" {
		used = "nonames"
		if key == "show" {
			used = string(DefaultPieces)
		}
	}
	l.correct(key, text, used, nil)
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
