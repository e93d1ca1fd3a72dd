package playground

import (
	"strconv"
	"strings"

	"github.com/rnn-playground/rnn-playground/numpy"
)

// pageFileVersion is that of the format.
const pageFileVersion = 1

// PageFile is the whole page as a .json file that opens again: all that was chosen, as its
// link has it, and what does not follow from that.
//
//	{"rnn-playground": 1, "link": "#v=1&timesteps=10&…",
//	 "tensors": {"inputs": {"shape": [10, 4], "values": [0.5, …]}, …}}
//
// Where everything follows from the link there are no tensors.
func (r *Run) PageFile(s State) *File {
	pieces := []piece{func(out *writer) bool {
		out.text(`{"rnn-playground":` + strconv.Itoa(pageFileVersion) + `,"link":`)
		out.buffer = numpy.AppendJSON(out.buffer, "#"+s.Link())
		return true
	}}
	count := 0
	for i, a := range r.Setting.Beside() {
		before := `,"tensors":{`
		if i > 0 {
			before = ","
		}
		pieces = append(pieces, func(out *writer) bool {
			out.text(before)
			out.buffer = numpy.AppendJSON(out.buffer, a.Name)
			out.text(`:{"shape":[` + strings.Trim(numpy.FormatShape(a.Shape...), "(,)") + `],"values":`)
			return true
		}, numbers(a.Values), literal("}"))
		count += len(a.Values)
	}
	if count > 0 {
		pieces = append(pieces, literal("}"))
	}
	pieces = append(pieces, literal("}\n"))
	return measured(&File{Name: r.Setting.FileName() + "-page.json", Type: "application/json"}, count, pieces)
}
