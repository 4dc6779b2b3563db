package follow

import (
	"errors"
	"io/fs"
	"os"

	"servicepatterns/internal/model"
	"servicepatterns/internal/opendata"
)

// errNone says that there is no copy of a library.
var errNone = errors.New("it has not been pulled")

// Copy is a followed library, what the lock file says of it, and its copy, or what is wrong with that.
type Copy struct {
	model.Followed
	Locked Locked
	*Pack  // nil when there is none that can be used
	Wrong  error
}

// Copies opens the copies of all followed libraries, in the order of library.yaml. They are to be closed.
func Copies(dir string, followed []model.Followed) ([]Copy, error) {
	if len(followed) == 0 {
		return nil, nil
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	lock, err := ReadLock(root)
	if err != nil {
		return nil, err
	}
	out := make([]Copy, len(followed))
	_ = each(followed, func(i int, f model.Followed) error {
		out[i] = openCopy(root, lock, f)
		return nil
	})
	return out, nil
}

func openCopy(root *os.Root, lock Lock, f model.Followed) Copy {
	locked, known := lock.Libraries[f.Name.Value]
	c := Copy{Followed: f, Locked: locked}
	switch {
	case !known:
		c.Wrong = errNone
	case locked.URL != Address(f.URL.Value):
		c.Wrong = errOther
	default:
		c.Pack, c.Wrong = open(root, f.Name.Value, locked.SHA256)
		if errors.Is(c.Wrong, fs.ErrNotExist) {
			c.Wrong = errNone
		}
	}
	return c
}

// Close lets go of the file, if there is one.
func (c Copy) Close() {
	if c.Pack != nil {
		_ = c.Pack.Close()
	}
}

// Visible are the entries of a copy that may be shown: those that are neither withdrawn nor drafts nor
// blocked, and no councils, which every library has of its own.
func (c Copy) Visible() []Entry {
	if c.Pack == nil {
		return nil
	}
	blocked := map[string]bool{}
	for _, id := range c.Block {
		blocked[id.Value] = true
	}
	var out []Entry
	for _, e := range c.Entries {
		if e.Withdrawn == nil && e.Source != "" && !blocked[e.ID] && e.Status != "draft" {
			out = append(out, e)
		}
	}
	return out
}

// At is the address that a relative one of the library stands for. It lies where the library is followed.
func (c Copy) At(to string) (string, error) { return opendata.At(Address(c.URL.Value), to) }

// Href is the address of an entry's page on its own site.
func (c Copy) Href(e Entry) string {
	if at, err := c.At(e.URL); err == nil {
		return at
	}
	return Address(c.URL.Value)
}
