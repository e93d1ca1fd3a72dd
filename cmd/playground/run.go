package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"github.com/rnn-playground/rnn-playground/playground"
)

// formats are what run can print, the default first.
var formats = []struct {
	name  string
	write func(*playground.Run, io.Writer) error
}{
	{"text", func(r *playground.Run, w io.Writer) error {
		_, err := io.WriteString(w, r.Printout())
		return err
	}},
	{"json", (*playground.Run).WriteJSON},
	{"csv", (*playground.Run).WriteCSV},
}

// run computes one run and prints it: as the tutorial's program under NumPy
// does, as JSON like runRNN's answer, or the hidden states as CSV. Its flags are
// the parameters of the page, with the same limits.
func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("playground run", flag.ContinueOnError)
	flags.SetOutput(stderr)
	state := playground.Default()
	values := map[*playground.Parameter]*string{}
	for _, p := range playground.Parameters {
		values[p] = flags.String(p.Key, fmt.Sprint(p.Default), fmt.Sprintf("an integer from %d to %d", p.Min, p.Max))
	}
	var names []string
	for _, f := range formats {
		names = append(names, f.name)
	}
	format := flags.String("format", names[0], strings.Join(names, ", "))
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return exitOK
		}
		return exitUsage
	}
	refuse := func(err any) int {
		fmt.Fprintln(stderr, "playground run:", err)
		return exitUsage
	}
	if flags.NArg() > 0 {
		return refuse(fmt.Sprintf("unexpected argument %q: every value has a flag", flags.Arg(0)))
	}
	for _, p := range playground.Parameters {
		v, err := p.Parse(*values[p])
		if err != nil {
			return refuse("--" + err.Error())
		}
		p.Put(&state, v)
	}
	for _, f := range formats {
		if f.name != *format {
			continue
		}
		result, err := playground.Compute(state)
		if err != nil {
			return refuse(err)
		}
		if err := f.write(result, stdout); err != nil {
			fmt.Fprintln(stderr, "playground run:", err)
			return exitFailed
		}
		return exitOK
	}
	return refuse(fmt.Sprintf("--format is %q: want one of %s", *format, strings.Join(names, ", ")))
}
