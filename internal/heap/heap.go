// Package heap has tests see how much memory something takes.
package heap

import "runtime"

// Allocated is how many bytes f allocates, together with what goes on beside it.
func Allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
