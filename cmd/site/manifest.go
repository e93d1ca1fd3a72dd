package main

import (
	"bytes"
	"encoding/json"

	"github.com/rnn-playground/rnn-playground/playground"
)

const manifestName = "manifest.json"

// A manifestIcon is one picture of the installed page. A maskable one is cut to the
// shape that the system gives its icons.
type manifestIcon struct {
	Src     string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose,omitempty"`
}

// makeManifest is what a browser needs to install the page (W3C, Web Application
// Manifest). Addresses in it are relative to its own, so the page installs from
// under any path, and its identity is the address that it starts at.
//
// It knows one colour of each kind, those of the light theme. The theme-color
// elements of the page have both and win while it is open.
func makeManifest(names map[string]string) ([]byte, error) {
	ko, en := playground.StringsIn(playground.Korean), playground.StringsIn(playground.English)
	manifest := struct {
		Name            string         `json:"name"`
		ShortName       string         `json:"short_name"`
		Description     string         `json:"description"`
		Lang            string         `json:"lang"`
		StartURL        string         `json:"start_url"`
		Scope           string         `json:"scope"`
		Display         string         `json:"display"`
		BackgroundColor string         `json:"background_color"`
		ThemeColor      string         `json:"theme_color"`
		Categories      []string       `json:"categories"`
		Icons           []manifestIcon `json:"icons"`
	}{
		Name:            en["title"] + " · " + ko["title"],
		ShortName:       ko["title"],
		Description:     ko["description"] + " " + en["description"],
		Lang:            string(playground.Korean),
		StartURL:        "./",
		Scope:           "./",
		Display:         "standalone",
		BackgroundColor: "#fbfbf9",
		ThemeColor:      "#fbfbf9",
		Categories:      []string{"education"},
		Icons: []manifestIcon{
			{names["icon.svg"], "any", "image/svg+xml", ""},
			{names["icon-192.png"], "192x192", "image/png", ""},
			{names["icon-512.png"], "512x512", "image/png", ""},
			{names["icon-maskable.png"], "512x512", "image/png", "maskable"},
		},
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(manifest)
	return out.Bytes(), err
}
