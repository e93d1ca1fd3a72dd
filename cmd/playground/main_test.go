package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestDispatch(t *testing.T) {
	for _, tc := range []struct {
		name   string
		args   []string
		code   int
		stdout string // a part of what must be there; "" is nothing at all
		stderr string
	}{
		{"nothing", nil, exitUsage, "", "Usage: playground <command>"},
		{"help", []string{"help"}, exitOK, "serve", ""},
		{"help as a flag", []string{"--help"}, exitOK, "serve", ""},
		{"version", []string{"version"}, exitOK, "dev\n", ""},
		{"version of something", []string{"version", "serve"}, exitUsage, "", `unexpected argument "serve"`},
		{"unknown command", []string{"sevre"}, exitUsage, "", `unknown command "sevre"`},
		{"unknown command shows usage", []string{"sevre"}, exitUsage, "", "Usage: playground <command>"},
		{"flags of a command", []string{"serve", "-h"}, exitOK, "", "-addr"},
		{"unknown flag", []string{"serve", "-port", "1"}, exitUsage, "", "not defined: -port"},
		{"argument too many", []string{"serve", "dist"}, exitUsage, "", `unexpected argument "dist"`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			if code := dispatch(tc.args, &stdout, &stderr); code != tc.code {
				t.Errorf("exit code %d, want %d", code, tc.code)
			}
			checkOutput(t, "stdout", stdout.String(), tc.stdout)
			checkOutput(t, "stderr", stderr.String(), tc.stderr)
		})
	}
}

func checkOutput(t *testing.T, stream, got, want string) {
	t.Helper()
	if want == "" && got != "" || !strings.Contains(got, want) {
		t.Errorf("%s is %q, want %q", stream, got, want)
	}
}
