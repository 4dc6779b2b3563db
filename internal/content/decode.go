package content

import (
	"reflect"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/model"
	"servicepatterns/internal/prose"
	"servicepatterns/internal/rules"
	"servicepatterns/internal/source"
)

// decoder fills the structs of the model from a YAML tree by their `field` tags,
// and reports what does not fit.
type decoder struct {
	*source.File
	library *model.Settings
	refs    []model.Ref
	what    string         // what is being read, for messages: "service pattern"
	prose   *prose.Checker // of how texts read; nil when they are not asked
	sourced bool           // the entry as a whole has a source
}

// field is one field of a struct that front matter may hold.
type field struct {
	name  string
	tag   reflect.StructTag
	value reflect.Value
}

var (
	textType      = reflect.TypeFor[model.Text]()
	conditionType = reflect.TypeFor[[]model.Condition]()
)

// fields lists the fields of the structs that targets point to, embedded ones included.
func fields(targets ...reflect.Value) []field {
	var out []field
	for _, v := range targets {
		for i := range v.NumField() {
			if name := v.Type().Field(i).Tag.Get("field"); name != "" {
				out = append(out, field{name, v.Type().Field(i).Tag, v.Field(i)})
			}
		}
	}
	return out
}

// mapping reads a YAML map into the structs that targets point to. at is where a
// missing field is reported.
func (d *decoder) mapping(n *yaml.Node, at model.Pos, targets ...reflect.Value) {
	known := fields(targets...)
	if n.Kind != yaml.MappingNode {
		d.Say(d.Pos(n), rules.NoFields, rules.Put{"what", d.what, "is", is(n)})
		return
	}
	seen, meant := map[string]bool{}, map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if seen[key.Value] {
			d.Say(d.Pos(key), rules.DuplicateKey, rules.Put{"field", key.Value})
			continue
		}
		seen[key.Value] = true
		found := false
		for _, f := range known {
			if f.name == key.Value {
				d.value(f, value)
				found = true
			}
		}
		if !found {
			meant[d.unknownField(n, key, value, known)] = true
		}
	}
	if d.prose != nil {
		d.proofreadGroup(n, known)
	}
	for _, f := range known {
		if f.tag.Get("need") != "yes" || !f.value.IsZero() && !emptyText(f.value) {
			continue
		}
		if i := keyIndex(n, f.name); i >= 0 {
			if value := n.Content[i+1]; value.Kind == yaml.ScalarNode {
				if at, ok := d.whole(value); ok {
					d.Say(at, rules.EmptiedField, rules.Put{"field", f.name})
				} else {
					d.Say(d.Pos(n.Content[i]), rules.EmptyField, rules.Put{"field", f.name})
				}
			}
			continue // of a wrong type, which has been said
		}
		if meant[f.name] {
			continue // it is there under another name, which has been said
		}
		d.Say(at, rules.MissingField, rules.Put{"what", d.what, "field", f.name})
	}
}

func emptyText(v reflect.Value) bool {
	t, ok := v.Interface().(model.Text)
	return ok && strings.TrimSpace(t.Value) == ""
}

func keyIndex(n *yaml.Node, name string) int {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return i
		}
	}
	return -1
}

// value reads one field.
func (d *decoder) value(f field, n *yaml.Node) {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		if at, ok := d.whole(n); ok && f.tag.Get("need") != "yes" { // of those that are needed, mapping says that they are empty
			d.Say(at, rules.CutOff, nil)
		}
		return // written but left empty
	}
	switch {
	case f.value.Type() == textType:
		if t, ok := d.scalar(f, n); ok {
			f.value.Set(reflect.ValueOf(t))
		}
	case f.value.Type() == conditionType:
		f.value.Set(reflect.ValueOf(d.conditions(n)))
	case f.value.Kind() == reflect.Slice:
		d.list(f, n)
	case f.value.Kind() == reflect.Pointer:
		if n.Kind != yaml.MappingNode {
			d.wrongType(n, quote(f.name), "fields")
			return
		}
		f.value.Set(reflect.New(f.value.Type().Elem()))
		d.nested(quote(f.name), n, f.value.Elem())
	case f.value.Kind() == reflect.Struct:
		if n.Kind != yaml.MappingNode {
			d.wrongType(n, quote(f.name), "fields")
			return
		}
		d.nested(quote(f.name), n, f.value)
	}
}

func (d *decoder) nested(what string, n *yaml.Node, v reflect.Value) {
	inner := *d
	inner.what = what
	inner.mapping(n, d.Pos(n), v)
	d.refs = inner.refs
}

