package render

import (
	"strings"

	"servicepatterns/internal/address"
	"servicepatterns/internal/model"
)

// MovedView stands at an address that leads on to another.
type MovedView struct {
	Frame
	To string // what is there, in words
}

// addMoved gives the old addresses of an entry pages that lead on, unless another page has
// one of them.
func (s *Site) addMoved(e *model.Entry, add func(Page) bool) {
	for _, old := range s.Moved.Former(e) {
		if add(s.movedPage(e, old.Path, e.Path())) {
			s.Moved.Lead(e, old)
		}
	}
}

// addMovedFiles does the same for what lies beside an entry's page.
func (s *Site) addMovedFiles(e *model.Entry, add func(Page) bool) {
	for _, old := range s.Moved.Formerly(e) {
		for _, p := range s.askPages(e) {
			below := strings.TrimPrefix(address.Path(p.Path), e.Path())
			if add(s.movedPage(e, old+below, e.Path()+below)) {
				s.Moved.LeadBelow(e, old, below)
			}
		}
		for _, name := range s.Outputs.FilesOf(e) {
			s.Moved.LeadBelow(e, old, name)
		}
	}
}

func (s *Site) movedPage(e *model.Entry, from, to string) Page {
	return Page{Path: address.File(from), Leads: true, make: func(Page, Body) (string, any) {
		v := &MovedView{Frame: s.entryFrame(e), To: e.Title.Value}
		v.Title, v.Data, v.Article = s.of(e).T("moved"), nil, false
		v.HeadTitle = v.Title + " – " + v.Site
		v.MovedTo = s.At.Href(to)
		return "moved", v
	}}
}

// searchFolder stands at /search/, where people look for the search and some hosts would
// list files. Its script takes the question along.
func (s *Site) searchFolder() Page {
	return Page{Path: "search/index.html", Leads: true, make: func(Page, Body) (string, any) {
		w := s.words[s.lang]
		v := &MovedView{Frame: s.frame(w.T("search"), w.T("search-lede"), "/find/"), To: w.T("search-lede")}
		v.MovedTo, v.Part = s.At.Href("/find/"), s.part("onward")
		return "moved", v
	}}
}
