// Package serve previews a library: it builds the site into folders of its own,
// serves the newest, builds again when a file changes, and tells open pages. It
// never stops because of bad content: what is wrong is shown in the page.
package serve

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/fsnotify/fsnotify"

	"servicepatterns/internal/build"
	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/tempdir"
)

// settle is how long to wait after a change for the rest of it: a save or a switch
// of branches arrives as several events.
const settle = 50 * time.Millisecond

// Options say what to preview. Ready and Built are called as things happen.
type Options struct {
	Library string
	Addr    string
	Drafts  bool
	Ready   func(address string)
	Built   func(*build.Result, error)
}

// Run serves until ctx is done.
func Run(ctx context.Context, listener net.Listener, o Options) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	temp, err := tempdir.New("patterns-serve-")
	if err != nil {
		return err
	}
	defer temp.Remove()
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	defer watcher.Close()
	if err := watch(watcher, o.Library); err != nil {
		return err
	}
	p := &preview{Options: o, temp: temp.Path, live: newLive()}
	if _, err := content.Load(o.Library, &diag.List{}); err != nil {
		return err // a slip in the command; what becomes of the folder later is waited for
	}
	p.build(ctx)
	server := &http.Server{Handler: p, ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	var following sync.WaitGroup
	following.Go(func() { p.follow(ctx, watcher) })
	defer following.Wait() // before the folder that it builds into is removed
	defer stop()
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	o.Ready("http://" + listener.Addr().String() + "/")
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// watch adds a folder and those below it: fsnotify watches single folders.
func watch(w *fsnotify.Watcher, dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		if name := d.Name(); path != dir && strings.HasPrefix(name, ".") {
			return filepath.SkipDir
		}
		return w.Add(path)
	})
}

type preview struct {
	Options
	temp  string
	built int
	site  atomic.Pointer[string] // folder of the newest site, nil before the first
	live  *live
}

// build makes the next site in a folder of its own, so that a page being loaded
// never meets a half-written one.
func (p *preview) build(ctx context.Context) {
	p.built++
	out := filepath.Join(p.temp, strconv.Itoa(p.built))
	r, err := build.Run(ctx, build.Options{Library: p.Library, Out: out, Drafts: p.Drafts, KeepGoing: true, Live: true})
	if ctx.Err() != nil {
		return
	}
	if r != nil && r.Published {
		if old := p.site.Swap(&out); old != nil {
			// A page that is being loaded may still ask the last site for a file.
			time.AfterFunc(5*time.Second, func() { _ = os.RemoveAll(*old) })
		}
	}
	p.live.tell(p.built, r, err)
	p.Built(r, err)
}

// follow builds again after changes.
func (p *preview) follow(ctx context.Context, w *fsnotify.Watcher) {
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case event, ok := <-w.Events:
			if !ok {
				return
			}
			if event.Has(fsnotify.Create) {
				// A new folder is not watched yet. If it is gone again, so is the need.
				if info, err := os.Stat(event.Name); err == nil && info.IsDir() {
					_ = watch(w, event.Name)
				}
			}
			// Many editors save by renaming a new file over the old one, so one save
			// arrives as a remove and a create. Building at the remove would show a
			// site without the page.
			if !event.Has(fsnotify.Chmod) || event.Op != fsnotify.Chmod {
				timer.Reset(settle)
			}
		case _, ok := <-w.Errors:
			if !ok {
				return
			}
			timer.Reset(settle) // events may have been lost: look at everything again
		case <-timer.C:
			p.build(ctx)
		}
	}
}

func (p *preview) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/_live" {
		p.live.serve(w, r)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	site := p.site.Load()
	if site == nil {
		http.Error(w, "The site could not be built yet. The terminal says why.", http.StatusServiceUnavailable)
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
