package follow

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"servicepatterns/internal/content"
	"servicepatterns/internal/fetch"
	"servicepatterns/internal/model"
	"servicepatterns/internal/opendata"
	"servicepatterns/internal/rules"
)

// Meet asks a library what it is, before it is followed.
func Meet(ctx context.Context, c *fetch.Client, address string) (opendata.Manifest, error) {
	at := Address(address) + manifestFile
	answer, err := c.Get(ctx, fetch.Request{URL: at, Most: opendata.MaxManifest})
	if err != nil {
		if fetch.Gone(err) {
			return opendata.Manifest{}, fmt.Errorf("%w. Give the address of a library’s home page, such as "+
				"https://patterns.example.org/", err)
		}
		return opendata.Manifest{}, err
	}
	m, err := opendata.ReadManifest(answer.Body)
	if err != nil {
		return m, fmt.Errorf("%s: %w", at, err)
	}
	return m, nil
}

// Named is the name that a library gets here when nobody says one: its title, made an id.
func Named(m opendata.Manifest) string {
	if id := rules.Slug(m.Title); Nameable(id) {
		return id
	}
	return "library"
}

// Nameable says whether a library can be called so here.
func Nameable(name string) bool { return content.IsID(name) && name != model.Here }

// Standing is a followed library, and what was taken of it.
type Standing struct {
	Name    string   `json:"name"`
	URL     string   `json:"url"`
	Title   string   `json:"title,omitempty"`
	Licence string   `json:"licence,omitempty"`
	Entries int      `json:"entries"`
	Pulled  string   `json:"pulled,omitempty"`
	Show    string   `json:"show"`
	Block   []string `json:"block,omitempty"`
	Here    bool     `json:"here"` // its copy is here and whole
}

// Standings say of every followed library how it stands.
func Standings(dir string, followed []model.Followed) ([]Standing, error) {
	copies, err := Copies(dir, followed)
	out := make([]Standing, 0, len(copies))
	for _, c := range copies {
		s := Standing{Name: c.Name.Value, URL: Address(c.URL.Value), Title: c.Locked.Title, Licence: c.Locked.Licence,
			Entries: c.Locked.Entries, Pulled: c.Locked.Pulled, Show: cmp.Or(c.Show.Value, "all"), Here: c.Wrong == nil}
		for _, id := range c.Block {
			s.Block = append(s.Block, id.Value)
		}
		out = append(out, s)
		c.Close()
	}
	return out, err
}

// Forget takes away the copy of a library, and what the lock file says of it.
func Forget(dir, name string) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	lock, err := ReadLock(root)
	if err != nil {
		return err
	}
	for _, file := range []string{packName(name), partialName(name), freshName(name)} {
		if err := root.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("removing the copy of %s: %w", name, err)
		}
	}
	if _, known := lock.Libraries[name]; !known {
		return nil
	}
	delete(lock.Libraries, name)
	return lock.write(root)
}
