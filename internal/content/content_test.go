package content

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
)

// TestPlaces checks that values carry the bytes they stand at, whatever their style.
func TestPlaces(t *testing.T) {
	source := "\ufeff---\r\ntitle: \"Böoks: \\\"all\\\"\"\r\nsummary: 'It''s here'\r\naliases: [one, \"two\"]\r\nverb: hire\r\n" +
		"process:\r\n  steps:\r\n    - {id: a, does: Päck it, next: []}\r\n---\r\nText [x](https://example.org).\r\n"
	lib, findings := load(t, map[string]string{"service-patterns/buy.md": source})
	errors, _ := diag.Count(findings)
	if errors > 0 || len(lib.Entries) != 1 {
		t.Fatalf("findings %v, %d entries", findings, len(lib.Entries))
	}
	e := lib.Entries[0]
	for want, text := range map[string]model.Text{
		`"Böoks: \"all\""`: e.Title, `'It''s here'`: e.Summary, `one`: e.Aliases[0], `"two"`: e.Aliases[1],
		`hire`: e.Pattern().Verb, `Päck it`: e.Pattern().Process.Steps[0].Does, "https://example.org": e.Links[0].To,
	} {
		if got := source[text.Pos.Start:text.Pos.End]; got != want {
			t.Errorf("%q stands at %q, want %q", text.Value, got, want)
		}
	}
	if e.Title.Value != `Böoks: "all"` || e.Pattern().Verb.Value != "buy" {
		t.Errorf("title %q, verb %q", e.Title.Value, e.Pattern().Verb.Value)
	}
}

// TestReadStaysInside tries to read outside a library and past a limit.
func TestReadStaysInside(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "outside.md"), "secret")
	write(t, filepath.Join(dir, "library/in.md"), strings.Repeat("x", 100))
	if err := os.Symlink("../outside.md", filepath.Join(dir, "library/link.md")); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(filepath.Join(dir, "library"))
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for _, name := range []string{"../outside.md", "link.md", "/etc/hostname"} {
		if b, err := Read(root, name, 1000); err == nil {
			t.Errorf("reading %s gave %q", name, b)
		}
	}
	var tooLarge *TooLargeError
	if _, err := Read(root, "in.md", 99); !errors.As(err, &tooLarge) {
		t.Errorf("a file past its limit gave %v", err)
	}
}

// FuzzFrontMatter: whatever a file holds, loading ends, in a page or in findings that
// lie inside the file, and values lie where they say.
func FuzzFrontMatter(f *testing.F) {
	for _, s := range []string{
		"---\ntitle: A\nsummary: B\nverb: report\n---\nText", "---\ntitle: [\n---\n", "\ufeff---\n- a\n---\n", "---\ntitle: A\n", "---\n---\n", "",
		"---\ntitle: &a [*a, *a]\n---\n", "---\n\ttitle: x\n---\n", "---\nquestions:\n  - {ask: x, if: {y: [z]}}\n---\n[[x]] ![y](z)",
		"---\nprocess: {steps: [{id: a, next: [b]}]}\n---\n", "---\ntitle: |\n  many\n  lines\nsummary: >-\n  folded\n---\n", "---\r\ntitle: 'é\xff'\r\n---\r\n",
		"---\ntitle: \"\\u00e9 utilise\\\n  \\  it\"\nsummary: 'it''s\n\n  utilised'\n---\n**utili**se [here](x) ![](y) > `a`\n",
		"---\n? [a, b]\n: c\n<<: {title: x}\n---\n", "---\ntitle: !!binary aGk=\nsummary: 2019-01-01\n---\n", "---\n" + strings.Repeat("[", 200) + "\n---\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		lib, findings := load(t, map[string]string{"service-patterns/a.md": string(data)})
		lines := strings.Count(string(data), "\n") + 1
		for _, f := range findings {
			if f.Line < 0 || f.Line > lines || f.Column < 0 || f.Message == "" {
				t.Errorf("finding outside its file of %d lines: %+v", lines, f)
			}
		}
		if len(lib.Entries) == 0 && len(findings) == 0 {
			t.Error("no entry, and nothing said")
		}
		for _, e := range lib.Entries {
			for _, ref := range e.Refs {
				if p := ref.To.Pos; p.Start < 0 || p.End < p.Start || int(p.End) > len(data) {
					t.Errorf("place %v outside %d bytes", p, len(data))
				}
			}
		}
	})
}

func load(t *testing.T, files map[string]string) (*model.Library, []diag.Finding) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		write(t, filepath.Join(dir, name), text)
	}
	var list diag.List
	lib, err := Proofread(dir, &list)
	if err != nil {
		t.Fatal(err)
	}
	return lib, list.Locate(os.ReadFile)
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
