package content

import (
	"errors"
	"fmt"
	"io/fs"
	"reflect"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
)

// settings reads library.yaml, if there is one, over the defaults.
func (l *loader) settings(into *model.Settings) {
	l.yamlFile("library.yaml", "library.yaml", into)
	if !into.Title.Set() {
		into.Title.Value = "Service patterns"
	}
	if !into.Language.Set() {
		into.Language.Value = "en-GB"
	}
	for _, off := range into.Check.Off {
		l.list.Off("", diag.Code(off.Value))
	}
	into.Verbs = mergeVerbs(into.Verbs)
	l.followed(into.Follow)
}

// here is the name that our own entries have where those of libraries stand.
const here = "here"

// followed checks that each followed library has a name of its own.
func (l *loader) followed(list []model.Followed) {
	seen := map[string]bool{here: true}
	for _, f := range list {
		name := f.Name.Value
		if name == "" || !seen[name] {
			seen[name] = true
			continue
		}
		what := fmt.Sprintf("another library that is followed is called %q, too", name)
		if name == here {
			what = fmt.Sprintf("the name %q is that of this library’s own entries", name)
		}
		l.list.Add(diag.At(l.name("library.yaml"), int(f.Name.Pos.Start), int(f.Name.Pos.End), diag.DuplicateID, what,
			"Give it another name."))
	}
}

// mergeVerbs adds the library's verbs to the default ones; one with the same id
// replaces it.
func mergeVerbs(own []model.Term) []model.Term {
	var out []model.Term
	replaced := map[string]bool{}
	for _, v := range own {
		replaced[v.ID.Value] = true
	}
	for _, v := range model.DefaultVerbs() {
		if !replaced[v.ID.Value] {
			out = append(out, v)
		}
	}
	return append(out, own...)
}

// synonyms reads synonyms.yaml, if there is one.
func (l *loader) synonyms(into *model.Synonyms) {
	l.yamlFile("synonyms.yaml", "synonyms.yaml", into)
}

// yamlFile reads a YAML file of settings into a struct of the model. A file that is
// not there changes nothing.
func (l *loader) yamlFile(file, what string, into any) {
	if _, err := fs.Stat(l.root.FS(), file); errors.Is(err, fs.ErrNotExist) {
		return
	}
	s, ok := l.read(file, MaxYAML)
	if !ok {
		return
	}
	start := diag.TextStart(s.Bytes)
	root, ok := s.YAML(s.Bytes[start:], start)
	if !ok {
		return
	}
	if root.Kind == yaml.ScalarNode && root.Tag == "!!null" {
		return // nothing but comments
	}
	d := &decoder{File: s, library: &model.Settings{}, what: what}
	d.mapping(root, model.Pos{}, reflect.ValueOf(into).Elem())
}
