package numpy

import (
	"math"
	"strconv"
	"testing"

	"gonum.org/v1/gonum/mathext/prng"
)

type goldenStreams struct {
	versions
	Streams []struct {
		Seed  uint32
		Draws []goldenDraw
	}
}

type goldenDraw struct {
	Kind     string
	Count    int
	Bounds   floats // low and high, of uniform
	Bits     floats // the values, of every so many if they are many
	Every    int
	Checksum string
}

func (d goldenDraw) from(r *Random) []float64 {
	values := make([]float64, d.Count)
	switch d.Kind {
	case "random":
		r.FillRandom(values)
	case "uniform":
		r.FillUniform(values, d.Bounds[0], d.Bounds[1])
	case "standard_normal":
		r.FillStandardNormal(values)
	}
	return values
}

func (d goldenDraw) oneByOne(r *Random) []float64 {
	values := make([]float64, d.Count)
	for i := range values {
		switch d.Kind {
		case "random":
			values[i] = r.Random()
		case "uniform":
			r.FillUniform(values[i:][:1], d.Bounds[0], d.Bounds[1])
		case "standard_normal":
			values[i] = r.StandardNormal()
		}
	}
	return values
}

// NumPy's logarithm is the C library's, so normal values may differ in the last
// bits, but by no more than this and seldom.
const (
	normalTolerance = 3 // in units of the last place
	normalExact     = 0.998
)

func TestStreams(t *testing.T) {
	var golden goldenStreams
	readGolden(t, "streams.json.gz", &golden)
	golden.log(t)
	if len(golden.Streams) < 100 {
		t.Fatalf("%d streams: want more", len(golden.Streams))
	}
	ways := map[string]func(goldenDraw, *Random) []float64{"fill": goldenDraw.from, "one by one": goldenDraw.oneByOne}
	for name, values := range ways {
		t.Run(name, func(t *testing.T) {
			var normals, exact int
			var worst uint64
			for _, stream := range golden.Streams {
				r := NewRandom(stream.Seed)
				for i, draw := range stream.Draws {
					got := values(draw, r)
					at := "seed " + strconv.FormatUint(uint64(stream.Seed), 10) + ", draw " + strconv.Itoa(i) + ", " + draw.Kind
					if draw.Checksum != "" {
						if sum := checksum(got); sum != draw.Checksum {
							t.Errorf("%s: checksum of %d values %s, want %s", at, draw.Count, sum, draw.Checksum)
						}
						continue
					}
					for j, want := range draw.Bits {
						v := got[j*max(draw.Every, 1)]
						if draw.Kind == "standard_normal" {
							normals++
							if v == want {
								exact++
							}
							worst = max(worst, ulps(v, want))
							if ulps(v, want) <= normalTolerance {
								continue
							}
						}
						if v != want {
							t.Fatalf("%s: value %d is %v, want %v", at, j, v, want)
						}
					}
				}
			}
			t.Logf("normal values: %d of %d exact, at most %d units in the last place off", exact, normals, worst)
			if float64(exact) < normalExact*float64(normals) {
				t.Errorf("want at least %v exact", normalExact)
			}
		})
	}
}

// checksum is the sum of bits[i] (2i+1) modulo 2⁶⁴, in hex.
func checksum(values []float64) string {
	var sum uint64
	for i, v := range values {
		sum += math.Float64bits(v) * uint64(2*i+1)
	}
	s := strconv.FormatUint(sum, 16)
	for len(s) < 16 {
		s = "0" + s
	}
	return s
}

// The tutorial's program draws four tensors in a row; drawing them as one is
// the same stream.
func TestFillRandomContinues(t *testing.T) {
	whole := make([]float64, 10*4+8*4+8*8+8)
	NewRandom(0).FillRandom(whole)

	parts := make([]float64, len(whole))
	r := NewRandom(0)
	rest := parts
	for _, n := range []int{10 * 4, 8 * 4, 8 * 8, 8} {
		r.FillRandom(rest[:n])
		rest = rest[n:]
	}
	for i := range whole {
		if parts[i] != whole[i] {
			t.Fatalf("value %d: %v in parts, %v at once", i, parts[i], whole[i])
		}
	}
}

func BenchmarkFillRandom(b *testing.B) {
	dst := make([]float64, 1_000_000)
	r := NewRandom(0)
	b.SetBytes(int64(8 * len(dst)))
	for b.Loop() {
		r.FillRandom(dst)
	}
}

// The words are those of another implementation, for seeds of all sizes and over
// many blocks.
func TestWords(t *testing.T) {
	for _, seed := range []uint32{0, 1, 5489, 1<<31 - 1, 1 << 31, math.MaxUint32} {
		var got twister
		got.seed(seed)
		want := prng.NewMT19937()
		want.Seed(uint64(seed))
		for block := range 5 {
			got.refill()
			for i, w := range got.words {
				if have, want := tempered(w), want.Uint32(); have != want {
					t.Fatalf("seed %d, word %d: %d, want %d", seed, block*twisterN+i, have, want)
				}
			}
		}
	}
}

// BenchmarkWords is what the two million words under BenchmarkFillRandom cost.
func BenchmarkWords(b *testing.B) {
	var stream twister
	stream.seed(0)
	b.SetBytes(8 * 1_000_000)
	for b.Loop() {
		for range 2_000_000 / twisterN {
			stream.refill()
		}
	}
}

// BenchmarkLibrary is what they cost in gonum, one at a time.
func BenchmarkLibrary(b *testing.B) {
	stream := prng.NewMT19937()
	var sum uint32
	b.SetBytes(8 * 1_000_000)
	for b.Loop() {
		for range 2_000_000 {
			sum += stream.Uint32()
		}
	}
	_ = sum
}
