// Package publish writes a site: its files go into a fresh folder, and the folder takes the old
// one's place whole. Input: files by name. Promises: whoever looks, and whenever the build is
// killed, sees the old site or the new one, never a mix; a file that a build did not write is
// never removed, replaced, copied or missing for a moment; and a folder that holds no site of
// ours is not touched.
//
// Files of others (CNAME, .well-known, a whole .git) are linked into the fresh folder before it
// takes the old one's place, so they stand under their names all the time. Where a folder cannot
// be swapped or files cannot be linked (a mount point, a file system without links, a parent that
// is not ours to write) the site is published by files instead, see byfiles.go: then a file is
// old or new, and a killed build is completed by the next one.
package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"servicepatterns/internal/tempdir"
)

// Site says what is published where.
type Site struct {
	Out        string
	Entries    int  // how many entries the site has
	AllowEmpty bool // a site without entries may replace one that had some
}

// RefusedError says why a folder is not published into. Nothing in it was changed.
type RefusedError struct{ Message string }

func (e *RefusedError) Error() string { return e.Message }

func refuse(format string, args ...any) error {
	return &RefusedError{fmt.Sprintf(format, args...)}
}

// Folder is a site being written.
type Folder struct {
	Site
	fresh *tempdir.Dir // where it is written
	made  sync.Map     // folders that are there
	mu    sync.Mutex
	names []string // of its files
}

// Create makes a fresh folder beside the site, or in it where the parent is not ours to write.
func Create(s Site) (*Folder, error) {
	out, err := filepath.Abs(s.Out)
	if err != nil {
		return nil, err
	}
	if info, err := os.Lstat(out); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		if out, err = filepath.EvalSymlinks(out); err != nil {
			return nil, refuse("%s is a symbolic link that leads nowhere; make the folder that it names, or name another with --out", s.Out)
		}
	}
	s.Out = out
	if err := ours(out, s); err != nil {
		return nil, err
	}
	parent, base := filepath.Split(out)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return nil, fmt.Errorf("making the folder for the site: %w", err)
	}
	f := &Folder{Site: s}
	if err := f.tidy(); err != nil {
		return nil, fmt.Errorf("removing what a build left that was stopped: %w", err)
	}
	f.fresh, err = tempdir.In(parent, "."+base+freshName)
	if err == nil {
		err = f.sign()
	} else if isFolder(out) {
		f.fresh, err = tempdir.In(out, stagedName)
	}
	if err != nil {
		return nil, fmt.Errorf("making a fresh folder for the site: %w", err)
	}
	return f, os.Chmod(f.fresh.Path, 0o755)
}

// sign puts what tells the fresh folder from others into its name. When it is swapped, the old site has
// that name, and is known by it if the build is killed before the old site is removed.
func (f *Folder) sign() error {
	info, err := os.Stat(f.fresh.Path)
	if err != nil {
		return err
	}
	return f.fresh.Rename(f.fresh.Path + "-" + identity(info))
}

// neverInPlace says whether a folder with the name of a fresh one is one.
func neverInPlace(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && strings.HasSuffix(dir, "-"+identity(info))
}

// Fresh folders beside a site are called after it, those in it are not.
const (
	freshName  = ".new-"
	stagedName = ".patterns-new-"
)

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// beforeSites are what a folder may hold before its first site: hosts and code hosts put it there.
var beforeSites = []string{".git", ".gitattributes", ".gitignore", ".nojekyll", ".well-known", "CNAME"}

// ours returns an error unless a site may be published into the folder.
func ours(out string, s Site) error {
	items, err := os.ReadDir(out)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("looking at the folder for the site: %w", err)
	}
	old, err := readMarker(out)
	if err != nil {
		return err
	}
	if old == nil {
		for _, item := range items {
			if name := item.Name(); !slices.Contains(beforeSites, name) && !strings.HasPrefix(name, stagedName) {
				return refuse("%s holds files that are not a site made by this command, such as %s, and is left as it is; name another "+
					"folder with --out, or empty it yourself", out, name)
			}
		}
		return nil
	}
	if s.Entries == 0 && old.hadEntries(out) && !s.AllowEmpty {
		return refuse("the library has no entries, and the site in %s has some, so it is left as it is. If it is meant to be empty, "+
			"build with --allow-empty", out)
	}
	return nil
}

// Put writes one file as it is. Its name has slashes and stays inside the site.
// Safe for concurrent use.
func (f *Folder) Put(name string, data []byte) error {
	to, err := f.place(name)
	if err != nil {
		return err
	}
	if err := os.WriteFile(to, data, 0o644); err != nil {
		return fmt.Errorf("writing the site: %w", err)
	}
	return nil
}

// Has says whether the site has a file of this name. Letters are compared as systems do that ignore their case.
func (f *Folder) Has(name string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.ContainsFunc(f.names, func(other string) bool { return strings.EqualFold(name, other) })
}

// place is where a file of the site is written; its folder is there.
func (f *Folder) place(name string) (string, error) {
	local := filepath.FromSlash(name)
	if !filepath.IsLocal(local) || filepath.Clean(local) != local || name == marker {
		return "", fmt.Errorf("%q is not a name inside the site", name)
	}
	to := filepath.Join(f.fresh.Path, local)
	dir := filepath.Dir(to)
	if _, ok := f.made.Load(dir); !ok {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return "", fmt.Errorf("writing the site: %w", err)
		}
		f.made.Store(dir, true)
	}
	f.mu.Lock()
	f.names = append(f.names, name)
	f.mu.Unlock()
	return to, nil
}

// Commit puts the new site in the place of the old one.
func (f *Folder) Commit() error {
	slices.Sort(f.names)
	f.names = slices.Compact(f.names)
	for {
		err := f.commit()
		if !errors.Is(err, errMeanwhile) {
			return err
		}
	}
}

// errMeanwhile says that another build has made the folder of the site since we looked.
var errMeanwhile = errors.New("the folder was made meanwhile")

func (f *Folder) commit() error {
	held, err := f.lock()
	if err != nil {
		return err
	}
	defer held.Close()                          // of nil, too
	if err := ours(f.Out, f.Site); err != nil { // somebody may have put files there meanwhile
		return err
	}
	old, err := readMarker(f.Out)
	if err != nil {
		return err
	}
	if old == nil {
		old = &listing{}
	}
	found, err := f.survey(old)
	if err != nil {
		return err
	}
	if old.all {
		old.files = found.ours
	}
	next := f.listing(old, found)
	err = f.swap(old, next, found)
	if errors.Is(err, errCannotSwap) {
		err = f.byFiles(old, next)
	}
	if err != nil {
		return fmt.Errorf("putting the new site in place: %w", err)
	}
	return f.Discard()
}

// lock keeps two builds into one site apart: it holds the folder of the site, which is another one when
// somebody else has published meanwhile. It is nil when there is none yet.
func (f *Folder) lock() (*os.File, error) {
	for {
		held, err := tempdir.Wait(f.Out)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		mine, err := held.Stat()
		if err != nil {
			return nil, err
		}
		if there, err := os.Stat(f.Out); err == nil && os.SameFile(mine, there) {
			return held, nil
		}
		_ = held.Close()
	}
}

// Discard removes the fresh folder. After Commit it does nothing.
func (f *Folder) Discard() error {
	if f.fresh == nil {
		return nil
	}
	fresh := f.fresh
	f.fresh = nil
	return fresh.Remove()
}
