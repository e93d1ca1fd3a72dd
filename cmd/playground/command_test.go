package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// patience is far above what any step takes, so that only a hang reaches it.
const patience = 30 * time.Second

// TestServeCommand builds the program once and runs it as a user does.
func TestServeCommand(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("signals cannot be sent to a process on Windows")
	}
	work := t.TempDir()
	program := filepath.Join(work, "playground")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	write(t, work, "dist/index.html", "home", built)
	// Larger than all buffers between the two ends of a connection, so that the server is still writing while the
	// client reads nothing.
	big := bytes.Repeat([]byte("0123456789abcdef"), 4<<20)
	write(t, work, "dist/big.wasm", string(big), built)
	write(t, work, "no-index/app.js", "", built)
	write(t, work, "odd/index.html/app.js", "", built)

	t.Run("help", func(t *testing.T) {
		p := start(t, program, work, "help")
		p.wantExit(t, exitOK)
		if out := p.rest(); !strings.Contains(out, "serve") {
			t.Errorf("stdout is %q", out)
		}
	})
	t.Run("unknown command", func(t *testing.T) {
		p := start(t, program, work, "nonsense")
		p.wantExit(t, exitUsage)
		checkOutput(t, "stderr", p.stderr.String(), `unknown command "nonsense"`)
	})
	for _, tc := range []struct{ name, dir, want string }{
		{"missing folder", "gone", "playground serve: gone/index.html not found: run make build\n"},
		{"missing index.html", "no-index", "playground serve: no-index/index.html not found: run make build\n"},
		{"a folder for index.html", "odd", "playground serve: odd/index.html not found: run make build\n"},
		{"a file for a folder", "dist/index.html", "playground serve: dist/index.html/index.html not found: run make build\n"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := start(t, program, work, "serve", "-addr", "127.0.0.1:0", "-dir", tc.dir)
			p.wantExit(t, exitFailed)
			if got := p.stderr.String(); got != tc.want {
				t.Errorf("stderr is %q, want %q", got, tc.want)
			}
		})
	}
	t.Run("no folder named and none here", func(t *testing.T) {
		p := start(t, program, filepath.Join(work, "no-index"), "serve", "-addr", "127.0.0.1:0")
		// The program stands in work, beside dist.
		line, err := p.stdout.ReadString('\n')
		if err != nil || !strings.HasPrefix(line, "Serving "+filepath.Join(work, "dist")+" on http://127.0.0.1:") {
			t.Errorf("stdout is %q (%v)", line, err)
		}
	})
	t.Run("no folder named and none anywhere", func(t *testing.T) {
		alone := filepath.Join(t.TempDir(), "playground")
		if err := os.Link(program, alone); err != nil {
			t.Fatal(err)
		}
		p := start(t, alone, filepath.Join(work, "no-index"), "serve", "-addr", "127.0.0.1:0")
		p.wantExit(t, exitFailed)
		if got, want := p.stderr.String(), "playground serve: dist/index.html not found: run make build\n"; got != want {
			t.Errorf("stderr is %q, want %q", got, want)
		}
	})
	t.Run("port taken", func(t *testing.T) {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer listener.Close()
		addr := listener.Addr().String()
		p := start(t, program, work, "serve", "-addr", addr)
		p.wantExit(t, exitFailed)
		oneLine := regexp.MustCompile(`^playground serve: ` + regexp.QuoteMeta(addr) +
			` is already in use: use -addr 127\.0\.0\.1:\d+ or PORT=\d+ make run\n$`)
		if got := p.stderr.String(); !oneLine.MatchString(got) {
			t.Errorf("stderr is %q", got)
		}
		if got := p.rest(); got != "" {
			t.Errorf("stdout is %q, want nothing", got)
		}
	})
	t.Run("PORT is the Makefile's business", func(t *testing.T) {
		t.Setenv("PORT", "1")
		serveAt(t, program, work)
	})

	for _, signal := range []os.Signal{syscall.SIGTERM, os.Interrupt} {
		t.Run("idle, stopped by "+signal.String(), func(t *testing.T) {
			p, url := serveAt(t, program, work)
			response, err := http.Get(url)
			if err != nil {
				t.Fatal(err)
			}
			body, _ := io.ReadAll(response.Body)
			response.Body.Close()
			if string(body) != "home" {
				t.Errorf("body is %q", body)
			}
			p.send(t, signal)
			p.wantExit(t, exitOK)
			http.DefaultClient.CloseIdleConnections()
		})
	}
	t.Run("a download under way is finished", func(t *testing.T) {
		p, url := serveAt(t, program, work)
		download := startDownload(t, url+"/big.wasm")
		p.send(t, syscall.SIGTERM)
		waitUntilRefused(t, url)
		if p.exited() {
			t.Fatal("stopped before the download was finished")
		}
		got := sha256.New()
		got.Write(download.begun)
		if _, err := io.Copy(got, download.body); err != nil {
			t.Fatalf("the download was cut off: %v", err)
		}
		if want := sha256.Sum256(big); !bytes.Equal(got.Sum(nil), want[:]) {
			t.Error("the download is complete, but not what the file holds")
		}
		p.wantExit(t, exitOK)
	})
	t.Run("the second signal stops at once", func(t *testing.T) {
		p, url := serveAt(t, program, work)
		startDownload(t, url+"/big.wasm")
		p.send(t, syscall.SIGTERM)
		waitUntilRefused(t, url)
		begin := time.Now()
		p.send(t, syscall.SIGTERM)
		p.wantExit(t, exitFailed)
		if took := time.Since(begin); took > usual.grace/2 {
			t.Errorf("took %v, the grace is %v", took, usual.grace)
		}
	})
}

