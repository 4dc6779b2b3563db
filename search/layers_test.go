package search

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// No module of js/ needs itself by way of others, in what runs or in types.
func TestNoCircle(t *testing.T) {
	paths, err := filepath.Glob("js/*.js")
	if err != nil || len(paths) < 15 {
		t.Fatalf("found %d modules (%v)", len(paths), err)
	}
	needs := map[string][]string{}
	for _, path := range paths {
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(path)
		for _, found := range regexp.MustCompile(`(?:from|import\() ?"\./([\w.]+)"`).FindAllSubmatch(source, -1) {
			needs[name] = append(needs[name], string(found[1]))
		}
	}
	var follow func(trail []string)
	follow = func(trail []string) {
		last := trail[len(trail)-1]
		if i := slices.Index(trail, last); i < len(trail)-1 {
			t.Errorf("a circle: %s", strings.Join(trail[i:], " needs "))
			return
		}
		for _, next := range needs[last] {
			follow(append(slices.Clone(trail), next))
		}
	}
	for name := range needs {
		follow([]string{name})
	}
}
