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
	into.Verbs = model.WithDefaults(into.Verbs)
	l.followed(into.Follow)
}

// followed checks that each followed library has a name of its own, and none that of our own entries.
func (l *loader) followed(list []model.Followed) {
	taken := map[string]bool{model.Here: true}
	for _, f := range list {
		if taken[f.Name.Value] {
			message, help := fmt.Sprintf("the name %q is taken", f.Name.Value),
				"Give each followed library a name of its own, and none “"+model.Here+"”."
			l.list.Add(diag.At(l.name("library.yaml"), int(f.Name.Pos.Start), int(f.Name.Pos.End), diag.DuplicateID, message, help))
		}
		taken[f.Name.Value] = f.Name.Set()
	}
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
