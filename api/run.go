package api

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"runtime"
	"strconv"
	"strings"

	"github.com/rnn-playground/rnn-playground/headers"
	"github.com/rnn-playground/rnn-playground/numpy/npz"
	"github.com/rnn-playground/rnn-playground/playground"
)

// revision is raised when any byte of any answer changes, so that nobody keeps a part
// of the old under the tag of the new. TestTheBytesOfARevision tells when.
const revision = "3"

// format is one way to write a run.
type format struct {
	name        string // as the parameter format has it
	mediaType   string // as Accept has it
	contentType string
	describe    string
	write       func(*playground.Run, io.Writer) error
	numbers     func(*playground.State) int64 // that are written in decimal
}

// formats in our order of preference, which decides between those that a client likes
// equally. npz has no media type of its own: it is a zip archive.
var formats = []format{
	{
		"json", "application/json", "application/json",
		"the sizes and the seed, then inputs, Wx, Wh, b and hiddenStates, as runRNN returns them; every number reads back as the same float64",
		(*playground.Run).WriteJSON, (*playground.State).Values,
	},
	{
		"csv", "text/csv", "text/csv; charset=utf-8",
		"the hidden states, a line for each step: t, then every unit, with all digits",
		(*playground.Run).WriteCSV, func(s *playground.State) int64 { return int64(s.Timesteps) * int64(s.HiddenSize) },
	},
	{
		"npz", "application/zip", "application/zip",
		"what np.savez writes: inputs, Wx, Wh, b, h_0 and total_hidden_states, of LSTM c_0, of a GRU that is given it b_hn; float64, named as in the page's NumPy program",
		writeNPZ, func(*playground.State) int64 { return 0 },
	},
	{
		"text", "text/plain", "text/plain; charset=utf-8",
		"what the tutorial's program prints, byte for byte (NumPy 1.24 and later)",
		func(r *playground.Run, w io.Writer) error {
			_, err := io.WriteString(w, r.Printout())
			return err
		}, func(s *playground.State) int64 { return int64(s.Timesteps) },
	},
}

// writeNPZ writes the tensors of a run by the names of the page's NumPy program.
func writeNPZ(r *playground.Run, w io.Writer) error {
	arrays := r.PassTensors()
	if r.C0 != nil {
		arrays = append(arrays, npz.Array{Name: "c_0", Values: r.C0, Shape: []int{r.HiddenSize}})
	}
	if r.Bhn != nil {
		arrays = append(arrays, npz.Array{Name: "b_hn", Values: r.Bhn, Shape: []int{r.HiddenSize}})
	}
	return npz.Write(w, arrays...)
}

// run answers GET and HEAD of /api/run.
func run(w http.ResponseWriter, r *http.Request, turn turns) error {
	h := w.Header()
	h.Set("Vary", "Accept")
	state, f, err := question(r.URL.RawQuery, r.Header.Values("Accept"))
	if err != nil {
		return err
	}
	h.Set("Content-Type", f.contentType)
	h.Set("Cache-Control", headers.Forever)
	if f.name == "npz" {
		// A browser would call it a zip.
		h.Set("Content-Disposition", `attachment; filename="rnn-seed-`+strconv.FormatUint(uint64(state.Seed), 10)+`.npz"`)
	}
	answer := func() ([]byte, error) {
		return turn(func() ([]byte, error) { return compute(&state, f) })
	}
	if f.name == "json" && state.Cell == playground.ReLUCell {
		// Without a bound its states may become infinite, and then there is no answer, as
		// HEAD and whoever has its tag are to hear too.
		body, err := answer()
		if err != nil {
			return err
		}
		answer = func() ([]byte, error) { return body, nil }
	}
	// The question names the answer: else nothing needs to be computed to know its tag. The
	// last digit of a tanh depends on the architecture, as Go has exp in assembly for some.
	return send(w, r, tagOf(strings.Join([]string{revision, runtime.GOARCH, f.name, state.Link()}, " ")), answer)
}

// compute computes a run and writes it.
func compute(state *playground.State, f *format) ([]byte, error) {
	result, err := playground.Compute(*state)
	if err != nil {
		return nil, &refusal{status: http.StatusBadRequest, detail: err.Error()}
	}
	var body bytes.Buffer
	err = f.write(result, &body)
	if errors.As(err, new(*playground.FieldError)) {
		err = tooMuch(err.Error())
	}
	return body.Bytes(), err
}

// A Format is a way to write a run.
type Format struct {
	Name, Text string
	Write      func(*playground.Run, io.Writer) error
}

// Formats are all that there are.
func Formats() (all []Format) {
	for _, f := range formats {
		all = append(all, Format{f.name, f.describe, f.write})
	}
	return all
}

// formatNames are those of the table.
func formatNames() (names []string) {
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}

// choose gives the format that is asked for by name or, without a name, by the Accept
// header.
func choose(name, accept []string) (*format, error) {
	if len(name) > 0 {
		for i := range formats {
			if formats[i].name == name[0] {
				return &formats[i], nil
			}
		}
		value, allowed := playground.Shorten(name[0]), playground.OneOf(formatNames())
		return nil, &refusal{
			status: http.StatusBadRequest, parameter: "format", value: value, allowed: allowed,
			detail: "format is " + strconv.Quote(value) + ": want " + allowed,
		}
	}
	i, err := negotiate(accept, mediaTypes())
	if err != nil {
		return nil, err
	}
	return &formats[i], nil
}

// mediaTypes are those of the table.
func mediaTypes() (types []string) {
	for _, f := range formats {
		types = append(types, f.mediaType)
	}
	return types
}
