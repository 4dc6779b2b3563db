package similar

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
)

// A copy of what a pattern asks, does or says is found whatever it is called, and the
// reasons say what the two share.
func TestCopies(t *testing.T) {
	lib := load(t, sample)
	x := indexed(t, lib)
	read, done := bodies(lib)
	defer done()
	with := lib.ByID["report-a-missed-bin"]
	for _, c := range []struct {
		questions, steps int
		text             bool
		want             string // reasons
		near             bool
	}{
		{15, 10, true, "all 15 questions, all 10 steps and all of the text", true},
		{15, 10, false, "all 15 questions and all 10 steps", true},
		{12, 9, false, "12 of the same 15 questions and 9 of the same 10 steps", true},
		{15, 0, true, "all 15 questions and all of the text", true},
		{0, 10, true, "all 10 steps and all of the text", true},
		{15, 0, false, "all 15 questions", false}, // a form alone does not make a service
		{0, 10, false, "all 10 steps", false},
	} {
		e := &model.Entry{Type: model.ServicePattern, Own: &model.PatternFields{}}
		e.Title.Value, e.Summary.Value = "Say that the crew forgot you", "The lorry drove on."
		e.Pattern().Questions, e.Pattern().Process.Steps = with.Pattern().Questions[:c.questions], with.Pattern().Process.Steps[:c.steps]
		if c.text {
			e.Source = "text:" + read(with)
		}
		matches := like(t, x, e)
		if len(matches) == 0 || matches[0].Entry != with {
			t.Errorf("%s: %v", c.want, matches)
			continue
		}
		if got := rules.List(matches[0].Why); got != c.want || (matches[0].Score >= Near) != c.near {
			t.Errorf("%.2f for %q, want %q, near %v", matches[0].Score, got, c.want, c.near)
		}
	}
}

// Both the copy and what it was copied from stand in a library: the later of them is
// warned of, once, with what it shares, and entries that are much alike otherwise are not.
func TestCopyInLibrary(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(sample)); err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile(filepath.Join(dir, "service-patterns", "volunteer.md"))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	aliases := false
	for line := range strings.Lines(string(source)) {
		switch {
		case strings.HasPrefix(line, "title:"):
			line = "title: Snow wardens\n"
		case strings.HasPrefix(line, "summary:"):
			line = "summary: Residents clear pavements in winter.\n"
		}
		if aliases = strings.HasPrefix(line, "aliases:") || aliases && strings.HasPrefix(line, " "); aliases {
			continue // it has other names
		}
		lines = append(lines, line)
	}
	if err := os.WriteFile(filepath.Join(dir, "service-patterns", "snow-wardens.md"), []byte(strings.Join(lines, "")), 0o644); err != nil {
		t.Fatal(err)
	}
	var list diag.List
	if err := Check(load(t, dir), func(*model.Entry) bool { return false }, &list); err != nil {
		t.Fatal(err)
	}
	found := list.Locate(os.ReadFile)
	if len(found) != 1 || !strings.Contains(found[0].Help, "all 10 questions, all 10 steps and all of the text") {
		t.Errorf("%+v", found)
	}
}

// What is typed leads to what search would find, by the text of entries and by verbs.
func TestText(t *testing.T) {
	x := indexed(t, load(t, sample))
	for text, want := range map[string]string{
		"Report a dead badger": "report-a-problem", "Hire a football pitch": "buy-or-hire", "My bin was not emptied": "report-a-missed-bin",
		"GOVUK Notify": "notifications",
	} {
		matches, err := x.Text(text, 5)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(matches[:min(1, len(matches))], func(m Match) bool { return m.Entry.ID == want }) {
			t.Errorf("%s: %v", text, matches)
		}
	}
	if matches, _ := x.Text("xyzzy", 5); len(matches) != 0 {
		t.Errorf("%v", matches)
	}
}

// Words are joined as people join them.
func TestTokens(t *testing.T) {
	for text, want := range map[string]string{
		"GOV.UK Notify": "govuk notify", "Look-up": "lookup", "the council’s e-mail": "the council email", "It's 2.5.": "it 25", "don't end. Start": "dont end start",
		"Ärger, ÉTÉ": "ärger été", "'s": "", "s's": "s", "James's": "james",
	} {
		if got := strings.Join(tokens(text), " "); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	for _, c := range [][3]string{
		{"os places api", "ordnance survey places api", "os places api"}, {"dfe signin", "department for education signin", "dfe signin"},
		{"srs", "shared resource service", ""}, {"as is", "all sorts is", "as is"},
	} {
		if got, _ := spellOut(strings.Fields(c[0]), strings.Fields(c[1])); got != c[2] {
			t.Errorf("%s beside %s is %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

// Names that differ in how they are written are one, and a kind of thing is not one of
// its kind.
func TestNames(t *testing.T) {
	x := indexed(t, load(t, sample))
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"GOVUK Notify", "GOV.UK Notify", true}, {"GOV UK Notify", "GOV.UK Notify", true}, {"OS Places API", "Ordnance Survey Places API", true},
		{"Look up tables", "Lookup tables", true},
		{"Email addresses", "Addresses", false}, {"Container", "Container type", false}, {"Search", "Land charges search", false},
	} {
		of := func(title string) *doc {
			e := &model.Entry{Type: model.Capability}
			e.Title.Value = title
			return x.doc(e)
		}
		for _, pair := range [][2]string{{c.a, c.b}, {c.b, c.a}} {
			if got, _ := x.names(of(pair[0]), of(pair[1])); got >= 0.95 != c.same || !c.same && got >= 0.6 {
				t.Errorf("%s beside %s: %.2f", pair[0], pair[1], got)
			}
		}
	}
}
