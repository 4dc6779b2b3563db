package schema

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"

	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
)

// Schema is a JSON Schema, draft 2020-12, or a part of one.
type Schema struct {
	Schema      string   `json:"$schema,omitempty"`
	Ref         string   `json:"$ref,omitempty"`
	Title       string   `json:"title,omitempty"`
	Description string   `json:"description,omitempty"`
	Type        []string `json:"type,omitempty"`
	Enum        []any    `json:"enum,omitempty"`
	Pattern     string   `json:"pattern,omitempty"`
	Minimum     int      `json:"minimum,omitempty"`
	Maximum     int      `json:"maximum,omitempty"`
	AnyOf       []Schema `json:"anyOf,omitempty"`
	Items       *Schema  `json:"items,omitempty"`
	Properties  named    `json:"properties,omitempty"`
	Additional  any      `json:"additionalProperties,omitempty"` // false, or what others must be
	Required    []string `json:"required,omitempty"`
	Defs        named    `json:"$defs,omitempty"`
}

// Draft is the version of JSON Schema that schemas are written in.
const Draft = "https://json-schema.org/draft/2020-12/schema"

// named are schemas by name, in an order of their own: editors offer fields in it.
type named []entry

type entry struct {
	name   string
	schema Schema
}

// MarshalJSON writes an object in the list's order.
func (n named) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, e := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := json.Marshal(e.name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(e.schema)
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// For returns the schema of the front matter of one type, with the words that a library
// allows. What it refuses `check` refuses, but for empty texts in quotes; references and
// what depends on other fields are for `check` alone.
func For(t model.Type, s *model.Settings) Schema {
	m := maker{settings: s}
	out := m.entry(t)
	out.Schema, out.Defs = Draft, m.defs
	return out
}

// All returns one schema of all types: each is in $defs under its name.
func All(s *model.Settings) Schema {
	m := maker{settings: s}
	out := Schema{Schema: Draft, Title: "Entry", Description: "The front matter of an entry of any type."}
	var types named
	for _, t := range model.Types() {
		types = append(types, entry{string(t), m.entry(t)})
		out.AnyOf = append(out.AnyOf, Schema{Ref: "#/$defs/" + string(t)})
	}
	out.Defs = append(types, m.defs...)
	return out
}

// maker makes schemas, each group of fields once.
type maker struct {
	settings *model.Settings
	defs     named
}

func (m *maker) entry(t model.Type) Schema {
	english := messages.English()
	out := m.object(fields(english, structs(t)...))
	out.Title, out.Description = english.Kind(t), english.T("about."+string(t))
	return out
}

func (m *maker) object(list []field) Schema {
	out := Schema{Type: []string{"object"}, Additional: false}
	for _, f := range list {
		s := m.field(f)
		s.Description = f.describe(messages.English())
		out.Properties = append(out.Properties, entry{f.name, s})
		if f.need {
			out.Required = append(out.Required, f.name)
		}
	}
	return out
}

// group refers to the schema of a struct.
func (m *maker) group(t reflect.Type) Schema {
	name := kebab(t.Name())
	ref := Schema{Ref: "#/$defs/" + name}
	for _, d := range m.defs {
		if d.name == name {
			return ref
		}
	}
	at := len(m.defs)
	m.defs = append(m.defs, entry{name: name})
	s := m.object(fields(messages.English(), t)) // may add groups of its own
	m.defs[at].schema = s
	return ref
}

// kebab writes a Go name as a name of the format: "LocalOption" → "local-option".
func kebab(name string) string {
	var b strings.Builder
	for i, r := range name {
		if r >= 'A' && r <= 'Z' {
			if i > 0 {
				b.WriteByte('-')
			}
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// field is the schema of a field's value. A field that need not be there may also be
// written and left empty, which YAML reads as null.
func (m *maker) field(f field) Schema {
	switch {
	case f.typ == textType:
		s := m.text(f)
		if !f.need {
			if s.Type = append(s.Type, "null"); s.Enum != nil {
				s.Enum = append(s.Enum, nil)
			}
		}
		return s
	case f.typ.Kind() == reflect.Slice && f.typ.Elem() == conditionType:
		answers := listOf(Schema{Type: []string{"string", "number", "boolean"}})
		return Schema{Type: []string{"object", "null"}, Additional: answers}
	case f.typ.Kind() == reflect.Slice:
		of := f.typ.Elem()
		var item Schema
		if of == textType {
			item = m.text(f)
		} else {
			item = m.group(of)
			if first := fields(messages.English(), of)[0]; first.short {
				item = Schema{AnyOf: []Schema{item, m.text(first)}}
			}
		}
		s := listOf(item)
		s.AnyOf = append(s.AnyOf, Schema{Type: []string{"null"}})
		return s
	case f.typ.Kind() == reflect.Pointer:
		return Schema{AnyOf: []Schema{m.group(f.typ.Elem()), {Type: []string{"null"}}}}
	}
	return Schema{AnyOf: []Schema{m.group(f.typ), {Type: []string{"null"}}}}
}

// listOf takes a list, or one item alone, as people write.
func listOf(item Schema) Schema {
	return Schema{AnyOf: []Schema{{Type: []string{"array"}, Items: &item}, item}}
}

// text is the schema of one value. YAML reads 2019 and true as a number and a boolean,
// and the loader takes them as they are written.
func (m *maker) text(f field) Schema {
	if words, others := f.choices(m.settings); words != nil {
		s := Schema{Type: []string{"string"}}
		for _, w := range append(words, others...) {
			s.Enum = append(s.Enum, w)
		}
		return s
	}
	pattern := ""
	if k := rules.KindOf(f.kind); k != nil {
		pattern = k.Pattern
	}
	switch f.kind {
	case "date":
		return Schema{Type: []string{"string", "integer"}, Pattern: pattern, Minimum: 1000, Maximum: 9999}
	case "number":
		return Schema{Type: []string{"number", "string"}, Pattern: pattern}
	case "bool":
		return Schema{Enum: []any{true, false, "true", "false"}, Type: []string{"boolean", "string"}}
	case "id":
		return Schema{Type: []string{"string", "integer"}, Pattern: pattern}
	case "period", "url", "percent":
		return Schema{Type: []string{"string"}, Pattern: pattern}
	}
	s := Schema{Type: []string{"string", "number", "boolean"}}
	if f.need {
		s.Pattern = `\S`
	}
	return s
}
