package main

import (
	"io"
	"net"
	"net/http"
	"sync"
	"time"
)

// bounded is a listener with room for so many connections. When all are taken, it closes
// one that is idle; while none is, new ones wait in the queue of the operating system,
// where they cost us nothing.
type bounded struct {
	net.Listener
	places chan struct{}
	stall  time.Duration
	closed chan struct{}
	once   sync.Once

	mu   sync.Mutex
	idle []net.Conn // the longest idle first
}

func bound(listener net.Listener, l limits) *bounded {
	return &bounded{Listener: listener, places: make(chan struct{}, l.connections), stall: l.stall, closed: make(chan struct{})}
}

func (b *bounded) Accept() (net.Conn, error) {
	for taken := false; !taken; {
		select {
		case b.places <- struct{}{}:
			taken = true
		default:
			if b.closeIdle() {
				continue // its place is free
			}
			select {
			case b.places <- struct{}{}:
				taken = true
			case <-time.After(50 * time.Millisecond): // one may have become idle
			case <-b.closed:
				return nil, net.ErrClosed
			}
		}
	}
	conn, err := b.Listener.Accept()
	if err != nil {
		<-b.places
		return nil, err
	}
	return &patient{Conn: conn, stall: b.stall, leave: func() { <-b.places }}, nil
}

func (b *bounded) Close() error {
	b.once.Do(func() { close(b.closed) })
	return b.Listener.Close()
}

// closeIdle closes the connection that has been idle for the longest time, and reports
// whether there was one.
func (b *bounded) closeIdle() bool {
	b.mu.Lock()
	if len(b.idle) == 0 {
		b.mu.Unlock()
		return false
	}
	conn := b.idle[0]
	b.idle = b.idle[1:]
	b.mu.Unlock()
	conn.Close()
	return true
}

// changed is told by the server what becomes of a connection.
func (b *bounded) changed(conn net.Conn, state http.ConnState) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for i, c := range b.idle {
		if c == conn {
			b.idle = append(b.idle[:i], b.idle[i+1:]...)
			break
		}
	}
	if state == http.StateIdle {
		b.idle = append(b.idle, conn)
	}
}

// patient is a connection that gives up on a client which takes nothing for a while. The
// time of a whole download has no limit: on a slow line it may be long.
type patient struct {
	net.Conn
	stall time.Duration
	leave func()
	once  sync.Once

	mu    sync.Mutex
	until time.Time // when a write has to end, whatever the client takes; zero for never
}

func (p *patient) Close() error {
	err := p.Conn.Close()
	p.once.Do(p.leave)
	return err
}

// SetWriteDeadline holds for writes that begin later, and for the one under way.
func (p *patient) SetWriteDeadline(t time.Time) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.until = t
	return p.Conn.SetWriteDeadline(t)
}

func (p *patient) SetDeadline(t time.Time) error {
	if err := p.SetReadDeadline(t); err != nil {
		return err
	}
	return p.SetWriteDeadline(t)
}

// hurry gives the next piece its time.
func (p *patient) hurry() {
	p.mu.Lock()
	defer p.mu.Unlock()
	next := time.Now().Add(p.stall)
	if !p.until.IsZero() && p.until.Before(next) {
		next = p.until
	}
	p.Conn.SetWriteDeadline(next)
}

func (p *patient) Write(b []byte) (written int, err error) {
	for first := true; first || len(b) > 0; first = false {
		p.hurry()
		n, err := p.Conn.Write(b[:min(len(b), stallBytes)])
		written += n
		if err != nil {
			return written, err
		}
		b = b[n:]
	}
	return written, nil
}

// ReadFrom lets the operating system send a file by itself, a piece at a time.
func (p *patient) ReadFrom(r io.Reader) (written int64, err error) {
	// Of what is limited to the length of a file the pieces are cut by its own limit.
	limited, ok := r.(*io.LimitedReader)
	to, fast := p.Conn.(io.ReaderFrom)
	if !ok || !fast {
		return io.Copy(struct{ io.Writer }{p}, r)
	}
	for limited.N > 0 {
		p.hurry()
		piece := io.LimitedReader{R: limited.R, N: min(limited.N, stallBytes)}
		n, err := to.ReadFrom(&piece)
		written += n
		limited.N -= n
		if err != nil || n == 0 {
			return written, err
		}
	}
	return written, nil
}
