package rnn

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// withRoom is a copy of a matrix that can be packed where it lies.
func withRoom(w []float64, m, n int) []float64 {
	return append(make([]float64, 0, PackedLen(m, n)), w...)
}

// However the rows are shared out, the weights are packed as a copy is, and then are
// what they were.
func TestInPlace(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, size := range [][2]int{{1, 1}, {3, 7}, {2, 8}, {5, 9}, {4, 64}, {130, 33}, {1, 50}, {90, 3}} {
		I, H := size[0], size[1]
		values := make([]float64, H*I+H*H+H)
		for i := range values {
			values[i] = random.Float64()
		}
		wx, wh, b := values[:H*I], values[H*I:][:H*H], values[H*I+H*H:]
		copied, err := NewLayer(I, H, wx, wh, b)
		if err != nil {
			t.Fatal(err)
		}
		want, err := copied.Pack(Plain{})
		if err != nil {
			t.Fatal(err)
		}
		layer := Layer{InputSize: I, HiddenSize: H, Wx: withRoom(wx, H, I), Wh: withRoom(wh, H, H), B: b}
		weights, err := layer.InPlace(nil)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 { // it can be packed again
			var got *Packed
			for got == nil {
				n, left := 1+random.IntN(20), weights.Rows()
				if got = weights.Pack(n); got == nil && weights.Rows() > left-n {
					t.Fatalf("%v: %d rows of %d left after %d", size, weights.Rows(), left, n)
				}
			}
			if !slices.Equal(got.wx, want.wx) || !slices.Equal(got.wh, want.wh) || !slices.Equal(got.b, want.b) {
				t.Errorf("%v: packed otherwise in place", size)
			}
			for calls := 1; !weights.Unpack(1 + random.IntN(20)); calls++ {
				if calls > H {
					t.Fatalf("%v: there is no end to it", size)
				}
			}
			if !slices.Equal(layer.Wx, wx) || !slices.Equal(layer.Wh, wh) {
				t.Errorf("%v: other weights afterwards", size)
			}
		}
	}
}

// Less than a row counts as one, more than there are as all of them.
func TestInPlaceOfAnyNumberOfRows(t *testing.T) {
	const I, H = 2, 19
	for _, n := range []int{math.MinInt, -20, 0, math.MaxInt} {
		layer := Layer{InputSize: I, HiddenSize: H, Wx: withRoom(make([]float64, H*I), H, I), Wh: withRoom(make([]float64, H*H), H, H), B: make([]float64, H)}
		weights, err := layer.InPlace(nil)
		if err != nil {
			t.Fatal(err)
		}
		calls := 1
		for ; weights.Pack(n) == nil && calls <= H; calls++ {
			if left := weights.Rows(); left < 1 || left >= H {
				t.Fatalf("Pack(%d): %d rows of %d are left", n, left, H)
			}
		}
		if weights.Rows() != 0 || n > H && calls > 1 {
			t.Errorf("Pack(%d): %d rows are left after %d calls", n, weights.Rows(), calls)
		}
	}
}

func TestInPlaceWithoutRoom(t *testing.T) {
	wx, wh, b := make([]float64, 4), make([]float64, 4), make([]float64, 2)
	for name, c := range map[string]struct {
		layer Layer
		want  string
	}{
		"no weights": {Layer{InputSize: 2, HiddenSize: 2}, "rnn: Wx has 0 values: want hidden size × input size = 2 × 2 = 4"},
		"Wx":         {Layer{InputSize: 2, HiddenSize: 2, Wx: wx[:4:4], Wh: withRoom(wh, 2, 2), B: b}, "rnn: capacity of Wx 4: want at least 16"},
		"Wh":         {Layer{InputSize: 2, HiddenSize: 2, Wx: withRoom(wx, 2, 2), Wh: wh[:4:4], B: b}, "rnn: capacity of Wh 4: want at least 16"},
	} {
		if _, err := c.layer.InPlace(nil); err == nil || err.Error() != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}
