package merge

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/source"
)

// TestMerge: the cases of testdata. UPDATE_GOLDEN=1 writes what they want; read the diff as a reviewer.
func TestMerge(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(files) < 4 {
		t.Fatalf("%d cases (%v)", len(files), err)
	}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		part := map[string][]byte{}
		for _, f := range a.Files {
			part[f.Name] = f.Data
		}
		r := Merge(part["base"], part["ours"], part["theirs"], "ours", "theirs")
		got := map[string]string{"want": string(r.Text), "conflicts": "", "taken": ""}
		for _, c := range r.Conflicts {
			got["conflicts"] += c.Where + "\n"
		}
		for _, c := range r.Taken {
			got["taken"] += fmt.Sprintln(c.Kind, c.Where)
		}
		for i, f := range a.Files {
			made, ok := got[f.Name]
			if !ok || made == string(f.Data) {
				continue
			}
			if os.Getenv("UPDATE_GOLDEN") != "" {
				a.Files[i].Data = []byte(made)
				continue
			}
			t.Errorf("%s\n%s", file, diff.Diff("want", f.Data, "got", []byte(made)))
		}
		if os.Getenv("UPDATE_GOLDEN") != "" {
			if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

const sample = "---\ntitle: A\nsummary: B of it.\nquestions:\n  - id: x\n    ask: One?\n  - ask: Two?\naliases: [a, b]\n---\n" +
	"Intro text here.\n\n## Heading\n\n- item\n- other\n\n```\ncode\n\nmore\n```\n\nEnd of it.\n"

// FuzzMerge: whatever the three texts are, nothing that one side alone has is lost; a side that changed
// nothing gives way; and without conflicts a text that could be read still can.
func FuzzMerge(f *testing.F) {
	f.Add(sample, strings.Replace(sample, "One?", "Uno?", 1), strings.Replace(sample, "End", "Ending", 1))
	f.Add(sample, strings.Replace(sample, "  - ask: Two?\n", "", 1), strings.Replace(sample, "Two?", "Due?", 1))
	f.Add(sample, "---\ntitle: C\n---\n", "")
	f.Add("", "a\n", "b")
	f.Add("---\na: [x, {b: c}]\n# c\n---\n- i\n\n  j\n",
		"---\n# o\na: [x, y, {b: d}] # n\n---\n- i\n",
		"---\na:\n  - b: c\n    d: \"e\"\n---\n1. i\n")
	f.Add("---\na:\n - b: c\n   d: e\n---\n", "---\na:\n - d: e\n   b: f\n---\n", "---\na:\n- b: g\n---\n\r\n")
	f.Fuzz(func(t *testing.T, base, ours, theirs string) {
		if strings.Contains(base+ours+theirs, "<<<<<<<") || strings.Contains(ours+theirs, ">>>>>>>") {
			return
		}
		r := Merge([]byte(base), []byte(ours), []byte(theirs), "ours", "theirs")
		if got := Merge([]byte(base), []byte(ours), []byte(base), "ours", "theirs"); string(got.Text) != ours || got.Conflicts != nil {
			t.Errorf("they changed nothing, and %q became %q", ours, got.Text)
		}
		if lost := lost(base, ours, string(r.Text)); len(lost) > 0 {
			t.Errorf("words of ours are lost: %q\n%q\n%q\n%q\n= %q", lost, base, ours, theirs, r.Text)
		}
		if lost := lost(base, theirs, string(r.Text)); len(lost) > 0 && !onlyOurs(theirs) {
			t.Errorf("words of theirs are lost: %q\n%q\n%q\n%q\n= %q", lost, base, ours, theirs, r.Text)
		}
		if (len(r.Conflicts) > 0) != !(&source.File{Name: "a.md", Bytes: r.Text, List: &diag.List{}}).Merged() {
			t.Errorf("%d conflicts, and check does not see it so: %q", len(r.Conflicts), r.Text)
		}
		if n := len(Changes([]byte(ours), []byte(ours))); n > 0 {
			t.Errorf("%d changes of nothing", n)
		}
	})
}

// onlyOurs says whether a text names a field that is never taken.
func onlyOurs(text string) bool {
	for _, name := range kept {
		if strings.Contains(text, name) {
			return true
		}
	}
	return false
}

// TestChanges: by field, item and paragraph, in words.
func TestChanges(t *testing.T) {
	after := strings.NewReplacer("One?", "Uno?", "[a, b]", "[a, c]", "- other\n", "", "End of it.", "The end of it.\n\nMore.").
		Replace(sample)
	var got []string
	for _, c := range Changes([]byte(sample), []byte(after)) {
		got = append(got, fmt.Sprintf("%s %s", c.Kind, c.Where))
	}
	want := "changed questions › x › ask, changed aliases › c, removed “Heading”, item 2, changed “Heading”, paragraph 1, " +
		"added “Heading”, paragraph 2"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

// BenchmarkMerge: a text of a megabyte, in which every tenth paragraph changed on each side.
func BenchmarkMerge(b *testing.B) {
	text := func(changed int) []byte {
		var t strings.Builder
		t.WriteString("---\ntitle: A\nsummary: B.\n---\n")
		for i := range 10_000 {
			fmt.Fprintf(&t, "Paragraph %d of a long text that goes on about what people need to know, and why.\n\n", i)
			if i%10 == changed {
				t.WriteString("Changed.\n\n")
			}
		}
		return []byte(t.String())
	}
	base, ours, theirs := text(-1), text(3), text(7)
	for b.Loop() {
		if r := Merge(base, ours, theirs, "a", "b"); len(r.Conflicts) > 0 {
			b.Fatal("conflicts")
		}
	}
}

// TestEnds: ends of lines of ours stay as they are, mixed ones too, and so do a byte-order mark and a last line
// without an end.
func TestEnds(t *testing.T) {
	const base, theirs = "---\ntitle: A\n---\nOne.\n\nTwo.\n", "---\ntitle: B\n---\nOne.\n\nTwo.\n\nThree.\n"
	for ours, want := range map[string]string{
		base: theirs,
		"\ufeff---\r\ntitle: A\r\n---\r\nOne.\r\n\r\nTwo of ours.": "\ufeff---\r\ntitle: B\r\n---\r\nOne.\r\n\r\nTwo of ours.\r\n\r\nThree.",
		"---\ntitle: A\r\n---\nOne.\r\n\nTwo of ours.\r\n":         "---\ntitle: B\r\n---\nOne.\r\n\nTwo of ours.\r\n\nThree.\n",
	} {
		for _, their := range []string{theirs, strings.ReplaceAll(theirs, "\n", "\r\n")} {
			if got := Merge([]byte(base), []byte(ours), []byte(their), "ours", "theirs"); string(got.Text) != want {
				t.Errorf("got  %q\nwant %q", got.Text, want)
			}
		}
	}
}
