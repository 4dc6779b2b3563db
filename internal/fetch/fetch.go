// Package fetch gets files from servers of other people. Input: an address that nobody has checked.
// Output: the file's bytes, at most as many as asked for, or an error in words that a person
// understands. It never connects to this machine or a private network unless it may, never follows a
// server to another host, and never waits for ever.
package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Options say how servers are asked. The zero value of each is its default.
type Options struct {
	UserAgent    string        // who asks, and where to complain
	AllowPrivate bool          // also addresses of private networks and of this machine
	Wait         time.Duration // for the next bytes of an answer: 20 seconds
	PerHost      int           // requests to a host at a time: 4
}

// Client asks servers.
type Client struct {
	Options
	http    *http.Client
	proxyOf func(*http.Request) (*url.URL, error)
	proxy   sync.Map // addresses of proxies, to which it may connect wherever they are
	hosts   sync.Map // of each host a channel with room for the requests at a time
}

// maxHops is how often a server may lead from one address to the next.
const maxHops = 5

// New returns a client. Proxies are those of the environment: HTTPS_PROXY, HTTP_PROXY, NO_PROXY.
func New(o Options) *Client {
	if o.Wait == 0 {
		o.Wait = 20 * time.Second
	}
	if o.PerHost == 0 {
		o.PerHost = 4
	}
	c := &Client{Options: o, proxyOf: http.ProxyFromEnvironment}
	open := Dialer(func(netip.Addr) bool { return true }, o.Wait)
	guarded := Dialer(func(a netip.Addr) bool { return o.AllowPrivate || Public(a) }, o.Wait)
	c.http = &http.Client{
		CheckRedirect: c.follow,
		Transport: &http.Transport{
			Proxy: c.throughProxy,
			DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
				dialer := guarded
				if _, ok := c.proxy.Load(address); ok {
					dialer = open
				}
				return dialer.DialContext(ctx, network, address)
			},
			DisableCompression:     true, // get unpacks by itself, to count what was sent
			MaxResponseHeaderBytes: 64 << 10, ForceAttemptHTTP2: true, MaxIdleConnsPerHost: o.PerHost,
			IdleConnTimeout: 10 * time.Second, TLSHandshakeTimeout: o.Wait, ResponseHeaderTimeout: o.Wait,
		},
	}
	return c
}

// throughProxy is the proxy for a request. What a name leads to is then the proxy's to decide; an
// address in numbers is judged here.
func (c *Client) throughProxy(r *http.Request) (*url.URL, error) {
	proxy, err := c.proxyOf(r)
	if proxy == nil || err != nil {
		return nil, err
	}
	if addr, err := netip.ParseAddr(r.URL.Hostname()); err == nil && !c.AllowPrivate && !Public(addr) {
		return nil, ErrPrivate
	}
	if name := strings.ToLower(r.URL.Hostname()); !c.AllowPrivate && (name == "localhost" || strings.HasSuffix(name, ".localhost")) {
		return nil, ErrPrivate
	}
	port := proxy.Port()
	if port == "" {
		port = map[string]string{"https": "443", "socks5": "1080"}[proxy.Scheme]
	}
	if port == "" {
		port = "80"
	}
	c.proxy.Store(net.JoinHostPort(proxy.Hostname(), port), true)
	return proxy, nil
}

// MovedError says that a server leads to another host.
type MovedError struct{ To string }

func (e *MovedError) Error() string { return "it has moved to " + e.To }

// follow goes where a server leads as long as it is the same server.
func (c *Client) follow(next *http.Request, via []*http.Request) error {
	first := via[0].URL
	if next.URL.Scheme != first.Scheme || next.URL.Host != first.Host {
		to := *next.URL
		to.User, to.RawQuery, to.Fragment, to.RawFragment = nil, "", "", ""
		return &MovedError{to.String()}
	}
	if len(via) >= maxHops {
		return fmt.Errorf("it leads on more than %d times", maxHops)
	}
	return nil
}

// Request is a file to get. With ETag or Modified, which an earlier answer gave, it is got only
// when it has changed.
type Request struct {
	URL            string
	Most           int64 // bytes, unpacked
	ETag, Modified string
}

// Answer is the file.
type Answer struct {
	Body           []byte
	Unchanged      bool // since the earlier answer; there is no body
	ETag, Modified string
}

// StatusError is an answer of a server that is not the file.
type StatusError struct{ Status int }

func (e *StatusError) Error() string {
	switch e.Status {
	case http.StatusNotFound, http.StatusGone:
		return "there is no such file on the server"
	case http.StatusUnauthorized, http.StatusForbidden:
		return "the server does not let us read it"
	}
	return strings.TrimSpace(fmt.Sprintf("the server answers %d %s", e.Status, http.StatusText(e.Status)))
}

// Gone says whether an error is that there is no such file.
func Gone(err error) bool {
	var status *StatusError
	return errors.As(err, &status) && (status.Status == http.StatusNotFound || status.Status == http.StatusGone)
}

// errStalled is the reason for giving up a server that does not go on.
var errStalled = errors.New("the server does not answer in time")

// errPacked says that a compressed answer cannot be unpacked.
var errPacked = errors.New("the server sent a damaged file")

