package view

import (
	"servicepatterns/internal/address"
	"servicepatterns/internal/insight"
	"servicepatterns/internal/link"
	"servicepatterns/internal/messages"
)

// Way is one way to browse: all values of a field and their entries.
type Way struct {
	Path  string // "/browse/service-areas/"
	Field string // name of the list in the model: "service-area"
	Terms []*insight.Term
}

// ways are all of them, with labels in words of the interface where the library has none.
func ways(lib *insight.Library, w messages.Catalogue) []*Way {
	var out []*Way
	for _, field := range []string{"verb", "service-area", "life-event", "stage"} {
		l := &Way{Path: address.Browse(field), Field: field}
		for _, t := range lib.Terms(l.Field) {
			own := *t
			own.Label = label(lib.Graph, w, l.Field, t.ID)
			l.Terms = append(l.Terms, &own)
		}
		out = append(out, l)
	}
	return out
}

// label is what people read for a value of a list of the library or the model.
func label(g *link.Graph, w messages.Catalogue, field, value string) string {
	if field == "stage" {
		return w.Choice(field, value)
	}
	return g.TermLabel(field, value)
}

// Way returns the way to browse by a field.
func (s *Site) Way(field string) *Way {
	for _, l := range s.Ways {
		if l.Field == field {
			return l
		}
	}
	return &Way{}
}

// TermLink leads to the page of a value.
func (s *Site) TermLink(field, value string) Link {
	if field == "verb" {
		value = s.Lib.Verb(value)
	}
	return Link{Text: label(s.Lib.Graph, s.Words(), field, value), Href: s.At.Href(s.Way(field).Path + value + "/")}
}

// Group is links under one heading: by verb, by service area, by type.
type Group struct {
	Section
	Lede  string
	Items []Link
	More  Link // all of it
}

// TermLinks lead to the pages of all values of a field.
func (s *Site) TermLinks(w messages.Catalogue, l *Way) []Link {
	var out []Link
	for _, t := range l.Terms {
		out = append(out, Link{Text: t.Label, Href: s.At.Href(l.Path + t.ID + "/"), N: len(t.Entries),
			Note: w.N("entries", len(t.Entries))})
	}
	return out
}

// Trail leads back to where a page belongs.
func (s *Site) Trail(w messages.Catalogue, more ...Link) []Link {
	return append([]Link{{Text: w.T("library"), Href: s.At.Href("/")}}, more...)
}
