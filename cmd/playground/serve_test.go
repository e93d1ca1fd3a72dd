package main

import (
	"bytes"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestExplainListen(t *testing.T) {
	taken := func(port int) error {
		addr := &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: port}
		return &net.OpError{Op: "listen", Net: "tcp", Addr: addr, Err: os.NewSyscallError("bind", syscall.EADDRINUSE)}
	}
	for _, tc := range []struct {
		name, addr string
		err        error
		want       string
	}{
		{"taken", "127.0.0.1:8080", taken(8080),
			"127.0.0.1:8080 is already in use: use -addr 127.0.0.1:8081 or PORT=8081 make run"},
		{"all interfaces", ":8080", taken(8080), ":8080 is already in use: use -addr :8081 or PORT=8081 make run"},
		{"IPv6", "[::1]:8080", taken(8080), "[::1]:8080 is already in use: use -addr [::1]:8081 or PORT=8081 make run"},
		{"port by name", "localhost:http", taken(80),
			"localhost:http is already in use: use -addr localhost:81 or PORT=81 make run"},
		{"last port", "127.0.0.1:65535", taken(65535),
			"127.0.0.1:65535 is already in use: use -addr 127.0.0.1:8080 or PORT=8080 make run"},
		{"anything else", "127.0.0.1:80", errors.New("listen tcp 127.0.0.1:80: bind: permission denied"),
			"listen tcp 127.0.0.1:80: bind: permission denied"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := explainListen(tc.addr, tc.err); got != tc.want {
				t.Errorf("got  %s\nwant %s", got, tc.want)
			}
		})
	}
}

func TestSiteURL(t *testing.T) {
	for addr, want := range map[string]string{
		"127.0.0.1:8080": "http://127.0.0.1:8080",
		"0.0.0.0:8080":   "http://localhost:8080",
		"[::]:8080":      "http://localhost:8080",
		"[::1]:8080":     "http://[::1]:8080",
	} {
		resolved, err := net.ResolveTCPAddr("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		if got := siteURL(resolved); got != want {
			t.Errorf("%s: got %s, want %s", addr, got, want)
		}
	}
}

// A download that never ends is cut off when the grace is over, and the exit code tells.
func TestGraceIsBounded(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.NewResponseController(w).Flush()
		<-r.Context().Done()
	})
	signals := make(chan os.Signal, 2)
	var stderr bytes.Buffer
	code := make(chan int, 1)
	go func() {
		code <- serveUntil(signals, listener, handler, hurried(func(l *limits) { l.grace = 50 * time.Millisecond }), &stderr)
	}()

	response, err := http.Get("http://" + listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	signals <- os.Interrupt
	select {
	case got := <-code:
		if got != exitFailed {
			t.Errorf("exit code %d, want %d", got, exitFailed)
		}
	case <-time.After(patience):
		t.Fatalf("still waiting for the download after %v", patience)
	}
	if !strings.Contains(stderr.String(), "cut off downloads that were not finished after 50ms") {
		t.Errorf("stderr is %q", stderr.String())
	}
	if _, err := io.ReadAll(response.Body); err == nil {
		t.Error("the download ended as if it were complete")
	}
}

func TestServeFailureIsReported(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listener.Close()
	var stderr bytes.Buffer
	if got := serveUntil(nil, listener, http.NotFoundHandler(), usual, &stderr); got != exitFailed {
		t.Errorf("exit code %d, want %d", got, exitFailed)
	}
	checkOutput(t, "stderr", stderr.String(), "playground serve: accept tcp 127.0.0.1:")
}

func TestLimitsAreSet(t *testing.T) {
	server := newServer(http.NotFoundHandler(), usual)
	if server.ReadHeaderTimeout <= 0 || server.IdleTimeout <= 0 || server.MaxHeaderBytes <= 0 {
		t.Errorf("a limit is missing: headers %v, idle %v, header bytes %d",
			server.ReadHeaderTimeout, server.IdleTimeout, server.MaxHeaderBytes)
	}
	if server.WriteTimeout != 0 || server.ReadTimeout != 0 {
		t.Errorf("slow downloads would be cut off: write %v, read %v", server.WriteTimeout, server.ReadTimeout)
	}
}

func TestTheAPIStandsBesideTheSite(t *testing.T) {
	site := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "the site") })
	for target, want := range map[string]string{
		"/":                     "the site",
		"/api.html":             "the site",
		"/api/run?timesteps=1":  `{"timesteps":1,`,
		"/api/run?timesteps=-1": `"status":400`,
		"/api/":                 `"status":404`,
	} {
		w := httptest.NewRecorder()
		withAPI(site).ServeHTTP(w, httptest.NewRequest("GET", target, nil))
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %.60q, want %q", target, w.Body, want)
		}
	}
}
