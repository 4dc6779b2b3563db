// Package kinds proves that nothing forgets a type of entry, or a field of one: it fills
// every field of every kind of the model, and asks for each value again wherever entries
// are read, written, linked, searched, published and asked for. It also follows the page
// that says how a kind is added.
package kinds

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"servicepatterns/internal/build"
	"servicepatterns/internal/content"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/link"
	"servicepatterns/internal/model"
	"servicepatterns/internal/report"
	"servicepatterns/internal/schema"
	"servicepatterns/search"
)

// library is one with an entry of each kind, every field filled in, as written to files
// and read again.
type library struct {
	dir, site string
	filled    map[model.Type]*model.Entry
	loaded    *model.Library
	graph     *link.Graph
}

func newLibrary(t *testing.T) *library {
	t.Helper()
	l := &library{
		dir:    filepath.Join(t.TempDir(), "library"),
		site:   filepath.Join(t.TempDir(), "site"),
		filled: map[model.Type]*model.Entry{},
	}
	for _, k := range model.Kinds() {
		e := filled(k)
		source, err := content.Format(e, []byte("A text.\n"))
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(l.dir, k.Folder, e.ID+".md"), source)
		l.filled[k.Type] = e
	}
	var list diag.List
	var err error
	if l.loaded, err = content.Load(l.dir, &list); err != nil {
		t.Fatal(err)
	}
	l.graph = link.Link(l.loaded, true, &list)
	for _, f := range list.Locate(os.ReadFile) {
		if f.Severity == diag.Error {
			t.Errorf("%s: %s %s", f.File, f.Message, f.Help)
		}
	}
	result, err := build.Run(context.Background(), build.Options{Library: l.dir, Out: l.site, Drafts: true})
	if err != nil || !result.Published {
		t.Fatalf("no site was built: %v", err)
	}
	return l
}

func write(t *testing.T, file string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, pattern string) []byte {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) != 1 {
		t.Fatalf("%s: %q %v", pattern, files, err)
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestEveryFieldOfEveryKind: a kind that is taken out of any of these turns it red.
func TestEveryFieldOfEveryKind(t *testing.T) {
	l := newLibrary(t)
	outside := l.outside()
	index := l.index(t)
	for _, k := range model.Kinds() {
		e := l.filled[k.Type]
		all := slices.Concat(leaves(&e.Common), leaves(e.Own))
		t.Run(string(k.Type), func(t *testing.T) {
			for _, ask := range []struct {
				of string
				do func(*testing.T, model.Kind, []leaf)
			}{
				{"file", l.file}, {"references", l.references}, {"page", l.page}, {"JSON", l.json}, {"CSV", l.csv},
				{"schema", l.schema}, {"form", l.form},
				{"links", func(t *testing.T, _ model.Kind, all []leaf) { links(t, outside, all) }},
				{"search", func(t *testing.T, k model.Kind, _ []leaf) { l.search(t, index, k) }},
				{"filters", func(t *testing.T, k model.Kind, all []leaf) { filters(t, index, k, all) }},
			} {
				t.Run(ask.of, func(t *testing.T) { ask.do(t, k, all) })
			}
		})
	}
}

// file: what was written is read again.
func (l *library) file(t *testing.T, k model.Kind, all []leaf) {
	e := l.loaded.ByID[id(k.Type)]
	if e == nil || e.Type != k.Type || e.Own == nil {
		t.Fatalf("%s is not read: %+v", id(k.Type), e)
	}
	if got := slices.Concat(leaves(&e.Common), leaves(e.Own)); !slices.Equal(got, all) {
		t.Errorf("was written\n%q\nand is read as\n%q", all, got)
	}
}

// references: an entry that names another is known there.
func (l *library) references(t *testing.T, k model.Kind, all []leaf) {
	for _, v := range all {
		if v.tag.Get("ref") == "" {
			continue
		}
		to := l.loaded.ByID[v.value]
		if to == nil || !slices.Contains(l.graph.From(to, k.Type), l.loaded.ByID[id(k.Type)]) {
			t.Errorf("%s: %q does not know that it is named", v.path, v.value)
		}
	}
}

var script = regexp.MustCompile(`(?s)<script.*?</script>`) // what is in there nobody sees

// page: a kind that has fields of its own has a page that shows them.
func (l *library) page(t *testing.T, k model.Kind, _ []leaf) {
	e := l.filled[k.Type]
	html := string(script.ReplaceAll(read(t, filepath.Join(l.site, filepath.FromSlash(e.Path()), "index.html")), nil))
	own := leaves(e.Own)
	shows := func(v leaf) bool { return (v.plain() || v.tag.Get("kind") == "url") && strings.Contains(html, v.value) }
	if !strings.Contains(html, e.Title.Value) || len(own) > 0 && !slices.ContainsFunc(own, shows) {
		t.Errorf("%s shows nothing of its fields", e.Path())
	}
	if !strings.Contains(string(read(t, filepath.Join(l.site, k.Folder, "index.html"))), e.Path()) {
		t.Errorf("it is not in the list of its kind")
	}
}

// plain says whether a value is text that search takes in: no id, address, date or number.
func (v leaf) plain() bool {
	return v.tag.Get("field") != "" && v.tag.Get("kind") == "" && v.tag.Get("one") == "" && v.tag.Get("ref") == ""
}

// outside are the addresses elsewhere that the report of links knows.
func (l *library) outside() map[string]bool {
	out := map[string]bool{}
	for _, o := range report.Ask(context.Background(), l.loaded, report.Asking{Pause: time.Nanosecond}).Links {
		out[o.URL] = true
	}
	return out
}

func links(t *testing.T, outside map[string]bool, all []leaf) {
	for _, v := range all {
		if v.tag.Get("kind") == "url" && !outside[v.value] {
			t.Errorf("%s: nobody asks whether %s is still there", v.path, v.value)
		}
	}
}

func (l *library) index(t *testing.T) *search.Index {
	t.Helper()
	archive := filepath.Join(t.TempDir(), "index")
	if err := build.Index(context.Background(), l.dir, archive); err != nil {
		t.Fatal(err)
	}
	index, err := search.Open(archive)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = index.Close() })
	return index
}

