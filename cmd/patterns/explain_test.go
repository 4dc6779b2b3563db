package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"servicepatterns/docs"
	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/tests/picture"
)

var (
	exampleFile = regexp.MustCompile("(?m)^`([^`\n]+)`:\n\n(`{3,})[a-z]+\n((?s:.*?))^`{3,}$")
	exampleRun  = regexp.MustCompile("(?m)^```sh\n((?s:.*?))^```$")
	settings    = regexp.MustCompile("(?m)^```yaml\n(check:\n(?s:.*?))^```$")
	foundCode   = regexp.MustCompile(`(?m)^\S.* \[([a-z0-9-]+)\]$`)
)

// TestExamples runs the smallest example of the page of each code: it provokes that code
// and no other.
func TestExamples(t *testing.T) {
	for _, code := range diag.Codes() {
		t.Run(string(code), func(t *testing.T) {
			t.Parallel()
			page, ok := docs.Check(string(code))
			if !ok {
				t.Fatal("no page")
			}
			// So named in findings, and in no git repository.
			library := filepath.Join(t.TempDir(), "patterns")
			if err := os.MkdirAll(library, 0o755); err != nil {
				t.Fatal(err)
			}
			for _, m := range exampleFile.FindAllStringSubmatch(page.Text, -1) {
				file := filepath.Join(library, filepath.FromSlash(m[1]))
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				data := unescape(m[3])
				if content.IsPicture(file) {
					data = picture.OnePoint(file) // a page of text cannot show it
				}
				if err := os.WriteFile(file, data, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			var said string
			if m := exampleRun.FindStringSubmatch(page.Text); m != nil {
				said = run(t, library, "sh", "-ec", m[1])
			}
			codes := map[string]bool{}
			for _, m := range foundCode.FindAllStringSubmatch(said, -1) {
				codes[m[1]] = true
			}
			if settings := filepath.Join(library, "library.yaml"); !exists(settings) { // by which a folder is known to be a library
				if err := os.WriteFile(settings, nil, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			var checked struct{ Findings []struct{ Code string } }
			if err := json.Unmarshal([]byte(run(t, library, "patterns", "check", "--library", ".", "--format", "json")),
				&checked); err != nil {
				t.Fatal(err)
			}
			for _, f := range checked.Findings {
				codes[f.Code] = true
			}
			if !codes[string(code)] || len(codes) != 1 {
				t.Errorf("the example provokes %v\n%s", codes, said)
			}
			if code.BuildOnly() != (len(checked.Findings) == 0) {
				t.Errorf("check and build disagree about who says it: %v", checked)
			}
		})
	}
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// TestDocumentedSettings: what the pages show of `check:` in library.yaml is right.
func TestDocumentedSettings(t *testing.T) {
	pages, err := filepath.Glob("../../docs/checks/*.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for _, page := range append(pages, "../../docs/content.md") {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range settings.FindAllStringSubmatch(string(text), -1) {
			shown++
			library := t.TempDir()
			if err := os.WriteFile(filepath.Join(library, "library.yaml"), []byte(m[1]), 0o644); err != nil {
				t.Fatal(err)
			}
			if said := run(t, library, "patterns", "check", "--library", "."); said != "" {
				t.Errorf("%s:\n%s\n%s", page, m[1], said)
			}
		}
	}
	if shown < 2 {
		t.Errorf("only %d examples were found", shown)
	}
}

// run runs a command in a folder and returns all that it prints. Exit code 1 is of the
// content; anything else is a mistake of the example.
func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CEILING_DIRECTORIES="+filepath.Dir(dir), "XDG_CACHE_HOME="+t.TempDir())
	out, err := cmd.CombinedOutput()
	if err != nil && cmd.ProcessState.ExitCode() != 1 {
		t.Fatalf("%s %q: %v\n%s", name, args, err, out)
	}
	return string(out)
}
