package numpy

import (
	"math/bits"
	"testing"
)

func TestFormatShape(t *testing.T) {
	for _, c := range []struct {
		shape []int
		want  string
	}{
		{nil, "()"},
		{[]int{8}, "(8,)"},
		{[]int{0}, "(0,)"},
		{[]int{8, 4}, "(8, 4)"},
		{[]int{10, 1, 100000}, "(10, 1, 100000)"},
	} {
		if got := FormatShape(c.shape...); got != c.want {
			t.Errorf("%v: %s, want %s", c.shape, got, c.want)
		}
	}
}

func TestArrayPanics(t *testing.T) {
	const half = 1 << (bits.UintSize / 2) // half * half is 0
	for _, c := range []struct {
		name  string
		size  int
		shape []int
		want  string
	}{
		{"no shape", 1, nil, "numpy: shape (): want 1 or 2 dimensions"},
		{"three dimensions", 8, []int{2, 2, 2}, "numpy: shape (2, 2, 2): want 1 or 2 dimensions"},
		{"too few values", 9, []int{10}, "numpy: shape (10,) does not hold 9 values"},
		{"too many values", 9, []int{2, 4}, "numpy: shape (2, 4) does not hold 9 values"},
		{"values in an empty shape", 9, []int{0, 9}, "numpy: shape (0, 9) does not hold 9 values"},
		{"none in a full shape", 0, []int{3, 3}, "numpy: shape (3, 3) does not hold 0 values"},
		{"negative", 6, []int{-2, -3}, "numpy: shape (-2, -3) does not hold 6 values"},
		{"negative and empty", 0, []int{0, -3}, "numpy: shape (0, -3) does not hold 0 values"},
	} {
		t.Run(c.name, func(t *testing.T) {
			defer func() {
				if got := recover(); got != c.want {
					t.Errorf("panic %v, want %s", got, c.want)
				}
			}()
			FormatArray(make([]float64, c.size), c.shape...)
		})
	}
	t.Run("overflow", func(t *testing.T) {
		defer func() {
			if recover() == nil {
				t.Error("a shape of 2ⁿ values held none")
			}
		}()
		FormatArray(nil, half, half)
	})
}
