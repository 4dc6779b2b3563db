package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"servicepatterns/internal/tempdir"
)

// errCannotSwap says that the folder cannot be swapped here, so that files have to be.
var errCannotSwap = errors.New("the folder cannot be swapped")

// exchange is a variable for tests of systems that cannot do it.
var exchange = exchangeFolders

// swap links what others have into the fresh folder, and puts that in the old one's place in one
// step of the system. Nothing stands there for a moment only, or twice.
func (f *Folder) swap(old, next *listing, found *survey) error {
	if filepath.Dir(f.fresh.Path) == f.Out {
		return errCannotSwap // it lies in the site, since the parent is not ours to write
	}
	carried, err := f.carry(next, found)
	if err == nil {
		err = os.WriteFile(filepath.Join(f.fresh.Path, marker), next.text(), 0o644)
	}
	if err != nil {
		return errors.Join(err, f.uncarry(carried))
	}
	if !isFolder(f.Out) {
		if err := os.Rename(f.fresh.Path, f.Out); err != nil {
			if isFolder(f.Out) {
				return errMeanwhile
			}
			return err
		}
	} else if err := exchange(f.fresh.Path, f.Out); err != nil {
		return errors.Join(err, f.uncarry(carried))
	}
	was := f.fresh
	f.fresh = nil // from now on it is the old site, and not to be discarded
	defer was.Release()
	if err := retire(was.Path, f.Out, old, carried); err != nil {
		return fmt.Errorf("removing the old site: %w", err)
	}
	return nil
}

// carry gives what is of others, and what is kept of the old site, a second name in the fresh folder.
func (f *Folder) carry(next *listing, found *survey) (carried map[string]fs.FileInfo, err error) {
	carried = map[string]fs.FileInfo{}
	one := func(name string) error {
		info, err := link(f.Out, f.fresh.Path, name)
		if err == nil && info != nil {
			carried[name] = info
		}
		return err
	}
	for name := range found.same {
		if err := os.Remove(filepath.Join(f.fresh.Path, filepath.FromSlash(name))); err != nil {
			return carried, err
		}
		if err := one(name); err != nil {
			return carried, err
		}
	}
	for _, name := range found.foreign {
		if err := one(name); err != nil {
			return carried, err
		}
	}
	for name := range next.kept {
		if err := one(name); err != nil {
			return carried, err
		}
	}
	return carried, nil
}

// uncarry takes the second names away again. Files that were the same as ours are ours again.
func (f *Folder) uncarry(carried map[string]fs.FileInfo) error {
	var all error
	for name := range carried {
		file := filepath.Join(f.fresh.Path, filepath.FromSlash(name))
		if _, ok := slices.BinarySearch(f.names, name); ok {
			continue // by its name it is a file of the site, whoever wrote it
		}
		all = errors.Join(all, os.Remove(file))
	}
	return all
}

// link gives a file below from the same name below to, as a second name of the same file. A
// folder is made, with the same rights. What is gone meanwhile is passed over.
func link(from, to, name string) (fs.FileInfo, error) {
	old, fresh := filepath.Join(from, filepath.FromSlash(name)), filepath.Join(to, filepath.FromSlash(name))
	info, err := os.Lstat(old)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return info, likeFolder(old, fresh)
	}
	if err := likeFolder(filepath.Dir(old), filepath.Dir(fresh)); err != nil {
		return nil, err
	}
	err = os.Link(old, fresh)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, errors.Join(errCannotSwap, err)
	}
	return info, nil
}

// likeFolder makes a folder as another one is, and those above it likewise.
func likeFolder(old, fresh string) error {
	if isFolder(fresh) {
		return nil
	}
	if err := likeFolder(filepath.Dir(old), filepath.Dir(fresh)); err != nil {
		return err
	}
	info, err := os.Lstat(old)
	if err != nil {
		return err
	}
	if err := os.Mkdir(fresh, 0o755); err != nil {
		return err
	}
	own(fresh, info)
	return os.Chmod(fresh, info.Mode().Perm())
}

// retire removes an old site that the new one has replaced. What others wrote is removed only where
// it stands in the new one, too: a file that came between the link and the swap is linked now, one
// that was written again takes the older one's place, one that was removed is removed there.
func retire(dir, out string, was *listing, carried map[string]fs.FileInfo) error {
	still := map[string]bool{}
	for range 10 { // somebody may be writing into it still
		var all []string // but for the marker: without it all would be taken for files of others
		err := walk(dir, func(name string, d fs.DirEntry) error {
			if name == marker {
				return nil
			}
			all = append(all, name)
			still[name] = true
			if _, ok := carried[name]; d.IsDir() || !ok && was.lists(name) {
				return nil
			}
			return hand(dir, out, name)
		})
		if err != nil {
			return err
		}
		for _, name := range all {
			if err := removeUp(dir, name); err != nil {
				return err
			}
		}
		if items, err := os.ReadDir(dir); err != nil || len(items) <= 1 {
			if err := removeUp(dir, marker); err != nil {
				return err
			}
			if os.Remove(dir) == nil {
				break
			}
		}
	}
	for name, info := range carried {
		file := filepath.Join(out, filepath.FromSlash(name))
		if there, err := os.Lstat(file); !still[name] && !info.IsDir() && err == nil && os.SameFile(info, there) {
			if err := os.Remove(file); err != nil {
				return err
			}
		}
	}
	return nil
}

// hand sees to it that a file of others in an old site stands in the new one.
func hand(dir, out, name string) error {
	old, fresh := filepath.Join(dir, filepath.FromSlash(name)), filepath.Join(out, filepath.FromSlash(name))
	here, err := os.Lstat(old)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	there, err := os.Lstat(fresh)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		_, err = link(dir, out, name)
		return err
	case err != nil || os.SameFile(here, there):
		return err
	}
	return os.Rename(old, fresh)
}

// tidy removes what killed builds left beside the site or in it. Of an old site that had been replaced,
// only the files that a build wrote are removed.
func (f *Folder) tidy() error {
	parent, base := filepath.Split(f.Out)
	var failed error
	tempdir.Clear(parent, "."+base+freshName, func(dir string) error {
		if neverInPlace(dir) {
			return os.RemoveAll(dir) // what it holds of others has its name in the site
		}
		was, err := readMarker(dir)
		if err == nil {
			err = retire(dir, f.Out, was.or(f.Out), nil)
		}
		failed = errors.Join(failed, err)
		return err
	})
	tempdir.Clear(f.Out, stagedName, os.RemoveAll)
	return failed
}

// or is what the folder that an old site's marker stands in holds of ours. Without a list, that is what the
// new site in out has; without a marker, nothing.
func (l *listing) or(out string) *listing {
	switch {
	case l == nil:
		return &listing{}
	case l.all:
		if now, _ := readMarker(out); now != nil {
			return now
		}
	}
	return l
}
