package opendata

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"servicepatterns/internal/model"
)

func text(s string) model.Text { return model.Text{Value: s} }

func sample() Site {
	renew := &model.Entry{Type: model.ServicePattern, ID: "renew", Source: "service-patterns/renew.md", Changed: "2026-11-25",
		Own: &model.PatternFields{Verb: text("renew")}}
	renew.Title, renew.Summary, renew.Status = text("Renew <a thing> & go"), text("Someone wants to carry on."), text("live")
	renew.FormerIDs = []model.Text{text("prolong")}
	renew.AdoptedFrom = &model.Adopted{Library: text("https://up.example/"), ID: text("renewal"), SHA256: text("ab12"),
		Licence: text("CC BY")}
	welsh := &model.Entry{Type: model.ServicePattern, ID: "renew", Language: "cy", Source: "service-patterns/renew.cy.md",
		Changed: "2019-03-04", Own: &model.PatternFields{}}
	welsh.Title, welsh.Summary = text("Adnewyddu"), text("Mae rhywun am barhau.")
	council := &model.Entry{Type: model.Organisation, ID: "bolton", Row: 2, Source: "organisations.csv",
		Council: &model.Council{Nation: "England", Type: "Metropolitan district"}}
	council.Title, council.Summary = text("Bolton Council"), text("A metropolitan district.")
	s := Site{
		Entries: []*model.Entry{council, renew, welsh}, URL: "https://host.example/sub/", Feed: true,
		Body: func(e *model.Entry) ([]byte, error) { return []byte("Text of " + e.ID + ".\n"), nil },
		Files: func(e *model.Entry) Files {
			if e.Row > 0 {
				return Files{}
			}
			return Files{Source: "00" + e.Language, Pictures: []Picture{{URL: "service-patterns/renew/a.png", SHA256: "11"}}}
		},
		Source: func(e *model.Entry) ([]byte, error) {
			return []byte("---\n---\nSource of " + e.ID + e.Language + "\n"), nil
		},
	}
	s.Settings.Title, s.Settings.Language, s.Settings.Licence = text("A library"), text("en-GB"), text("OGL 3")
	s.Settings.Withdrawn = []model.Withdrawn{{ID: text("old"), Type: text("page"), On: text("2026-10-02"), Because: text("It was wrong.")}}
	return s
}

// memory keeps what is written.
type memory struct {
	mu    sync.Mutex
	files map[string]*bytes.Buffer
}

type file struct{ *bytes.Buffer }

func (file) Close() error { return nil }

func (m *memory) create(name string) (io.WriteCloser, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.files == nil {
		m.files = map[string]*bytes.Buffer{}
	}
	m.files[name] = &bytes.Buffer{}
	return file{m.files[name]}, nil
}

func written(t *testing.T, s Site) map[string]*bytes.Buffer {
	t.Helper()
	var m memory
	if err := Write(m.create, s); err != nil {
		t.Fatal(err)
	}
	return m.files
}

// TestFields: the file beside a page is that of the contract, byte for byte.
func TestFields(t *testing.T) {
	source := []byte("---\ntitle: A\n---\nText.\n")
	e := &model.Entry{Type: model.Page, ID: "a", Body: model.Pos{Start: 17, End: 23}, Spans: `[4,13,{"title":[4,13]}]`}
	e.Title, e.Images = text("A"), []string{"a.png"}
	got, err := Fields(e, source, "ab12")
	const want = `{"format": 1, "entry": {"type": "page", "id": "a", "title": "A", "body": "Text.\n", "pictures": ["a.png"]}, ` +
		`"sha256": "ab12", "bytes": {"front": [4,13,{"title":[4,13]}], "body": [17,23]}}` + "\n"
	if err != nil || string(got) != want {
		t.Errorf("got %s, %v, want %s", got, err, want)
	}
}

