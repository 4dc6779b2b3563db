package intake

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
	"servicepatterns/internal/sheet"
	"servicepatterns/internal/suggest"
	"servicepatterns/internal/table"
)

// nameIndex finds ids by what people call an entry: tables say “Blaby District
// Council”, not “blaby”.
type nameIndex struct {
	*found
	lib    *model.Library
	types  map[string]model.Type                // of each id
	byName map[string][]string                  // ids by title and alias, in lower case
	names  map[string][]string                  // by the types of a reference: names to suggest
	asked  map[string]struct{ id, name string } // what was suggested for a name
}

// index knows the library's entries and those that are to come.
func (im *importer) index() *nameIndex {
	x := &nameIndex{
		found: im.found, lib: im.lib, types: map[string]model.Type{}, byName: map[string][]string{},
		names: map[string][]string{}, asked: map[string]struct{ id, name string }{},
	}
	add := func(id, name string) {
		key := strings.ToLower(strings.TrimSpace(name))
		if key != "" && !slices.Contains(x.byName[key], id) {
			x.byName[key] = append(x.byName[key], id)
		}
	}
	for id, e := range im.lib.ByID {
		x.types[id] = e.Type
	}
	for _, e := range im.lib.Entries {
		if e.Language != "" {
			continue
		}
		add(e.ID, e.Title.Value)
		for _, a := range e.Aliases {
			add(e.ID, a.Value)
		}
	}
	for _, d := range im.drafts {
		if d.language != "" {
			continue
		}
		title := "title"
		x.types[d.id] = d.typ
		if d.typ == table.Council {
			x.types[d.id], title = model.Organisation, "name"
		}
		if n, _ := sheet.Find(d.tree, title); n != nil && n.Kind == yaml.ScalarNode {
			add(d.id, n.Value)
		}
	}
	return x
}

// references puts ids in place of names, wherever a field takes ids, and the words of
// lists as those have them.
func (x *nameIndex) references(n *yaml.Node, shapes []model.Shape) {
	if n.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		for _, s := range shapes {
			if s.Name == n.Content[i].Value {
				x.reference(n.Content[i+1], s)
			}
		}
	}
}

func (x *nameIndex) reference(n *yaml.Node, s model.Shape) {
	switch {
	case n.Kind == yaml.SequenceNode && s.List:
		s.List = false
		for _, item := range n.Content {
			x.reference(item, s)
		}
	case n.Kind == yaml.MappingNode:
		x.references(n, s.Fields)
	case n.Kind == yaml.ScalarNode && s.One != "":
		n.Value, _ = choice(strings.TrimSpace(n.Value), s.One, &x.lib.Settings)
	case n.Kind == yaml.ScalarNode && s.Ref != "":
		x.resolve(n, s.Ref)
	case n.Kind == yaml.ScalarNode && len(s.Fields) > 0 && s.Fields[0].Short && s.Fields[0].Ref != "":
		x.resolve(n, s.Fields[0].Ref)
	}
}

// resolve puts an id in place of a name. What looks like an id is left to the linker,
// which knows what is near.
func (x *nameIndex) resolve(n *yaml.Node, ref string) {
	name := strings.TrimSpace(n.Value)
	if name == "" || x.types[name] != "" {
		return
	}
	fits := func(id string) bool {
		return ref == "*" || slices.Contains(strings.Fields(ref), string(x.types[id]))
	}
	var ids []string
	for _, id := range x.byName[strings.ToLower(name)] {
		if fits(id) {
			ids = append(ids, id)
		}
	}
	id := rules.Slug(name)
	switch {
	case len(ids) == 1:
		n.Value = ids[0]
		return
	case len(ids) == 0 && x.types[id] != "" && fits(id):
		n.Value = id
		return
	case content.IsID(name):
		return
	}
	what := strings.ReplaceAll(strings.Fields(ref)[0], "-", " ")
	if ref == "*" {
		what = "entry"
	}
	message := fmt.Sprintf("there is no %s %q", what, sheet.Short(name))
	f := diag.InFile("", diag.UnknownReference, message, "Write its id, or translate the name to an id under “values” in the mapping.")
	if len(ids) > 1 {
		slices.Sort(ids)
		f.Message, f.Suggestions = fmt.Sprintf("%q is the name of several", sheet.Short(name)), ids
		f.Help = "Write the id of the one that is meant: " + strings.Join(ids, ", ") + "."
	} else if near, title := x.nearest(name, ref, fits); near != "" {
		f.Suggestions = []string{near}
		f.Help = fmt.Sprintf("Did you mean %q (%s)? Write that, or translate the name under “values” in the mapping.", near, title)
	}
	f.Line = n.Line
	x.add(f)
	n.Value = "" // said once is enough
}

// nearest finds the entry whose name is most like one.
func (x *nameIndex) nearest(name, ref string, fits func(string) bool) (id, title string) {
	if known, ok := x.asked[name+"\x00"+ref]; ok {
		return known.id, known.name
	}
	if len(x.asked) < sheet.MaxShown { // more are not shown
		if x.names[ref] == nil {
			for known, ids := range x.byName {
				if slices.ContainsFunc(ids, fits) {
					x.names[ref] = append(x.names[ref], known)
				}
			}
			slices.Sort(x.names[ref])
		}
		if near, ok := suggest.Nearest(strings.ToLower(name), x.names[ref]); ok {
			at := slices.IndexFunc(x.byName[near], fits)
			id = x.byName[near][at]
			title = x.title(id, near)
		}
		x.asked[name+"\x00"+ref] = struct{ id, name string }{id, title}
	}
	return id, title
}

// title is how an entry is called, for a message.
func (x *nameIndex) title(id, otherwise string) string {
	if e := x.lib.ByID[id]; e != nil {
		return e.Title.Value
	}
	return otherwise
}
