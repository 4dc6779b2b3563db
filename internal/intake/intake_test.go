package intake

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"servicepatterns/internal/content"
	"servicepatterns/internal/content/contenttest"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/link"
	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
	"servicepatterns/internal/sheet"
	"servicepatterns/internal/table"
)

const sample = "../../testdata/library"

// TestNoLoss exports the whole sample library, imports it into one that has only its
// words, and compares all fields and texts. Then again: everything is unchanged.
func TestNoLoss(t *testing.T) {
	from := load(t, sample)
	for _, format := range []string{"csv", "json"} {
		t.Run(format, func(t *testing.T) {
			tables := t.TempDir()
			var types []model.Type
			for _, name := range table.Types() {
				types = append(types, model.Type(name))
			}
			if _, err := table.Export(from, format, types, tables); err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			for _, name := range []string{"library.yaml", "synonyms.yaml"} {
				data, err := os.ReadFile(filepath.Join(sample, name))
				if err != nil {
					t.Fatal(err)
				}
				writeFile(t, filepath.Join(dir, name), string(data))
			}
			inputs := tablesIn(t, tables, format)
			plan := plan(t, load(t, dir), inputs, Options{})
			if n := len(plan.Items); plan.Count(New) != n || n < len(from.Entries) {
				t.Fatalf("%d of %d items are new, the library has %d entries", plan.Count(New), n, len(from.Entries))
			}
			if err := plan.Write(); err != nil {
				t.Fatal(err)
			}
			same(t, from, load(t, dir))
			again := planAll(t, dir, inputs)
			if again.Count(Unchanged) != len(again.Items) {
				t.Errorf("imported twice: %d of %d unchanged", again.Count(Unchanged), len(again.Items))
			}
			// The library that the tables were made of says the same, however it is typed.
			again = planAll(t, sample, inputs)
			if again.Count(Unchanged) != len(again.Items) {
				t.Errorf("imported where it came from: %d of %d unchanged", again.Count(Unchanged), len(again.Items))
			}
		})
	}
}

// TestNoLossOdd is the same for what the sample library does not have: translations,
// pictures, formulas, semicolons, quotes, line ends. It is long because it holds the files.
func TestNoLossOdd(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "service-patterns/renew.md"), `---
title: "=HYPERLINK(1)"
summary: |-
  Two
  lines
aliases: ["a; b", "'-x", "+44", "-", "a, \"b\"", ""]
former-ids: [old]
status: deprecated
replaced-by: [pay]
adopted-from: {library: "https://example.org", id: renew, sha256: 12}
capabilities: [{use: forms, for: "=1+1"}, forms]
lgsl: [557, 1]
questions:
  - {id: a, ask: "A?", type: yes-no, options: ["Yes", "No", "1;2"], required: true}
  - {ask: B, if: {a: ["Yes", "No"]}, source: "https://example.org/;x"}
process: {actors: [me, "you; too"], steps: [{id: one, does: "x\ty", next: [two]}, {id: two, does: end, next: []}]}
---
- list

=body
`)
	writeFile(t, filepath.Join(dir, "service-patterns/pay/index.md"),
		"---\ntitle: Pay\nsummary: 'It''s <b> & \\ é 😀'\n---\n\n![x](a.png)\n")
	writeFile(t, filepath.Join(dir, "service-patterns/pay/a.png"), "not really")
	writeFile(t, filepath.Join(dir, "service-patterns/pay/index.cy.md"), "---\ntitle: Talu\nsummary: S\n---\n")
	writeFile(t, filepath.Join(dir, "service-patterns/renew.cy.md"), "---\ntitle: Adnewyddu\nsummary: S\n---\n\n")
	writeFile(t, filepath.Join(dir, "capabilities/forms.md"),
		"---\ntitle: Forms\nsummary: S\nproducts: [A, {name: B, used-by: [x]}]\n---\n")
	writeFile(t, filepath.Join(dir, "organisations.csv"), "id,name\nx,X Council\n")
	from := load(t, dir)
	for _, format := range []string{"csv", "json"} {
		tables := t.TempDir()
		if _, err := table.Export(from, format, []model.Type{model.ServicePattern, model.Capability, table.Council}, tables); err != nil {
			t.Fatal(err)
		}
		to := t.TempDir()
		inputs := tablesIn(t, tables, format)
		p := plan(t, load(t, to), inputs, Options{})
		if err := p.Write(); err != nil {
			t.Fatal(err)
		}
		back := load(t, to)
		same(t, from, back)
		for _, file := range []string{"service-patterns/pay/a.png", "service-patterns/pay/index.cy.md", "service-patterns/renew.cy.md"} {
			if _, err := os.Stat(filepath.Join(to, file)); err != nil {
				t.Error(err)
			}
		}
		if again := planAll(t, to, inputs); !unchanged(again) {
			t.Errorf("%s imported twice: %+v", format, again.Items)
		}
		// No cell is a formula to a spreadsheet.
		for _, in := range inputs {
			if format == "csv" && bytes.Contains(in.Data, []byte(",=")) || bytes.Contains(in.Data, []byte("\"=H")) && format == "csv" {
				t.Errorf("a formula in %s", in.Data)
			}
		}
	}
}

