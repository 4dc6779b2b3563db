package intake

import (
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
	"servicepatterns/internal/sheet"
	"servicepatterns/internal/source"
	"servicepatterns/internal/suggest"
	"servicepatterns/internal/table"
)

// mapping says how rows become entries.
type mapping struct {
	file               string
	typ                model.Type
	rows               string // of JSON: the path to the list
	id, language, body *rule
	pictures           *rule // names of files beside the table
	fields             []fieldRule
	ignore             []*yaml.Node // columns that are left out; "*" is all others
}

// columns are those that the mapping names.
func (m *mapping) columns() []string {
	var out []string
	for _, r := range m.rules() {
		out = append(out, r.columns()...)
	}
	return out
}

// rules are all that say where something comes from; some are nil.
func (m *mapping) rules() []*rule {
	out := []*rule{m.id, m.language, m.body, m.pictures}
	for i := range m.fields {
		out = append(out, &m.fields[i].rule)
	}
	return out
}

// fieldRule gives one field. A path has a number where it passes through a list of
// groups: which of them, or 0 for one group for each value.
type fieldRule struct {
	path  []string
	index int
	shape model.Shape  // of the field at the end of the path
	group *model.Shape // of the list of groups that the path passes through
	rule
}

// rule says where a value comes from and what is done to it.
type rule struct {
	node   *yaml.Node // of the mapping, for findings
	column *yaml.Node
	text   *yaml.Node // "{Council}: {Title}"
	is     *yaml.Node // the same in every row
	other  *yaml.Node // when the cell is empty
	split  string
	values map[string]*yaml.Node // by lower case
	dates  []dateFormat
	json   bool
}

// columns are those that the rule reads.
func (r *rule) columns() []string {
	switch {
	case r == nil:
		return nil
	case r.column != nil:
		return []string{r.column.Value}
	case r.text != nil:
		var out []string
		for _, p := range parts(r.text.Value) {
			if p.column {
				out = append(out, p.text)
			}
		}
		return out
	}
	return nil
}

// part is a piece of a text with columns in braces.
type part struct {
	text   string
	column bool
}

func parts(s string) []part {
	var out []part
	for s != "" {
		before, rest, ok := strings.Cut(s, "{")
		name, after, closed := strings.Cut(rest, "}")
		if !ok || !closed {
			return append(out, part{text: s})
		}
		if before != "" {
			out = append(out, part{text: before})
		}
		out = append(out, part{name, true})
		s = after
	}
	return out
}

// mapReader reads a mapping file.
type mapReader struct {
	file string
	book *sheet.Book
	list *diag.List
	ok   bool
}

func (m *mapReader) report(n *yaml.Node, code diag.Code, message, help string, near ...string) {
	m.ok = false
	p := (*m.book)[n.Line-1]
	f := diag.At(p.File, int(p.Start), int(p.End), code, message, help)
	if near != nil {
		f = f.Suggest(near...)
	}
	m.list.Add(f)
}

// oneOf reports a word that is not in a list.
func (m *mapReader) oneOf(n *yaml.Node, code diag.Code, message string, words []string) {
	if near, ok := suggest.Nearest(n.Value, words); ok {
		m.report(n, code, message, "", near)
		return
	}
	m.report(n, code, message, "Use one of "+strings.Join(words, ", ")+".")
}

// readMapping reads a mapping file, or says what is wrong with it.
func readMapping(file string, data []byte, b *sheet.Book, list *diag.List) (*mapping, bool) {
	if len(data) > MaxMapping {
		list.Add(diag.InFile(file, diag.FileTooLarge, fmt.Sprintf("the mapping is larger than %d KB", MaxMapping>>10), "Shorten it."))
		return nil, false
	}
	root, pos, ok := content.ParseYAML(file, data, list)
	if !ok {
		return nil, false
	}
	var walk func(*yaml.Node)
	walk = func(n *yaml.Node) {
		at := pos(n)
		if inner, curly := source.Uncurled(n.Value); curly && n.Kind == yaml.ScalarNode && n.Style == 0 {
			message, help := rules.CurlyQuotes.Say(nil)
			list.Add(diag.At(file, int(at.Start), int(at.End), rules.CurlyQuotes.Code, message, help))
			n.Value = inner
		}
		n.Line, n.Column = b.Add(sheet.Place{File: file, Start: at.Start, End: at.End}), 1
		for _, c := range n.Content {
			walk(c)
		}
	}
	walk(root)
	m := &mapReader{file: file, book: b, list: list, ok: true}
	out := m.mapping(root)
	return out, m.ok
}

