package form_test

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"

	"servicepatterns/internal/model"
)

// splice is the file of a text with what the form then holds.
func (f form) splice(t *testing.T, typ model.Type, text string, data published, now held) string {
	t.Helper()
	var out struct{ Kept, Changed string }
	f.ask(t, map[string]any{"ask": "splice", "source": []byte(text), "data": data, "type": typ, "held": now}, &out)
	if out.Kept != text {
		t.Fatalf("%q without a change became %q", text, out.Kept)
	}
	return out.Changed
}

// TestChange: a change of one field leaves every other byte as its author wrote it. It is long because
// it is the table of changes.
func TestChange(t *testing.T) {
	n, _ := ready(t)
	const old = "\ufeff---\r\n# who wrote this\r\ntitle:   'It''s'   # odd\r\nsummary: >\r\n  Two\r\n  lines\r\n\r\n# before the " +
		"period\r\nperiod: 2019\r\nstage: live\r\n" +
		"aliases: [a, \"b\"]\r\noutcomes:\r\n  # of calls\r\n  - measure:  Calls # each day\r\n    after: \"5\"\r\n    # where " +
		"from\r\n   " +
		" source: https://example.org/é\r\n\r\n" +
		"  # of mails\r\n  - {measure: Mails, source: https://example.org} # in one line\r\n  # the end\r\nsuppliers:\r\n- One # of " +
		"two\r\n- \"Two\"\r\n---\r\n\r\nThe *text*.\r\n"
	data := publishText(t, model.CaseStudy, old)
	var loaded held
	n.ask(t, map[string]any{"ask": "load", "entry": data.Entry, "type": model.CaseStudy}, &loaded)
	outcome := func(values ...string) map[string]any {
		out := map[string]any{}
		for i := 0; i < len(values); i += 2 {
			out[values[i]] = values[i+1]
			if values[i] == "source" {
				out["source"] = []string{values[i+1]}
			}
		}
		return out
	}
	calls := []string{"measure", "Calls", "after", "5", "source", "https://example.org/é"}
	mails := []string{"measure", "Mails", "source", "https://example.org"}
	for _, c := range []struct {
		name          string
		field         string
		value         any
		before, after string
	}{
		{"quotes where they are needed", "period", "2019: two", "period: 2019\r\n", "period: \"2019: two\"\r\n"},
		{"a field that goes", "stage", "", "stage: live\r\n", ""},
		{"a list in one line", "aliases", []string{"a", "b", "c"}, "aliases: [a, \"b\"]\r\n", "aliases:\r\n  - a\r\n  - b\r\n  - c\r\n"},
		{"a new field stands where the schema has it", "organisations", []string{"blaby"}, "\"b\"]\r\n",
			"\"b\"]\r\norganisations:\r\n  - blaby\r\n"},
		{"a text of several lines", "summary", "Two\nlines\nmore", "summary: >\r\n  Two\r\n  lines\r\n",
			"summary: \"Two\\nlines\\nmore\"\r\n"},
		{"a field of an item", "outcomes", []any{outcome("measure", "Calls", "after", "6", "source", "https://example.org/é"),
			outcome(mails...)}, "after: \"5\"", "after: \"6\""},
		{"a new field of an item", "outcomes", []any{outcome(append(calls, "before", "9")...), outcome(mails...)}, "# each day\r\n",
			"# each day\r\n    before: \"9\"\r\n"},
		{"the first field of an item", "outcomes", []any{outcome("measure", "All calls", "after", "5", "source",
			"https://example.org/é"), outcome(mails...)}, "measure:  Calls # each day\r\n", "measure: All calls\r\n"},
		{"an item in one line", "outcomes", []any{outcome(calls...), outcome(append(mails, "after", "7")...)},
			"  - {measure: Mails, source: https://example.org} # in one line\r\n",
			"  - measure: Mails\r\n    after: \"7\"\r\n    source: " +
				"https://example.org\r\n"},
		{"an item more", "outcomes", []any{outcome(calls...), outcome(mails...), outcome("measure", "Letters")}, "# in one line\r\n",
			"# in one line\r\n  - measure: Letters\r\n"},
		{"an item less", "outcomes", []any{outcome(mails...)}, old[strings.Index(old, "  # of calls"):strings.Index(old,
			"\r\n  # of mails")], ""},
		{"an empty item", "outcomes", []any{outcome(calls...), outcome(), outcome(mails...)}, "", ""},
		{"items of a list", "suppliers", []string{"Zero", "Two", "One"}, "- One # of two\r\n- \"Two\"\r\n",
			"- Zero\r\n- \"Two\"\r\n- One # of two\r\n"},
	} {
		values := maps.Clone(loaded.Values)
		values[c.field] = c.value
		want := strings.Replace(old, c.before, c.after, 1)
		if got := n.splice(t, model.CaseStudy, old, data, held{values, loaded.Body}); got != want {
			t.Errorf("%s: got\n%q\nwant\n%q", c.name, got, want)
		}
	}
	if got, want := n.splice(t, model.CaseStudy, old, data, held{loaded.Values, "Another.\n\nText."}), strings.Replace(old,
		"The *text*.\r\n", "Another.\r\n\r\nText.\r\n", 1); got != want {
		t.Errorf("text: got\n%q\nwant\n%q", got, want)
	}
}