// list reads a YAML list. One value alone stands for a list of one, since that is
// what people write.
func (d *decoder) list(f field, n *yaml.Node) {
	if d.noList(f, n) {
		return
	}
	items := n.Content
	if n.Kind != yaml.SequenceNode {
		items = []*yaml.Node{n}
	}
	items = d.bounded(f.name, items, maxItems)
	of := f.value.Type().Elem()
	if of.Kind() == reflect.Slice { // a list of lists of words
		for _, item := range items {
			group := reflect.New(of).Elem()
			if item.Kind != yaml.SequenceNode {
				d.wrongType(item, rules.ItemOf(f.name), "a list such as [bin, dustbin]")
				continue
			}
			item.Content = d.bounded("an item of "+f.name, item.Content, maxGroup)
			d.list(field{f.name, f.tag, group}, item)
			f.value.Set(reflect.Append(f.value, group))
		}
		return
	}
	d.endsWithComma(f.name, items...)
	for _, item := range items {
		one := field{f.name, f.tag, reflect.New(of).Elem()}
		if at, ok := d.whole(item); ok {
			d.Say(at, rules.CutOff, nil)
			continue
		}
		if n.Kind == yaml.SequenceNode && d.itemWithin(f.name, item) {
			continue
		}
		switch {
		case of == textType && n.Kind == yaml.MappingNode:
			d.wrongType(n, quote(f.name), "a list")
			continue
		case of == textType && item.Kind == yaml.SequenceNode && item.Style&yaml.FlowStyle == 0:
			d.wrongType(item, rules.ItemOf(f.name), "one value")
			continue
		case of == textType:
			t, ok := d.scalar(one, item)
			if !ok {
				continue
			}
			one.value.Set(reflect.ValueOf(t))
		case item.Kind == yaml.ScalarNode && of.Field(0).Tag.Get("short") == "yes":
			first := field{of.Field(0).Tag.Get("field"), of.Field(0).Tag, one.value.Field(0)}
			d.value(first, item)
		case item.Kind != yaml.MappingNode:
			d.noGroup(f.name, item, fields(one.value))
			continue
		default:
			d.nested(rules.ItemOf(f.name), item, one.value)
		}
		f.value.Set(reflect.Append(f.value, one.value))
	}
}

// What lists may hold: their items are compared with each other, and each word of a group of
// synonyms stands for all others.
const (
	maxItems = rules.MostItems
	maxGroup = 100
)

// bounded cuts a list that is too long, and says so.
func (d *decoder) bounded(name string, items []*yaml.Node, limit int) []*yaml.Node {
	if len(items) <= limit {
		return items
	}
	d.Say(d.Pos(items[limit]), rules.TooMany, rules.Put{"field", name, "limit", strconv.Itoa(limit)})
	return items[:limit]
}

// conditions reads a question's `if`: a map from an earlier question to answers.
func (d *decoder) conditions(n *yaml.Node) []model.Condition {
	if n.Kind != yaml.MappingNode {
		d.wrongType(n, `"if"`, "an earlier question's id and the answer, such as {where: Road}")
		return nil
	}
	var out []model.Condition
	for i := 0; i+1 < len(n.Content); i += 2 {
		c := model.Condition{Question: model.Text{Value: n.Content[i].Value, Pos: d.Pos(n.Content[i])}}
		answers := field{name: "if", value: reflect.ValueOf(&c.Answers).Elem()}
		d.list(answers, n.Content[i+1])
		out = append(out, c)
	}
	return out
}

// scalar reads one value and checks it against its field's tags.
func (d *decoder) scalar(f field, n *yaml.Node) (model.Text, bool) {
	if n.Kind != yaml.ScalarNode {
		kind := "a list"
		if n.Kind == yaml.MappingNode {
			kind = "a group of fields"
		}
		d.Say(d.Pos(n), rules.NotOneValue, rules.Put{"field", f.name, "is", kind})
		return model.Text{}, false
	}
	t := model.Text{Value: strings.TrimSpace(n.Value), Pos: d.Pos(n)}
	if n.Style&yaml.DoubleQuotedStyle != 0 {
		d.Escaped(t.Pos, n.Value)
	}
	if n.Style == 0 {
		d.endsWithComma(f.name, n)
		t.Value = strings.TrimSpace(n.Value)
		d.plain(f, n, &t)
	}
	d.check(f, &t)
	if d.prose != nil && isText(f) {
		d.proofreadField(f, t)
	}
	if to := f.tag.Get("ref"); to != "" {
		ref := model.Ref{Field: f.name, To: t}
		if to != "*" {
			for _, name := range strings.Fields(to) {
				ref.Types = append(ref.Types, model.Type(name))
			}
		}
		d.refs = append(d.refs, ref)
	}
	return t, true
}

func (d *decoder) wrongType(n *yaml.Node, what, takes string) {
	d.Say(d.Pos(n), rules.WrongType, rules.Put{"what", what, "takes", takes, "is", is(n)})
}

// is what a node is called.
func is(n *yaml.Node) string {
	return map[yaml.Kind]string{yaml.ScalarNode: "a single value", yaml.SequenceNode: "a list", yaml.MappingNode: "a group of fields"}[n.Kind]
}

func quote(s string) string { return `"` + s + `"` }
