package publish

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// byFiles publishes into the folder that is there, a file at a time: first what pages need, then
// the pages, then what leads to them, and at last it removes what the new site has no more. The
// marker lists old and new files until all is done, so that the next build knows them for ours
// if this one is killed.
func (f *Folder) byFiles(old, next *listing) error {
	if err := os.MkdirAll(f.Out, 0o755); err != nil {
		return err
	}
	both := &listing{entries: max(old.entries, next.entries), files: map[string]bool{}, kept: next.kept}
	for _, names := range []map[string]bool{old.files, old.kept, next.files} {
		for name := range names {
			both.files[name] = true
		}
	}
	if err := f.mark(both); err != nil {
		return err
	}
	names := slices.Clone(f.names)
	slices.SortStableFunc(names, func(a, b string) int { return turn(a) - turn(b) })
	for _, name := range names {
		if !next.files[name] {
			continue // of others, and the same
		}
		if err := f.clear(name, both); err != nil {
			return err
		}
		if err := move(filepath.Join(f.fresh.Path, filepath.FromSlash(name)), filepath.Join(f.Out, filepath.FromSlash(name))); err != nil {
			return err
		}
	}
	for name := range both.files {
		if next.lists(name) {
			continue
		}
		if err := removeUp(f.Out, name); err != nil {
			return err
		}
	}
	return f.mark(next)
}

// turn says when a file comes.
func turn(name string) int {
	switch {
	case slices.ContainsFunc(hashed, func(of func(string) bool) bool { return of(name) }):
		return 0
	case strings.HasPrefix(name, "search/"):
		return 3
	case path.Ext(name) == ".html":
		return 2
	}
	return 1
}

// mark writes the marker whole or not at all.
func (f *Folder) mark(l *listing) error {
	temp := filepath.Join(f.fresh.Path, marker)
	if err := os.WriteFile(temp, l.text(), 0o644); err != nil {
		return err
	}
	return move(temp, filepath.Join(f.Out, marker))
}

// clear makes room where the old site has a file and the new one a folder, or the other way round.
func (f *Folder) clear(name string, both *listing) error {
	for _, dir := range parents(name) {
		if info, err := os.Lstat(filepath.Join(f.Out, filepath.FromSlash(dir))); err == nil && !info.IsDir() {
			if err := os.Remove(filepath.Join(f.Out, filepath.FromSlash(dir))); err != nil {
				return err
			}
		}
	}
	to := filepath.Join(f.Out, filepath.FromSlash(name))
	if info, err := os.Lstat(to); err == nil && info.IsDir() {
		for file := range both.files {
			if strings.HasPrefix(file, name+"/") {
				if err := removeUp(f.Out, file); err != nil {
					return err
				}
			}
		}
	}
	return os.MkdirAll(filepath.Dir(to), 0o755)
}

// removeUp removes a file, or an empty folder, and the folders below root that are empty without it.
// A folder that has the name now, or something in it, stays.
func removeUp(root, name string) error {
	err := os.Remove(filepath.Join(root, filepath.FromSlash(name)))
	switch {
	case err == nil, errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR), errors.Is(err, syscall.ENOTEMPTY):
	default:
		return err
	}
	for _, dir := range parents(name) {
		dir = filepath.Join(root, filepath.FromSlash(dir))
		if info, err := os.Lstat(dir); err != nil || !info.IsDir() || os.Remove(dir) != nil {
			break // something is in it, or it is a file now
		}
	}
	return nil
}

// move gives a file its place in one step. Where the two folders are on different mounts, the
// file is first copied beside its place.
func move(from, to string) error {
	err := os.Rename(from, to)
	if err == nil || !crossesMounts(err) {
		return err
	}
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	temp, err := os.CreateTemp(filepath.Dir(to), stagedName)
	if err != nil {
		return err
	}
	_, err = io.Copy(temp, source)
	err = errors.Join(err, temp.Chmod(0o644), temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), to)
	}
	if err != nil {
		_ = os.Remove(temp.Name())
		return fmt.Errorf("writing the site: %w", err)
	}
	return nil
}
