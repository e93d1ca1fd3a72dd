package playground

import (
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// leastToken is the room, in CSS pixels, that a character needs.
const leastToken = 14

// shownBlank stands for a blank where it is named by itself.
const shownBlank = "␣"

// named is a character or word as it is named on an axis.
func named(token string) string {
	if token == " " {
		return shownBlank
	}
	return token
}

// tokenWidth is about how many CSS pixels a character or word takes at 14 px:
// letters of Latin script are narrow, Hangul syllables and emoji square.
func tokenWidth(token string) int {
	width := 0
	for _, r := range token {
		switch {
		case r == '\u200d' || r >= '\ufe00' && r <= '\ufe0f':
			// joins or varies what stands beside it
		case r < 0x1100:
			width += digitWidth
		default:
			width += 15
		}
	}
	return min(width, 15*utf8.RuneCountInString(token))
}

// StepAxis draws the labels of the steps: what enters where that is a sentence and
// each has room for a character, numbers otherwise.
func (r *Run) StepAxis(width int) string {
	if width <= 0 {
		width = narrowPlot
	}
	room := width/r.Timesteps - labelGap
	if len(r.Tokens) == 0 || room < leastToken {
		return TimeAxis(r.Timesteps, width)
	}
	out := make([]byte, 0, 64*len(r.Tokens))
	for at, token := range r.Tokens {
		out = appendAxisText(out, `" y="17">`, float64(2*at+1)/float64(2*r.Timesteps), shortened(named(token), room))
	}
	return string(out)
}

// shortened is as much of a token as has room, with … in the place of the rest.
func shortened(token string, room int) string {
	if tokenWidth(token) <= room {
		return token
	}
	cut := 0
	for all := graphemes.FromString(token); all.Next(); cut = all.End() {
		if tokenWidth(token[:all.End()])+digitWidth > room {
			break
		}
	}
	return token[:cut] + "…"
}

// appendAxisText draws a label at a share of a horizontal axis.
func appendAxisText(dst []byte, rest string, share float64, text string) []byte {
	dst = append(dst, `<text x="`...)
	dst = appendPercent(dst, share)
	dst = append(append(dst, rest...), escapeHTML(text)...)
	return append(dst, `</text>`...)
}

// InputAxis draws the labels of the inputs: the character that each stands for, or
// numbers; at most most.
func (r *Run) InputAxis(most int) string {
	if len(r.Vocabulary) == 0 || len(r.Vocabulary) > most {
		return UnitAxis(r.InputSize, most)
	}
	out := make([]byte, 0, 64*len(r.Vocabulary))
	for at, token := range r.Vocabulary {
		out = append(out, `<text x="100%" y="`...)
		out = appendPercent(out, float64(2*at+1)/float64(2*r.InputSize))
		out = append(append(out, `">`...), escapeHTML(named(token))...)
		out = append(out, `</text>`...)
	}
	return string(out)
}
