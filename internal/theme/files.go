package theme

import (
	"errors"
	"fmt"
	"io/fs"
	"sort"

	ours "servicepatterns/theme"
)

// files are our own theme with a library's own over it.
type files struct{ own fs.FS }

// all returns both, ours first.
func (f files) all() []fs.FS {
	if f.own == nil {
		return []fs.FS{ours.Files}
	}
	return []fs.FS{ours.Files, f.own}
}

// read returns a file of the library's theme, or else of ours.
func (f files) read(name string) ([]byte, error) {
	if f.own != nil {
		data, err := fs.ReadFile(f.own, name)
		if err == nil || !errors.Is(err, fs.ErrNotExist) {
			return data, err
		}
	}
	return ours.Files.ReadFile(name)
}

// list returns the files below a folder of either theme, each once, in order.
func (f files) list(dir string) ([]string, error) {
	seen := map[string]bool{}
	for _, from := range f.all() {
		err := fs.WalkDir(from, dir, func(name string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err == nil && d.Type().IsRegular() {
				seen[name] = true
			}
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("reading the theme: %w", err)
		}
	}
	names := make([]string, 0, len(seen))
	for name := range seen {
		names = append(names, name)
	}
	sort.Strings(names)
	return names, nil
}