var mappingKeys = []string{"type", "id", "language", "rows", "fields", "body", "pictures", "ignore"}

// pairs calls a function with each key of a map, and reports keys that are not known.
func (m *mapReader) pairs(n *yaml.Node, what string, known []string, each func(key, value *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		such := "name: …"
		if known != nil {
			such = known[0] + ": …"
		}
		m.report(n, diag.WrongType, fmt.Sprintf("%s takes lines such as “%s”", what, such), "Write them below it, indented by two spaces.")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		fits := known == nil
		for _, k := range known {
			fits = fits || k == key.Value
		}
		switch {
		case seen[key.Value]:
			m.report(key, diag.DuplicateKey, fmt.Sprintf("%q is given twice", key.Value), "Keep one of the two.")
		case !fits:
			m.oneOf(key, diag.UnknownField, fmt.Sprintf("%s has no %q", what, key.Value), known)
		default:
			each(key, n.Content[i+1])
		}
		seen[key.Value] = true
	}
}

// word returns the text of a node that takes one.
func (m *mapReader) word(key, n *yaml.Node) (string, bool) {
	if n.Kind != yaml.ScalarNode || n.Value == "" {
		m.report(n, diag.WrongType, fmt.Sprintf("%q takes one value", key.Value),
			"Write it on the same line, in quotes if it begins with [ or {.")
		return "", false
	}
	return n.Value, true
}

func (m *mapReader) mapping(root *yaml.Node) *mapping {
	out := &mapping{file: m.file}
	var fields *yaml.Node
	m.pairs(root, "the mapping", mappingKeys, func(key, value *yaml.Node) {
		switch key.Value {
		case "type":
			out.typ = m.typ(key, value)
		case "rows":
			out.rows, _ = m.word(key, value)
		case "id":
			out.id = m.rule(value)
		case "language":
			out.language = m.rule(value)
		case "body":
			out.body = m.rule(value)
		case "pictures":
			out.pictures = m.rule(value)
		case "fields":
			fields = value
		case "ignore":
			out.ignore = []*yaml.Node{value}
			if value.Kind == yaml.SequenceNode {
				out.ignore = value.Content
			}
			for _, n := range out.ignore {
				m.word(key, n)
			}
		}
	})
	if out.typ == "" {
		if m.ok {
			m.report(root, diag.MissingField, `the mapping has no "type"`, `Add a line such as "type: project": what a row becomes.`)
		}
		return out
	}
	if fields == nil {
		m.report(root, diag.MissingField, `the mapping has no "fields"`,
			"Say under it which column gives which field, such as “title: Name of project”.")
		return out
	}
	shapes := model.Shapes(out.typ)
	if out.typ == table.Council {
		shapes = councilShapes()
	}
	m.pairs(fields, `"fields"`, nil, func(key, value *yaml.Node) {
		if f, ok := m.path(key, shapes); ok {
			if r := m.rule(value); r != nil {
				f.rule = *r
				out.fields = append(out.fields, f)
			}
		}
	})
	return out
}

func (m *mapReader) typ(key, n *yaml.Node) model.Type {
	word, ok := m.word(key, n)
	if !ok {
		return ""
	}
	names := table.Types()
	for _, t := range names {
		if t == word {
			return model.Type(t)
		}
	}
	m.oneOf(n, diag.UnknownValue, fmt.Sprintf("there is no type %q", word), names)
	return ""
}

func councilShapes() []model.Shape {
	var out []model.Shape
	for _, name := range content.CouncilColumns()[1:] {
		out = append(out, model.Shape{Name: name})
	}
	return out
}

