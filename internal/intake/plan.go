package intake

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/sheet"
	"servicepatterns/internal/table"
)

// Options say how to import.
type Options struct {
	Overwrite bool // replace what is there and says something else
	Drafts    bool // write a row with errors as a draft, without what is wrong, where that can be
}

// State is what happens to something that a table holds.
type State string

// The states of items. Kept ones are in the library with other content, and stay.
const (
	New       State = "new"
	Changed   State = "changed"
	Kept      State = "kept"
	Unchanged State = "unchanged"
)

// Plan is what an import writes.
type Plan struct {
	Items     []Item
	LeftOut   int // rows
	dir       string
	overwrite bool
}

// Item is one entry, picture or row of organisations.csv.
type Item struct {
	State State
	Path  string // inside the library
	ID    string // of a row of organisations.csv
	Draft bool   // of a row with errors
	Text  []byte // of the file; of organisations.csv it is in the last of its items
	from  string // a picture's file beside the table
}

// unique reports ids that two rows share, or that belong to another entry. Only the
// first draft stays.
func (im *importer) unique() {
	type key struct{ id, language string }
	first := map[key]*draft{}
	var kept []*draft
	for _, d := range im.drafts {
		k := key{d.id, d.language}
		typ := d.typ
		if typ == table.Council {
			typ = model.Organisation
		}
		there := im.lib.ByID[d.id]
		switch {
		case first[k] != nil:
			at := im.book[first[k].at-1]
			where := fmt.Sprintf("row %d", at.Row)
			if at.Item {
				where = fmt.Sprintf("item %d", at.Row)
			}
			im.report(d.idAt, diag.DuplicateID, fmt.Sprintf("the id %q is already taken", d.id),
				fmt.Sprintf("It is the id of %s. Let the mapping make ids of a column that differs, or of several: id: {text: "+
					"\"{Council} {Title}\"}.", where))
			continue
		case there != nil && there.ID != d.id:
			im.report(d.idAt, diag.DuplicateID, fmt.Sprintf("the id %q belongs to another entry", d.id),
				fmt.Sprintf("It is a former id of %q. Give the row another id.", there.ID))
			continue
		case there != nil && (there.Type != typ || typ == model.Organisation && (there.Row > 0) != (d.typ == table.Council)):
			im.report(d.idAt, diag.DuplicateID, fmt.Sprintf("the id %q belongs to another entry", d.id),
				fmt.Sprintf("It is the id of %s. An id is unique in the whole library: let the mapping make another, such as id: {text: "+
					"\"project {Title}\"}.", there.File))
			continue
		}
		kept = append(kept, d)
		first[k] = d
	}
	im.drafts = kept
}

// place says where an entry's file and pictures stand: where it is already, else where
// a new one belongs.
func (im *importer) place(d *draft, e *model.Entry) {
	e.Source = content.Source(e.Type, e.ID, e.Language)
	base := im.lib.ByID[e.ID]
	inFolder := base != nil && base.Folder || im.folders[e.ID]
	kept := d.pictures[:0]
	for _, name := range d.pictures {
		if name != filepath.Base(name) || name != path.Base(name) || !content.IsPicture(name) || name[0] == '.' ||
			bytes.ContainsAny([]byte(name), "\\:\x00") {
			im.warn(d.at, diag.ImageType, fmt.Sprintf("%q is not the name of a picture, and is left out", sheet.Short(name)),
				"Pictures are PNG, JPEG, WebP, AVIF or GIF files in a folder beside the table; the table has only their names.")
			continue
		}
		to := path.Join(e.Type.Folder(), e.ID, name)
		if data, err := readBeside(filepath.Join(d.dir, filepath.FromSlash(to)), d.dir); err == nil && data != nil || im.has(to) {
			kept = append(kept, name)
			continue
		}
		im.warn(d.at, diag.BrokenImage, fmt.Sprintf("there is no picture %q", name),
			fmt.Sprintf("Put it into %s/ beside the table, and import again with --overwrite.", path.Dir(to)))
	}
	d.pictures = kept
	e.Images = append(e.Images, kept...)
	if base != nil && e.Language == "" {
		for _, name := range base.Images {
			if !slices.Contains(e.Images, name) {
				e.Images = append(e.Images, name)
			}
		}
	}
	if len(d.pictures) > 0 && base != nil && !base.Folder {
		im.report(d.at, diag.ImageType, "the entry has no folder for its pictures",
			fmt.Sprintf("Move %s into a folder of its name, as index.md.", base.File))
	}
	if len(d.pictures) > 0 || inFolder {
		e.Folder = true
		e.Source = path.Join(e.Type.Folder(), e.ID, "index.md")
		if e.Language != "" {
			e.Source = path.Join(e.Type.Folder(), e.ID, "index."+e.Language+".md")
		}
	}
}

