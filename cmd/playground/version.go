package main

import (
	"fmt"
	"io"
)

// version is the tag that this was built of, as the linker was told by the Makefile.
var version = "dev"

func printVersion(args []string, stdout, stderr io.Writer) int {
	if len(args) > 0 {
		fmt.Fprintf(stderr, "playground version: unexpected argument %q\n", args[0])
		return exitUsage
	}
	fmt.Fprintln(stdout, version)
	return exitOK
}
