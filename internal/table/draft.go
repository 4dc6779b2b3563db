package table

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
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

	entry   *model.Entry
	record  []string     // of a council: its row of organisations.csv
	links   []model.Link // of the text
	dropped map[int]bool // places of links that lead nowhere
	raw     rawPlace     // of the text, where it stands in the file as it is
	out     bool         // it is not written
	draft   bool         // it is written as a draft, without what is wrong
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
			d.body, d.bodyAt, d.raw = []byte(value.Value), value.Line, r.rawText(value)
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
		im.report(r.at, diag.MissingField, `it has no "type" or no "id"`,
			`Write both, such as "type": "project", "id": "open-council-data", or say in a mapping file what gives them (--map).`)
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
	f := diag.InFile("", diag.UnknownValue, message, "")
	f.Line = line
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
	case len(d.id) > rules.LongestID:
		im.report(d.idAt, diag.BadID, fmt.Sprintf("the id %q has more than %d letters", short(d.id), rules.LongestID),
			"Shorten it; it becomes the address of the page.")
	case !content.IsID(d.id) && content.IsID(d.id+"-page"):
		im.report(d.idAt, diag.BadID, fmt.Sprintf("the id %q is the name of a device on Windows, which can have no such file", d.id),
			fmt.Sprintf("Give it another id, such as %s-page.", d.id))
	case !content.IsID(d.id):
		im.report(d.idAt, diag.BadID, fmt.Sprintf("%q cannot be an id", short(d.id)),
			"Use lower-case letters, digits and hyphens, such as report-a-problem.")
	case d.typ == model.Page && slices.Contains(model.Reserved(), d.id):
		message, _ := rules.ReservedID.Say(rules.Put{"id", d.id})
		im.report(d.idAt, rules.ReservedID.Code, message, fmt.Sprintf("Give it another id, such as %s-page; in a mapping: id: {column: "+
			"…, values: {%s: %s-page}}.", d.id, d.id, d.id))
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
		if n, _, _ := im.convert(r, m.language, model.Shape{}); n != nil {
			d.language = n.Value
		}
	}
	if m.pictures != nil {
		if n, _, _ := im.convert(r, m.pictures, model.Shape{}); n != nil {
			d.pictures = words(n)
		}
	}
	if m.body != nil {
		if n := im.written(r, m.body); n != nil {
			d.body, d.bodyAt = []byte(n.Value), n.Line
			if m.body.column != nil {
				d.raw = r.rawText(n)
			}
		}
	}
	var id *yaml.Node
	if m.id != nil {
		id, _, _ = im.convert(r, m.id, model.Shape{})
	} else {
		id, _ = find(d.tree, "title")
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
		d.id = rules.Slug(d.id)
	}
	if d.id == "" {
		im.report(d.idAt, diag.BadID, fmt.Sprintf("no id can be made of %q", short(id.Value)),
			"An id needs a letter from a to z or a digit.")
		return d, false
	}
	return d, im.checkID(d)
}

// written is the value of a text whose spaces and lines matter.
func (im *importer) written(r *row, f *rule) *yaml.Node {
	if f.column != nil {
		if n, _ := r.get(f.column.Value); n != nil && n.Kind == yaml.ScalarNode {
			return n
		}
	}
	n, _, _ := im.convert(r, f, model.Shape{})
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
		value, fixed, listed := im.convert(r, &f.rule, f.shape)
		if value == nil {
			continue
		}
		if f.group == nil {
			if value.Kind == yaml.SequenceNode && !fixed && (listed || !f.json) {
				value.Content = filled(value, listed)
			}
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
		g.of(f.index).add(groupField{f, value, fixed, listed})
	}
	for _, g := range groups {
		g.build(im, r.at)
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
	parted bool // some column has a value for each group
}

type groupField struct {
	*fieldRule
	value         *yaml.Node
	fixed, listed bool
}

// several says whether a field that takes one value has a list: one for each group.
func (f *groupField) several() bool {
	return !f.shape.List && f.value.Kind == yaml.SequenceNode
}

func (g *groupOf) add(f groupField) {
	g.fields = append(g.fields, f)
	// A fixed value alone, such as the currency, makes no group: there must be something
	// in the row that it belongs to.
	switch {
	case f.fixed:
	case f.several():
		g.count, g.parted = max(g.count, len(f.value.Content)), true
	default:
		g.count = max(g.count, 1)
	}
}

func (g *groupList) build(im *importer, at int) {
	g.node = yaml.Node{Kind: yaml.SequenceNode, Line: at, Column: 1}
	var order []int
	for i := range g.numbered {
		order = append(order, i)
	}
	slices.Sort(order)
	for _, i := range order {
		of := g.numbered[i]
		of.sameLength(im)
		for item := range of.count {
			if group := of.group(item, at); group != nil {
				g.node.Content = append(g.node.Content, group)
			}
		}
	}
}

// group makes one group of the values that stand at its place in each list, or nil
// where the lists have nothing.
func (g *groupOf) group(item, at int) *yaml.Node {
	group := &yaml.Node{Kind: yaml.MappingNode, Line: at, Column: 1}
	some := !g.parted
	for _, f := range g.fields {
		v := f.value
		// A field that takes several has a list for each group where it comes from the
		// same items as the others; any other list belongs to every group.
		if f.several() || f.listed && g.parted && len(v.Content) == g.count {
			if item >= len(v.Content) || null(v.Content[item]) {
				continue
			}
			v = v.Content[item]
			some = some || !f.fixed
		} else if v.Kind == yaml.SequenceNode && !f.fixed && (f.listed || !f.json) {
			all := *v
			all.Content = filled(v, f.listed)
			v = &all
		}
		group.Line = v.Line
		put(group, f.path[len(f.path)-1:], v)
	}
	if !some {
		return nil
	}
	return group
}

// sameLength reports a list that has no place for what stands in another: nobody could
// say which of its values belong together with those.
func (g *groupOf) sameLength(im *importer) {
	var longest *groupField
	most := 0 // places up to the last value of the longest
	for i := range g.fields {
		f := &g.fields[i]
		if f.fixed || !f.several() {
			continue
		}
		n := len(f.value.Content)
		for n > 0 && null(f.value.Content[n-1]) {
			n--
		}
		if n > most {
			longest, most = f, n
		}
	}
	for _, f := range g.fields {
		if n := len(f.value.Content); !f.fixed && f.several() && n < most {
			im.report(f.value.Line, diag.TableRow, fmt.Sprintf("%q has %d values, and %q has %d", strings.Join(f.path, "."), n,
				strings.Join(longest.path, "."), most),
				"Take both from the same list. Leave the place of a value that is not known empty: 12;;30.")
		}
	}
}
