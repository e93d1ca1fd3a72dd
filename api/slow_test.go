package api

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"
)

// patience is far above what any step takes, so that only a hang reaches it.
const patience = 30 * time.Second

// listen serves the API on a port of this machine, with so much time for each client.
func listen(t *testing.T, read, write time.Duration) *httptest.Server {
	r, w := readTime, writeTime
	readTime, writeTime = read, write
	server := httptest.NewServer(Handler())
	t.Cleanup(func() {
		server.Close() // waits for those that read them
		readTime, writeTime = r, w
	})
	return server
}

// dial sends text on a connection of its own, and leaves it open.
func dial(t *testing.T, server *httptest.Server, text string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(patience))
	if _, err := io.WriteString(conn, text); err != nil {
		t.Fatal(err)
	}
	return conn
}

// answers fails unless the API answers a question.
func answers(t *testing.T, server *httptest.Server) {
	t.Helper()
	client := &http.Client{Timeout: patience}
	response, err := client.Get(server.URL + "/api/run?timesteps=1")
	if err != nil {
		t.Fatalf("the others wait: %v", err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Fatal(response.Status)
	}
}

// More clients than there are cores, each with a body that does not come: others are
// answered meanwhile, and each of them is told when its time is over.
func TestSlowBodies(t *testing.T) {
	const head = "POST /api/layer HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
	server := listen(t, time.Hour, time.Hour)
	for range min(runtime.GOMAXPROCS(0)+2, MaxPending-1) {
		dial(t, server, head)
	}
	answers(t, server)
	server.CloseClientConnections()

	server = listen(t, 50*time.Millisecond, time.Hour)
	for range 2 {
		conn := dial(t, server, head)
		response, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		if response.StatusCode != http.StatusRequestTimeout || err != nil || !strings.Contains(string(body), "has not arrived") || !response.Close {
			t.Errorf("%s %s %v", response.Status, body, err)
		}
	}
	answers(t, server)
}

// A connection on which a body was in time is not cut off at the time of that body.
func TestTimeOfABodyIsOver(t *testing.T) {
	server := listen(t, 100*time.Millisecond, 100*time.Millisecond)
	conn := dial(t, server, "")
	in := bufio.NewReader(conn)
	for range 3 {
		body := `{"cell":"GRU","timesteps":1,"inputSize":1,"hiddenSize":1}`
		fmt.Fprintf(conn, "POST /api/layer HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
		response, err := http.ReadResponse(in, nil)
		if err != nil {
			t.Fatal(err)
		}
		if answer, err := io.ReadAll(response.Body); err != nil || response.StatusCode != http.StatusOK {
			t.Fatalf("%s %s %v", response.Status, answer, err)
		}
		time.Sleep(150 * time.Millisecond)
	}
}

// More clients than there are cores that take nothing of a large answer: others are
// answered meanwhile, and each of them is cut off when its time is over.
func TestSlowReaders(t *testing.T) {
	const question = "GET /api/run?timesteps=4000&hidden-size=100&format=json HTTP/1.1\r\nHost: x\r\n\r\n" // 8 MB
	begin := func(server *httptest.Server) (net.Conn, *bufio.Reader) {
		conn := dial(t, server, "")
		conn.(*net.TCPConn).SetReadBuffer(4096)
		io.WriteString(conn, question)
		in := bufio.NewReader(conn)
		if _, err := in.Peek(1); err != nil { // it is being written
			t.Fatal(err)
		}
		return conn, in
	}
	server := listen(t, time.Hour, time.Hour)
	for range min(runtime.GOMAXPROCS(0)+1, MaxPending-1) {
		begin(server)
	}
	answers(t, server)
	server.CloseClientConnections()

	server = listen(t, time.Hour, 50*time.Millisecond)
	conn, in := begin(server)
	time.Sleep(200 * time.Millisecond)
	conn.(*net.TCPConn).SetReadBuffer(1 << 20) // what is still on its way comes fast
	response, err := http.ReadResponse(in, nil)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := io.Copy(io.Discard, response.Body); err == nil {
		t.Errorf("all %d bytes came, however late", n)
	}
	answers(t, server)
}
