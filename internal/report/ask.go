package report

import (
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
	"time"

	"golang.org/x/sync/errgroup"

	"servicepatterns/internal/fetch"
	"servicepatterns/internal/model"
)

// Asking says how outside links are asked. The zero value of a limit is its default.
type Asking struct {
	UserAgent    string        // who asks, and where to complain
	AllowPrivate bool          // also ask addresses of private networks and of this machine
	Links        int           // at most so many are asked: 2,000
	Time         time.Duration // for all together: 15 minutes
	Wait         time.Duration // for one answer: 15 seconds
	Pause        time.Duration // between two requests to one host: one second
	Progress     func(stage string, done, of int)

	allowed func(netip.Addr) bool // for tests
}

const (
	hosts    = 8 // asked at a time; each gets one request at a time
	maxHops  = 5
	maxBytes = 64 << 10 // of an answer's head; bodies are not read
)

// Ask checks the library's links to elsewhere, politely: the head of the page only, and
// the page itself where a server does not give heads; one request at a time to a host,
// with a pause between; bounded in number, time and size. Proxies are not used, so that
// the address that is checked is the address that is asked.
func Ask(ctx context.Context, lib *model.Library, a Asking) *Outside {
	a = a.defaults()
	ctx, stop := context.WithTimeout(ctx, a.Time)
	defer stop()
	links := outlinks(lib)
	out := &Outside{Links: []Outlink{}}
	out.NotAsked = max(0, len(links)-a.Links)
	links = links[:len(links)-out.NotAsked]
	p := prober{Asking: a, client: a.client(), gates: map[string]*gate{}}
	asked := p.all(ctx, links)
	for i, l := range links {
		switch {
		case !asked[i]:
			out.NotAsked++
		case l.State == fine:
			out.Asked++
			out.Fine++
		default:
			out.Asked++
			out.Links = append(out.Links, l)
		}
	}
	return out
}

func (a Asking) defaults() Asking {
	if a.Links == 0 {
		a.Links = 2000
	}
	if a.Time == 0 {
		a.Time = 15 * time.Minute
	}
	if a.Wait == 0 {
		a.Wait = 15 * time.Second
	}
	if a.Pause == 0 {
		a.Pause = time.Second
	}
	if a.allowed == nil {
		a.allowed = func(addr netip.Addr) bool { return a.AllowPrivate || fetch.Public(addr) }
	}
	return a
}

// client never follows by itself and never connects to an address that is not allowed.
func (a Asking) client() *http.Client {
	dialer := fetch.Dialer(a.allowed, a.Wait)
	return &http.Client{
		Timeout:       a.Wait,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			DialContext: dialer.DialContext, MaxResponseHeaderBytes: maxBytes, DisableCompression: true,
			ForceAttemptHTTP2: true, MaxIdleConnsPerHost: 1, IdleConnTimeout: 10 * time.Second,
		},
	}
}

// prober asks links.
type prober struct {
	Asking
	client *http.Client
	mu     sync.Mutex
	gates  map[string]*gate
}

// gate lets one request at a time through to a host.
type gate struct {
	mu   sync.Mutex
	next time.Time // not before
}

// all asks every link, host by host, and says which were asked before time was up.
func (p *prober) all(ctx context.Context, links []Outlink) []bool {
	asked := make([]bool, len(links))
	var order []string
	byHost := map[string][]int{}
	for i, l := range links {
		u, _ := url.Parse(l.URL)
		if byHost[u.Host] == nil {
			order = append(order, u.Host)
		}
		byHost[u.Host] = append(byHost[u.Host], i)
	}
	done := 0
	var group errgroup.Group
	group.SetLimit(hosts)
	for _, host := range order {
		group.Go(func() error {
			for _, i := range byHost[host] {
				if ctx.Err() != nil {
					return nil
				}
				p.link(ctx, &links[i])
				p.mu.Lock()
				asked[i] = ctx.Err() == nil // else it was cut short
				if done++; p.Progress != nil {
					p.Progress("links", done, len(links))
				}
				p.mu.Unlock()
			}
			return nil
		})
	}
	_ = group.Wait() // none fails: what was not asked is said
	return asked
}

// link asks one link, following where it leads.
func (p *prober) link(ctx context.Context, l *Outlink) {
	at, forGood := l.URL, true
	for hop := 0; ; hop++ {
		status, to, err := p.ask(ctx, at)
		switch {
		case errors.Is(err, fetch.ErrPrivate):
			l.State, l.Why = Private, "it leads into a private network or to this machine, and was not asked"
		case err != nil:
			l.State, l.Why = failed(err)
		case to != "" && hop == maxHops:
			l.State, l.Why = Unsure, fmt.Sprintf("it leads on more than %d times", maxHops)
		case to != "":
			forGood = forGood && (status == http.StatusMovedPermanently || status == http.StatusPermanentRedirect)
			at = to
			continue
		case status == http.StatusNotFound, status == http.StatusGone:
			l.State, l.Why = Dead, answer(status)
		case status >= 300 || status < 200:
			l.State, l.Why = Unsure, answer(status)
		case hop > 0 && forGood:
			l.State, l.To = Moved, at
		}
		return
	}
}

func answer(status int) string {
	return strings.TrimSpace(fmt.Sprintf("the server answers %d %s", status, http.StatusText(status)))
}

// failed judges a request that got no answer.
func failed(err error) (State, string) {
	var dns *net.DNSError
	var timeout net.Error
	var where *url.Error
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		return Dead, "there is no such host"
	case errors.As(err, &timeout) && timeout.Timeout():
		return Unsure, "no answer in time"
	case errors.As(err, &where):
		err = where.Err
	}
	return Unsure, err.Error()
}

// ask asks for the head of a page, and for the page where the head is refused. It
// returns where the answer leads, if it does.
func (p *prober) ask(ctx context.Context, address string) (status int, to string, err error) {
	status, to, err = p.request(ctx, http.MethodHead, address)
	if err == nil && status >= 400 && status != http.StatusTooManyRequests {
		return p.request(ctx, http.MethodGet, address)
	}
	return status, to, err
}

func (p *prober) request(ctx context.Context, method, address string) (status int, to string, err error) {
	req, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		return 0, "", err
	}
	req.Header.Set("User-Agent", p.UserAgent)
	req.Header.Set("Accept", "*/*")
	pass, err := p.gate(ctx, req.URL.Host)
	if err != nil {
		return 0, "", err
	}
	defer pass()
	resp, err := p.client.Do(req)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	_, _ = io.CopyN(io.Discard, resp.Body, 1<<10) // a short answer is read, so that its connection can be used again
	if resp.StatusCode >= 300 && resp.StatusCode < 400 {
		next, err := resp.Location()
		if err != nil || next.Scheme != "http" && next.Scheme != "https" {
			return resp.StatusCode, "", nil
		}
		next.User, next.Fragment, next.RawFragment = nil, "", ""
		return resp.StatusCode, next.String(), nil
	}
	return resp.StatusCode, "", nil
}

// gate waits until a request may go to a host, and returns what lets the next one in.
func (p *prober) gate(ctx context.Context, host string) (pass func(), err error) {
	p.mu.Lock()
	g := p.gates[host]
	if g == nil {
		g = &gate{}
		p.gates[host] = g
	}
	p.mu.Unlock()
	g.mu.Lock()
	select {
	case <-time.After(time.Until(g.next)):
	case <-ctx.Done():
		g.mu.Unlock()
		return nil, ctx.Err()
	}
	return func() {
		g.next = time.Now().Add(p.Pause)
		g.mu.Unlock()
	}, nil
}
