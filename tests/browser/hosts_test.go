package browser_test

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestJekyll puts a site through Jekyll, as some ways to GitHub Pages do in spite of
// .nojekyll: every file comes out again, whatever an entry says.
func TestJekyll(t *testing.T) {
	dir := t.TempDir()
	site := filepath.Join(dir, "site")
	for name, text := range map[string]string{
		"library/library.yaml": "title: Odd things\n",
		"library/service-patterns/report-a-fault/index.md": "---\ntitle: Report a {{ fault }}\nsummary: Someone sees {% include form.html %}.\n---\n" +
			"Say {% include form.html %}, {{ site.pages | unknown: 1 }} and {% raw %}.\n\n---\n\nMore.\n\n![A bin](_bin.gif)\n",
		"library/service-patterns/report-a-fault/_bin.gif": "GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;",
		"library/pages/about.md":                           "---\ntitle: About\nsummary: What this is.\nformer-ids: [posts]\n---\n{% highlight %}\n",
		"site/.well-known/security.txt":                    "Contact: mailto:security@council.example\n",
		"site/CNAME":                                       "patterns.council.example\n",
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run := func(name string, args ...string) {
		t.Helper()
		cmd := exec.Command(name, args...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s %s: %v\n%s", filepath.Base(name), strings.Join(args, " "), err, out)
		}
	}
	run(compile(t), "build", "--library", "library", "--out", site, "--base-url", "https://council.example/sub/")
	before := filesIn(t, site)
	if _, ok := before[".nojekyll"]; !ok || len(before) < 50 {
		t.Fatalf("the site has no .nojekyll, or only %d files", len(before))
	}
	run(find(t, "jekyll"), "build", "--safe", "--source", site, "--destination", filepath.Join(dir, "out"), "--disable-disk-cache")
	after := filesIn(t, filepath.Join(dir, "out"))
	for _, name := range slices.Sorted(maps.Keys(before)) {
		data, ok := after[name]
		want := before[name]
		if strings.HasSuffix(name, ".md") { // Jekyll takes the front matter for its own
			_, want, _ = bytes.Cut(want[3:], []byte("\n---\n"))
		}
		if !ok {
			t.Errorf("%s is lost", name)
		} else if !bytes.Equal(data, want) {
			t.Errorf("%s comes out as\n%.500s", name, data)
		}
	}
}

// filesIn reads every file below a folder, by its name there.
func filesIn(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, file)
		if err != nil {
			return err
		}
		files[filepath.ToSlash(name)], err = os.ReadFile(file)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
