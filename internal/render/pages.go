package render

import (
	"servicepatterns/internal/address"
	"servicepatterns/internal/model"
)

// list names every page of the site, in the order: home, entries, lists, the rest.
// Where two want one address, the first has it, so an entry never disappears
// behind a list but for the few addresses that the site cannot do without.
func (s *Site) list() []Page {
	var pages []Page
	taken := map[string]bool{}
	addOne := func(p Page) bool {
		if taken[p.Path] {
			return false
		}
		taken[p.Path] = true
		pages = append(pages, p)
		return true
	}
	add := func(more ...Page) {
		for _, p := range more {
			addOne(p)
		}
	}
	add(s.home(), s.find(), s.searchFolder(), s.notFound())
	add(s.browsePages()...)
	add(s.aToZ()...)
	for _, e := range s.g.Entries {
		if s.lib.Shown(e) {
			add(Page{Path: address.File(e.Path()), Entry: e, Body: e.Row == 0, make: s.maker(e)})
			if e.Language == "" {
				add(s.askPages(e)...)
			}
		}
	}
	add(s.ownPages()...)
	add(s.boardPages()...)
	add(s.mapPages()...)
	add(s.buildPages()...)
	add(s.addPages()...)
	add(s.alikePages()...)
	for _, t := range model.Types() {
		if len(s.lib.ByType[t]) == 0 {
			continue
		}
		if t == model.Organisation {
			add(s.organisationPages()...)
		} else {
			add(s.typePages(t)...)
		}
	}
	for _, e := range s.g.Entries {
		if s.lib.Shown(e) {
			s.addMoved(e, addOne)
		}
	}
	for _, e := range s.g.Entries {
		s.addMovedFiles(e, addOne)
	}
	return pages
}

// maker is what makes the view of an entry.
func (s *Site) maker(e *model.Entry) func(Page, Body) (string, any) {
	switch {
	case e.Pattern() != nil:
		return s.pattern
	case e.Work() != nil:
		return s.work
	case e.Capability() != nil:
		return s.capability
	case e.Standard() != nil:
		return s.standard
	case e.Shared() != nil:
		return s.sharedService
	case e.Type == model.Organisation:
		return s.organisation
	}
	return s.text
}
