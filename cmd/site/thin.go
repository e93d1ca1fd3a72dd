package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
)

// thin rewrites the initial memory of a program that Go linked, so that it
// compresses better; the code stays as it is.
//
// The linker leaves out each run of eight zeros, and so cuts the memory into some
// forty thousand segments. Their offsets are what compresses worst; the zeros
// would cost next to nothing. thin makes them one segment, which also starts
// sooner. And it takes out what only a traceback would say.
func thin(program []byte) ([]byte, error) {
	rest, ok := bytes.CutPrefix(program, []byte(wasmHeader))
	if !ok {
		return nil, fmt.Errorf("not a WebAssembly program of version 1")
	}
	out := []byte(wasmHeader)
	for len(rest) > 0 {
		section := reader{rest[1:]}
		content := section.bytes()
		if rest[0] == dataSection {
			start, memory, err := initialMemory(content)
			if err != nil {
				return nil, err
			}
			if err := dropPlaces(start, memory); err != nil {
				return nil, err
			}
			content = oneSegment(start, memory)
		}
		out = append(out, rest[0])
		out = appendBytes(out, content)
		rest = section.rest
	}
	return out, nil
}

// What introduces a segment at a constant offset of memory 0, and ends that offset.
const (
	active   = "\x00\x41" // memory 0; i32.const
	constEnd = "\x0b"
)

// initialMemory puts the segments of a data section in their places: memory
// begins at start.
func initialMemory(section []byte) (start int, memory []byte, err error) {
	type segment struct {
		offset  int
		content []byte
	}
	r := reader{section}
	segments := make([]segment, r.unsigned())
	if len(segments) == 0 {
		return 0, nil, fmt.Errorf("no initial memory")
	}
	end := 0
	for i := range segments {
		if string(r.take(len(active))) != active {
			return 0, nil, fmt.Errorf("segment %d of %d is not at a constant offset", i, len(segments))
		}
		s := &segments[i]
		s.offset = r.signed()
		r.take(len(constEnd))
		s.content = r.bytes()
		if i == 0 || s.offset < start {
			start = s.offset
		}
		end = max(end, s.offset+len(s.content))
	}
	memory = make([]byte, end-start)
	for _, s := range segments {
		copy(memory[s.offset-start:], s.content)
	}
	return start, memory, nil
}

func oneSegment(start int, memory []byte) []byte {
	out := append([]byte{1}, active...)
	out = appendSigned(out, start)
	out = append(out, constEnd...)
	return appendBytes(out, memory)
}

// The table of functions, runtime.pclntab, as Go 1.20 to 1.26 lay it out for a
// machine with 8-byte words whose instructions are counted one by one: pcHeader
// and _func in runtime/symtab.go and runtime/runtime2.go. Another layout has
// another number in front.
var functionTable = []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, 8}

const (
	// In the header, after functionTable, in words.
	functionCount   = 1
	namesOffset     = 4 // of functions
	programsOffset  = 7 // of the tables by program counter
	functionsOffset = 8
	// In runtime.moduledata, in words, where those two are what it begins with:
	// addresses of the header, of the names and of the data of functions.
	headerAddress  = 0
	namesAddress   = 1
	bucketsAddress = 19 // of where to look for an address: findfuncbucket in runtime/symtab.go
	beginAddress   = 20 // of code
	endAddress     = 21
	dataAddress    = 40
	// How many addresses a bucket is for, and its size in words of 4 bytes.
	bucketSpan  = 4096
	bucketWords = 5
	// In what is written of each function, in bytes.
	nameAt     = 4
	framesAt   = 16 // offset of its table of frame sizes; table 0 is none
	filesAt    = 20
	linesAt    = 24
	tableCount = 28 // how many more tables it has by program counter
	unitAt     = 32 // where the names of its unit's files begin
	lineAt     = 36 // the line with its "func"
	kindAt     = 40 // 0 for most, not for a wrapper or what the runtime treats apart; a byte
	dataCount  = 43 // how many offsets of other data follow those tables; a byte
	tablesAt   = 44
	noData     = 0xffffffff
)

// Which of a function's tables by program counter and of its other data only
// tracebacks, traces and signals ask for, as internal/abi/symtab.go counts them.
// What was inlined recover asks for too, when it counts the frames that are no
// wrappers: for that, wrappers alone have to keep it.
const (
	unsafePoints  = 0
	inlinedTable  = 2
	argumentsLive = 3

	inlinedData       = 3
	argumentInfo      = 5
	argumentsLiveInfo = 6
	wrapped           = 7
)