// The lines are those of the contract, byte for byte.
func TestLines(t *testing.T) {
	const want = `{"id":"bolton","type":"organisation","title":"Bolton Council","summary":"A metropolitan district.","url":"organisations/bolton/","licence":"OGL 3"}
{"id":"old","type":"page","withdrawn":{"on":"2026-10-02","because":"It was wrong."}}
{"id":"renew","type":"service-pattern","title":"Renew <a thing> & go","summary":"Someone wants to carry on.","status":"live","url":"service-patterns/renew/","source":"service-patterns/renew/index.md","sha256":"00","pictures":[{"url":"service-patterns/renew/a.png","sha256":"11"}],"licence":"CC BY","updated":"2026-11-25","former-ids":["prolong"],"adopted-from":{"library":"https://up.example/","id":"renewal","sha256":"ab12"}}
{"id":"renew","type":"service-pattern","language":"cy","title":"Adnewyddu","summary":"Mae rhywun am barhau.","url":"cy/service-patterns/renew/","source":"cy/service-patterns/renew/index.md","sha256":"00cy","pictures":[{"url":"service-patterns/renew/a.png","sha256":"11"}],"licence":"OGL 3","updated":"2019-03-04"}
`
	if got := written(t, sample())["entries.ndjson"].String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// library.json tells where each file is, with the checksum of what was really written.
func TestManifest(t *testing.T) {
	files := written(t, sample())
	var m Manifest
	if err := json.Unmarshal(files["library.json"].Bytes(), &m); err != nil {
		t.Fatal(err)
	}
	if m.Format != 1 || m.Title != "A library" || m.URL != "https://host.example/sub/" || m.Updated != "2026-11-25" ||
		m.Feed != "feed.xml" {
		t.Errorf("it says %+v", m)
	}
	if got := fmt.Sprint(m.Languages, m.Counts, m.Entries.Count,
		len(m.Tables)); got != "[en-GB cy] map[organisation:1 service-pattern:1] 4 2" {
		t.Errorf("it counts %s", got)
	}
	check := func(f File) {
		t.Helper()
		data := files[f.URL]
		if data == nil {
			t.Fatalf("there is no file %s", f.URL)
		}
		sum := sha256.Sum256(data.Bytes())
		if f.SHA256 != hex.EncodeToString(sum[:]) || f.Bytes != int64(data.Len()) {
			t.Errorf("%s is not as library.json says: %+v", f.URL, f)
		}
	}
	check(m.Entries)
	for _, f := range slices.Concat(m.Parts, m.Sources) {
		check(f)
	}
	for _, table := range m.Tables {
		check(table.CSV)
		check(table.JSON)
	}
	named := 2 + len(m.Parts) + len(m.Sources) + 2*len(m.Tables)
	for name := range files {
		if strings.HasPrefix(name, m.Schemas) {
			named++
		}
	}
	if n := len(files); n != named {
		t.Errorf("there are %d files, and library.json names %d", n, named)
	}
}

// TestParts: parts and bundles hold all that the whole list names, each where the hash of its id says.
func TestParts(t *testing.T) {
	s := sample()
	var text []byte
	for i := range 300 {
		e := &model.Entry{Type: model.Page, ID: fmt.Sprintf("page-%d", i), Body: model.Pos{End: 9000}}
		s.Entries = append(s.Entries, e)
	}
	s.Source = func(e *model.Entry) ([]byte, error) { return []byte(strings.Repeat(e.ID+"\n", 1000)), nil }
	files := written(t, s)
	var m Manifest
	if err := json.Unmarshal(files["library.json"].Bytes(), &m); err != nil {
		t.Fatal(err)
	}
	if len(m.Parts) != 32 || len(m.Sources) != 4 {
		t.Fatalf("%d parts and %d bundles", len(m.Parts), len(m.Sources))
	}
	for n, part := range m.Parts {
		for line := range bytes.Lines(files[part.URL].Bytes()) {
			text = append(text, line...)
			var l Line
			if err := json.Unmarshal(line, &l); err != nil || Part(l.ID, len(m.Parts)) != n {
				t.Errorf("%s holds %s (%v)", part.URL, l.ID, err)
			}
		}
	}
	parts, whole := strings.SplitAfter(string(text), "\n"), strings.SplitAfter(files["entries.ndjson"].String(), "\n")
	slices.Sort(parts)
	slices.Sort(whole)
	if !slices.Equal(parts, whole) {
		t.Error("the parts do not hold the lines of the whole list")
	}
	sources := 0
	for n, bundle := range m.Sources {
		for line := range bytes.Lines(files[bundle.URL].Bytes()) {
			var src Source
			if err := json.Unmarshal(line, &src); err != nil || Part(src.ID, len(m.Sources)) != n ||
				src.Text != strings.Repeat(src.ID+"\n", 1000) {
				t.Errorf("%s holds %s (%v)", bundle.URL, src.ID, err)
			}
			sources++
		}
	}
	if sources != 302 {
		t.Errorf("%d sources", sources)
	}
	if got := []int{Part("renew", 1), Part("renew", 2), Part("renew", 64), Part("renew", 4096)}; !slices.Equal(got, []int{0, 1, 40, 2614}) {
		t.Errorf("renew is in part %v", got)
	}
}

// TestSchemas: what is written fits the schemas that are published with it.
func TestSchemas(t *testing.T) {
	files := written(t, sample())
	compiler := jsonschema.NewCompiler()
	fits := func(name string, data []byte) {
		t.Helper()
		document, err := jsonschema.UnmarshalJSON(files[SchemasFolder+"/"+name+".schema.json"])
		if err != nil {
			t.Fatal(err)
		}
		if err := compiler.AddResource(name, document); err != nil {
			t.Fatal(err)
		}
		compiled, err := compiler.Compile(name)
		if err != nil {
			t.Fatal(err)
		}
		for value := range bytes.Lines(data) {
			read, err := jsonschema.UnmarshalJSON(bytes.NewReader(value))
			if err != nil {
				t.Fatal(err)
			}
			if err := compiled.Validate(read); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		if compiled.Validate(map[string]any{"format": "one", "id": 1}) == nil {
			t.Errorf("the schema %s allows anything", name)
		}
	}
	var library bytes.Buffer
	if err := json.Compact(&library, files["library.json"].Bytes()); err != nil {
		t.Fatal(err)
	}
	fits("library", library.Bytes())
	fits("entries", files["entries.ndjson"].Bytes())
	fits("sources", files["data/sources/000.ndjson"].Bytes())
}

// Tables hold every entry of their type, translations too, with its text.
func TestTables(t *testing.T) {
	files := written(t, sample())
	rows, err := csv.NewReader(files["data/service-patterns.csv"]).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatalf("the table has %d rows (%v)", len(rows), err)
	}
	var list struct{ Entries []map[string]any }
	if err := json.Unmarshal(files["data/service-patterns.json"].Bytes(), &list); err != nil {
		t.Fatal(err)
	}
	if len(list.Entries) != 2 || list.Entries[0]["title"] != "Renew <a thing> & go" || list.Entries[0]["body"] != "Text of renew.\n" ||
		list.Entries[1]["language"] != "cy" {
		t.Errorf("the list holds %v", list.Entries)
	}
	if files["data/councils.csv"] == nil || files["data/organisations.csv"] != nil {
		t.Error("councils have no table of their own")
	}
}

// The same content gives the same bytes, however the work is shared out.
func TestSameBytes(t *testing.T) {
	one, two := written(t, sample()), written(t, sample())
	for name := range one {
		if one[name].String() != two[name].String() {
			t.Errorf("%s differs", name)
		}
	}
}

// A library without entries still says what it is.
func TestEmptyLibrary(t *testing.T) {
	s := sample()
	s.Entries, s.URL, s.Feed, s.Settings.Withdrawn = nil, "", false, nil
	files := written(t, s)
	if files["entries.ndjson"].Len() != 0 {
		t.Error("there are lines")
	}
	for _, want := range []string{`"tables": []`, `"counts": {}`, `"url": "entries.ndjson"`} {
		if !strings.Contains(files["library.json"].String(), want) {
			t.Errorf("library.json lacks %s:\n%s", want, files["library.json"])
		}
	}
}

// A file that cannot be written stops the work, with its name.
func TestFullDisk(t *testing.T) {
	full := errors.New("no space left")
	var m memory
	err := Write(func(name string) (io.WriteCloser, error) {
		if name == "data/councils.json" {
			return nil, full
		}
		return m.create(name)
	}, sample())
	if !errors.Is(err, full) || m.files["library.json"] != nil {
		t.Errorf("the error is %v", err)
	}
}
