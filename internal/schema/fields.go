// Package schema tells people and programs what an entry may hold: as JSON Schema, for
// editors, and as a new file to fill in. Both are made from the tags of the model's
// structs, which the loader reads too, so that none can say other than `check` does.
package schema

import (
	"reflect"
	"strconv"
	"strings"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// structs are the types whose fields an entry of a type may hold, in their order.
func structs(t model.Type) []reflect.Type {
	var out []reflect.Type
	for _, fields := range model.NewEntry(t).Fields() {
		out = append(out, reflect.TypeOf(fields).Elem())
	}
	return out
}

// field is one field of the front matter, or of a group in it.
type field struct {
	name, kind, ref, one, hint, label, part, words string
	need, want, short                              bool
	most                                           int // characters; 0 for any number
	typ                                            reflect.Type
}

// fields are the fields of some structs, with their words.
func fields(w messages.Catalogue, types ...reflect.Type) []field {
	var out []field
	for _, t := range types {
		for i := range t.NumField() {
			tag := t.Field(i).Tag
			if tag.Get("field") == "" {
				continue
			}
			most, _ := strconv.Atoi(tag.Get("most"))
			key := Key(t, tag.Get("field"))
			out = append(out, field{
				name: tag.Get("field"), kind: tag.Get("kind"), ref: tag.Get("ref"), one: tag.Get("one"), hint: w.T(key + ".hint"),
				label: w.T(key), part: tag.Get("part"), words: tag.Get("words"), want: tag.Get("want") == "yes",
				need: tag.Get("need") == "yes", short: tag.Get("short") == "yes", most: most, typ: t.Field(i).Type,
			})
		}
	}
	return out
}

var (
	textType      = reflect.TypeFor[model.Text]()
	conditionType = reflect.TypeFor[model.Condition]()
)

// choices are the words that a field takes, or none when it takes any; others are
// words that the loader takes for one of them.
func (f field) choices(s *model.Settings) (words, others []string) {
	if f.one == "rule" {
		return diag.Switches(), nil
	}
	words = model.Choices(f.one)
	for _, term := range s.Terms(f.one) {
		words = append(words, term.ID.Value)
		for _, a := range term.Aliases {
			others = append(others, a.Value)
		}
	}
	return words, others
}

// describe is the field's hint, with what its value must be.
func (f field) describe(w messages.Catalogue) string {
	switch {
	case f.ref == "*":
		return f.hint + " " + w.T("hint.refs")
	case f.ref != "":
		return f.hint + " " + w.T("hint.ref."+f.ref)
	case f.kind == "date":
		return f.hint + " " + w.T("form.js.date")
	case f.kind == "period":
		return f.hint + " " + w.T("form.js.period")
	}
	return f.hint
}

// Key is the key of what a field of a struct of the model is called: "field.question.ask". With
// ".hint" at its end it is that of what to write there.
func Key(t reflect.Type, field string) string {
	return "field." + strings.TrimSuffix(kebab(t.Name()), "-fields") + "." + field
}
