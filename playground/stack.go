package playground

import (
	"math"
	"slices"
	"strconv"

	"github.com/rnn-playground/rnn-playground/rnn"
)

// Bands are several tensors (T, H) over one time axis, a band of H rows each. They are
// one picture: what a value stands at is a share of its band's scale, and between two
// bands there is nothing.
type Bands struct {
	Picture
	Names  []string // of each band
	Scales []string // how far each goes
	height int      // rows from one band to the next
	units  int
}

// band is one of them. Its values stand at their share of the scale, or where place says.
type band struct {
	name   string
	values []float64
	scale  float64
	place  func(v float64) float64
}

// gateBands are those of a cell's gates, and of its c.
func gateBands(cell rnn.Cell, gates [][]float64, c []float64) (bands []band) {
	names := AllCells[cell].Gates()
	for g, values := range gates {
		bands = append(bands, band{name: string(names[g]), values: values, scale: 1})
	}
	if cell.HasC() {
		bands = append(bands, band{name: "c", values: c, scale: niceScale(largestOf(c))})
	}
	return bands
}

func newBands(id string, steps, units int, bands []band) *Bands {
	b := &Bands{units: units, height: units + (units+7)/8}
	rows := len(bands)*b.height - (b.height - units)
	b.Picture = Picture{ID: id, Values: missing(steps * rows), Steps: steps, Rows: rows, Scale: 1}
	for i, from := range bands {
		b.Names = append(b.Names, from.name)
		if from.place != nil {
			b.Scales = append(b.Scales, "log")
		} else {
			b.Scales = append(b.Scales, "±"+significantShort(from.scale))
		}
		for t := range steps {
			to := b.Values[t*rows+i*b.height:][:units]
			for j, v := range from.values[t*units:][:units] {
				if from.place != nil {
					v = from.place(v)
				} else {
					v /= from.scale
				}
				to[j] = v
			}
		}
	}
	return b
}

// middle of a band, as a share of the picture.
func (b *Bands) middle(band int) float64 {
	return (float64(band*b.height) + float64(b.units)/2) / float64(b.Rows)
}

// At is the band and the unit at a share from the top.
func (b *Bands) At(down float64) (band, unit int) {
	row := min(int(down*float64(b.Rows)), b.Rows-1)
	return row / b.height, min(row%b.height, b.units-1)
}

// Place is where a unit of a band lies and how high it is, as shares of the picture.
func (b *Bands) Place(band, unit int) (top, height float64) {
	return float64(band*b.height+unit) / float64(b.Rows), 1 / float64(b.Rows)
}

// NameAxis draws the names beside their bands, ScaleAxis the ends of their scales.
func (b *Bands) NameAxis() string {
	var out []byte
	for i, name := range b.Names {
		out = appendText(out, "100%", b.middle(i), name)
	}
	return string(out)
}

func (b *Bands) ScaleAxis() string {
	var out []byte
	for i, scale := range b.Scales {
		out = appendText(out, "0", b.middle(i), scale)
	}
	return string(out)
}

// UnitAt is the unit in the place of a picture, at a share from its top.
func (b *Bands) UnitAt(down float64) int {
	_, unit := b.At(down)
	return unit
}

// Marks frame a unit in every band at a step.
func (b *Bands) Marks(step, unit int) string {
	out := []byte(nil)
	for i := range b.Names {
		out = append(out, `<rect x="`...)
		out = appendPercent(out, float64(step-1)/float64(b.Steps))
		out = append(out, `" width="`...)
		out = appendPercent(out, 1/float64(b.Steps))
		out = append(out, `" y="`...)
		out = appendPercent(out, float64(i*b.height+unit)/float64(b.Rows))
		out = append(out, `" height="`...)
		out = appendPercent(out, 1/float64(b.Rows))
		out = append(out, `"/>`...)
	}
	return string(out)
}

