// Package godebug takes the place of Go's internal/godebug in the program of the
// page, by -overlay in the Makefile. Package time asks that for one setting of the
// variable GODEBUG, which a page has not; the real one brings a search for culprits,
// concurrent maps and all metrics of the runtime along, 16 kB under brotli.
package godebug

// Setting is one that nobody has set.
type Setting struct{ name string }

func New(name string) *Setting { return &Setting{name} }

func (s *Setting) Name() string       { return s.name }
func (s *Setting) Undocumented() bool { return false }
func (s *Setting) String() string     { return s.name + "=" }
func (s *Setting) IncNonDefault()     {}
func (s *Setting) Value() string      { return "" }
