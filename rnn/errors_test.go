package rnn

import (
	"errors"
	"math"
	"testing"
)

func values(n int) []float64 { return make([]float64, n) }

func TestNewLayerErrors(t *testing.T) {
	refused := 0
	tests := []struct {
		name       string
		I, H       int
		Wx, Wh, b  []float64
		want       string
		structured ArgumentError
	}{
		{"no input", 0, 8, nil, values(64), values(8),
			"rnn: input size 0: want at least 1",
			ArgumentError{"input size", 0, false, "at least 1"}},
		{"no hidden units", 4, 0, nil, nil, nil,
			"rnn: hidden size 0: want at least 1",
			ArgumentError{"hidden size", 0, false, "at least 1"}},
		{"negative input size", -4, 8, values(32), values(64), values(8),
			"rnn: input size -4: want at least 1",
			ArgumentError{"input size", -4, false, "at least 1"}},
		{"negative sizes whose product fits", -4, -8, values(32), values(64), values(8),
			"rnn: input size -4: want at least 1",
			ArgumentError{"input size", -4, false, "at least 1"}},
		{"least hidden size", 4, math.MinInt, values(32), values(64), values(8),
			"rnn: hidden size -9223372036854775808: want at least 1",
			ArgumentError{"hidden size", math.MinInt, false, "at least 1"}},
		{"Wx too short", 4, 8, values(31), values(64), values(8),
			"rnn: Wx has 31 values: want hidden size × input size = 8 × 4 = 32",
			ArgumentError{"Wx", 31, true, "hidden size × input size = 8 × 4 = 32"}},
		{"Wx too long", 4, 8, values(33), values(64), values(8),
			"rnn: Wx has 33 values: want hidden size × input size = 8 × 4 = 32",
			ArgumentError{"Wx", 33, true, "hidden size × input size = 8 × 4 = 32"}},
		{"Wx nil", 1, 1, nil, values(1), values(1),
			"rnn: Wx has 0 values: want hidden size × input size = 1 × 1 = 1",
			ArgumentError{"Wx", 0, true, "hidden size × input size = 1 × 1 = 1"}},
		{"Wx of one value", 4, 8, values(1), values(64), values(8),
			"rnn: Wx has 1 value: want hidden size × input size = 8 × 4 = 32",
			ArgumentError{"Wx", 1, true, "hidden size × input size = 8 × 4 = 32"}},
		{"Wx for a product that wraps around to 0", 1 << 32, 1 << 32, nil, nil, nil,
			"rnn: Wx has 0 values: want hidden size × input size = 4294967296 × 4294967296, more than a slice can hold",
			ArgumentError{"Wx", 0, true, "hidden size × input size = 4294967296 × 4294967296, more than a slice can hold"}},
		{"Wx for a product that wraps around to 4", 4, 1<<62 + 1, values(4), nil, nil,
			"rnn: Wx has 4 values: want hidden size × input size = 4611686018427387905 × 4, more than a slice can hold",
			ArgumentError{"Wx", 4, true, "hidden size × input size = 4611686018427387905 × 4, more than a slice can hold"}},
		{"Wx for the largest sizes", math.MaxInt, math.MaxInt, values(1), values(1), values(1),
			"rnn: Wx has 1 value: want hidden size × input size = 9223372036854775807 × 9223372036854775807, more than a slice can hold",
			ArgumentError{"Wx", 1, true, "hidden size × input size = 9223372036854775807 × 9223372036854775807, more than a slice can hold"}},
		{"Wh has the shape of Wx", 4, 8, values(32), values(32), values(8),
			"rnn: Wh has 32 values: want hidden size × hidden size = 8 × 8 = 64",
			ArgumentError{"Wh", 32, true, "hidden size × hidden size = 8 × 8 = 64"}},
		{"b too long", 4, 8, values(32), values(64), values(64),
			"rnn: b has 64 values: want hidden size = 8",
			ArgumentError{"b", 64, true, "hidden size = 8"}},
		{"b nil", 4, 8, values(32), values(64), nil,
			"rnn: b has 0 values: want hidden size = 8",
			ArgumentError{"b", 0, true, "hidden size = 8"}},
	}
	for _, tt := range tests {
		refused++
		t.Run(tt.name, func(t *testing.T) {
			l, err := NewLayer(tt.I, tt.H, tt.Wx, tt.Wh, tt.b)
			wantError(t, err, tt.want, &tt.structured)
			if l != nil {
				t.Errorf("the layer is %v, want nil", l)
			}
			// A layer made without NewLayer is refused with the same words.
			l = &Layer{tt.I, tt.H, tt.Wx, tt.Wh, tt.b}
			for _, f := range forwards() {
				wantError(t, f(l, values(8), nil, values(4), nil), tt.want, &tt.structured)
			}
		})
	}
	t.Logf("refused: %d %s", refused, "layers")
}

