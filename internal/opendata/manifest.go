package opendata

import (
	"encoding/json"
	"io"

	"servicepatterns/internal/model"
)

// Manifest is library.json. Addresses are absolute where the site knows its own; else
// they are paths from the host's root, to be resolved against that of library.json.
type Manifest struct {
	Format     int            `json:"format"`
	Title      string         `json:"title"`
	Summary    string         `json:"summary,omitempty"`
	URL        string         `json:"url,omitempty"` // of the site
	Publisher  string         `json:"publisher,omitempty"`
	Contact    string         `json:"contact,omitempty"`
	Repository string         `json:"repository,omitempty"`
	Licence    string         `json:"licence,omitempty"`
	LicenceURL string         `json:"licence-url,omitempty"`
	Languages  []string       `json:"languages"`         // its own first, then those of translations
	Updated    string         `json:"updated,omitempty"` // day of the last change, from git
	Counts     map[string]int `json:"counts"`            // entries by type, without translations
	Entries    File           `json:"entries"`           // entries.ndjson
	Tables     []Table        `json:"tables"`
	Search     Search         `json:"search"`
	Feed       string         `json:"feed,omitempty"`
	About      string         `json:"about"` // the page that documents all this
}

// Search is where the search index is.
type Search struct {
	Engine   string `json:"engine"`   // for browsers and Node
	Manifest string `json:"manifest"` // of the index that the engine reads
	Archive  string `json:"archive"`  // of the Bleve index
	Checksum string `json:"checksum"` // JSON with the archive's sha256: no two builds have the same
}

func (s Site) manifest(entries File, tables []Table) Manifest {
	m := Manifest{
		Format: Format, Title: s.Settings.Title.Value, Summary: s.Settings.Summary.Value, URL: s.URL,
		Publisher: s.Settings.Publisher.Value, Contact: s.Settings.Contact.Value, Repository: s.Settings.Repository.Value,
		Licence: s.Settings.Licence.Value, LicenceURL: s.Settings.LicenceURL.Value, Languages: s.languages(),
		Counts: map[string]int{}, Entries: entries, Tables: tables,
		Search: Search{
			Engine: s.Address("/search/engine.js"), Manifest: s.Address("/search/manifest.json"),
			Archive: s.Address("/search/bleve.tar.gz"), Checksum: s.Address("/search/bleve.json"),
		},
		About: s.Address("/" + Folder + "/"),
	}
	if s.Feed {
		m.Feed = s.Address("/feed.xml")
	}
	for _, e := range s.Entries {
		if e.Language == "" {
			m.Counts[string(e.Type)]++
		}
		m.Updated = max(m.Updated, e.Changed)
	}
	return m
}

// Line is a line of entries.ndjson.
type Line struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Language  string    `json:"language,omitempty"` // of a translation
	Title     string    `json:"title"`
	Summary   string    `json:"summary"`
	Status    string    `json:"status,omitempty"`
	URL       string    `json:"url"`
	Source    string    `json:"source,omitempty"` // address of its Markdown; a row of a table has none
	SHA256    string    `json:"sha256,omitempty"` // of the Markdown
	Pictures  []Picture `json:"pictures,omitempty"`
	Updated   string    `json:"updated,omitempty"` // day of the last change, from git
	FormerIDs []string  `json:"former-ids,omitempty"`
	Adopted   *Adopted  `json:"adopted-from,omitempty"`
}

// Adopted is where an entry was copied from.
type Adopted struct {
	Library string `json:"library"`
	ID      string `json:"id"`
	SHA256  string `json:"sha256,omitempty"` // of the original when it was copied
}

// lines writes entries.ndjson.
func (s Site) lines(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, e := range s.Entries {
		if err := enc.Encode(s.line(e)); err != nil {
			return err
		}
	}
	return nil
}

func (s Site) line(e *model.Entry) Line {
	files := s.Files(e)
	l := Line{
		ID: e.ID, Type: string(e.Type), Language: e.Language, Title: e.Title.Value, Summary: e.Summary.Value, Status: e.Status.Value,
		URL: s.Address(e.Path()), SHA256: files.Source, Pictures: files.Pictures, Updated: e.Changed,
	}
	if e.Row == 0 {
		l.Source = s.Address(e.Path() + "index.md")
	}
	for _, id := range e.FormerIDs {
		l.FormerIDs = append(l.FormerIDs, id.Value)
	}
	if a := e.AdoptedFrom; a != nil {
		l.Adopted = &Adopted{a.Library.Value, a.ID.Value, a.SHA256.Value}
	}
	return l
}
