package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
)

// A table is records of 4-byte words in a section.
type table struct {
	at     int   // where the first record begins
	begins []int // where each record begins, from at, and where the last ends
	size   int   // of each record, in words; 0 where it differs: begins are the second words of the table before
	change int   // how many words at the beginning of each record change from one to the next
}

// packTables writes a section in pieces, see packedHeader.
func packTables(section []byte, tables []table) (out []byte) {
	from := 0
	for _, t := range tables {
		out = appendBytes(out, section[from:t.at])
		out = packTable(out, section[t.at:], t)
		from = t.at + t.begins[len(t.begins)-1]
	}
	out = appendBytes(out, section[from:])
	return append(out, 0)
}

// packTable writes the number of records, the size and the change of each, and the
// length of what follows: the first words of all records, their second words, and
// so on, as long as not all the rest are 0. Of a word that changes it is the
// difference from the one before.
func packTable(out, memory []byte, t table) []byte {
	var words []byte
	length := 0
	for word, some := 0, true; some; word++ {
		some = false
		last := uint32(0)
		for i, begin := range t.begins[:len(t.begins)-1] {
			at := begin + 4*word
			if at >= t.begins[i+1] {
				continue
			}
			some = true
			v := binary.LittleEndian.Uint32(memory[at:])
			words = binary.LittleEndian.AppendUint32(words, v-last)
			if v != 0 {
				length = len(words)
			}
			if word < t.change {
				last = v
			}
		}
	}
	for _, n := range []int{len(t.begins) - 1, t.size, t.change} {
		out = binary.AppendUvarint(out, uint64(n))
	}
	return appendBytes(out, words[:length])
}

// findTables finds the tables of Go's runtime in a section of data of one segment: the
// functions by their addresses, what is written of each, and where to look for an
// address. Word by word they are half as large under brotli.
func findTables(section []byte) ([]table, error) {
	start, memory, err := initialMemory(section)
	if err != nil {
		return nil, err
	}
	before := len(section) - len(memory)
	if before < 0 || !bytes.Equal(section[before:], memory) {
		return nil, fmt.Errorf("the initial memory is not in one piece")
	}
	header := bytes.Index(memory, functionTable)
	if header < 0 {
		return nil, fmt.Errorf("no table of functions as of Go 1.20 to 1.26")
	}
	word := func(i int) int { return int(binary.LittleEndian.Uint64(memory[header+8*i:])) }
	module, err := moduleData(start, memory, start+header, start+header+word(namesOffset))
	if err != nil {
		return nil, err
	}
	count, functions := word(functionCount), header+word(functionsOffset)
	buckets := module(bucketsAddress) - start
	bucketCount := (module(endAddress) - module(beginAddress)) / bucketSpan // and one in part

	addresses := evenTable(functions, count, 2, 2)
	// Nothing tells where what is written of the last function ends.
	begin := func(i int) int { return int(binary.LittleEndian.Uint32(memory[functions+8*i+4:])) }
	written := table{at: functions + begin(0), change: 1}
	for i := range count {
		written.begins = append(written.begins, begin(i)-begin(0))
	}
	tables := []table{addresses, written, evenTable(buckets, bucketCount, bucketWords, 1)}
	for i := range tables {
		tables[i].at += before
	}
	slices.SortStableFunc(tables, func(a, b table) int { return a.at - b.at })
	return tables, nil
}

func evenTable(at, records, size, change int) table {
	t := table{at: at, size: size, change: change}
	for i := range records + 1 {
		t.begins = append(t.begins, 4*size*i)
	}
	return t
}
