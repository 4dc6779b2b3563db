package content

import (
	"errors"
	"io/fs"
	"os"
	"path"
)

// Where a library keeps its own templates, styles and words, and files that are published as they are.
const themeFolder, StaticFolder = "theme", "static"

// theme reports what stands in the theme's folder and will not be read.
func (l *loader) theme(folder string) {
	for _, item := range l.readDir(folder) {
		if item.IsDir() {
			l.theme(path.Join(folder, item.Name()))
		}
	}
}

// Theme is the library's own theme, nil if it has none. Links of the file system, pipes
// and devices are not in it.
func Theme(root *os.Root) fs.FS {
	if info, err := root.Lstat(themeFolder); err != nil || !info.IsDir() {
		return nil
	}
	return ordinary{root}
}

// ordinary has only files and folders.
type ordinary struct{ root *os.Root }

func (o ordinary) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	local := path.Join(themeFolder, name)
	info, err := o.root.Lstat(local)
	if err == nil && !info.IsDir() && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if err != nil {
		return nil, err
	}
	return o.root.Open(local)
}

// ReadDir leaves out what Open would.
func (o ordinary) ReadDir(name string) ([]fs.DirEntry, error) {
	items, err := fs.ReadDir(o.root.FS(), path.Join(themeFolder, name))
	kept := items[:0]
	for _, item := range items {
		if item.IsDir() || item.Type().IsRegular() {
			kept = append(kept, item)
		}
	}
	return kept, err
}

// ReadFile reads no more than a table may have.
func (o ordinary) ReadFile(name string) ([]byte, error) {
	data, err := Read(o.root, path.Join(themeFolder, name), MaxTable)
	if errors.Is(err, errNotOrdinary) {
		err = &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
	}
	return data, err
}
