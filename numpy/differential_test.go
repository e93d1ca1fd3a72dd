//go:build !js

package numpy

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
)

// FuzzAppendArray compares with the real NumPy arrays that the fuzzer makes of
// bytes, in one of several readings, with so many columns, or 0 for one
// dimension, and repeated so many times to be long.
func FuzzAppendArray(f *testing.F) {
	numpy := startNumPy(f)
	random := rand.New(rand.NewPCG(1, 2))
	for reading := range byte(readings) {
		for _, c := range []struct{ columns, repeat, size int }{{0, 0, 8}, {0, 0, 200}, {3, 0, 60}, {8, 0, 400}, {0, 40, 200}, {9, 40, 300}} {
			f.Add(reading, uint16(c.columns), uint8(c.repeat), randomBytes(random, c.size))
		}
	}
	f.Fuzz(func(t *testing.T, reading byte, columns uint16, repeat uint8, data []byte) {
		values := read(reading%readings, data)
		if len(values) > 3000 {
			return
		}
		a := values
		for range repeat {
			if len(a)+len(values) > 3000 {
				break
			}
			a = append(a, values...)
		}
		shape := []int{len(a)}
		if columns > 0 {
			rows := len(a) / int(columns)
			a, shape = a[:rows*int(columns)], []int{rows, int(columns)}
		}
		compare(t, numpy, a, shape)
		if len(values) > 0 {
			positional, scientific := numpy.element(t, values[0])
			checkElement(t, values[0], positional, scientific)
		}
	})
}

// TestArraysRandomly compares a few thousand random arrays with the real NumPy.
func TestArraysRandomly(t *testing.T) {
	const seed = 20260104
	t.Logf("seed %d", seed)
	numpy := startNumPy(t)
	random := rand.New(rand.NewPCG(seed, 0))
	for i := range 4000 {
		size := 1 + random.IntN(60)
		if i%100 == 0 {
			size = 900 + random.IntN(600)
		}
		a := read(byte(random.IntN(readings)), randomBytes(random, 8*size))
		if random.IntN(4) == 0 {
			special := []float64{math.NaN(), math.Inf(1), math.Inf(-1), 0, math.Copysign(0, -1)}
			for range 1 + random.IntN(3) {
				a[random.IntN(len(a))] = special[random.IntN(len(special))]
			}
		}
		shape := []int{len(a)}
		if random.IntN(2) == 0 {
			columns := 1 + random.IntN(min(len(a), 40))
			a = a[:len(a)/columns*columns]
			shape = []int{len(a) / columns, columns}
		}
		compare(t, numpy, a, shape)
		positional, scientific := numpy.element(t, a[0])
		checkElement(t, a[0], positional, scientific)
		if t.Failed() {
			t.Fatalf("array %d of seed %d", i, seed)
		}
	}
}

// TestStreamsRandomly compares random draws from random seeds with the real NumPy.
func TestStreamsRandomly(t *testing.T) {
	const seed = 20260105
	t.Logf("seed %d", seed)
	numpy := startNumPy(t)
	random := rand.New(rand.NewPCG(seed, 0))
	var normals, exact int
	for range 300 {
		start := random.Uint32()
		draws := make([]streamDraw, 1+random.IntN(20))
		for i := range draws {
			draws[i] = streamDraw{"run"[random.IntN(3)], random.IntN(50), random.NormFloat64(), random.NormFloat64()}
		}
		want := numpy.stream(t, start, draws)
		r := NewRandom(start)
		for i, d := range draws {
			got := make([]float64, d.count)
			switch d.kind {
			case 'r':
				r.FillRandom(got)
			case 'u':
				r.FillUniform(got, d.low, d.high)
			case 'n':
				r.FillStandardNormal(got)
			}
			for j, v := range got {
				if d.kind == 'n' {
					normals++
					if v == want[j] {
						exact++
					}
				}
				if v != want[j] && (d.kind != 'n' || ulps(v, want[j]) > normalTolerance) {
					t.Fatalf("seed %d, draw %d of %+v, value %d: %v, want %v", start, i, draws, j, v, want[j])
				}
			}
			want = want[d.count:]
		}
	}
	t.Logf("normal values: %d of %d exact", exact, normals)
}

func compare(t *testing.T, numpy *process, a []float64, shape []int) {
	t.Helper()
	got, want := FormatArray(a, shape...), numpy.array(t, a, shape)
	if got != want {
		t.Errorf("%v %s:\n%s\nwant\n%s", shape, literal(a), got, want)
	}
}

// literal writes values so that they can become a case of their own.
func literal(a []float64) string {
	var b []byte
	for _, v := range a[:min(len(a), 100)] {
		b = append(strconv.AppendFloat(b, v, 'x', -1, 64), ' ')
	}
	return string(b)
}

func randomBytes(random *rand.Rand, n int) []byte {
	b := make([]byte, 0, n+8)
	for len(b) < n {
		b = binary.LittleEndian.AppendUint64(b, random.Uint64())
	}
	return b[:n]
}

const readings = 8

// read makes numbers of bytes. Float64s of random bits hardly ever print in
// positional notation, or need rounding at a tie, so there are other readings.
func read(reading byte, data []byte) []float64 {
	var a []float64
	// The first byte sets what all values share.
	shared := byte(0)
	if len(data) > 0 {
		shared = data[0]
	}
	for ; len(data) >= 8; data = data[8:] {
		word := binary.LittleEndian.Uint64(data)
		var v float64
		switch small := float64(int32(word)); reading {
		case 0: // any bits
			v = math.Float64frombits(word)
		case 1: // decimals of at most 10 digits, of any exponent
			v, _ = strconv.ParseFloat(strconv.Itoa(int(int32(word)))+"e"+strconv.Itoa(int(int16(word>>32)%330)), 64)
		case 2: // decimals that share an exponent
			v, _ = strconv.ParseFloat(strconv.Itoa(int(int32(word)))+"e"+strconv.Itoa(int(shared%18)-14), 64)
		case 3: // ties in the ninth decimal, and multiples of other powers of two
			v = math.Ldexp(float64(int32(word)>>(shared%28)), -9-int(shared>>6))
		case 4: // states
			v = math.Tanh(math.Ldexp(small, -20-int(shared%12)))
		case 5: // uniform
			v = float64(word>>11)*0x1p-53 - float64(shared%2)
		case 6: // subnormals
			v = math.Float64frombits(word >> (12 + shared%50))
		case 7: // large, but for positional notation
			v = 1e8 - math.Ldexp(math.Abs(small), -int(shared%40))
		}
		a = append(a, v)
	}
	return a
}
