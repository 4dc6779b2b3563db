package render

import (
	"servicepatterns/internal/address"
	"servicepatterns/internal/hexmap"
	"servicepatterns/internal/insight"
	"servicepatterns/internal/link"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// index is what more than one page asks of the whole library, worked out once.
type index struct {
	lists      []*termList // ways to browse by a word: verb, service area, …
	councilMap *hexmap.Map
	caseMap    hexmap.Chart // of case studies, for the first page
	letters    []letter
	manyByName bool // too many entries for one page A to Z
}

// termList is one way to browse: all values of a field and their entries.
type termList struct {
	Path  string // "/browse/service-areas/"
	Field string // name of the list in the model: "service-area"
	Terms []*insight.Term
}

func newIndex(lib *insight.Library, w messages.Catalogue) *index {
	x := &index{councilMap: hexmap.New(lib.ByType[model.Organisation])}
	for _, field := range []string{"verb", "service-area", "life-event", "stage"} {
		l := &termList{Path: address.Browse(field), Field: field}
		for _, t := range lib.Terms(l.Field) {
			own := *t
			own.Label = label(lib.Graph, w, l.Field, t.ID)
			l.Terms = append(l.Terms, &own)
		}
		x.lists = append(x.lists, l)
	}
	x.caseMap = x.councilMap.Draw(lib.Cases, nil)
	x.letters = byLetter(lib.All)
	x.manyByName = len(lib.All) > 800
	return x
}

// label is what people read for a value of a list of the library or the model.
func label(g *link.Graph, w messages.Catalogue, field, value string) string {
	if field == "stage" {
		return w.Choice(field, value)
	}
	return g.TermLabel(field, value)
}

// list returns the way to browse by a field.
func (x *index) list(field string) *termList {
	for _, l := range x.lists {
		if l.Field == field {
			return l
		}
	}
	return &termList{}
}

// termLink leads to the page of a value.
func (s *Site) termLink(field, value string) Link {
	if field == "verb" {
		value = s.lib.Verb(value)
	}
	return Link{Text: label(s.g, s.words[s.lang], field, value), Href: s.At.Href(s.index.list(field).Path + value + "/")}
}
