package main

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"

	"github.com/rnn-playground/rnn-playground/playground"
)

const pageSource = "web/index.html"

var textKey = regexp.MustCompile(`data-i18n(?:-\w+)?="([^"]+)"`)

// writeTexts writes, for each language, the texts that stand in index.html and
// those for booting. The rest stays in the Go program.
func writeTexts(target string) error {
	page, err := os.ReadFile(pageSource)
	if err != nil {
		return err
	}
	keys := map[string]bool{"close": true}
	for _, match := range textKey.FindAllSubmatch(page, -1) {
		keys[string(match[1])] = true
	}
	for key := range playground.StringsIn(playground.Korean) {
		if strings.HasPrefix(key, "boot.") {
			keys[key] = true
		}
	}
	tables := map[playground.Lang]map[string]string{}
	for _, lang := range []playground.Lang{playground.Korean, playground.English} {
		tables[lang] = map[string]string{}
		for key := range keys {
			tables[lang][key] = playground.StringsIn(lang).Format(key)
		}
	}
	text, err := json.MarshalIndent(tables, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(target, []byte("// Made by cmd/site from playground/text_*.go.\nexport const texts = "+string(text)+";\n"), 0o644)
}
