package form_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"servicepatterns/internal/content"
	"servicepatterns/internal/content/contenttest"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
	"servicepatterns/internal/schema"
)

// hostile are texts that a file of YAML and Markdown could take for something else.
var hostile = []string{
	"<script>alert(1)</script>", `"'><img src=x onerror=alert(1)>`, "javascript:alert(1)", ": # - & * ! | > % @ `", "- a", "? b", ": c", "key: value # not a comment", "[x](javascript:alert(1))",
	"{a: [b", "} ]", "true", "no", "null", "~", "2019-06-28", "0x1F", "1e3", ".5", "-", "---", "...", "--- a", "& anchor", "&anchor", "*alias", "!tag", "| bar", "> fold", "'single' \"double\" \\back\\", "it''s", "%percent", "@at", "`tick",
	"🎉 👩\u200d👩\u200d👧 é ü ŵ", "שלום עולם \u200f " +
		"مرحبا", "a\u202eb", "\u2028line\u2029", "\u00a0hard\u00a0", "\ufeffmark", strings.Repeat("x", 20000), strings.Repeat("word ",
		4000), "a\ttab", "two\nlines", "three\n\n# lines\n---\n", "ends with colon:", " # ", "a " +
		"#b", "#", "=", "<<", "key:", "12:30:45", "007", "{{.}}${1}%s",
}

// TestHostile: what is typed in any field of any type is what Go reads there.
func TestHostile(t *testing.T) {
	n, lib := ready(t)
	files := map[*model.Entry]string{}
	want := map[string][]string{}
	for _, typ := range model.Types() {
		form := schema.ForForm(typ, &lib.Settings, messages.English())
		for round := range hostile {
			next, typed := round, []string{}
			text := func() string {
				s := hostile[next%len(hostile)]
				next++
				typed = append(typed, strings.Trim(s, spaces))
				return s
			}
			var fill func(fields []schema.FormField) map[string]any
			fill = func(fields []schema.FormField) map[string]any {
				out := map[string]any{}
				for _, f := range fields {
					switch {
					case f.Group == "condition":
						out[f.Name] = []map[string]any{{"question": "a b: " + fmt.Sprint(round), "answers": []string{text(), text()}}}
					case f.Group != "" && f.List:
						out[f.Name] = []any{fill(form.Groups[f.Group]), fill(form.Groups[f.Group])}
					case f.Group != "":
						out[f.Name] = fill(form.Groups[f.Group])
					case f.List:
						out[f.Name] = []string{text(), text()}
					default:
						out[f.Name] = text()
					}
				}
				return out
			}
			values := fill(form.Types[typ].Fields)
			var source string
			n.ask(t, map[string]any{"ask": "save", "held": held{Values: values}, "type": typ}, &source)
			e := &model.Entry{Source: fmt.Sprintf("%s/hostile-%s-%d.md", typ.Folder(), typ, round)}
			files[e] = source
			want[e.Source] = typed
		}
	}
	for source, e := range reload(t, files) {
		var got []string
		for _, v := range contenttest.Values(content.Tree(e, true)) {
			_, value, _ := strings.Cut(v, "=")
			got = append(got, value)
		}
		if a, b := strings.Join(got, "\x00"), strings.Join(want[source], "\x00"); a != b {
			t.Errorf("%s: Go reads\n%.300q\nand typed was\n%.300q", source, got, want[source])
		}
		delete(want, source)
	}
	for source := range want {
		t.Errorf("%s cannot be read", source)
	}
}

// FuzzForm: whatever is typed as a title and in a list, Go reads the same.
func FuzzForm(f *testing.F) {
	for _, s := range hostile {
		if len(s) < 1000 {
			f.Add(s)
		}
	}
	n := start(f)
	lib, _ := load(f, sample)
	n.learn(f, lib)
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) }) || strings.Trim(text,
			spaces) == "" {
			return // the form takes control characters out
		}
		var source string
		n.ask(t, map[string]any{"ask": "save", "held": held{map[string]any{"title": text, "aliases": []string{"x", text}}, text},
			"type": "page"}, &source)
		put(t, filepath.Join(dir, "pages", "one.md"), source)
		var list diag.List
		got, err := content.Load(dir, &list)
		if err != nil || len(got.Entries) != 1 {
			t.Fatalf("%v: %q", err, source)
		}
		e := got.Entries[0]
		want := strings.Trim(text, spaces)
		if e.Title.Value != want || len(e.Aliases) != 2 || e.Aliases[1].Value != e.Title.Value {
			t.Fatalf("%q became %q and %q in %q", text, e.Title.Value, e.Aliases, source)
		}
		if body := source[e.Body.Start:e.Body.End]; strings.Trim(body, spaces) != want {
			t.Fatalf("%q became %q", text, body)
		}
	})
}

// spaces are those that JavaScript's trim takes away and Go's does not, and the other way.
const spaces = "\t\n\v\f\r " +
	"\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"