// Inside is the picture of the gates and of LSTM's c, nil for a cell without.
func (r *Run) Inside(colors Colors) *Bands {
	if !r.gradient {
		colors = "" // the gates are not shown by how near to 1 they are
	}
	if r.Gates != nil && (r.inside == nil || r.insideBy != colors) {
		r.insideBy = colors
		bands := gateBands(r.Kind, r.Gates, r.C)
		if r.gradient {
			for i := range bands {
				bands[i].scale = r.SumScale()
				if colors == ColorsByLog {
					bands[i].place = decadesBelow(bands[i].scale, r.decades())
				}
			}
		}
		if last := &bands[len(bands)-1]; last.scale != 1 && !r.gradient {
			last.name += "/" + significantShort(last.scale) // so that one scale serves all
		}
		r.inside = newBands("sums", r.Timesteps, r.HiddenSize, bands)
	}
	return r.inside
}

// Stacked is the picture of the states of all passes of a network, layer by layer as the
// inputs go down through them, nil for a single one.
func (r *Run) Stacked(colors Colors) *Bands {
	if len(r.Passes) < 2 {
		return nil
	}
	if r.stacked == nil || r.stackedBy != colors {
		var bands []band
		for _, pass := range r.Passes {
			b := band{name: pass.Name(), values: pass.H, scale: r.StateScale()}
			if colors == ColorsByLog && r.gradient {
				b.place = decadesBelow(b.scale, r.decades())
			} else if colors == ColorsByLog && r.Bounded() {
				b.place = stateNearOne
			}
			bands = append(bands, b)
		}
		r.stacked, r.stackedBy = newBands("heatmap", r.Timesteps, r.HiddenSize, bands), colors
	}
	return r.stacked
}

// Name of the states of a pass beside the others: h², h²→, h²←.
func (r *Run) Name() string {
	name := "h" + superscript(strconv.Itoa(r.Layer+1))
	if r.Setting.Bidirectional {
		return name + [...]string{"→", "←"}[b2i(r.Reverse)]
	}
	return name
}

// Band of the pass in Stacked.
func (r *Run) Band() int { return r.Setting.placeOf(r.Part) }

// Bounded reports whether all states are in -1 … 1: those of tanh and of LSTM always, those
// of relu not, and those of GRU, each of which is between n and the state before, where
// those that it began with are.
func (r *Run) Bounded() bool {
	begun := func(pass *Run) bool {
		return slices.ContainsFunc(pass.H0, func(v float64) bool { return math.Abs(v) > 1 })
	}
	switch r.Kind {
	case rnn.RNNReLU:
		return false
	case rnn.GRU:
		return !begun(r) && !slices.ContainsFunc(r.Passes, begun)
	}
	return true
}

// StateScale is the end of the scale of the states of all passes: 1, but for gradients and
// for states that go beyond it.
func (r *Run) StateScale() float64 {
	if !r.gradient && r.Bounded() {
		return 1
	}
	if r.stateScale == 0 {
		largest := 0.0
		if r.Passes == nil {
			largest = largestOf(r.H)
		}
		for _, pass := range r.Passes {
			largest = max(largest, largestOf(pass.H))
		}
		r.stateScale = niceScale(largest)
		if r.Kind == rnn.GRU && !r.gradient {
			r.stateScale = max(r.stateScale, 1) // as where they stay within
		}
	}
	return r.stateScale
}

// stateNearOne is how near |h| is to 1 on a logarithmic scale, as [NearOne], where only h is
// known.
func stateNearOne(h float64) float64 {
	return math.Copysign(min(-math.Log10(max(1-math.Abs(h), 1e-300))/farthest, 1), h)
}

// Bands of a picture over the time axis, nil for one that has none.
func (r *Run) Bands(id string, colors Colors) *Bands {
	switch {
	case r.Other != nil:
		return nil
	case id == "sums":
		return r.Inside(colors)
	case id == "heatmap":
		return r.Stacked(colors)
	}
	return nil
}

// BandCounts are how many bands the pictures of the gates and of the states have, 0 for
// a picture without.
func (r *Run) BandCounts() (inside, stacked int) {
	if r.Other != nil {
		return 0, 0
	}
	if r.Gates != nil {
		inside = len(r.Inside("").Names)
	}
	if len(r.Passes) > 1 {
		stacked = len(r.Passes)
	}
	return inside, stacked
}

