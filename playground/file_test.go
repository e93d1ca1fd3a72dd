package playground

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// made is all of a file.
// How large a file of many numbers gets is told before it is made.
func TestSizesToldBefore(t *testing.T) {
	for _, link := range []string{"cell=LSTM&timesteps=200&hidden-size=64&weights=pytorch", "timesteps=300&hidden-size=20", "cell=GRU&num-layers=2&batch=3&timesteps=100&hidden-size=16"} {
		_, run := ranFor(t, link)
		f := run.NumberFile()
		said := f.Size
		if size := int64(len(made(t, f))); size < said*3/4 || size > said*5/4 {
			t.Errorf("%s: %d bytes, said to be %d", link, size, said)
		}
	}
}

func made(t *testing.T, f *File) []byte {
	t.Helper()
	var all []byte
	for range 1 << 20 {
		part, ended := f.Next(1e5)
		if all = append(all, part...); ended {
			return all
		}
	}
	t.Fatalf("%s has no end", f.Name)
	return nil
}

func ranFor(t *testing.T, link string) (State, *Run) {
	t.Helper()
	s, notices := ParseLink(link)
	if len(notices) > 0 {
		t.Fatalf("%s: %v", link, notices)
	}
	run, err := Compute(s)
	if err != nil {
		t.Fatal(err)
	}
	return s, run
}

func TestFileNames(t *testing.T) {
	for link, want := range map[string]string{
		"": "rnn-t10-i4-h8-seed0",
		"cell=LSTM&num-layers=2&bidirectional=true&batch=3&seed=7&weights=pytorch": "lstm-t10-i4-h8-l2-bidirectional-n3-seed7-pytorch",
		"cell=RNN_RELU&inputs=sine&edits=b:0:0:1":                                  "rnn-relu-t10-i4-h8-seed0-sine-edited",
		"cell=GRU&timesteps=1234":                                                  "gru-t1234-i4-h8-seed0",
	} {
		s, _ := ParseLink(link)
		if got := s.FileName(); got != want {
			t.Errorf("%s: %s, want %s", link, got, want)
		}
	}
	for bytes, want := range map[int64]string{0: "0 B", 999: "999 B", 1000: "1.0 kB", 1540: "1.5 kB", 12_345: "12 kB", 999_600: "1.0 MB", 268_435_456: "268 MB", 5e9: "5.0 GB"} {
		if got := SizeText(bytes); got != want {
			t.Errorf("%d: %s, want %s", bytes, got, want)
		}
	}
}

// The page's file says its link, and opens again.
func TestPageFile(t *testing.T) {
	s, run := ranFor(t, `inputs=characters&text="a"\%26é&edits=b:1:0:0.5&t=2&unit=3&panel=files&compare=pytorch`)
	text := string(made(t, run.PageFile(s)))
	before, rest, _ := strings.Cut(text, `{"rnn-playground":1,"link":`)
	quoted := strings.TrimSuffix(rest, "}\n")
	link, err := strconv.Unquote(quoted)
	if before != "" || err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	if again, notices := ParseLink(link); again != s || len(notices) > 0 {
		t.Errorf("%s opens as %+v, %v", text, again, notices)
	}
}

// Every file that is listed is offered, and every button has a name of its own.
func TestFilesAreOffered(t *testing.T) {
	for _, link := range []string{"", "compare=LSTM", "cell=GRU&batch=2"} {
		s, run := ranFor(t, link+"&panel=files")
		html := run.FilesHTML(s, english, "https://example.org/")
		names := map[string]bool{}
		matches := regexp.MustCompile(`data-file="([^"]+)" aria-label="([^"]+)">([^<]+)<`).FindAllStringSubmatch(html, -1)
		for _, m := range matches {
			if names[m[2]] && !strings.HasPrefix(m[1], "copy-") {
				t.Errorf("%s: two buttons are called %s", link, m[2])
			}
			if names[m[2]] = true; !strings.HasPrefix(m[2], m[3]) {
				t.Errorf("%s: a button reads %s and is called %s", link, m[3], m[2])
			}
			if strings.HasPrefix(m[1], "copy-") {
				if table := run.CopyOf(strings.TrimPrefix(m[1], "copy-")); strings.Count(table, "\n") != s.Timesteps+1 || strings.Count(table, "\t") != (s.Timesteps+1)*s.HiddenSize {
					t.Errorf("%s: %s copies\n%s", link, m[1], table)
				}
			} else if f, ok := run.Offer(m[1], s, LightColors(), english, ""); !ok || f.Name == "" {
				t.Errorf("%s: no %s", link, m[1])
			}
		}
		if want := 6 + 2*len(AllFigures) + 1 + 6*b2i(run.Other != nil); len(matches) != want {
			t.Errorf("%s: %d buttons, want %d", link, len(matches), want)
		}
	}
}
