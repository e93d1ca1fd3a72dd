// Command worker is the API on Cloudflare Workers. Built for another target it
// serves the same on a port of this machine.
package main

import (
	"github.com/syumai/workers"

	"github.com/rnn-playground/rnn-playground/api"
)

func main() { workers.Serve(api.Handler()) }
