package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// hurried are the usual limits with a change.
func hurried(change func(*limits)) limits {
	l := usual
	change(&l)
	return l
}

// A running is a server in this process, on a port of this machine.
type running struct {
	addr    string
	signals chan os.Signal
	code    chan int
	once    sync.Once
}

func serveHere(t *testing.T, handler http.Handler, l limits) *running {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &running{addr: listener.Addr().String(), signals: make(chan os.Signal, 2), code: make(chan int, 1)}
	go func() { s.code <- serveUntil(s.signals, listener, handler, l, io.Discard) }()
	t.Cleanup(func() {
		s.signals <- os.Interrupt
		s.signals <- os.Interrupt
		s.wait(t)
	})
	return s
}

// wait gives the exit code.
func (s *running) wait(t *testing.T) (code int) {
	t.Helper()
	code = -1
	s.once.Do(func() {
		select {
		case code = <-s.code:
		case <-time.After(patience):
			t.Errorf("still running after %v", patience)
		}
	})
	return code
}

// dial opens a connection and sends text on it.
func (s *running) dial(t *testing.T, text string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", s.addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(patience))
	io.WriteString(conn, text) // the server may have enough of it before its end
	return conn
}

// answers fails unless a new client is answered.
func (s *running) answers(t *testing.T) {
	t.Helper()
	client := &http.Client{Timeout: patience, Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := client.Get("http://" + s.addr + "/")
	if err != nil {
		t.Fatalf("a new client is not answered: %v", err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Fatal(response.Status)
	}
}

// isClosed fails unless the server ends a connection while the client waits. What else
// comes before is returned.
func isClosed(t *testing.T, conn net.Conn) string {
	t.Helper()
	got, err := io.ReadAll(conn)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("%s is still open", conn.LocalAddr())
	}
	return string(got)
}

var fine = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "fine") })

const get1 = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"

// Headers a byte at a time, and connections on which nothing ever comes.
func TestSlowHeaders(t *testing.T) {
	s := serveHere(t, fine, hurried(func(l *limits) { l.headers = 200 * time.Millisecond }))
	var slow []net.Conn
	for i := range 30 {
		conn := s.dial(t, []string{"", "GET / HT", "GET / HTTP/1.1\r\nHost: x\r\nX-A: "}[i%3])
		slow = append(slow, conn)
		go func() {
			for range 1000 {
				time.Sleep(10 * time.Millisecond)
				if _, err := conn.Write([]byte("a")); err != nil {
					return
				}
			}
		}()
	}
	s.answers(t)
	for _, conn := range slow {
		isClosed(t, conn)
	}
}

// A body that nobody asked for, and that does not come, holds its connection for its time
// only, with whatever path and method; the answer does not wait for it.
func TestSlowBodiesOfTheSite(t *testing.T) {
	_, site := newSite(t)
	s := serveHere(t, withAPI(site), hurried(func(l *limits) { l.body = 200 * time.Millisecond }))
	for _, request := range []string{
		"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{",
		"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
		"PUT /api/layer HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n",
		"POST /api/run HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n",
	} {
		conn := s.dial(t, request)
		response, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Fatalf("%q: %v", request, err)
		}
		if !strings.HasPrefix(request, "GET") && response.StatusCode != http.StatusMethodNotAllowed {
			t.Errorf("%q: %s", request, response.Status)
		}
		isClosed(t, conn)
	}
}

