package playground

// SpokenMatrices describes the pictures of Wx, Wh, b and h_0, by the elements that say it.
func (r *Run) SpokenMatrices(texts Strings) (said [4]Fragment) {
	edited := [4]int{}
	for at, m := range r.Matrices() {
		tensor := Tensor(m.ID)
		edited[at] = len(r.editedIn(r.Part.Of(tensor)))
		values := m.Values[:min(len(m.Values), m.Steps*r.RowsOf(tensor))] // a gate has no initial state
		text := spokenMatrix(values, m.Steps, texts)
		if edited[at] > 0 {
			text += " " + texts.Format("edit.count", grouped(edited[at])) + "."
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
		return texts.Format("spoken.matrix.large", grouped(rows), grouped(columns), plain(largestOf(values)))
	}
	e := extremesOf(values)
	switch {
	case e.zeros == all:
		return texts.Format("spoken.zero", grouped(all))
	case e.least == e.most:
		return texts.Format("spoken.same", grouped(all), plain(e.most))
	case rows == columns && diagonal(values, rows):
		return texts.Format("spoken.diagonal", grouped(rows), plain(values[0]))
	}
	text := texts.Format("spoken.matrix", grouped(rows), grouped(columns),
		plain(e.least), grouped(e.leastAt/columns), grouped(e.leastAt%columns),
		plain(e.most), grouped(e.mostAt/columns), grouped(e.mostAt%columns))
	if e.negatives == 0 {
		return text + " " + texts["spoken.positive"]
	}
	return text + " " + texts.Format("spoken.negative", grouped(e.negatives), grouped(all))
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
