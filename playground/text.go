package playground

import (
	"cmp"
	"strconv"
	"strings"
	"sync"
)

// Strings is every text of the page in one language, by key. In a text {0}, {1}
// … stand for what Format is given, and {s0}, {s1} … for the s of what there are as many
// of, which one has not.
type Strings map[string]string

// readStrings reads a table of a line "key: text" for each text. As one string it
// takes less of the program than as a literal of a map.
func readStrings(table string) Strings {
	s := Strings{}
	for line := range strings.SplitSeq(table, "\n") {
		if key, text, ok := strings.Cut(line, ": "); ok {
			s[key] = text
		}
	}
	return s
}

// They are read when they are asked for: as a rule a page is read in one language.
var (
	inEnglish = sync.OnceValue(func() Strings { return readStrings(englishTexts) })
	inKorean  = sync.OnceValue(func() Strings { return readStrings(koreanTexts) })
)

// StringsIn is the table of a language; Korean for one that has none.
func StringsIn(lang Lang) Strings {
	if lang == English {
		return inEnglish()
	}
	return inKorean()
}

// Format fills a text's {0}, {1} …. What stands in the values stays as it is: some of
// them were typed, or came with a link.
func (s Strings) Format(key string, values ...string) string {
	text, ok := s[key]
	if !ok {
		panic("playground: no text " + key)
	}
	out := ""
	for {
		at := strings.IndexByte(text, '{')
		if at < 0 {
			return out + text
		}
		name, rest, closed := strings.Cut(text[at+1:], "}")
		digit, ending := strings.CutPrefix(name, "s")
		value := len(values)
		if closed && len(digit) == 1 {
			value = int(digit[0] - '0')
		}
		switch {
		case value >= len(values):
			out, text = out+text[:at+1], text[at+1:]
		case !ending:
			out, text = out+text[:at]+values[value], rest
		case values[value] == "1":
			out, text = out+text[:at], rest
		default:
			out, text = out+text[:at]+"s", rest
		}
	}
}

// Announcement is what a screen reader hears when a run is done, as HTML.
func (r *Run) Announcement(s Strings) string {
	return escapeHTML(s.Format("announce.done", groupDigits(int64(r.Timesteps)), groupDigits(int64(r.HiddenSize)),
		strconv.FormatUint(uint64(r.Seed), 10)) + " " + r.TwoSentences(s))
}

// percent rounds to a tenth, but never to 0 or 100 what is neither.
func percent(part, all int) string {
	tenths := (2000*part + all) / (2 * all)
	if part > 0 && part < all {
		tenths = min(max(tenths, 1), 999)
	}
	if tenths%10 == 0 {
		return strconv.Itoa(tenths / 10)
	}
	return strconv.Itoa(tenths/10) + "." + strconv.Itoa(tenths%10)
}

// LinesNote says what the lines of the chart are.
func (r *Run) LinesNote(s Strings) string {
	if r.Other != nil {
		return s.Format("compare.lines", r.Setting.differs(r.Setting.Compare, s), r.Other.Setting.differs(r.Setting.Compare, s))
	}
	if !r.LinesFit() {
		return s.Format("lines.bands", groupDigits(int64(r.HiddenSize)))
	}
	return s.Format("lines.each", groupDigits(int64(r.HiddenSize)))
}

// InputsNote says what enters.
func (r *Run) InputsNote(s Strings) string {
	if r.IsGiven(r.Part.Of(XTensor)) {
		return s.Format("inputs.note.given", groupDigits(int64(r.Timesteps)), groupDigits(int64(r.Setting.InputSize)))
	}
	return s.Format("inputs.note."+string(r.Setting.Inputs), groupDigits(int64(r.Timesteps)), groupDigits(int64(r.Setting.InputSize)))
}

// Note says what one block of the picture is, or nothing when each state has
// its own cell.
func (m *Heatmap) Note(s Strings) string {
	if m.StepsPer <= 1 && m.UnitsPer <= 1 {
		return ""
	}
	steps, units := groupDigits(int64(m.StepsPer)), groupDigits(int64(m.UnitsPer))
	switch {
	case m.UnitsPer <= 1:
		return s.Format("heatmap.steps", steps)
	case m.StepsPer <= 1:
		return s.Format("heatmap.units", units)
	}
	return s.Format("heatmap.blocks", steps, units)
}

// Explain says to a user, in the page's language, why a value was refused.
func (s Strings) Explain(err error) string {
	refused, ok := err.(*ArgumentError)
	if !ok {
		return s.Format("error.other", err.Error())
	}
	if refused.Problem == TooManyValues {
		return s.Format("error.total", groupDigits(refused.State.Values()), groupDigits(refused.State.mostValues()))
	}
	switch refused.Problem {
	case TooLargeToDraw:
		return s.Format("error.decomposed", s["weights."+string(refused.State.drawnLarge())], groupDigits(mostDecomposed))
	case TooManyEdits:
		return s.Format("error.edits", strconv.Itoa(MostEdits))
	}
	text := "error.number"
	name, least, most := refused.Place.Name(), groupDigits(-LargestEdit), groupDigits(LargestEdit)
	if a := refused.Amount; a != nil {
		name, least, most = s["name."+a.Key], formatNumber(a.Min), formatNumber(a.Max)
		if label, ok := s["name."+a.Key+"."+string(refused.State.Weights)]; ok {
			name = label // as the field is called there
		}
	}
	if p := refused.Parameter; p != nil {
		text = "error"
		name, least, most = s["name."+p.Key], groupDigits(p.Min), groupDigits(p.Max)
	}
	least = strings.Replace(least, "-", "−", 1)
	if refused.Problem == Missing {
		return s.Format(text+".missing", name, least, most)
	}
	return s.Format(text+".range", name, least, most, refused.Value)
}

// ExplainLink says what was done about a link that could not be taken as it is.
func (s Strings) ExplainLink(n LinkNotice) string {
	if n.Used == "absent" {
		return s.Format("given.absent", n.Value)
	}
	if n.Key == "" {
		return s.Explain(n.Err) + " " + s["link.default"]
	}
	used := cmp.Or(n.Used, "no"+n.Key)
	if text, ok := s["link.used."+n.Key+"."+used]; ok {
		used = text
	} else if text, ok := s["link.used."+used]; ok {
		used = text
	}
	return s.Format("link.corrected", n.Key, n.Value, used)
}

// Saturation draws the share of the states that stand on the flat ends of tanh.
func (r *Run) Saturation() string {
	out := []byte(`<svg class="share" aria-hidden="true"><rect width="100%" height="100%"/><rect class="full" width="`)
	out = appendPercent(out, float64(r.SaturatedCount)/float64(len(r.H)))
	return string(out) + `" height="100%"/></svg>`
}
