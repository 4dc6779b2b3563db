package render

import (
	"strings"

	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/opendata"
	"servicepatterns/internal/outputs"
)

// DataView is the page that documents what programs can read.
type DataView struct {
	Frame
	Trail    []Link
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
	CSV, JSON Link
}

// DataFile is a file, or a kind of file, that programs can read.
type DataFile struct {
	Link        // without an address when there is one beside every page
	What string // what it holds
}

// Field is a field of a file and what it holds.
type Field struct{ Name, What string }

// Example is a small program; a test runs it as it stands on the page.
type Example struct {
	Section
	Text     string
	Language string // "js" for Node, "sh" for a shell
	Code     string
}

// exampleSite stands in examples for the address of a site that does not know its own.
const exampleSite = "https://patterns.example.org/"

func (s *Site) dataPage() Page {
	return Page{Path: "data/index.html", make: func(Page, Body) (string, any) {
		w := s.words[s.lang]
		v := &DataView{Frame: s.frame(w.T("open-data"), w.T("data-lede"), "/data/"), Trail: s.trail(w)}
		v.Lede = v.Description
		var shown []*model.Entry
		for _, e := range s.g.Entries {
			if s.lib.Shown(e) {
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
				CSV: Link{Text: "CSV", Href: s.At.Href(at + ".csv")}, JSON: Link{Text: "JSON", Href: s.At.Href(at + ".json")},
			})
		}
		v.Files = s.dataFiles(w, types)
		for _, name := range []string{"id", "type", "language", "title", "summary", "status", "url", "source", "sha256", "pictures", "updated", "former-ids", "adopted-from"} {
			v.Lines = append(v.Lines, Field{name, w.T("data-line." + name)})
		}
		v.Examples = s.examples(w, types)
		v.Data = s.Outputs.DataLD(v.Description, downloads)
		return "data", v
	}}
}

func (s *Site) dataFiles(w messages.Catalogue, types []model.Type) []DataFile {
	file := func(name string) DataFile {
		return DataFile{Link{Text: name, Href: s.At.Href("/" + name)}, w.T("data-file." + name)}
	}
	each := func(name string) DataFile { return DataFile{Link{Text: "…/" + name}, w.T("data-file." + name)} }
	out := []DataFile{file("library.json"), file("entries.ndjson"), each("index.md"), each(opendata.FieldsFile)}
	for _, t := range types {
		if t == model.ServicePattern {
			out = append(out, each("questions.csv"))
		}
	}
	if s.Outputs.LibraryFeed() != nil {
		out = append(out, DataFile{Link{Text: "feed.xml", Href: s.At.Href("/feeds/")}, w.T("data-file.feed.xml")})
	}
	out = append(out, file("search/engine.js"), file("search/bleve.tar.gz"), file("search/bleve.json"))
	if s.At.Known() {
		out = append(out, file("sitemap.xml"))
	}
	return out
}

// examples are programs for this very site.
func (s *Site) examples(w messages.Catalogue, types []model.Type) []Example {
	if len(types) == 0 {
		return nil
	}
	site, query := s.At.Absolute("/"), "renew"
	if site == "" {
		site = exampleSite
	}
	if len(s.g.Examples) > 0 {
		query = s.g.Examples[0].Value
	}
	put := strings.NewReplacer("SITE", site, "TABLE", types[0].Folder(), "QUERY", jsText(query), "WORDS", shText(query))
	var out []Example
	for _, e := range []struct{ id, language, code string }{
		{"list", "js", exampleList}, {"check", "js", exampleCheck}, {"search", "js", exampleSearch}, {"archive", "sh", exampleArchive},
	} {
		out = append(out, Example{
			Section: Section{ID: "example-" + e.id, Title: w.T("data-example." + e.id)}, Text: w.T("data-example." + e.id + "-text"),
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
