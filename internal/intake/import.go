package intake

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/sheet"
	"servicepatterns/internal/suggest"

	"go.yaml.in/yaml/v3"
)

// importer turns tables into drafts, drafts into entries, and entries into a plan.
type importer struct {
	*found
	lib          *model.Library
	root         *os.Root
	list         diag.List // on tables and mappings as files
	places       *content.Places
	values       converter
	drafts       []*draft
	folders      map[string]bool // ids of drafts with pictures, whose translations stand beside them
	translations map[string]*model.Entry
}

// Import plans what to write into a library so that it holds what the tables say. It
// reads the library's files and pictures beside the tables, and writes nothing. Findings
// are placed in the tables and mappings; the plan leaves out the rows that have errors.
// It is nil when a file cannot be read or a mapping is wrong.
func Import(lib *model.Library, inputs []Input, o Options) (*Plan, []diag.Finding, error) {
	root, err := os.OpenRoot(lib.Dir)
	if err != nil {
		return nil, nil, fmt.Errorf("opening the library: %w", err)
	}
	defer root.Close()
	all := &found{groups: map[cause]*group{}, wrong: map[rowKey][]int{}, said: map[rowKey][]string{}}
	im := &importer{found: all, lib: lib, root: root, places: content.NewPlaces(standIn), values: converter{all, &lib.Settings}}
	inputs = slices.Clone(inputs)
	ok := true
	for i := range inputs {
		ok = im.read(&inputs[i]) && ok
	}
	var plan *Plan
	if ok && !im.mapping {
		if plan, err = im.plan(o); err != nil {
			return nil, nil, err
		}
	}
	if im.mapping {
		plan = nil // one line of it is wrong for every row
	}
	im.move(&im.list)
	return plan, im.list.Locate(func(file string) ([]byte, error) {
		for _, in := range inputs {
			switch file {
			case in.Name:
				return in.Data, nil
			case in.MapFile:
				return in.Map, nil
			}
		}
		return nil, os.ErrNotExist
	}), nil
}

// read makes drafts of one table. False means that it could not be read, or that the
// mapping does not fit it.
func (im *importer) read(in *Input) bool {
	if len(in.Data) > sheet.MaxBytes {
		im.list.Add(diag.InFile(in.Name, diag.FileTooLarge, fmt.Sprintf("the table is larger than %d MB", sheet.MaxBytes>>20),
			"Import it in parts."))
		return false
	}
	var m *mapping
	if in.MapFile != "" {
		var ok bool
		if m, ok = readMapping(in.MapFile, in.Map, &im.book, &im.list); !ok {
			return false
		}
	}
	if in.Format == "csv" && m == nil {
		im.list.Add(diag.InFile(in.Name, diag.TableRow, "a CSV table needs a mapping file",
			"Name it with --map: it says which column gives which field."))
		return false
	}
	t := &sheet.Sheet{File: in.File, Book: &im.book, List: &im.list, Say: im.report}
	var wanted []string
	rows := ""
	if m != nil {
		wanted, rows = m.columns(), m.rows
	}
	if !t.Read(wanted, rows) {
		return false
	}
	if m != nil && !im.fits(t, m) {
		return false
	}
	im.unseen(t, m)
	for i := range t.Rows {
		var d draft
		var ok bool
		if m == nil {
			d, ok = im.direct(&t.Rows[i])
		} else {
			d, ok = im.mapped(&t.Rows[i], m)
		}
		if ok {
			d.dir = filepath.Dir(in.Name)
			im.drafts = append(im.drafts, &d)
		}
	}
	return true
}

// unseen says once of each kind what was taken away from values, where the mapping asks for the column.
func (im *importer) unseen(t *sheet.Sheet, m *mapping) {
	asked := func(line int) bool {
		column := im.book[line-1].Column
		return m == nil || slices.ContainsFunc(m.columns(), func(c string) bool {
			return sheet.Within(column, c) || sheet.FoldColumn(column) == sheet.FoldColumn(c)
		})
	}
	for _, line := range t.Cleaned {
		if asked(line) {
			im.warn(line, diag.HiddenCharacter, "characters without a width, such as U+200B, are taken away",
				"Word processors, chats and web pages put them between words; nobody sees them.")
		}
	}
	for _, line := range t.Curly {
		if asked(line) {
			im.warn(line, diag.CurlyQuotes, "curly quotes are around this value, and are left out",
				"If they belong to it, write straight quotes around them. Only straight quotes hold the commas of a cell together.")
		}
	}
}

// fits checks that the mapping names columns that the table has, and warns of each that it
// says nothing of: it would be lost in silence. False means that rows would lack what
// only the mapping has wrong.
func (im *importer) fits(t *sheet.Sheet, m *mapping) bool {
	reader := &mapReader{file: m.file, book: &im.book, list: &im.list, ok: true}
	all := t.Columns // of JSON no item need have all
	if t.Format == "json" {
		all = t.Paths
	}
	var used []string
	for _, r := range m.rules() {
		for _, c := range r.columns() {
			used = append(used, c)
			if !t.Has(c) && len(t.Rows) > 0 && t.Format == "csv" {
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
		if c == "" || rest || slices.ContainsFunc(used, func(u string) bool {
			return c == u || t.Format == "json" && sheet.Within(c, u) || t.Names(u, i)
		}) {
			continue
		}
		help := "Give it to a field in the mapping, or list it there under “ignore”."
		if t.Format == "json" {
			im.warn(t.Leaves[c], diag.TableRow, fmt.Sprintf("the mapping does not say what becomes of %q, which is left out", c), help)
			continue
		}
		f := diag.At(t.Name, t.HeaderAt[i], t.HeaderAt[i]+len(c), diag.TableRow,
			fmt.Sprintf("the mapping does not say what becomes of the column %q, which is left out", c), help)
		f.Severity = diag.Warning
		im.list.Add(f)
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
