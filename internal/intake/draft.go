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
	record  []string       // of a council: its row of organisations.csv
	links   []model.Link   // of the text
	dropped map[int]bool   // places of links that lead nowhere
	raw     sheet.RawPlace // of the text, where it stands in the file as it is
	out     bool           // it is not written
	draft   bool           // it is written as a draft, without what is wrong
}

// direct makes a draft of an item that names its fields as the schema does.
func (im *importer) direct(r *sheet.Row) (d draft, ok bool) {
	d = draft{at: r.At, idAt: r.At, bodyAt: r.At, tree: &yaml.Node{Kind: yaml.MappingNode, Line: r.At, Column: 1}}
	var typ, id *yaml.Node
	seen := map[string]bool{}
	for i := 0; i+1 < len(r.Object.Content); i += 2 {
		key, value := r.Object.Content[i], r.Object.Content[i+1]
		if seen[key.Value] {
			im.report(key.Line, diag.DuplicateKey, fmt.Sprintf("%q is given twice", sheet.Short(key.Value)), "Keep one of the two.")
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
			d.body, d.bodyAt, d.raw = []byte(value.Value), value.Line, r.RawText(value)
		case "pictures":
			d.pictures = append(d.pictures, table.Words(value)...)
		case table.CouncilType:
			column := *key
			column.Value = "type"
			d.tree.Content = append(d.tree.Content, &column, value)
		default:
			d.tree.Content = append(d.tree.Content, key, value)
		}
	}
	if typ == nil || id == nil {
		im.report(r.At, diag.MissingField, `it has no "type" or no "id"`,
			`Write both, such as "type": "project", "id": "open-council-data", or say in a mapping file what gives them (--map).`)
		return d, false
	}
	if names := table.Types(); !slices.Contains(names, typ.Value) {
		im.oneOf(typ.Line, fmt.Sprintf("there is no type %q", typ.Value), typ.Value, names)
		return d, false
	}
	d.typ, d.id, d.idAt = model.Type(typ.Value), id.Value, id.Line
	return d, im.checkID(d)
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
		im.report(d.idAt, diag.BadID, fmt.Sprintf("the id %q has more than %d letters", sheet.Short(d.id), rules.LongestID),
			"Shorten it; it becomes the address of the page.")
	case !content.IsID(d.id) && content.IsID(d.id+"-page"):
		im.report(d.idAt, diag.BadID, fmt.Sprintf("the id %q is the name of a device on Windows, which can have no such file", d.id),
			fmt.Sprintf("Give it another id, such as %s-page.", d.id))
	case !content.IsID(d.id):
		im.report(d.idAt, diag.BadID, fmt.Sprintf("%q cannot be an id", sheet.Short(d.id)),
			"Use lower-case letters, digits and hyphens, such as report-a-problem.")
	case d.typ == model.Page && slices.Contains(model.Reserved(), d.id):
		message, _ := rules.ReservedID.Say(rules.Put{"id", d.id})
		im.report(d.idAt, rules.ReservedID.Code, message, fmt.Sprintf("Give it another id, such as %s-page; in a mapping: id: {column: "+
			"…, values: {%s: %s-page}}.", d.id, d.id, d.id))
	case d.language != "" && !content.IsLanguage(d.language):
		im.report(d.at, diag.BadID, fmt.Sprintf("%q is not a language", sheet.Short(d.language)), "Write its code, such as cy.")
	default:
		return true
	}
	return false
}

// mapped makes a draft of a row as a mapping says.
func (im *importer) mapped(r *sheet.Row, m *mapping) (d draft, ok bool) {
	d = draft{typ: m.typ, at: r.At, idAt: r.At, bodyAt: r.At, tree: im.values.fields(r, m)}
	if m.language != nil {
		if n, _, _ := im.values.convert(r, m.language, model.Shape{}); n != nil {
			d.language = n.Value
		}
	}
	if m.pictures != nil {
		if n, _, _ := im.values.convert(r, m.pictures, model.Shape{}); n != nil {
			d.pictures = table.Words(n)
		}
	}
	if m.body != nil {
		if n := im.values.written(r, m.body); n != nil {
			d.body, d.bodyAt = []byte(n.Value), n.Line
			if m.body.column != nil {
				d.raw = r.RawText(n)
			}
		}
	}
	var id *yaml.Node
	if m.id != nil {
		id, _, _ = im.values.convert(r, m.id, model.Shape{})
	} else {
		id, _ = sheet.Find(d.tree, "title")
	}
	if id == nil || id.Kind != yaml.ScalarNode {
		what := `it has no "title" to make an id of`
		if m.id != nil {
			what = "there is nothing to make an id of"
		}
		im.report(r.At, diag.MissingField, what, "Fill the cell, or say in the mapping what else gives the id.")
		return d, false
	}
	d.id, d.idAt = id.Value, id.Line
	if !content.IsID(d.id) {
		d.id = rules.Slug(d.id)
	}
	if d.id == "" {
		im.report(d.idAt, diag.BadID, fmt.Sprintf("no id can be made of %q", sheet.Short(id.Value)),
			"An id needs a letter from a to z or a digit.")
		return d, false
	}
	return d, im.checkID(d)
}
