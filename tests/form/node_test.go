// Package form_test holds the form "Add to the library" against the command: its modules
// run in Node, the command's packages in Go, and both get the same files.
package form_test

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/prose"
	"servicepatterns/internal/schema"
)

// node is the form's modules, running.
type node struct {
	in  io.Writer
	out *bufio.Reader
}

func start(t testing.TB) *node {
	t.Helper()
	path, err := exec.LookPath("node")
	if err != nil {
		t.Fatal("this test runs the form's modules in Node 20.11 or later; install it, for example with: apt-get install nodejs")
	}
	cmd := exec.Command(path, "--no-warnings", "testdata/form.mjs")
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
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
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = in.(io.Closer).Close()
		_ = cmd.Wait()
	})
	return &node{in, bufio.NewReaderSize(out, 1<<20)}
}

// ask puts a question and decodes the answer into answer.
func (n *node) ask(t testing.TB, question map[string]any, answer any) {
	t.Helper()
	line, err := json.Marshal(question)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := n.in.Write(append(line, '\n')); err != nil {
		t.Fatal("node does not listen any more: ", err)
	}
	reply, err := n.out.ReadBytes('\n')
	if err != nil {
		t.Fatal("node does not answer: ", err)
	}
	var failed struct{ Error string }
	if json.Unmarshal(reply, &failed) == nil && failed.Error != "" {
		t.Fatalf("asked %.2000s, node failed: %s", line, failed.Error)
	}
	if err := json.Unmarshal(reply, answer); err != nil {
		t.Fatalf("node answered %s: %v", reply, err)
	}
}

// know tells the form what the site publishes for it.
func (n *node) know(t testing.TB, lib *model.Library) {
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
	for _, typ := range model.Types {
		rules[typ] = schema.ForForm(typ, &lib.Settings)
	}
	n.ask(t, map[string]any{"ask": "about", "rules": rules, "prose": prose.For(&lib.Settings, lib.Language.Value), "known": known, "loaded": model.Types}, &ok)
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
