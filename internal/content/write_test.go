package content

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"servicepatterns/internal/content/contenttest"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/model"
)

// TestFormat pins what a written file looks like: order of the schema, block lists,
// quotes only where they are needed.
// It is long because of the two files that it compares.
func TestFormat(t *testing.T) {
	lib, findings := load(t, map[string]string{"service-patterns/a.md": `---
used-by: [{organisation: blaby, since: 2020}]
source: x
summary: "plain, with a 'quote' in it"
title: "Bins: all"
aliases: ["yes", "12", "1e3", "2019-06", '#1', "a\nb", "- x", "-13%", "a: ", "null", "12:30", "a\n---\nb"]
lgsl: [528]
reviewed: 2026-11-01
capabilities: [forms, {use: maps, for: the place}]
questions:
  - {ask: "Where?", id: where, type: yes-no, required: true, source: "https://example.org/?a=b#c"}
  - {ask: "How?", if: {where: "Yes"}, options: [], source: ["https://a.example", "https://b.example"]}
process: {steps: []}
---

Text
`})
	if errors, _ := diag.Count(findings); errors != 1 || len(lib.Entries) != 1 { // "source" is no field
		t.Fatal(findings)
	}
	got, err := Format(lib.Entries[0], []byte("\nText\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := `---
title: "Bins: all"
summary: plain, with a 'quote' in it
aliases:
  - "yes"
  - "12"
  - "1e3"
  - 2019-06
  - "#1"
  - |-
    a
    b
  - "- x"
  - -13%
  - "a:"
  - "null"
  - "12:30"
  - "a\n---\nb"
reviewed: 2026-11-01
lgsl:
  - 528
capabilities:
  - forms
  - use: maps
    for: the place
questions:
  - id: where
    ask: Where?
    type: yes-no
    required: true
    source: https://example.org/?a=b#c
  - ask: How?
    if:
      where: "Yes"
    source:
      - https://a.example
      - https://b.example
used-by:
  - organisation: blaby
    since: 2020
---

Text
`
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestFormatSample writes every entry of the sample library and reads it back.
func TestFormatSample(t *testing.T) {
	var list diag.List
	lib, err := Load("../../testdata/library", &list)
	if err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot("../../testdata/library")
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for _, e := range lib.Entries {
		if e.Row > 0 {
			continue
		}
		body, err := ReadBody(root, e)
		if err != nil {
			t.Fatal(err)
		}
		back, text := again(t, e, body)
		if back == nil {
			t.Fatalf("%s cannot be read back", e.Source)
		}
		if !reflect.DeepEqual(contenttest.Values(Tree(e, true)), contenttest.Values(Tree(back, true))) {
			t.Errorf("%s comes back with other fields", e.Source)
		}
		if !bytes.Equal(text, body) {
			t.Errorf("%s comes back with another text", e.Source)
		}
	}
}

// FuzzFormat: whatever values an entry has, its file loads without a finding about
// YAML, with the same values and the same text, and is written the same again.
func FuzzFormat(f *testing.F) {
	for _, s := range []string{"plain", "a: b", "- x", "a\nb", "a\n---\nb", "---", "'", "\"", "\\", "yes", "0x1f", "1_000", "~", "é\u0085\u2028", "\ufeff", "\x00", "\x7f", "a #b", "? x", "a\n\tb",
		"a\n  b", "a\r\nb", "%TAG", "@x", "`x", "<<", "=", "{", "[", "!x", "&x", "*x", "|", ">", "a:", ":a", "12:30:45", "2019-06-28T10:00:00Z", "\U0001F600", "\U000E0001", "a\n\n b \nc"} {
		f.Add(s, "Yes", "Text "+s)
	}
	f.Fuzz(func(t *testing.T, value, answer, body string) {
		for _, s := range []*string{&value, &answer, &body} {
			*s = strings.ToValidUTF8(*s, "?")
		}
		text := model.Text{Value: strings.TrimSpace(value)}
		e := &model.Entry{Type: model.ServicePattern, ID: "a", Own: &model.PatternFields{}}
		e.Title, e.Summary = text, text
		e.Aliases = []model.Text{text, {Value: strings.TrimSpace(answer)}}
		e.Pattern().Capabilities = []model.Ingredient{{Use: text}, {Use: text, For: text}}
		e.Pattern().Questions = []model.Question{{ID: text, Ask: text, Source: []model.Text{text}}, {Ask: text, If: []model.Condition{{Question: model.Text{Value: value}, Answers: []model.Text{{Value: strings.TrimSpace(answer)}}}}}}
		e.Pattern().Process.Actors = []model.Text{text}
		if len(value)+len(answer)+len(body) > 10000 {
			return
		}
		back, rest := again(t, e, []byte(body))
		if back == nil {
			t.Fatalf("%q cannot be read back", value)
		}
		if got, want := contenttest.Values(Tree(back, true)), contenttest.Values(Tree(e, true)); !reflect.DeepEqual(got, want) {
			t.Errorf("came back as\n%q, not as\n%q", got, want)
		}
		if string(rest) != body {
			t.Errorf("text %q came back as %q", body, rest)
		}
		first, _ := Format(e, rest)
		second, _ := Format(back, rest)
		if !bytes.Equal(first, second) {
			t.Errorf("written again as\n%s\nnot as\n%s", second, first)
		}
	})
}

// again writes an entry, reads it back, and returns it with its text.
func again(t *testing.T, e *model.Entry, body []byte) (*model.Entry, []byte) {
	t.Helper()
	data, err := Format(e, body)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, Source(e.Type, e.ID, e.Language)), string(data))
	var list diag.List
	lib, err := Load(dir, &list)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list.Locate(os.ReadFile) {
		if strings.HasPrefix(string(f.Code), "yaml-") || f.Code == diag.FrontMatterOpen {
			t.Errorf("%+v in\n%s", f, data)
		}
	}
	if len(lib.Entries) != 1 {
		return nil, nil
	}
	return lib.Entries[0], data[lib.Entries[0].Body.Start:]
}

// TestFormatMeant: what the reader would take for a slip is written so that it is none.
func TestFormatMeant(t *testing.T) {
	lib, findings := load(t, map[string]string{"service-patterns/pay.md": `---
title: Pay
summary: "Dear resident,"
aliases: ["“all of it”", "one; two", "a, b", "a | b", "c;", "bin]"]
questions:
  - {ask: "Where?", id: where, options: ["A, b", "C; d"], source: "https://example.org/a,b;c"}
  - {ask: "How?", if: {where: "A, b"}, source: "https://example.org/;x"}
---
`})
	if errors, _ := diag.Count(findings); errors > 0 || len(lib.Entries) != 1 {
		t.Fatal(findings)
	}
	back, text := again(t, lib.Entries[0], nil)
	if e := lib.Entries[0]; back == nil || !reflect.DeepEqual(contenttest.Values(Tree(e, true)), contenttest.Values(Tree(back, true))) {
		t.Errorf("it comes back with other fields:\n%s", text)
	}
}
