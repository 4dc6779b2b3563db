package table

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/suggest"
)

// draft is an entry that a row is to become.
type draft struct {
	typ          model.Type
	id, language string
	at           int // place of the row
	idAt         int
	tree         *yaml.Node // its fields
	body         []byte
	bodyAt       int
	pictures     []string // names of files beside the table
	dir          string   // the table's folder
}

// councilType is the column "type" of organisations.csv where "type" is that of the entry.
const councilType = "council_type"

// direct makes a draft of an item that names its fields as the schema does.
func (im *importer) direct(r *row) (d draft, ok bool) {
	d = draft{at: r.at, idAt: r.at, bodyAt: r.at, tree: &yaml.Node{Kind: yaml.MappingNode, Line: r.at, Column: 1}}
	var typ, id *yaml.Node
	seen := map[string]bool{}
	for i := 0; i+1 < len(r.object.Content); i += 2 {
		key, value := r.object.Content[i], r.object.Content[i+1]
		if seen[key.Value] {
			im.report(key.Line, diag.DuplicateKey, fmt.Sprintf("%q is given twice", short(key.Value)), "Keep one of the two.")
		}
		seen[key.Value] = true
		switch key.Value {
		case "type":
			typ = value
		case "id":
			id = value
		case "language":
			d.language = value.Value
		case "body":
			d.body, d.bodyAt = []byte(value.Value), value.Line
		case "pictures":
			d.pictures = append(d.pictures, words(value)...)
		case councilType:
			column := *key
			column.Value = "type"
			d.tree.Content = append(d.tree.Content, &column, value)
		default:
			d.tree.Content = append(d.tree.Content, key, value)
		}
	}
	if typ == nil || id == nil {
		im.report(r.at, diag.MissingField, `it has no "type" or no "id"`, `Write both, such as "type": "project", "id": "open-council-data", or say in a mapping file what gives them (--map).`)
		return d, false
	}
	if names := typeNames(); !slices.Contains(names, typ.Value) {
		im.oneOf(typ.Line, fmt.Sprintf("there is no type %q", typ.Value), typ.Value, names)
		return d, false
	}
	d.typ, d.id, d.idAt = model.Type(typ.Value), id.Value, id.Line
	return d, im.checkID(d)
}

// words are the texts of a list, or the one text.
func words(n *yaml.Node) []string {
	if n.Kind == yaml.ScalarNode && !null(n) {
		return []string{n.Value}
	}
	var out []string
	for _, c := range n.Content {
		out = append(out, words(c)...)
	}
	return out
}

func (im *importer) oneOf(line int, message, word string, all []string) {
	f := diag.At(standIn, line-1, line, diag.UnknownValue, message, "")
	if near, ok := suggest.Nearest(word, all); ok {
		f = f.Suggest(near)
	} else {
		f.Help = "Use one of " + strings.Join(all, ", ") + "."
	}
	im.add(f)
}

// checkID keeps what becomes the name of a file to what such a name may be.
func (im *importer) checkID(d draft) bool {
	switch {
	case !content.IsID(d.id):
		im.report(d.idAt, diag.BadID, fmt.Sprintf("%q cannot be an id", short(d.id)), "Use lower-case letters, digits and hyphens, such as report-a-problem.")
	case len(d.id) > 200:
		im.report(d.idAt, diag.BadID, fmt.Sprintf("the id %q is too long for the name of a file", short(d.id)), "Use 200 letters at most.")
	case d.language != "" && !content.IsLanguage(d.language):
		im.report(d.at, diag.BadID, fmt.Sprintf("%q is not a language", short(d.language)), "Write its code, such as cy.")
	default:
		return true
	}
	return false
}

