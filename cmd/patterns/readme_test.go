package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"servicepatterns/internal/cli"
)

// TestReadme does what the README tells people to do: every command in it, in order,
// on a copy of the sample library to which its example of a first pattern is added.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	makefile, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "patterns"), os.DirFS("../../testdata/library")); err != nil {
		t.Fatal(err)
	}
	t.Setenv("XDG_CACHE_HOME", filepath.Join(dir, "cache"))
	t.Chdir(dir)

	name := regexp.MustCompile("Put this into `([^`]+)`").FindSubmatch(readme)
	entry := regexp.MustCompile("(?s)```markdown\n(.*?)```").FindSubmatch(readme)
	if name == nil || entry == nil {
		t.Fatal("the README shows no first pattern")
	}
	if err := os.WriteFile(string(name[1]), entry[1], 0o644); err != nil {
		t.Fatal(err)
	}

	ran := 0
	for _, block := range regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllSubmatch(readme, -1) {
		for command := range strings.Lines(string(block[1])) {
			command = strings.TrimSpace(command)
			ran++
			if target, ok := strings.CutPrefix(command, "make "); ok {
				if !bytes.Contains(makefile, []byte("\n"+target+":")) {
					t.Errorf("%s: the Makefile has no such target", command)
				}
				continue
			}
			words, ok := strings.CutPrefix(command, "go run ./cmd/patterns ")
			if !ok {
				t.Errorf("%s: this test does not know how to run it", command)
				continue
			}
			var out, errors bytes.Buffer
			if code := cli.Main(strings.Fields(words), &out, &errors); code != 0 {
				t.Errorf("%s: exit code %d\n%s%s", command, code, out.String(), errors.String())
			}
			if strings.HasPrefix(words, "search hire") && !strings.Contains(out.String(), "Hire a sports pitch") {
				t.Errorf("%s does not find the first pattern:\n%s", command, out.String())
			}
		}
	}
	if ran < 8 {
		t.Errorf("only %d commands found in the README", ran)
	}
}
