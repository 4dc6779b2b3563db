package opendata

import "strings"

// Manifest is library.json. Addresses in it, and in the lists of entries, are relative to
// that of library.json, so a copy of the site at another place leads to its own files.
type Manifest struct {
	Format     int            `json:"format"`
	Title      string         `json:"title"`
	Summary    string         `json:"summary,omitempty"`
	URL        string         `json:"url,omitempty"` // of the site
	Publisher  string         `json:"publisher,omitempty"`
	Contact    string         `json:"contact,omitempty"`
	Repository string         `json:"repository,omitempty"`
	Edit       string         `json:"edit,omitempty"` // with a file's name behind it, opens the code host's editor on the file
	Follows    []Follows      `json:"follows,omitempty"`
	Licence    string         `json:"licence,omitempty"`
	LicenceURL string         `json:"licence-url,omitempty"`
	Languages  []string       `json:"languages"`         // its own first, then those of translations
	Updated    string         `json:"updated,omitempty"` // day of the last change, from git
	Counts     map[string]int `json:"counts"`            // entries by type, without translations
	Entries    File           `json:"entries"`           // entries.ndjson
	Parts      []File         `json:"parts"`             // the same lines, by Part of their ids
	Sources    []File         `json:"sources"`           // the Markdown of entries in bundles, by Part of their ids
	Tables     []Table        `json:"tables"`
	Search     Search         `json:"search"`
	Feed       string         `json:"feed,omitempty"`
	Schemas    string         `json:"schemas"` // folder with JSON Schemas of all this
	About      string         `json:"about"`   // the page that documents all this
}

// Follows is a library that this one follows.
type Follows struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

// Search is where the search index is.
type Search struct {
	Engine   string `json:"engine"`   // for browsers and Node
	Manifest string `json:"manifest"` // of the index that the engine reads
	Archive  string `json:"archive"`  // of the Bleve index
	Checksum string `json:"checksum"` // JSON with the archive's sha256: no two builds have the same
}

func (s Site) manifest() Manifest {
	m := Manifest{
		Format: Format, Title: s.Settings.Title.Value, Summary: s.Settings.Summary.Value, URL: s.URL,
		Publisher: s.Settings.Publisher.Value, Contact: s.Settings.Contact.Value, Repository: s.Settings.Repository.Value,
		Licence: s.Settings.Licence.Value, LicenceURL: s.Settings.LicenceURL.Value, Languages: s.languages(),
		Counts: map[string]int{},
		Search: Search{
			Engine: "search/engine.js", Manifest: "search/manifest.json",
			Archive: "search/bleve.tar.gz", Checksum: "search/bleve.json",
		},
		Schemas: SchemasFolder + "/", About: Folder + "/",
	}
	if s.Edit != "" {
		m.Edit = strings.TrimSuffix(s.Edit, "/") + "/"
	}
	for _, f := range s.Settings.Follow {
		m.Follows = append(m.Follows, Follows{f.Name.Value, f.URL.Value})
	}
	if s.Feed {
		m.Feed = "feed.xml"
	}
	for _, e := range s.Entries {
		if e.Language == "" {
			m.Counts[string(e.Type)]++
		}
		m.Updated = max(m.Updated, e.Changed)
	}
	return m
}