// Get gets a file. Errors name its address.
func (c *Client) Get(ctx context.Context, r Request) (Answer, error) {
	answer, err := c.get(ctx, r)
	if err != nil {
		return answer, fmt.Errorf("%s: %w", r.URL, plain(ctx, err))
	}
	return answer, nil
}

func (c *Client) get(ctx context.Context, r Request) (Answer, error) {
	req, err := http.NewRequest(http.MethodGet, r.URL, nil)
	if err != nil || req.URL.Host == "" || req.URL.Scheme != "https" && req.URL.Scheme != "http" || req.URL.User != nil {
		return Answer{}, errors.New("this is not an address that begins with https://")
	}
	release, err := c.turn(ctx, req.URL.Host)
	if err != nil {
		return Answer{}, err
	}
	defer release()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	watch := time.AfterFunc(c.Wait, func() { cancel(errStalled) })
	defer watch.Stop()
	req = req.WithContext(ctx)
	req.Header.Set("User-Agent", c.UserAgent)
	req.Header.Set("Accept-Encoding", "gzip")
	if r.ETag != "" {
		req.Header.Set("If-None-Match", r.ETag)
	}
	if r.Modified != "" {
		req.Header.Set("If-Modified-Since", r.Modified)
	}
	tally(ctx).requests.Add(1)
	resp, err := c.http.Do(req)
	if err != nil {
		return Answer{}, err
	}
	defer resp.Body.Close()
	answer := Answer{ETag: resp.Header.Get("ETag"), Modified: resp.Header.Get("Last-Modified")}
	switch {
	case resp.StatusCode == http.StatusNotModified && (r.ETag != "" || r.Modified != ""):
		answer.Unchanged, answer.ETag, answer.Modified = true, r.ETag, r.Modified
		return answer, nil
	case resp.StatusCode != http.StatusOK:
		return Answer{}, &StatusError{resp.StatusCode}
	}
	var body io.Reader = counted{resp.Body, tally(ctx)}
	if resp.Header.Get("Content-Encoding") == "gzip" {
		if body, err = gzip.NewReader(body); err != nil {
			return Answer{}, errPacked
		}
	}
	answer.Body, err = read(body, r.Most, func() { watch.Reset(c.Wait) })
	return answer, err
}

// read reads an answer of at most so many bytes. Each time some arrive, more is called.
func read(from io.Reader, most int64, more func()) ([]byte, error) {
	var body bytes.Buffer
	from = io.LimitReader(from, most+1)
	for {
		n, err := io.CopyN(&body, from, 64<<10)
		if int64(body.Len()) > most {
			return nil, &TooLargeError{most}
		}
		if errors.Is(err, io.EOF) {
			return body.Bytes(), nil
		}
		if err != nil {
			return nil, err
		}
		if n > 0 {
			more()
		}
	}
}

// TooLargeError says that a file has more bytes than asked for.
type TooLargeError struct{ Most int64 }

func (e *TooLargeError) Error() string {
	if e.Most < 1<<20 {
		return fmt.Sprintf("the file is larger than %d KB", e.Most>>10)
	}
	return fmt.Sprintf("the file is larger than %d MB", e.Most>>20)
}

// turn waits until a host may be asked once more.
func (c *Client) turn(ctx context.Context, host string) (release func(), err error) {
	room, _ := c.hosts.LoadOrStore(host, make(chan struct{}, c.PerHost))
	queue := room.(chan struct{})
	select {
	case queue <- struct{}{}:
		return func() { <-queue }, nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// plain says in words why a request failed.
func plain(ctx context.Context, err error) error {
	var moved *MovedError
	var dns *net.DNSError
	var timeout net.Error
	var where *url.Error
	switch cause := context.Cause(ctx); {
	case errors.Is(err, errStalled):
		return errStalled
	case cause != nil:
		return cause
	case errors.As(err, &moved):
		return moved
	case errors.Is(err, ErrPrivate):
		return refused{}
	case errors.As(err, &dns) && dns.IsNotFound:
		return errors.New("there is no such host")
	case errors.As(err, &timeout) && timeout.Timeout():
		return errStalled
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader):
		return errPacked
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the connection broke off before the end of the file")
	case errors.As(err, &where):
		return where.Err
	}
	return err
}

// refused is ErrPrivate in words.
type refused struct{}

func (refused) Error() string {
	return "it leads into a private network or to this machine, which only --allow-private allows"
}

func (refused) Is(err error) bool { return err == ErrPrivate }

// Tally counts what requests of a context cost.
type Tally struct{ requests, bytes atomic.Int64 }

// Requests is how many were made.
func (t *Tally) Requests() int64 { return t.requests.Load() }

// Bytes is how many the answers had, as sent, without their heads.
func (t *Tally) Bytes() int64 { return t.bytes.Load() }

type tallyKey struct{}

// Counting returns a context whose requests are counted.
func Counting(ctx context.Context) (context.Context, *Tally) {
	t := &Tally{}
	return context.WithValue(ctx, tallyKey{}, t), t
}

func tally(ctx context.Context) *Tally {
	if t, ok := ctx.Value(tallyKey{}).(*Tally); ok {
		return t
	}
	return &Tally{}
}

// counted is an answer whose bytes are counted.
type counted struct {
	io.Reader
	to *Tally
}

func (c counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.to.bytes.Add(int64(n))
	return n, err
}
