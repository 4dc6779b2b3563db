package opendata

import (
	"encoding/json"
	"io"
	"reflect"
	"strings"

	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/schema"
)

// SchemasFolder is where the JSON Schemas of what is published lie.
const SchemasFolder = Folder + "/schemas"

// formats are what programs read and write in this format, besides the front matter of entries,
// each with the beginning of the keys of its fields' words.
var formats = []struct {
	name, words string
	of          reflect.Type
}{
	{"library", "data-library.", reflect.TypeFor[Manifest]()},
	{"entries", "data-line.", reflect.TypeFor[Line]()},
	{"sources", "data-source.", reflect.TypeFor[Source]()},
}

// schemas writes a JSON Schema of each format, and of the front matter of each type.
func schemas(create Create, s model.Settings) error {
	put := func(name string, what any) error {
		_, err := writeFile(create, SchemasFolder+"/"+name+".schema.json", func(w io.Writer) error {
			enc := json.NewEncoder(w)
			enc.SetIndent("", "  ")
			enc.SetEscapeHTML(false)
			return enc.Encode(what)
		})
		return err
	}
	for _, f := range formats {
		describe := func(name string) string { return messages.English().T(f.words + name) }
		if err := put(f.name, object{Schema: schema.Draft, shape: shapeOf(f.of, describe)}); err != nil {
			return err
		}
	}
	for _, t := range model.Types() {
		if err := put(string(t), schema.For(t, &s)); err != nil {
			return err
		}
	}
	return nil
}

// object is the schema of a whole format.
type object struct {
	Schema string `json:"$schema"`
	shape
}

// shape is the schema of what a Go type is written as in JSON. Fields that it does not name are
// allowed, since later versions of a format may have more.
type shape struct {
	Type        string           `json:"type"`
	Description string           `json:"description,omitempty"`
	Properties  map[string]shape `json:"properties,omitempty"`
	Required    []string         `json:"required,omitempty"`
	Items       *shape           `json:"items,omitempty"`
	Values      *shape           `json:"additionalProperties,omitempty"`
}

// shapeOf makes the schema of a type; describe says in words what a field of it is.
func shapeOf(t reflect.Type, describe func(field string) string) shape {
	none := func(string) string { return "" }
	switch t.Kind() {
	case reflect.Pointer:
		return shapeOf(t.Elem(), describe)
	case reflect.Slice:
		items := shapeOf(t.Elem(), none)
		return shape{Type: "array", Items: &items}
	case reflect.Map:
		values := shapeOf(t.Elem(), none)
		return shape{Type: "object", Values: &values}
	case reflect.Int, reflect.Int64:
		return shape{Type: "integer"}
	case reflect.String:
		return shape{Type: "string"}
	}
	out := shape{Type: "object", Properties: map[string]shape{}}
	for _, f := range Names(t) {
		s := shapeOf(f.of, none)
		s.Description = describe(f.Name)
		out.Properties[f.Name] = s
		if !f.optional {
			out.Required = append(out.Required, f.Name)
		}
	}
	return out
}

// Name is a field of what is written as JSON.
type Name struct {
	Name     string
	of       reflect.Type
	optional bool // left out when there is nothing to say
}

// Names are the fields of a struct as JSON has them, in their order.
func Names(t reflect.Type) []Name {
	var out []Name
	for i := range t.NumField() {
		name, options, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		out = append(out, Name{name, t.Field(i).Type, options == "omitempty"})
	}
	return out
}
