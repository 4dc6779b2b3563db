package table

import (
	"bytes"
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/link"
	"servicepatterns/internal/model"
	"servicepatterns/internal/suggest"

	"go.yaml.in/yaml/v3"
)

// importer turns tables into drafts, drafts into entries, and entries into a plan.
type importer struct {
	lib          *model.Library
	root         *os.Root
	book         book
	list         diag.List // on tables and mappings
	found        diag.List // on the stand-in
	count        int       // how many are in found
	drafts       []draft
	names        nameIndex
	folders      map[string]bool // ids of drafts with pictures, whose translations stand beside them
	translations map[string]*model.Entry
}

// Import plans what to write into a library so that it holds what the tables say. It
// reads the library's files and pictures beside the tables, and writes nothing. Findings
// are placed in the tables and mappings; with an error among them the plan is nil.
// Options.Overwrite plans to replace what is there and says something else.
func Import(lib *model.Library, inputs []Input, o Options) (*Plan, []diag.Finding, error) {
	root, err := os.OpenRoot(lib.Dir)
	if err != nil {
		return nil, nil, fmt.Errorf("opening the library: %w", err)
	}
	defer root.Close()
	im := &importer{lib: lib, root: root}
	ok := true
	for _, in := range inputs {
		ok = im.read(in) && ok
	}
	var plan *Plan
	if ok {
		plan, err = im.plan(o)
		if err != nil {
			return nil, nil, err
		}
	}
	errors, more := im.book.move(im.found.Locate(im.bytes), &im.list)
	if more {
		im.list.Add(diag.InFile(inputs[0].File, diag.TableRow, "more problems are not shown", "Mend these first; one line of the mapping often mends many."))
	}
	findings := im.list.Locate(func(file string) ([]byte, error) {
		for _, in := range inputs {
			switch file {
			case in.File:
				return in.Data, nil
			case in.MapFile:
				return in.Map, nil
			}
		}
		return nil, os.ErrNotExist
	})
	if e, _ := diag.Count(findings); e > 0 || errors > 0 {
		return nil, findings, nil
	}
	return plan, findings, nil
}

// add keeps a finding on a place of the book. After maxFound there is no need of more:
// to place one costs time.
func (im *importer) add(f diag.Finding) {
	if im.count++; im.count <= maxFound {
		im.found.Add(f)
	}
}

func (im *importer) report(line int, code diag.Code, message, help string) {
	im.add(diag.At(standIn, line-1, line, code, message, help))
}

// bytes is the text of the stand-in: a line for each place.
func (im *importer) bytes(string) ([]byte, error) {
	return bytes.Repeat([]byte("\n"), len(im.book)), nil
}

// read makes drafts of one table. False means that it could not be read, or that the
// mapping does not fit it.
func (im *importer) read(in Input) bool {
	if len(in.Data) > MaxBytes {
		im.list.Add(diag.InFile(in.File, diag.FileTooLarge, fmt.Sprintf("the table is larger than %d MB", MaxBytes>>20), "Import it in parts."))
		return false
	}
	var m *mapping
	if in.MapFile != "" {
		var ok bool
		if m, ok = readMapping(in.MapFile, in.Map, &im.book, &im.list); !ok {
			return false
		}
	}
	if !content.CheckText(in.File, in.Data, &im.list) {
		return false
	}
	t := &table{Input: in, book: &im.book, list: &im.list}
	switch {
	case in.Format == "csv" && m == nil:
		im.list.Add(diag.InFile(in.File, diag.TableRow, "a CSV table needs a mapping file", "Name it with --map: it says which column gives which field."))
		return false
	case in.Format == "csv" && !t.csv(m):
		return false
	case in.Format == "json":
		rows := ""
		if m != nil {
			rows = m.rows
		}
		if !t.json(rows) {
			return false
		}
	}
	if m != nil && !im.fits(t, m) {
		return false
	}
	for i := range t.rows {
		var d draft
		var ok bool
		if m == nil {
			d, ok = im.direct(&t.rows[i])
		} else {
			d, ok = im.mapped(&t.rows[i], m)
		}
		if ok {
			d.dir = filepath.Dir(in.File)
			im.drafts = append(im.drafts, d)
		}
	}
	return true
}

