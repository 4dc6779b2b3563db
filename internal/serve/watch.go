package serve

import (
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"

	"servicepatterns/internal/content"
)

// look is how often the library's folder itself is looked at where the system reports
// changes: it reports those inside a folder, and nothing of another that takes its place.
const look = time.Second

// watcher tells that something in a library may have changed: as the system reports it, or,
// where it does not (network drives, some containers), by looking at the files.
type watcher struct {
	dir    string
	poll   time.Duration // how often to look at the files; 0 where changes are reported
	events *fsnotify.Watcher
	folder os.FileInfo // the folder that is watched; nil when there is none
	seen   uint64      // of all files, when they were looked at last
}

// again watches the folders that there are now. Watches that are there already are made
// again: a folder that was removed and made again under its name would have none.
func (w *watcher) again() error {
	w.close()
	w.seen = snapshot(w.dir)
	w.folder, _ = os.Stat(w.dir)
	if w.poll > 0 {
		return nil
	}
	events, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	w.events = events
	return walk(w.dir, func(path string, d fs.DirEntry) error {
		if !d.IsDir() {
			return nil
		}
		if err := events.Add(path); err != nil && exists(path) { // else it is gone again
			return err
		}
		return nil
	})
}

func (w *watcher) close() {
	if w.events != nil {
		_ = w.events.Close()
		w.events = nil
	}
}

// reports is what the system says; nil where it is not asked.
func (w *watcher) reports() (<-chan fsnotify.Event, <-chan error) {
	if w.events == nil {
		return nil, nil
	}
	return w.events.Events, w.events.Errors
}

func (w *watcher) every() time.Duration {
	if w.poll > 0 {
		return w.poll
	}
	return look
}

// changed looks whether there is something new.
func (w *watcher) changed() bool {
	if w.poll > 0 {
		return snapshot(w.dir) != w.seen
	}
	folder, err := os.Stat(w.dir)
	if err != nil || w.folder == nil {
		return (err == nil) != (w.folder != nil)
	}
	return !os.SameFile(folder, w.folder)
}

// snapshot sums up the names, sizes and times of a library's files.
func snapshot(dir string) uint64 {
	sum := fnv.New64a()
	_ = walk(dir, func(path string, d fs.DirEntry) error {
		if info, err := d.Info(); err == nil {
			fmt.Fprintf(sum, "%s\x00%v %d %d\x00", path, info.Mode(), info.Size(), info.ModTime().UnixNano())
		}
		return nil
	})
	return sum.Sum64()
}

// walk visits a folder, which may be a link to one, and what is in it. What cannot be read
// is passed over: it may be gone again.
func walk(dir string, visit func(path string, d fs.DirEntry) error) error {
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil
	}
	return filepath.WalkDir(real, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		if path != real && d.IsDir() && content.Skipped(d.Name()) {
			return filepath.SkipDir
		}
		return visit(path, d)
	})
}
