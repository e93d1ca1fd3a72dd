// Package headers is the one table of the headers that keep the page and the API
// safe. The local server and the edge send them, and cmd/site writes them into
// dist/_headers for static hosts that read that file.
//
// The page does without any of them: a host that sends none serves it as well.
package headers

import "strings"

// Header is a field of an HTTP response.
type Header struct{ Name, Value string }

// everywhere is sent with every response.
var everywhere = []Header{
	// Content is what its type says, or a text that somebody else wrote could be run.
	{"X-Content-Type-Options", "nosniff"},
	// Nobody who is linked to learns which page, with which query, linked there.
	{"Referrer-Policy", "no-referrer"},
	// Neither the page nor what embeds it can ask for these in our name.
	{"Permissions-Policy", policy(", ",
		"camera=()", "display-capture=()", "geolocation=()", "microphone=()", "midi=()", "payment=()", "usb=()")},
}

// Early is the hash of build/early.js, the one script that stands in index.html. It is here
// and in docs/nginx.conf, as hosts are not told anew what to send with each build; cmd/site
// refuses to build another one. web/refused.js makes up for it where a host sends an older hash.
const Early = "sha256-RIcZgeN5ocOynKhK8LmEcEDj4FhYdB8fpw8sfWoP7c8="

// Site is sent with every file of the page. What scripts and styles may be is not its business
// alone: each page has a policy of its own in it ([Page], [Linked], [Enclosed]), which is stricter, knows
// the style sheet of its build, and holds where a host sends no headers. Both hold.
//
// 'unsafe-inline' is for the style sheet that stands in index.html, so that it is seen without
// another way to the host and back; the policy of the page allows that one alone, and no style
// attribute: styles are set through the CSSOM, which needs no allowance.
// 'wasm-unsafe-eval' compiles WebAssembly and does not allow eval. The worker is
// app.js itself, by its own address, so there are no blob: URLs.
//
// Where there are Trusted Types a text becomes HTML, or the address of a program, through
// web/trusted.js alone, which looks at it, and scripts of the page cannot make another way.
//
// There is no frame-ancestors, so that any page may have this one in a frame, as lessons
// do: even * would refuse those whose address is not http, as from a file or in an
// editor. That a link asks to be embedded stands in its fragment, which no server sees,
// so no server can make the exception for such links alone. The page has no login, no
// cookies and nothing to buy, so there is nothing that a frame around it could have a
// visitor click on unawares; docs/embed.md has this at length. frame-src is for its own
// preview of an embedding, and for slides.html.
var Site = append([]Header{
	{"Content-Security-Policy", site("'self' '"+Early+"'", "'self' 'unsafe-inline'")},
}, everywhere...)

// site is the policy of a page whose scripts and styles come from there.
func site(scripts, styles string) string {
	return policy("; ",
		"default-src 'none'",
		"script-src "+scripts+" 'wasm-unsafe-eval'",
		"style-src "+styles,
		"img-src 'self'",
		"connect-src 'self'",
		"worker-src 'self'",
		"frame-src 'self'",
		"manifest-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
		"require-trusted-types-for 'script'",
		"trusted-types playground")
}

// Linked is the policy that stands in a page whose scripts and style sheets are all files.
func Linked() string { return site("'self'", "'self'") }

// Page is the policy that stands in index.html: [Linked], with the style sheet and the script
// of these hashes, which stand in it too. No other style sheet is allowed.
func Page(style, script string) string { return site("'self' '"+script+"'", "'"+style+"'") }

// API is sent with every answer of the API, which is data: should a browser be made
// to show one as a document, nothing in it runs and nobody frames it.
var API = append([]Header{
	{"Content-Security-Policy", policy("; ", "default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'")},
}, everywhere...)

// policy joins the parts of a header.
func policy(separator string, parts ...string) string { return strings.Join(parts, separator) }

// Shared is the file of the site that any page may load as a script, the custom element.
// It is served with [Share] too: scripts that are modules are fetched as data is.
const Shared = "rnn-playground.js"

// Share allows that.
var Share = Header{"Access-Control-Allow-Origin", "*"}

// Forever is the Cache-Control of what never changes under its address.
const Forever = "public, max-age=31536000, immutable"

// Enclosed is the policy of [Linked] for a page that has all that it needs in itself, to
// stand in the page: a style sheet and scripts of these hashes, no request, and a
// worker that is a copy of a script.
func Enclosed(style string, scripts ...string) string {
	return strings.NewReplacer(
		"script-src 'self'", "script-src '"+strings.Join(scripts, "' '")+"'",
		"style-src 'self'", "style-src '"+style+"'",
		"img-src 'self'", "img-src data:",
		"connect-src 'self'", "connect-src 'none'",
		"worker-src 'self'", "worker-src blob:",
		"manifest-src 'self'", "manifest-src 'none'",
	).Replace(Linked())
}

// File is what a _headers file says: [Site] for all files, that those with a hash
// in their name may be kept for ever, and that the others are asked for each time.
// Cloudflare and Netlify read such files:
//
//	/*
//	  X-Content-Type-Options: nosniff
//	/app-KJ3X7QWZ.js
//	  Cache-Control: public, max-age=31536000, immutable
//	/sw.js
//	  Cache-Control: no-cache
func File(hashed, changing []string) string {
	var b strings.Builder
	b.WriteString("/*\n")
	for _, h := range Site {
		b.WriteString("  " + h.Name + ": " + h.Value + "\n")
	}
	b.WriteString("/" + Shared + "\n  " + Share.Name + ": " + Share.Value + "\n")
	for _, name := range hashed {
		b.WriteString("/" + name + "\n  Cache-Control: " + Forever + "\n")
	}
	for _, name := range changing {
		b.WriteString("/" + name + "\n  Cache-Control: no-cache\n")
	}
	return b.String()
}
