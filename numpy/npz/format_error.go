package npz

import "strings"

// FormatError says why a file was not read: what is wrong, by a word for each kind of
// mistake, and the details of it, of which the first is the array or file it is in.
// Package playground has the sentences. The same type serves the other packages that read
// arrays.
type FormatError struct {
	Problem string   // one of the constants
	Details []string // as the constants say; they come from the file and are not to be trusted
}

// What can be wrong with a file, and the details of it.
const (
	Truncated  = "truncated" // name, bytes there are, bytes that are wanted
	Damaged    = "damaged"   // name, what cannot be read
	Pickled    = "pickled"   // name: it holds Python objects
	BadType    = "type"      // name, type
	BadVersion = "version"   // name, version
	TooLarge   = "large"     // name, shape, values at most
	TooLong    = "long"      // name, bytes, bytes at most
	TooMany    = "many"      // name, arrays at most
	Encrypted  = "encrypted" // name
	BadMethod  = "method"    // name, the number of the compression
	NotFinite  = "notfinite" // name, place, value
	NotANumber = "notnumber" // name, place, text
	Ragged     = "ragged"    // name, place, values there are, values that are wanted
	Empty      = "empty"     // name
	Unknown    = "unknown"   // name: it is none of the formats
	TooDeep    = "deep"      // name, place
)

func (e *FormatError) Error() string {
	return "npz: " + e.Problem + ": " + strings.Join(e.Details, ", ")
}

// Refuse makes a [FormatError].
//
//go:noinline
func Refuse(problem string, details ...string) error { return &FormatError{problem, details} }
