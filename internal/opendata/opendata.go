// Package opendata writes a library's content for programs: library.json, which says
// what there is and where; entries.ndjson, a line for each entry; and every type as a
// table in CSV and JSON. Input: the entries that have pages, and where the site lies.
// Output: plain files that any static host serves. Promise: the same content gives the
// same bytes on any day, everything is written as it is read, and what is published is
// what docs and the page /data/ say, in format version 1.
package opendata

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"servicepatterns/internal/model"
	"servicepatterns/internal/table"
)

// Format is the version of library.json and entries.ndjson. It changes only when a
// reader of the present one could be misled; fields may be added without.
const Format = 1

// Site is what is published.
type Site struct {
	Settings model.Settings
	Entries  []*model.Entry // those with pages, in order of id
	URL      string         // of the site, "" when unknown
	Edit     string         // where the code host changes its files, "" when unknown
	Feed     bool           // it has a feed of everything
	Body     table.Body     // the text of an entry
	Source   func(*model.Entry) ([]byte, error)
	Files    func(*model.Entry) Files
}

// Files are those that lie beside an entry's page, with their checksums.
type Files struct {
	Source   string // sha256 of its Markdown, in hexadecimal; "" when it is a row of a table
	Pictures []Picture
}

// Picture is one of an entry's pictures.
type Picture struct {
	URL    string `json:"url"`
	SHA256 string `json:"sha256"`
}

// Create opens a file of the site for writing.
type Create func(name string) (io.WriteCloser, error)

// Write writes everything.
func Write(create Create, s Site) error {
	m, lines := s.manifest(), s.lines()
	var err error
	if m.Entries, err = writeFile(create, "entries.ndjson", func(w io.Writer) error { return write(w, lines) }); err != nil {
		return err
	}
	m.Entries.Count = len(lines)
	if m.Parts, err = parts(create, lines); err != nil {
		return err
	}
	if m.Sources, err = s.sources(create); err != nil {
		return err
	}
	if m.Tables, err = s.tables(create); err != nil {
		return err
	}
	if err := schemas(create, s.Settings); err != nil {
		return err
	}
	_, err = writeFile(create, "library.json", func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetIndent("", "  ")
		enc.SetEscapeHTML(false)
		return enc.Encode(m)
	})
	return err
}

// File is a published file, as library.json names it.
type File struct {
	URL    string `json:"url"`
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
	Count  int    `json:"count,omitempty"` // entries in it
}

// writeFile writes one file and returns where it is and its checksum.
func writeFile(create Create, name string, write func(io.Writer) error) (File, error) {
	to, err := create(name)
	if err != nil {
		return File{}, err
	}
	sum := &summed{to: to, sum: sha256.New()}
	err = errors.Join(write(sum), to.Close())
	if err != nil {
		return File{}, fmt.Errorf("writing %s: %w", name, err)
	}
	return File{URL: name, SHA256: hex.EncodeToString(sum.sum.Sum(nil)), Bytes: sum.n}, nil
}

// SHA256 is the checksum of a file, as all that is published has it.
func SHA256(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

type summed struct {
	to  io.Writer
	sum hash.Hash
	n   int64
}

func (s *summed) Write(p []byte) (int, error) {
	n, err := s.to.Write(p)
	s.sum.Write(p[:n])
	s.n += int64(n)
	return n, err
}

// Table is a type as tables.
type Table struct {
	Type  string `json:"type"`
	Count int    `json:"count"`
	CSV   File   `json:"csv"`
	JSON  File   `json:"json"`
}

// tables writes every type that has entries, as “patterns export” does. Councils, which
// come from a table of their own, are a type of their own here. Files are written side by
// side on all processors.
func (s Site) tables(create Create) ([]Table, error) {
	types, counts := Types(s.Entries)
	out := make([]Table, len(types))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	write := func(to *File, name string, do func(io.Writer) error) {
		group.Go(func() (err error) {
			*to, err = writeFile(create, name, do)
			return err
		})
	}
	for i, t := range types {
		out[i] = Table{Type: string(t), Count: counts[i]}
		at, list := Folder+"/"+t.Folder(), table.Select(s.Entries, t)
		write(&out[i].CSV, at+".csv", func(w io.Writer) error { return table.CSV(w, t, list, s.Body) })
		write(&out[i].JSON, at+".json", func(w io.Writer) error { return table.JSON(w, list, s.Body) })
	}
	return out, group.Wait()
}

// Folder is where the tables and the page about them lie.
const Folder = "data"

// Types are the types that have tables, of those in a list of entries, with how many
// entries each has.
func Types(entries []*model.Entry) (types []model.Type, counts []int) {
	for _, name := range table.Types() {
		if n := len(table.Select(entries, model.Type(name))); n > 0 {
			types, counts = append(types, model.Type(name)), append(counts, n)
		}
	}
	return types, counts
}

// languages are that of the library and those of its translations.
func (s Site) languages() []string {
	out := []string{}
	if s.Settings.Language.Set() {
		out = append(out, s.Settings.Language.Value)
	}
	var more []string
	for _, e := range s.Entries {
		if e.Language != "" && !slices.Contains(more, e.Language) {
			more = append(more, e.Language)
		}
	}
	slices.Sort(more)
	return append(out, more...)
}
