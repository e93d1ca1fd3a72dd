package playground

// SpokenMatrices describes the pictures of Wx, Wh, b and h_0, by the elements that say it.
func (r *Run) SpokenMatrices(texts Strings) (said [4]Fragment) {
	for at, m := range r.Matrices() {
		tensor := Tensor(m.ID)
		values := m.Values[:min(len(m.Values), m.Steps*r.RowsOf(tensor))] // a gate has no initial state
		text := spokenMatrix(values, m.Steps, texts)
		if edited := len(r.editedIn(r.Part.Of(tensor))); edited > 0 {
			text += " " + texts.say("edit.count", float64(edited)) + "."
		}
		said[at] = Fragment{m.ID + "-said", text}
	}
	return said
}

// spokenMatrix describes values of so many columns.
func spokenMatrix(values []float64, columns int, texts Strings) string {
	all := len(values)
	rows := all / columns
	if all > mostSpoken {
		return texts.say("spoken.matrix.large", float64(rows), float64(columns), largestOf(values))
	}
	e := extremesOf(values)
	switch {
	case e.zeros == all:
		return texts.say("spoken.zero", float64(all))
	case e.least == e.most:
		return texts.say("spoken.same", float64(all), e.most)
	case rows == columns && diagonal(values, rows):
		return texts.say("spoken.diagonal", float64(rows), values[0])
	}
	text := texts.say("spoken.matrix", append([]float64{float64(rows), float64(columns)}, e.ends(columns, 0)...)...)
	if e.negatives == 0 {
		return text + " " + texts["spoken.positive"]
	}
	return text + " " + texts.say("spoken.negative", float64(e.negatives), float64(all))
}

// diagonal reports whether a matrix (n, n) is a multiple of 1.
func diagonal(values []float64, n int) bool {
	for i, v := range values {
		if i/n != i%n && v != 0 || i/n == i%n && v != values[0] {
			return false
		}
	}
	return true
}
