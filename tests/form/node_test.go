// Package form_test holds the form "Add to the library" against the command: its modules
// run in Node, the command's packages in Go, and both get the same files.
package form_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/prose"
	"servicepatterns/internal/schema"
	"servicepatterns/tests/node"
)

// form is the form's modules, running.
type form struct{ script *node.Script }

func start(t testing.TB) form {
	t.Helper()
	// "go test" must run this again when the modules change, which it cannot see by itself.
	modules, err := filepath.Glob("../../theme/components/add/*.js")
	if err != nil || len(modules) == 0 {
		t.Fatalf("no modules of the form: %v", err)
	}
	for _, name := range modules {
		if _, err := os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	return form{node.Start(t, "testdata/form.mjs")}
}

// ask puts a question and decodes the answer into answer.
func (f form) ask(t testing.TB, question map[string]any, answer any) {
	t.Helper()
	var reply json.RawMessage
	f.script.Ask(t, question, &reply)
	var failed struct{ Error string }
	if json.Unmarshal(reply, &failed) == nil && failed.Error != "" {
		t.Fatalf("asked %.2000v, node failed: %s", question, failed.Error)
	}
	if err := json.Unmarshal(reply, answer); err != nil {
		t.Fatalf("node answered %s: %v", reply, err)
	}
}

// know tells the form what the site publishes for it.
func (f form) know(t testing.TB, lib *model.Library) {
	t.Helper()
	var known []map[string]any
	former := map[string][]string{}
	for id, e := range lib.ByID {
		if id != e.ID {
			former[e.ID] = append(former[e.ID], id)
		}
	}
	for _, e := range lib.Entries {
		if e.Language == "" {
			known = append(known, map[string]any{"id": e.ID, "type": e.Type, "title": e.Title.Value, "former": former[e.ID], "folder": e.Folder})
		}
	}
	var ok bool
	rules := map[model.Type]schema.Form{}
	for _, typ := range model.Types() {
		rules[typ] = schema.ForForm(typ, &lib.Settings)
	}
	f.ask(t, map[string]any{"ask": "about", "rules": rules, "prose": prose.For(&lib.Settings, lib.Language.Value), "known": known, "loaded": model.Types()}, &ok)
}

func load(t testing.TB, dir string) (*model.Library, *diag.List) {
	t.Helper()
	var list diag.List
	lib, err := content.Proofread(dir, &list)
	if err != nil {
		t.Fatal(err)
	}
	return lib, &list
}

// ready is the form with the sample library.
func ready(t testing.TB) (form, *model.Library) {
	t.Helper()
	n := start(t)
	lib, _ := load(t, sample)
	n.know(t, lib)
	return n, lib
}
