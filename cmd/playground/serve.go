package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/rnn-playground/rnn-playground/api"
)

func serve(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("playground serve", flag.ContinueOnError)
	flags.SetOutput(stderr)
	addr := flags.String("addr", "127.0.0.1:8080", "listen on this `host:port`; port 0 takes a free one")
	dir := flags.String("dir", "", "serve this built `folder` (default dist here, or else beside the program)")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return exitOK
	case err != nil:
		return exitUsage
	case flags.NArg() > 0:
		fmt.Fprintf(stderr, "playground serve: unexpected argument %q\n", flags.Arg(0))
		flags.Usage()
		return exitUsage
	}

	if *dir == "" {
		*dir = defaultDir()
	}
	if !isSite(*dir) {
		fmt.Fprintf(stderr, "playground serve: %s not found: run make build\n", filepath.Join(*dir, "index.html"))
		return exitFailed
	}

	// Caught before the address is announced, so that whoever reads it can already stop us gracefully.
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)

	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		fmt.Fprintf(stderr, "playground serve: %s\n", explainListen(*addr, err))
		return exitFailed
	}
	fmt.Fprintf(stdout, "Serving %s on %s\n", *dir, siteURL(listener.Addr()))
	return serveUntil(signals, listener, withAPI(newHandler(*dir)), usual, stderr)
}

// isSite reports whether a folder has a page to begin with.
func isSite(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, "index.html"))
	return err == nil && info.Mode().IsRegular()
}

// defaultDir is the folder that is served when none is named: dist where we are, as after make build, or else dist
// beside the program, as in the archives of a release.
func defaultDir() string {
	const here = "dist"
	if isSite(here) {
		return here
	}
	program, err := os.Executable()
	if err != nil {
		return here
	}
	if real, err := filepath.EvalSymlinks(program); err == nil {
		program = real
	}
	if beside := filepath.Join(filepath.Dir(program), here); isSite(beside) {
		return beside
	}
	return here
}

// withAPI answers /api/ itself and leaves the rest to the site.
func withAPI(site http.Handler) http.Handler {
	questions := api.Handler()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/api/") {
			questions.ServeHTTP(w, r)
			return
		}
		site.ServeHTTP(w, r)
	})
}

// newServer wraps the handler with limits. There is no WriteTimeout and no ReadTimeout:
// both would cut off a slow but healthy download of the WebAssembly file.
func newServer(handler http.Handler, l limits) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: l.headers,
		IdleTimeout:       l.idle,
		MaxHeaderBytes:    l.headerBytes,
	}
}

// inTime gives the body of each request its time. Nobody but the API reads one, but the
// server waits for the rest of it before the next request.
func inTime(handler http.Handler, l limits) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength != 0 {
			// An error is a connection that has gone.
			http.NewResponseController(w).SetReadDeadline(time.Now().Add(l.body))
		}
		handler.ServeHTTP(w, r)
	})
}

// serveUntil serves until the first signal, then takes no more connections and lets the
// answers under way be finished, for at most the grace of the limits. A second signal ends
// it at once. It returns the exit code.
func serveUntil(signals <-chan os.Signal, listener net.Listener, handler http.Handler, l limits, stderr io.Writer) int {
	server, room := newServer(inTime(handler, l), l), bound(listener, l)
	server.ConnState = room.changed
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(room) }()
	select {
	case err := <-failed:
		fmt.Fprintf(stderr, "playground serve: %v\n", err)
		return exitFailed
	case <-signals:
	}

	fmt.Fprintln(stderr, "Stopping when the downloads under way are finished; a second signal (Ctrl-C) stops at once")
	ctx, cancel := context.WithTimeout(context.Background(), l.grace)
	defer cancel()
	stopped := make(chan error, 1)
	go func() { stopped <- server.Shutdown(ctx) }()
	select {
	case err := <-stopped:
		if err == nil {
			return exitOK
		}
		fmt.Fprintf(stderr, "playground serve: cut off downloads that were not finished after %v\n", l.grace)
	case <-signals:
	}
	server.Close()
	return exitFailed
}

// explainListen says in one line why addr cannot be listened on and, when it is taken, what to type instead.
func explainListen(addr string, err error) string {
	// Windows reports WSAEADDRINUSE, 10048, which syscall.EADDRINUSE does not match there.
	inUse := errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, syscall.Errno(10048))
	var op *net.OpError
	if !inUse || !errors.As(err, &op) {
		return err.Error()
	}
	// The address from the error, not the flag: there the port is a number even when the flag names a service.
	taken, ok := op.Addr.(*net.TCPAddr)
	if !ok {
		return err.Error()
	}
	next := taken.Port + 1
	if next > 65535 {
		next = 8080
	}
	host, _, _ := net.SplitHostPort(addr)
	return fmt.Sprintf("%s is already in use: use -addr %s or PORT=%d make run",
		addr, net.JoinHostPort(host, strconv.Itoa(next)), next)
}

// siteURL is what to type into a browser on this machine. A listener on all interfaces has an address that cannot be
// opened (0.0.0.0 or ::), so it is named by one that can.
func siteURL(addr net.Addr) string {
	host, port, _ := net.SplitHostPort(addr.String())
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port)
}