// dropPlaces takes the names of functions and files, the numbers of lines, the
// kinds of arguments and what was inlined out of the table of functions: more than a
// sixth of the compressed program. A traceback, which alone needs them, goes to the
// console only when a fault of the runtime ends the program; build/linked.wasm
// still has them. It takes out also where a signal must not stop a function:
// WebAssembly has none. The frames stay, for the collector and for recover. Memory
// begins at start.
func dropPlaces(start int, memory []byte) error {
	if n := bytes.Count(memory, functionTable); n != 1 {
		return fmt.Errorf("%d tables of functions as of Go 1.20 to 1.26, want 1", n)
	}
	address := bytes.Index(memory, functionTable)
	table := memory[address:]
	word := func(i int) int { return int(binary.LittleEndian.Uint64(table[8*i:])) }
	programs := table[word(programsOffset):]
	functions := table[word(functionsOffset):]
	module, err := moduleData(start, memory, start+address, start+address+word(namesOffset))
	if err != nil {
		return err
	}
	data := memory[module(dataAddress)-start:]

	// One table by program counter serves all functions for which it is the same,
	// and so does other data.
	used, dropped := map[uint32]bool{0: true}, map[uint32]bool{}
	usedData, allData := map[uint32]bool{}, map[uint32]bool{}
	for i := range word(functionCount) {
		f := functions[binary.LittleEndian.Uint32(functions[8*i+4:]):]
		at := func(offset int) uint32 { return binary.LittleEndian.Uint32(f[offset:]) }
		drop := func(offset int) {
			dropped[at(offset)] = true
			clear(f[offset : offset+4])
		}
		drop(filesAt)
		drop(linesAt)
		clear(f[nameAt : nameAt+4])
		clear(f[unitAt : lineAt+4])
		plain := f[kindAt] == 0
		used[at(framesAt)] = true
		tables := int(at(tableCount))
		for t := range tables {
			offset := tablesAt + 4*t
			if t == unsafePoints || t == argumentsLive || t == inlinedTable && plain {
				drop(offset)
			}
			used[at(offset)] = true
		}
		for d := range int(f[dataCount]) {
			offset := tablesAt + 4*(tables+d)
			allData[at(offset)] = true
			if d == argumentInfo || d == argumentsLiveInfo || d == wrapped || d == inlinedData && plain {
				binary.LittleEndian.PutUint32(f[offset:], noData)
			}
			usedData[at(offset)] = true
		}
	}
	for offset := range dropped {
		if !used[offset] {
			clear(programs[offset:][:programLength(programs[offset:])])
		}
	}
	// Data ends where the next begins; the last stays, whose end nothing tells.
	delete(allData, noData)
	begins := slices.Sorted(maps.Keys(allData))
	for i, offset := range begins[:max(len(begins)-1, 0)] {
		if !usedData[offset] {
			clear(data[offset:begins[i+1]])
		}
	}
	clear(table[word(namesOffset):word(programsOffset)]) // of functions, units and files
	return nil
}

// moduleData finds the words of runtime.moduledata, by the address of the table of
// functions and that of its names.
func moduleData(start int, memory []byte, header, names int) (word func(i int) int, err error) {
	for at := -start & 7; at+8*(dataAddress+1) <= len(memory); at += 8 {
		word := func(i int) int { return int(binary.LittleEndian.Uint64(memory[at+8*i:])) }
		inside := func(i int) bool { return start <= word(i) && word(i) < start+len(memory) }
		if word(headerAddress) == header && word(namesAddress) == names && inside(bucketsAddress) && inside(dataAddress) {
			return word, nil
		}
	}
	return nil, fmt.Errorf("no runtime.moduledata as of Go 1.20 to 1.26 refers to the table of functions")
}

// programLength is the length of a table by program counter: pairs of the change
// of the value and the change of the counter, ended by a change of 0, which only
// the first pair may have.
func programLength(table []byte) int {
	r := reader{table}
	for first := true; ; first = false {
		if r.unsigned() == 0 && !first {
			return len(table) - len(r.rest)
		}
		r.unsigned()
	}
}

// reader reads what a linker wrote, and panics where that ends too soon.
type reader struct{ rest []byte }

func (r *reader) take(n int) []byte {
	taken := r.rest[:n]
	r.rest = r.rest[n:]
	return taken
}

func (r *reader) unsigned() int {
	v, n := binary.Uvarint(r.rest)
	r.rest = r.rest[n:]
	return int(v)
}

// signed reads a signed LEB128 of up to 64 bits.
func (r *reader) signed() int {
	v, shift := 0, 0
	for {
		b := r.take(1)[0]
		v |= int(b&0x7f) << shift
		shift += 7
		if b&0x80 == 0 {
			if b&0x40 != 0 {
				v |= -1 << shift
			}
			return v
		}
	}
}

func (r *reader) bytes() []byte { return r.take(r.unsigned()) }

func appendBytes(out, content []byte) []byte {
	return append(binary.AppendUvarint(out, uint64(len(content))), content...)
}

func appendSigned(out []byte, v int) []byte {
	for {
		b := byte(v & 0x7f)
		v >>= 7
		if (v == 0 && b&0x40 == 0) || (v == -1 && b&0x40 != 0) {
			return append(out, b)
		}
		out = append(out, b|0x80)
	}
}
