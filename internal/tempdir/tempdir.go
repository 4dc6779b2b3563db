// Package tempdir makes folders for temporary work that are gone when the work is, even when
// it was killed: a folder is locked by the process that made it, the system lets go of the
// lock when that process ends, and the next one that makes such a folder removes those that
// nobody holds.
package tempdir

import (
	"os"
	"path/filepath"
	"strings"
)

// Dir is a folder that one running process owns.
type Dir struct {
	Path string
	held *os.File
}

// New makes a folder in the system's folder for temporary files, and removes those with the same
// prefix that killed processes left there.
func New(prefix string) (*Dir, error) {
	Clear(os.TempDir(), prefix, os.RemoveAll)
	return In("", prefix)
}

// In makes a folder in parent, or in the system's folder for temporary files if that is empty.
func In(parent, prefix string) (*Dir, error) {
	for {
		path, err := os.MkdirTemp(parent, prefix)
		if err != nil {
			return nil, err
		}
		held, err := hold(path)
		if err != nil {
			_ = os.Remove(path)
			return nil, err
		}
		// Until it was locked, another process could take the folder for left behind.
		if made, err := held.Stat(); err == nil {
			if there, err := os.Stat(path); err == nil && os.SameFile(made, there) {
				return &Dir{path, held}, nil
			}
		}
		_ = held.Close()
	}
}

// Rename gives the folder another path.
func (d *Dir) Rename(path string) error {
	if err := os.Rename(d.Path, path); err != nil {
		return err
	}
	d.Path = path
	return nil
}

// Release lets go of the folder without removing it.
func (d *Dir) Release() error { return d.held.Close() }

// Remove removes the folder with all that is in it.
func (d *Dir) Remove() error {
	defer d.held.Close()
	return os.RemoveAll(d.Path)
}

// Clear hands every folder in parent with this prefix that no running process holds to remove.
func Clear(parent, prefix string, remove func(path string) error) {
	items, err := os.ReadDir(parent)
	if err != nil {
		return
	}
	for _, item := range items {
		if !item.IsDir() || !strings.HasPrefix(item.Name(), prefix) {
			continue
		}
		path := filepath.Join(parent, item.Name())
		if held, ok := holdFree(path); ok {
			_ = remove(path)
			_ = held.Close()
		}
	}
}
