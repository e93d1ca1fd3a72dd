// Command stacks does what needs the runtime's table of functions: it recovers
// from panics, in inlined and in wrapped functions too, grows its stack, collects
// its garbage while it is deep, and at last panics for good.
package main

import (
	"errors"
	"runtime"
)

type tree struct{ left, right *tree }

func grow(depth int) *tree {
	if depth == 0 {
		runtime.GC()
		return nil
	}
	return &tree{left: grow(depth - 1), right: &tree{}}
}

func (t *tree) depth() int {
	if t == nil {
		return 0
	}
	return 1 + t.left.depth()
}

type closer interface{ close(*string) }

type inner struct{ name string }

func (i inner) close(said *string) {
	if v := recover(); v != nil {
		*said = i.name + ": " + v.(error).Error()
	}
}

type outer struct{ inner }

// handing hands the recovering on, one call too deep, from what is inlined into the
// wrapper that handedOn has.
type handing struct{}

func (handing) close(said *string) { tooDeep(said) }

type handedOn struct{ handing }

//go:noinline
func tooDeep(said *string) {
	if recover() != nil {
		*said = "recovered too deep"
	}
}

// guarded defers through the wrapper that outer has for inner's method.
func guarded(c closer, f func()) (said string) {
	defer c.close(&said)
	f()
	return "nothing"
}

func index(values []int, i int) int { return values[i] }

func caller() string {
	counter, _, _, _ := runtime.Caller(1)
	return runtime.FuncForPC(counter).Name()
}

func main() {
	println(guarded(&outer{inner{"index"}}, func() { index([]int{1, 2}, len("two")) }))
	println(guarded(&outer{inner{"error"}}, func() { panic(errors.New("of ours")) }))
	println(guarded(&outer{inner{"none"}}, func() {}))
	func() {
		defer func() {
			func() { println("too deep to recover:", recover() == nil) }()
			println("here:", recover().(string))
		}()
		panic("deferred")
	}()
	func() {
		defer func() { println("here:", recover().(string)) }()
		println(guarded(&handedOn{}, func() { panic("handed on") }))
	}()
	println("depth", grow(5000).depth())
	done := make(chan int)
	go func() { done <- grow(500).depth() }()
	println("depth", <-done)
	println("called by", caller())
	grow(1).fall(3, "down")
}

func (t *tree) fall(depth int, where string) {
	if depth == 0 {
		t.left = nil
	}
	t.left.fall(depth-1, where)
}
