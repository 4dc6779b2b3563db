// Package publish writes a site: files are minified, go into a fresh folder beside
// the old site, and the folder takes the old one's place whole. Promise: whoever
// looks, and whenever the build is killed, sees the old site or the new one, never a
// mix; a folder that this package did not make is never emptied.
package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

// marker is the file by which a folder is known to hold a site of ours.
const marker = ".patterns-site"

// Folder is a site being written.
type Folder struct {
	out   string // where the site will stand
	fresh string // where it is written
	made  sync.Map
	bytes atomic.Int64
}

// Create makes a fresh folder beside out. It refuses an out that holds anything but
// a site of ours.
func Create(out string) (*Folder, error) {
	out, err := filepath.Abs(out)
	if err != nil {
		return nil, err
	}
	if real, err := filepath.EvalSymlinks(out); err == nil {
		out = real
	}
	if err := ours(out); err != nil {
		return nil, err
	}
	parent, base := filepath.Split(out)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return nil, fmt.Errorf("making the folder for the site: %w", err)
	}
	prefix := "." + base + ".new-"
	removeStale(parent, prefix)
	// MkdirTemp adds random digits, so that two builds of one process do not meet.
	fresh, err := os.MkdirTemp(parent, prefix+strconv.Itoa(os.Getpid())+"-")
	if err != nil {
		return nil, fmt.Errorf("making a fresh folder for the site: %w", err)
	}
	if err := os.Chmod(fresh, 0o755); err != nil {
		return nil, err
	}
	f := &Folder{out: out, fresh: fresh}
	return f, f.Put(marker, []byte("This folder is made by “patterns build”, which replaces it whole.\n"))
}

// ours returns an error unless the folder may be replaced.
func ours(out string) error {
	items, err := os.ReadDir(out)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("looking at the folder for the site: %w", err)
	case len(items) == 0:
		return nil
	}
	if _, err := os.Lstat(filepath.Join(out, marker)); err == nil {
		return nil
	}
	return fmt.Errorf("%s holds files that are not a site made by this command, and is left as it is; name another folder with --out, or empty it yourself", out)
}

// removeStale removes what builds that were killed left behind. The number in the
// name is the process that made it; one that still runs is left alone.
func removeStale(parent, prefix string) {
	items, err := os.ReadDir(parent)
	if err != nil {
		return
	}
	for _, item := range items {
		rest, ok := strings.CutPrefix(item.Name(), prefix)
		pid, _, _ := strings.Cut(rest, "-")
		n, err := strconv.Atoi(pid)
		if !ok || err != nil || n == os.Getpid() || running(n) {
			continue
		}
		_ = os.RemoveAll(filepath.Join(parent, item.Name()))
	}
}

// Put writes one file as it is. Its name has slashes and stays inside the site.
// Safe for concurrent use.
func (f *Folder) Put(name string, data []byte) error {
	to, err := f.place(name)
	if err != nil {
		return err
	}
	f.bytes.Add(int64(len(data)))
	if err := os.WriteFile(to, data, 0o644); err != nil {
		return fmt.Errorf("writing the site: %w", err)
	}
	return nil
}

// place is where a file of the site is written; its folder is there.
func (f *Folder) place(name string) (string, error) {
	local := filepath.FromSlash(name)
	if !filepath.IsLocal(local) {
		return "", fmt.Errorf("%q is not a name inside the site", name)
	}
	to := filepath.Join(f.fresh, local)
	dir := filepath.Dir(to)
	if _, ok := f.made.Load(dir); !ok {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return "", fmt.Errorf("writing the site: %w", err)
		}
		f.made.Store(dir, true)
	}
	return to, nil
}

// Commit puts the fresh folder in the place of the old one.
func (f *Folder) Commit() error {
	if err := ours(f.out); err != nil { // somebody may have put files there meanwhile
		return err
	}
	if err := os.Rename(f.fresh, f.out); err == nil {
		return nil // there was no old site, or an empty folder
	}
	if err := exchange(f.fresh, f.out); err != nil {
		return fmt.Errorf("putting the new site in place: %w", err)
	}
	return f.Discard() // now the old site
}

// Discard removes the fresh folder. After Commit it does nothing.
func (f *Folder) Discard() error { return os.RemoveAll(f.fresh) }
