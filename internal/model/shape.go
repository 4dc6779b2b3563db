package model

import "reflect"

// Shape describes a field of the schema to those who make entries of something else
// than files.
type Shape struct {
	Name   string
	Kind   string  // what its text must be: "date", "number", …; "" for text
	Ref    string  // the types whose ids it takes, parted by spaces; "*" for any
	One    string  // the list that it must come from
	List   bool    // it takes several
	Map    bool    // it takes names of its own: a question's `if`
	Fields []Shape // of a group of fields; nil for text
	Short  bool    // in a group: the field that may stand for the whole group
}

// Shapes lists the fields of a type, in the order in which they are written.
func Shapes(t Type) []Shape {
	var out []Shape
	for _, v := range NewEntry(t).Fields() {
		out = append(out, shapes(reflect.TypeOf(v).Elem())...)
	}
	return out
}

func shapes(t reflect.Type) []Shape {
	var out []Shape
	for i := range t.NumField() {
		tag := t.Field(i).Tag
		s := Shape{Name: tag.Get("field"), Kind: tag.Get("kind"), Ref: tag.Get("ref"), One: tag.Get("one"),
			Short: tag.Get("short") == "yes"}
		if s.Name == "" {
			continue
		}
		of := t.Field(i).Type
		s.Map = of == conditions
		if of.Kind() == reflect.Slice && !s.Map {
			s.List, of = true, of.Elem()
		}
		if of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		if of.Kind() == reflect.Struct && of != text {
			s.Fields = shapes(of)
		}
		out = append(out, s)
	}
	return out
}

var (
	text       = reflect.TypeFor[Text]()
	conditions = reflect.TypeFor[[]Condition]()
)
