package render

import (
	"reflect"
	"strings"

	"servicepatterns/internal/markdown"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/opendata"
	"servicepatterns/internal/outputs"
	"servicepatterns/internal/render/view"
)

// DataView is the page that documents what programs can read.
type DataView struct {
	view.Frame
	Trail    []view.Link
	Lede     string
	Tables   []DataTable // every type that has entries
	Files    []DataFile  // the rest
	Lines    []Field     // of entries.ndjson
	Examples []Example
}

// DataTable is a type as CSV and JSON.
type DataTable struct {
	Name      string
	Count     string
	CSV, JSON view.Link
}

// DataFile is a file, or a kind of file, that programs can read.
type DataFile struct {
	view.Link        // without an address when there is one beside every page
	What      string // what it holds
}

// Field is a field of a file and what it holds.
type Field struct{ Name, What string }

// Example is a small program; a test runs it as it stands on the page.
type Example struct {
	view.Section
	Text     string
	Language string // "js" for Node, "sh" for a shell
	Code     string
}

// exampleSite stands in examples for the address of a site that does not know its own.
const exampleSite = "https://patterns.example.org/"

// data makes the page about the data.
type data struct{ *view.Site }

func (s data) page() view.Page {
	return view.Page{Path: "data/index.html", Make: func(markdown.Body) (string, any) {
		w := s.Words()
		v := &DataView{Frame: s.Frame(w.T("open-data"), w.T("data-lede"), "/data/"), Trail: s.Trail(w)}
		v.Lede = v.Description
		var shown []*model.Entry
		for _, e := range s.Lib.Graph.Entries {
			if s.Lib.Shown(e) {
				shown = append(shown, e)
			}
		}
		types, counts := opendata.Types(shown)
		var downloads []outputs.Download
		for i, t := range types {
			at := "/" + opendata.Folder + "/" + t.Folder()
			downloads = append(downloads,
				outputs.Download{Name: w.Kinds(t), Address: s.At.Full(at + ".csv"), Media: "text/csv"},
				outputs.Download{Name: w.Kinds(t), Address: s.At.Full(at + ".json"), Media: "application/json"})
			v.Tables = append(v.Tables, DataTable{
				Name: w.Kinds(t), Count: messages.Count(counts[i]),
				CSV: view.Link{Text: "CSV", Href: s.At.Href(at + ".csv")}, JSON: view.Link{Text: "JSON", Href: s.At.Href(at + ".json")},
			})
		}
		v.Files = s.files(w, types)
		for _, f := range opendata.Names(reflect.TypeFor[opendata.Line]()) {
			v.Lines = append(v.Lines, Field{f.Name, w.T("data-line." + f.Name)})
		}
		v.Examples = s.examples(w, types)
		v.Data = s.Outputs.DataLD(v.Description, downloads)
		return "data", v
	}}
}

func (s data) files(w messages.Catalogue, types []model.Type) []DataFile {
	file := func(name string) DataFile {
		return DataFile{view.Link{Text: name, Href: s.At.Href("/" + name)}, w.T("data-file." + name)}
	}
	each := func(name string) DataFile { return DataFile{view.Link{Text: "…/" + name}, w.T("data-file." + name)} }
	out := []DataFile{file("library.json"), file("entries.ndjson"),
		{view.Link{Text: "data/entries/…"}, w.T("data-file.parts")}, {view.Link{Text: "data/sources/…"}, w.T("data-file.bundles")},
		{view.Link{Text: "data/schemas/…"}, w.T("data-file.schemas")}, each("index.md"), each(opendata.FieldsFile)}
	for _, t := range types {
		if t == model.ServicePattern {
			out = append(out, each("questions.csv"))
		}
	}
	if s.Outputs.LibraryFeed() != nil {
		out = append(out, DataFile{view.Link{Text: "feed.xml", Href: s.At.Href("/feeds/")}, w.T("data-file.feed.xml")})
	}
	out = append(out, file("search/engine.js"), file("search/bleve.tar.gz"), file("search/bleve.json"))
	if s.At.Known() {
		out = append(out, file("sitemap.xml"))
	}
	return out
}

// examples are programs for this very site.
func (s data) examples(w messages.Catalogue, types []model.Type) []Example {
	if len(types) == 0 {
		return nil
	}
	site, query := s.At.Absolute("/"), "renew"
	if site == "" {
		site = exampleSite
	}
	if len(s.Lib.Graph.Examples) > 0 {
		query = s.Lib.Graph.Examples[0].Value
	}
	put := strings.NewReplacer("SITE", site, "TABLE", types[0].Folder(), "QUERY", jsText(query), "WORDS", shText(query))
	var out []Example
	for _, e := range []struct{ id, language, code string }{
		{"list", "js", exampleList}, {"check", "js", exampleCheck}, {"search", "js", exampleSearch}, {"archive", "sh", exampleArchive},
	} {
		out = append(out, Example{
			Section: view.Section{ID: "example-" + e.id, Title: w.T("data-example." + e.id)}, Text: w.T("data-example." + e.id + "-text"),
			Language: e.language, Code: put.Replace(e.code),
		})
	}
	return out
}

// jsText and shText quote a text for the examples' languages.
func jsText(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ", "\r", " ").Replace(s) + `"`
}

func shText(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

const (
	exampleList = `const site = "SITE";
const answer = await fetch(site + "data/TABLE.json");
const { entries } = await answer.json();
for (const entry of entries) {
  console.log(entry.id, "–", entry.title);
}
`
	exampleCheck = `import { createHash } from "node:crypto";

const site = "SITE";
const answer = await fetch(site + "entries.ndjson");
const lines = (await answer.text()).trim().split("\n");
const entry = lines.map((line) => JSON.parse(line)).find((entry) => entry.source);

const source = await fetch(new URL(entry.source, site));
const bytes = Buffer.from(await source.arrayBuffer());
const sum = createHash("sha256").update(bytes).digest("hex");
console.log(entry.title, sum === entry.sha256 ? "is whole" : "is not what was published");
`
	exampleSearch = `import { writeFile } from "node:fs/promises";

const site = "SITE";
const engine = await fetch(site + "search/engine.js");
await writeFile("engine.mjs", await engine.text());
const { open } = await import("./engine.mjs");

const index = await open(site + "search/");
const { total, hits } = await index.search(QUERY, { limit: 3 });
console.log(total, "found, the best of them:");
for (const hit of hits) {
  console.log(hit.title, new URL(hit.url, site).href);
}
`
	exampleArchive = `curl -fsSO SITEsearch/bleve.tar.gz
patterns search WORDS --index bleve.tar.gz --limit 3
`
)
