package diag

import (
	"bytes"
	"encoding/json"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// hostile are findings whose texts try to leave their place.
func hostile() []Finding {
	var list List
	list.Add(
		At("patterns/a,b:c%0A/ü d.md", 4, 9, UnknownVerb, `unknown verb "re::prot, 50%"`,
			"Did you mean \"report\"?\nOr\r\n::error::not a command"),
		OnLine("patterns/organisations.csv", 7, 0, TableRow, "the row cannot be read", ""),
		OnLine("/elsewhere/x.md", 2, 3, RawHTML, "HTML \u202e\x1b[31m in the text\n::warning::x", "Use Markdown."),
		InFile("a:b.md", BadID, "the file’s name cannot be an address.", ""),
		InFile("line\nbreak\xff.md", NotUTF8, "x", ""),
	)
	return list.Locate(func(string) ([]byte, error) { return []byte("---\nverb: reprot\n---\nx\nx\nx\nx"), nil })
}

func explain(c Code) (says, page string) {
	return "It says " + string(c) + ".", "# " + string(c) + "\n"
}

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	s, err := c.Compile("testdata/sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestSARIF checks the form against the schema that OASIS publishes with the standard, and that
// what is written leads back to the findings.
func TestSARIF(t *testing.T) {
	s := schema(t)
	for name, findings := range map[string][]Finding{"hostile": hostile(), "none": nil} {
		var out bytes.Buffer
		if err := SARIF(&out, findings, "1.2.3", explain); err != nil {
			t.Fatal(err)
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(out.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(v); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out.String())
		}
		var log sarifLog
		if err := json.Unmarshal(out.Bytes(), &log); err != nil {
			t.Fatal(err)
		}
		results := log.Runs[0].Results
		if len(results) != len(findings) {
			t.Fatalf("%s: %d results of %d findings", name, len(results), len(findings))
		}
		for i, r := range results {
			f := findings[i]
			if rule := log.Runs[0].Tool.Driver.Rules[r.RuleIndex]; rule.ID != string(f.Code) || r.RuleID != rule.ID {
				t.Errorf("rule %s at %d is %s", r.RuleID, r.RuleIndex, rule.ID)
			}
			u, err := url.Parse(r.Locations[0].Physical.Artifact.URI)
			if err != nil || strings.TrimPrefix(u.Path, "./") != f.File {
				t.Errorf("address %v of %q: %v", u, f.File, err)
			}
		}
	}
}

// TestSARIFPlace shows one result whole.
func TestSARIFPlace(t *testing.T) {
	var list List
	list.Add(At("a.md", 10, 16, UnknownVerb, `unknown verb "reprot"`, `Did you mean "report"?`))
	var out bytes.Buffer
	if err := SARIF(&out, list.Locate(func(string) ([]byte, error) { return []byte("---\nverb: reprot\n---\n"), nil }), "1.2.3",
		explain); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/one.sarif")
	if err != nil || out.String() != string(want) {
		t.Errorf("%v, got:\n%s", err, out.String())
	}
}

// TestGitHub reads the commands as GitHub's runner does: one a line, the first part up
// to "::", its values parted by commas, then the escapes undone.
func TestGitHub(t *testing.T) {
	findings := hostile()
	var out bytes.Buffer
	if err := GitHub(&out, findings); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if len(lines) != len(findings) {
		t.Fatalf("%d lines of %d findings:\n%s", len(lines), len(findings), out.String())
	}
	for i, line := range lines {
		f := findings[i]
		head, message, ok := strings.Cut(strings.TrimPrefix(line, "::"), "::")
		command, values, _ := strings.Cut(head, " ")
		if !ok || command != string(f.Severity) {
			t.Errorf("no command: %s", line)
		}
		got := map[string]string{}
		for _, v := range strings.Split(values, ",") {
			name, value, _ := strings.Cut(v, "=")
			got[name] = undo(value)
		}
		if got["file"] != Escape(f.File) || got["title"] != string(f.Code) {
			t.Errorf("%s: file %q, title %q", line, got["file"], got["title"])
		}
		if undo(message) != f.sentences() {
			t.Errorf("message %q, want %q", undo(message), f.sentences())
		}
		if strings.ContainsAny(line, "\r\x1b\u202e") {
			t.Errorf("a line that rewrites itself: %q", line)
		}
	}
	if want := `::error file=patterns/a%2Cb%3Ac%250A/ü d.md,line=2,col=1,endColumn=6,title=unknown-verb::Unknown verb "re::prot, ` +
		`50%25".%0ADid you mean "report"?%0AOr\u000D%0A::error::not a command`; !strings.Contains(out.String(), want) {
		t.Errorf("want the line\n%s\nin\n%s", want, out.String())
	}
}

func undo(s string) string {
	return strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%").Replace(s)
}

// FuzzFormats: whatever a finding says, GitHub's commands are a line each, and SARIF is
// valid.
func FuzzFormats(f *testing.F) {
	f.Add("a.md", "message", "help", 1, 2)
	f.Add("\xff:\n", "::error::", "\r\n::", -1, 1<<40)
	s := func() *jsonschema.Schema {
		c := jsonschema.NewCompiler()
		c.AssertFormat()
		return c.MustCompile("testdata/sarif-schema-2.1.0.json")
	}()
	f.Fuzz(func(t *testing.T, file, message, help string, start, end int) {
		if file == "" || message == "" {
			return
		}
		var list List
		list.Add(At(file, start, end, UnknownVerb, message, help))
		findings := list.Locate(func(string) ([]byte, error) { return []byte(help), nil })
		var out bytes.Buffer
		if err := GitHub(&out, findings); err != nil || strings.Count(out.String(), "\n") != 1 ||
			!strings.HasPrefix(out.String(), "::error file=") {
			t.Errorf("%v: %q", err, out.String())
		}
		out.Reset()
		if err := SARIF(&out, findings, "1.2.3", explain); err != nil {
			t.Fatal(err)
		}
		v, err := jsonschema.UnmarshalJSON(&out)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(v); err != nil {
			t.Error(err)
		}
	})
}

// TestGitLab: a report is a list; each finding has what GitLab asks for, and a fingerprint
// that is its own and stays when lines before it come or go.
func TestGitLab(t *testing.T) {
	findings := append(hostile(), hostile()...)
	var out bytes.Buffer
	if err := GitLab(&out, findings); err != nil {
		t.Fatal(err)
	}
	var report []struct {
		Description, Fingerprint, Severity string
		CheckName                          Code `json:"check_name"`
		Location                           struct {
			Path  string
			Lines struct{ Begin int }
		}
	}
	if err := json.Unmarshal(out.Bytes(), &report); err != nil || len(report) != len(findings) {
		t.Fatalf("%v, %d of %d findings", err, len(report), len(findings))
	}
	fingerprints := map[string]bool{}
	for i, r := range report {
		f := findings[i]
		if r.Description != f.sentences() || r.CheckName != f.Code || r.Location.Path != Escape(f.File) || r.Location.Lines.Begin < 1 ||
			(r.Severity == "major") != (f.Severity == Error) {
			t.Errorf("%+v of %+v", r, f)
		}
		fingerprints[r.Fingerprint] = true
	}
	if len(fingerprints) != len(findings) {
		t.Errorf("%d fingerprints of %d findings", len(fingerprints), len(findings))
	}
	moved := hostile()
	for i := range moved {
		moved[i].Line += 7
	}
	var again bytes.Buffer
	if err := GitLab(&again, moved); err != nil || !strings.Contains(again.String(), report[0].Fingerprint) {
		t.Errorf("%v, the fingerprint %s is gone", err, report[0].Fingerprint)
	}
	out.Reset()
	if err := GitLab(&out, nil); err != nil || out.String() != "[]\n" {
		t.Errorf("nothing found is %v %q", err, out.String())
	}
}
