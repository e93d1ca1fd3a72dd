package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// unpackUnderNode unpacks with what the page unpacks with, taking chunks of these
// sizes in turn.
func unpackUnderNode(t *testing.T, packed []byte, sizes ...string) ([]byte, error) {
	t.Helper()
	if _, err := os.Stat("../../build/unpack.wasm"); err != nil {
		t.Skip("make build/unpack.wasm: ", err)
	}
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip(err)
	}
	var said bytes.Buffer
	node := exec.Command("node", append([]string{"testdata/unpack.mjs"}, sizes...)...)
	node.Stdin, node.Stderr = bytes.NewReader(packed), &said
	program, err := node.Output()
	if err != nil {
		err = fmt.Errorf("%w\n%s", err, said.String())
	}
	return program, err
}

func TestUnpackedAProgramIsTheSame(t *testing.T) {
	program, err := thin(linkStacks(t))
	if err != nil {
		t.Fatal(err)
	}
	packed, err := pack(program)
	if err != nil {
		t.Fatal(err)
	}
	if len(packed) > len(program)*2/3 {
		t.Errorf("packed it has %d of %d bytes", len(packed), len(program))
	}
	for _, sizes := range [][]string{{"100000000"}, {"65536"}, {"1", "9", "4096", "31"}} {
		unpacked, err := unpackUnderNode(t, packed, sizes...)
		if err != nil {
			t.Fatal(err)
		}
		same := 0
		for same < min(len(unpacked), len(program)) && unpacked[same] == program[same] {
			same++
		}
		if same < max(len(unpacked), len(program)) {
			t.Errorf("chunks of %v: %d bytes, want %d; they differ at %d", sizes, len(unpacked), len(program), same)
		}
	}
}

func TestThePageUnpacksWhatIsLinked(t *testing.T) {
	linked, err := os.ReadFile("../../build/linked.wasm")
	if err != nil {
		t.Skip("make build: ", err)
	}
	program, err := thin(linked)
	if err != nil {
		t.Fatal(err)
	}
	packed, err := os.ReadFile("../../build/playground.wasm")
	if err != nil {
		t.Fatal(err)
	}
	unpacked, err := unpackUnderNode(t, packed, "65536")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(unpacked, program) {
		t.Errorf("build/playground.wasm is not build/linked.wasm, made thin")
	}
}

// A browser refuses to compile what comes of it, or is told before.
func TestUnpackingWhatIsNotPackedEnds(t *testing.T) {
	for name, said := range map[string]string{
		"nothing more":        packedHeader,
		"zeros":               packedHeader + strings.Repeat("\x00", 10000),
		"ones":                packedHeader + strings.Repeat("\xff", 10000),
		"code without an end": packedHeader + "\x40\x01\x00\x0a\x20\x01\x00",
	} {
		begun := time.Now()
		unpackUnderNode(t, []byte(said), "65536")
		if took := time.Since(begun); took > 5*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
	}
}

// module is a program with a section of code that has one function, and no data.
func module(instructions string) []byte {
	function := appendBytes(nil, []byte("\x00"+instructions))
	return appendBytes([]byte(wasmHeader+"\x0a"), append([]byte{1}, function...))
}

func TestPackSaysWhatItDoesNotKnow(t *testing.T) {
	for name, c := range map[string]struct {
		program []byte
		want    string
	}{
		"text":                {[]byte("<!doctype html>"), "not a WebAssembly program"},
		"no code":             {[]byte(wasmHeader), "no section of code"},
		"SIMD":                {module("\xfd\x0c\x0b"), "function 0: unknown instruction 0xfd"},
		"a table of elements": {module("\xfc\x0c\x00\x00\x0b"), "function 0: unknown instruction 0xfc 12"},
		"a phrase":            {module("\xc5\x0b"), "function 0: unknown instruction 0xc5"},
		"no end":              {module("\x01"), "function 0: its end is missing"},
		"two ends":            {module("\x0b\x0b"), "function 0: 1 bytes follow its end"},
		"a long branch":       {module("\x0c\x80\x00\x0b"), "instruction 0xc has 80 00, which is not the shortest way"},
		"a long address":      {module("\x42\x80\x80\x80\x80\x81\x00\x0b"), "instruction 0x42 has 80 80 80 80 81 00"},
		"a long size":         {[]byte(wasmHeader + "\x0a\x05\x01\x82\x00\x00\x0b"), "the size of function 0"},
		"two pieces of memory": {append(module("\x0b"), "\x0b\x0b\x02\x00\x41\x10\x0b\x00\x00\x41\x10\x0b\x00"...),
			"no table of functions"},
	} {
		if _, err := pack(c.program); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", name, err, c.want)
		}
	}
}