// TestChangeOf: front matter of other shapes.
func TestChangeOf(t *testing.T) {
	n, _ := ready(t)
	for _, c := range []struct{ old, field, value, want string }{
		{"---\n{title: A, summary: B}\n---\n", "title", `"C"`, "---\ntitle: C\nsummary: B\n---\n"},
		{"---\n  title: A\n  # of B\n  summary: B\n---\nText.", "title", `"C"`, "---\n  title: C\n  # of B\n  summary: B\n---\nText."},
		{"---\ntitle: A\nsummary: B\naliases:\n---", "aliases", `["x"]`, "---\ntitle: A\nsummary: B\naliases:\n  - x\n---"},
		{"---\ntitle: A\nsummary: B\naliases: x\n---\n", "aliases", `["x", "y"]`,
			"---\ntitle: A\nsummary: B\naliases:\n  - x\n  - \"y\"\n---\n"},
		{"---\ntitle: A\nsummary: B\naliases:\n  - x\n  - # nothing\n  - z\n---\n", "aliases", `["x"]`,
			"---\ntitle: A\nsummary: B\naliases:\n  - x\n---\n"},
		{"---\nsummary: B\ntitle: A\n---\n", "status", `"live"`, "---\nsummary: B\ntitle: A\nstatus: live\n---\n"},
		{"---\ntitle: A\nsummary: B\nlinks:\n  - url: https://example.org # alone\n---\n", "links",
			`[{"title": "T", "url": "https://example.org"}]`, "---\ntitle: A\nsummary: B\nlinks:\n  - url: https://example.org # " +
				"alone\n  " +
				"  title: T\n---\n"},
		{"---\ntitle: A\nsummary: B\nlinks:\n  - title: T # gone\n    url: https://example.org\n---\n", "links",
			`[{"url": "https://example.org"}]`, "---\ntitle: A\nsummary: B\nlinks:\n  - url: https://example.org\n---\n"},
	} {
		data := publishText(t, model.Page, c.old)
		var of held
		n.ask(t, map[string]any{"ask": "load", "entry": data.Entry, "type": model.Page}, &of)
		var value any
		if err := json.Unmarshal([]byte(c.value), &value); err != nil {
			t.Fatal(err)
		}
		of.Values[c.field] = value
		if got := n.splice(t, model.Page, c.old, data, of); got != c.want {
			t.Errorf("%q: got\n%s\nwant\n%s", c.old, got, c.want)
		}
	}
}

// TestStale: fields of another text are refused.
func TestStale(t *testing.T) {
	n, _ := ready(t)
	const text = "---\ntitle: A\nsummary: B\n---\n"
	data := publishText(t, model.Page, text)
	var refused struct{ Error string }
	n.script.Ask(t, map[string]any{"ask": "splice", "source": []byte(strings.Replace(text, "B", "C", 1)), "data": data,
		"type": model.Page}, &refused)
	if !strings.Contains(refused.Error, "the fields are of another text") {
		t.Errorf("said %q", refused.Error)
	}
}

// TestTaken: a file of fields is taken in from this library or another, and any other file is refused.
func TestTaken(t *testing.T) {
	n, _ := ready(t)
	take := func(text string) (out struct {
		Content held
		Other   []string
		Refused string
	}) {
		n.ask(t, map[string]any{"ask": "taken", "text": text, "type": model.Page}, &out)
		return out
	}
	got := take(`{"format": 1, "entry": {"type": "page", "id": "a", "title": "A", "aliases": ["x"], "newer": 1, "__proto__": {"x": 1}, ` +
		`"body": "\nText.\n"}, "sha256": "", "bytes": {}}`)
	if got.Refused != "" || got.Content.Body != "Text." || len(got.Content.Values) != 2 || strings.Join(got.Other,
		" ") != "newer __proto__" {
		t.Errorf("got %+v", got)
	}
	for _, text := range []string{
		"", "x", "null", "1", "[]", "{}", `{"format": 2, "entry": {"type": "page"}}`, `{"format": 1}`,
		`{"format": 1, "entry": null}`, `{"format": 1, "entry": {"type": "standard"}}`,
		`{"format": 1, "entry": {"type": "page", "title": ["A"]}}`, `{"format": 1, "entry": {"type": "page", "title": null}}`, `{"format": 1, "entry": {"type": "page", "aliases": "x"}}`,
		`{"format": 1, "entry": {"type": "page", "links": [["x"]]}}`, `{"format": 1, "entry": {"type": "page", "body": {}}}`, `{"format": 1, "entry": {"type": "page", "adopted-from": []}}`,
		`{"format": 1, "entry": {"type": "page", "aliases": [` + strings.Repeat(`"x",`, 2000) + `"x"]}}`, strings.Repeat("[",
			100_000), `{"format": 1, "entry": {"type": "page", "title": ` + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000) + `}}`,
		`{"format": 1, "entry": {"type": "page", "title": "` + strings.Repeat("x", 9<<20) + `"}}`,
	} {
		if got := take(text); got.Refused == "" {
			t.Errorf("taken: %.100s", text)
		}
	}
}