func TestHeaderFlood(t *testing.T) {
	s := serveHere(t, fine, usual)
	for name, request := range map[string]string{
		"one long header":     "GET / HTTP/1.1\r\nHost: x\r\nCookie: " + strings.Repeat("a", 1<<20) + "\r\n\r\n",
		"many headers":        "GET / HTTP/1.1\r\nHost: x\r\n" + strings.Repeat("X-A: b\r\n", 1<<16) + "\r\n",
		"a long request line": "GET /" + strings.Repeat("a", 1<<20) + " HTTP/1.1\r\nHost: x\r\n\r\n",
		"a line without end":  strings.Repeat("A", 1<<20),
		"headers without end": "GET / HTTP/1.1\r\nHost: x\r\n" + strings.Repeat("X-A: b\r\n", 1<<17),
		"folded lines":        "GET / HTTP/1.1\r\nHost: x\r\nX-A: b\r\n" + strings.Repeat(" c\r\n", 1<<18) + "\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			// Whoever sends on while the connection is being closed may be reset before the answer.
			if got := isClosed(t, s.dial(t, request)); got != "" && !strings.HasPrefix(got, "HTTP/1.1 431 ") {
				t.Errorf("%.100q", got)
			}
			s.answers(t)
		})
	}
	t.Run("much, but allowed", func(t *testing.T) {
		conn := s.dial(t, "GET / HTTP/1.1\r\nHost: x\r\nCookie: "+strings.Repeat("a", 60<<10)+"\r\nConnection: close\r\n\r\n")
		if got := isClosed(t, conn); !strings.HasPrefix(got, "HTTP/1.1 200 ") {
			t.Errorf("%.100q", got)
		}
	})
}

