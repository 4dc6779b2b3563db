package kinds

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"reflect"
	"strings"

	"servicepatterns/internal/model"
)

// leaf is one value of an entry: where it stands ("questions[0].ask") and what its tag says.
type leaf struct {
	path, value string
	tag         reflect.StructTag
}

// word returns a word that no other field has, and that is no slip of another field's: a
// search for one must not find the other.
func word(name string) string {
	sum := sha256.Sum256([]byte(name))
	return "z" + strings.NewReplacer("0", "g", "1", "h", "2", "j", "3", "k", "4", "l", "5", "m", "6", "n", "7", "p", "8", "q", "9", "r").
		Replace(hex.EncodeToString(sum[:7]))
}

// id is that of the one entry of a type.
func id(t model.Type) string { return "the-" + string(t) }

// filled returns an entry of a type in which every field holds a value that is right.
func filled(k model.Kind) *model.Entry {
	e := &model.Entry{Type: k.Type, ID: id(k.Type), Own: k.New()}
	f := filler{k.Type}
	f.fill("", "", reflect.ValueOf(&e.Common).Elem())
	f.fill("", "", reflect.ValueOf(e.Own).Elem())
	if p := e.Pattern(); p != nil { // what refers to another part of the entry
		p.Process.Steps[0].By, p.Process.Steps[0].Next = p.Process.Actors[0], nil
		next := model.Step{ID: text("step-two"), Does: text(word("the second step"))}
		p.Process.Steps[0].Next = []model.Text{next.ID}
		p.Process.Steps = append(p.Process.Steps, next)
		first := &p.Questions[0]
		first.Type, first.If = text("choose-one"), nil
		p.Questions = append(p.Questions, model.Question{
			Ask: text(word("the second question")), If: []model.Condition{{Question: first.ID, Answers: first.Options}},
		})
	}
	return e
}

func text(s string) model.Text { return model.Text{Value: s} }

// filler fills the structs of a type.
type filler struct{ of model.Type }

var (
	textType      = reflect.TypeFor[model.Text]()
	conditionType = reflect.TypeFor[model.Condition]()
)

func (f filler) fill(path string, tag reflect.StructTag, v reflect.Value) {
	switch {
	case v.Type() == textType:
		v.Set(reflect.ValueOf(text(f.value(path, tag))))
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		f.fill(path, tag, v.Elem())
	case v.Kind() == reflect.Slice && v.Type().Elem() == conditionType:
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		f.fill(path, tag, v.Index(0))
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			field := v.Type().Field(i)
			f.fill(path+"."+field.Tag.Get("field"), field.Tag, v.Field(i))
		}
	default:
		panic(fmt.Sprintf("%s of %s is a %s, which this test cannot fill", path, f.of, v.Type()))
	}
}

// value is one that a field takes.
func (f filler) value(path string, tag reflect.StructTag) string {
	if ref := tag.Get("ref"); ref == "*" {
		for _, t := range model.Types() {
			if t != f.of {
				return id(t)
			}
		}
	} else if ref != "" {
		first, _, _ := strings.Cut(ref, " ")
		return id(model.Type(first))
	}
	switch list := tag.Get("one"); list {
	case "":
	case "rule":
		return "jargon"
	case "verb":
		return "apply"
	default:
		if choices := model.Choices(list); len(choices) > 0 {
			return choices[len(choices)-1]
		}
		return word(path) // a list of the library's own, which has none
	}
	name := word(string(f.of) + " " + path)
	switch tag.Get("kind") {
	case "url":
		return "https://10.0.0.1/" + name // a network that nobody is asked in
	case "date":
		return "2019-06" // a day is more than text to some readers of YAML
	case "number":
		return "7"
	case "percent":
		return "-13%"
	case "bool":
		return "true"
	case "period":
		return "12 months"
	}
	return name
}

// leaves lists the values of a struct, by the struct itself: not by what the code under
// test knows of types.
func leaves(fields any) []leaf {
	var out []leaf
	var walk func(path string, tag reflect.StructTag, v reflect.Value)
	walk = func(path string, tag reflect.StructTag, v reflect.Value) {
		switch {
		case v.Type() == textType:
			if t := v.Interface().(model.Text); t.Set() {
				out = append(out, leaf{path, t.Value, tag})
			}
		case v.Type() == conditionType:
			c := v.Interface().(model.Condition)
			path = path[:strings.LastIndexByte(path, '[')] // a map, not a list
			for i, a := range c.Answers {
				out = append(out, leaf{fmt.Sprintf("%s.%s[%d]", path, c.Question.Value, i), a.Value, ""})
			}
		case v.Kind() == reflect.Pointer:
			walk(path, tag, v.Elem())
		case v.Kind() == reflect.Slice:
			for i := range v.Len() {
				walk(fmt.Sprintf("%s[%d]", path, i), tag, v.Index(i))
			}
		default:
			for i := range v.NumField() {
				field := v.Type().Field(i)
				walk(strings.TrimPrefix(path+"."+field.Tag.Get("field"), "."), field.Tag, v.Field(i))
			}
		}
	}
	walk("", "", reflect.ValueOf(fields))
	return out
}
