package render

import (
	"strings"

	"servicepatterns/internal/address"
	"servicepatterns/internal/markdown"
	"servicepatterns/internal/model"
	"servicepatterns/internal/render/entries"
	"servicepatterns/internal/render/view"
)

// MovedView stands at an address that leads on to another.
type MovedView struct {
	view.Frame
	To string // what is there, in words
}

// addMoved gives the old addresses of an entry pages that lead on, unless another page has
// one of them.
func (s *Site) addMoved(e *model.Entry, add func(view.Page) bool) {
	for _, old := range s.Moved.Former(e) {
		if add(s.movedPage(e, old.Path, e.Path())) {
			s.Moved.Lead(e, old)
		}
	}
}

// addMovedFiles does the same for what lies beside an entry's page.
func (s *Site) addMovedFiles(e *model.Entry, add func(view.Page) bool) {
	for _, old := range s.Moved.Formerly(e) {
		for _, p := range entries.Of(s.Site).AskPages(e) {
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

func (s *Site) movedPage(e *model.Entry, from, to string) view.Page {
	return view.Page{Path: address.File(from), Leads: true, Make: func(markdown.Body) (string, any) {
		v := &MovedView{Frame: s.EntryFrame(e), To: e.Title.Value}
		v.Title, v.Data, v.Article = s.In(e).T("moved"), nil, false
		v.HeadTitle = v.Title + " – " + v.Site
		v.MovedTo = s.At.Href(to)
		return "moved", v
	}}
}
