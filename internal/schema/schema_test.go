package schema

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

const sample = "../../testdata/library"

// compile makes a validator of a schema. It refuses one that is not valid by the
// Draft's meta-schema.
func compile(t testing.TB, s Schema) *jsonschema.Schema {
	t.Helper()
	data, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	meta, err := c.Compile(Draft)
	if err != nil {
		t.Fatal(err)
	}
	if err := meta.Validate(doc); err != nil {
		t.Fatalf("not a schema: %v", err)
	}
	if err := c.AddResource("urn:entry", doc); err != nil {
		t.Fatal(err)
	}
	out, err := c.Compile("urn:entry")
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// value reads YAML as editors do, by the core schema: dates are texts.
func value(t testing.TB, n *yaml.Node) any {
	t.Helper()
	switch n.Kind {
	case yaml.DocumentNode:
		return value(t, n.Content[0])
	case yaml.MappingNode:
		out := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			out[n.Content[i].Value] = value(t, n.Content[i+1])
		}
		return out
	case yaml.SequenceNode:
		out := []any{}
		for _, c := range n.Content {
			out = append(out, value(t, c))
		}
		return out
	}
	if n.Tag == "!!timestamp" {
		return n.Value
	}
	var v any
	if err := n.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

func front(t testing.TB, source []byte) any {
	t.Helper()
	_, rest, _ := strings.Cut(string(source), "---\n")
	block, _, ok := strings.Cut(rest, "\n---")
	if !ok {
		t.Fatalf("no front matter in %q", source)
	}
	var n yaml.Node
	if err := yaml.Unmarshal([]byte(block+"\n"), &n); err != nil {
		t.Fatalf("%v in\n%s", err, block)
	}
	return value(t, &n)
}

func settings(t testing.TB) *model.Library {
	t.Helper()
	var list diag.List
	lib, err := content.Load(sample, &list)
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

// TestSampleEntries holds every entry of the sample library against the schema of
// its type, and against the one of all.
func TestSampleEntries(t *testing.T) {
	lib := settings(t)
	all := compile(t, All(&lib.Settings))
	byType := map[model.Type]*jsonschema.Schema{}
	for _, typ := range model.Types() {
		byType[typ] = compile(t, For(typ, &lib.Settings))
	}
	count := 0
	for _, e := range lib.Entries {
		if e.Row > 0 {
			continue
		}
		source, err := os.ReadFile(e.File)
		if err != nil {
			t.Fatal(err)
		}
		v := front(t, source)
		if err := byType[e.Type].Validate(v); err != nil {
			t.Errorf("%s: %v", e.File, err)
		}
		if err := all.Validate(v); err != nil {
			t.Errorf("%s by the schema of all types: %v", e.File, err)
		}
		count++
	}
	if count < 100 {
		t.Errorf("only %d entries were looked at", count)
	}
}

// TestAgrees: what the schema refuses `check` refuses, and what it takes `check` takes. It is
// long because it is the table of what both must say.
func TestAgrees(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct {
		typ    model.Type
		fields string
		fine   bool
	}{
		{model.ServicePattern, "title: A\nsummary: B", true},
		{model.ServicePattern, "title: A", false},
		{model.ServicePattern, "title: ''\nsummary: B", false},
		{model.ServicePattern, "title:\nsummary: B", false},
		{model.ServicePattern, "title: [A]\nsummary: B", false},
		{model.ServicePattern, "title: 2019\nsummary: true", true},
		{model.ServicePattern, "titel: A\nsummary: B", false},
		{model.ServicePattern, "verb: report", true},
		{model.ServicePattern, "verb: hire", true}, // an alias
		{model.ServicePattern, "verb: reprot", false},
		{model.ServicePattern, "verb:", true},
		{model.ServicePattern, "status: done", false},
		{model.ServicePattern, "aliases: bins", true},
		{model.ServicePattern, "aliases: [bins, 2019]", true},
		{model.ServicePattern, "aliases: [{a: b}]", false},
		{model.ServicePattern, "aliases:", true},
		{model.ServicePattern, "reviewed: 2019", true},
		{model.ServicePattern, "reviewed: 2019-06-28", true},
		{model.ServicePattern, "reviewed: 2019-13", false},
		{model.ServicePattern, "reviewed: soon", false},
		{model.ServicePattern, "review-every: 12 months", true},
		{model.ServicePattern, "review-every: often", false},
		{model.ServicePattern, "former-ids: [Old Name]", false},
		{model.ServicePattern, "former-ids: old-name", true},
		{model.ServicePattern, "lgsl: [557, '558']", true},
		{model.ServicePattern, "lgsl: [many]", false},
		{model.ServicePattern, "links: [{url: 'https://example.org'}]", true},
		{model.ServicePattern, "links: [{title: x}]", false},
		{model.ServicePattern, "links: ['https://example.org']", false},
		{model.ServicePattern, "links: [{url: example.org}]", false},
		{model.ServicePattern, "questions: [{ask: Where, type: location, required: true}]", true},
		{model.ServicePattern, "questions: {ask: Where}", true},
		{model.ServicePattern, "questions: [{ask: Where, type: place}]", false},
		{model.ServicePattern, "questions: [{ask: Where, required: maybe}]", false},
		{model.ServicePattern, "questions: [{id: a, ask: Where}, {ask: How, if: {a: [x, 1]}}]", true},
		{model.ServicePattern, "questions: [{ask: How, if: a}]", false},
		{model.ServicePattern, "process: {actors: [council], steps: [{id: a, does: B, by: council}]}", true},
		{model.ServicePattern, "process: [a]", false},
		{model.ServicePattern, "process: {steps: [{id: a}]}", false},
		{model.ServicePattern, "adopted-from: {library: 'https://example.org', id: a}", true},
		{model.ServicePattern, "adopted-from: {id: a}", false},
		{model.ServicePattern, "outcomes: []", false},
		{model.CaseStudy, "outcomes: [{measure: Calls, change: -13%}]", true},
		{model.CaseStudy, "outcomes: [{measure: Calls, change: less}]", false},
		{model.CaseStudy, "costs: [{amount: 12.5, period: a-year}]", true},
		{model.CaseStudy, "costs: [{amount: 1e3}]", true},
		{model.CaseStudy, "costs: [{amount: £5}]", false},
		{model.CaseStudy, "costs: [{what: x}]", false},
		{model.CaseStudy, "stage: [live]", false},
		{model.Project, "updates: [{date: 2019, text: x}]", true},
		{model.Project, "updates: [{date: 2019}]", false},
		{model.Project, "seeking: partners", true},
		{model.Project, "seeking: [money]", false},
		{model.Capability, "products: [One, {name: Two}]", true},
		{model.Capability, "products: [{named: Two}]", false},
		{model.Standard, "kind: law", true},
		{model.Standard, "kind: rule", false},
		{model.Organisation, "url: ftp://example.org", false},
		{model.SharedService, "since: 2019-02", true},
		{model.Page, "verb: report", false},
	} {
		text := c.fields
		if !strings.Contains(text, "title:\n") && !strings.Contains(text, "itle: A") && !strings.Contains(text, "itle: '") &&
			!strings.Contains(text, "itle: [") && !strings.Contains(text, "itle: 2") && !strings.Contains(text, "titel") {
			text = "title: A\nsummary: B\n" + text
		}
		source := []byte("---\n" + text + "\n---\n")
		err := compile(t, For(c.typ, &model.Settings{Verbs: model.DefaultVerbs()})).Validate(front(t, source))
		if (err == nil) != c.fine {
			t.Errorf("%s, %s: schema: %v", c.typ, c.fields, err)
		}
		if found := check(t, dir, c.typ, source); (len(found) == 0) != c.fine {
			t.Errorf("%s, %s: check: %v", c.typ, c.fields, found)
		}
	}
}

// check loads a library of one entry.
func check(t testing.TB, dir string, typ model.Type, source []byte) []string {
	t.Helper()
	file := filepath.Join(dir, typ.Folder(), "entry.md")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, source, 0o644); err != nil {
		t.Fatal(err)
	}
	defer os.Remove(file)
	var list diag.List
	if _, err := content.Load(dir, &list); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range list.Locate(os.ReadFile) {
		out = append(out, f.Message)
	}
	return out
}

// TestNew: a new file of each type has no findings, neither as it is nor with every
// field in use, and its schema takes both.
func TestNew(t *testing.T) {
	lib := settings(t)
	data, err := os.ReadFile(filepath.Join(sample, "library.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "library.yaml"), data, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, typ := range model.Types() {
		source := New(typ, `Hire a "hall": yes, #1`, &lib.Settings, messages.English())
		s := compile(t, For(typ, &lib.Settings))
		for name, text := range map[string][]byte{"as it is": source, "with every field": use(source)} {
			if found := check(t, dir, typ, text); len(found) > 0 {
				t.Errorf("%s %s: %q in\n%s", typ, name, found, text)
			}
			v := front(t, text)
			if err := s.Validate(v); err != nil {
				t.Errorf("%s %s: %v", typ, name, err)
			}
			if title := v.(map[string]any)["title"]; title != `Hire a "hall": yes, #1` {
				t.Errorf("title %q", title)
			}
			if name == "with every field" {
				all := fields(messages.English(), structs(typ)...)
				if got := len(v.(map[string]any)); got != len(all)-len(unasked)-len(typ.Kind().Unasked) {
					t.Errorf("%s: %d fields in use", typ, got)
				}
			}
		}
		if typ == model.ServicePattern && !bytes.Contains(source, []byte("\nverb: buy\n")) {
			t.Error("the verb was not taken from the title")
		}
	}
}

// use takes away the # before the lines of fields.
func use(source []byte) []byte {
	lines := strings.Split(string(source), "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, "#") && !strings.HasPrefix(l, "##") && !(strings.HasPrefix(l, "# ") && !strings.HasPrefix(l, "#  ")) {
			lines[i] = l[1:]
		}
	}
	return []byte(strings.Join(lines, "\n"))
}

// TestEveryFieldHasAHint keeps a field from being added that nobody explains.
func TestEveryFieldHasAHint(t *testing.T) {
	w, seen := messages.English(), map[reflect.Type]bool{}
	var walk func(types ...reflect.Type)
	walk = func(types ...reflect.Type) {
		for _, f := range fields(w, types...) {
			if !strings.HasSuffix(f.hint, ".") || strings.HasPrefix(f.label, "field.") {
				t.Errorf("%v: %q has the label %q and the hint %q", types, f.name, f.label, f.hint)
			}
			of := f.typ
			for of.Kind() == reflect.Slice || of.Kind() == reflect.Pointer {
				of = of.Elem()
			}
			if of.Kind() == reflect.Struct && of != textType && of != conditionType && !seen[of] {
				seen[of] = true
				walk(of)
			}
		}
	}
	for _, typ := range model.Types() {
		if !w.Has("about."+string(typ)) || !w.Has("prompt."+string(typ)) {
			t.Errorf("%s is not explained", typ)
		}
		walk(structs(typ)...)
	}
}
