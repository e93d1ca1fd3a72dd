//go:build !js

package numpy

import (
	"bytes"
	"encoding/binary"
	"math"
	"testing"
)

// loaded is what the real np.load finds in a .npz file.
func (p *process) loaded(t testing.TB, file []byte) []Array {
	t.Helper()
	answer := p.ask(t, append(binary.LittleEndian.AppendUint32([]byte{'z'}, uint32(len(file))), file...))
	number := func() int {
		n := binary.LittleEndian.Uint32(answer)
		answer = answer[4:]
		return int(n)
	}
	var arrays []Array
	for len(answer) > 0 {
		n := number()
		a := Array{Name: string(answer[:n])}
		answer = answer[n:]
		size := 1
		for range number() {
			a.Shape = append(a.Shape, number())
			size *= a.Shape[len(a.Shape)-1]
		}
		for range size {
			a.Values = append(a.Values, math.Float64frombits(binary.LittleEndian.Uint64(answer)))
			answer = answer[8:]
		}
		arrays = append(arrays, a)
	}
	return arrays
}

func TestNumPyLoadsNPZ(t *testing.T) {
	numpy := startNumPy(t)
	large := make([]float64, 300*70)
	NewRandom(7).FillStandardNormal(large)
	want := append([]Array{{"large", large, []int{300, 70}}}, savedArrays...)
	var file bytes.Buffer
	if err := WriteNPZ(&file, want...); err != nil {
		t.Fatal(err)
	}
	got := numpy.loaded(t, file.Bytes())
	if len(got) != len(want) {
		t.Fatalf("%d arrays, want %d", len(got), len(want))
	}
	for i, a := range got {
		same := len(a.Values) == len(want[i].Values)
		for k, b := range bits(a.Values) {
			same = same && b == bits(want[i].Values)[k]
		}
		if a.Name != want[i].Name || FormatShape(a.Shape...) != FormatShape(want[i].Shape...) || !same {
			t.Errorf("np.load gives %s %v, want %s %v", a.Name, a.Shape, want[i].Name, want[i].Shape)
		}
	}
}
