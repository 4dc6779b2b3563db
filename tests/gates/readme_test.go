package gates

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadme: a newcomer finds every package in the README's table of folders.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, parent := range []string{"internal", "tests", "cmd"} {
		folders, err := os.ReadDir(filepath.Join(root, parent))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range folders {
			name := "`" + parent + "/" + f.Name() + "/`"
			if parent == "tests" {
				name = "`" + f.Name() + "`" // in the line of tests/
			}
			if f.IsDir() && !strings.Contains(string(readme), name) {
				t.Errorf("README.md does not say what %s is. Add it to the table of folders.", name)
			}
		}
	}
}
