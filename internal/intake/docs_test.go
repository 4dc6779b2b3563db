package intake

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestDocs keeps the examples of docs/import.md to what the scripts run: each table,
// mapping and result there stands in a script word for word.
func TestDocs(t *testing.T) {
	doc, err := os.ReadFile("../../docs/import.md")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../../testdata/script/import-*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var scripts strings.Builder
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		scripts.Write(data)
	}
	blocks := regexp.MustCompile("(?s)```(csv|yaml|json|markdown)\n(.*?)```").FindAllStringSubmatch(string(doc), -1)
	if len(blocks) < 7 {
		t.Errorf("%d examples", len(blocks))
	}
	for _, b := range blocks {
		if !strings.Contains(scripts.String(), " --\n"+b[2]) {
			t.Errorf("no script runs this example:\n%s", b[2])
		}
	}
}
