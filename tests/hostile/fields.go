package hostile

import (
	"fmt"
	"reflect"
	"strings"

	"servicepatterns/internal/model"
)

// Payload is what a field of script holds. The name in it says which field ran.
func Payload(field string) string {
	return fmt.Sprintf(`"'></title></script><script>window.pwned="%s"</script><img src=x onerror=window.pwned="%[1]s">`, field)
}

// Address is what a field holds that might become a link.
func Address(field string) string { return "javascript:window.pwned='" + field + "'" }

// Field is a field of a type, or of a group in it: "questions.ask".
type Field struct {
	Path string
	Tag  reflect.StructTag
}

// Free says whether the field takes any text.
func (f Field) Free() bool {
	return f.Tag.Get("kind") == "" && f.Tag.Get("one") == "" && f.Tag.Get("ref") == ""
}

// parts are the structs whose fields an entry of a type may hold.
func parts(t model.Type) []reflect.Type {
	var out []reflect.Type
	for _, fields := range model.NewEntry(t).Fields() {
		out = append(out, reflect.TypeOf(fields).Elem())
	}
	return out
}

// Fields lists every field of a type that holds a value.
func Fields(t model.Type) []Field {
	var out []Field
	for _, part := range parts(t) {
		out = append(out, fields("", part)...)
	}
	return out
}

func fields(path string, t reflect.Type) []Field {
	var out []Field
	for i := range t.NumField() {
		name := t.Field(i).Tag.Get("field")
		if name == "" {
			continue
		}
		if inner := group(t.Field(i).Type); inner != nil {
			out = append(out, fields(path+name+".", inner)...)
		} else {
			out = append(out, Field{path + name, t.Field(i).Tag})
		}
	}
	return out
}

// group is the struct that a field holds one or many of, nil for text.
func group(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == reflect.TypeFor[model.Text]() || t == reflect.TypeFor[model.Condition]() {
		return nil
	}
	return t
}

// Entry writes an entry of a type. fill gives the values of the fields that it is to have;
// those that are needed beside them get one that is right.
func Entry(t model.Type, fill func(Field) (value string, ok bool)) []byte {
	var b strings.Builder
	b.WriteString("---\n")
	for _, part := range parts(t) {
		for i := range part.NumField() {
			if name := part.Field(i).Tag.Get("field"); name != "" {
				if text, ok := value(name, part.Field(i), fill); ok {
					fmt.Fprintf(&b, "%s: %s\n", name, text)
				}
			}
		}
	}
	b.WriteString("---\nA text.\n")
	return []byte(b.String())
}

// value writes a field in YAML's flow style, a group with the fields that it needs.
func value(path string, f reflect.StructField, fill func(Field) (string, bool)) (string, bool) {
	inner := group(f.Type)
	if inner == nil {
		text, ok := fill(Field{path, f.Tag})
		if !ok {
			text, ok = right(f.Tag), f.Tag.Get("need") == "yes"
		}
		if f.Tag.Get("field") == "if" {
			return "{" + quote(text) + ": x}", ok
		}
		return quote(text), ok
	}
	var needed, filled []string
	for i := range inner.NumField() {
		name := inner.Field(i).Tag.Get("field")
		text, ok := value(path+"."+name, inner.Field(i), fill)
		if !ok {
			continue
		}
		if line := name + ": " + text; strings.Contains(text, "pwned") {
			filled = append(filled, line)
		} else {
			needed = append(needed, line)
		}
	}
	if filled == nil {
		return "", false
	}
	return "{" + strings.Join(append(needed, filled...), ", ") + "}", true
}

// Filler are the entries that the fields which are needed beside others refer to.
func Filler() []Case {
	entry := []byte("---\ntitle: An entry to refer to\nsummary: Nothing is wrong with it.\n---\n")
	return []Case{
		{File: "capabilities/hostile-capability.md", Source: entry}, {File: "organisations/hostile-organisation.md", Source: entry},
		{File: "service-patterns/hostile-service-pattern.md", Source: entry},
	}
}

// right is a value that a field of a kind takes.
func right(tag reflect.StructTag) string {
	switch tag.Get("kind") {
	case "url":
		return "https://example.org/"
	case "date":
		return "2019"
	case "number":
		return "1"
	}
	if tag.Get("field") == "rule" {
		return "jargon"
	}
	switch tag.Get("ref") {
	case "capability":
		return "hostile-capability"
	case "organisation":
		return "hostile-organisation"
	case "service-pattern":
		return "hostile-service-pattern"
	}
	if words := model.Choices(tag.Get("one")); words != nil {
		return words[0]
	}
	return "words"
}

func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
