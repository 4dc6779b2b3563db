package main

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"testing"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/model"
)

// TestSettings: docs/settings.md has every setting in its table and in its example, in the order of
// the struct, and the example has no finding.
func TestSettings(t *testing.T) {
	page, err := os.ReadFile("../../docs/settings.md")
	if err != nil {
		t.Fatal(err)
	}
	var want, listed, shown []string
	for i := range reflect.TypeFor[model.Settings]().NumField() {
		want = append(want, reflect.TypeFor[model.Settings]().Field(i).Tag.Get("field"))
	}
	for _, row := range regexp.MustCompile("(?m)^\\| `([a-z-]+)` \\|").FindAllSubmatch(page, -1) {
		listed = append(listed, string(row[1]))
	}
	example := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindSubmatch(page)
	var tree yaml.Node
	if example == nil || yaml.Unmarshal(example[1], &tree) != nil {
		t.Fatal("the page shows no example that can be read")
	}
	for i := 0; i < len(tree.Content[0].Content); i += 2 {
		shown = append(shown, tree.Content[0].Content[i].Value)
	}
	if !slices.Equal(listed, want) || !slices.Equal(shown, want) {
		t.Errorf("settings are %q\nthe table has  %q\nthe example    %q", want, listed, shown)
	}
	library := t.TempDir()
	if err := os.WriteFile(filepath.Join(library, "library.yaml"), example[1], 0o644); err != nil {
		t.Fatal(err)
	}
	if said := run(t, library, "patterns", "check", "--library", "."); said != "" {
		t.Error(said)
	}
}