func TestForwardErrors(t *testing.T) {
	refused := 0
	layer := &Layer{4, 8, values(32), values(64), values(8)}
	tests := []struct {
		name          string
		h, pre, x, h0 []float64
		want          string
		structured    ArgumentError
	}{
		{"no timesteps", nil, nil, nil, nil,
			"rnn: x has 0 values: want timesteps × input size, a positive multiple of 4",
			ArgumentError{"x", 0, true, "timesteps × input size, a positive multiple of 4"}},
		{"x ends within a row", values(16), nil, values(7), nil,
			"rnn: x has 7 values: want timesteps × input size, a positive multiple of 4",
			ArgumentError{"x", 7, true, "timesteps × input size, a positive multiple of 4"}},
		{"x shorter than a row", values(8), nil, values(1), nil,
			"rnn: x has 1 value: want timesteps × input size, a positive multiple of 4",
			ArgumentError{"x", 1, true, "timesteps × input size, a positive multiple of 4"}},
		{"h nil", nil, nil, values(8), nil,
			"rnn: h has 0 values: want timesteps × hidden size = 2 × 8 = 16",
			ArgumentError{"h", 0, true, "timesteps × hidden size = 2 × 8 = 16"}},
		{"h too short", values(15), nil, values(8), nil,
			"rnn: h has 15 values: want timesteps × hidden size = 2 × 8 = 16",
			ArgumentError{"h", 15, true, "timesteps × hidden size = 2 × 8 = 16"}},
		{"h too long", values(24), nil, values(8), nil,
			"rnn: h has 24 values: want timesteps × hidden size = 2 × 8 = 16",
			ArgumentError{"h", 24, true, "timesteps × hidden size = 2 × 8 = 16"}},
		{"pre empty, not nil", values(16), []float64{}, values(8), nil,
			"rnn: pre has 0 values: want timesteps × hidden size = 2 × 8 = 16",
			ArgumentError{"pre", 0, true, "timesteps × hidden size = 2 × 8 = 16"}},
		{"pre of one step", values(16), values(8), values(8), nil,
			"rnn: pre has 8 values: want timesteps × hidden size = 2 × 8 = 16",
			ArgumentError{"pre", 8, true, "timesteps × hidden size = 2 × 8 = 16"}},
		{"h0 empty, not nil", values(16), nil, values(8), []float64{},
			"rnn: h0 has 0 values: want hidden size = 8",
			ArgumentError{"h0", 0, true, "hidden size = 8"}},
		{"h0 of the input size", values(16), values(16), values(8), values(4),
			"rnn: h0 has 4 values: want hidden size = 8",
			ArgumentError{"h0", 4, true, "hidden size = 8"}},
		{"h0 is the states so far", values(16), nil, values(8), values(16),
			"rnn: h0 has 16 values: want hidden size = 8",
			ArgumentError{"h0", 16, true, "hidden size = 8"}},
	}
	for _, tt := range tests {
		refused++
		t.Run(tt.name, func(t *testing.T) {
			for _, f := range forwards() {
				for _, v := range [][]float64{tt.h, tt.pre} {
					for i := range v {
						v[i] = 7
					}
				}
				wantError(t, f(layer, tt.h, tt.pre, tt.x, tt.h0), tt.want, &tt.structured)
				for _, v := range [][]float64{tt.h, tt.pre} {
					for i := range v {
						if v[i] != 7 {
							t.Fatalf("wrote %v in spite of the error", v[i])
						}
					}
				}
			}
		})
	}
	t.Logf("refused: %d %s", refused, "layers")
}

func wantError(t *testing.T, err error, text string, structured *ArgumentError) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want %q", text)
	}
	if err.Error() != text {
		t.Errorf("the error is\n\t%q, want\n\t%q", err, text)
	}
	var e *ArgumentError
	if !errors.As(err, &e) || *e != *structured {
		t.Errorf("the error is %#v, want %#v", err, structured)
	}
}

// The zero Layer has no size and must say so.
func TestZeroLayer(t *testing.T) {
	err := new(Layer).Forward(nil, nil, nil, nil)
	wantError(t, err, "rnn: input size 0: want at least 1", &ArgumentError{"input size", 0, false, "at least 1"})
}

// No sizes and lengths, however they fit together, may panic.
func FuzzLengths(f *testing.F) {
	f.Add(4, 8, uint8(32), uint8(64), uint8(8), uint8(16), uint8(16), uint8(8), uint8(8))
	f.Add(1, 1, uint8(1), uint8(1), uint8(1), uint8(3), uint8(0), uint8(3), uint8(0))
	f.Add(-1, -1, uint8(1), uint8(1), uint8(1), uint8(1), uint8(1), uint8(1), uint8(1))
	f.Add(math.MaxInt, 3, uint8(1), uint8(9), uint8(3), uint8(1), uint8(1), uint8(1), uint8(1))
	f.Add(1<<62, 1<<62, uint8(0), uint8(0), uint8(0), uint8(0), uint8(0), uint8(0), uint8(0))
	f.Fuzz(func(t *testing.T, I, H int, Wx, Wh, b, h, pre, x, h0 uint8) {
		orNil := func(n uint8) []float64 {
			if n == 0 {
				return nil
			}
			return values(int(n))
		}
		l := &Layer{I, H, values(int(Wx)), values(int(Wh)), values(int(b))}
		err := l.Forward(values(int(h)), orNil(pre), values(int(x)), orNil(h0))
		naiveErr := l.ForwardNaive(values(int(h)), orNil(pre), values(int(x)), orNil(h0))
		var e, naive *ArgumentError
		if errors.As(err, &e) != errors.As(naiveErr, &naive) || e != nil && *e != *naive {
			t.Fatalf("Forward says %v, ForwardNaive %v", err, naiveErr)
		}
		fits := I > 0 && H > 0 && int(x) >= I && int(x)%I == 0 && H <= 255 &&
			int(Wx) == H*I && int(Wh) == H*H && int(b) == H && int(h) == int(x)/I*H &&
			(pre == 0 || pre == h) && (h0 == 0 || h0 == b)
		if (err == nil) != fits || err != nil && e == nil {
			t.Fatalf("the error is %v, and the lengths fit: %t", err, fits)
		}
	})
}