// search: each word of an entry's own fields, and of what it is called, finds it.
func (l *library) search(t *testing.T, index *search.Index, k model.Kind) {
	e := l.filled[k.Type]
	common := []leaf{
		{"title", e.Title.Value, `field:"title"`},
		{"summary", e.Summary.Value, `field:"summary"`},
		{"aliases", e.Aliases[0].Value, `field:"aliases"`},
	}
	for _, v := range append(leaves(e.Own), common...) {
		if !v.plain() {
			continue
		}
		r, err := index.Search(v.value, search.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Hits) != 1 || r.Hits[0].ID != e.ID {
			t.Errorf("%s: a search for %s finds %+v", v.path, v.value, r.Hits)
		}
	}
}

// filters: search can be narrowed to the kind, to values that fields say it can, and to
// what an entry names.
func filters(t *testing.T, index *search.Index, k model.Kind, all []leaf) {
	narrow := map[string]string{"type": string(k.Type)}
	for _, v := range all {
		if name := v.tag.Get("filter"); name != "" {
			narrow[name] = v.value
		}
		if to := model.Type(v.tag.Get("ref")); to.Kind().Filter {
			narrow[string(to)] = v.value
		}
	}
	for name, value := range narrow {
		r, err := index.Search("", search.Options{Filters: map[string][]string{name: {value}}})
		if err != nil || !slices.ContainsFunc(r.Hits, func(h search.Hit) bool { return h.ID == id(k.Type) }) {
			t.Errorf("%s=%s does not leave it: %+v %v", name, value, r.Hits, err)
		}
	}
}

// flat lists what JSON holds, by path.
func flat(path string, v any, out map[string]string) map[string]string {
	switch x := v.(type) {
	case map[string]any:
		for key, item := range x {
			flat(strings.TrimPrefix(path+"."+key, "."), item, out)
		}
	case []any:
		for i, item := range x {
			flat(fmt.Sprintf("%s[%d]", path, i), item, out)
		}
	default:
		out[path] = fmt.Sprint(v)
	}
	return out
}

// json: the open data has each value.
func (l *library) json(t *testing.T, k model.Kind, all []leaf) {
	var table struct{ Entries []map[string]any }
	if err := json.Unmarshal(read(t, filepath.Join(l.site, "data", k.Folder+".json")), &table); err != nil || len(table.Entries) != 1 {
		t.Fatalf("%d entries, %v", len(table.Entries), err)
	}
	got := flat("", table.Entries[0], map[string]string{})
	for _, v := range all {
		if got[v.path] != v.value {
			t.Errorf("%s is %q, not %q", v.path, got[v.path], v.value)
		}
	}
}

// csv: the table has each value in the column of its field.
func (l *library) csv(t *testing.T, k model.Kind, all []leaf) {
	rows, err := csv.NewReader(strings.NewReader(string(read(t, filepath.Join(l.site, "data", k.Folder+".csv"))))).ReadAll()
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, v := range all {
		at := slices.IndexFunc(rows[0], func(name string) bool {
			return strings.HasPrefix(v.path+".", name+".") || strings.HasPrefix(v.path, name+"[")
		})
		if at < 0 || !strings.Contains(rows[1][at], v.value) {
			t.Errorf("%s: no column has %q", v.path, v.value)
		}
	}
}

// schema: it takes the entry with every field, and no field that the kind has not got.
func (l *library) schema(t *testing.T, k model.Kind, all []leaf) {
	data, err := json.Marshal(schema.For(k.Type, &l.loaded.Settings))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("urn:kind", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("urn:kind")
	if err != nil {
		t.Fatal(err)
	}
	fields := map[string]any{}
	if err := content.Tree(l.filled[k.Type], true).Decode(&fields); err != nil {
		t.Fatal(err)
	}
	if got := flat("", fields, map[string]string{}); len(got) != len(all) {
		t.Errorf("%d values are written, of %d", len(got), len(all))
	}
	if err := s.Validate(fields); err != nil {
		t.Errorf("it refuses the entry: %v", err)
	}
	fields["nonsense"] = "x"
	if s.Validate(fields) == nil {
		t.Error("it takes a field that no entry has")
	}
}

// form: the page of the form is there, and its rules describe each field.
func (l *library) form(t *testing.T, k model.Kind, all []leaf) {
	read(t, filepath.Join(l.site, "add", string(k.Type), "index.html"))
	read(t, filepath.Join(l.site, "add", string(k.Type), "template.md"))
	var form schema.Form
	if err := json.Unmarshal(read(t, filepath.Join(l.site, "assets", "add-"+string(k.Type)+"-??????????.json")), &form); err != nil {
		t.Fatal(err)
	}
	for _, v := range all {
		fields := form.Types[k.Type].Fields
		for name := range strings.SplitSeq(v.path, ".") {
			name, _, _ = strings.Cut(name, "[")
			at := slices.IndexFunc(fields, func(f schema.FormField) bool { return f.Name == name })
			if at < 0 {
				t.Errorf("it does not know %s", v.path)
				break
			}
			if fields[at].Group == "condition" {
				break // a map, which has no fields
			}
			fields = form.Groups[fields[at].Group]
		}
	}
	known := string(read(t, filepath.Join(l.site, "add", "index.html")))
	if !strings.Contains(known, "/add/"+string(k.Type)+"/") {
		t.Error("no form is offered")
	}
}
