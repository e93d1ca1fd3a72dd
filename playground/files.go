package playground

import "strings"

// What can be taken along, as the panel offers it.

// FileKind names a file that is offered; a picture is its Figure with .svg or .png.
type FileKind string

const (
	TensorsFile  FileKind = "npz"
	WeightsFile  FileKind = "safetensors"
	TableFile    FileKind = "csv"
	NumbersFile  FileKind = "json"
	NotebookFile FileKind = "ipynb"
	PageFile     FileKind = "page"
)

// ofSide are the kinds of which there is one for each of A and B.
var ofSide = []FileKind{TensorsFile, WeightsFile, TableFile, NumbersFile, NotebookFile}

// sideB comes before a kind that is of B.
const sideB = "b-"

// Offer is a file that is asked for by its kind, and whether there is one. Of a picture
// it is the SVG, which a browser can make a PNG of; theme is that of pictures, address the
// page's.
func (r *Run) Offer(kind string, s State, theme *FigureColors, texts Strings, address string) (f *File, ok bool) {
	of, rest := r, kind
	if r.Other != nil {
		if after, isB := strings.CutPrefix(kind, sideB); isB {
			of, rest = r.Other, after
			s = of.lookedAt(s)
		}
	}
	switch FileKind(rest) {
	case TensorsFile:
		return of.TensorFile(s), true
	case WeightsFile:
		return of.WeightFile(), true
	case TableFile:
		return of.TableFile(), true
	case NumbersFile:
		return of.NumberFile(), true
	case NotebookFile:
		return of.Notebook(s, texts, address), true
	case PageFile:
		return r.PageFile(s), true
	}
	name, _, _ := strings.Cut(kind, ".")
	for _, which := range AllFigures {
		if string(which) == name {
			return r.FigureFile(which, s, theme, texts), true
		}
	}
	return nil, false
}

// CopyOf is the table of A, or of B, that is asked for by its kind.
func (r *Run) CopyOf(kind string) string {
	if strings.HasPrefix(kind, sideB) && r.Other != nil {
		return r.Other.TableText()
	}
	return r.TableText()
}

// FilesHTML lists what can be taken along.
func (r *Run) FilesHTML(s State, texts Strings, address string) string {
	w := &filesWriter{texts: texts}
	sides := []*Run{r}
	if r.Other != nil {
		sides = append(sides, r.Other)
	}
	for i, of := range sides {
		heading, before := texts["files.numbers"], ""
		if r.Other != nil {
			heading = [...]string{"A: ", "B: "}[i] + of.Setting.differs(r.Setting.Compare, texts)
		}
		if i == 1 {
			before = sideB
		}
		w.begin(heading)
		for _, kind := range ofSide {
			f, _ := r.Offer(before+string(kind), s, nil, texts, address)
			about := (kind == TableFile || kind == NumbersFile) && f.Size > numberSize*mostMeasured/2
			w.row(texts["files."+string(kind)], f.Name, w.size(f.Size, about), func() {
				if kind == TableFile && of.CanCopy() {
					w.button("copy-"+before+string(kind), texts["files.copy"], texts["files.copy.label"], `id="`+before+`copy-states" `)
				}
				w.button(before+string(kind), texts["files.download"], texts.Format("files.download.label", f.Name), "")
			})
		}
		w.end()
	}
	w.begin(texts["files.page"])
	f := r.PageFile(s)
	w.row(texts["files.all"], f.Name, w.size(f.Size, false), func() {
		w.button(string(PageFile), texts["files.download"], texts.Format("files.download.label", f.Name), "")
	})
	w.end()
	w.begin(texts["files.pictures"])
	for _, which := range AllFigures {
		title := r.FigureTitle(which, s, texts)
		w.row(title, r.Setting.FileName()+"-"+string(which), "", func() {
			for _, format := range [...]string{"SVG", "PNG"} {
				w.button(string(which)+"."+strings.ToLower(format), format, texts.Format("files.picture.label", format, title), "")
			}
		})
	}
	w.end()
	return string(w.out)
}

// filesWriter writes that list.
type filesWriter struct {
	svg
	texts Strings
}

func (w *filesWriter) begin(heading string) { w.add(`<section><h3>`, heading, `</h3><ul>`) }
func (w *filesWriter) end()                 { w.add(`</ul></section>`) }

// size says how large a file is.
func (w *filesWriter) size(bytes int64, about bool) string {
	if about {
		return w.texts.Format("files.about", SizeText(bytes))
	}
	return SizeText(bytes)
}

func (w *filesWriter) row(what, name, size string, buttons func()) {
	w.add(`<li><span class="what">`, what, `</span><span class="file">`, name, `</span><span class="size number">`, size, `</span><span class="gets">`)
	buttons()
	w.add(`</span></li>`)
}

func (w *filesWriter) button(kind, text, label, more string) {
	w.add(`<button type="button" `, more, `data-file="`, kind, `" aria-label="`, label, `">`, text, `</button>`)
}
