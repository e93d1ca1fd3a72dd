package main

import (
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/rnn-playground/rnn-playground/headers"
)

// site serves a built folder. Its files stand beside precompressed copies, name.br and name.gz, which are sent in their
// place to those who accept them. The folder may be rebuilt, or removed and made anew, while it is served.
type site struct {
	dir  string
	tags tags
}

func newHandler(dir string) http.Handler {
	return &site{dir: dir}
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	for _, header := range headers.Site {
		h.Set(header.Name, header.Value)
	}
	h.Set("Cache-Control", "no-cache") // Kept by errors and redirects: the next build may mend them.
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "405 method not allowed", http.StatusMethodNotAllowed)
		return
	}
	name, ok := fileName(r.URL.Path)
	if name == headers.Shared {
		h.Set(headers.Share.Name, headers.Share.Value)
	}
	if !ok {
		notFound(w)
		return
	}
	// Opened for each request, because a root held open stays with the removed folder when a new one takes its place.
	root, err := os.OpenRoot(s.dir)
	if err != nil {
		notFound(w)
		return
	}
	defer root.Close()
	if isFolder(root, name) {
		redirectToFolder(w, r, root, name)
		return
	}
	original, err := openFile(root, name)
	if err != nil {
		notFound(w)
		return
	}
	defer original.Close()
	s.serveFile(w, r, root, original)
}

// serveFile answers with the original or with one of its copies, whichever the client prefers.
func (s *site) serveFile(w http.ResponseWriter, r *http.Request, root *os.Root, original *file) {
	sent, as, ranges := original, identity, true
	accepted := parseAcceptEncoding(r.Header.Values("Accept-Encoding"))
	// A part of the plain file is of use to everybody, a part of a compressed one to nobody who asks for it by hand.
	if r.Header.Get("Range") == "" || accepted.of(identity) == 0 {
		if copied, c := openCopy(root, original, accepted.preferred()); copied != nil {
			defer copied.Close()
			sent, as, ranges = copied, c, false
		}
	}
	tag, err := s.tags.of(sent.name, sent.info, sent.File)
	if err != nil {
		http.Error(w, "500 cannot read the file", http.StatusInternalServerError)
		return
	}

	h := w.Header()
	h.Set("Content-Type", contentType(original.name))
	h.Set("Cache-Control", cacheControl(original.name))
	h.Add("Vary", "Accept-Encoding")
	h.Set("ETag", tag)
	if as != identity {
		h.Set("Content-Encoding", as.name)
		// ServeContent leaves the length of encoded content to us. With If-Match it may answer 412 and no body, and
		// would keep the length all the same.
		if r.Header.Get("If-Match") == "" {
			h.Set("Content-Length", strconv.FormatInt(sent.info.Size(), 10))
		}
	}
	if !ranges || r.Method == http.MethodHead { // Range is defined for GET only (RFC 9110, section 14.2).
		r = r.Clone(r.Context())
		r.Header.Del("Range")
	}
	// No time: a date has whole seconds, so it would call two builds within one second the same. The tag does not.
	http.ServeContent(w, r, "", time.Time{}, sent.File)
}

// fileName maps a request's path to the file in the folder that answers it, and reports whether there can be one.
func fileName(urlPath string) (string, bool) {
	name := strings.TrimPrefix(urlPath, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	// Backslashes separate, and colons name drives and streams, on Windows only; no file of ours needs them anywhere.
	// ValidPath refuses empty, "." and ".." elements.
	if !fs.ValidPath(name) || strings.ContainsAny(name, "\\:\x00") || isCopy(name) {
		return "", false
	}
	for element := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(element, ".") { // .git, .env: never meant for visitors.
			return "", false
		}
		if isDevice(element) {
			return "", false
		}
	}
	return name, true
}

// device matches the names that Windows takes for devices, with any extension, and names
// that it shortens by dots or blanks at their end, which make two names of one file.
var device = regexp.MustCompile(`(?i)^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)|[. ]$`)

func isDevice(element string) bool { return device.MatchString(element) }

// redirectToFolder adds the slash that makes the links in the folder's index.html relative to the folder.
func redirectToFolder(w http.ResponseWriter, r *http.Request, root *os.Root, name string) {
	index, err := openFile(root, path.Join(name, "index.html"))
	if err != nil {
		notFound(w) // No listings.
		return
	}
	index.Close()
	// Relative, so that it holds under any prefix we may be mounted at, and leads to no other host.
	target := url.URL{Path: "./" + path.Base(name) + "/", RawQuery: r.URL.RawQuery}
	w.Header().Set("Location", target.String())
	w.WriteHeader(http.StatusTemporaryRedirect)
}

func notFound(w http.ResponseWriter) {
	http.Error(w, "404 not found", http.StatusNotFound)
}

// hashed matches the names esbuild gives, with a hash of the content before the extension: app-KJ3X7QWZ.js.
var hashed = regexp.MustCompile(`-[0-9A-Z]{8}\.[^/]+$`)

func cacheControl(name string) string {
	if hashed.MatchString(name) {
		return headers.Forever // Other content would have another name.
	}
	return "no-cache" // Kept, but asked for each time; the tag makes that a short answer.
}

// A file is open, regular, and known by its name in the root.
type file struct {
	*os.File
	name string
	info fs.FileInfo
}

// openFile opens regular files only. It looks before it opens, because opening a pipe waits for a writer.
func openFile(root *os.Root, name string) (*file, error) {
	info, err := root.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	f, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	info, err = f.Stat() // Again: a rebuild may have replaced the file in between.
	if err != nil {
		f.Close()
		return nil, err
	}
	return &file{f, name, info}, nil
}

// openCopy opens the first precompressed copy that comes before the original in the order of preference. Their times do
// not matter: the build writes a page after its copies. If only the original is left it returns nil, even when the
// client refuses that too: RFC 9110, section 12.4.1, leaves us the choice, and a page in the wrong coding serves better
// than none.
func openCopy(root *os.Root, original *file, order []coding) (*file, coding) {
	for _, c := range order {
		if c == identity {
			break
		}
		if copied, err := openFile(root, original.name+c.suffix); err == nil {
			return copied, c
		}
	}
	return nil, identity
}

func isFolder(root *os.Root, name string) bool {
	info, err := root.Stat(name)
	return err == nil && info.IsDir()
}
