package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
)

// A packed program says the same as the program in WebAssembly that Go linked, in
// less: wasm/unpack gives that back while it arrives, byte for byte. Numbers are
// LEB128, as in WebAssembly. It is
//
//	packedHeader
//	size of the program
//	how much of this, at most, tells a function
//	phrases: their number, then of each its code (a byte), its length and what it stands for
//	section after section: number (a byte), size in the program, content
//
// The content of the section of code is the number of functions, then of each its
// locals and its instructions as packCode writes them. That of any other is pieces:
//
//	length, bytes, records; for 0 of them the section ends, else they follow as packTable writes them
const packedHeader = "\x00asmpack"

// mostOfHeader is what all before the sections may take: wasm/unpack reads it at once.
const mostOfHeader = 4096

const (
	wasmHeader  = "\x00asm\x01\x00\x00\x00"
	codeSection = 10
	dataSection = 11 // of initial memory
)

// writePacked writes the program that Go linked in the form in which it is served.
func writePacked(linked, target string) error {
	program, err := os.ReadFile(linked)
	if err != nil {
		return err
	}
	if program, err = thin(program); err == nil {
		program, err = pack(program)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", linked, err)
	}
	return os.WriteFile(target, program, 0o644)
}

// pack packs a program that thin wrote.
func pack(program []byte) ([]byte, error) {
	rest, ok := bytes.CutPrefix(program, []byte(wasmHeader))
	if !ok {
		return nil, fmt.Errorf("not a WebAssembly program of version 1")
	}
	var phrases, sections []byte
	longest := 0
	for len(rest) > 0 {
		number := rest[0]
		section := reader{rest[1:]}
		content := section.bytes()
		sections = append(sections, rest[:len(rest)-len(content)-len(section.rest)]...)
		rest = section.rest
		switch number {
		case codeSection:
			var symbols []symbol
			var packed []byte
			var err error
			if symbols, longest, err = packCode(content); err != nil {
				return nil, err
			}
			phrases, packed = findPhrases(symbols)
			sections = append(sections, packed...)
		case dataSection:
			tables, err := findTables(content)
			if err != nil {
				return nil, err
			}
			sections = append(sections, packTables(content, tables)...)
		default:
			sections = append(sections, packTables(content, nil)...)
		}
	}
	if phrases == nil {
		return nil, fmt.Errorf("no section of code")
	}
	out := binary.AppendUvarint([]byte(packedHeader), uint64(len(program)))
	out = binary.AppendUvarint(out, uint64(longest))
	out = append(out, phrases...)
	if len(out) > mostOfHeader {
		return nil, fmt.Errorf("%d bytes before the sections, want at most %d", len(out), mostOfHeader)
	}
	return append(out, sections...), nil
}
