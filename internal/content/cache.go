package content

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
)

// Cache remembers what was read of each file, for whoever loads a library again whenever it changes. The
// zero Cache is ready to use, for one library, and safe for concurrent use.
type Cache struct {
	mu    sync.Mutex
	files map[string]remembered // by their paths in the library
}

// remembered is what became of a file and, in key, a hash of all that it was made from.
type remembered struct {
	key   [sha256.Size]byte
	entry *model.Entry
	said  *diag.List
}

// Load is the function Load, without parsing files again that are as they were.
func (c *Cache) Load(dir string, list *diag.List) (*model.Library, error) {
	return known(read(dir, false, c, list))
}

// entry reads an entry from the bytes of its file, or remembers it. What it returns shares with others
// only what nobody changes after loading.
func (c *Cache) entry(l *loader, f found, text []byte, settings *model.Settings) *model.Entry {
	key := madeFrom(l.settled, f, text)
	c.mu.Lock()
	was := c.files[f.source]
	c.mu.Unlock()
	if was.key != key {
		own := *l
		was = remembered{key: key, said: &diag.List{}}
		own.list = was.said
		was.entry = parse(&own, f, text, nil, settings)
		c.mu.Lock()
		if c.files == nil {
			c.files = map[string]remembered{}
		}
		c.files[f.source] = was
		c.mu.Unlock()
	}
	l.list.Join(was.said)
	if was.entry == nil {
		return nil
	}
	e := *was.entry
	e.Refs, e.Links = slices.Clone(e.Refs), slices.Clone(e.Links)
	return &e
}

// madeFrom is a hash of all that an entry is made from.
func madeFrom(settled string, f found, text []byte) (key [sha256.Size]byte) {
	sum := sha256.New()
	fmt.Fprintf(sum, "%s %q %q %q %t %q ", settled, f.typ, f.name, f.source, f.folder, f.images)
	sum.Write(text)
	sum.Sum(key[:0])
	return key
}

// hashOf is a hash of the settings, which every entry depends on.
func hashOf(settings *model.Settings) string {
	all, err := json.Marshal(settings)
	if err != nil {
		panic("content: settings do not marshal: " + err.Error())
	}
	return fmt.Sprintf("%x", sha256.Sum256(all))
}

// forget lets go of all files but these.
func (c *Cache) forget(files []found) {
	there := make(map[string]bool, len(files))
	for _, f := range files {
		there[f.source] = true
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	maps.DeleteFunc(c.files, func(source string, _ remembered) bool { return !there[source] })
}