func short(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

// mapped makes a draft of a row as a mapping says.
func (im *importer) mapped(r *row, m *mapping) (d draft, ok bool) {
	d = draft{typ: m.typ, at: r.at, idAt: r.at, bodyAt: r.at, tree: im.fields(r, m)}
	if m.language != nil {
		if n, _ := im.convert(r, m.language, ""); n != nil {
			d.language = n.Value
		}
	}
	if m.pictures != nil {
		if n, _ := im.convert(r, m.pictures, ""); n != nil {
			d.pictures = words(n)
		}
	}
	if m.body != nil {
		if n := im.written(r, m.body); n != nil {
			d.body, d.bodyAt = []byte(n.Value), n.Line
		}
	}
	var id *yaml.Node
	if m.id != nil {
		id, _ = im.convert(r, m.id, "")
	} else {
		id = find(d.tree, "title")
	}
	if id == nil || id.Kind != yaml.ScalarNode {
		what := `it has no "title" to make an id of`
		if m.id != nil {
			what = "there is nothing to make an id of"
		}
		im.report(r.at, diag.MissingField, what, "Fill the cell, or say in the mapping what else gives the id.")
		return d, false
	}
	d.id, d.idAt = id.Value, id.Line
	if !content.IsID(d.id) {
		d.id = slug(d.id)
	}
	if d.id == "" {
		im.report(d.idAt, diag.BadID, fmt.Sprintf("no id can be made of %q", short(id.Value)), "An id needs a letter from a to z or a digit.")
		return d, false
	}
	return d, im.checkID(d)
}

// written is the value of a text whose spaces and lines matter.
func (im *importer) written(r *row, f *rule) *yaml.Node {
	if f.column != nil {
		if n := r.get(f.column.Value); n != nil && n.Kind == yaml.ScalarNode {
			return n
		}
	}
	n, _ := im.convert(r, f, "")
	if n != nil && n.Kind == yaml.SequenceNode { // paragraphs of a JSON list
		n = &yaml.Node{Kind: yaml.ScalarNode, Value: strings.Join(words(n), "\n\n"), Line: n.Line, Column: 1}
	}
	if n != nil && n.Kind != yaml.ScalarNode {
		im.report(n.Line, diag.WrongType, "the text of an entry is one text, not a group of fields", "Name the path to the text itself.")
		return nil
	}
	return n
}

// fields makes the tree of a row's fields.
func (im *importer) fields(r *row, m *mapping) *yaml.Node {
	root := &yaml.Node{Kind: yaml.MappingNode, Line: r.at, Column: 1}
	groups := map[string]*groupList{}
	for i := range m.fields {
		f := &m.fields[i]
		value, fixed := im.convert(r, &f.rule, f.shape.Kind)
		if value == nil {
			continue
		}
		if f.group == nil {
			if !f.shape.List && f.shape.Fields == nil && value.Kind == yaml.SequenceNode && len(value.Content) == 1 {
				value = value.Content[0]
			}
			put(root, f.path, value)
			continue
		}
		name := strings.Join(f.path[:len(f.path)-1], ".")
		g := groups[name]
		if g == nil {
			g = &groupList{numbered: map[int]*groupOf{}}
			groups[name] = g
			put(root, f.path[:len(f.path)-1], &g.node)
		}
		g.of(f.index).add(f, value, fixed)
	}
	for _, g := range groups {
		g.build(r.at)
	}
	return root
}

// put sets the value at a path of fields.
func put(root *yaml.Node, path []string, value *yaml.Node) {
	for ; len(path) > 1; path = path[1:] {
		var below *yaml.Node
		for i := 0; i+1 < len(root.Content); i += 2 {
			if root.Content[i].Value == path[0] {
				below = root.Content[i+1]
			}
		}
		if below == nil || below.Kind != yaml.MappingNode {
			below = &yaml.Node{Kind: yaml.MappingNode, Line: value.Line, Column: 1}
			if below.Line == 0 {
				below.Line = root.Line
			}
			root.Content = append(root.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: path[0], Line: root.Line, Column: 1}, below)
		}
		root = below
	}
	key := &yaml.Node{Kind: yaml.ScalarNode, Value: path[0], Line: value.Line, Column: 1}
	if key.Line == 0 {
		key.Line = root.Line
	}
	root.Content = append(root.Content, key, value)
}

// groupList gathers the fields of a list of groups, such as funding, from columns of
// their own.
type groupList struct {
	node     yaml.Node
	numbered map[int]*groupOf // 0 for one group for each value
}

func (g *groupList) of(index int) *groupOf {
	if g.numbered[index] == nil {
		g.numbered[index] = &groupOf{}
	}
	return g.numbered[index]
}

// groupOf are the fields of one group, or of as many as its columns have values.
type groupOf struct {
	fields []groupField
	count  int
}

type groupField struct {
	name  string
	value *yaml.Node
	list  bool
}

func (g *groupOf) add(f *fieldRule, value *yaml.Node, fixed bool) {
	g.fields = append(g.fields, groupField{f.path[len(f.path)-1], value, f.shape.List})
	n := 1
	if !f.shape.List && value.Kind == yaml.SequenceNode {
		n = len(value.Content)
	}
	// A fixed value alone, such as the currency, makes no group: there must be something
	// in the row that it belongs to.
	if !fixed {
		g.count = max(g.count, n)
	}
}

func (g *groupList) build(at int) {
	g.node = yaml.Node{Kind: yaml.SequenceNode, Line: at, Column: 1}
	var order []int
	for i := range g.numbered {
		order = append(order, i)
	}
	slices.Sort(order)
	for _, i := range order {
		of := g.numbered[i]
		for item := range of.count {
			group := &yaml.Node{Kind: yaml.MappingNode, Line: at, Column: 1}
			for _, f := range of.fields {
				v := f.value
				if !f.list && v.Kind == yaml.SequenceNode {
					if item >= len(v.Content) {
						continue
					}
					v = v.Content[item]
				}
				group.Line = v.Line
				put(group, []string{f.name}, v)
			}
			g.node.Content = append(g.node.Content, group)
		}
	}
}
