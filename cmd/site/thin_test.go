package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

// linkStacks links testdata/stacks as the page's program is linked.
func linkStacks(t *testing.T) []byte {
	t.Helper()
	target := filepath.Join(t.TempDir(), "stacks.wasm")
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w -buildid=", "-o", target, "./testdata/stacks")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	program, err := os.ReadFile(target)
	if err != nil {
		t.Fatal(err)
	}
	return program
}

// runUnderNode returns what a program that ends by a panic wrote.
func runUnderNode(t *testing.T, program []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "program.wasm")
	if err := os.WriteFile(file, program, 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("node", filepath.Join(runtime.GOROOT(), "lib/wasm/wasm_exec_node.js"), file).CombinedOutput()
	if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) || exit.ExitCode() != 2 {
		t.Fatalf("ended with %v, want the status of a panic\n%s", err, out)
	}
	return string(out)
}

func TestAThinProgramDoesTheSame(t *testing.T) {
	linked := linkStacks(t)
	thinner, err := thin(linked)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := thin(thinner); err != nil || !bytes.Equal(again, thinner) {
		t.Errorf("thinned twice it is another program: %v", err)
	}
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip(err)
	}
	want := runUnderNode(t, linked)
	if strings.Contains(want, "?:0") || !strings.Contains(want, "\tgithub.com/") {
		t.Fatalf("the program as linked has no places in its traceback:\n%s", want)
	}
	// A name that is asked for is empty; and of the traceback only the counters are
	// left, among those of the runtime, which nothing tells apart any more.
	const trace = "\ngoroutine 1 [running]:\n"
	got := runUnderNode(t, thinner)
	gotSaid, gotFrames, _ := strings.Cut(got, trace)
	wantSaid, wantFrames, _ := strings.Cut(want, trace)
	if wantSaid = strings.Replace(wantSaid, "called by main.main", "called by ", 1); gotSaid != wantSaid {
		t.Errorf("thinned it wrote\n%s\nwant\n%s", gotSaid, wantSaid)
	}
	for _, counter := range regexp.MustCompile(`\+0x\w+`).FindAllString(wantFrames, -1) {
		_, rest, found := strings.Cut(gotFrames, "?:0 "+counter)
		if !found {
			t.Errorf("thinned it wrote\n%s\nwant\n%s", got, want)
		}
		gotFrames = rest
	}
	for _, said := range []string{"index: runtime error: index out of range [3]", "error: of ours", "nothing", "depth 5000", "called by main.main"} {
		if !strings.Contains(want, said) {
			t.Errorf("the program did not say %q:\n%s", said, want)
		}
	}
}

func TestThinKeepsTheMemory(t *testing.T) {
	section := []byte{3,
		0, 0x41, 0xc0, 0x00, 0x0b, 2, 'c', 'd', // at 64: its signed LEB128 has two bytes
		0, 0x41, 0x10, 0x0b, 3, 'a', 0, 'b', // at 16, out of order, as the linker may write them
		0, 0x41, 0xc3, 0x00, 0x0b, 1, 'e', // at 67
	}
	start, memory, err := initialMemory(section)
	want := "a\x00b" + strings.Repeat("\x00", 64-19) + "cd\x00e"
	if err != nil || start != 16 || string(memory) != want {
		t.Errorf("at %d: %q, %v; want at 16: %q", start, memory, err, want)
	}
	againAt, again, err := initialMemory(oneSegment(start, memory))
	if err != nil || againAt != start || !bytes.Equal(again, memory) {
		t.Errorf("written and read again, at %d: %q, %v", againAt, again, err)
	}
}

func TestSignedNumbers(t *testing.T) {
	for _, v := range []int{0, 1, 63, 64, 127, 128, 8191, 8192, 1 << 31, -1, -64, -65, -1 << 31} {
		r := reader{appendSigned(nil, v)}
		if got := r.signed(); got != v || len(r.rest) != 0 {
			t.Errorf("%d was read as %d with %d bytes left", v, got, len(r.rest))
		}
	}
}

func TestThinSaysWhatItDoesNotKnow(t *testing.T) {
	const header = "\x00asm\x01\x00\x00\x00"
	for name, c := range map[string]struct{ program, want string }{
		"text":             {"<!doctype html>", "not a WebAssembly program"},
		"passive segment":  {header + "\x0b\x04\x01\x01\x01a", "not at a constant offset"},
		"empty memory":     {header + "\x0b\x01\x00", "no initial memory"},
		"no Go":            {header + "\x0b\x07\x01\x00\x41\x10\x0b\x01a", "0 tables of functions"},
		"two tables of Go": {header + "\x0b\x16\x01\x00\x41\x10\x0b\x10" + strings.Repeat(string(functionTable), 2), "2 tables of functions"},
	} {
		if _, err := thin([]byte(c.program)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", name, err, c.want)
		}
	}
}
