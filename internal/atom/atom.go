// Package atom writes Atom feeds (RFC 4287). Input: what a feed is about and its
// entries; output: one XML file. Promise: the feed has every element that the RFC
// requires, an entry keeps its id for as long as its address lasts, and the same input
// gives the same bytes on any day: times come from the input alone.
package atom

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// Most is how many entries a feed holds. Who asks once a week misses none of them in a
// library that changes as this one does; the page “What’s new” has more.
const Most = 50

// Feed is something that a person can watch. Addresses are absolute.
type Feed struct {
	Title    string
	Subtitle string // may be empty
	Self     string // the feed's own address; it is also its id
	Page     string // what it is about
	Author   string // who publishes the library
	Rights   string // the licence, may be empty
	Language string // "en-GB", may be empty
	Since    string // day: since when there is nothing to tell, of a feed without entries
	Entries  []Entry
}

// Entry is something that changed.
type Entry struct {
	ID         string // an address that stays; Page in most cases
	Title      string
	Summary    string
	Page       string
	Source     string // address of its Markdown, may be empty
	Changed    string // day: "2026-11-25"
	Categories []Category
}

// Category is a word by which a reader may sort entries.
type Category struct {
	Term   string `xml:"term,attr"`
	Scheme string `xml:"scheme,attr,omitempty"`
	Label  string `xml:"label,attr,omitempty"`
}

type feedXML struct {
	XMLName  xml.Name   `xml:"http://www.w3.org/2005/Atom feed"`
	Language string     `xml:"xml:lang,attr,omitempty"`
	Title    string     `xml:"title"`
	Subtitle string     `xml:"subtitle,omitempty"`
	ID       string     `xml:"id"`
	Updated  string     `xml:"updated"`
	Links    []linkXML  `xml:"link"`
	Author   personXML  `xml:"author"`
	Rights   string     `xml:"rights,omitempty"`
	Entries  []entryXML `xml:"entry"`
}

type entryXML struct {
	Title      string     `xml:"title"`
	ID         string     `xml:"id"`
	Updated    string     `xml:"updated"`
	Links      []linkXML  `xml:"link"`
	Categories []Category `xml:"category"`
	Summary    string     `xml:"summary,omitempty"`
}

type linkXML struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type personXML struct {
	Name string `xml:"name"`
}

// ErrEmpty is returned for a feed without entries and without the day since which there
// are none: a feed must say when it was last updated, and nothing tells.
var ErrEmpty = errors.New("a feed needs a dated entry, or the day since which it has none")

// Write writes the feed, its entries in the order given.
func Write(w io.Writer, f Feed) error {
	out := feedXML{
		Language: f.Language, Title: f.Title, Subtitle: f.Subtitle, ID: f.Self, Rights: f.Rights, Author: personXML{f.Author},
		Links: []linkXML{{"self", "application/atom+xml", f.Self}, {"alternate", "text/html", f.Page}},
	}
	newest := ""
	if len(f.Entries) == 0 {
		newest = f.Since
	}
	for _, e := range f.Entries {
		one := entryXML{
			Title: e.Title, ID: e.ID, Updated: moment(e.Changed), Summary: e.Summary, Categories: e.Categories,
			Links: []linkXML{{"alternate", "text/html", e.Page}},
		}
		if e.Source != "" {
			one.Links = append(one.Links, linkXML{"alternate", "text/markdown", e.Source})
		}
		newest = max(newest, e.Changed)
		out.Entries = append(out.Entries, one)
	}
	if newest == "" {
		return fmt.Errorf("writing the feed %s: %w", f.Self, ErrEmpty)
	}
	out.Updated = moment(newest)
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", " ")
	if err := enc.Encode(out); err != nil {
		return fmt.Errorf("writing the feed %s: %w", f.Self, err)
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// moment makes a time of a day. Atom asks for one; that it is the start of the day is
// as near as the day alone tells.
func moment(day string) string { return day + "T00:00:00Z" }
