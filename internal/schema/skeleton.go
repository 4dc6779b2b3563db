package schema

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// unasked are fields of all types that a new entry does not need: what commands write, and
// what only an entry with a past has.
var unasked = []string{"adopted-from", "check-off", "former-ids", "replaced-by"}

// asked says whether a new entry of a type needs a field.
func asked(t model.Type, field string) bool {
	return !slices.Contains(unasked, field) && !slices.Contains(t.Kind().Unasked, field)
}

// New returns the file of a new entry: a draft with its title, and every other field as
// a comment with a hint, to be taken away or filled in. It passes `check` as it is, and
// each field does once the # before its lines is taken away, but for the ids in it.
//
// Lines of a field begin with # and no space; hints begin with # and a space.
func New(t model.Type, title string, s *model.Settings, words messages.Catalogue) []byte {
	w := writer{settings: s, words: words}
	w.line("---")
	w.hint(words.T("new.title", "type", messages.LowerFirst(words.Kind(t)), "about", words.T("about."+string(t))))
	w.hint(words.T("new.how"))
	for _, f := range fields(words, structs(t)...) {
		if !asked(t, f.name) {
			continue
		}
		w.line("")
		w.hint(f.describe(words))
		switch taken, _ := f.choices(s); f.name {
		case "title":
			w.line("title: %s", scalar(title))
		case "summary":
			w.line("summary: %s", scalar(words.T("new.summary")))
		case "status":
			w.choices(taken)
			w.line("status: draft")
		case "verb":
			w.choices(taken)
			if verb := verbOf(title, s); verb != "" {
				w.line("verb: %s", scalar(verb))
				continue
			}
			w.line("#verb: %s", taken[0])
		default:
			w.choices(taken)
			w.field(f)
		}
	}
	w.line("---")
	w.WriteString(words.T("prompt." + string(t)))
	return w.Bytes()
}

type writer struct {
	bytes.Buffer
	settings *model.Settings
	words    messages.Catalogue
}

func (w *writer) line(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }

// hint writes a comment, in lines of a length that is easily read.
func (w *writer) hint(text string) {
	line := "#"
	for _, word := range strings.Fields(text) {
		if len(line)+len(word) > 100 {
			w.line("%s", line)
			line = "#"
		}
		line += " " + word
	}
	w.line("%s", line)
}

func (w *writer) choices(words []string) {
	if len(words) > 0 {
		w.hint(w.words.T("new.one-of", "list", strings.Join(words, ", ")))
	}
}

// field writes a field of the entry as a comment, with an example of each of its parts.
func (w *writer) field(f field) {
	switch {
	case f.typ == textType:
		w.line("#%s: %s", f.name, w.example(f))
	case f.typ.Kind() == reflect.Slice && f.typ.Elem() == textType:
		w.line("#%s: [%s]", f.name, w.example(f))
	case f.typ.Kind() == reflect.Slice:
		w.line("#%s:", f.name)
		w.group(f.typ.Elem(), "  - ")
	default:
		w.line("#%s:", f.name)
		w.group(f.typ, "  ")
	}
}

// group writes the fields of a struct, each with its hint behind it. first stands before
// the first of them, as many spaces before the others.
func (w *writer) group(t reflect.Type, first string) {
	indent := first
	for _, f := range fields(w.words, t) {
		if f.name == "sources" { // an older name of "source"
			continue
		}
		hint := f.describe(w.words)
		if words, _ := f.choices(w.settings); words != nil {
			hint += " " + w.words.T("new.one-of", "list", strings.Join(words, ", "))
		}
		switch {
		case f.typ == textType:
			w.line("#%s%s: %s  # %s", indent, f.name, w.example(f), hint)
		case f.typ.Kind() == reflect.Slice && f.typ.Elem() == textType:
			w.line("#%s%s: [%s]  # %s", indent, f.name, w.example(f), hint)
		case f.typ.Kind() == reflect.Slice && f.typ.Elem() == conditionType:
			w.line("#%s%s: {}  # %s", indent, f.name, hint)
		case f.typ.Kind() == reflect.Slice:
			w.line("#%s%s:  # %s", indent, f.name, hint)
			w.group(f.typ.Elem(), strings.Repeat(" ", len(first))+"  - ")
		}
		indent = strings.Repeat(" ", len(first))
	}
}

// example is a value that the field would take.
func (w *writer) example(f field) string {
	if f.name == "next" {
		return "" // an empty list: a step that leads to none
	}
	if words, _ := f.choices(w.settings); words != nil {
		return scalar(words[0])
	}
	if f.ref != "" && f.ref != "*" {
		return "id-of-the-" + f.ref
	}
	switch f.kind {
	case "date":
		return "2019-06"
	case "period":
		return "12 months"
	case "url":
		return `"https://example.org/"`
	case "number":
		return "100"
	case "percent":
		return `"-10%"`
	case "bool":
		return "true"
	case "id":
		return "short-name"
	}
	return "…"
}

// scalar writes a value as YAML, in quotes where it needs them.
func scalar(s string) string {
	out, err := yaml.Marshal(s)
	if err != nil {
		return fmt.Sprintf("%q", s)
	}
	return strings.TrimSuffix(string(out), "\n")
}

// verbOf is the verb that a title begins with, or an alias of it: "Hire a hall" is of
// the verb that has the alias "hire".
func verbOf(title string, s *model.Settings) string {
	title = strings.ToLower(title) + " "
	best, length := "", 0
	for _, v := range s.Terms("verb") {
		for _, word := range append([]model.Text{v.ID}, v.Aliases...) {
			if w := strings.ToLower(word.Value); len(w) > length && strings.HasPrefix(title, w+" ") {
				best, length = v.ID.Value, len(w)
			}
		}
	}
	return best
}
