// Package conform checks what a site publishes against the format that libraries read of each other
// (package opendata), whoever made it. Input: a way to get the files of a site. Output: what is missing or
// wrong, in words. What it lets pass, “patterns pull” can take.
package conform

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"servicepatterns/internal/model"
	"servicepatterns/internal/opendata"
)

// Get gets a file of a site by its address relative to library.json.
type Get func(ctx context.Context, file string, most int64) ([]byte, error)

// Problem is something that is missing or wrong.
type Problem struct {
	File    string `json:"file"`
	What    string `json:"what"`
	Warning bool   `json:"warning,omitempty"` // the site can be followed all the same
}

// Report is what was found.
type Report struct {
	Title    string    `json:"title,omitempty"`
	Format   int       `json:"format,omitempty"`
	Entries  int       `json:"entries"`
	Files    int       `json:"files"` // that were looked at
	Problems []Problem `json:"problems"`
}

// Fine says whether libraries can follow the site.
func (r Report) Fine() bool {
	return !slices.ContainsFunc(r.Problems, func(p Problem) bool { return !p.Warning })
}

// mostArchive bounds the Bleve archive.
const mostArchive = 2 << 30

// samples is of how many entries the sources, pictures and pages are asked for one by one, unless the
// whole of a site is checked.
const samples = 20

// Check checks a site: the whole of it, or without most of what lies beside entries, and without the
// Bleve archive, which may be large.
func Check(ctx context.Context, get Get, whole bool) Report {
	c := checker{whole: whole, ctx: ctx, get: get}
	c.Problems = []Problem{}
	data, ok := c.file("library.json", opendata.MaxManifest)
	if !ok {
		return c.Report
	}
	m, err := opendata.ReadManifest(data)
	if err != nil {
		c.wrong("library.json", "%s", strings.TrimPrefix(err.Error(), "library.json: "))
		return c.Report
	}
	c.Title, c.Format = m.Title, m.Format
	c.advice(m)
	lines := c.list(m)
	c.parts(m, lines)
	c.sources(m, lines)
	c.beside(lines)
	for _, t := range m.Tables {
		c.summed(t.CSV, opendata.MaxList)
		c.summed(t.JSON, opendata.MaxList)
	}
	c.search(m.Search)
	return c.Report
}

type checker struct {
	Report
	ctx   context.Context
	get   Get
	whole bool
}

// most is how many problems of one file are told.
const most = 20

func (c *checker) wrong(file, format string, put ...any) {
	n := 0
	for _, p := range c.Problems {
		if p.File == file {
			n++
		}
	}
	switch {
	case n < most:
		c.Problems = append(c.Problems, Problem{File: file, What: fmt.Sprintf(format, put...)})
	case n == most:
		c.Problems = append(c.Problems, Problem{File: file, What: "there are more problems in this file"})
	}
}

func (c *checker) warn(file, what string) {
	c.Problems = append(c.Problems, Problem{File: file, What: what, Warning: true})
}

// advice says what a library should say of itself, and need not.
func (c *checker) advice(m opendata.Manifest) {
	if m.Licence == "" {
		c.warn("library.json", "it names no licence, so nobody may copy an entry without asking")
	}
	if m.URL == "" {
		c.warn("library.json", "it does not name its own address, by which copies of its entries are known")
	}
	if len(m.Languages) == 0 {
		c.warn("library.json", "it does not say in which language its entries are")
	}
}

// file gets a file, and says when that fails.
func (c *checker) file(name string, most int64) ([]byte, bool) {
	if name == "" {
		return nil, false
	}
	const site = "https://site.invalid/sub/"
	if at, err := opendata.At(site, name); err != nil || !strings.HasPrefix(at, site) {
		c.wrong("library.json", "the address %q leads out of the site; addresses are relative to that of library.json", name)
		return nil, false
	}
	data, err := c.get(c.ctx, name, most)
	c.Files++
	if err != nil {
		c.wrong(name, "it cannot be read: %v", err)
		return nil, false
	}
	return data, true
}

// summed gets a file that library.json names with its checksum.
func (c *checker) summed(f opendata.File, most int64) ([]byte, bool) {
	data, ok := c.file(f.URL, most)
	if !ok {
		return nil, false
	}
	if sum := opendata.SHA256(data); sum != f.SHA256 {
		c.wrong(f.URL, "its sha256 is %s, and library.json says %s", sum, f.SHA256)
		return nil, false
	}
	if int64(len(data)) != f.Bytes {
		c.wrong("library.json", "it says that %s has %d bytes, and it has %d", f.URL, f.Bytes, len(data))
	}
	return data, true
}

// list checks the list of all entries, and returns its lines.
func (c *checker) list(m opendata.Manifest) []opendata.Line {
	data, ok := c.summed(m.Entries, opendata.MaxList)
	if !ok {
		return nil
	}
	if len(data) > 0 && !bytes.HasSuffix(data, []byte("\n")) {
		c.wrong(m.Entries.URL, "its last line has no end")
	}
	var lines []opendata.Line
	seen, number := map[string]bool{}, 0
	counts := map[string]int{}
	for raw := range bytes.Lines(data) {
		number++
		l, err := opendata.ReadLine(bytes.TrimSuffix(raw, []byte("\n")))
		if err != nil {
			c.wrong(m.Entries.URL, "line %d: %v", number, err)
			continue
		}
		if key := l.ID + "." + l.Language; seen[key] {
			c.wrong(m.Entries.URL, "line %d: the entry %s is listed twice", number, l.ID)
		} else {
			seen[key] = true
		}
		if n := len(lines); n > 0 && lines[n-1].ID > l.ID {
			c.wrong(m.Entries.URL, "line %d: %s stands behind %s; lines are in order of id", number, l.ID, lines[n-1].ID)
		}
		if l.Withdrawn == nil && l.Language == "" {
			counts[l.Type]++
		}
		lines = append(lines, l)
	}
	for _, t := range model.Types() {
		if counts[string(t)] != m.Counts[string(t)] {
			c.wrong("library.json", "“counts” says %d of the type %s, and the list has %d", m.Counts[string(t)], t, counts[string(t)])
		}
	}
	c.Entries = len(lines)
	return lines
}