// What is no request is refused, never answered as another, and ends its connection.
func TestMalformedRequests(t *testing.T) {
	refused := 0
	_, site := newSite(t)
	s := serveHere(t, withAPI(site), hurried(func(l *limits) { l.headers, l.body = time.Second, time.Second }))
	const layer = "POST /api/layer HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
	for name, c := range map[string]struct{ request, status string }{
		"nothing but line ends":    {"\r\n\r\n\r\n", "400"},
		"no HTTP":                  {"hello\r\n\r\n", "400"},
		"HTTP 0.9":                 {"GET /\r\n\r\n", "400"},
		"HTTP 9":                   {"GET / HTTP/9.9\r\nHost: x\r\n\r\n", "505"},
		"HTTP 2 without asking":    {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "405"},
		"TLS":                      {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", "400"},
		"no host":                  {"GET / HTTP/1.1\r\n\r\n", "400"},
		"two hosts":                {"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", "400"},
		"a host of another kind":   {"GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "400"},
		"a bad method":             {"G@T{} / HTTP/1.1\r\nHost: x\r\n\r\n", "400"},
		"a blank before the colon": {"GET / HTTP/1.1\r\nHost : x\r\n\r\n", "400"},
		"NUL in a header":          {"GET / HTTP/1.1\r\nHost: x\r\nX-A: \x00\r\n\r\n", "400"},
		"NUL in the path":          {"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n", "400"},
		"a blank in the path":      {"GET /a b HTTP/1.1\r\nHost: x\r\n\r\n", "400"},
		"a negative length":        {layer + "Content-Length: -1\r\n\r\n", "400"},
		"a length of no number":    {layer + "Content-Length: 1e3\r\n\r\n", "400"},
		"two lengths":              {layer + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", "400"},
		"an unknown coding":        {layer + "Transfer-Encoding: gzip\r\n\r\n", "501"},
		"two codings":              {layer + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n", "501|400"},
		"a chunk of no size":       {layer + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", "400"},
		"a chunk of a huge size":   {layer + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n", "400"},
		"a huge length":            {layer + "Content-Length: 99999999999999999999999\r\n\r\n", "400"},
		"a body over the limit":    {layer + "Content-Length: 9000000\r\n\r\n", "413"},
		"an unknown expectation":   {layer + "Expect: a miracle\r\nContent-Length: 2\r\n\r\n{}", "417"},
		"a tunnel":                 {"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n", "405"},
		"another protocol":         {"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", "200"},
	} {
		if c.status != "200" {
			refused++
		}
		t.Run(name, func(t *testing.T) {
			conn := s.dial(t, c.request)
			conn.(*net.TCPConn).CloseWrite()
			got := isClosed(t, conn)
			status := strings.TrimPrefix(got, "HTTP/1.1 ")[:min(3, len(got))]
			if !strings.Contains(c.status, status) || status == "" {
				t.Errorf("%.100q, want %s", got, c.status)
			}
			if n := strings.Count(got, "HTTP/1.1 "); n != 1 {
				t.Errorf("%d answers to one request: %q", n, got)
			}
		})
	}
	s.answers(t)
	t.Logf("refused: %d %s", refused, "requests")
}

// A client that takes nothing of a large file is let go; one that takes it slowly has it
// whole.
func TestSlowReadersOfTheSite(t *testing.T) {
	dir, site := newSite(t)
	big := bytes.Repeat([]byte("0123456789abcdef"), 2<<20)
	write(t, dir, "big.wasm", string(big), built)
	var under atomic.Int32
	counted := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		under.Add(1)
		defer under.Add(-1)
		site.ServeHTTP(w, r)
	})
	s := serveHere(t, counted, hurried(func(l *limits) { l.stall = 300 * time.Millisecond }))
	const question = "GET /big.wasm HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
	s.dial(t, question)
	eventually(t, "the answer begins", func() bool { return under.Load() == 1 })
	eventually(t, "the client is let go", func() bool { return under.Load() == 0 })

	s = serveHere(t, counted, usual)
	response, err := http.ReadResponse(bufio.NewReaderSize(&slowly{s.dial(t, question)}, 256<<10), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(response.Body); err != nil || !bytes.Equal(got, big) {
		t.Errorf("%d of %d bytes, %v", len(got), len(big), err)
	}
}

// slowly reads with pauses.
type slowly struct{ io.Reader }

func (r *slowly) Read(b []byte) (int, error) {
	time.Sleep(2 * time.Millisecond)
	return r.Reader.Read(b)
}

func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !is(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("not after %v: %s", patience, what)
		}
	}
}

// stopwatch is a connection that notes its deadlines.
type stopwatch struct {
	net.Conn
	deadlines []time.Time
	sizes     []int
}

func (s *stopwatch) SetWriteDeadline(t time.Time) error {
	s.deadlines = append(s.deadlines, t)
	return nil
}

func (s *stopwatch) Write(b []byte) (int, error) {
	s.sizes = append(s.sizes, len(b))
	return len(b), nil
}

// Each piece of an answer has a time of its own, but none goes beyond that of the whole.
func TestEachPieceHasItsTime(t *testing.T) {
	under := &stopwatch{}
	p := &patient{Conn: under, stall: time.Hour}
	if n, err := p.Write(make([]byte, 2*stallBytes+1)); n != 2*stallBytes+1 || err != nil {
		t.Fatal(n, err)
	}
	if fmt.Sprint(under.sizes) != fmt.Sprint([]int{stallBytes, stallBytes, 1}) || len(under.deadlines) != 3 {
		t.Errorf("%v, %d deadlines", under.sizes, len(under.deadlines))
	}
	until := time.Now().Add(time.Minute)
	p.SetWriteDeadline(until)
	p.Write([]byte("a"))
	if last := under.deadlines[len(under.deadlines)-1]; !last.Equal(until) {
		t.Errorf("%v beyond the deadline of the whole", last.Sub(until))
	}
	p.SetWriteDeadline(time.Time{})
	p.Write([]byte("a"))
	if last := under.deadlines[len(under.deadlines)-1]; !last.After(until) {
		t.Error("the deadline of an answer is that of the next one too")
	}
}

// Beyond the bound clients wait, and are answered when there is room; one that is idle
// makes room at once.
func TestConnectionsAreBounded(t *testing.T) {
	release := make(chan struct{})
	var under, most atomic.Int32
	s := serveHere(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := under.Add(1)
		for old := most.Load(); n > old && !most.CompareAndSwap(old, n); old = most.Load() {
		}
		if r.URL.Path == "/wait" {
			<-release
		}
		under.Add(-1)
		io.WriteString(w, "fine")
	}), hurried(func(l *limits) { l.connections = 10 }))
	var conns []net.Conn
	for range 25 {
		conns = append(conns, s.dial(t, "GET /wait HTTP/1.1\r\nHost: x\r\n\r\n"))
	}
	eventually(t, "ten are answered", func() bool { return under.Load() == 10 })
	time.Sleep(100 * time.Millisecond) // for one too many to come
	if n := most.Load(); n != 10 {
		t.Errorf("%d at a time, want 10", n)
	}
	close(release)
	// All have an answer, though each keeps its connection: the idle ones make room.
	for i, conn := range conns {
		response, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil || response.StatusCode != http.StatusOK {
			t.Fatalf("client %d: %v", i, err)
		}
	}
	if n := most.Load(); n > 10 {
		t.Errorf("%d at a time, want 10", n)
	}
	s.answers(t)
}

// As many as there may be, and a hundred more, at the same time: all are answered, never
// more at a time than there may be, and they take no memory to speak of.
func TestAThousandConnections(t *testing.T) {
	const more = 100
	_, site := newSite(t)
	release := make(chan struct{})
	var under, most atomic.Int32
	s := serveHere(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := under.Add(1)
		defer under.Add(-1)
		for old := most.Load(); n > old && !most.CompareAndSwap(old, n); old = most.Load() {
		}
		<-release
		site.ServeHTTP(w, r)
	}), usual)
	var before, during runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	conns := make([]net.Conn, usual.connections+more)
	for i := range conns {
		conn, err := net.Dial("tcp", s.addr)
		if err != nil {
			t.Skipf("this machine has no room for %d connections: %v", len(conns), err)
		}
		defer conn.Close()
		conn.SetDeadline(time.Now().Add(2 * patience))
		io.WriteString(conn, "GET /app.css HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
		conns[i] = conn
	}
	eventually(t, "a thousand are answered", func() bool { return under.Load() == int32(usual.connections) })
	time.Sleep(100 * time.Millisecond)
	runtime.ReadMemStats(&during)
	grown := int64(during.HeapInuse+during.StackInuse) - int64(before.HeapInuse+before.StackInuse)
	t.Logf("%d connections take %d kB, both ends together", len(conns), grown>>10)
	if grown > 100<<20 {
		t.Errorf("%d connections take %d MB", len(conns), grown>>20)
	}
	close(release)
	for i, conn := range conns {
		answer, err := io.ReadAll(conn)
		if err != nil || !strings.HasSuffix(string(answer), "plain css, longer than its copies") {
			t.Fatalf("client %d: %.100q %v", i, answer, err)
		}
	}
	if n := most.Load(); n != int32(usual.connections) {
		t.Errorf("%d at a time, want %d", n, usual.connections)
	}
}

