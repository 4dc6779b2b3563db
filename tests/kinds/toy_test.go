package kinds

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	insertion = regexp.MustCompile("(?m)^In `([^`]+)`, (below|above)\n\n```[a-z]+\n((?s:.*?))^```\n\nadd\n\n```[a-z]+\n((?s:.*?))^```$")
	newFile   = regexp.MustCompile("(?m)the new file `([^`]+)`:\n\n```[a-z]+\n((?s:.*?))^```$")
)

// follow does what the page says of adding a kind and returns the files that change, with
// their new text.
func follow(t *testing.T, root string) map[string]string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(root, "docs/architecture.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, steps, _ := strings.Cut(string(page), "\n## Adding a kind\n")
	steps, _, _ = strings.Cut(steps, "\n## ")
	files := map[string]string{}
	for _, m := range newFile.FindAllStringSubmatch(steps, -1) {
		if _, err := os.Stat(filepath.Join(root, m[1])); err == nil {
			t.Errorf("%s is there already", m[1])
		}
		files[m[1]] = m[2]
	}
	for _, m := range insertion.FindAllStringSubmatch(steps, -1) {
		file, place, anchor, more := m[1], m[2], m[3], m[4]
		if files[file] == "" {
			data, err := os.ReadFile(filepath.Join(root, file))
			if err != nil {
				t.Fatal(err)
			}
			files[file] = string(data)
		}
		if strings.HasPrefix(anchor, "<") { // the line of a picture is long, and only begins so
			anchor = strings.TrimSuffix(anchor, "\n")
		}
		if n := strings.Count(files[file], anchor); n != 1 {
			t.Fatalf("%s has %d times\n%s", file, n, anchor)
		}
		if place == "below" {
			more = anchor + more
		} else {
			more += anchor
		}
		files[file] = strings.Replace(files[file], anchor, more, 1)
	}
	if len(files) != 7 {
		t.Errorf("%d files were read off the page", len(files))
	}
	return files
}

// TestAddingAKind follows the steps of docs/architecture.md for the kind that they are
// written for, and looks for an entry of it wherever entries are. The repository stays as it
// is: the compiler is told to read the changed files in place of its own. It is long because it
// follows the page from top to bottom.
func TestAddingAKind(t *testing.T) {
	if os.Getenv(inner) != "" {
		return // this is the new kind's own run, below
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	tmp := t.TempDir()
	changed := overlay(t, root, tmp)
	patterns := filepath.Join(tmp, "patterns.bin")
	run(t, root, "go", "build", "-overlay", changed, "-o", patterns, "./cmd/patterns")

	lib := filepath.Join(tmp, "library")
	write(t, filepath.Join(lib, "patterns", "capabilities", "forms.md"), []byte("---\ntitle: Forms\nsummary: Asking online.\n---\n"))
	write(t, filepath.Join(lib, "patterns", "guides", "good-forms.md"), []byte(guide))
	run(t, lib, patterns, "build", "--out", "site")
	for file, want := range published {
		if !strings.Contains(string(read(t, filepath.Join(lib, "site", filepath.FromSlash(file)))), want) {
			t.Errorf("%s does not say %q", file, want)
		}
	}
	for args, want := range said {
		if out := run(t, lib, patterns, strings.Fields(args)...); !strings.Contains(out, want) {
			t.Errorf("patterns %s says %s", args, out)
		}
	}
	// The test of every kind has the new one among them.
	t.Setenv(inner, "1")
	out := run(t, root, "go", "test", "-count=1", "-v", "-overlay", changed, "./tests/kinds")
	if !strings.Contains(out, "PASS: TestEveryFieldOfEveryKind/guide/form") {
		t.Errorf("the new kind was not looked for:\n%s", out)
	}
}

// inner is set in the run of these tests with the new kind.
const inner = "SERVICE_PATTERNS_NEW_KIND"

const guide = `---
title: Good forms
summary: How to ask well.
audience: Fledgling designers
url: https://example.org/forms
capabilities: [forms]
---
Text.
`

// published is what files of the site say of the guide and of its kind.
var published = map[string]string{
	"guides/good-forms/index.html":  "Fledgling designers",
	"guides/good-forms/index.md":    "audience: Fledgling designers",
	"guides/index.html":             "/guides/good-forms/",
	"index.html":                    "/guides/",
	"browse/index.html":             "Guides",
	"a-to-z/index.html":             "Good forms",
	"capabilities/forms/index.html": "Good forms",
	"data/guides.json":              "https://example.org/forms",
	"data/guides.csv":               "Fledgling designers",
	"entries.ndjson":                `"type":"guide"`,
	"add/index.html":                "/add/guide/",
	"add/guide/index.html":          "Add a guide",
	"add/guide/template.md":         "audience:",
	"add/known/guide.json":          "Good forms",
	"assets/add-guide-*.json":       "Who it was written for.",
	"assets/add-capability-*.json":  `"guide"`,
}

// said is what commands say of it.
var said = map[string]string{
	"search fledgling":                              "Good forms  [guide]",
	"search --filter type=guide forms":              "Good forms  [guide]",
	"schema guide":                                  `"audience"`,
	"new guide better-forms":                        "guides/better-forms.md",
	"export --format csv --type guide --out tables": "guides.csv",
}

// overlay writes the changed files into a folder and, for the compiler, which files of the
// repository they stand for.
func overlay(t *testing.T, root, folder string) string {
	t.Helper()
	replace := map[string]string{}
	for file, text := range follow(t, root) {
		to := filepath.Join(folder, "changed", filepath.FromSlash(file))
		write(t, to, []byte(text))
		replace[filepath.Join(root, filepath.FromSlash(file))] = to
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(folder, "overlay.json")
	write(t, name, data)
	return name
}

// run runs a command, which must succeed, and returns all that it says.
func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", filepath.Base(name), strings.Join(args, " "), err, out)
	}
	return string(out)
}