// fits checks that the mapping names columns that the table has, and reports each that it
// says nothing of: it would be lost in silence. False means that rows would lack what
// only the mapping has wrong.
func (im *importer) fits(t *table, m *mapping) bool {
	reader := &mapReader{file: t.MapFile, book: &im.book, list: &im.list, ok: true}
	all := t.columns
	if t.Format == "json" {
		all = t.paths
	}
	var used []string
	for _, r := range m.rules() {
		for _, c := range r.columns() {
			used = append(used, c)
			if !t.has(c) && len(t.rows) > 0 {
				at := r.node
				if r.column != nil {
					at = r.column
				} else if r.text != nil {
					at = r.text
				}
				im.noColumn(reader, at, c, all)
			}
		}
	}
	rest := false
	for _, n := range m.ignore {
		if n.Value == "*" {
			rest = true
			continue
		}
		used = append(used, n.Value)
	}
	for i, c := range all {
		if c == "" || rest || slices.ContainsFunc(used, func(u string) bool { return c == u || t.Format == "json" && within(c, u) }) {
			continue
		}
		help := "Give it to a field in the mapping, or list it there under “ignore”."
		if t.Format == "json" {
			im.report(t.leaves[c], diag.TableRow, fmt.Sprintf("the mapping does not say what becomes of %q", c), help)
			continue
		}
		t.report(t.headerAt[i], t.headerAt[i]+len(c), fmt.Sprintf("the mapping does not say what becomes of the column %q", c), help)
	}
	return reader.ok
}

func (im *importer) noColumn(m *mapReader, at *yaml.Node, column string, all []string) {
	what := "column"
	message := fmt.Sprintf("the table has no %s %q", what, column)
	if near, ok := suggest.Nearest(column, all); ok {
		m.report(at, diag.UnknownValue, message, "", near)
		return
	}
	shown := all
	if len(shown) > 30 {
		shown = shown[:30]
	}
	m.report(at, diag.UnknownValue, message, "Its columns are "+strings.Join(shown, ", ")+".")
}

// plan checks the drafts as the files they would be, and says what to write.
func (im *importer) plan(o Options) (*Plan, error) {
	im.unique()
	im.index()
	p := &Plan{dir: im.lib.Dir, overwrite: o.Overwrite}
	var one diag.List // findings on one draft
	places := content.NewPlaces(standIn, len(im.book), &one)
	var entries []*model.Entry
	var councils []draft
	im.folders = map[string]bool{}
	for _, d := range im.drafts {
		im.folders[d.id] = im.folders[d.id] || len(d.pictures) > 0
	}
	for i := range im.drafts {
		d := &im.drafts[i]
		if d.typ == council {
			councils = append(councils, *d)
			continue
		}
		im.references(d.tree, content.Shapes(d.typ))
		e := &model.Entry{Type: d.typ, ID: d.id, Language: d.language}
		im.place(d, e)
		if len(d.body) > 0 && d.body[len(d.body)-1] != '\n' {
			d.body = append(d.body, '\n')
		}
		places.Entry(e, &im.lib.Settings, d.tree, d.body, d.bodyAt)
		for _, f := range one.Locate(im.bytes) {
			im.add(f)
		}
		one = diag.List{}
		if im.count > maxFound {
			return nil, nil // the rest would say the same
		}
		entries = append(entries, e)
		if err := p.entry(im, d, e); err != nil {
			return nil, err
		}
	}
	made, err := p.councils(im, councils)
	if err != nil {
		return nil, err
	}
	im.link(content.Join(im.lib, append(made, entries...), &im.found), entries)
	return p, nil
}

// link lets the linker judge what the new entries name. It looks for what is nearest
// to each name that is unknown, which takes time, so it gets no more of those than are
// shown.
func (im *importer) link(lib *model.Library, entries []*model.Entry) {
	unknown := 0
	spare := func(known bool) bool {
		if !known {
			unknown++
		}
		return !known && unknown > maxShown
	}
	files := map[string]bool{}
	for _, e := range lib.Entries {
		files[strings.TrimSuffix(e.Source, "/index.md")] = true
	}
	for _, e := range entries {
		e.Refs = slices.DeleteFunc(e.Refs, func(r model.Ref) bool {
			return spare(r.To.Value == "" || lib.ByID[r.To.Value] != nil)
		})
		e.Links = slices.DeleteFunc(e.Links, func(l model.Link) bool {
			if l.ID {
				return spare(lib.ByID[l.To.Value] != nil)
			}
			u, err := url.Parse(l.To.Value)
			return err == nil && u.Scheme == "" && u.Host == "" && spare(files[path.Join(path.Dir(e.Source), strings.TrimSuffix(u.Path, "/index.md"))])
		})
	}
	var all diag.List
	link.Link(lib, true, &all)
	for _, f := range all.Locate(func(string) ([]byte, error) { return nil, os.ErrNotExist }) {
		if f.File == standIn { // what is wrong in the library's own files is said by check
			im.add(f)
		}
	}
}
