package build

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"servicepatterns/internal/content"
	"servicepatterns/internal/forge"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/model"
	"servicepatterns/internal/opendata"
	"servicepatterns/internal/outputs"
	"servicepatterns/internal/publish"
	"servicepatterns/internal/render/view"
)

// attachment is a file beside an entry's page.
type attachment struct {
	name string
	data []byte
	here bool // no copies lie where the page once was
}

// attachments make what lies beside an entry's page of its model and the bytes of its file,
// which are nil for a row of a table. Those that an entry does not have are left out.
var attachments = []func(b *builder, e *model.Entry, source []byte) ([]attachment, error){
	sourceOf, fieldsOf, picturesOf, questionsOf,
}

// sourceOf is the Markdown.
func sourceOf(_ *builder, _ *model.Entry, source []byte) ([]attachment, error) {
	if source == nil {
		return nil, nil
	}
	return []attachment{{name: "index.md", data: source}}, nil
}

// fieldsOf is the entry for the form that changes it.
func fieldsOf(_ *builder, e *model.Entry, source []byte) ([]attachment, error) {
	if source == nil {
		return nil, nil
	}
	data, err := opendata.Fields(e, source, opendata.SHA256(source))
	return []attachment{{name: opendata.FieldsFile, data: data, here: true}}, err
}

// picturesOf are the entry's pictures.
func picturesOf(b *builder, e *model.Entry, _ []byte) ([]attachment, error) {
	var out []attachment
	for _, name := range e.Images {
		picture, err := content.Read(b.root, filepath.Join(filepath.Dir(e.Source), name), content.MaxImage)
		if err != nil {
			return nil, fmt.Errorf("reading the picture %s of %s: %w", name, e.File, err)
		}
		out = append(out, attachment{name: name, data: picture})
	}
	return out, nil
}

// questionsOf are a pattern's questions, for a spreadsheet.
func questionsOf(_ *builder, e *model.Entry, _ []byte) ([]attachment, error) {
	name, questions, err := outputs.QuestionsCSV(e)
	if name == "" {
		return nil, err
	}
	return []attachment{{name: name, data: questions}}, err
}

// sums are the checksums of the files that lie beside entries' pages, by their names.
type sums struct {
	mu sync.Mutex
	of map[*model.Entry]map[string]string
}

// beside writes what lies beside an entry's page.
func (b *builder) beside(e *model.Entry, source []byte) error {
	checked := map[string]string{}
	for _, attach := range attachments {
		files, err := attach(b, e, source)
		if err != nil {
			return err
		}
		for _, file := range files {
			if err := b.lay(e, file); err != nil {
				return err
			}
			checked[file.name] = opendata.SHA256(file.data)
		}
	}
	b.sums.mu.Lock()
	defer b.sums.mu.Unlock()
	if b.sums.of == nil {
		b.sums.of = map[*model.Entry]map[string]string{}
	}
	b.sums.of[e] = checked
	return nil
}

// files says what of it entries.ndjson names.
func (b *builder) files(e *model.Entry) opendata.Files {
	sums := b.sums.of[e]
	files := opendata.Files{Source: sums["index.md"]}
	for _, name := range e.Images {
		files.Pictures = append(files.Pictures, opendata.Picture{URL: strings.TrimPrefix(e.Path(), "/") + name, SHA256: sums[name]})
	}
	return files
}

// lay puts a file next to an entry's page, and copies where the page once was.
func (b *builder) lay(e *model.Entry, file attachment) error {
	if err := b.folder.Put(strings.TrimPrefix(e.Path(), "/")+file.name, file.data); err != nil || file.here {
		return err
	}
	for _, old := range b.site.Moved.Formerly(e) {
		moved, err := b.site.Moved.Copy(e, file.name, file.data)
		if err != nil {
			return err
		}
		if err := b.folder.Put(strings.TrimPrefix(old, "/")+file.name, moved); err != nil {
			return err
		}
	}
	return nil
}

// putStatic publishes what the library has in static/, never over a file of the site.
func putStatic(library *os.Root, names []string, site *publish.Folder) error {
	for _, name := range names {
		file := path.Join(content.StaticFolder, name)
		if site.Has(name) {
			return fmt.Errorf("%s of the library has the name of a file of the site. Give it another", file)
		}
		data, err := content.Read(library, file, content.MaxImage)
		if err != nil {
			return fmt.Errorf("reading %s of the library: %w", file, err)
		}
		if err := site.Put(name, data); err != nil {
			return err
		}
	}
	return nil
}

// feed writes the feed of a page beside it, when it has one.
func (b *builder) feed(page view.Page) error {
	name, feed, err := b.site.Feed(page)
	if err != nil || name == "" {
		return err
	}
	if err := b.folder.Put(name, feed); err != nil || page.Entry == nil {
		return err
	}
	for _, old := range b.site.Moved.Formerly(page.Entry) {
		moved, err := b.site.Outputs.MovedFeed(page.Entry)
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
		Settings: b.library.Settings, Entries: b.library.Entries, Feed: b.site.Outputs.HasFeeds(),
		Body: func(e *model.Entry) ([]byte, error) {
			text, err := content.ReadBody(b.root, e)
			return markdown.Uncomment(text), err
		},
		Source: func(e *model.Entry) ([]byte, error) { return content.Read(b.root, e.Source, content.MaxMarkdown) },
		Files:  b.files,
	}
	if host, ok := forge.Of(b.library); ok {
		site.Edit = host.Edit("")
	}
	if b.BaseURL != "" {
		site.URL = b.site.At.Full("/")
	}
	return opendata.Write(b.folder.Create, site)
}
