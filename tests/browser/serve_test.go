package browser_test

import (
	"os"
	"path/filepath"
	"testing"
)

// TestServe edits a library while its page is open in a browser. SAVES is how many saves are timed; then
// it is a measurement, and ends by saying what they took.
func TestServe(t *testing.T) {
	watchSources(t)
	tools := findTools(t)
	tools.patterns = compile(t)
	library := filepath.Join(t.TempDir(), "patterns")
	if err := os.CopyFS(library, os.DirFS(filepath.Join(repository, sample))); err != nil {
		t.Fatal(err)
	}
	s := &site{dir: library, path: "/"}
	tools.run(t, "serve.mjs", s, s)
}
