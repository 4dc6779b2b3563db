package content

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// FolderError says that a folder which somebody named cannot be what they named it for.
type FolderError struct{ Message string }

func (e *FolderError) Error() string { return e.Message }

// NoLibrary is the error for a folder that is no library: one that is not there, or has neither
// settings nor entries. It names the library that lies inside, if there is one.
func NoLibrary(dir string) error {
	message := fmt.Sprintf("there is no library in %q: name its folder with --library", dir)
	if info, err := os.Stat(dir); err == nil && info.IsDir() {
		message = fmt.Sprintf("%q is not a library: it has no library.yaml and no entries", dir)
		if inside := libraryIn(dir); inside != "" {
			message += fmt.Sprintf(". Did you mean %q?", inside)
		} else {
			message += ". Name the library's folder with --library"
		}
	}
	return &FolderError{message}
}

// How far a library is looked for: someone may have named the root of a disk.
const (
	foldersDeep = 3
	mostFolders = 2000
)

// libraryIn returns the nearest folder below dir that has settings of a library, or "".
func libraryIn(dir string) string {
	level := []string{dir}
	looked := 0
	for range foldersDeep {
		var below []string
		for _, d := range level {
			items, _ := os.ReadDir(d)
			for _, item := range items {
				if !item.IsDir() || Skipped(item.Name()) || item.Name() == "node_modules" {
					continue
				}
				if looked++; looked > mostFolders {
					return ""
				}
				path := filepath.Join(d, item.Name())
				if _, err := os.Lstat(filepath.Join(path, "library.yaml")); err == nil {
					return filepath.ToSlash(path)
				}
				below = append(below, path)
			}
		}
		slices.Sort(below)
		level = below
	}
	return ""
}

// Skipped says whether the reader of a library passes over a folder with this name: a site may be
// built into it.
func Skipped(name string) bool { return name == "public" || strings.HasPrefix(name, ".") }

// has says whether the library has a file of this name, whatever is in it.
func (l *loader) has(name string) bool {
	_, err := l.root.Lstat(name)
	return !errors.Is(err, fs.ErrNotExist)
}
