package source

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"servicepatterns/internal/diag"
)

// entry70 is front matter that is right and holds quotes and apostrophes, into which a
// mistake is put.
var entry70 = "verb: report\nstatus: live\naliases:\n  - \"bin day\"\n  - the crew's round\n  - 'bin'\nquestions:\n" +
	strings.Repeat("  - ask: Where is the resident's bin?\n    why: The crew's \"list\" is by street.\n    answers: [Front, \"Back\"]\n",
		20) +
	"reviewed: 2025-06-01\nstage: \"live\"\nowner: 'somebody'\n"

// TestMistakes: each mistake in testdata/mistakes.txt is told where it was made, alone,
// before and after the fields of a long entry.
func TestMistakes(t *testing.T) {
	table, err := os.ReadFile("testdata/mistakes.txt")
	if err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(string(table), "\n== ")[1:]
	if len(rows) < 40 {
		t.Fatalf("%d rows", len(rows))
	}
	unseen := strings.NewReplacer("<nbsp>", "\u00a0", "<tab>", "\t")
	for _, row := range rows {
		name, rest, _ := strings.Cut(row, " | ")
		_, rest, _ = strings.Cut(rest, "\n")
		lines, want, ok := strings.Cut(rest, "\n>> ")
		if !ok {
			t.Fatalf("%s: no sentence", name)
		}
		lines, want = unseen.Replace(lines)+"\n", strings.TrimSpace(want)
		for _, in := range []struct{ where, before, after string }{
			{"alone", "", ""}, {"first", "", entry70}, {"last", entry70, ""},
		} {
			text := "---\n" + in.before + lines + in.after + "---\nText.\n"
			above := 1 + strings.Count(in.before, "\n")
			got := ""
			for _, f := range splitFindings([]byte(text)) {
				got += fmt.Sprintf("%d:%d %s\n", f.Line-above, f.Column, f.Message)
			}
			if strings.TrimSpace(got) != want {
				t.Errorf("%s, %s: got\n%swant\n%s", name, in.where, got, want)
			}
		}
	}
	if f := splitFindings([]byte("---\naliases:\n  - one\n    – two words\nprocess:\n  - - a\n    - b\n" +
		strings.Replace(entry70, "aliases", "others", 1) + "---\n")); len(f) > 0 {
		t.Errorf("an item that goes on: %v", f)
	}
	if f := splitFindings([]byte("---\na:\n" + strings.Repeat("- ", 300_000) + "\n---\n")); len(f) != 1 ||
		f[0].Message != "lists and fields are nested too deeply" {
		t.Errorf("lists in lists: %d findings", len(f))
	}
	if f := splitFindings([]byte("---\ntitle: x\n" + entry70 + "---\n")); len(f) > 0 {
		t.Errorf("the entry that is right: %v", f)
	}
}

func splitFindings(text []byte) []diag.Finding {
	list := &diag.List{}
	s := &File{Name: "a.md", Bytes: text, List: list}
	if s.Text() && s.Merged() {
		s.Split()
	}
	return list.Locate(func(string) ([]byte, error) { return text, nil })
}

// TestFences: the line that was to close front matter is told, and else where the text begins.
func TestFences(t *testing.T) {
	for line, want := range map[string]string{
		"--":           "4:1 “--” does not close the front matter: it is not three hyphens",
		"—-":           "4:1 “—-” does not close the front matter: it is not three hyphens",
		"–":            "4:1 “–” does not close the front matter: it is not three hyphens",
		"-----":        "4:1 “-----” does not close the front matter: it is not three hyphens", // mesosphere-backup/dcos-docs#454
		"- - -":        "4:1 “- - -” does not close the front matter: it is not three hyphens",
		"...":          "4:1 “...” does not close the front matter: it is not three hyphens", // eyeseast/python-frontmatter#83
		"***":          "4:1 “***” does not close the front matter: it is not three hyphens",
		"____":         "4:1 “____” does not close the front matter: it is not three hyphens",
		"===":          "4:1 “===” does not close the front matter: it is not three hyphens",
		"+++":          "4:1 “+++” does not close the front matter: it is not three hyphens",
		"---The text.": "4:1 words follow the hyphens that close the front matter",
		"--- The text": "4:1 words follow the hyphens that close the front matter",
		"":             "1:1 the front matter is never closed",
		"---":          "",
		" ---":         "",
		"--- ":         "",
	} {
		for _, text := range []string{"", "\nA text: it says.\n\n## A heading\n", "\nA text.\n\n***\n\nMore.\n"} {
			got := ""
			for _, f := range splitFindings([]byte("---\ntitle: Report a missed bin\nsummary: Someone was missed.\n" + line + "\n" +
				text)) {
				got += fmt.Sprintf("%d:%d %s", f.Line, f.Column, f.Message)
				if line == "" && text != "" && !strings.Contains(f.Help, "after line 3") {
					t.Errorf("it helps with %q", f.Help)
				}
			}
			if got != want {
				t.Errorf("%q: got %q, want %q", line+text, got, want)
			}
		}
	}
}

// TestBegins: where front matter does not begin with the file, or is in other bytes, that is said, and nothing else.
func TestBegins(t *testing.T) {
	const fields = "---\ntitle: Report a missed bin\nsummary: Someone was missed.\n---\nText.\n"
	var little, big []byte
	for _, b := range []byte(fields) {
		little, big = append(little, b, 0), append(big, 0, b)
	}
	for text, want := range map[string]string{
		fields:                        "",
		"\n" + fields:                 "",
		"# Report a bin\n\n" + fields: "3:1 something comes before the front matter", // berty/www.berty.tech#179
		"---\n" + fields:              "2:1 the front matter has no fields, and the text begins with one",
		"---\n---\nText.\n":           "",
		"# Report a bin\n\nText.\n":   "0:0 the file has no front matter",
		string(little):                "1:1 the file is saved as UTF-16",
		string(big):                   "1:1 the file is saved as UTF-16",
		"<<<<<<< a\n" + fields + "=======\n" + fields + ">>>>>>> b\n": "1:1 this line is a mark of a merge that was not finished",
	} {
		got := ""
		for _, f := range splitFindings([]byte(text)) {
			got += fmt.Sprintf("%d:%d %s", f.Line, f.Column, f.Message)
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// FuzzWording: whatever stands in front matter, what is said of it is in our words and
// names a place in the file.
func FuzzWording(f *testing.F) {
	table, err := os.ReadFile("testdata/mistakes.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, row := range strings.Split(string(table), "\n== ") {
		f.Add([]byte("---\n" + row + "\n---\n"))
	}
	f.Add([]byte("---\na: \"\\xz\n---\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, found := range splitFindings(text) {
			for _, words := range []string{"did not find", "could not find", "found character", "unexpected end", "not allowed in this", "yaml:", "unmarshal", "mapping values"} {
				if strings.Contains(found.Message, words) && !strings.Contains(string(text), words) {
					t.Errorf("the parser's words: %s", found.Message)
				}
			}
			if start, end := found.Bytes(); start > len(text) || end > len(text) {
				t.Errorf("outside the file: %+v", found)
			}
		}
	})
}