// path finds the field that a dotted path names: "title", "process.actors",
// "funding.amount", "funding.2.amount".
func (m *mapReader) path(key *yaml.Node, shapes []model.Shape) (fieldRule, bool) {
	var f fieldRule
	steps := strings.Split(key.Value, ".")
	for i, step := range steps {
		if n, err := strconv.Atoi(step); err == nil && f.group != nil && f.index == 0 && f.shape.Fields != nil && n >= 1 && n <= 100 {
			f.index = n
			continue
		}
		found := false
		var names []string
		for _, s := range shapes {
			names = append(names, s.Name)
			if s.Name != step {
				continue
			}
			found = true
			f.shape, shapes = s, s.Fields
			f.path = append(f.path, step)
			if s.List && s.Fields != nil && i+1 < len(steps) {
				f.group = &s
			}
		}
		switch {
		case !found && len(names) == 0:
			m.report(key, diag.UnknownField, fmt.Sprintf("%q holds no fields", f.shape.Name),
				fmt.Sprintf("Write only %q.", strings.Join(f.path, ".")))
			return f, false
		case !found:
			m.unknownPath(key, step, names, steps, i)
			return f, false
		}
	}
	if f.index > 0 && steps[len(steps)-1] == strconv.Itoa(f.index) {
		m.report(key, diag.UnknownField, fmt.Sprintf("%q names no field", key.Value),
			"Write after the number which field of the group is meant.")
		return f, false
	}
	return f, true
}

func (m *mapReader) unknownPath(key *yaml.Node, step string, names, steps []string, i int) {
	message := fmt.Sprintf("there is no field %q", key.Value)
	if near, ok := suggest.Nearest(step, names); ok {
		steps[i] = near
		m.report(key, diag.UnknownField, message, "", strings.Join(steps, "."))
		return
	}
	m.report(key, diag.UnknownField, message, "The fields here are "+strings.Join(names, ", ")+".")
}

var ruleKeys = []string{"column", "text", "is", "split", "values", "date", "default", "as"}

// rule reads where a value comes from: the name of a column alone, or a group.
func (m *mapReader) rule(n *yaml.Node) *rule {
	if n.Kind == yaml.ScalarNode {
		if sheet.Null(n) {
			m.report(n, diag.MissingField, "no column is named", "Write the name of a column, or {is: …} for the same value in every row.")
			return nil
		}
		return &rule{node: n, column: n}
	}
	r := &rule{node: n}
	from := 0
	before := m.ok
	m.ok = true
	m.pairs(n, "this", ruleKeys, func(key, value *yaml.Node) {
		switch key.Value {
		case "column", "text":
			from++
			if _, ok := m.word(key, value); ok && key.Value == "column" {
				r.column = value
			} else if ok {
				r.text = value
			}
		case "is":
			from++
			r.is = value
		case "default":
			r.other = value
		case "split":
			r.split, _ = m.word(key, value)
		case "as":
			if word, ok := m.word(key, value); ok && word != "json" {
				m.report(value, diag.UnknownValue, fmt.Sprintf("unknown form %q", word), "The only one is json.")
			}
			r.json = true
		case "date":
			r.dates = m.dates(key, value)
		case "values":
			r.values = map[string]*yaml.Node{}
			m.pairs(value, `"values"`, nil, func(from, to *yaml.Node) {
				r.values[strings.ToLower(strings.TrimSpace(from.Value))] = to
			})
		}
	})
	known := m.ok // a key that was misspelt is said already
	m.ok = m.ok && before
	if from != 1 && known {
		m.report(n, diag.MissingField, "one of column, text and is says where the value comes from",
			"Write {column: Name}, {text: \"{Council}: {Name}\"} or {is: value}.")
	}
	if from != 1 {
		return nil
	}
	return r
}

func (m *mapReader) dates(key, n *yaml.Node) []dateFormat {
	all := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		all = n.Content
	}
	var out []dateFormat
	for _, one := range all {
		word, ok := m.word(key, one)
		if !ok {
			continue
		}
		format, ok := parseDateFormat(word)
		if !ok {
			m.report(one, diag.UnknownValue, fmt.Sprintf("%q is not a form of dates", word),
				"Write one such as DD/MM/YYYY, D MMMM YYYY, MMM-YY or YYYY.")
			continue
		}
		out = append(out, format)
	}
	return out
}