// parts checks that the parts hold the lines of the list, each where its id says.
func (c *checker) parts(m opendata.Manifest, lines []opendata.Line) {
	listed := map[string]int{}
	for _, l := range lines {
		listed[l.ID+"."+l.Language]++
	}
	whole := true
	for n, f := range m.Parts {
		data, ok := c.summed(f, opendata.MaxPart)
		if !ok {
			whole = false // of what it lacks nothing more is said
			continue
		}
		for raw := range bytes.Lines(data) {
			l, err := opendata.ReadLine(bytes.TrimSuffix(raw, []byte("\n")))
			switch {
			case err != nil:
				c.wrong(f.URL, "%v", err)
			case opendata.Part(l.ID, len(m.Parts)) != n:
				c.wrong(f.URL, "the entry %s belongs into part %d: the first bits of the SHA-256 of its id say so", l.ID,
					opendata.Part(l.ID, len(m.Parts)))
			case listed[l.ID+"."+l.Language] == 0:
				c.wrong(f.URL, "the entry %s is not in the list of all entries", l.ID)
			default:
				listed[l.ID+"."+l.Language]--
			}
		}
	}
	for _, l := range lines {
		if whole && listed[l.ID+"."+l.Language] > 0 {
			c.wrong(m.Entries.URL, "the entry %s is in no part", l.ID)
		}
	}
}

// sources checks that the bundles hold the Markdown of all entries.
func (c *checker) sources(m opendata.Manifest, lines []opendata.Line) {
	wanted := map[string]opendata.Line{}
	for _, l := range lines {
		if l.Source != "" {
			wanted[l.ID+"."+l.Language] = l
		}
	}
	whole := true
	for n, f := range m.Sources {
		data, ok := c.summed(f, opendata.MaxBundle)
		if !ok {
			whole = false
			continue
		}
		for raw := range bytes.Lines(data) {
			s, err := opendata.ReadSource(raw)
			key := s.ID + "." + s.Language
			l, known := wanted[key]
			switch {
			case err != nil:
				c.wrong(f.URL, "%v", err)
			case opendata.Part(s.ID, len(m.Sources)) != n:
				c.wrong(f.URL, "the source of %s belongs into bundle %d", s.ID, opendata.Part(s.ID, len(m.Sources)))
			case !known:
				c.wrong(f.URL, "the source of %s is that of no entry", s.ID)
			case opendata.SHA256([]byte(s.Text)) != l.SHA256:
				c.wrong(f.URL, "the source of %s does not have the sha256 that the list gives", s.ID)
			}
			delete(wanted, key)
		}
	}
	for _, l := range lines {
		if _, missing := wanted[l.ID+"."+l.Language]; whole && missing {
			c.wrong("library.json", "the source of %s is in no bundle", l.ID)
		}
	}
}

// beside checks sources, pictures and pages at their own addresses.
func (c *checker) beside(lines []opendata.Line) {
	left := samples
	for _, l := range lines {
		if l.Withdrawn != nil || l.Source == "" {
			continue
		}
		if left--; !c.whole && left < 0 {
			return
		}
		if data, ok := c.file(l.Source, opendata.MaxSource); ok && opendata.SHA256(data) != l.SHA256 {
			c.wrong(l.Source, "it does not have the sha256 that the list gives")
		}
		for _, p := range l.Pictures {
			if data, ok := c.file(p.URL, opendata.MaxPart); ok && opendata.SHA256(data) != p.SHA256 {
				c.wrong(p.URL, "it does not have the sha256 that the list gives")
			}
		}
		c.file(l.URL, opendata.MaxPart)
	}
}

// search checks the search index, as far as others read it.
func (c *checker) search(s opendata.Search) {
	if s == (opendata.Search{}) {
		c.warn("library.json", "it names no search index")
		return
	}
	c.file(s.Engine, opendata.MaxPart)
	if data, ok := c.file(s.Manifest, opendata.MaxManifest); ok && !json.Valid(data) {
		c.wrong(s.Manifest, "it is not JSON")
	}
	data, ok := c.file(s.Checksum, opendata.MaxManifest)
	if !ok {
		return
	}
	var about struct{ SHA256 string }
	if err := json.Unmarshal(data, &about); err != nil || len(about.SHA256) != 64 {
		c.wrong(s.Checksum, "it has no sha256 of the archive")
		return
	}
	if !c.whole {
		return
	}
	if data, ok := c.file(s.Archive, mostArchive); ok && opendata.SHA256(data) != about.SHA256 {
		c.wrong(s.Archive, "it does not have the sha256 that %s gives", s.Checksum)
	}
}

// ErrNotFine says that a site cannot be followed.
var ErrNotFine = errors.New("other libraries cannot follow this site until this is right")
