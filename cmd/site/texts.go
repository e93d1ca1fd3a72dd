package main

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"

	"github.com/rnn-playground/rnn-playground/playground"
)

const (
	pageSource   = "web/index.html"
	benchSource  = "bench/site/bench.html"
	slidesSource = "web/slides/slides.html"
)

var textKey = regexp.MustCompile(`data-i18n(?:-\w+)?="([^"]+)"`)

// writeTexts writes, for each language, the texts that stand in index.html,
// those for booting, and those about the default run. The rest stays in the Go program.
func writeTexts(target string) error {
	page, err := os.ReadFile(pageSource)
	if err != nil {
		return err
	}
	keys := map[string]bool{"close": true, "copied": true, "copy.failed": true, "embed.preview": true}
	for _, match := range textKey.FindAllSubmatch(page, -1) {
		keys[string(match[1])] = true
	}
	for key := range playground.StringsIn(playground.Korean) {
		if strings.HasPrefix(key, "boot.") {
			keys[key] = true
		}
	}
	state := playground.Default()
	run, err := playground.Compute(state)
	if err != nil {
		return err
	}
	tables := map[playground.Lang]map[string]string{}
	for _, lang := range []playground.Lang{playground.Korean, playground.English} {
		tables[lang] = map[string]string{}
		for key := range keys {
			tables[lang][key] = playground.StringsIn(lang).Format(key)
		}
		// What is said of the default run, by the element that says it.
		for _, f := range run.Fragments(state, playground.StringsIn(lang), playground.View{}) {
			switch f.ID {
			case "summary", "saturation", "inspector", "draw-note", "inputs-note", "lines-note":
				tables[lang]["#"+f.ID] = f.HTML
			}
		}
		for _, f := range run.Spoken(state, playground.StringsIn(lang)) {
			if f.HTML != "" {
				tables[lang]["#"+f.ID] = f.HTML
			}
		}
	}
	text, err := json.MarshalIndent(tables, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(target, []byte("// Made by cmd/site from playground/text_*.go.\nexport const texts = "+string(text)+";\n"), 0o644)
}