// has says whether the library has a file.
func (im *importer) has(name string) bool {
	_, err := im.root.Lstat(filepath.FromSlash(name))
	return err == nil
}

// there finds the library's own entry with the id and language of another.
func (im *importer) there(e *model.Entry) *model.Entry {
	if e.Language == "" {
		return im.lib.ByID[e.ID]
	}
	if im.translations == nil {
		im.translations = map[string]*model.Entry{}
		for _, t := range im.lib.Entries {
			if t.Language != "" {
				im.translations[t.ID+"."+t.Language] = t
			}
		}
	}
	return im.translations[e.ID+"."+e.Language]
}

// entry plans the file of an entry, and its pictures.
func (p *Plan) entry(im *importer, d *draft) error {
	e := d.entry
	text, err := content.Format(e, d.body)
	if err != nil {
		return err
	}
	item := Item{State: New, Path: e.Source, Text: text, Draft: d.draft}
	if old := im.there(e); old != nil {
		item.Path = old.Source
		body, err := content.ReadBody(im.root, old)
		if err != nil {
			return fmt.Errorf("reading %s: %w", old.File, err)
		}
		// Written the same way, the two show whether they say the same, however the file
		// was typed.
		same, err := content.Format(old, body)
		if err != nil {
			return err
		}
		item.State = p.differs(!bytes.Equal(same, text))
	}
	p.Items = append(p.Items, item)
	for _, name := range d.pictures {
		if err := p.picture(im, d, e, name); err != nil {
			return err
		}
	}
	return nil
}

func (p *Plan) differs(differs bool) State {
	switch {
	case !differs:
		return Unchanged
	case p.overwrite:
		return Changed
	}
	return Kept
}

// picture plans the copy of a picture that lies beside the table, in FOLDER/ID/ as
// export writes it.
func (p *Plan) picture(im *importer, d *draft, e *model.Entry, name string) error {
	to := path.Join(e.Type.Folder(), e.ID, name)
	item := Item{State: New, Path: to, from: filepath.Join(d.dir, filepath.FromSlash(to))}
	there, err := content.Read(im.root, to, content.MaxImage)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("reading the picture %s: %w", to, err)
	}
	isThere := err == nil
	data, err := readBeside(item.from, d.dir)
	switch {
	case err != nil:
		return nil // nothing came with the table; the library has it
	case isThere:
		item.State = p.differs(!bytes.Equal(there, data))
	}
	p.Items = append(p.Items, item)
	return nil
}

// readBeside reads a file below the folder of a table.
func readBeside(file, dir string) ([]byte, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	rel, err := filepath.Rel(dir, file)
	if err != nil {
		return nil, err
	}
	return content.Read(root, filepath.ToSlash(rel), content.MaxImage)
}

// Write does what the plan says. Files are opened below the library's folder only, and
// each appears whole or not at all.
func (p *Plan) Write() error {
	root, err := os.OpenRoot(p.dir)
	if err != nil {
		return fmt.Errorf("opening the library: %w", err)
	}
	defer root.Close()
	for _, item := range p.Items {
		if item.State != New && item.State != Changed || item.ID != "" && item.Text == nil {
			continue
		}
		data := item.Text
		if item.from != "" {
			if data, err = readBeside(item.from, filepath.Dir(filepath.Dir(filepath.Dir(item.from)))); err != nil {
				return fmt.Errorf("reading the picture %s: %w", item.from, err)
			}
		}
		if err := content.Put(root, filepath.FromSlash(item.Path), data); err != nil {
			return fmt.Errorf("writing %s: %w", item.Path, err)
		}
	}
	return nil
}

// Count returns how many entries are in a state.
func (p *Plan) Count(s State) int {
	n := 0
	for _, item := range p.Items {
		if item.State == s && item.from == "" {
			n++
		}
	}
	return n
}

// Pictures returns how many pictures are written.
func (p *Plan) Pictures() int {
	n := 0
	for _, item := range p.Items {
		if item.from != "" && (item.State == New || item.State == Changed) {
			n++
		}
	}
	return n
}

// Drafts returns how many rows with errors are written as drafts.
func (p *Plan) Drafts() int {
	n := 0
	for _, item := range p.Items {
		if item.Draft {
			n++
		}
	}
	return n
}
