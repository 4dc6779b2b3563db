package intake

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/sheet"
	"servicepatterns/internal/table"
)

// written is the value of a text whose spaces and lines matter.
func (c converter) written(r *sheet.Row, f *rule) *yaml.Node {
	if f.column != nil {
		if n, _ := r.Get(f.column.Value); n != nil && n.Kind == yaml.ScalarNode {
			return n
		}
	}
	n, _, _ := c.convert(r, f, model.Shape{})
	if n != nil && n.Kind == yaml.SequenceNode { // paragraphs of a JSON list
		n = &yaml.Node{Kind: yaml.ScalarNode, Value: strings.Join(table.Words(n), "\n\n"), Line: n.Line, Column: 1}
	}
	if n != nil && n.Kind != yaml.ScalarNode {
		c.report(n.Line, diag.WrongType, "the text of an entry is one text, not a group of fields", "Name the path to the text itself.")
		return nil
	}
	return n
}

// fields makes the tree of a row's fields.
func (c converter) fields(r *sheet.Row, m *mapping) *yaml.Node {
	root := &yaml.Node{Kind: yaml.MappingNode, Line: r.At, Column: 1}
	groups := map[string]*groupList{}
	for i := range m.fields {
		f := &m.fields[i]
		value, fixed, listed := c.convert(r, &f.rule, f.shape)
		if value == nil {
			continue
		}
		if f.group == nil {
			if value.Kind == yaml.SequenceNode && !fixed && (listed || !f.json) {
				value.Content = sheet.Filled(value, listed)
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
		g.build(c.found, r.At)
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

func (g *groupList) build(found *found, at int) {
	g.node = yaml.Node{Kind: yaml.SequenceNode, Line: at, Column: 1}
	var order []int
	for i := range g.numbered {
		order = append(order, i)
	}
	slices.Sort(order)
	for _, i := range order {
		of := g.numbered[i]
		of.sameLength(found)
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
			if item >= len(v.Content) || sheet.Null(v.Content[item]) {
				continue
			}
			v = v.Content[item]
			some = some || !f.fixed
		} else if v.Kind == yaml.SequenceNode && !f.fixed && (f.listed || !f.json) {
			all := *v
			all.Content = sheet.Filled(v, f.listed)
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
func (g *groupOf) sameLength(found *found) {
	var longest *groupField
	most := 0 // places up to the last value of the longest
	for i := range g.fields {
		f := &g.fields[i]
		if f.fixed || !f.several() {
			continue
		}
		n := len(f.value.Content)
		for n > 0 && sheet.Null(f.value.Content[n-1]) {
			n--
		}
		if n > most {
			longest, most = f, n
		}
	}
	for _, f := range g.fields {
		if n := len(f.value.Content); !f.fixed && f.several() && n < most {
			found.report(f.value.Line, diag.TableRow, fmt.Sprintf("%q has %d values, and %q has %d", strings.Join(f.path, "."), n,
				strings.Join(longest.path, "."), most),
				"Take both from the same list. Leave the place of a value that is not known empty: 12;;30.")
		}
	}
}
