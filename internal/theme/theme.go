// Package theme is the engine behind the folder theme: it joins our theme and a library's
// own, parses the templates once for each language, and publishes style sheets, scripts and
// fonts under names with a hash of what is in them. Input: the library's theme and, for each
// page, its kind and a view. Output: pages and the files that they load. What stands on a
// page is the business of internal/render.
package theme

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"sync"

	"servicepatterns/internal/messages"
)

// Theme is how a site looks, in all its languages. It is safe for concurrent use after Load.
type Theme struct {
	Words   messages.Catalogues
	pages   map[string]templates // by language
	symbols map[string][]byte    // icons of the sprite, by id
	assets  *assets
	buffers *sync.Pool
}

// Load reads our theme with a library's own over it, nil when it has none. It fails only on
// a broken theme.
func Load(own fs.FS) (*Theme, error) {
	f := files{own}
	t := &Theme{pages: map[string]templates{}, buffers: &sync.Pool{New: func() any { return new(bytes.Buffer) }}}
	var err error
	if t.Words, err = messages.Load(f.all()...); err != nil {
		return nil, err
	}
	for lang, words := range t.Words.In {
		if t.pages[lang], err = f.templates(words); err != nil {
			return nil, err
		}
	}
	if t.assets, err = loadAssets(f); err != nil {
		return nil, err
	}
	if t.symbols, err = loadSymbols(f); err != nil {
		return nil, err
	}
	return t, nil
}

// Again is a copy for another site: what is added to one is not in the other.
func (t *Theme) Again() *Theme {
	again, assets := *t, *t.assets
	assets.files = maps.Clone(t.assets.files)
	again.assets = &assets
	return &again
}

// Render writes a page of one kind, as layouts/KIND.html lays it out. What it allocates is
// that page's alone.
func (t *Theme) Render(w io.Writer, lang, kind string, view any) error {
	page := t.pages[lang][kind]
	if page == nil {
		return fmt.Errorf("the theme has no layouts/%s.html", kind)
	}
	buf := t.buffers.Get().(*bytes.Buffer)
	defer t.buffers.Put(buf)
	buf.Reset()
	if err := page.ExecuteTemplate(buf, "page", view); err != nil {
		return err
	}
	return t.withSprite(w, buf.Bytes())
}

// Add publishes a further file that pages load and returns the name it has got.
func (t *Theme) Add(name string, data []byte) string { return t.assets.add(name, data) }

// Asset is a copy of a file that pages load, by its published name; nil when there is none.
func (t *Theme) Asset(name string) []byte { return bytes.Clone(t.assets.files[name]) }

// Loads are the names of the files that every page loads.
func (t *Theme) Loads() Loads { return t.assets.Loads }

// Part is what a page with a component that few pages have loads beside.
func (t *Theme) Part(name string) Part {
	if own := t.assets.parts[name]; own != nil {
		return *own
	}
	return Part{}
}
