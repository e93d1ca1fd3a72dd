package npz

import (
	"encoding/binary"
	"hash/crc32"
	"strconv"
	"strings"
)

// Entry is a file in a zip archive. Its content is compressed as Method says.
type Entry struct {
	Name       string
	Method     uint16 // Stored or Deflated
	Compressed []byte
	Offset     int // of Compressed in the archive
	Size       int // of the content
	Sum        uint32
}

// What the method of an entry may be: APPNOTE.TXT 6.3, section 4.4.5.
const (
	Stored   = 0
	Deflated = 8
)

const (
	mostEntries = 4096
	endRecord   = 22
	mostComment = 1<<16 - 1
)

// IsZip reports whether a file begins as a zip archive does.
func IsZip(file []byte) bool {
	return len(file) >= 4 && (binary.LittleEndian.Uint32(file) == zipLocal || binary.LittleEndian.Uint32(file) == zipEnd)
}

// Entries lists the files of a zip archive whose contents are together at most most bytes
// long. It believes nothing: every offset and size is held against the file, and against
// what the other entries take. Nothing is unpacked yet.
func Entries(name string, file []byte, most int) ([]Entry, error) {
	damaged := func(what string) error { return Refuse(Damaged, name, what) }
	end := -1
	for at := len(file) - endRecord; at >= 0 && at >= len(file)-endRecord-mostComment; at-- {
		if binary.LittleEndian.Uint32(file[at:]) == zipEnd {
			end = at
			break
		}
	}
	if end < 0 {
		return nil, damaged("zip: end of central directory")
	}
	count := int(binary.LittleEndian.Uint16(file[end+10:]))
	size := int64(binary.LittleEndian.Uint32(file[end+12:]))
	begin := int64(binary.LittleEndian.Uint32(file[end+16:]))
	if count > mostEntries {
		return nil, Refuse(TooMany, name, strconv.Itoa(mostEntries))
	}
	if begin+size > int64(end) {
		return nil, damaged("zip: central directory")
	}
	directory := file[begin:][:size]
	var entries []Entry
	left := most
	for range count {
		e, rest, err := readEntry(name, file, directory)
		if err != nil {
			return nil, err
		}
		directory = rest
		if strings.HasSuffix(e.Name, "/") {
			continue // a folder
		}
		if e.Size > left {
			return nil, Refuse(TooLong, name, strconv.Itoa(most-left+e.Size), strconv.Itoa(most))
		}
		left -= e.Size
		entries = append(entries, e)
	}
	return entries, nil
}

// readEntry reads the first record of the directory, and finds what it stands for.
func readEntry(name string, file, directory []byte) (e Entry, rest []byte, err error) {
	const central, local = 46, 30
	u16 := func(b []byte, at int) int { return int(binary.LittleEndian.Uint16(b[at:])) }
	u32 := func(b []byte, at int) int64 { return int64(binary.LittleEndian.Uint32(b[at:])) }
	if len(directory) < central || binary.LittleEndian.Uint32(directory) != zipCentral {
		return e, nil, Refuse(Damaged, name, "zip: central directory")
	}
	long, extra, comment := u16(directory, 28), u16(directory, 30), u16(directory, 32)
	if len(directory) < central+long+extra+comment {
		return e, nil, Refuse(Damaged, name, "zip: central directory")
	}
	e.Name = string(directory[central:][:long])
	rest = directory[central+long+extra+comment:]
	if flags := u16(directory, 8); flags&1 != 0 {
		return e, nil, Refuse(Encrypted, Shorten(e.Name))
	}
	if e.Method = uint16(u16(directory, 10)); e.Method != Stored && e.Method != Deflated {
		return e, nil, Refuse(BadMethod, Shorten(e.Name), strconv.Itoa(int(e.Method)))
	}
	e.Sum = uint32(u32(directory, 16))
	packed, size, at := u32(directory, 20), u32(directory, 24), u32(directory, 42)
	packed, size, at = widen(directory[central+long:][:extra], packed, size, at)
	if at < 0 || at > int64(len(file)-local) || binary.LittleEndian.Uint32(file[at:]) != zipLocal {
		return e, nil, Refuse(Damaged, Shorten(e.Name), "zip: local header")
	}
	begin := at + local + int64(u16(file, int(at)+26)) + int64(u16(file, int(at)+28))
	if packed < 0 || begin+packed > int64(len(file)) {
		return e, nil, Refuse(Truncated, Shorten(e.Name), strconv.FormatInt(max(int64(len(file))-begin, 0), 10), strconv.FormatInt(packed, 10))
	}
	e.Offset, e.Compressed = int(begin), file[begin:][:packed]
	// deflate makes at most 1032 bytes of one: more is a lie, and need not be made room for.
	if most := 1032 * packed; size < 0 || e.Method == Stored && size != packed || size > most+64 {
		return e, nil, Refuse(Damaged, Shorten(e.Name), "zip: size")
	}
	e.Size = int(size)
	return e, rest, nil
}

