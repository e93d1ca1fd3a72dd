package strconv

// uint128 is as internal/strconv has it: this file does not replace any of it.
type uint128 struct{ Hi, Lo uint64 }
