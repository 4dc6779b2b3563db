// Package form_test holds the form "Add to the library" against the command: its modules
// run in Node, the command's packages in Go, and both get the same files.
package form_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/opendata"
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

// learn tells the form what the site publishes for it, and of which entries.
func (f form) learn(t testing.TB, lib *model.Library) {
	t.Helper()
	var ok bool
	rules := map[model.Type]schema.Form{}
	for _, typ := range model.Types() {
		rules[typ] = schema.ForForm(typ, &lib.Settings, messages.English())
	}
	f.ask(t, map[string]any{"ask": "about", "rules": rules, "prose": prose.For(&lib.Settings, lib.Language.Value, messages.English())}, &ok)
	f.know(t, lib)
}

// know tells the form of the entries of a library.
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
			known = append(known, map[string]any{"id": e.ID, "type": e.Type, "title": e.Title.Value, "former": former[e.ID],
				"folder": e.Folder})
		}
	}
	var ok bool
	f.ask(t, map[string]any{"ask": "known", "known": known, "loaded": model.Types()}, &ok)
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
	n.learn(t, lib)
	return n, lib
}

// published is what the site publishes beside the page of an entry.
type published struct {
	Entry  json.RawMessage `json:"entry"`
	SHA256 string          `json:"sha256"`
	Bytes  struct {
		Front span   `json:"front"`
		Body  [2]int `json:"body"`
	} `json:"bytes"`
}

func publish(t testing.TB, e *model.Entry, source []byte) published {
	t.Helper()
	sum := sha256.Sum256(source)
	data, err := opendata.Fields(e, source, hex.EncodeToString(sum[:]))
	if err != nil {
		t.Fatal(err)
	}
	var out published
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatalf("%v in %s", err, data)
	}
	return out
}

// publishText makes an entry of a text and publishes it.
func publishText(t testing.TB, typ model.Type, text string) published {
	t.Helper()
	e := &model.Entry{Source: typ.Folder() + "/text.md"}
	read := reload(t, map[*model.Entry]string{e: text})[e.Source]
	if read == nil {
		t.Fatalf("cannot be read: %q", text)
	}
	return publish(t, read, []byte(text))
}

// span is where a part of the front matter stands.
type span struct {
	start, end int
	fields     map[string]span
	items      []span
}

func (s *span) UnmarshalJSON(data []byte) error {
	var parts []json.RawMessage
	if err := json.Unmarshal(data, &parts); err != nil {
		return err
	}
	if err := errors.Join(json.Unmarshal(parts[0], &s.start), json.Unmarshal(parts[1], &s.end)); err != nil || len(parts) < 3 {
		return err
	}
	if parts[2][0] == '{' {
		return json.Unmarshal(parts[2], &s.fields)
	}
	return json.Unmarshal(parts[2], &s.items)
}

func (s span) MarshalJSON() ([]byte, error) {
	parts := []any{s.start, s.end}
	if s.fields != nil {
		parts = append(parts, s.fields)
	} else if s.items != nil {
		parts = append(parts, s.items)
	}
	return json.Marshal(parts)
}