// Of a hundred answers under way at the signal none is dropped, and nobody new is taken.
func TestShutdownDropsNothing(t *testing.T) {
	const clients = 100
	release := make(chan struct{})
	var under atomic.Int32
	s := serveHere(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "begun, ")
		http.NewResponseController(w).Flush()
		under.Add(1)
		<-release
		io.WriteString(w, strings.Repeat("and ended", 1000))
	}), usual)
	var conns []net.Conn
	for range clients {
		conns = append(conns, s.dial(t, get1))
	}
	eventually(t, "all are begun", func() bool { return under.Load() == clients })
	s.signals <- os.Interrupt
	waitUntilRefused(t, "http://"+s.addr)
	close(release)
	for i, conn := range conns {
		response, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Fatalf("client %d: %v", i, err)
		}
		if body, err := io.ReadAll(response.Body); err != nil || string(body) != "begun, "+strings.Repeat("and ended", 1000) {
			t.Fatalf("client %d: %d bytes, %v", i, len(body), err)
		}
		isClosed(t, conn)
	}
	if code := s.wait(t); code != exitOK {
		t.Errorf("exit code %d", code)
	}
}

// docs/limits.md has the table that the limits give. UPDATE=1 writes it.
func TestLimitsAreDocumented(t *testing.T) {
	const file = "../../docs/limits.md"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "<!-- from cmd/playground/limits.go -->\n", "<!-- end -->\n"
	before, rest, ok := strings.Cut(string(text), begin)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("%s has no place for the table", file)
	}
	want := before + begin + limitsTable() + end + after
	if string(text) == want {
		return
	}
	if os.Getenv("UPDATE") == "1" {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("%s is not up to date: UPDATE=1 go test ./cmd/playground -run LimitsAreDocumented", file)
}
