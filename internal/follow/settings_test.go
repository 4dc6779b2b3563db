package follow

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestSettings: libraries come and go in library.yaml, and all else stays as it was written.
func TestSettings(t *testing.T) {
	add := func(name, url string) func(string) error {
		return func(dir string) error { return Add(dir, name, url) }
	}
	remove := func(name string) func(string) error { return func(dir string) error { return Remove(dir, name) } }
	for _, c := range []struct {
		name, before, after, fails string
		do                         func(string) error
	}{
		{"none yet", "title: Ours # a comment\n", "title: Ours # a comment\nfollow:\n  - name: a\n    url: https://a.example/\n", "",
			add("a", "https://a.example/")},
		{"no line end", "title: Ours", "title: Ours\nfollow:\n  - name: a\n    url: https://a.example/\n", "", add("a", "https://a.example/")},
		{"nothing at all", "", "follow:\n  - name: a\n    url: https://a.example/\n", "", add("a", "https://a.example/")},
		{"between others", "follow:\n- url: https://a.example/\n  name: a\n\n# of ours\ntitle: Ours\n",
			"follow:\n- url: https://a.example/\n  name: a\n- name: b\n  url: https://b.example/\n\n# of ours\ntitle: Ours\n", "",
			add("b", "https://b.example/")},
		{"another address", "follow:\n  - name: a\n    url: \"https://a.example/\" # theirs\n    block: [x]\n",
			"follow:\n  - name: a\n    url: https://new.example/ # theirs\n    block: [x]\n", "", add("a", "https://new.example/")},
		{"in brackets", "follow: [{name: a, url: https://a.example/}]\n", "", "in brackets", add("b", "https://b.example/")},
		{"one of two", "follow:\n  - name: a\n    url: https://a.example/\n    show: search\n  - name: b\n    url: https://b.example/\ntitle: x\n",
			"follow:\n  - name: b\n    url: https://b.example/\ntitle: x\n", "", remove("a")},
		{"the last", "title: x\nfollow:\n  - name: a\n    url: https://a.example/\n# end\n", "title: x\n# end\n", "", remove("a")},
		{"not there", "title: x\n", "", "follows no library", remove("a")},
		{"not YAML", "title: [\n", "", "cannot be read", add("a", "https://a.example/")},
	} {
		dir := t.TempDir()
		file := filepath.Join(dir, settingsFile)
		if err := os.WriteFile(file, []byte(c.before), 0o644); err != nil {
			t.Fatal(err)
		}
		err := c.do(dir)
		got, readErr := os.ReadFile(file)
		if readErr != nil {
			t.Fatal(readErr)
		}
		want := c.after
		if c.fails != "" {
			want = c.before
			if err == nil || !strings.Contains(err.Error(), c.fails) {
				t.Errorf("%s: %v", c.name, err)
			}
		} else if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if string(got) != want {
			t.Errorf("%s: it is\n%s\nand should be\n%s", c.name, got, want)
		}
	}
}

// TestAddress: what people give for the address of a library.
func TestAddress(t *testing.T) {
	for given, want := range map[string]string{
		"https://a.example": "https://a.example/", "https://A.example/sub": "https://a.example/sub/", "https://a.example/library.json": "https://a.example/",
		"HTTPS://a.example/x/index.html?utm=1#top": "https://a.example/x/", " https://a.example/ ": "https://a.example/",
	} {
		if got := Address(given); got != want {
			t.Errorf("%q: %q, want %q", given, got, want)
		}
	}
}

// FuzzAdd: whatever library.yaml holds, adding a library leaves YAML that names it, or an error and
// the file as it was; and nothing that it held is gone.
func FuzzAdd(f *testing.F) {
	f.Add("title: x\nfollow:\n  - name: a\n    url: b\n")
	f.Add("follow:\n- {name: a, url: b}\n- name: c\n")
	f.Add("follow: &x [a]\n---\n")
	f.Add("? follow\n: - name: é\n    url: |\n      x\n")
	f.Fuzz(func(t *testing.T, text string) {
		dir := t.TempDir()
		file := filepath.Join(dir, settingsFile)
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		err := Add(dir, "zz-new", "https://new.example/")
		got, readErr := os.ReadFile(file)
		if readErr != nil {
			t.Fatal(readErr)
		}
		if err != nil {
			if string(got) != text {
				t.Errorf("the file changed in spite of %v", err)
			}
			return
		}
		var now struct{ Follow []struct{ Name, URL string } }
		if err := yaml.Unmarshal(got, &now); err != nil {
			return // of another shape; check says so
		}
		found := false
		for _, l := range now.Follow {
			found = found || l.Name == "zz-new" && l.URL == "https://new.example/"
		}
		if !found {
			t.Errorf("%q became %q", text, got)
		}
	})
}
