package content

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"io"
	"os"
	"path"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
)

// Shape describes a field of the schema to those who make entries of something else
// than files.
type Shape struct {
	Name   string
	Kind   string  // what its text must be: "date", "number", …; "" for text
	Ref    string  // the types whose ids it takes, parted by spaces; "*" for any
	List   bool    // it takes several
	Map    bool    // it takes names of its own: a question's `if`
	Fields []Shape // of a group of fields; nil for text
	Short  bool    // in a group: the field that may stand for the whole group
}

// Shapes lists the fields of a type, in the order in which they are written.
func Shapes(t model.Type) []Shape {
	var out []Shape
	for _, v := range targets(&model.Entry{Type: t}) {
		out = append(out, shapes(v.Type())...)
	}
	return out
}

func shapes(t reflect.Type) []Shape {
	var out []Shape
	for i := range t.NumField() {
		tag := t.Field(i).Tag
		s := Shape{Name: tag.Get("field"), Kind: tag.Get("kind"), Ref: tag.Get("ref"), Short: tag.Get("short") == "yes"}
		if s.Name == "" {
			continue
		}
		of := t.Field(i).Type
		s.Map = of == conditionType
		if of.Kind() == reflect.Slice && !s.Map {
			s.List, of = true, of.Elem()
		}
		if of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		if of.Kind() == reflect.Struct && of != textType {
			s.Fields = shapes(of)
		}
		out = append(out, s)
	}
	return out
}

// Places stands for a file in which every value has a line to itself. What comes from
// elsewhere, such as the cells of a table, goes through the same checks as front
// matter; findings and references then carry the line of the value, and the caller
// knows what each line stands for.
type Places struct{ source }

// NewPlaces returns a stand-in with so many lines. name is its file in findings.
func NewPlaces(name string, lines int, list *diag.List) *Places {
	p := &Places{source{file: name, bytes: bytes.Repeat([]byte("\n"), lines), list: list, lines: make([]int, lines)}}
	for i := range p.lines {
		p.lines[i] = i
	}
	return p
}

// At returns a finding on a line.
func (p *Places) At(line int, code diag.Code, message, help string) diag.Finding {
	return diag.At(p.file, line-1, line, code, message, help)
}

// Entry fills e, whose Type, ID, Language and Images are set, from a tree of fields
// whose nodes say in Line where they stand. body is its text, which stands at bodyLine.
func (p *Places) Entry(e *model.Entry, settings *model.Settings, root *yaml.Node, body []byte, bodyLine int) {
	e.File = p.file
	d := &decoder{source: &p.source, library: settings, what: "the " + strings.ToLower(e.Type.Label())}
	d.mapping(root, p.pos(root), targets(e)...)
	e.Refs = d.refs
	if e.Pattern != nil {
		d.process(&e.Pattern.Process)
		d.questions(e.Pattern.Questions)
	}
	// The text is checked as a file of its own; then all that was found stands at bodyLine.
	var found diag.List
	text := &source{file: e.File, bytes: body, list: &found}
	e.Body = model.Pos{End: int32(len(body))}
	(&loader{list: &found}).body(text, e)
	at := model.Pos{Start: int32(bodyLine - 1), End: int32(bodyLine)}
	for i := range e.Links {
		e.Links[i].To.Pos = at
	}
	for _, f := range found.Locate(func(string) ([]byte, error) { return body, nil }) {
		moved := p.At(bodyLine, f.Code, f.Message, f.Help)
		moved.Suggestions = f.Suggestions
		p.list.Add(moved)
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
func IsDate(s string) bool { return rules.Kinds["date"].Takes(s) }

// IsPicture says whether a file may stand beside an entry as its picture.
func IsPicture(name string) bool {
	return pictures[strings.ToLower(path.Ext(name))] != ""
}

// CouncilsTable is the file that holds the councils, and CouncilColumns its columns.
const CouncilsTable = organisationsTable

// CouncilColumns are the columns of organisations.csv, in order.
var CouncilColumns = slices.Clone(columns)

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
	s := &source{file: file, bytes: data, list: &found}
	var root *yaml.Node
	ok := s.text()
	if ok {
		start := len(data) - len(bytes.TrimPrefix(data, bom))
		root, ok = s.yaml(data[start:], start)
	}
	for _, f := range found.Locate(func(string) ([]byte, error) { return data, nil }) {
		f.Message = strings.Replace(f.Message, "the front matter is", "the file is", 1)
		list.Add(f)
	}
	return root, s.pos, ok
}

// CheckText reports what keeps a file from being text: bytes that are not UTF-8. A
// byte-order mark is fine here: spreadsheets write one.
func CheckText(file string, data []byte, list *diag.List) bool {
	s := &source{file: file, bytes: bytes.TrimPrefix(data, bom), list: list}
	if len(s.bytes) < len(data) {
		s.bytes = append(bytes.Repeat([]byte(" "), len(bom)), s.bytes...)
	}
	return s.text()
}
