package table

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/content"
	"servicepatterns/internal/formula"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// sheet is the table of a type: a column for each field of the schema, whether or not
// an entry has it, so that the columns are the same on any day.
type sheet struct {
	typ                   model.Type
	columns               []column
	translated, pictorial bool // some entry is a translation, or has pictures
}

// column is a field in a table. Text stands as it is; several words are joined by "; ";
// groups of fields, and words that hold a semicolon, are JSON.
type column struct {
	name string
	form form
}

type form int

const (
	asText form = iota
	asWords
	asJSON
)

const joint = "; "

// CSV writes entries of one type as a table.
func CSV(w io.Writer, t model.Type, entries []*model.Entry, body Body) error {
	return newSheet(t, entries).write(w, entries, body)
}

func newSheet(t model.Type, entries []*model.Entry) *sheet {
	s := &sheet{typ: t}
	if t == Council {
		return s
	}
	s.add("", model.Shapes(t))
	at := map[string]*column{}
	for i := range s.columns {
		at[s.columns[i].name] = &s.columns[i]
	}
	for _, e := range entries {
		s.translated = s.translated || e.Language != ""
		s.pictorial = s.pictorial || len(e.Images) > 0
		cells(content.Tree(e, false), "", at, func(c *column, n *yaml.Node) {
			if c.form == asWords && !joinable(n) {
				c.form = asJSON
			}
		})
	}
	return s
}

// add makes a column of each field; a group that stands alone, such as process, gives
// one for each of its fields.
func (s *sheet) add(prefix string, shapes []model.Shape) {
	for _, f := range shapes {
		c := column{name: prefix + f.Name}
		switch {
		case f.Fields != nil && !f.List:
			s.add(c.name+".", f.Fields)
			continue
		case f.Map || f.Fields != nil && !f.Fields[0].Short:
			c.form = asJSON
		case f.List:
			c.form = asWords
		}
		s.columns = append(s.columns, c)
	}
}

// cells calls a function with each column that an entry fills.
func cells(n *yaml.Node, prefix string, columns map[string]*column, each func(*column, *yaml.Node)) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := prefix+n.Content[i].Value, n.Content[i+1]
		if c := columns[name]; c != nil {
			each(c, value)
		} else if value.Kind == yaml.MappingNode {
			cells(value, name+".", columns, each)
		}
	}
}

// joinable says whether a value can stand in a cell as words with semicolons between.
func joinable(n *yaml.Node) bool {
	if n.Kind == yaml.ScalarNode {
		return n.Value != "" && !strings.ContainsAny(n.Value, ";\r\n")
	}
	for _, item := range n.Content {
		if item.Kind != yaml.ScalarNode || !joinable(item) {
			return false
		}
	}
	return n.Kind == yaml.SequenceNode
}

func (s *sheet) header() []string {
	if s.typ == Council {
		return content.CouncilColumns()
	}
	out := []string{"id"}
	for _, c := range s.columns {
		out = append(out, c.name)
	}
	out = append(out, "body")
	if s.translated {
		out = append(out, "language")
	}
	if s.pictorial {
		out = append(out, "pictures")
	}
	return out
}