// A process is the program running in a test, and ends with it at the latest.
type process struct {
	cmd    *exec.Cmd
	stdout *bufio.Reader
	stderr bytes.Buffer // Read it after wantExit only.
	done   chan struct{}
}

func start(t *testing.T, program, dir string, args ...string) *process {
	t.Helper()
	p := &process{cmd: exec.Command(program, args...), done: make(chan struct{})}
	p.cmd.Dir = dir
	p.cmd.Stderr = &p.stderr
	// A pipe of our own: the one from StdoutPipe must not be read to its end after Wait.
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	p.cmd.Stdout, p.stdout = write, bufio.NewReader(read)
	err = p.cmd.Start()
	write.Close()
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		p.cmd.Wait()
		close(p.done)
	}()
	t.Cleanup(func() {
		p.cmd.Process.Kill()
		<-p.done
		read.Close()
	})
	return p
}

// serveAt starts the server on a free port and returns the URL that it prints.
func serveAt(t *testing.T, program, dir string) (*process, string) {
	t.Helper()
	p := start(t, program, dir, "serve", "-addr", "127.0.0.1:0")
	line, err := p.stdout.ReadString('\n')
	match := regexp.MustCompile(`^Serving dist on (http://127\.0\.0\.1:[1-9]\d*)\n$`).FindStringSubmatch(line)
	if match == nil {
		t.Fatalf("stdout is %q (%v)", line, err)
	}
	return p, match[1]
}

// rest is what the process printed and nobody has read. Call it after wantExit.
func (p *process) rest() string {
	out, _ := io.ReadAll(p.stdout)
	return string(out)
}

func (p *process) send(t *testing.T, signal os.Signal) {
	t.Helper()
	if err := p.cmd.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
}

func (p *process) exited() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

func (p *process) wantExit(t *testing.T, want int) {
	t.Helper()
	select {
	case <-p.done:
	case <-time.After(patience):
		t.Fatalf("still running after %v", patience)
	}
	if got := p.cmd.ProcessState.ExitCode(); got != want {
		t.Errorf("exit code %d, want %d; stderr: %s", got, want, p.stderr.String())
	}
}

type download struct {
	begun []byte
	body  io.Reader
}

// startDownload reads the first bytes of a file and leaves the rest to be read.
func startDownload(t *testing.T, url string) download {
	t.Helper()
	client := &http.Client{Transport: &http.Transport{DisableCompression: true}}
	response, err := client.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { response.Body.Close() })
	begun := make([]byte, 1000)
	if _, err := io.ReadFull(response.Body, begun); err != nil {
		t.Fatal(err)
	}
	return download{begun, response.Body}
}

// waitUntilRefused returns once the server takes no more connections: the first signal has arrived.
func waitUntilRefused(t *testing.T, url string) {
	t.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		conn, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
		if err != nil {
			return
		}
		conn.Close()
	}
	t.Fatalf("new connections are still taken after %v", patience)
}