// TestManyRows is the promise of 5,000 rows in five seconds, with the library's own
// organisations to find names in.
func TestManyRows(t *testing.T) {
	dir := t.TempDir()
	councils, err := os.ReadFile(filepath.Join(sample, content.CouncilsTable))
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, content.CouncilsTable), string(councils))
	lib := load(t, dir)
	var rows bytes.Buffer
	rows.WriteString("Name,About,Councils,Started,Grant,Story\n")
	for i := range 5000 {
		a, b := lib.Entries[i%len(lib.Entries)], lib.Entries[(i*7)%len(lib.Entries)]
		fmt.Fprintf(&rows, "Project %d,What it is for,\"%s; %s\",%02d/%02d/2019,\"£%d,000\",\"%s\n\nSee [[%s]].\"\n", i, a.Title, b.ID,
			i%28+1, i%12+1, i%900+1, strings.Repeat("Some words of a story. ", 40), a.ID)
	}
	in := Input{File: sheet.File{Format: "csv", Name: "t.csv", Data: rows.Bytes()}, MapFile: "m.yaml", Map: []byte(`
type: project
fields:
  title: Name
  summary: About
  organisations: {column: Councils, split: ;}
  funding.amount: Grant
  funding.currency: {is: GBP}
  funding.date: {column: Started, date: DD/MM/YYYY}
body: Story
`)}
	for _, want := range []State{New, Unchanged} {
		start := time.Now()
		p := planAll(t, dir, []Input{in})
		if err := p.Write(); err != nil {
			t.Fatal(err)
		}
		t.Logf("5000 rows, %s: %v", want, time.Since(start))
		if p.Count(want) != 5000 {
			t.Errorf("%d are %s", p.Count(want), want)
		}
	}
	// As many rows, all of them wrong.
	in.Data = bytes.ReplaceAll(in.Data, []byte(" Council;"), []byte(" Councl;"))
	in.Data = bytes.ReplaceAll(in.Data, []byte("[["), []byte("[[x"))
	in.Data = bytes.ReplaceAll(in.Data, []byte("/2019"), []byte("/x"))
	p, findings, err := Import(load(t, dir), []Input{in}, Options{})
	if err != nil || len(p.Items) != 0 || p.LeftOut != 5000 || len(findings) < sheet.MaxShown || len(findings) > sheet.MaxShown+1 {
		t.Errorf("%v, %+v, %d findings", err, p, len(findings))
	}
}

