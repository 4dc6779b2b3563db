package opendata

import (
	"cmp"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"servicepatterns/internal/content"
	"servicepatterns/internal/model"
)

// Line is a line of entries.ndjson: an entry, or one that was withdrawn.
type Line struct {
	ID        string     `json:"id"`
	Type      string     `json:"type"`
	Language  string     `json:"language,omitempty"`  // of a translation
	Languages []string   `json:"languages,omitempty"` // of its translations
	Title     string     `json:"title,omitempty"`
	Summary   string     `json:"summary,omitempty"`
	Status    string     `json:"status,omitempty"`
	URL       string     `json:"url,omitempty"`
	Source    string     `json:"source,omitempty"` // address of its Markdown; a row of a table has none
	SHA256    string     `json:"sha256,omitempty"` // of the Markdown
	File      string     `json:"file,omitempty"`   // of the Markdown in the library, unless that is FOLDER/ID.md
	Pictures  []Picture  `json:"pictures,omitempty"`
	Licence   string     `json:"licence,omitempty"`
	Updated   string     `json:"updated,omitempty"` // day of the last change, from git
	FormerIDs []string   `json:"former-ids,omitempty"`
	Adopted   *Adopted   `json:"adopted-from,omitempty"`
	Withdrawn *Withdrawn `json:"withdrawn,omitempty"` // it has no page any more, on purpose
}

// Adopted is where an entry was copied from.
type Adopted struct {
	Library string `json:"library"`
	ID      string `json:"id"`
	SHA256  string `json:"sha256,omitempty"` // of the original when it was copied
}

// Withdrawn says since when an entry is gone, and why.
type Withdrawn struct {
	On         string `json:"on"`
	Because    string `json:"because"`
	ReplacedBy string `json:"replaced-by,omitempty"` // id
}

// lines are one for each entry, and for each that was withdrawn, in order of id.
func (s Site) lines() []Line {
	var out []Line
	for _, e := range s.Entries {
		out = append(out, s.line(e))
	}
	for _, w := range s.Settings.Withdrawn {
		out = append(out, Line{
			ID: w.ID.Value, Type: w.Type.Value, Withdrawn: &Withdrawn{w.On.Value, w.Because.Value, w.ReplacedBy.Value},
		})
	}
	slices.SortStableFunc(out, func(a, b Line) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

func (s Site) line(e *model.Entry) Line {
	files := s.Files(e)
	l := Line{
		ID: e.ID, Type: string(e.Type), Language: e.Language, Languages: e.Variants, Title: e.Title.Value, Summary: e.Summary.Value,
		Status: e.Status.Value, URL: relative(e.Path()), SHA256: files.Source, Pictures: files.Pictures,
		Licence: s.Settings.Licence.Value, Updated: e.Changed,
	}
	if e.Row == 0 {
		l.Source = relative(e.Path()) + "index.md"
		if e.Source != content.Source(e.Type, e.ID, e.Language) {
			l.File = e.Source
		}
	}
	for _, id := range e.FormerIDs {
		l.FormerIDs = append(l.FormerIDs, id.Value)
	}
	if a := e.AdoptedFrom; a != nil {
		l.Adopted = &Adopted{a.Library.Value, a.ID.Value, a.SHA256.Value}
		l.Licence = cmp.Or(a.Licence.Value, l.Licence)
	}
	return l
}

// relative is an address as library.json and the lists have it.
func relative(path string) string { return strings.TrimPrefix(path, "/") }

// write writes lines.
func write(w io.Writer, lines []Line) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, l := range lines {
		if err := enc.Encode(l); err != nil {
			return err
		}
	}
	return nil
}
