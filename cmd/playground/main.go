// Command playground is the project at the command line: it serves the built
// site, and runs the tutorial's program in a terminal.
package main

import (
	"fmt"
	"io"
	"os"
)

// A command is one word after the program's name. run gets the arguments behind that word and returns the exit code.
type command struct {
	name    string
	summary string
	run     func(args []string, stdout, stderr io.Writer) int
}

var commands = []command{
	{"serve", "serve the built site on this machine", serve},
	{"run", "compute a run and print it, as NumPy would, as JSON, CSV or .npz", run},
	{"version", "print which version this is", printVersion},
}

// Exit codes. A wrong command line is told apart from work that failed, as package flag and most shells do.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	os.Exit(dispatch(os.Args[1:], os.Stdout, os.Stderr))
}

func dispatch(args []string, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		usage(stderr)
		return exitUsage
	}
	name := args[0]
	switch name {
	case "help", "-h", "-help", "--help":
		usage(stdout)
		return exitOK
	}
	for _, c := range commands {
		if c.name == name {
			return c.run(args[1:], stdout, stderr)
		}
	}
	fmt.Fprintf(stderr, "playground: unknown command %q\n\n", name)
	usage(stderr)
	return exitUsage
}

func usage(w io.Writer) {
	fmt.Fprint(w, "Usage: playground <command> [flags]\n\n")
	for _, c := range commands {
		fmt.Fprintf(w, "  %-7s %s\n", c.name, c.summary)
	}
	fmt.Fprintf(w, "  %-7s %s\n", "help", "print this text")
	fmt.Fprint(w, "\nplayground <command> -h lists the flags of one command.\n")
}
