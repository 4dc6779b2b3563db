package publish

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// survey is what stands in the folder of the site before the new one comes.
type survey struct {
	ours    map[string]bool // files that a build wrote
	same    map[string]bool // files of others that are, byte for byte, files of the new site
	foreign []string        // other files of others, and empty folders, in order
}

// survey looks through the folder. It refuses when a file of others has the name of one of
// the new site's and says something else.
func (f *Folder) survey(old *listing) (*survey, error) {
	s := &survey{ours: map[string]bool{}, same: map[string]bool{}}
	fresh := map[string]bool{}   // names of the new site
	folders := map[string]bool{} // and of its folders
	for _, name := range f.names {
		fresh[name] = true
		for dir := path.Dir(name); dir != "." && !folders[dir]; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	var clash []string
	err := walk(f.Out, func(name string, d fs.DirEntry) error {
		switch {
		case name == marker:
		case d.IsDir(): // an empty one of others; one of ours goes with its files
			if fresh[name] || folders[name] {
				break
			}
			s.foreign = append(s.foreign, name)
		case old.lists(name), old.all && (fresh[name] || strings.HasPrefix(name, "assets/") || strings.HasPrefix(name, "search/")):
			s.ours[name] = true
		case fresh[name]:
			same, err := f.sameBytes(name, d)
			if err != nil {
				return err
			}
			// What a host takes by its name alone may hold anything: many make it with “echo > .nojekyll”.
			if s.same[name] = same || name == ".nojekyll" && d.Type().IsRegular(); !s.same[name] {
				clash = append(clash, name)
			}
		case folders[name], slices.ContainsFunc(parents(name), func(dir string) bool { return fresh[dir] }):
			clash = append(clash, name) // a file where the site has a folder, or the other way round
		default:
			s.foreign = append(s.foreign, name)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(clash) > 0 {
		more := ""
		if n := len(clash) - 1; n > 0 {
			more = " (and more files, such as " + clash[1] + ")"
		}
		return nil, refuse("%s%s was not written by this command and has the name of a file of the site, so nothing was published. Move "+
			"it away, or leave its name to the site",
			filepath.Join(f.Out, filepath.FromSlash(clash[0])), more)
	}
	return s, nil
}

// parents are the folders that a name lies in.
func parents(name string) []string {
	var all []string
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		all = append(all, dir)
	}
	return all
}

// walk hands over every file below a folder, and every folder that has none, by names with
// slashes. Symbolic links are files, fresh folders of builds are passed over.
func walk(root string, do func(name string, d fs.DirEntry) error) error {
	var in func(dir string) error
	in = func(dir string) error {
		items, err := os.ReadDir(filepath.Join(root, filepath.FromSlash(dir)))
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		for _, d := range items {
			name := path.Join(dir, d.Name())
			if dir == "" && strings.HasPrefix(name, stagedName) {
				continue
			}
			if d.IsDir() {
				before, err := os.ReadDir(filepath.Join(root, filepath.FromSlash(name)))
				if err != nil && !errors.Is(err, fs.ErrNotExist) {
					return err
				}
				if len(before) > 0 {
					if err := in(name); err != nil {
						return err
					}
					continue
				}
			}
			if err := do(name, d); err != nil {
				return err
			}
		}
		return nil
	}
	return in("")
}

// sameBytes compares a file of others with the new site's of that name.
func (f *Folder) sameBytes(name string, d fs.DirEntry) (bool, error) {
	if !d.Type().IsRegular() {
		return false, nil
	}
	theirs, err := os.Open(filepath.Join(f.Out, filepath.FromSlash(name)))
	if err != nil {
		return false, err
	}
	defer theirs.Close()
	mine, err := os.Open(filepath.Join(f.fresh.Path, filepath.FromSlash(name)))
	if err != nil {
		return false, err
	}
	defer mine.Close()
	return sameText(theirs, mine)
}

func sameText(a, b io.Reader) (bool, error) {
	x, y := make([]byte, 32<<10), make([]byte, 32<<10)
	for {
		n, errA := io.ReadFull(a, x)
		m, errB := io.ReadFull(b, y)
		if !bytes.Equal(x[:n], y[:m]) {
			return false, nil
		}
		if errA != nil || errB != nil {
			ended := func(err error) bool { return err == io.EOF || err == io.ErrUnexpectedEOF }
			if !ended(errA) && errA != nil {
				return false, errA
			}
			if !ended(errB) && errB != nil {
				return false, errB
			}
			return errA != nil && errB != nil, nil
		}
	}
}
