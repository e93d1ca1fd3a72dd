package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/rnn-playground/rnn-playground/api"
	"github.com/rnn-playground/rnn-playground/playground"
)

// limits keep a stuck or hostile client from holding on to the server. There is no limit
// on the time of a whole download: it would cut off a slow but healthy one.
type limits struct {
	connections int           // at a time; more wait
	headers     time.Duration // for the headers of a request to arrive
	headerBytes int           // of them
	body        time.Duration // for the body of one
	idle        time.Duration // between two requests
	stall       time.Duration // for a client to take the next stallBytes of an answer
	grace       time.Duration // for answers under way to be finished after the first signal
}

// stallBytes is how much of an answer is written at a time.
const stallBytes = 64 << 10

var usual = limits{
	connections: 1000,
	// A client that sends its headers a byte at a time would hold its connection for ever.
	headers: 5 * time.Second,
	// Headers are held in memory. Cookies are shared by all ports of localhost, so other
	// projects' arrive here too: much more than our own requests need, much less than the
	// default of 1 MiB.
	headerBytes: 64 << 10,
	body:        api.ReadTime,
	// Browsers keep connections open for the next click; forgotten tabs must not pile up.
	idle:  time.Minute,
	stall: 20 * time.Second,
	grace: 15 * time.Second,
}

// limitsTable is what docs/limits.md says of them, and of those of the API.
func limitsTable() string {
	seconds := func(d time.Duration) string { return strconv.FormatFloat(d.Seconds(), 'g', -1, 64) + " s" }
	kibi := func(n int) string { return strconv.Itoa(n>>10) + " KiB" }
	whole := func(n int) string { return strconv.Itoa(n) }
	var b strings.Builder
	row := func(what, limit, beyond string) { fmt.Fprintf(&b, "| %s | %s | %s |\n", what, limit, beyond) }
	row("What is limited", "Limit", "Beyond it")
	b.WriteString("|---|---|---|\n")
	row("connections at a time", whole(usual.connections), "an idle one is closed for a new one; if none is idle, new ones wait")
	row("headers of a request", kibi(usual.headerBytes), "431")
	row("time for them to arrive", seconds(usual.headers), "closed")
	row("time between two requests of a connection", seconds(usual.idle), "closed")
	row("time to take the next "+kibi(stallBytes)+" of an answer", seconds(usual.stall), "closed")
	row("time for answers under way after the first signal", seconds(usual.grace), "cut off, exit code 1")
	row("query of a question to the API", kibi(api.MaxQuery), "414")
	row("body of a layer", kibi(api.MaxBody), "413")
	row("time for a body to arrive", seconds(usual.body), "408, closed")
	row("time to take an answer of the API", seconds(api.WriteTime), "closed")
	row("requests to the API that are read, computed or answered at a time", whole(api.MaxPending), "wait")
	row("computed at a time", "one for each core", "wait")
	row("values in one answer", whole(api.MaxValues), "422")
	row("multiply-adds of one answer, as estimated before", strconv.FormatFloat(api.MaxCost, 'g', -1, 64), "422")
	for _, p := range playground.AllParameters {
		row("`"+p.Key+"`", fmt.Sprintf("%d to %d", p.Min, p.Max), "400")
	}
	for _, a := range playground.Amounts {
		row("`"+a.Key+"`", fmt.Sprintf("%g to %g", a.Min, a.Max), "400")
	}
	row("characters of `text`", whole(playground.MostText), "400")
	row("values set by hand in `edits`", whole(playground.MostEdits), "400")
	row("values in `given`", whole(playground.MostLinked), "400")
	for _, n := range playground.LayerNumbers {
		row("`"+n.Arg+"` of a layer", fmt.Sprintf("%d to %d", n.Min, n.Max), "422")
	}
	return b.String()
}
