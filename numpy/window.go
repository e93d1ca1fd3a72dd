package numpy

import "iter"

// axis is one dimension of n indices. Those below head and from tail on are
// printed, and an ellipsis between them stands for the others, if any.
type axis struct{ n, head, tail int }

func newAxis(n int, summarise bool) axis {
	if summarise && n > 2*edgeItems {
		return axis{n, edgeItems, n - edgeItems}
	}
	return axis{n, n, n}
}

func (x axis) hides(i int) bool { return x.head <= i && i < x.tail }

// shown yields, in order, the values that are printed.
func shown(a []float64, rows, columns axis) iter.Seq[[]float64] {
	return func(yield func([]float64) bool) {
		for i := 0; i < rows.n; i++ {
			if rows.hides(i) {
				i = rows.tail
			}
			row := a[i*columns.n:][:columns.n]
			if !yield(row[:columns.head]) || !yield(row[columns.tail:]) {
				return
			}
		}
	}
}
