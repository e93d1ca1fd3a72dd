// Lets functions of this package have no body: setGCPercent (memory.go).