// TestSlug pins ids that are made of names.
func TestSlug(t *testing.T) {
	for in, want := range map[string]string{
		"St Helens’ bins & boxes": "st-helens-bins-and-boxes", "Ynys Môn": "ynys-mon", "  --a--  ": "a", "東京": "", "A/B 2.0": "a-b-2-0",
		strings.Repeat("word ", 40): strings.TrimSuffix(strings.Repeat("word-", 16), "-"), strings.Repeat("x", 200): strings.Repeat("x", 80),
	} {
		if got := rules.Slug(in); got != want || got != "" && !content.IsID(got) {
			t.Errorf("slug(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestDates pins the forms of dates.
func TestDates(t *testing.T) {
	for _, c := range [][3]string{
		{"DD/MM/YYYY", "05/11/2019", "2019-11-05"}, {"D MMMM YYYY", "5 November 2019", "2019-11-05"}, {"MMM-YY", "Nov-19", "2019-11"}, {"YYYY", "2019", "2019"},
		{"YYYY-MM-DDThh:mm:ssZ", "2019-11-05T10:11:12Z", "2019-11-05"}, {"M/D/YYYY", "2/30/2019", ""},
	} {
		f, ok := parseDateFormat(c[0])
		got := ""
		if d, err := time.Parse(f.layout, c[1]); err == nil {
			got = d.Format(f.result)
		}
		if !ok || got != c[2] {
			t.Errorf("%s of %s is %q, want %q", c[0], c[1], got, c[2])
		}
	}
	for _, bad := range []string{"", "DD/MM", "DD YYYY", "Jan 2006", "YYYY_2", "dd/mm/yyyy"} {
		if _, ok := parseDateFormat(bad); ok {
			t.Errorf("%q is taken for a form of dates", bad)
		}
	}
}

// FuzzImport: whatever a table and its mapping hold, importing ends in a plan that
// stays inside the library and passes check, or in findings that lie inside the files.
func FuzzImport(f *testing.F) {
	mapping := "type: project\nid: {text: \"{Ref} {Name}\"}\nfields:\n  title: Name\n  summary: {column: About, default: None}\n" +
		"  organisations: {column: Council, split: ;, values: {X: blaby}}\n  outcomes.measure: What\n" +
		"  updates.date: {column: When, date: [DD/MM/YYYY, YYYY]}\n  updates.text: {is: Started}\nignore: [Notes]\nbody: Story\n"
	f.Add("csv", "Ref,Name,About,Council,What,When,Notes,Story\n1,A,B,Blaby; X,C,01/02/2019,n,\"text\n"+
		"![](../x.png) [y](../../z.md) [[q]] <b>\"\n", mapping)
	f.Add("csv", "\ufeffName,About\n\"a\n", "type: page\nfields: {title: Name, summary: About}")
	f.Add("csv", "Name,Name\n,,,\n=1,2,3\n", "type: page\nfields: {title: Name, summary: {is: [a]}}")
	f.Add("json", `{"entries": `+
		`[{"type":"page","id":"../../x","title":"A","summary":"B","body":"C","pictures":["../a.png"]},`+
		`{"type":"council","id":"x","name":"X\ny","hex_q":1}]}`, "")
	f.Add("json", `[{"a":{"b":[{"c":1},{"c":"2019"}]},"t":"é\ud83d","n":null}, [], 3]`,
		"type: service-pattern\nfields: {title: t, summary: n, evidence.claim: a.b.c, process.steps.2.does: t, process.steps.id: t}\n")
	f.Add("csv", "id,title,questions\na,b,\"[{\"\"ask\"\": [1], \"\"if\"\": {}}]\"\n",
		"type: service-pattern\nid: id\nfields: {title: title, summary: title, questions: {column: questions, as: json}}\n")
	f.Add("csv", "id\n", "type: x\nfields: [a]\nignore: {b: c}\n&a *a")
	f.Add("csv", "0", "type: project\nfields:")
	f.Add("json", strings.Repeat("[", 100), "")
	outer := f.TempDir()
	dir := filepath.Join(outer, "library")
	writeFile(f, filepath.Join(dir, "organisations.csv"), "id,name\nblaby,Blaby District Council\n")
	writeFile(f, filepath.Join(dir, "pages/about.md"), "---\ntitle: About\nsummary: B\n---\n")
	f.Fuzz(func(t *testing.T, format, data, mapping string) {
		if format != "csv" && format != "json" || len(data)+len(mapping) > 20000 {
			return
		}
		in := Input{File: sheet.File{Format: format, Name: filepath.Join(outer, "t."+format), Data: []byte(data)}, Map: []byte(mapping)}
		if mapping != "" {
			in.MapFile = filepath.Join(outer, "m.yaml")
		}
		lib := load(t, dir)
		plan, findings, err := Import(lib, []Input{in}, Options{Overwrite: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, finding := range findings {
			text := data
			if finding.File == in.MapFile && mapping != "" {
				text = mapping
			} else if finding.File != in.Name {
				t.Errorf("a finding in %q: %+v", finding.File, finding)
			}
			lines := strings.Split(text, "\n")
			if finding.Line < 0 || finding.Line > len(lines) || finding.Column < 0 ||
				finding.Line > 0 && finding.Column > len(lines[finding.Line-1])+2 || finding.Message == "" {
				t.Errorf("a finding outside its file: %+v", finding)
			}
		}
		errors, _ := diag.Count(findings)
		if (plan == nil || plan.LeftOut > 0) != (errors > 0) {
			t.Fatalf("plan %v with %d errors", plan, errors)
		}
		for _, drafts := range []bool{false, true} {
			written(t, dir, []Input{in}, drafts)
		}
	})
}

// written imports tables into a copy of a library, and checks that what is written stays
// inside, passes the checks of a library, and is unchanged when it is imported again.
func written(t *testing.T, dir string, inputs []Input, drafts bool) *Plan {
	t.Helper()
	plan, _, err := Import(load(t, dir), inputs, Options{Overwrite: true, Drafts: drafts})
	if err != nil {
		t.Fatal(err)
	}
	if plan == nil || len(plan.Items) == 0 {
		return plan
	}
	to := filepath.Join(t.TempDir(), "library")
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	plan.dir = to
	if err := plan.Write(); err != nil {
		t.Fatal(err)
	}
	if items, _ := os.ReadDir(filepath.Dir(to)); len(items) != 1 {
		t.Fatalf("written outside the library: %v", items)
	}
	var list diag.List
	back, err := content.Load(to, &list)
	if err != nil {
		t.Fatal(err)
	}
	link.Link(back, true, &list)
	for _, finding := range list.Locate(os.ReadFile) {
		if finding.Severity == diag.Error {
			text, _ := os.ReadFile(finding.File)
			t.Errorf("written with an error: %+v\n%s", finding, text)
		}
	}
	again, findings, err := Import(back, inputs, Options{Drafts: drafts})
	if err != nil || again == nil || !unchanged(again) || again.LeftOut != plan.LeftOut {
		t.Errorf("imported twice: %v, %v, %+v", err, findings, again)
	}
	return plan
}

func unchanged(p *Plan) bool {
	return !slices.ContainsFunc(p.Items, func(i Item) bool { return i.State != Unchanged })
}

// TestRandomTables imports tables of cells that people get wrong: what is written passes
// the checks, row by row, left out or as drafts.
func TestRandomTables(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "organisations.csv"), "id,name\nblaby,Blaby District Council\n")
	writeFile(t, filepath.Join(dir, "capabilities/forms.md"), "---\ntitle: Forms\nsummary: S\n---\n\n## Head\n")
	cells := map[string][]string{
		"Name":    {"Bins", "Parks", "search", "forms", "Index", "", "con", "Ynys Môn", "Bins by text"},
		"About":   {"Short.", "", "a\u200bb", "a\x00b", "x\u202ey", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "# no", "'=x", "---"},
		"Council": {"blaby", "Blaby District Council; blaby", "Blabyy", "", "bins", "forms", "n/a"},
		"Stage":   {"Alpha", "alpha", "LIVE", "almost", "", "TBC"},
		"Grant":   {"£1.2m", "12k", "(500)", "TBC", "1.200,50", "lots", "", "€5", "5"},
		"When":    {"01/02/2019", "2019", "TBC", "31/02/2019", ""},
		"See":     {"parks", "bins", "blaby", "nobody", ""},
		"Story": {"text", "", "See [old](/components/x/) and [[gone]], [[bins|w]].", "![x](a.png) ![y](https://a.example/b.png)", "[a](javascript:x) <b>", "[h](../capabilities/forms.md#gone) [k](../capabilities/forms.md#head)",
			"```\n[a](b.md)\n```\n\n[r]\n\n[r]: gone.md", "[![x](y.png)](z.md)", "# a\n\n| a |\n|-|\n| [x](gone.md) |", "\x00", "\ufeffx",
			"[[[a](b.md)", "see [parks](parks.md)"},
	}
	columns := slices.Sorted(maps.Keys(cells))
	mapping := []byte("type: project\nfields:\n  title: Name\n  summary: About\n  organisations: {column: Council, split: ;}\n" +
		"  stage: Stage\n  funding.amount: Grant\n  funding.currency: {is: GBP}\n  period: {column: When, date: DD/MM/YYYY}\n" +
		"  capabilities: {column: See, split: ;}\nbody: Story\n")
	random := rand.New(rand.NewPCG(1, 2))
	rows, left, drafted := 0, 0, 0
	for range 25 {
		var data bytes.Buffer
		w := csv.NewWriter(&data)
		_ = w.Write(columns)
		for i := range 8 {
			var row []string
			for _, c := range columns {
				row = append(row, cells[c][random.IntN(len(cells[c]))])
			}
			if i%2 == 1 { // else nearly all names would be taken
				row[slices.Index(columns, "Name")] += strconv.Itoa(i)
			}
			_ = w.Write(row)
			rows++
		}
		w.Flush()
		in := []Input{{File: sheet.File{Format: "csv", Name: filepath.Join(dir, "..", "t.csv"), Data: data.Bytes()}, MapFile: "m.yaml", Map: mapping}}
		left += written(t, dir, in, false).LeftOut
		drafted += written(t, dir, in, true).Drafts()
	}
	if left == 0 || left == rows || drafted == 0 {
		t.Errorf("of %d rows %d are left out, and %d can be drafts", rows, left, drafted)
	}
}

func load(t testing.TB, dir string) *model.Library {
	t.Helper()
	var list diag.List
	lib, err := content.Begin(dir, &list)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list.Locate(os.ReadFile) {
		if f.Severity == diag.Error && dir == sample {
			t.Fatalf("the library has errors: %+v", f)
		}
	}
	return lib
}

func writeFile(t testing.TB, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// tablesIn are the tables of a folder with their mappings.
func tablesIn(t *testing.T, dir, format string) []Input {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*."+format))
	if err != nil || len(files) == 0 {
		t.Fatal(err, files)
	}
	var out []Input
	for _, file := range files {
		in := Input{File: sheet.File{Format: format, Name: file}}
		if in.Data, err = os.ReadFile(file); err != nil {
			t.Fatal(err)
		}
		if format == "csv" {
			in.MapFile = table.MappingBeside(file)
			if in.Map, err = os.ReadFile(in.MapFile); err != nil {
				t.Fatal(err)
			}
		} else if !json.Valid(in.Data) {
			t.Fatalf("%s is not JSON", file)
		}
		out = append(out, in)
	}
	return out
}

func planAll(t *testing.T, dir string, inputs []Input) *Plan {
	t.Helper()
	return plan(t, load(t, dir), inputs, Options{})
}

func plan(t *testing.T, lib *model.Library, inputs []Input, o Options) *Plan {
	t.Helper()
	p, findings, err := Import(lib, inputs, o)
	if err != nil {
		t.Fatal(err)
	}
	if p == nil {
		t.Fatalf("%+v", findings[:min(5, len(findings))])
	}
	return p
}

// same compares two libraries: every field of every entry, and every text.
func same(t *testing.T, want, got *model.Library) {
	t.Helper()
	if len(want.Entries) != len(got.Entries) {
		t.Errorf("%d entries, want %d", len(got.Entries), len(want.Entries))
	}
	a, b := open(t, want), open(t, got)
	for i, e := range want.Entries {
		if i >= len(got.Entries) {
			return
		}
		o := got.Entries[i]
		if e.Type != o.Type || e.ID != o.ID || e.Language != o.Language || !reflect.DeepEqual(e.Council, o.Council) ||
			!reflect.DeepEqual(e.Images, o.Images) {
			t.Errorf("%s %s%s is now %s %s%s, %+v, %+v", e.Type, e.ID, e.Language, o.Type, o.ID, o.Language, e.Council, o.Council)
		}
		if x, y := contenttest.Values(content.Tree(e, true)), contenttest.Values(content.Tree(o, true)); !reflect.DeepEqual(x, y) {
			t.Errorf("%s: fields\n%q\nare now\n%q", e.ID, x, y)
		}
		x, err := content.ReadBody(a, e)
		if err != nil {
			t.Fatal(err)
		}
		y, err := content.ReadBody(b, o)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(x, y) {
			t.Errorf("%s: the text\n%q\nis now\n%q", e.ID, x, y)
		}
	}
}

func open(t *testing.T, lib *model.Library) *os.Root {
	t.Helper()
	root, err := os.OpenRoot(lib.Dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root
}
