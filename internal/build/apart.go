package build

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"servicepatterns/internal/content"
)

// apart refuses a site in the library or around it, by whatever links they are named: the site
// would be read as content, or published over it. A folder that the reader of libraries passes
// over by its name may hold the site.
func apart(library, out string) error {
	lib, err := real(library)
	if err != nil {
		return nil // there is none, which loading says
	}
	site, err := real(out)
	if err != nil {
		return nil // it leads nowhere, which publishing says
	}
	refuse := func(what string) error {
		return &content.FolderError{Message: fmt.Sprintf("--out %s %s the library %s; name another folder with --out, such as public", out,
			what, library)}
	}
	if site == lib {
		return refuse("is")
	}
	if below(lib, site) {
		return refuse("holds")
	}
	if below(site, lib) {
		rel, _ := filepath.Rel(lib, site)
		for part := range strings.SplitSeq(filepath.ToSlash(rel), "/") {
			if content.Skipped(part) {
				return nil
			}
		}
		return refuse("lies in")
	}
	return nil
}

func below(path, dir string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// real is the path without symbolic links, of what is there of it.
func real(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	rest := ""
	for {
		found, err := filepath.EvalSymlinks(path)
		if err == nil {
			return filepath.Join(found, rest), nil
		}
		parent := filepath.Dir(path)
		if _, linked := os.Readlink(path); !os.IsNotExist(err) || linked == nil || parent == path {
			return "", err
		}
		path, rest = parent, filepath.Join(filepath.Base(path), rest)
	}
}
