package forge

import (
	"testing"

	"servicepatterns/internal/model"
)

// TestForge: where each code host has its pages for changing and adding files.
func TestForge(t *testing.T) {
	for _, c := range []struct{ repository, branch, edit, new, upload string }{
		{"", "", "", "", ""},
		{"not an address", "", "", "", ""},
		{"https://github.com/o/r.git", "", "https://github.com/o/r/edit/main/lib/pages/a%20b.md", "https://github.com/o/r/new/main/lib/pages?filename=", "https://github.com/o/r/upload/main/lib/pages"},
		{"https://gitlab.com/o/r/", "live", "https://gitlab.com/o/r/-/edit/live/lib/pages/a%20b.md", "https://gitlab.com/o/r/-/new/live/lib/pages?file_name=", "https://gitlab.com/o/r/-/tree/live/lib/pages"},
		{"https://codeberg.org/o/r", "", "https://codeberg.org/o/r/_edit/main/lib/pages/a%20b.md", "https://codeberg.org/o/r/_new/main/lib/pages?filename=", "https://codeberg.org/o/r/_upload/main/lib/pages"},
		{"https://code.example/r", "", "https://code.example/r/edit/main/lib/pages/a%20b.md", "https://code.example/r/new/main/lib/pages?filename=", "https://code.example/r/upload/main/lib/pages"},
	} {
		lib := &model.Library{Dir: "lib"}
		lib.Repository.Value, lib.Branch.Value = c.repository, c.branch
		f, ok := Of(lib)
		if ok != (c.new != "") {
			t.Errorf("%s: a code host: %v", c.repository, ok)
		}
		if !ok {
			continue
		}
		if got := f.Edit("pages/a b.md"); got != c.edit {
			t.Errorf("%s: edit at %s, want %s", c.repository, got, c.edit)
		}
		if got := f.New("pages"); got != c.new {
			t.Errorf("%s: new at %s, want %s", c.repository, got, c.new)
		}
		if got := f.Upload("pages"); got != c.upload {
			t.Errorf("%s: upload at %s, want %s", c.repository, got, c.upload)
		}
	}
}
