package npz

import (
	"encoding/binary"
	"math"
	"strconv"
)

// Type is how values are kept in a file.
type Type struct {
	Name string // NumPy's
	Size int    // bytes of a value
	big  bool   // the first byte is the highest
	get  func(order binary.ByteOrder, b []byte) float64
}

// types by the kind and size that NumPy writes.
var types = []struct {
	code string
	Type
}{
	{"f8", Type{"float64", 8, false, func(o binary.ByteOrder, b []byte) float64 { return math.Float64frombits(o.Uint64(b)) }}},
	{"f4", Type{"float32", 4, false, func(o binary.ByteOrder, b []byte) float64 { return float64(math.Float32frombits(o.Uint32(b))) }}},
	{"f2", Type{"float16", 2, false, func(o binary.ByteOrder, b []byte) float64 { return half(o.Uint16(b)) }}},
	{"i8", Type{"int64", 8, false, func(o binary.ByteOrder, b []byte) float64 { return float64(int64(o.Uint64(b))) }}},
	{"i4", Type{"int32", 4, false, func(o binary.ByteOrder, b []byte) float64 { return float64(int32(o.Uint32(b))) }}},
	{"i2", Type{"int16", 2, false, func(o binary.ByteOrder, b []byte) float64 { return float64(int16(o.Uint16(b))) }}},
	{"i1", Type{"int8", 1, false, func(_ binary.ByteOrder, b []byte) float64 { return float64(int8(b[0])) }}},
	{"u8", Type{"uint64", 8, false, func(o binary.ByteOrder, b []byte) float64 { return float64(o.Uint64(b)) }}},
	{"u4", Type{"uint32", 4, false, func(o binary.ByteOrder, b []byte) float64 { return float64(o.Uint32(b)) }}},
	{"u2", Type{"uint16", 2, false, func(o binary.ByteOrder, b []byte) float64 { return float64(o.Uint16(b)) }}},
	{"u1", Type{"uint8", 1, false, func(_ binary.ByteOrder, b []byte) float64 { return float64(b[0]) }}},
	{"b1", Type{"bool", 1, false, func(_ binary.ByteOrder, b []byte) float64 {
		if b[0] != 0 {
			return 1
		}
		return 0
	}}},
	{"bf", Type{"bfloat16", 2, false, func(o binary.ByteOrder, b []byte) float64 {
		return float64(math.Float32frombits(uint32(o.Uint16(b)) << 16))
	}}},
}

// TypeNamed finds a type by NumPy's name of it, little-endian.
func TypeNamed(name string) (Type, bool) {
	for _, t := range types {
		if t.Name == name {
			return t.Type, true
		}
	}
	return Type{}, false
}

// typeOf reads a descr: a byte order, a kind and a size.
func typeOf(descr string) (Type, bool) {
	big := false
	if descr != "" {
		switch descr[0] {
		case '>':
			big = true
			descr = descr[1:]
		case '<', '|', '=':
			descr = descr[1:]
		}
	}
	for _, t := range types {
		if t.code == descr && t.Name != "bfloat16" {
			t.big = big
			return t.Type, true
		}
	}
	return Type{}, false
}

// half is IEEE 754's binary16: a sign, five bits of exponent with bias 15, ten bits of
// fraction.
func half(b uint16) float64 {
	exponent, fraction := int(b>>10&31), float64(b&1023)
	v := 0.0
	switch exponent {
	case 0:
		v = math.Ldexp(fraction, -24)
	case 31:
		if v = math.Inf(1); fraction != 0 {
			v = math.NaN()
		}
	default:
		v = math.Ldexp(1024+fraction, exponent-25)
	}
	if b&(1<<15) != 0 {
		v = math.Copysign(v, -1)
	}
	return v
}

// Decode gives the values of a shape in row-major order; they lie in bytes so, or
// column-major. It refuses what is no number, not finite, or beyond [LargestValue]: of
// such values no network makes anything that could be looked at.
func (t *Type) Decode(name string, bytes []byte, shape []int, columnMajor bool) ([]float64, error) {
	var order binary.ByteOrder = binary.LittleEndian
	if t.big {
		order = binary.BigEndian
	}
	out := make([]float64, len(bytes)/t.Size)
	for i := range out {
		v := t.get(order, bytes[i*t.Size:])
		at := i
		if columnMajor {
			at = rowMajor(i, shape)
		}
		if !(math.Abs(v) <= LargestValue) {
			return nil, Refuse(NotFinite, name, PlaceIn(at, shape), strconv.FormatFloat(v, 'g', -1, 64))
		}
		out[at] = v
	}
	return out, nil
}

// rowMajor is where a value belongs that is the i-th in column-major order.
func rowMajor(i int, shape []int) int {
	at, stride := 0, 1
	for _, n := range shape {
		stride *= n
	}
	for _, n := range shape {
		stride /= n
		at += i % n * stride
		i /= n
	}
	return at
}

// PlaceIn writes the indices of the i-th value of a shape, as Python does: [2, 0].
func PlaceIn(i int, shape []int) string {
	text := "]"
	for d := len(shape) - 1; d >= 0; d-- {
		text = strconv.Itoa(i%shape[d]) + text
		i /= shape[d]
		if d > 0 {
			text = ", " + text
		}
	}
	return "[" + text
}
