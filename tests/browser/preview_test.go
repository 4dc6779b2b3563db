package browser_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestPreview opens the preview of a proposal as a reviewer does who unpacked it.
func TestPreview(t *testing.T) {
	watchSources(t)
	tools := findTools(t)
	tools.patterns = compile(t)
	// A folder with a space and signs that mean something in addresses, as people have.
	s := &site{dir: filepath.Join(t.TempDir(), "my preview #1"), path: "/"}
	cmd := exec.Command(tools.patterns, "build", "--library", sample, "--preview", "--drafts", "--out", s.dir)
	cmd.Dir = repository
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("patterns build --preview: %v\n%s", err, out)
	}
	for _, name := range []string{"sitemap.xml", "feed.xml"} {
		if _, err := os.Stat(filepath.Join(s.dir, name)); err == nil {
			t.Errorf("the preview has %s, which needs an address", name)
		}
	}
	tools.run(t, "preview.mjs", s, s)
}
