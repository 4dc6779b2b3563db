package form_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"servicepatterns/internal/content"
	"servicepatterns/internal/content/contenttest"
	"servicepatterns/internal/model"
)

const sample = "../../testdata/library"

// reload writes files into a library of their own and returns what Go reads in each.
func reload(t testing.TB, files map[*model.Entry]string) map[string]*model.Entry {
	t.Helper()
	dir := t.TempDir()
	settings, err := os.ReadFile(filepath.Join(sample, "library.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "library.yaml"), string(settings))
	for e, text := range files {
		put(t, filepath.Join(dir, e.Source), text)
	}
	lib, _ := load(t, dir)
	out := map[string]*model.Entry{}
	for _, e := range lib.Entries {
		out[e.Source] = e
	}
	return out
}

func put(t testing.TB, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestSampleEntries: what the form reads of an entry and writes again says the same to
// Go. Written over its file with nothing changed, it is that file, byte for byte.
func TestSampleEntries(t *testing.T) {
	n, lib := ready(t)
	fresh := map[*model.Entry]string{}
	for _, e := range lib.Entries {
		if e.Row > 0 {
			continue
		}
		source, err := os.ReadFile(e.File)
		if err != nil {
			t.Fatal(err)
		}
		data := publish(t, e, source)
		var again struct{ Kept string }
		n.ask(t, map[string]any{"ask": "splice", "source": source, "data": data, "type": e.Type}, &again)
		if again.Kept != string(source) {
			t.Errorf("%s was changed to\n%s", e.File, again.Kept)
		}
		var of held
		var text string
		n.ask(t, map[string]any{"ask": "load", "entry": data.Entry, "type": e.Type}, &of)
		n.ask(t, map[string]any{"ask": "save", "held": of, "type": e.Type}, &text)
		fresh[e] = text
	}
	if len(fresh) < 100 {
		t.Fatalf("only %d entries", len(fresh))
	}
	read := reload(t, fresh)
	for e, text := range fresh {
		got := read[e.Source]
		if got == nil {
			t.Errorf("%s cannot be read:\n%s", e.Source, text)
			continue
		}
		if want := contenttest.Values(content.Tree(e, true)); !slices.Equal(contenttest.Values(content.Tree(got, true)), want) {
			t.Errorf("%s says\n%s\nand said\n%s", e.Source, strings.Join(contenttest.Values(content.Tree(got, true)), "\n"),
				strings.Join(want, "\n"))
		}
		old, err := os.ReadFile(e.File)
		if err != nil {
			t.Fatal(err)
		}
		if body := string(old[e.Body.Start:e.Body.End]); strings.TrimSpace(text[got.Body.Start:got.Body.End]) != strings.TrimSpace(body) {
			t.Errorf("%s has another text:\n%s", e.Source, text)
		}
	}
}
