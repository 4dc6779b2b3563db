package render

import (
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/entries"
	"servicepatterns/internal/render/lists"
	"servicepatterns/internal/render/view"
)

// allPages names every page of the site, in the order: home, entries, lists, the rest.
// Where two want one address, the first has it, so an entry never disappears
// behind a list but for the few addresses that the site cannot do without.
func (s *Site) allPages() []view.Page {
	var pages []view.Page
	taken := map[string]bool{}
	addOne := func(p view.Page) bool {
		if taken[p.Path] {
			return false
		}
		taken[p.Path] = true
		pages = append(pages, p)
		return true
	}
	add := func(more ...view.Page) {
		for _, p := range more {
			addOne(p)
		}
	}
	l := lists.Of(s.Site)
	own := own{s.Site}
	add(home{s.Site}.page(), own.find(), own.searchFolder(), own.notFound())
	add(l.BrowsePages()...)
	add(l.AToZ()...)
	for _, e := range s.Lib.Graph.Entries {
		if s.Lib.Shown(e) {
			add(entries.Of(s.Site).Page(e))
			if e.Language == "" {
				add(entries.Of(s.Site).AskPages(e)...)
			}
		}
	}
	add(own.pages()...)
	add(abroad{s.Site}.pages()...)
	add(l.Board()...)
	add(l.Maps()...)
	add(l.Build()...)
	add(s.form.pages()...)
	add(l.AlikePages()...)
	for _, t := range model.Types() {
		if len(s.Lib.ByType[t]) == 0 {
			continue
		}
		if t == model.Organisation {
			add(l.OrganisationPages()...)
		} else {
			add(l.TypePages(t)...)
		}
	}
	for _, e := range s.Lib.Graph.Entries {
		if s.Lib.Shown(e) {
			s.addMoved(e, addOne)
		}
	}
	for _, e := range s.Lib.Graph.Entries {
		s.addMovedFiles(e, addOne)
	}
	return pages
}
