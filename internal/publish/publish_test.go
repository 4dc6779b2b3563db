package publish

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSwap publishes twice and looks at what stands there in between: never a mix.
func TestSwap(t *testing.T) {
	out := filepath.Join(t.TempDir(), "site")
	publish := func(files map[string]string) {
		t.Helper()
		f, err := Create(out)
		if err != nil {
			t.Fatal(err)
		}
		before := names(t, out)
		for name, text := range files {
			if err := f.Put(name, []byte(text)); err != nil {
				t.Fatal(err)
			}
		}
		if now := names(t, out); now != before {
			t.Errorf("before Commit the site went from %q to %q", before, now)
		}
		if err := f.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	publish(map[string]string{"a.html": "1", "deep/b.html": "1"})
	publish(map[string]string{"a.html": "2"})
	if got := names(t, out); got != ".patterns-site a.html" {
		t.Errorf("the site holds %q", got)
	}
	if left := names(t, filepath.Dir(out)); left != "site" {
		t.Errorf("left behind: %q", left)
	}
}

// TestForeign never replaces what it did not make, even if it came while building.
func TestForeign(t *testing.T) {
	out := filepath.Join(t.TempDir(), "site")
	f, err := Create(out)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		t.Fatal(err)
	}
	mine := filepath.Join(out, "mine.txt")
	if err := os.WriteFile(mine, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := f.Commit(); err == nil {
		t.Error("Commit replaced a folder that is not ours")
	}
	if _, err := Create(out); err == nil {
		t.Error("Create took a folder that is not ours")
	}
	if _, err := os.Stat(mine); err != nil {
		t.Error(err)
	}
	if err := f.Discard(); err != nil {
		t.Error(err)
	}
}

// TestNames: a name leads nowhere but into the site.
func TestNames(t *testing.T) {
	f, err := Create(filepath.Join(t.TempDir(), "site"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"../a", "/a", "a/../../b", ""} {
		if err := f.Put(name, nil); err == nil {
			t.Errorf("%q was written", name)
		}
	}
}

func names(t *testing.T, dir string) string {
	t.Helper()
	items, err := os.ReadDir(dir)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	var out []string
	for _, item := range items {
		out = append(out, item.Name())
	}
	return strings.Join(out, " ")
}
