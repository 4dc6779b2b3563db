package render

import "servicepatterns/internal/model"

// MovedView stands at an address that an entry once had and leads to where it is now.
type MovedView struct {
	Frame
	To string // the entry's title
}

// moved are the pages of an entry's former ids, so that no old link is lost.
func (s *Site) moved(e *model.Entry) []Page {
	var pages []Page
	for _, id := range e.FormerIDs {
		old := *e
		old.ID = id.Value
		pages = append(pages, Page{Path: file(old.Path()), moved: true, make: func(Page, Body) (string, any) {
			w := s.of(e)
			v := &MovedView{Frame: s.frame(w.t("moved"), e.Summary.Value, e.Path()), To: e.Title.Value}
			v.MovedTo = s.Href(e.Path())
			return "moved", v
		}})
	}
	return pages
}