func (s *sheet) write(w io.Writer, entries []*model.Entry, body Body) error {
	out := csv.NewWriter(w)
	if err := out.Write(s.header()); err != nil {
		return err
	}
	at := map[string]*column{}
	index := map[*column]int{}
	for i := range s.columns {
		c := &s.columns[i]
		at[c.name], index[c] = c, i+1
	}
	for _, e := range entries {
		record := make([]string, len(s.columns)+1)
		if s.typ == Council {
			record = councilRecord(e)
		} else {
			record[0] = e.ID
			short, full := content.Tree(e, false), content.Tree(e, true)
			var failed error
			cells(full, "", at, func(c *column, n *yaml.Node) {
				if c.form == asJSON {
					value, err := jsonCell(n)
					if err != nil {
						failed = err
					}
					record[index[c]] = value
				}
			})
			cells(short, "", at, func(c *column, n *yaml.Node) {
				if c.form != asJSON {
					record[index[c]] = strings.Join(Words(n), joint)
				}
			})
			if failed != nil {
				return failed
			}
			b, err := body(e)
			if err != nil {
				return fmt.Errorf("reading %s: %w", e.File, err)
			}
			record = append(record, string(b))
			if s.translated {
				record = append(record, e.Language)
			}
			if s.pictorial {
				record = append(record, strings.Join(e.Images, joint))
			}
		}
		for i := range record {
			record[i] = formula.Guard(record[i])
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// jsonCell writes groups of fields into one cell, a line for each.
func jsonCell(n *yaml.Node) (string, error) {
	var out bytes.Buffer
	if n.Kind != yaml.SequenceNode {
		err := writeJSON(&out, n)
		return out.String(), err
	}
	out.WriteByte('[')
	for i, item := range n.Content {
		if i > 0 {
			out.WriteString(",\n ")
		}
		if err := writeJSON(&out, item); err != nil {
			return "", err
		}
	}
	out.WriteByte(']')
	return out.String(), nil
}

// mapping is the file that imports the table again.
func (s *sheet) mapping(name string) ([]byte, error) {
	fields := &yaml.Node{Kind: yaml.MappingNode}
	flow := func(column string, more ...string) *yaml.Node {
		n := &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle, Content: []*yaml.Node{text("column"), text(column)}}
		for _, m := range more {
			n.Content = append(n.Content, text(m))
		}
		return n
	}
	semicolon := strings.TrimSpace(joint)
	for _, c := range s.columns {
		value := text(c.name)
		switch c.form {
		case asWords:
			value = flow(c.name, "split", semicolon)
		case asJSON:
			value = flow(c.name, "as", "json")
		}
		fields.Content = append(fields.Content, text(c.name), value)
	}
	if s.typ == Council {
		for _, c := range content.CouncilColumns()[1:] {
			fields.Content = append(fields.Content, text(c), text(c))
		}
	}
	root := &yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{text("type"), text(string(s.typ)), text("id"), text("id")}}
	if s.translated {
		root.Content = append(root.Content, text("language"), text("language"))
	}
	root.Content = append(root.Content, text("fields"), fields)
	if s.typ != Council {
		root.Content = append(root.Content, text("body"), text("body"))
	}
	if s.pictorial {
		root.Content = append(root.Content, text("pictures"), flow("pictures", "split", semicolon))
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "# What each column of %s.csv is. “patterns import csv %s.csv” reads it.\n", name, name)
	enc := yaml.NewEncoder(&out)
	enc.SetIndent(2)
	if err := enc.Encode(root); err != nil {
		return nil, fmt.Errorf("writing the mapping: %w", err)
	}
	return out.Bytes(), nil
}

// Questions writes what a pattern or a service asks as a table to copy into a document.
func Questions(w io.Writer, list []model.Question) error {
	out := csv.NewWriter(w)
	records := [][]string{{"number", "question", "type", "required", "options", "only if", "why", "source"}}
	asked := map[string]string{}
	for i, q := range list {
		if q.ID.Set() {
			asked[q.ID.Value] = q.Ask.Value
		}
		var conditions []string
		for _, c := range q.If {
			name := asked[c.Question.Value]
			if name == "" {
				name = c.Question.Value
			}
			conditions = append(conditions, name+" "+join(c.Answers, " or "))
		}
		kind, required := messages.English().Choice("answer", q.Type.Value), ""
		switch q.Required.Value {
		case "true":
			required = "Yes"
		case "false":
			required = "No"
		}
		record := []string{fmt.Sprint(i + 1), q.Ask.Value, kind, required, join(q.Options, joint), strings.Join(conditions, " and "), q.Why.Value, join(q.Source, joint)}
		for i := range record {
			record[i] = formula.Guard(record[i])
		}
		records = append(records, record)
	}
	return out.WriteAll(records)
}

func join(texts []model.Text, by string) string {
	var all []string
	for _, t := range texts {
		all = append(all, t.Value)
	}
	return strings.Join(all, by)
}
