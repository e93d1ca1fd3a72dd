package main

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/rnn-playground/rnn-playground/playground"
)

const (
	pageSource   = "web/index.html"
	benchSource  = "bench/site/bench.html"
	slidesSource = "web/slides/slides.html"
)

// pageLang is the language of index.html, and other those that a page in one can be put into.
const pageLang = playground.Korean

var other = map[playground.Lang]playground.Lang{playground.Korean: playground.English, playground.English: playground.Korean}

var textKey = regexp.MustCompile(`data-i18n(?:-\w+)?="([^"]+)"`)

// keysOf are the texts that stand in a page.
func keysOf(page []byte) (keys []string) {
	for _, match := range textKey.FindAllSubmatch(page, -1) {
		keys = append(keys, string(match[1]))
	}
	return keys
}

func tableOf(keys []string, texts playground.Strings) map[string]string {
	table := map[string]string{}
	for _, key := range keys {
		table[key] = texts.Format(key)
	}
	return table
}

// writeTexts writes, for each language, the texts that stand in index.html, and those for
// booting. The rest stays in the Go program. What stands in the page in the other language than
// its own, the page has at its end ([sayOtherwise]), and web/boot.js takes it from there.
func writeTexts(target string) error {
	page, err := os.ReadFile(pageSource)
	if err != nil {
		return err
	}
	inPage := keysOf(page)
	keys := []string{"close", "copied", "copy.failed", "embed.preview"}
	for key := range playground.StringsIn(playground.Korean) {
		if strings.HasPrefix(key, "boot.") {
			keys = append(keys, key)
		}
	}
	keys = slices.DeleteFunc(keys, func(key string) bool { return slices.Contains(inPage, key) })
	tables := map[playground.Lang]map[string]string{
		pageLang:        tableOf(append(inPage, keys...), playground.StringsIn(pageLang)),
		other[pageLang]: tableOf(keys, playground.StringsIn(other[pageLang])),
	}
	text, err := json.MarshalIndent(tables, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(target, []byte("// Made by cmd/site from playground/text_*.go.\nexport const texts = "+string(text)+";\n"), 0o644)
}