// sumLabels are those of the scale of the pre-activations, or of the gates.
func (r *Run) sumLabels(colors Colors) string {
	if r.Gates == nil || r.gradient {
		return r.ends(r.SumScale(), colors)
	}
	return scaleTexts("1", "0", "−1")
}

// sumName is what the picture in the middle is called.
func (r *Run) sumName() string {
	switch {
	case r.gradient:
		return "<i>∂a</i>"
	case r.Gates != nil:
		return ""
	}
	return "<i>a</i>"
}

// PlaceOf is where a unit, or a gate of it, lies in a picture over the time axis and how
// high it is, as shares of the picture. What has no band of its own is in that which it is
// made of: h in c, or in n.
func (r *Run) PlaceOf(id string, colors Colors, unit int, gate Gate) (top, height float64) {
	bands := r.Bands(id, colors)
	switch {
	case bands == nil:
		return float64(unit) / float64(r.HiddenSize), 1 / float64(r.HiddenSize)
	case id == "heatmap":
		return bands.Place(r.Band(), unit)
	}
	band := slices.Index(r.Setting.Cell.Gates(), gate)
	if last := len(bands.Names) - 1; band < 0 || band > last {
		band = last
	}
	return bands.Place(band, unit)
}

// inputName is what the picture of the inputs is called: x, or the states of the layer below.
func (r *Run) inputName() string {
	name := "<i>"
	if r.gradient {
		name += "∂"
	}
	if r.Layer == 0 {
		return name + "x</i>"
	}
	return name + "h" + superscript(strconv.Itoa(r.Layer)) + "</i>"
}

// stateName is what the picture of the states is called.
func (r *Run) stateName() string {
	if r.gradient {
		return "∂h"
	}
	return "h"
}

// ends are those of a scale: of values, or of gradients, which may be of any size.
func (r *Run) ends(scale float64, colors Colors) string {
	if !r.gradient {
		return ScaleLabels(scale)
	}
	if colors == ColorsByLog {
		return decadeEnds(scale, r.decades())
	}
	end := significantShort(scale)
	return scaleTexts(end, "0", "−"+end)
}

// decadeEnds are those of a logarithmic scale of gradients.
func decadeEnds(scale float64, decades int) string {
	end := significantShort(scale)
	return scaleTexts(end, "·"+powerOfTen(-decades), "−"+end)
}

// decades are how many powers of ten a logarithmic scale of the gradients goes down: to the
// step at which the states have the smallest, 16 at the most.
func (r *Run) decades() int {
	least := math.Inf(1)
	for t := 1; t <= r.Timesteps; t++ {
		if largest := largestOf(r.row(t)); largest > 0 {
			least = min(least, largest)
		}
	}
	return min(max(int(math.Ceil(math.Log10(r.StateScale()/least)))+1, 2), farthest)
}

// decadesBelow places a gradient by how many powers of ten it is below the scale, on
// either side of zero.
func decadesBelow(scale float64, decades int) func(v float64) float64 {
	return func(v float64) float64 {
		return math.Copysign(min(max(1+math.Log10(math.Abs(v)/scale)/float64(decades), 0), 1), v)
	}
}

// Labels say to who does not see them what the pictures of x, of the sums and of the states,
// and the lines, are.
func (r *Run) Labels(texts Strings) [4]Fragment {
	labels := [4]Fragment{{"inputs", "inputs.label"}, {"sums", "sums.label"}, {"heatmap", "heatmap.label"}, {"lines-plot", "lines.label"}}
	if r.Layer > 0 {
		labels[0].HTML = "inputs.label.states"
	}
	if r.Gates != nil {
		labels[1].HTML = "sums.label.gates"
	}
	if len(r.Passes) > 1 && r.Other == nil {
		labels[2].HTML = "heatmap.label.stack"
	}
	for i := range labels {
		labels[i].HTML = texts[labels[i].HTML]
		if r.gradient {
			labels[i].HTML = texts.Format("label.backward", labels[i].HTML)
		}
	}
	return labels
}
