// Package serve previews a library: it makes pages when they are asked for, tells open pages when a file
// has changed, and then builds the whole site in the background, for search and all else. It never stops
// because of bad content: what is wrong is shown in the page.
package serve

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"servicepatterns/internal/build"
	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/tempdir"
)

// Options say what to preview. Ready, Built and Say are called as things happen.
type Options struct {
	Library string
	Addr    string
	Hosts   []string      // names under which it answers besides its own
	Poll    time.Duration // how often to look at the files; 0 lets the system report changes
	Drafts  bool
	Ready   func(address string)
	Built   func(*build.Result, error)
	Say     func(string)
}

// How long a request may take to arrive, and a connection to be idle.
const (
	arrives = 10 * time.Second
	idle    = time.Minute
)

// Run serves until ctx is done.
func Run(ctx context.Context, listener net.Listener, o Options) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	defer listener.Close()
	temp, err := tempdir.New("patterns-serve-")
	if err != nil {
		return err
	}
	defer temp.Remove()
	if _, err := content.Load(o.Library, &diag.List{}); err != nil {
		return err // a slip in the command; what becomes of the folder later is waited for
	}
	p := &preview{Options: o, temp: temp.Path, live: newLive(), hosts: newHosts(o.Addr, o.Hosts), address: address(listener.Addr())}
	p.session = build.NewSession(build.Options{Library: o.Library, BaseURL: p.address, Drafts: o.Drafts, KeepGoing: true, Live: true})
	defer p.session.Close()
	f := &follower{preview: p, watcher: watcher{dir: o.Library, poll: o.Poll}, made: make(chan whole)}
	defer f.close()
	f.begin(ctx)
	if ctx.Err() != nil {
		return nil
	}
	server := &http.Server{Handler: p, ReadHeaderTimeout: arrives, ReadTimeout: arrives, IdleTimeout: idle,
		BaseContext: func(net.Listener) context.Context { return ctx }}
	var following sync.WaitGroup
	following.Go(func() { f.follow(ctx) })
	defer following.Wait() // before the folder that it builds into is removed
	defer stop()
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	o.Ready(p.address)
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// address is where a listener's site is found from this computer.
func address(a net.Addr) string {
	host, port, err := net.SplitHostPort(a.String())
	if err != nil {
		return "http://" + a.String() + "/"
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port) + "/"
}

type preview struct {
	Options
	temp    string
	address string
	hosts   hosts
	session *build.Session
	site    atomic.Pointer[string] // folder of the newest whole site, nil before the first
	live    *live
}

func (p *preview) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
	switch {
	case !p.hosts.answers(r):
		refuse(w, r)
		return
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		w.Header().Set("Connection", "close") // the rest of a body is not waited for
		http.Error(w, messages.English().T("serve.read-only"), http.StatusMethodNotAllowed)
		return
	case r.URL.Path == "/_live":
		p.live.serve(w, r)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if strings.HasSuffix(r.URL.Path, ".md") {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	}
	name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
	if strings.HasSuffix(r.URL.Path, "/") {
		name = path.Join(name, "index.html")
	}
	switch data, known := p.session.File(name); {
	case data != nil:
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(data))
	case known:
		p.notFound(w, r)
	default:
		p.copied(w, r)
	}
}

// copied answers with a file of the newest whole site.
func (p *preview) copied(w http.ResponseWriter, r *http.Request) {
	site := p.site.Load()
	if site == nil {
		http.Error(w, messages.English().T("serve.not-built"), http.StatusServiceUnavailable)
		return
	}
	file := filepath.Join(*site, filepath.FromSlash(filepath.Clean("/"+r.URL.Path)))
	if info, err := os.Stat(file); err != nil || info.IsDir() && !exists(filepath.Join(file, "index.html")) {
		p.notFound(w, r)
		return
	}
	http.FileServer(http.Dir(*site)).ServeHTTP(w, r)
}

func (p *preview) notFound(w http.ResponseWriter, r *http.Request) {
	page, _ := p.session.File("404.html")
	if page == nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusNotFound)
	_, _ = w.Write(page)
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}
