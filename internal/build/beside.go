package build

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"servicepatterns/internal/content"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/model"
	"servicepatterns/internal/opendata"
	"servicepatterns/internal/render"
)

// sums are the checksums of the files that lie beside entries' pages.
type sums struct {
	mu sync.Mutex
	of map[*model.Entry]opendata.Files
}

// beside writes an entry's Markdown source, pictures and questions next to its page.
func (b *builder) beside(e *model.Entry, source []byte) error {
	var files opendata.Files
	if e.Row == 0 {
		if err := b.lay(e, "index.md", source); err != nil {
			return err
		}
		files.Source = sum(source)
	}
	for _, name := range e.Images {
		picture, err := content.Read(b.root, filepath.Join(filepath.Dir(e.Source), name), content.MaxImage)
		if err != nil {
			return fmt.Errorf("reading the picture %s of %s: %w", name, e.File, err)
		}
		if err := b.lay(e, name, picture); err != nil {
			return err
		}
		files.Pictures = append(files.Pictures, opendata.Picture{URL: b.site.Address(e.Path() + name), SHA256: sum(picture)})
	}
	b.sums.mu.Lock()
	if b.sums.of == nil {
		b.sums.of = map[*model.Entry]opendata.Files{}
	}
	b.sums.of[e] = files
	b.sums.mu.Unlock()
	name, questions, err := render.QuestionsCSV(e)
	if err != nil || name == "" {
		return err
	}
	return b.lay(e, name, questions)
}

// lay puts a file next to an entry's page, and copies where the page once was.
func (b *builder) lay(e *model.Entry, name string, data []byte) error {
	if err := b.folder.Put(strings.TrimPrefix(e.Path(), "/")+name, data); err != nil {
		return err
	}
	for _, old := range b.site.Formerly(e) {
		moved, err := b.site.Copy(e, name, data)
		if err != nil {
			return err
		}
		if err := b.folder.Put(strings.TrimPrefix(old, "/")+name, moved); err != nil {
			return err
		}
	}
	return nil
}

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

// feed writes the feed of a page beside it, when it has one.
func (b *builder) feed(page render.Page) error {
	name, feed, err := b.site.Feed(page)
	if err != nil || name == "" {
		return err
	}
	if err := b.folder.Put(name, feed); err != nil || page.Entry == nil {
		return err
	}
	for _, old := range b.site.Formerly(page.Entry) {
		moved, err := b.site.MovedFeed(page.Entry)
		if err != nil {
			return err
		}
		if err := b.folder.Put(strings.TrimPrefix(old, "/")+path.Base(name), moved); err != nil {
			return err
		}
	}
	return nil
}

// data writes the library for programs: library.json, entries.ndjson, tables.
func (b *builder) data() error {
	site := opendata.Site{
		Settings: b.library.Settings, Entries: b.library.Entries, Address: b.site.Address, Feed: b.site.HasFeeds(),
		Body: func(e *model.Entry) ([]byte, error) {
			text, err := content.ReadBody(b.root, e)
			return markdown.Uncomment(text), err
		},
		Files: func(e *model.Entry) opendata.Files { return b.sums.of[e] },
	}
	if b.BaseURL != "" {
		site.URL = b.site.Address("/")
	}
	return opendata.Write(b.folder.Create, site)
}
