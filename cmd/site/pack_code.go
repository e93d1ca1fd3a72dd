package main

import (
	"encoding/binary"
	"fmt"
)

// Instructions that WebAssembly has not, and a packed program has.
const (
	firstPhrase   = 0xc5 // to mostPhrases after it, see findPhrases
	returnAddress = 0xf8
	jumpTarget    = 0xf9
)

// The instructions of WebAssembly that are packed differently, or that tell how.
const (
	opBlock    = 0x02
	opIf       = 0x04
	opEnd      = 0x0b
	opBr       = 0x0c
	opBrIf     = 0x0d
	opBrTable  = 0x0e
	opLocalSet = 0x21
	opI32Const = 0x41
	opI64Const = 0x42
	opF32Const = 0x43
	opF64Const = 0x44
	opMore     = 0xfc // and a number, by which it has operands of its own
)

// operands is how many numbers follow an instruction, of those that Go writes; -1
// for an instruction that it does not.
func operands(op byte) int {
	switch {
	case op <= 0x01, op == 0x05, op == opEnd, op == 0x0f, op == 0x1a, op == 0x1b, 0x45 <= op && op <= 0xc4:
		return 0
	case opBlock <= op && op <= opIf, op == opBr, op == opBrIf, op == 0x10, 0x20 <= op && op <= 0x24,
		op == 0x3f, op == 0x40, op == opI32Const, op == opI64Const:
		return 1
	case op == 0x11, 0x28 <= op && op <= 0x3e:
		return 2
	}
	return -1
}

// A symbol of packed code is a byte, and whether an instruction begins with it.
type symbol uint16

const begins symbol = 0x100

// firstFunction is what Go's linker for WebAssembly adds to the number of a function
// for the upper 48 bits of an address; the lower 16 count the function's blocks.
const firstFunction = 0x1000

// packCode packs the section of code. Every call in Go stores the address to return
// to and leaves by a branch if the stack is to be unwound, and every jump branches to
// the loop around the function with the number of a block. What a function does with
// these numbers grows with each of its blocks, and no two of them look the same to a
// compressor. So
//
//	i64.const of an address in the function   becomes returnAddress, the difference from the last one
//	i32.const of a block, as jumpTarget       the difference from that address's block
//	br, br_if                                 count blocks from the outermost
//	br_table                                  says how much each number exceeds the one before
//
// and the size of a function, which its end tells, is left out: all in all a quarter
// of the compressed code.
func packCode(section []byte) (out []symbol, longest int, err error) {
	r := reader{section}
	count := r.unsigned()
	for _, b := range section[:len(section)-len(r.rest)] {
		out = append(out, symbol(b))
	}
	for i := range count {
		before := len(r.rest)
		body := r.bytes()
		if size := len(body); len(binary.AppendUvarint(nil, uint64(size)))+size != before-len(r.rest) {
			return nil, 0, fmt.Errorf("the size of function %d is not written in the shortest way", i)
		}
		begin := len(out)
		if out, err = packFunction(out, body, firstFunction+i); err != nil {
			return nil, 0, fmt.Errorf("function %d: %w", i, err)
		}
		longest = max(longest, len(out)-begin)
	}
	return out, longest, nil
}

func packFunction(out []symbol, body []byte, number int) ([]symbol, error) {
	add := func(bytes []byte) {
		for _, b := range bytes {
			out = append(out, symbol(b))
		}
	}
	signed := func(v int) { add(appendSigned(nil, v)) }

	r := reader{body}
	for range r.unsigned() { // kinds of locals
		r.unsigned()
		r.take(1)
	}
	add(body[:len(body)-len(r.rest)])
	depth, address := 0, number<<16
	for depth >= 0 {
		if len(r.rest) == 0 {
			return nil, fmt.Errorf("its end is missing")
		}
		from := r.rest
		op := r.take(1)[0]
		// What the decoder writes again has to be what was read.
		same := func(written []byte) error {
			if read := from[1 : len(from)-len(r.rest)]; string(written) != string(read) {
				return fmt.Errorf("instruction %#x has % x, which is not the shortest way to write it", op, read)
			}
			return nil
		}
		begin := func(op symbol) { out = append(out, begins|op) }
		var err error
		switch {
		case op == opBr || op == opBrIf:
			v := r.unsigned()
			err = same(binary.AppendUvarint(nil, uint64(v)))
			begin(symbol(op))
			signed(depth - v)
		case op == opBrTable:
			begin(symbol(op))
			most := r.unsigned()
			written := binary.AppendUvarint(nil, uint64(most))
			signed(most)
			last := 0
			for range most + 1 {
				v := r.unsigned()
				written = binary.AppendUvarint(written, uint64(v))
				signed(v - last)
				last = v
			}
			err = same(written)
		case op == opI64Const:
			v := r.signed()
			if v>>16 != number {
				begin(symbol(op))
				add(from[1 : len(from)-len(r.rest)])
				break
			}
			err = same(appendSigned(nil, v))
			begin(returnAddress)
			signed(v - address)
			address = v
		case op == opI32Const:
			v := r.signed()
			if len(r.rest) < 2 || r.rest[0] != opLocalSet || r.rest[1] != 0 {
				begin(symbol(op))
				add(from[1 : len(from)-len(r.rest)])
				break
			}
			err = same(appendSigned(nil, v))
			begin(jumpTarget)
			signed(v - address&0xffff)
		default:
			switch op {
			case opF32Const:
				r.take(4)
			case opF64Const:
				r.take(8)
			case opMore:
				switch n := r.unsigned(); {
				case n == 10: // memory.copy
					r.take(2)
				case n == 11: // memory.fill
					r.take(1)
				case n > 7: // the others convert, and have no operands
					return nil, fmt.Errorf("unknown instruction %#x %d", op, n)
				}
			default:
				n := operands(op)
				if n < 0 {
					return nil, fmt.Errorf("unknown instruction %#x", op)
				}
				for range n {
					r.unsigned()
				}
			}
			begin(symbol(op))
			add(from[1 : len(from)-len(r.rest)])
			switch {
			case opBlock <= op && op <= opIf: // with loop between them
				depth++
			case op == opEnd:
				depth--
			}
		}
		if err != nil {
			return nil, err
		}
	}
	if len(r.rest) > 0 {
		return nil, fmt.Errorf("%d bytes follow its end", len(r.rest))
	}
	return out, nil
}