// widen reads what did not fit into 32 bits from the extra field of Zip64, section 4.5.3:
// size, compressed size and offset, as far as the record has all ones for them.
func widen(extra []byte, packed, size, at int64) (int64, int64, int64) {
	const all, mostFile = 1<<32 - 1, 1 << 40
	for len(extra) >= 4 {
		id, n := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		extra = extra[4:]
		if n > len(extra) {
			break
		}
		field := extra[:n]
		extra = extra[n:]
		if id != 1 {
			continue
		}
		for _, v := range [...]*int64{&size, &packed, &at} {
			if *v == all && len(field) >= 8 {
				// More is not in any file that is read here, and must not overflow.
				*v = int64(min(binary.LittleEndian.Uint64(field), mostFile))
				field = field[8:]
			}
		}
	}
	return packed, size, at
}

// Check refuses a content that is not the entry's.
func (e *Entry) Check(content []byte) error {
	if len(content) != e.Size || crc32.ChecksumIEEE(content) != e.Sum {
		return Refuse(Damaged, Shorten(e.Name), "zip: CRC-32")
	}
	return nil
}

// ReadFile reads a .npz file with at most most values in all. inflate undoes deflate (RFC
// 1951); it is to give up when more than size bytes come. It may be nil where nothing is
// to be compressed: what is, is refused.
func ReadFile(name string, file []byte, most int, inflate func(compressed []byte, size int) ([]byte, error)) ([]Read, error) {
	entries, err := Entries(name, file, 8*most+mostHeader)
	if err != nil {
		return nil, err
	}
	var all []Read
	left := most
	for i := range entries {
		e := &entries[i]
		content := e.Compressed
		if e.Method == Deflated {
			if inflate == nil {
				return nil, Refuse(BadMethod, Shorten(e.Name), strconv.Itoa(Deflated))
			}
			if content, err = inflate(content, e.Size); err != nil {
				return nil, Refuse(Damaged, Shorten(e.Name), "zip: deflate")
			}
		}
		a, err := e.Read(content, left, most)
		if err != nil {
			return nil, err
		}
		left -= len(a.Values)
		all = append(all, a)
	}
	if all == nil {
		return nil, Refuse(Empty, name)
	}
	return all, nil
}

// Read reads the array that an entry's content is, with at most as many values as the
// others have left of most. Objects, and PyTorch's own files, which
// are archives of them, are refused by name.
func (e *Entry) Read(content []byte, left, most int) (Read, error) {
	if strings.HasSuffix(e.Name, ".pkl") {
		return Read{}, Refuse(Pickled, Shorten(e.Name))
	}
	if err := e.Check(content); err != nil {
		return Read{}, err
	}
	return readArray(Shorten(strings.TrimSuffix(e.Name, ".npy")), content, left, most)
}
