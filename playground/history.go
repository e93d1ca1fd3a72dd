package playground

import "strings"

// Changed is the last key of the link in which b is not as a, or "" where only
// the pinned cell, or what is looked at of a network, has moved. Changes of one key in quick succession, as while
// dragging or typing, make one entry of the browser's history.
func Changed(a, b State) (key string) {
	a.Step, a.Unit, a.Gate, a.Part = 0, 0, "", Part{}
	b.Step, b.Unit, b.Gate, b.Part = 0, 0, "", Part{}
	if a == b {
		return ""
	}
	// A key that is missing stands for its default, so both links are asked.
	before, after := a.Link(), b.Link()
	for _, link := range []string{after, before} {
		for field := range strings.SplitSeq(link, "&") {
			if !strings.Contains("&"+before+"&", "&"+field+"&") || !strings.Contains("&"+after+"&", "&"+field+"&") {
				key, _, _ = strings.Cut(field, "=")
			}
		}
	}
	return key
}
