package serve

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"servicepatterns/internal/build"
	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
)

// How long to wait for more after a change.
const (
	prompt = 8 * time.Millisecond   // a save may be several writes
	settle = 50 * time.Millisecond  // many editors save by renaming, so that a file is gone for a moment
	refill = 200 * time.Millisecond // others empty a file before they write it
	rest   = 200 * time.Millisecond // then the whole site is built
)

// follower keeps the preview as the library is. After a change it links the library, from which pages
// are made when they are asked for, and once nothing has changed for a moment it builds the whole site.
type follower struct {
	*preview
	watcher
	number  int  // of links that open pages were told of
	folders bool // folders to watch have come, or changes may have been missed
	due     map[string]time.Time
	started int // whole sites
	made    chan whole
	cancel  context.CancelFunc // of the one that is being made, nil when there is none
}

// whole is what became of building the whole site.
type whole struct {
	*build.Result
	err   error
	out   string
	stale bool // something changed meanwhile
}

// begin makes the first site.
func (f *follower) begin(ctx context.Context) {
	f.folders, f.due = true, map[string]time.Time{}
	if f.link(ctx) {
		f.publish(f.build(ctx))
	}
}

// link brings what pages are made from up to date, and says whether it is.
func (f *follower) link(ctx context.Context) bool {
	if f.folders || f.poll > 0 {
		f.watch(ctx)
	}
	r, err := f.session.Link(ctx)
	if ctx.Err() != nil {
		return false
	}
	var none *content.FolderError
	if errors.As(err, &none) { // it is being renamed, or another branch is being switched to
		err = errors.New("the library is not there at the moment. The preview goes on when it is back")
	}
	gone := r != nil && slices.ContainsFunc(r.Findings, func(f diag.Finding) bool { return f.Code == diag.Unreadable })
	if err != nil || gone {
		seen := f.seen
		if f.watch(ctx); f.seen != seen {
			f.Say("Files changed meanwhile; building again.")
			f.due[f.dir] = time.Now().Add(settle)
			return false
		}
	}
	f.number++
	f.live.tell(f.number, r, err)
	if err != nil {
		f.Built(r, err)
	}
	return err == nil
}

// watch looks at all folders anew.
func (f *follower) watch(ctx context.Context) {
	f.folders = false
	if err := f.again(); err != nil && ctx.Err() == nil {
		f.close()
		f.poll = look
		f.Say("The system cannot report changes in this folder, so it is looked at every second.")
	}
}

// build makes the whole site in a folder of its own, so that a page being loaded never meets a
// half-written one.
func (f *follower) build(ctx context.Context) whole {
	before := snapshot(f.dir)
	f.started++
	w := whole{out: filepath.Join(f.temp, strconv.Itoa(f.started))}
	w.Result, w.err = f.session.Build(ctx, w.out)
	w.stale = ctx.Err() != nil || w.err != nil && snapshot(f.dir) != before
	return w
}

// publish lets the newest whole site answer.
func (f *follower) publish(w whole) {
	if w.stale {
		_ = os.RemoveAll(w.out)
		return
	}
	if w.Result != nil && w.Published {
		if old := f.site.Swap(&w.out); old != nil {
			// A page that is being loaded may still ask the last site for a file.
			time.AfterFunc(5*time.Second, func() { _ = os.RemoveAll(*old) })
		}
	}
	if w.err != nil {
		f.live.tell(f.number, w.Result, w.err)
	}
	f.Built(w.Result, w.err)
}

// follow goes on until the context ends.
func (f *follower) follow(ctx context.Context) {
	soon, later := time.NewTimer(0), time.NewTimer(0)
	later.Stop()
	ticker := time.NewTicker(f.every())
	defer ticker.Stop()
	for {
		events, errs := f.reports()
		select {
		case <-ctx.Done():
			f.stop()
			return
		case event := <-events:
			f.note(event)
		case <-errs:
			f.folders = true // events may have been lost
			f.due[f.dir] = time.Now().Add(settle)
		case <-ticker.C:
			if f.changed() {
				f.folders = true
				f.due[f.dir] = time.Now()
			}
		case <-soon.C:
		case <-later.C:
			if f.cancel != nil { // the last is not yet given up
				later.Reset(rest)
				continue
			}
			f.start(ctx)
		case w := <-f.made:
			f.cancel = nil
			if f.publish(w); w.stale {
				later.Reset(rest)
			}
		}
		if len(f.due) == 0 {
			continue
		}
		f.interrupt()
		if wait := f.wait(); wait > 0 {
			soon.Reset(wait)
			continue
		}
		clear(f.due)
		if f.link(ctx) {
			later.Reset(rest)
		}
		if len(f.due) > 0 {
			soon.Reset(settle)
		}
	}
}

// start makes the whole site while pages are answered.
func (f *follower) start(ctx context.Context) {
	ctx, f.cancel = context.WithCancel(ctx)
	go func() { f.made <- f.build(ctx) }()
}

// interrupt gives up the whole site that is being made: it would be out of date.
func (f *follower) interrupt() {
	if f.cancel != nil {
		f.cancel()
	}
}

// stop waits until nothing is made.
func (f *follower) stop() {
	if f.interrupt(); f.cancel != nil {
		<-f.made
	}
}

// note notes a change, and how long to wait for what belongs to it.
func (f *follower) note(event fsnotify.Event) {
	if event.Op == fsnotify.Chmod || strings.HasPrefix(filepath.Base(event.Name), ".") {
		return
	}
	wait := prompt
	info, err := os.Lstat(event.Name)
	switch {
	case err != nil && f.due[event.Name].IsZero(): // gone, perhaps to come back; what has just come was temporary
		wait = settle
	case err == nil && info.IsDir():
		f.folders = true
		wait = settle
	case err == nil && info.Size() == 0:
		wait = refill
	}
	f.due[event.Name] = time.Now().Add(wait)
}

// wait is how long to wait for more.
func (f *follower) wait() time.Duration {
	var last time.Time
	for _, due := range f.due {
		if due.After(last) {
			last = due
		}
	}
	return time.Until(last)
}
