package docs

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"servicepatterns/internal/diag"
)

// TestEveryCodeHasAPage: and every page is a code's, and says how severe it is.
func TestEveryCodeHasAPage(t *testing.T) {
	for _, code := range diag.Codes() {
		p, ok := Check(string(code))
		if !ok {
			t.Errorf("docs/checks/%s.md is missing", code)
			continue
		}
		if !strings.HasPrefix(p.Text, "# "+string(code)+"\n") || !strings.HasSuffix(p.Says, ".") {
			t.Errorf("%s.md does not begin with its code and what it says", code)
		}
		if p.Warning != (code.Severity() == diag.Warning) {
			t.Errorf("%s.md does not say that it is of the severity %s", code, code.Severity())
		}
		for _, part := range []string{"## Why it matters\n", "## The smallest example\n", "## How to fix it\n"} {
			if !strings.Contains(p.Text, part) {
				t.Errorf("%s.md has no part %q", code, part)
			}
		}
	}
	items, err := files.ReadDir("checks")
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range items {
		name := strings.TrimSuffix(item.Name(), ".md")
		if name != "README" && !slices.Contains(diag.Codes(), diag.Code(name)) {
			t.Errorf("checks/%s is of no code", item.Name())
		}
	}
}

// TestIndex keeps the list of all pages whole. UPDATE_SCRIPTS=1 writes it.
func TestIndex(t *testing.T) {
	var b strings.Builder
	b.WriteString("# What `patterns check` says\n\n" +
		"Each finding ends in a code in square brackets. Its page says what it means, why it matters, the smallest example and how to " +
		"fix it. `patterns check --explain CODE` prints it.\n")
	for _, kind := range []struct {
		warning     bool
		title, text string
	}{
		{false, "Errors", "They stop publishing, and cannot be switched off."},
		{true, "Warnings", "They stop nothing, unless you ask with `--strict`. [A library or an entry can switch each off](../content.md#warnings)."},
	} {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n", kind.title, kind.text)
		for _, code := range diag.Codes() {
			if p, ok := Check(string(code)); ok && p.Warning == kind.warning {
				fmt.Fprintf(&b, "- [%s](%s.md): %s\n", code, code, strings.ToLower(p.Says[:1])+p.Says[1:])
			}
		}
	}
	if os.Getenv("UPDATE_SCRIPTS") != "" {
		if err := os.WriteFile("checks/README.md", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile("checks/README.md")
	if err != nil || string(got) != b.String() {
		t.Errorf("checks/README.md is not what the pages say (%v): run UPDATE_SCRIPTS=1 go test ./docs", err)
	}
}
