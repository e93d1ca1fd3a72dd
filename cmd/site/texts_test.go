package main

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// No text is there twice: for booting there are those that the page does not have itself.
func TestTextsForBooting(t *testing.T) {
	inTree(t)
	if err := writeTexts("build/texts.js"); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("build/texts.js")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "export const texts = ")
	var tables map[string]map[string]string
	if err := json.Unmarshal([]byte(strings.TrimSuffix(rest, ";\n")), &tables); err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(pageSource)
	if err != nil {
		t.Fatal(err)
	}
	inPage := keysOf(page)
	for _, want := range []string{"boot.retry", "copy.failed"} {
		if tables["ko"][want] == "" || tables["en"][want] == "" {
			t.Errorf("no %s", want)
		}
	}
	for key := range maps.Keys(tables["en"]) {
		if slices.Contains(inPage, key) {
			t.Errorf("%s is in the page and in texts.js", key)
		}
		if tables["ko"][key] == "" {
			t.Errorf("%s is there in English only", key)
		}
	}
	if len(tables["ko"]) < 200 || len(tables["en"]) > 60 {
		t.Errorf("%d texts in Korean, %d in English", len(tables["ko"]), len(tables["en"]))
	}
}
