package rnn

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// However the rows are shared out, the weights are packed as they are at once.
func TestPackingInParts(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, size := range [][2]int{{1, 1}, {3, 7}, {2, 8}, {5, 9}, {4, 64}, {130, 33}} {
		I, H := size[0], size[1]
		values := make([]float64, H*I+H*H+H)
		for i := range values {
			values[i] = random.Float64()
		}
		layer, err := NewLayer(I, H, values[:H*I], values[H*I:H*I+H*H], values[H*I+H*H:])
		if err != nil {
			t.Fatal(err)
		}
		want, err := layer.Pack(Plain{})
		if err != nil {
			t.Fatal(err)
		}
		packing, err := layer.StartPack(Plain{})
		if err != nil {
			t.Fatal(err)
		}
		var got *Packed
		for got == nil {
			n, left := 1+random.IntN(20), packing.Rows()
			if got = packing.Step(n); got == nil && packing.Rows() > left-n {
				t.Fatalf("%v: %d rows of %d left after %d", size, packing.Rows(), left, n)
			}
		}
		if !slices.Equal(got.wx, want.wx) || !slices.Equal(got.wh, want.wh) || !slices.Equal(got.b, want.b) {
			t.Errorf("%v: packed otherwise in parts", size)
		}
	}
	layer := Layer{InputSize: 2, HiddenSize: 2}
	if _, err := layer.StartPack(nil); err == nil {
		t.Error("a layer without weights is packed")
	}
}