// TestZip: what the form packs is what Go's reader of archives finds, and the same files
// give the same bytes.
func TestZip(t *testing.T) {
	n := start(t)
	files := []map[string]any{
		{"name": "café/index.md", "data": []byte("---\ntitle: Café\n---\n")},
		{"name": "café/picture.jpg", "data": bytes.Repeat([]byte{0, 1, 0xff}, 100_000)},
		{"name": "café/empty.png", "data": []byte{}},
	}
	var packed, again []byte
	n.ask(t, map[string]any{"ask": "zip", "files": files}, &packed)
	n.ask(t, map[string]any{"ask": "zip", "files": files}, &again)
	if !bytes.Equal(packed, again) {
		t.Error("two archives of the same files differ")
	}
	r, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	if len(r.File) != len(files) {
		t.Fatalf("%d files", len(r.File))
	}
	for i, f := range r.File {
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(rc) // which compares the checksum
		if err != nil || f.Name != files[i]["name"] || !bytes.Equal(data, files[i]["data"].([]byte)) || f.NonUTF8 {
			t.Errorf("%s: %d bytes, %v", f.Name, len(data), err)
		}
	}
}

// TestRenew: a draft of a change keeps what the person changed; what they had not touched
// says what the page says by now.
func TestRenew(t *testing.T) {
	n, _ := ready(t)
	type draft struct {
		Values map[string]any `json:"values"`
		Parts  []string       `json:"parts"`
	}
	was := draft{map[string]any{"title": "Mine", "stage": "alpha", "suppliers": []string{"A"}, "period": "", "outcomes": []any{}},
		[]string{"Text."}}
	var got struct {
		draft
		Both []string
	}
	n.ask(t, map[string]any{
		"ask": "renew", "type": "case-study", "draft": was,
		"before": publishText(t, model.CaseStudy, "---\ntitle: Old\nstage: alpha\nsuppliers: A\n---\n\nText.\n").Entry,
		"now":    publishText(t, model.CaseStudy, "---\ntitle: New\nstage: beta\nsuppliers: [B]\nperiod: 2019\n---\n\nOther text.\n").Entry,
	}, &got)
	if want := "map[period:2019 stage:beta suppliers:[B] title:Mine] [Other text.]"; fmt.Sprint(got.Values, got.Parts) != want {
		t.Errorf("got %v %v, want %s", got.Values, got.Parts, want)
	}
	if !slices.Equal(got.Both, []string{"Title"}) {
		t.Errorf("both have changed %q", got.Both)
	}
}

// TestRenewLists: what others put into a list and took out of it stays so, beside what
// the person put in and took out.
func TestRenewLists(t *testing.T) {
	n, _ := ready(t)
	file := func(list string, does ...string) json.RawMessage {
		steps := ""
		for _, d := range does {
			steps += "    - does: " + d + "\n"
		}
		return publishText(t, model.ServicePattern,
			"---\ntitle: A\nsummary: B\naliases: ["+list+"]\nprocess:\n  steps:\n"+steps+"---\n").Entry
	}
	for _, c := range []struct{ old, mine, now, want string }{
		{"a b c", "a b c d", "x a b", "x a b d"},
		{"a b c", "b c", "a b c d", "b c d"},
		{"a b c", "a B c", "a b C", "a B C"},
		{"a b", "A b", "a b c", "A b c"},
		{"a", "a b", "a b c", "a b c"},
		{"a b", "a B", "A b", "A B"},
		{"a", "n a", "a z", "n a z"},
	} {
		old, mine, now := strings.Fields(c.old), strings.Fields(c.mine), strings.Fields(c.now)
		var loaded struct {
			Values map[string]any `json:"values"`
		}
		n.ask(t, map[string]any{"ask": "load", "entry": file(strings.Join(mine, ", "), mine...), "type": "service-pattern"}, &loaded)
		var got struct {
			Values struct {
				Aliases []string
				Process struct{ Steps []struct{ Does string } }
			}
			Both []string
		}
		n.ask(t, map[string]any{
			"ask": "renew", "type": "service-pattern", "draft": map[string]any{"values": loaded.Values, "parts": []string{""}},
			"before": file(strings.Join(old, ", "), old...), "now": file(strings.Join(now, ", "), now...),
		}, &got)
		steps := []string{}
		for _, s := range got.Values.Process.Steps {
			steps = append(steps, s.Does)
		}
		if a, b := strings.Join(got.Values.Aliases, " "), strings.Join(steps, " "); a != c.want || b != c.want || len(got.Both) != 2 {
			t.Errorf("%+v: got %q and steps %q, both changed %q", c, a, b, got.Both)
		}
	}
}

// TestSlug: an id is made of a title as the command does it.
func TestSlug(t *testing.T) {
	n := start(t)
	for _, title := range []string{
		"Café’s licence", "Blaby: missed bins on the round", "  ", "Ŵŷ & Öß 100%", "A&B", "&", "- a -", "ﬁne ǅ İ K " +
			"ΣΑΣ", "a\u0301e\u20dd", "don't'", "🚮 bin",
		strings.Repeat("word ", 40), strings.Repeat("x", 100), strings.Repeat("x", 80) + " y", "a " + strings.Repeat("x",
			100), strings.Repeat("x", 79) + " yy",
	} {
		var got string
		if n.ask(t, map[string]any{"ask": "slug", "title": title}, &got); got != rules.Slug(title) {
			t.Errorf("%q became %q, and %q in Go", title, got, rules.Slug(title))
		}
	}
}
