package entries

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"servicepatterns/internal/markdown"
)

// TestPageIDs: no heading of a text takes the id of a part of its page.
func TestPageIDs(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	part := regexp.MustCompile(`\badd\("([a-z-]+)"[,)]|Close\.Section = view\.Section\{ID: "([a-z-]+)"`)
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range part.FindAllStringSubmatch(string(source), -1) {
			if found++; !markdown.OfPage(m[1] + m[2]) {
				t.Errorf("%s makes a part with the id %q, which markdown.OfPage does not know", file, m[1]+m[2])
			}
		}
	}
	if found < 30 {
		t.Errorf("only %d parts found", found)
	}
}
