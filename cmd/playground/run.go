package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/rnn-playground/rnn-playground/api"
	"github.com/rnn-playground/rnn-playground/playground"
)

// run computes one run and prints it: as the tutorial's program under NumPy does, as
// JSON like runRNN's answer, the hidden states as CSV, or what enters, the weights and all
// states as np.savez writes them. Its flags are the keys of a link that decide the numbers. They are read as the
// API reads them, but bounded by what the page can compute only.
func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("playground run", flag.ContinueOnError)
	flags.SetOutput(stderr)
	for _, p := range api.Describe() {
		flags.String(p.Key, "", p.Text)
	}
	var names, texts []string
	for _, f := range api.Formats() {
		names = append(names, f.Name)
		texts = append(texts, f.Name+": "+f.Text)
	}
	format := flags.String("format", "text", strings.Join(texts, "\n"))
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
	query := url.Values{}
	flags.Visit(func(f *flag.Flag) {
		if f.Name != "format" {
			query.Set(f.Name, f.Value.String())
		}
	})
	state, parameter, err := api.Read(query.Encode())
	switch {
	case err != nil && parameter != "":
		return refuse("--" + err.Error())
	case err != nil:
		return refuse(err)
	}
	for _, f := range api.Formats() {
		if f.Name != *format {
			continue
		}
		result, err := playground.Compute(state)
		if err != nil {
			return refuse(err)
		}
		if err := f.Write(result, stdout); err != nil {
			fmt.Fprintln(stderr, "playground run:", err)
			return exitFailed
		}
		return exitOK
	}
	return refuse(fmt.Sprintf("--format is %q: want one of %s", *format, strings.Join(names, ", ")))
}
