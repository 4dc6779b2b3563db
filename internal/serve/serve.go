// Package serve previews a library: it builds the site into folders of its own,
// serves the newest, builds again when a file changes, and tells open pages. It
// never stops because of bad content: what is wrong is shown in the page.
package serve

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/fsnotify/fsnotify"

	"servicepatterns/internal/build"
	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/tempdir"
)

// settle is how long to wait after a change for the rest of it: a save or a switch
// of branches arrives as several events.
const settle = 50 * time.Millisecond

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
	w := &watcher{dir: o.Library, poll: o.Poll}
	defer w.close()
	again := p.build(ctx, w)
	if ctx.Err() != nil {
		return nil
	}
	server := &http.Server{Handler: p, ReadHeaderTimeout: arrives, ReadTimeout: arrives, IdleTimeout: idle,
		BaseContext: func(net.Listener) context.Context { return ctx }}
	var following sync.WaitGroup
	following.Go(func() { p.follow(ctx, w, again) })
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
	built   int
	site    atomic.Pointer[string] // folder of the newest site, nil before the first
	live    *live
}

// build makes the next site in a folder of its own, so that a page being loaded never meets
// a half-written one. It says whether files changed under it, so that it must be done again.
func (p *preview) build(ctx context.Context, w *watcher) (again bool) {
	if err := w.again(); err != nil && ctx.Err() == nil {
		w.close()
		w.poll = look
		p.Say("The system cannot report changes in this folder, so it is looked at every second.")
	}
	p.built++
	out := filepath.Join(p.temp, strconv.Itoa(p.built))
	r, err := build.Run(ctx, build.Options{Library: p.Library, Out: out, BaseURL: p.address, Drafts: p.Drafts, KeepGoing: true, Live: true})
	if ctx.Err() != nil {
		return false
	}
	var none *content.FolderError
	if errors.As(err, &none) { // it is being renamed, or another branch is being switched to
		err = errors.New("the library is not there at the moment. The preview goes on when it is back")
	}
	gone := r != nil && slices.ContainsFunc(r.Findings, func(f diag.Finding) bool { return f.Code == diag.Unreadable })
	if (err != nil || gone) && snapshot(p.Library) != w.seen {
		p.Say("Files changed meanwhile; building again.")
		return true
	}
	if r != nil && r.Published {
		if old := p.site.Swap(&out); old != nil {
			// A page that is being loaded may still ask the last site for a file.
			time.AfterFunc(5*time.Second, func() { _ = os.RemoveAll(*old) })
		}
	}
	p.live.tell(p.built, r, err)
	p.Built(r, err)
	return false
}

// follow builds again after changes.
func (p *preview) follow(ctx context.Context, w *watcher, again bool) {
	timer := time.NewTimer(settle)
	if !again {
		timer.Stop()
	}
	ticker := time.NewTicker(w.every())
	defer ticker.Stop()
	for {
		events, errs := w.reports()
		select {
		case <-ctx.Done():
			return
		case event := <-events:
			// Many editors save by renaming a new file over the old one, so one save
			// arrives as a remove and a create. Building at the remove would show a
			// site without the page.
			if event.Op != fsnotify.Chmod {
				timer.Reset(settle)
			}
		case <-errs:
			timer.Reset(settle) // events may have been lost: look at everything again
		case <-ticker.C:
			if !w.changed() {
				continue
			}
			again = p.build(ctx, w)
			if again {
				timer.Reset(settle)
			}
		case <-timer.C:
			if p.build(ctx, w) {
				timer.Reset(settle)
			}
		}
	}
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
	site := p.site.Load()
	if site == nil {
		http.Error(w, messages.English().T("serve.not-built"), http.StatusServiceUnavailable)
		return
	}
	file := filepath.Join(*site, filepath.FromSlash(filepath.Clean("/"+r.URL.Path)))
	if info, err := os.Stat(file); err != nil || info.IsDir() && !exists(filepath.Join(file, "index.html")) {
		page, err := os.ReadFile(filepath.Join(*site, "404.html"))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write(page)
		return
	}
	if strings.HasSuffix(r.URL.Path, ".md") {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	}
	http.FileServer(http.Dir(*site)).ServeHTTP(w, r)
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}
