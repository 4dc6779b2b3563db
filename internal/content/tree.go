package content

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"io"
	"os"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
	"servicepatterns/internal/source"
)

// Places stands for a file in which every value has a line to itself. What comes from
// elsewhere, such as the cells of a table, goes through the same checks as front
// matter; findings and references then carry the line of the value, and the caller
// knows what each line stands for.
type Places struct{ source.File }

// NewPlaces returns a stand-in. name is its file in findings.
func NewPlaces(name string) *Places { return &Places{source.File{Name: name}} }

// grow gives the stand-in so many lines. A line has one byte, so that the place of a
// finding is that of its line.
func (p *Places) grow(lines int) {
	for len(p.Lines) < lines {
		p.Lines = append(p.Lines, len(p.Bytes))
		p.Bytes = append(p.Bytes, '\n')
	}
}

// Entry fills e, whose Type, ID, Language and Images are set, from a tree of fields
// whose nodes say in Line where they stand, and returns what is wrong with it. body is its
// text; at gives a line to each place in it that a link or a finding has.
func (p *Places) Entry(e *model.Entry, settings *model.Settings, root *yaml.Node, body []byte, at func(model.Pos) int) []diag.Finding {
	e.File, e.Own = p.Name, model.NewEntry(e.Type).Own
	var list diag.List
	p.List = &list
	p.values(root)
	d := &decoder{File: &p.File, library: settings, what: "the " + strings.ToLower(messages.English().Kind(e.Type))}
	d.mapping(root, p.Pos(root), structs(e)...)
	e.Refs = d.refs
	if p := e.Pattern(); p != nil {
		d.process(&p.Process)
	}
	d.questions(e.Questions())
	out := list.Locate(nowhere)
	for i := range out {
		start, _ := out[i].Bytes()
		out[i].Line = start + 1
	}
	// The text is checked as a file of its own.
	var found diag.List
	text := &source.File{Name: e.File, Bytes: body, List: &found}
	text.Text()
	e.Body = model.Pos{End: int32(len(body))}
	(&loader{list: &found}).body(text, e)
	for i := range e.Links {
		line := int32(at(e.Links[i].To.Pos))
		e.Links[i].To.Pos = model.Pos{Start: line - 1, End: line}
	}
	for _, f := range found.Locate(nowhere) {
		start, end := f.Bytes()
		f.Line = at(model.Pos{Start: int32(start), End: int32(end)})
		out = append(out, f)
	}
	return out
}

// nowhere is for findings whose bytes say where they are.
func nowhere(string) ([]byte, error) { return nil, os.ErrNotExist }

// values looks at the values of a tree as the text of a file is looked at.
func (p *Places) values(n *yaml.Node) {
	p.grow(n.Line)
	if at := source.Unseen(n.Value); at >= 0 {
		r, _ := utf8.DecodeRuneInString(n.Value[at:])
		p.Hidden(p.Pos(n), r)
	}
	for _, c := range n.Content {
		p.values(c)
	}
}

// Join returns the library with entries added, each in place of one with the same
// type, id and language. Former ids that two entries claim are findings.
func Join(lib *model.Library, entries []*model.Entry, list *diag.List) *model.Library {
	type key struct {
		t            model.Type
		id, language string
	}
	added := map[key]bool{}
	for _, e := range entries {
		added[key{e.Type, e.ID, e.Language}] = true
	}
	out := *lib
	out.ByID = map[string]*model.Entry{}
	out.Entries = slices.Clone(entries)
	for _, e := range lib.Entries {
		if !added[key{e.Type, e.ID, e.Language}] {
			out.Entries = append(out.Entries, e)
		}
	}
	slices.SortStableFunc(out.Entries, func(a, b *model.Entry) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Language, b.Language))
	})
	(&loader{list: list}).unique(&out)
	return &out
}

// IsLanguage says whether a text can be the language of a translation.
func IsLanguage(s string) bool { return language.MatchString(s) }

// IsDate says whether a text is a date as fields take it.
func IsDate(s string) bool { return rules.KindOf("date").Takes(s) }

// IsPicture says whether a file may stand beside an entry as its picture.
func IsPicture(name string) bool {
	return pictures[strings.ToLower(path.Ext(name))] != ""
}

// CouncilsTable is the file that holds the councils.
const CouncilsTable = organisationsTable

// CouncilColumns are the columns of organisations.csv, in order.
func CouncilColumns() []string { return slices.Clone(columns) }

// Councils makes entries of records of organisations.csv, whose columns stand in the
// order of CouncilColumns. report is told of each value that cannot be.
func Councils(records [][]string, report func(record, column int, message, help string)) []*model.Entry {
	column := map[string]int{}
	for i, name := range columns {
		column[name] = i
	}
	out := make([]*model.Entry, len(records))
	for i, record := range records {
		// The reader of the table asks a CSV reader for places, so each record is one.
		var text bytes.Buffer
		w := csv.NewWriter(&text)
		_ = w.Write(record) // to memory
		w.Flush()
		r := csv.NewReader(&text)
		r.FieldsPerRecord = -1
		read, err := r.Read()
		if err != nil {
			continue // a record of no values
		}
		var found diag.List
		row := tableRow{loader: &loader{list: &found}, reader: r, line: 1, record: read, column: column}
		out[i] = row.entry()
		for _, f := range found.Locate(func(string) ([]byte, error) { return nil, io.EOF }) {
			at := 0
			for c := range read {
				if line, start := r.FieldPos(c); line == 1 && start <= f.Column {
					at = c
				}
			}
			report(i, at, f.Message, f.Help)
		}
	}
	return out
}

// ReadBody returns the text of an entry of a library, without its front matter.
func ReadBody(root *os.Root, e *model.Entry) ([]byte, error) {
	if e.Row > 0 {
		return nil, nil
	}
	b, err := Read(root, e.Source, MaxMarkdown)
	if err != nil {
		return nil, err
	}
	return b[min(int(e.Body.Start), len(b)):min(int(e.Body.End), len(b))], nil
}

// ParseYAML reads a YAML file that is not front matter, such as a mapping, and
// returns its tree and what tells where a node stands. False means that it cannot be
// read, which has been said.
func ParseYAML(file string, data []byte, list *diag.List) (*yaml.Node, func(*yaml.Node) model.Pos, bool) {
	var found diag.List
	s := &source.File{Name: file, Bytes: data, List: &found}
	var root *yaml.Node
	ok := s.Text() && s.Merged()
	if ok {
		start := diag.TextStart(data)
		root, ok = s.YAML(data[start:], start)
	}
	for _, f := range found.Locate(func(string) ([]byte, error) { return data, nil }) {
		f.Message = strings.Replace(f.Message, "the front matter is", "the file is", 1)
		list.Add(f)
	}
	return root, s.Pos, ok
}
