//go:build !js

package numpy

import (
	"bufio"
	"encoding/binary"
	"io"
	"math"
	"strings"
	"sync"
	"testing"

	"github.com/rnn-playground/rnn-playground/internal/python"
)

// process is a Python that answers what the real NumPy does, by the protocol
// that testdata/ask_numpy.py describes.
type process struct {
	mu  sync.Mutex
	in  io.WriteCloser
	out *bufio.Reader
}

// startNumPy starts one process for the whole test.
func startNumPy(t testing.TB) *process {
	t.Helper()
	python.Need(t, "numpy")
	command := python.Command("testdata/ask_numpy.py")
	in, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	p := &process{in: in, out: bufio.NewReader(out)}
	t.Cleanup(func() {
		in.Close()
		if err := command.Wait(); err != nil {
			t.Error(err)
		}
	})
	t.Logf("comparing with %s", p.ask(t, []byte{'v'}))
	return p
}

func (p *process) ask(t testing.TB, question []byte) []byte {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, err := p.in.Write(question); err != nil {
		t.Fatal(err)
	}
	var size [4]byte
	if _, err := io.ReadFull(p.out, size[:]); err != nil {
		t.Fatal(err)
	}
	answer := make([]byte, binary.LittleEndian.Uint32(size[:]))
	if _, err := io.ReadFull(p.out, answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

func (p *process) array(t testing.TB, a []float64, shape []int) string {
	t.Helper()
	q := binary.LittleEndian.AppendUint32([]byte{'a'}, uint32(len(shape)))
	for _, n := range shape {
		q = binary.LittleEndian.AppendUint32(q, uint32(n))
	}
	for _, v := range a {
		q = appendFloat(q, v)
	}
	return string(p.ask(t, q))
}

func (p *process) element(t testing.TB, v float64) (positional, scientific string) {
	t.Helper()
	positional, scientific, _ = strings.Cut(string(p.ask(t, appendFloat([]byte{'e'}, v))), "\n")
	return positional, scientific
}

// streamDraw is one call of a method that fills an array.
type streamDraw struct {
	kind      byte // r, u, n as in ask_numpy.py
	count     int
	low, high float64
}

func (p *process) stream(t testing.TB, seed uint32, draws []streamDraw) []float64 {
	t.Helper()
	q := binary.LittleEndian.AppendUint32([]byte{'r'}, seed)
	q = binary.LittleEndian.AppendUint32(q, uint32(len(draws)))
	for _, d := range draws {
		q = binary.LittleEndian.AppendUint32(append(q, d.kind), uint32(d.count))
		q = appendFloat(appendFloat(q, d.low), d.high)
	}
	answer := p.ask(t, q)
	values := make([]float64, len(answer)/8)
	for i := range values {
		values[i] = math.Float64frombits(binary.LittleEndian.Uint64(answer[8*i:]))
	}
	return values
}

func appendFloat(b []byte, v float64) []byte {
	return binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
}
